"""A small book whose numbers stand in tables: published by entity and year, and derived for each of these."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from support import PROJECT
from wide_book import make_wide_book

ENTITIES, INDICATORS, YEARS = 5, 3, ("2001", "2002")
NOTED = "county2"
NOTE = "区划在年内调整过。"
RISE = "cost_rise"


def write_yearbook(target: Path) -> Path:
    """Write the project; one entity has a note, and one number is derived for every entity."""
    project = make_wide_book(target, ENTITIES, INDICATORS, len(YEARS))
    data = project / "data"
    with (data / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(f"{RISE},造价的增加,Rise in cost,亿元,change,cost_b\n")
    formula = f'{RISE},"difference(cost_b, cost_b@previous)",0,,各年的口径相同。,All years count alike.\n'
    header = "indicator,formula,decimals,period,assumption_zh,assumption_en\n"
    (data / "formulas.csv").write_text(header + formula, "utf-8")
    shutil.copy2(PROJECT / "data/schemas/formulas.json", data / "schemas")
    _add_notes(data / "yearbook.csv")
    descriptor = json.loads((data / "datapackage.json").read_text("utf-8"))
    last = descriptor["resources"][0]
    descriptor["resources"].append(
        {**last, "name": "formulas", "path": "formulas.csv", "schema": "schemas/formulas.json"}
    )
    (data / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    page = project / "book/index.md"
    used = f"- {{metric}}`{RISE}[county1]@2002`\n- {{metric}}`people_a[county1]@2002`\n"
    page.write_text(page.read_text("utf-8") + used, "utf-8")
    return project


def _add_notes(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "note_zh", "note_en"], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            is_noted = row["entity"] == NOTED
            notes = {"note_zh": NOTE, "note_en": "Its borders were changed."} if is_noted else {}
            writer.writerow({**row, **notes})
