"""Files, headers and descriptors that cannot be read: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_mutations import cut_rows, describe, drop_column, refusal, schema

from changes import Change, each, put, recode, remove, swap
from qzbook.validation import from_package, read, undocumented
from qzcharts.data import find_folder
from qzcharts.data.package import DESCRIPTOR
from qzcharts.errors import DataError

CASES = [
    pytest.param(
        swap("construction.csv", ",12.96,,", ",12.96,,x,"),
        "data/construction.csv:2: too many columns (10); allowed: 9, as in the header [columns]\n"
        "  mend: give the row as many columns as the header; quote a cell that holds a comma",
        id="too many columns",
    ),
    pytest.param(
        swap("construction.csv", ",12.96,,", ",12.96,"),
        "data/construction.csv:2: too few columns (8); allowed: 9, as in the header [columns]\n"
        "  mend: give the row as many columns as the header: after each cell a comma, which is , and not ，",
        id="too few columns",
    ),
    pytest.param(
        recode("construction.csv", "gbk"),
        "data/construction.csv:2: saved as GBK; allowed: UTF-8 only [encoding]\n"
        '  mend: save the file as UTF-8 (in a spreadsheet: "CSV UTF-8", not "CSV")',
        id="GBK",
    ),
    pytest.param(
        recode("construction.csv", "utf-16"),
        "data/construction.csv:1: saved as UTF-16; allowed: UTF-8 only [encoding]\n"
        '  mend: save the file as UTF-8 (in a spreadsheet: "CSV UTF-8", not "CSV")',
        id="UTF-16",
    ),
    pytest.param(
        put("stages.csv", b"order,label_zh,label_en\n1,a,b\n2,a,caf\xe9\n"),
        "data/stages.csv:3: byte 0xe9 is not UTF-8; allowed: UTF-8 only [encoding]\n"
        '  mend: save the file as UTF-8 (in a spreadsheet: "CSV UTF-8", not "CSV")',
        id="Latin 1 on a later line",
    ),
    pytest.param(
        recode(DESCRIPTOR, "gb18030"),
        "data/datapackage.json:4: saved as GBK; allowed: UTF-8 only [encoding]\n"
        "  mend: save the file as UTF-8",
        id="a descriptor in GBK",
    ),
    pytest.param(
        remove("stages.csv"),
        "data/stages.csv: cannot be read: No such file or directory [unreadable]\n"
        "  mend: restore the file, or remove its entry from data/datapackage.json",
        id="a missing CSV",
    ),
    pytest.param(
        each(remove("stages.csv"), lambda data: (data / "stages.csv").mkdir()),
        "data/stages.csv: cannot be read: Is a directory [unreadable]\n"
        "  mend: restore the file, or remove its entry from data/datapackage.json",
        id="a folder in place of a CSV",
    ),
    pytest.param(
        remove(DESCRIPTOR),
        "data/datapackage.json: cannot be read: No such file or directory [unreadable]\n"
        "  mend: restore the file",
        id="a missing descriptor",
    ),
    pytest.param(
        swap(DESCRIPTOR, '"version": "1.0.0",', '"version": "1.0.0"'),
        "data/datapackage.json:8:3: no JSON: Expecting ',' delimiter [json]\n  mend: correct the line",
        id="broken JSON",
    ),
    pytest.param(
        put(DESCRIPTOR, b"[]"),
        "data/datapackage.json: no list of resources; allowed: an object whose resources name the CSVs "
        "[descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a descriptor that is a list",
    ),
    pytest.param(
        put(DESCRIPTOR, b'{"resources": []}'),
        "data/datapackage.json: no list of resources; allowed: an object whose resources name the CSVs "
        "[descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a descriptor without resources",
    ),
    pytest.param(
        describe(lambda package: package["stages"].pop("name")),
        "data/datapackage.json: resource 13 has no name; allowed: name, path and schema [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a resource without a name",
    ),
    pytest.param(
        describe(lambda package: package["stages"].update(path="../stages.csv")),
        "data/datapackage.json: resource 'stages' has the path '../stages.csv'; allowed: a CSV beside this "
        "file [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a path out of the folder",
    ),
    pytest.param(
        describe(lambda package: package["stages"].pop("schema")),
        "data/datapackage.json: resource 'stages' has no fields; allowed: a schema with one field a column "
        "[descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a resource without fields",
    ),
    pytest.param(
        describe(lambda package: package["stages"]["schema"]["fields"][0].pop("name")),
        "data/datapackage.json: resource 'stages' has a field without a name; allowed: name, type, "
        "description [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a field without a name",
    ),
    pytest.param(
        describe(lambda package: package["stages"]["schema"]["fields"][0].update(type="text")),
        "data/datapackage.json: field 'order' of resource 'stages' has the type 'text'; allowed: string, "
        "number, integer, boolean, date, datetime, time, year, yearmonth, any [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a field of an unknown type",
    ),
    pytest.param(
        describe(lambda package: package["stages"]["schema"]["fields"][1]["constraints"].update(pattern="(")),
        "data/datapackage.json: the pattern of the field 'label_zh' of resource 'stages' is none: "
        "missing ): (; allowed: those of RE2, whose time is bounded: nothing that looks around or refers "
        "back [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a pattern that is none",
    ),
    pytest.param(
        describe(lambda package: package["stages"].update(name="lists")),
        "data/datapackage.json: two resources have the name 'lists'; allowed: each name once [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="two resources of one name",
    ),
    pytest.param(
        describe(lambda package: package["package"].update(licenses="CC BY")),
        "data/datapackage.json: The data package has an error: 'CC BY' is not of type 'array' at property "
        "'licenses' [descriptor]\n"
        "  mend: mend the entry; see the Data Package 2 standard",
        id="a licence of a wrong form",
    ),
    pytest.param(
        swap("units.csv", "unit,dimension,factor,english", "unit,factor,english"),
        "data/units.csv:1:dimension: the column 'dimension' is missing; allowed: unit, dimension, factor, "
        "english [header]\n"
        "  mend: make the header and data/schemas/units.json agree",
        id="a missing column",
    ),
    pytest.param(
        swap("units.csv", "unit,dimension,factor,english", "unit,dimension,faktor,english"),
        "data/units.csv:1:factor: the column 'factor' is missing; allowed: unit, dimension, factor, "
        "english [header]\n"
        "  mend: make the header and data/schemas/units.json agree\n"
        "data/units.csv:1:faktor: the column 'faktor' is not in the schema; allowed: unit, dimension, "
        "factor, english [header]\n"
        "  mend: make the header and data/schemas/units.json agree",
        id="a column of another name",
    ),
    pytest.param(
        swap("units.csv", "unit,dimension,factor,english", "unit,dimension,factor,factor"),
        "data/units.csv:1: more than one column has the name 'factor'; allowed: each name once [header]\n"
        "  mend: rename or remove all but one",
        id="a column twice",
    ),
    pytest.param(
        swap("units.csv", "unit,dimension,factor,english", "dimension,unit,factor,english"),
        "data/units.csv:1: the columns stand in another order; allowed: unit, dimension, factor, english "
        "[header]\n"
        "  mend: make the header and data/schemas/units.json agree",
        id="columns in another order",
    ),
    pytest.param(
        drop_column("construction", "value"),
        "data/construction.csv:1:value: no column holds numbers; allowed: value, or names of indicators, "
        "entities or periods [missing-column]\n"
        "  mend: restore the column, here and in data/datapackage.json",
        id="a column missing from data and schema",
    ),
    pytest.param(
        drop_column("formulas", "decimals"),
        "data/formulas.csv:1:decimals: the column 'decimals' is missing; a table with 'formula' needs it "
        "[missing-column]\n"
        "  mend: restore the column, here and in data/datapackage.json",
        id="formulas without decimals",
    ),
    pytest.param(
        put("stages.csv", b""),
        "data/stages.csv: nothing in the file; allowed: a header and at least one row [empty]\n"
        "  mend: add rows, or remove the file and its entry",
        id="an empty file",
    ),
    pytest.param(
        put("stages.csv", b"\n\n"),
        "data/stages.csv: nothing in the file; allowed: a header and at least one row [empty]\n"
        "  mend: add rows, or remove the file and its entry",
        id="blank lines only",
    ),
    pytest.param(
        cut_rows("stages.csv"),
        "data/stages.csv: no row below the header; allowed: a header and at least one row [empty]\n"
        "  mend: add rows, or remove the file and its entry",
        id="a header only",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_files_stop_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message


def test_a_byte_order_mark_is_allowed_as_spreadsheets_write_one(data: Path) -> None:
    plain = from_package(read(data)).metrics
    for path in (*data.glob("*.csv"), *data.glob("schemas/*"), data / DESCRIPTOR):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    marked = from_package(read(data)).metrics
    assert marked == plain


def test_line_ends_of_windows_are_allowed(data: Path) -> None:
    plain = from_package(read(data)).metrics
    for path in data.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert from_package(read(data)).metrics == plain


def test_lines_are_those_of_the_file_though_a_cell_has_several(data: Path) -> None:
    swap("construction.csv", "未公布按项目或按月份的构成。", '"未公布\n构成"')(data)
    metrics = from_package(read(data)).metrics
    assert [metrics[f"construction.{name}"].line for name in ("investment", "plan_share")] == [2, 4]


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(data: Path) -> None:
    first = read(data)
    assert read(data) is first
    each(
        swap("certificates.csv", ",478,", ",479,"),
        swap("certificates.csv", "已出证478本", "已出证479本"),
    )(data)
    second = read(data)
    assert second.digest != first.digest
    assert from_package(second)["certificates.issued"].text() == "479本"


def test_all_that_is_in_the_real_package_is_described(data: Path) -> None:
    assert list(undocumented(read(data))) == []


def test_what_is_not_described_is_a_problem_for_the_check(data: Path) -> None:
    put("stray.csv", b"a,b\n1,2\n")(data)
    (data / "deeper").mkdir()
    put("deeper/stray.csv", b"a,b\n1,2\n")(data)
    put("schemas/stray.json", b"{}")(data)
    schema("stages.json", lambda found: found["fields"][1].pop("description"))(data)
    schema("stages.json", lambda found: found["fields"][2].update(description=" "))(data)
    assert "\n".join(map(str, undocumented(read(data)))) == (
        "data/deeper/stray.csv: the data package does not name this file; allowed: README.md, and CSVs "
        "and schemas that it names [undocumented-file]\n"
        "  mend: describe it in data/datapackage.json, or move it out of data/\n"
        "data/schemas/stray.json: the data package does not name this file; allowed: README.md, and CSVs "
        "and schemas that it names [undocumented-file]\n"
        "  mend: describe it in data/datapackage.json, or move it out of data/\n"
        "data/stray.csv: the data package does not name this file; allowed: README.md, and CSVs "
        "and schemas that it names [undocumented-file]\n"
        "  mend: describe it in data/datapackage.json, or move it out of data/\n"
        "data/stages.csv:1:label_zh: the column 'label_zh' has no description; allowed: one for each column "
        "[undocumented-column]\n"
        "  mend: describe the field of stages in data/schemas/stages.json\n"
        "data/stages.csv:1:label_en: the column 'label_en' has no description; allowed: one for each column "
        "[undocumented-column]\n"
        "  mend: describe the field of stages in data/schemas/stages.json"
    )


def test_a_project_is_found_from_below_and_its_absence_is_told(data: Path, tmp_path: Path) -> None:
    below = tmp_path / "book" / "appendix"
    below.mkdir(parents=True)
    assert find_folder(below) == data
    remove(DESCRIPTOR)(data)
    with pytest.raises(DataError) as caught:
        find_folder(below)
    assert str(caught.value) == (
        "data/datapackage.json: not found in appendix or a folder above it [no-data-package]\n"
        "  mend: work inside the project, where data/ lies beside book/"
    )
