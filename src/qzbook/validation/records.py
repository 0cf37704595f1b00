"""What keeps the records of a CSV from having the columns that its schema names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from qzbook.words import gettext, marked
from qzcharts.data.descriptor import Schema
from qzcharts.data.records import BLANKS, SEPARATORS, Record, is_blank, separator_problem
from qzcharts.errors import Problem

MOST_COLUMNS = 200
_MOST_ROWS = 10_000
_MOST_CHARACTERS = 5_000
"""So long a cell may be."""
_MOST_ABOVE = 20
"""In so many rows a header is looked for that does not come first."""
_QUOTATION_MARKS = "“”„‟＂‘’'"
#: Beginning and rest of a number that separators of thousands have parted.
_FRONT, _REST = re.compile(r"\D{0,3}\d{1,3}"), re.compile(r"\d{3}(\.\d+)?\D{0,3}")


def record_problems(path: str, records: Sequence[Record], schema: Schema) -> Iterator[Problem]:
    """Tell what keeps records from having the columns of a schema; what has one cause is told once."""
    # A table of numbers, or of what has an id, begins before its first row.
    if len(records) < (2 if {"id", "value"}.isdisjoint(schema.names) else 1):
        message = (
            gettext("no row below the header; allowed: a header and at least one row")
            if records
            else gettext("nothing in the file; allowed: a header and at least one row")
        )
        mend = gettext("add rows, or remove the file and its entry")
        yield Problem(path, 0, "", "empty", message, mend)
    elif len(records) > _MOST_ROWS:
        message = gettext(
            "the table has {rows:,} rows; allowed: {most:,}", rows=len(records) - 1, most=_MOST_ROWS
        )
        mend = gettext("leave out what the book does not use")
        yield Problem(path, records[_MOST_ROWS][0], "", "size", message, mend)
    elif len(records[0][1]) > MOST_COLUMNS:
        message = gettext(
            "the table has {columns:,} columns; allowed: {most:,}",
            columns=len(records[0][1]),
            most=MOST_COLUMNS,
        )
        mend = gettext("leave out what the book does not use")
        yield Problem(path, records[0][0], "", "size", message, mend)
    elif problem := _sign_problem(path, records[0], schema) or _header_problem(path, records, schema):
        yield problem
    else:
        yield from [*_column_problems(path, records[0], schema)] or _row_problems(path, records)


def _known(names: Iterable[str], schema: Schema) -> int:
    """Count the columns of a schema among names."""
    return len(set(names).intersection(schema.names))


def _sign_problem(path: str, record: Record, schema: Schema) -> Problem | None:
    """Tell whether a header has more of the columns once other signs part its cells, or quote them."""
    line, header = record
    bare = [name.strip(BLANKS + _QUOTATION_MARKS) for name in header]
    for separator in SEPARATORS:
        parts = (part.strip(BLANKS + _QUOTATION_MARKS) for cell in header for part in cell.split(separator))
        if _known(parts, schema) > _known(bare, schema):
            return separator_problem(path, line, separator)
    if _known(bare, schema) > _known((name.strip(BLANKS) for name in header), schema):
        message = gettext('cells stand in quotation marks that are none of a CSV; allowed: straight ones, "')
        mend = gettext('put straight quotation marks, ", in place of the others')
        return Problem(path, line, "", "quotation-mark", message, mend)
    return None


def _header_problem(path: str, records: Sequence[Record], schema: Schema) -> Problem | None:
    """Tell whether a header names no columns, or not each by a name of its own."""
    (line, header), *rows = records
    columns = ", ".join(schema.names)
    if around := [name for name in header if name.strip(BLANKS) not in (name, "")]:
        names = ", ".join(map(repr, around))
        message = gettext(
            "blanks stand around names of columns: {names}; allowed: {columns}", names=names, columns=columns
        )
        mend = gettext("remove the blanks")
    elif not _known(header, schema):
        below = (at for at, cells in rows[:_MOST_ABOVE] if 2 * _known(cells, schema) > len(schema.names))
        message = gettext("the first row names none of the columns; allowed: {columns}", columns=columns)
        mend = gettext("begin the file with the header, or make {schema} agree with it", schema=schema.path)
        if header_line := next(below, 0):
            mend = gettext("remove the rows above the header on line {line}", line=header_line)
    elif number := next((at for at, name in enumerate(header, 1) if is_blank(name)), 0):
        held = [
            (at, cells[number - 1])
            for at, cells in rows
            if not all(map(is_blank, cells[number - 1 : number]))
        ]
        message = gettext("column {number} has no name; allowed: a name for each", number=number)
        mend = gettext("name the column in the header, or remove it")
        if held:
            mend = gettext(
                "name the column in the header, or remove {cell!r} from line {line}",
                cell=held[0][1],
                line=held[0][0],
            )
    elif twice := sorted({name for name in header if header.count(name) > 1}):
        message = gettext(
            "more than one column has the name {names}; allowed: each name once",
            names=", ".join(map(repr, twice)),
        )
        mend = gettext("rename or remove all but one")
    else:
        return None
    return Problem(path, line, "", "header", message, mend)


def _column_problems(path: str, record: Record, schema: Schema) -> Iterator[Problem]:
    """Tell which columns a header lacks, and which the schema does not take."""
    line, header = record
    columns = ", ".join(schema.names)
    missing = marked("the column {name!r} is missing; allowed: {columns}")
    unknown = marked("the column {name!r} is not in the schema; allowed: {columns}")
    order = marked("the columns stand in another order; allowed: {columns}")
    wrong = [(name, missing) for name in schema.names if name not in header]
    if not schema.takes_more:
        wrong += [(name, unknown) for name in header if name not in schema.names]
    if not wrong and not schema.fits(header):
        wrong = [("", order)]
    mend = gettext("make the header and {schema} agree", schema=schema.path)
    for name, message in wrong:
        yield Problem(path, line, name, "header", gettext(message, name=name, columns=columns), mend)


def _row_problems(path: str, records: Sequence[Record]) -> Iterator[Problem]:
    """Tell which rows have another number of cells than the header, and which cells are too long."""
    (_, header), *rows = records
    widths = {len(cells) for _, cells in rows}
    if len(rows) > 1 and len(widths) == 1 and len(header) not in widths:
        line, cells = rows[0]
        message = gettext(
            "here as in every row, {number} columns; allowed: {most}, as in the header",
            number=len(cells),
            most=len(header),
        )
        yield Problem(path, line, "", "columns", message, _mend(line, cells, len(header)))
        return
    for line, cells in rows:
        numbers = {"number": len(cells), "most": len(header)}
        if len(cells) != len(header):
            message = (
                gettext("too many columns ({number}); allowed: {most}, as in the header", **numbers)
                if len(cells) > len(header)
                else gettext("too few columns ({number}); allowed: {most}, as in the header", **numbers)
            )
            yield Problem(path, line, "", "columns", message, _mend(line, cells, len(header)))
            continue
        for name, cell in zip(header, cells, strict=True):
            if len(cell) > _MOST_CHARACTERS:
                message = gettext(
                    "the cell has {number:,} characters; allowed: {most:,}",
                    number=len(cell),
                    most=_MOST_CHARACTERS,
                )
                mend = gettext("keep what belongs there, and close quotes")
                yield Problem(path, line, name, "size", message, mend)


def _mend(line: int, cells: Sequence[str], width: int) -> str:
    """Say what has most likely given a row more or fewer cells than the header has."""
    if breaks := sum(cell.count("\n") for cell in cells):
        return gettext(
            "the row goes on to line {line}: close the quotation mark that opens in it", line=line + breaks
        )
    if len(cells) < width:
        for separator in SEPARATORS if len(cells) == 1 else "\t":
            if len(cells) + sum(cell.count(separator) for cell in cells) == width:
                return separator_problem("", line, separator).mend
        return gettext(
            "give the row as many columns as the header: after each cell a comma, which is , and not ，"
        )
    if parted := _parted(cells, len(cells) - width):
        return gettext(
            "write {number} where {parted} is one number; quote a cell that holds a comma",
            number="".join(parted),
            parted=",".join(parted),
        )
    if any(cell.startswith("“") and "”" not in cell for cell in cells):
        return gettext('a cell that holds a comma stands in straight quotation marks, ", not in “ ”')
    if all(map(is_blank, cells[width:])):
        return gettext("remove the commas at the end of the row")
    return gettext("give the row as many columns as the header; quote a cell that holds a comma")


def _parted(cells: Sequence[str], more: int) -> Sequence[str]:
    """Give the first number that separators of thousands have parted into cells, `more` of them too many."""
    for start, front in enumerate(cells):
        end = start + 1
        while end <= min(start + more, len(cells) - 1) and _REST.fullmatch(cells[end]):
            end += 1
        if end > start + 1 and _FRONT.fullmatch(front):
            return cells[start:end]
    return ()
