"""Tables with more columns than their schema names, as ``"fieldsMatch": "subset"`` allows."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

import small_package
from qzbook.validation import from_package, read, undocumented
from qzcharts.data import Table
from qzcharts.data.package import DESCRIPTOR
from qzcharts.errors import DataError

SCHEMA: dict[str, Any] = {
    "fieldsMatch": "subset",
    "fields": [
        {"name": "source", "type": "string", "description": "Source", "constraints": {"required": True}},
        {"name": "year", "type": "year", "description": "Year"},
    ],
    "foreignKeys": [{"fields": ["source"], "reference": {"resource": "sources", "fields": ["source"]}}],
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    data = small_package.write(tmp_path)
    package = json.loads((data / DESCRIPTOR).read_text("utf-8"))
    package["resources"].append({"name": "wide", "path": "wide.csv", "schema": SCHEMA})
    (data / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    return data


def wide(data: Path, content: str) -> Table:
    (data / "wide.csv").write_text(content, "utf-8")
    return read(data).table("wide")


def test_more_columns_in_any_order_are_text(small: Path) -> None:
    table = wide(small, "towers,year,residents[a],source\n12.96,2001,约52,fable\n,2002,-3.1,fable\n")
    assert table.columns == ("towers", "year", "residents[a]", "source")
    assert table.rows[0] == {"towers": "12.96", "year": "2001", "residents[a]": "约52", "source": "fable"}
    assert table.fields[0] == {"name": "towers", "type": "string"}
    assert table.fields[1] == SCHEMA["fields"][1]


def test_what_the_schema_does_not_name_needs_no_description(small: Path) -> None:
    wide(small, "towers,year,source\n1,2001,fable\n")
    assert list(undocumented(read(small))) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "towers,source\n1,fable\n",
            "data/wide.csv:1:year: the column 'year' is missing; allowed: source, year",
        ),
        ("year,source,a,a\n2001,fable,1,2\n", "data/wide.csv:1: more than one column has the name 'a'"),
        ("year,source,a\n2001,fable,1,2\n", "data/wide.csv:2: too many columns (4); allowed: 3"),
        ("a;year;source\n1;2001;fable\n", "data/wide.csv:1: cells are separated by ';'"),
        ("a,year,source\n1,MMI,fable\n", "data/wide.csv:2:year: 'MMI' is no year; allowed: YYYY"),
        ("a,year,source\n1,2001,\n", "data/wide.csv:2:source: the cell is empty; allowed: a value"),
        ("a,year,source\n1,2001,legend\n", "data/wide.csv:2:source: 'legend' is no source"),
    ],
)
def test_the_columns_of_the_schema_are_judged(small: Path, content: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        wide(small, content)
    (problem,) = caught.value.problems
    assert str(problem).startswith(message)


def test_more_columns_are_refused_without_the_property(small: Path) -> None:
    package = json.loads((small / DESCRIPTOR).read_text("utf-8"))
    del package["resources"][-1]["schema"]["fieldsMatch"]
    (small / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    with pytest.raises(DataError, match=r"data/wide\.csv:1:a: the column 'a' is not in the schema"):
        wide(small, "source,year,a\nfable,2001,1\n")


@pytest.mark.parametrize(
    ("defaults", "message"),
    [
        ({"source": "fable", "locator": "1"}, ""),
        (
            {"source": "fable"},
            "data/wide.csv:1:locator: nothing says the locator of the numbers; allowed: a column, or a "
            "default [missing-column]\n  mend: add it to the defaults of wide in data/datapackage.json",
        ),
        (
            {"locator": "1"},
            "data/wide.csv:1:source: nothing says the source of the numbers; allowed: a column, or a "
            "default [missing-column]\n  mend: add it to the defaults of wide in data/datapackage.json",
        ),
        (
            {"source": "fable", "locator": "1", "perod": "2001"},
            "data/datapackage.json:perod: the defaults of wide have 'perod'; near matches: period [default]\n"
            "  mend: correct the name, or take it out",
        ),
        (
            ["fable"],
            "data/datapackage.json: resource 'wide' has the defaults ['fable']; allowed: an object of "
            "columns [descriptor]\n  mend: mend the entry; see the Data Package 2 standard",
        ),
    ],
)
def test_defaults_say_what_the_numbers_of_a_table_need(small: Path, defaults: object, message: str) -> None:
    package = json.loads((small / DESCRIPTOR).read_text("utf-8"))
    schema = {"fieldsMatch": "subset", "fields": [{"name": "indicator", "type": "string"}]}
    package["resources"][-1] |= {"schema": schema, "defaults": defaults}
    (small / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    (small / "wide.csv").write_text("indicator,2002,2003\ntowers.pace,4,5\n", "utf-8")
    with pytest.raises(DataError) if message else nullcontext() as caught:
        from_package(read(small))
    assert str(caught.value if caught else "") == message
