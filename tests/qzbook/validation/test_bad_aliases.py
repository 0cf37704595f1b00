# ruff: noqa: E501 - messages stand here whole, as they are printed
"""Other names that find nothing, everything, or something else: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_mutations import refusal, schema

from changes import Change, append, each, swap
from qzbook.validation import from_package, read
from qzcharts.data.aliases import COLUMNS, named
from support import PROJECT

LINES = Path(PROJECT, "data/aliases.csv").read_text("utf-8").splitlines()
#: Behind the rows that there are, and where one of them stands.
PLACE = f"data/aliases.csv:{len(LINES) + 1}"
PETITION = f"data/aliases.csv:{next(at for at, row in enumerate(LINES, 1) if row.startswith('信访,'))}"


def added(row: str) -> Change:
    return append("aliases.csv", f"{row}\n")


CASES = [
    pytest.param(
        added("施工,construction,上访,"),
        f"{PLACE}:aliases_zh: '上访' stands in {PETITION} too; allowed: a name that leads to one row "
        "[alias]\n"
        "  mend: remove it from one of the two",
        id="one of another row",
    ),
    pytest.param(
        added("施工,construction,信访,"),
        f"{PLACE}:aliases_zh: '信访' stands in {PETITION} too; allowed: a name that leads to one row "
        "[alias]\n"
        "  mend: remove it from one of the two",
        id="the label of another row",
    ),
    pytest.param(
        added("施工,construction,排查用时,"),
        f"{PLACE}:aliases_zh: '排查用时' stands in data/indicators.csv:4 too; allowed: a name that leads to one "
        "row [alias]\n"
        "  mend: remove it from one of the two",
        id="the label of an indicator",
    ),
    pytest.param(
        added("施工,construction,,ＱUANZHOU urban construction  group"),
        f"{PLACE}:aliases_en: 'ＱUANZHOU urban construction  group' stands in data/entities.csv:2 too; allowed: a "
        "name that leads to one row [alias]\n"
        "  mend: remove it from one of the two",
        id="the label of an entity, written otherwise",
    ),
    pytest.param(
        added("施工,construction,工地|工地,"),
        f"{PLACE}:aliases_zh: '工地' stands in {PLACE} too; allowed: a name that leads to one row [alias]\n"
        "  mend: remove it from one of the two",
        id="one twice",
    ),
    pytest.param(
        added("施工单位,construction contractor,施工,"),
        f"{PLACE}:aliases_zh: '施工' is a part of '施工单位', which search finds by it; allowed: other names "
        "[alias]\n"
        "  mend: leave it out",
        id="a part of the label",
    ),
    pytest.param(
        added("施工,construction,工地；工程,"),
        f"{PLACE}:aliases_zh: '；' stands between names; allowed: a bar, '|' [alias]\n  mend: write 棚改|棚户改造",
        id="another sign between names",
    ),
    pytest.param(
        added("施工,construction,工地|,"),
        f"{PLACE}:aliases_zh: '' is no name; allowed: two characters or more, with a bar between names [alias]\n"
        "  mend: write the whole name, or remove the bar",
        id="a bar after the last",
    ),
    pytest.param(
        added("施工,construction,工,"),
        f"{PLACE}:aliases_zh: '工' is no name; allowed: two characters or more, with a bar between names [alias]\n"
        "  mend: write the whole name, or remove the bar",
        id="a single character",
    ),
    pytest.param(
        added("信访,petition,走访,"),
        f"{PLACE}:label_zh: '信访' stands on line {PETITION.rpartition(':')[2]} too; allowed: each label_zh once [unique-error]\n"
        "  mend: rename or remove one of the two",
        id="a label twice",
    ),
    pytest.param(
        each(
            swap(
                "aliases.csv", "label_zh,label_en,aliases_zh,aliases_en", "label_zh,label_en,aliases_zh,other"
            ),
            swap("schemas/aliases.json", '"aliases_en"', '"other"'),
        ),
        "data/aliases.csv:1:aliases_en: the column 'aliases_en' is missing; a table with 'aliases_zh' needs it "
        "[missing-column]\n"
        "  mend: restore the column, here and in data/schemas/aliases.json",
        id="a column that is missing",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_other_names_stop_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message


def test_any_table_with_labels_can_have_other_names(data: Path) -> None:
    path = data / "entities.csv"
    head, *rows = path.read_text("utf-8").splitlines()
    more = [
        f"{head},aliases_zh,aliases_en",
        *(f"{row},," for row in rows),
        "office,办公室,Office,,办事处,Bureau",
    ]
    path.write_text("\n".join(more) + "\n", "utf-8")
    columns = [{"name": name, "type": "string"} for name in COLUMNS]
    schema("entities.json", lambda content: content["fields"].extend(columns))(data)
    ledger = from_package(read(data))
    assert ("办公室", "Office", "办事处", "Bureau") in [row.names for row in named(ledger.package.tables)]
