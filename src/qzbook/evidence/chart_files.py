"""What a chart shows as CSV: numbers that a spreadsheet computes with, beside the words that readers see."""

import csv
import io
from collections.abc import Iterator

from qzcharts.bundle import Evidence
from qzcharts.data import Ledger
from qzcharts.data.observations import observations
from qzcharts.words import Language

#: Columns of a number after its words.
_NUMBERS = (
    "value", "lower", "upper", "lower_open", "upper_open", "unit", "qualifier", "indicator", "entity",
    "period", "start", "end", "origin", "source", "locator",
)  # fmt: skip


def data_file(ledger: Ledger, evidence: Evidence, language: Language) -> bytes:
    """Write a row for each metric that a chart shows, or what it shows else, with the mark of UTF-8.

    The first two columns are label and figure as the chart has them; bounds are in the unit of the row.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(
        _rows(ledger, evidence, language) if evidence.metrics else [evidence.columns, *evidence.rows]
    )
    return text.getvalue().encode("utf-8-sig")


def _rows(ledger: Ledger, evidence: Evidence, language: Language) -> Iterator[list[str]]:
    yield ["label", "text", *_NUMBERS, "quotation"]
    metrics = [ledger.metrics[name] for name in evidence.metrics]
    for label, metric, row in zip(evidence.labels, metrics, observations(metrics), strict=True):
        yield [label, metric.text(language), *(row[name] for name in _NUMBERS), metric.quotation]
