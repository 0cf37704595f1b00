"""Files as spreadsheets and editors save them: each fault is told once, and what shows nothing is none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import small_package
from qzbook.validation import read
from qzcharts.data import read as read_alone
from qzcharts.errors import DataError

HEADER = "unit,dimension,factor,english"
ROWS = "套,套,1,home|homes\n元,元,1,yuan|yuan\n%,,0.01,percent|percent\n"
UNITS = f"{HEADER}\n{ROWS}"
TRADITIONAL = f"{HEADER}\n座標,座,1,coordinate\n標準戶,戶,1,standard household\n萬畝,萬畝,1,mu\n"


def archive(*names: str, content: str = "") -> bytes:
    """Make an archive, as those that programs save workbooks in."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, content)
    return made.getvalue()


def edited(old: str, new: str) -> str:
    assert UNITS.count(old) == 1
    return UNITS.replace(old, new)


class Fault(NamedTuple):
    """A table of units that cannot be read, and where and how that is told; the last two in part."""

    content: str | bytes
    line: int
    message: str
    mend: str = ""


SEPARATED = {
    "semicolons": (UNITS.replace(",", ";"), "';'"),
    "tabs": (UNITS.replace(",", "\t"), "a tab"),
    "full-width commas": (UNITS.replace(",", "，"), "'，'"),
    "one full-width comma": (edited("unit,dim", "unit，dim"), "'，'"),
    "upright lines": (f"{HEADER}\n套,套,1,home\n".replace(",", "|"), "'|'"),
    "semicolons behind quotation marks": (
        '"unit";"dimension";"factor";"english"\n"套";"套";"1";"home"\n',
        "';'",
    ),
    "full-width commas behind quotation marks": (
        '"unit"，"dimension"，"factor"，"english"\n套,套,1,home\n',
        "'，'",
    ),
}
ENCODED: dict[str, tuple[bytes, int, str]] = {
    "GBK": (UNITS.encode("gbk"), 2, "GBK"),
    "GB 18030": (UNITS.encode("gb18030"), 2, "GBK"),
    "Big5": (TRADITIONAL.encode("big5"), 2, "Big5"),
    "UTF-16": (UNITS.encode("utf-16"), 1, "UTF-16"),
    "UTF-16 with the other mark": (b"\xfe\xff" + UNITS.encode("utf-16-be"), 1, "UTF-16"),
    "UTF-16 without a mark": (UNITS.encode("utf-16-le"), 1, "UTF-16"),
    "UTF-16 of the other order without a mark": (UNITS.encode("utf-16-be"), 1, "UTF-16"),
    "UTF-16 of ASCII alone": (b"\0".join(b"%c" % byte for byte in b"id,b\n1,2\n"), 1, "UTF-16"),
    "UTF-32": (UNITS.encode("utf-32"), 1, "UTF-32"),
}
NO_TEXTS: dict[str, tuple[str | bytes, str]] = {
    "an Excel workbook": (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
    "an old Excel workbook": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "an Excel workbook"),
    "an OpenDocument spreadsheet": (
        archive("mimetype", content="application/vnd.oasis.opendocument.spreadsheet"),
        "an OpenDocument spreadsheet",
    ),
    "a Numbers spreadsheet": (archive("Index/Document.iwa"), "a Numbers spreadsheet"),
    "another archive": (archive("units.csv"), "a ZIP archive"),
    "a page": ("\n<!DOCTYPE html>\n<html><body><table></table></body></html>\n", "a page of HTML or XML"),
    "a page in GBK": ("<html><title>泉州</title></html>".encode("gbk"), "a page of HTML or XML"),
    "a table of HTML": ("\ufeff<table><tr><td>套</td></tr></table>", "a page of HTML or XML"),
    "an XML spreadsheet": ('<?xml version="1.0"?><Workbook/>', "a page of HTML or XML"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
}
EMPTY = {
    "no byte": ("", "nothing in the file"),
    "a mark alone": ("\ufeff", "nothing in the file"),
    "blanks alone": (" \n\u3000,\u00a0\n\t\n\r\n", "nothing in the file"),
    "a header alone": (f"{HEADER}\n,,,\n\n", "no row below the header"),
}
LINES = {
    "a line for Excel": Fault(f"sep=,\n{UNITS}", 1, "'sep=,' speaks to Excel", "remove the line"),
    "a line for Excel with semicolons": Fault(
        "sep=;\n" + UNITS.replace(",", ";"), 1, "'sep=;' speaks to Excel", "separate cells by commas"
    ),
    "a line for Excel in quotation marks": Fault(f'"sep=;"\n{UNITS}', 1, "'sep=;' speaks to Excel"),
    "line ends of old Macs": Fault(UNITS.replace("\n", "\r"), 1, "ends with CR alone", '"CSV UTF-8", not'),
    "line ends doubled": Fault(UNITS.replace("\n", "\r\r\n"), 1, "ends with CR alone", '"CSV UTF-8", not'),
    "a byte of value 0": Fault(edited("元,元", "元,\0元"), 3, "a byte of value 0 stands here", "remove it"),
    "a stray byte": Fault(
        UNITS.encode().replace(b"yuan|", b"yu\xe4n|"), 3, "byte 0xe4 is not UTF-8; allowed: UTF-8 only"
    ),
}
QUOTED = {
    "a cell that opens": Fault(
        edited("percent|", '"percent|'), 4, "the quotation mark before 'percent|percent' opens", "close the"
    ),
    "a cell that opens long before that is noticed": Fault(
        f'{HEADER}\n套,"套,1,home\n元,元,1,yuan\n%,,0.01,"percent"\n', 2, "before '套,1,home' opens"
    ),
    "words behind a closed cell": Fault(
        edited("yuan|yuan", '"yuan"|yuan'), 3, "before 'yuan\"|yuan' opens", "double marks that belong"
    ),
    "a cell that closes lines later": Fault(
        f'{HEADER}\n套,套,1,"home\n元,元,1,yuan",\n%,,0.01,percent\n',
        2,
        "too many columns (5)",
        "goes on to line 3: close the quotation mark",
    ),
    "curly quotation marks": Fault(
        "“unit”,“dimension”,“factor”,“english”\n套,套,1,home\n",
        1,
        "in quotation marks that are none",
        "straight",
    ),
    "full-width quotation marks": Fault(
        "＂unit＂,＂dimension＂,＂factor＂,＂english＂\n套,套,1,home\n",
        1,
        "in quotation marks that are none",
        "straight",
    ),
    "curly quotation marks around a comma": Fault(
        edited("yuan|yuan", "“yuan, or yuan”"), 3, "too many columns (5)", 'straight quotation marks, ", not'
    ),
}
COMMAS = "separate all cells by commas"
WIDTHS = {
    "rows pasted from a spreadsheet": Fault(
        f"{HEADER}\n" + ROWS.replace(",", "\t"), 2, "here as in every row, 1 columns; allowed: 4", COMMAS
    ),
    "one row pasted from a spreadsheet": Fault(
        edited("元,元,1,yuan", "元\t元\t1\tyuan"), 3, "too few columns (1); allowed: 4", COMMAS
    ),
    "a full-width comma in a row": Fault(
        edited("元,元,1", "元,元，1"), 3, "too few columns (3)", "and not ，"
    ),
    "too few cells": Fault(
        edited("元,元,1,", "元,元1,"), 3, "too few columns (3)", "after each cell a comma"
    ),
    "too many cells": Fault(edited("元,元,1,", "元,元,1,x,"), 3, "too many columns (5)", "quote a cell"),
    "a number that fills two cells": Fault(
        edited("元,元,1,", "元,元,1,000,"), 3, "too many columns (5)", "write 1000 where 1,000 is one number"
    ),
    "a number that fills three cells": Fault(
        edited("元,元,1,", "元,元,约12,345,678.9,"),
        3,
        "too many columns (6)",
        "write 约12345678.9 where 约12,345,678.9 is one number",
    ),
    "commas at the end of a row": Fault(
        edited("yuan|yuan", "yuan|yuan,,"), 3, "too many columns (6)", "remove the commas at the end"
    ),
    "commas at the end of all rows but the header": Fault(
        f"{HEADER}\n" + ROWS.replace("\n", ",\n"),
        2,
        "here as in every row, 5 columns; allowed: 4",
        "remove the commas at the end",
    ),
}
HEADERS = {
    "a name twice": Fault(f"{HEADER},unit\n套,套,1,home,套\n", 1, "more than one column has the name 'unit'"),
    "blanks around names": Fault(
        edited(HEADER, "unit, dimension,factor\u00a0,english\u3000"),
        1,
        "blanks stand around names of columns: ' dimension', 'factor\\xa0', 'english\\u3000'",
        "remove the blanks",
    ),
    "two byte order marks": Fault(
        f"\ufeff\ufeff{UNITS}", 1, "names of columns: '\\ufeffunit'", "remove the blanks"
    ),
    "a title above": Fault(
        f"计量单位,,,\n,,,\n{UNITS}", 1, "the first row names none of the columns", "the header on line 3"
    ),
    "none": Fault(ROWS, 1, "the first row names none of the columns", "begin the file with the header"),
    "a cell below no name": Fault(
        f"{HEADER},\n套,套,1,home,\n元,元,1,000,yuan\n",
        1,
        "column 5 has no name",
        "name the column in the header, or remove 'yuan' from line 3",
    ),
    "a column without a name": Fault(
        "unit,,dimension,factor,english\n套,,套,1,home\n", 1, "column 2 has no name", "or remove it"
    ),
    "columns without end": Fault(
        edited(HEADER, ",".join([HEADER, *map(str, range(200))])), 1, "has 204 columns; allowed: 200"
    ),
}
FAULTS = {
    **{
        case: Fault(content, 1, f"cells are separated by {sign}; allowed: a comma, ','", COMMAS)
        for case, (content, sign) in SEPARATED.items()
    },
    **{
        case: Fault(content, line, f"saved as {name}; allowed: UTF-8 only", '"CSV UTF-8", not "CSV"')
        for case, (content, line, name) in ENCODED.items()
    },
    **{
        case: Fault(content, 0, f"the file is {kind}, whatever its name", 'save it as "CSV UTF-8"')
        for case, (content, kind) in NO_TEXTS.items()
    },
    **{case: Fault(content, 0, message, "add rows") for case, (content, message) in EMPTY.items()},
    **LINES,
    **QUOTED,
    **WIDTHS,
    **{f"a header: {case}": fault for case, fault in HEADERS.items()},
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_package.write(tmp_path)


def write(data: Path, content: str | bytes) -> None:
    """Write the table of units."""
    (data / "units.csv").write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_once_with_place_and_mend(small: Path, case: str) -> None:
    fault = FAULTS[case]
    write(small, fault.content)
    with pytest.raises(DataError) as caught:
        read(small)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("data/units.csv", fault.line)
    assert fault.message in problem.message
    assert fault.mend in problem.mend


@pytest.mark.parametrize("case", [case for case in FAULTS if case != "a header alone"])
def test_the_helper_alone_reads_none_of_these_either(small: Path, case: str) -> None:
    write(small, FAULTS[case].content)
    with pytest.raises(DataError) as caught:
        read_alone(small)
    (problem,) = caught.value.problems
    assert problem.path == "data/units.csv"


def test_a_package_with_blanks_is_the_same(small: Path) -> None:
    plain = {name: table.rows for name, table in read(small).tables.items()}
    for path in small.glob("*.csv"):
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text(
            "\n".join(["", f"{header},,", *(f'{row},,"\u3000"\n,,' for row in rows), ",", ""]), "utf-8"
        )
    assert {name: table.rows for name, table in read(small).tables.items()} == plain


def test_an_empty_row_leaves_the_lines_of_others_right(small: Path) -> None:
    write(small, f"{HEADER}\n\n,,,\n" + ROWS.replace(",0.01,", ",1e2,"))
    with pytest.raises(DataError, match=r"data/units\.csv:6:factor: "):
        read(small)
