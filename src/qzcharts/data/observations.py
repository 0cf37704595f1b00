"""Numbers made tidy: a row a number, with its bounds, for whoever computes with them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from qzcharts.data.ledger import Ledger
from qzcharts.data.metric import Metric
from qzcharts.words import Language, marked, word

#: Name of the file that has all numbers of a ledger.
OBSERVATIONS = "observations.csv"
#: Digits of an end that no decimal ends, such as that of 12.96 / 52%.
_DIGITS = Context(prec=15)
#: Columns with their types and what they hold; those of breakdowns stand after the entity.
_BEFORE = {
    "id": ("string", marked("The number's name in the report")),
    "indicator": ("string", marked("What is measured; a row of data/indicators.csv")),
    "entity": ("string", marked("Whom the number is about; a row of data/entities.csv")),
}
_AFTER = {
    "period": ("string", marked("When, in EDTF (ISO 8601-2:2019)")),
    "start": ("date", marked("First day that the period can have")),
    "end": ("date", marked("Last day that the period can have")),
    "value": ("number", marked("The number, in the unit of the row")),
    "lower": ("number", marked("Lower bound, in the unit of the row; empty where there is none")),
    "upper": ("number", marked("Upper bound, in the unit of the row; empty where there is none")),
    "lower_open": ("boolean", marked("Whether the number is above the lower bound, and not equal to it")),
    "upper_open": ("boolean", marked("Whether the number is below the upper bound, and not equal to it")),
    "unit": ("string", marked("Unit of value and bounds; empty for a number without one")),
    "qualifier": ("string", marked("How exact the number is as it was published")),
    "origin": ("string", marked("Whether it was published, counted from a list of the source, or derived")),
    "source": ("string", marked("Where it was published; a row of data/sources.csv; empty if derived")),
    "locator": ("string", marked("In which section of the source; a row of data/locators.csv")),
    "printed": ("string", marked("The number as the data have it from the source, without its unit")),
}


def columns(breakdowns: Sequence[str]) -> list[str]:
    """Name the columns; each breakdown has one."""
    return [*_BEFORE, *breakdowns, *_AFTER]


def observations(metrics: Iterable[Metric]) -> Iterator[dict[str, str]]:
    """Give a row for each metric.

    Ends of bounds are in the unit of the row; an absent one is empty. ``start`` and ``end`` are the first and
    the last day that the period can have, ``period`` is in EDTF (ISO 8601-2:2019).
    """
    for metric in metrics:
        quantity, period = metric.quantity, metric.period
        bounds = quantity.bounds
        yield {
            "id": metric.id,
            "indicator": metric.indicator.id,
            "entity": metric.entity.id if metric.entity else "",
            **{member.dimension: member.id for member in metric.members},
            "period": period.edtf,
            "start": period.first.isoformat() if period.first else "",
            "end": period.last.isoformat() if period.last else "",
            "value": number(quantity.value),
            "lower": number(bounds.lower),
            "upper": number(bounds.upper),
            "lower_open": str(bounds.lower_open).lower(),
            "upper_open": str(bounds.upper_open).lower(),
            "unit": quantity.unit.symbol,
            "qualifier": quantity.qualifier,
            "origin": metric.origin,
            "source": metric.row.get("source", ""),
            "locator": metric.row.get("locator", ""),
            "printed": metric.row.get("printed", ""),
        }


def number(value: Fraction | None) -> str:
    """Write a number with all its digits, or fifteen where they do not end; nothing for an absent end."""
    if value is None:
        return ""
    return f"{_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator)):f}"


def as_csv(ledger: Ledger) -> bytes:
    """Write all numbers of a ledger as CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns(ledger.dimensions.breakdowns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(observations(ledger))
    return text.getvalue().encode("utf-8-sig")


def described(ledger: Ledger, language: Language) -> dict[str, Any]:
    """Describe the file of all numbers, as a data package of its own beside ``data/``."""
    package = ledger.package.descriptor
    breakdowns = {
        name: ("string", marked("Which part of this breakdown, if any; a row of data/entities.csv"))
        for name in ledger.dimensions.breakdowns
    }
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        **({"name": f"{package['name']}-observations"} if "name" in package else {}),
        "title": word(language, "All numbers of the report with their bounds"),
        **{name: package[name] for name in ("version", "licenses", "sources") if name in package},
        "resources": [
            {
                "name": OBSERVATIONS.removesuffix(".csv"),
                "type": "table",
                "path": OBSERVATIONS,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": word(language, text)}
                        for name, (kind, text) in {**_BEFORE, **breakdowns, **_AFTER}.items()
                    ],
                    "primaryKey": ["id"],
                },
            }
        ],
    }
