"""Split a CSV into records as authors and spreadsheets write them, or tell what keeps it from being one."""

import csv
import io
import re
from collections.abc import Sequence

from qzcharts.errors import DataError, Problem
from qzcharts.words import gettext

#: A record of a CSV: the line it begins on, and its cells.
Record = tuple[int, list[str]]

SEPARATORS = "\t;，；、|｜"
"""What authors and spreadsheets put between cells in place of a comma."""
BLANKS = " \t\n\r\v\f\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200C))
)
"""Characters that show nothing, of any kind and width: more of them than :meth:`str.strip` takes."""
_QUOTED = r'"(?:[^"]|"")*+"'
_CELL = re.compile(rf"{_QUOTED}(?=[,\r\n]|\Z)|[^\",\r\n][^,\r\n]*|(?=[,\r\n])")
_OTHERWISE_SEPARATED = re.compile(rf"{_QUOTED}(?P<separator>[{re.escape(SEPARATORS)}])")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_FOR_EXCEL = re.compile(r'"?(?P<words>sep=.?)', re.IGNORECASE)
_SHOWN = 20


def read_records(path: str, text: str) -> list[Record]:
    """Split a CSV into records, the header first.

    Rows of nothing but blanks are left out, and so are the last columns where they have neither a name nor a
    cell: spreadsheets write both where something once stood.

    Raises
    ------
    DataError
        If lines end with CR alone, the first speaks to Excel, or quotation marks do not hold cells together.
    """
    if problem := _line_problem(path, text):
        raise DataError([problem])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError([_cell_problem(path, text, line)]) from error
    return _without_blank_columns([record for record in records if not all(map(is_blank, record[1]))])


def is_blank(cell: str) -> bool:
    """Whether a cell shows nothing."""
    return not cell.strip(BLANKS)


def separator_problem(path: str, line: int, separator: str) -> Problem:
    """Tell that another sign stands where a comma should."""
    name = gettext("a tab") if separator == "\t" else repr(separator)
    message = gettext("cells are separated by {separator}; allowed: a comma, ','", separator=name)
    mend = gettext('separate all cells by commas: in a spreadsheet, save as "CSV UTF-8 (comma delimited)"')
    return Problem(path, line, "", "separator", message, mend)


def _line_problem(path: str, text: str) -> Problem | None:
    """Tell where lines are none of a CSV."""
    if found := _LONE_RETURN.search(text):
        message = gettext("a line ends with CR alone; allowed: LF, or CR and LF")
        mend = gettext('end lines with LF (in a spreadsheet: "CSV UTF-8", not "CSV (Macintosh)")')
        return Problem(path, _line(text, found.start()), "", "line-end", message, mend)
    if found := _FOR_EXCEL.match(text):
        message = gettext(
            "the first line {words!r} speaks to Excel; allowed: the header", words=found["words"]
        )
        mend = gettext("remove the line, and separate cells by commas")
        return Problem(path, 1, "", "separator", message, mend)
    return None


def _cell_problem(path: str, text: str, line: int) -> Problem:
    """Tell where a quotation mark opens that does not close at the end of its cell; else a cell is long."""
    position = 0
    while position < len(text):
        cell = _CELL.match(text, position)
        if not cell:
            line = _line(text, position)
            found = _OTHERWISE_SEPARATED.match(text, position)
            # Below the header, the others may be words that someone meant to go on with.
            if found and (line == 1 or found["separator"] in "\t;"):
                return separator_problem(path, line, found["separator"])
            words = text[position + 1 :][:_SHOWN].partition("\n")[0]
            message = gettext(
                "the quotation mark before {words!r} opens a cell that none closes; "
                "allowed: one before a cell and one after it, then a comma or the end of the line",
                words=words,
            )
            mend = gettext('close the cell, and double marks that belong to its words: "the ""one"" street"')
            return Problem(path, line, "", "quotation-mark", message, mend)
        position = cell.end() + 1
    message = gettext("a cell has more than {most:,} characters", most=csv.field_size_limit())
    return Problem(path, line, "", "size", message, gettext("keep what belongs there"))


def _without_blank_columns(records: list[Record]) -> list[Record]:
    """Leave out the last columns if the header does not name them and all rows leave them blank."""
    header = records[0][1] if records else []
    named = _filled(header)
    if named == len(header) or any(
        _filled(cells) > named for _, cells in records if len(cells) == len(header)
    ):
        return records
    return [(line, cells[:named] if len(cells) == len(header) else cells) for line, cells in records]


def _filled(cells: Sequence[str]) -> int:
    """Count the cells up to the last that is not blank."""
    return max((number for number, cell in enumerate(cells, 1) if not is_blank(cell)), default=0)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
