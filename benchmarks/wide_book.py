"""A made-up book of numbers in tables: entities by indicators, a row a period and an entity."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from books import PROJECT

#: Names of indicators, with their unit and measure; no name holds a digit.
_KINDS = (
    ("人口", "people", "万人", "amount"),
    ("造价", "cost", "亿元", "amount"),
    ("份额", "share", "%", "rate"),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_TABLES = ("indicators", "entities", "units", "sources", "locators")
_SOURCE = {
    "source": "fable",
    "title_zh": "虚构年鉴",
    "title_en": "A made-up yearbook",
    "publisher_zh": "无人",
    "publisher_en": "Nobody",
    "date": "2007-01-01",
    "issue": "1",
    "medium": "EB/OL",
    "licence_note_zh": "无",
    "licence_note_en": "None",
    "checksum": f"sha256:{0:064}",
}


def make_wide_book(target: Path, entities: int = 60, indicators: int = 10, periods: int = 5) -> Path:
    """Write a project with so many numbers, of which its only chapter uses one of each indicator.

    Parameters
    ----------
    target : Path
        Folder of the project, made anew.
    entities, indicators, periods : int
        Of which each has a number with each of the others.
    """
    shutil.rmtree(target, ignore_errors=True)
    (target / "book").mkdir(parents=True)
    for name in ("_config.yml", "requirements.lock"):
        shutil.copy2(PROJECT / name, target / name)
    names = [f"{_KINDS[number % len(_KINDS)][1]}_{chr(97 + number)}" for number in range(indicators)]
    uses = "".join(f"- {{metric}}`{name}[county1]@2001`\n" for name in names)
    pages = {
        "_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: ledger\n",
        "index.md": f"# 虚构的年鉴\n\n这里只有这些：\n\n{uses}",
        "ledger.md": "# 台账\n\n虚构的数都在这里。\n\n```{ledger}\n```\n",
    }
    for name, text in pages.items():
        (target / "book" / name).write_text(text, "utf-8")
    _write_data(target / "data", names, entities, [str(2001 + number) for number in range(periods)])
    return target


def _write_data(data: Path, names: Sequence[str], entities: int, years: Sequence[str]) -> None:
    (data / "schemas").mkdir(parents=True)
    shutil.copy2(PROJECT / "data/units.csv", data)
    for name in _TABLES:
        shutil.copy2(PROJECT / f"data/schemas/{name}.json", data / "schemas")
    kinds = [_KINDS[number % len(_KINDS)] for number in range(len(names))]
    _write(
        data / "indicators.csv",
        ("id", "label_zh", "label_en", "unit", "measure", "of"),
        (
            (name, f"{_STEMS[number % len(_STEMS)]}类{zh}", f"Made-up {en} {name[-1]}", unit, measure, "")
            for number, (name, (zh, en, unit, measure)) in enumerate(zip(names, kinds, strict=True))
        ),
    )
    counties = [f"county{number}" for number in range(1, entities + 1)]
    called = zip(
        counties, product(_STEMS, _BRANCHES), product(ascii_uppercase, ascii_lowercase), strict=False
    )
    _write(
        data / "entities.csv",
        ("id", "label_zh", "label_en", "parent"),
        ((name, f"{''.join(zh)}县", f"{''.join(en)} County", "") for name, zh, en in called),
    )
    drawn = random.Random(len(counties))
    _write(
        data / "yearbook.csv",
        ("entity", "period", *names),
        (
            (county, year, *(f"{drawn.uniform(1, 900):.1f}" for _ in names))
            for year in years
            for county in counties
        ),
    )
    _write(data / "sources.csv", tuple(_SOURCE), [tuple(_SOURCE.values())])
    _write(
        data / "locators.csv",
        ("source", "locator", "label_zh", "label_en"),
        [("fable", "a", "表一", "First table")],
    )
    _describe(data)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _describe(data: Path) -> None:
    fields = [{"name": name, "type": "string", "description": "Made up"} for name in ("entity", "period")]
    schema: dict[str, Any] = {"fieldsMatch": "subset", "fields": fields}
    (data / "schemas/yearbook.json").write_text(json.dumps(schema), "utf-8")
    resources: list[dict[str, Any]] = [
        {
            "name": name,
            "type": "table",
            "path": f"{name}.csv",
            "title": "虚构的表",
            "title_en": "A made-up table",
            "description": "Made up.",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": f"schemas/{name}.json",
        }
        for name in (*_TABLES, "yearbook")
    ]
    resources[-1]["defaults"] = {"source": _SOURCE["source"], "locator": "a"}
    head = {"title": "虚构的年鉴", "title_en": "A made-up yearbook", "period": "2001-06", "file": "wide"}
    real = json.loads((PROJECT / "data/datapackage.json").read_text("utf-8"))
    descriptor = {
        "$schema": real["$schema"],
        "name": "wide",
        "title": "虚构的年鉴（2001年6月）",
        "title_en": "A made-up yearbook, June 2001",
        "description": "Made up.",
        "version": "1.0.0",
        "licenses": real["licenses"],
        "report": {**head, "issue": 1},
        "resources": resources,
    }
    (data / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), "utf-8")
