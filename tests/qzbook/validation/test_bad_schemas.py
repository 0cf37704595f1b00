"""Schemas in files of their own that cannot be read: each case with its message and the file at fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from data_mutations import describe, refusal, schema

from changes import each, put, remove, swap
from qzbook.validation import read
from qzcharts.data.package import DESCRIPTOR

STAGES = "data/schemas/stages.json"
STANDARD = "[descriptor]\n  mend: mend the entry; see the Data Package 2 standard"
SCHEMAS = {
    "a missing schema": (
        remove("schemas/stages.json"),
        f"{STAGES}: cannot be read: No such file or directory [unreadable]\n"
        "  mend: restore the file, or name another schema in data/datapackage.json",
    ),
    "a folder in place of a schema": (
        each(remove("schemas/stages.json"), lambda data: (data / "schemas/stages.json").mkdir()),
        f"{STAGES}: cannot be read: Is a directory [unreadable]\n"
        "  mend: restore the file, or name another schema in data/datapackage.json",
    ),
    "a schema in Latin 1": (
        put("schemas/stages.json", b'{\n"title": "caf\xe9"}'),
        f"{STAGES}:2: byte 0xe9 is not UTF-8; allowed: UTF-8 only [encoding]\n  mend: save the file as UTF-8",
    ),
    "a schema that is no JSON": (
        put("schemas/stages.json", b'{\n"fields": }'),
        f"{STAGES}:2:11: no JSON: Expecting value [json]\n  mend: correct the line",
    ),
    "a schema without bounds": (
        put("schemas/stages.json", b" " * 5_000_001),
        f"{STAGES}: the file has more than 5,000,000 bytes; allowed: 5,000,000 [size]\n"
        "  mend: leave out what the book does not use",
    ),
    "a schema of brackets": (
        put("schemas/stages.json", b"[" * 51 + b"]" * 51),
        f"{STAGES}: more than 50 things lie in one another; allowed: 50 {STANDARD}",
    ),
    "a schema of many values": (
        put("schemas/stages.json", b"[" + b"1," * 20_000 + b"1]"),
        f"{STAGES}: more than 20,000 values; allowed: 20,000 {STANDARD}",
    ),
    "many values by one schema that many name": (
        schema("numbers.json", lambda found: found.update(more=[1] * 3_000)),
        f"data/datapackage.json: with its schemas more than 20,000 values; allowed: 20,000 {STANDARD}",
    ),
    "a schema that is a list": (
        put("schemas/stages.json", b"[]"),
        f"{STAGES}: the schema has no fields; allowed: a schema with one field a column {STANDARD}",
    ),
    "a field of a schema without a name": (
        schema("stages.json", lambda found: found["fields"][0].pop("name")),
        f"{STAGES}: the schema has a field without a name; allowed: name, type, description {STANDARD}",
    ),
    "a field of an unknown type in a schema": (
        schema("stages.json", lambda found: found["fields"][1].update(type="text")),
        f"{STAGES}:15: field 'label_zh' of the schema has the type 'text'; allowed: string, number, integer, "
        f"boolean, date, datetime, time, year, yearmonth, any {STANDARD}",
    ),
    "a pattern that is none in a schema of many": (
        schema("numbers.json", lambda found: found["fields"][1]["constraints"].update(pattern="(")),
        "data/schemas/numbers.json:14: the pattern of the field 'value' of the schema is none: missing "
        "): (; allowed: those of RE2, whose time is bounded: nothing that looks around or refers back "
        f"{STANDARD}",
    ),
    "what the standard does not know": (
        schema("numbers.json", lambda found: found.update(foreignKeys="units")),
        "data/schemas/numbers.json: Schema is not valid: 'units' is not of type 'array' at property "
        f"'foreignKeys' {STANDARD}",
    ),
    "a constraint of a wrong type": (
        schema("stages.json", lambda found: found["fields"][0].update(constraints={"minimum": "one"})),
        f"{STAGES}: the schema cannot be applied: '>=' not supported between instances of 'int' and "
        f"'NoneType' {STANDARD}",
    ),
    "a key that leads to no table": (
        schema(
            "stages.json",
            lambda found: found.update(
                foreignKeys=[{"fields": ["order"], "reference": {"resource": "no", "fields": ["order"]}}]
            ),
        ),
        f'{STAGES}: The data resource has an error: failed to handle a foreign key for resource "stages" as '
        f'resource "no" does not exist {STANDARD}',
    ),
    "columns matched in a way that nobody reads": (
        schema("stages.json", lambda found: found.update(fieldsMatch="partial")),
        f"{STAGES}: the schema has the fieldsMatch 'partial'; allowed: exact, subset {STANDARD}",
    ),
    "columns of another kind": (
        swap(DESCRIPTOR, '"schemas/stages.json"', '"schemas/names.json"'),
        "data/stages.csv:1: the first row names none of the columns; allowed: name, reason_zh, reason_en "
        "[header]\n  mend: begin the file with the header, or make data/schemas/names.json agree with it",
    ),
}
OUTSIDE = [
    "../schemas/stages.json", "schemas/../schemas/stages.json", "./schemas/stages.json", "/stages.json",
    "schemas//stages.json", "schemas/.stages.json", "c:/stages.json", "schemas\\stages.json", "schemas",
    "file:stages.json", "stages.csv", "stages.yaml", "stages\u202e.json", "stages\n.json", "",
]  # fmt: skip
LINKS = ["schemas", "schemas/stages.json"]


@pytest.mark.parametrize("case", SCHEMAS)
def test_schemas_stop_with_place_and_mend(data: Path, case: str) -> None:
    mutate, message = SCHEMAS[case]
    mutate(data)
    refused = refusal(data)
    assert message in str(refused)
    assert {problem.path for problem in refused.problems} == {message.partition(":")[0]}


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_schema_is_a_file_of_the_package(data: Path, path: str) -> None:
    swap(DESCRIPTOR, '"schemas/stages.json"', json.dumps(path))(data)
    assert str(refusal(data)) == (
        f"data/datapackage.json: resource 'stages' has the schema {path!r}; allowed: a JSON file in the "
        f"folder of this one, such as schemas/units.json {STANDARD}"
    )


@pytest.mark.parametrize("name", LINKS)
def test_a_schema_is_no_link(data: Path, name: str) -> None:
    (data / name).rename(data.parent / "elsewhere")
    (data / name).symlink_to("../elsewhere")
    assert "cannot be read: is a link to '../elsewhere'; allowed: " in str(refusal(data))


def test_a_schema_may_stand_in_the_descriptor_too(data: Path) -> None:
    by_reference = read(data)
    describe(lambda package: None)(data)
    inline = read(data)
    assert [table.schema.content for table in inline.tables.values()] == [
        table.schema.content for table in by_reference.tables.values()
    ]
    assert "schemas/units.json" in by_reference.described
    assert "schemas/units.json" not in inline.described
