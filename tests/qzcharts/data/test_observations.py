"""The tidy file of all numbers: a row a number, readable by its description, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import places
import small_package
from qzcharts.data import Ledger, open_ledger, read
from qzcharts.data.ledger import from_package
from qzcharts.data.observations import OBSERVATIONS, as_csv, described
from qzcharts.words import CHINESE

_READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
_BOOK = Path(__file__).parents[3] / "data"


@pytest.fixture(params=["places", "small", "book"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    match request.param:
        case "places":
            return from_package(read(places.write(tmp_path)))
        case "small":
            return from_package(read(small_package.write(tmp_path)))
        case _:
            return from_package(read(_BOOK))


def rows(ledger: Ledger) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(ledger).decode("utf-8-sig"))))


def test_its_description_reads_every_cell(ledger: Ledger) -> None:
    (resource,) = described(ledger, "en")["resources"]
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert resource["path"] == OBSERVATIONS
    assert as_csv(ledger).decode("utf-8-sig").splitlines()[0].split(",") == list(fields)
    for row in rows(ledger):
        for name, cell in row.items():
            assert cell == "" or _READ[fields[name]](cell) is not None


def test_it_has_each_number_once_as_the_ledger_has_it(ledger: Ledger) -> None:
    found = {row["id"]: row for row in rows(ledger)}
    assert list(found) == [metric.id for metric in ledger]
    for metric in ledger:
        row, bounds = found[metric.id], metric.quantity.bounds
        for name, number in {
            "value": metric.quantity.value,
            "lower": bounds.lower,
            "upper": bounds.upper,
        }.items():
            if number is None:
                assert row[name] == ""
            else:
                assert abs(Fraction(Decimal(row[name])) - number) <= abs(number) / 10**14
        assert (row["lower_open"], row["upper_open"]) == tuple(
            str(is_open).lower() for is_open in (bounds.lower_open, bounds.upper_open)
        )
        assert row["unit"] == metric.quantity.unit.symbol
        about = {row["indicator"], row["entity"], *(row[name] for name in ledger.dimensions.breakdowns)}
        assert about >= {metric.indicator.id, *(subject.id for subject in metric.subjects)}


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = (open_ledger(places.write(tmp_path / name).parent) for name in ("one", "two"))
    assert as_csv(one) == as_csv(two)
    assert described(one, "zh") == described(two, "zh")


def test_it_is_described_in_both_languages(ledger: Ledger) -> None:
    for language in ("zh", "en"):
        (resource,) = described(ledger, language)["resources"]
        for field in resource["schema"]["fields"]:
            chinese = re.search(f"[{CHINESE}]", field["description"])
            assert bool(chinese) == (language == "zh"), field
