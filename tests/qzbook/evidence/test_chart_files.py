"""What a chart shows can be computed with as it is downloaded: numbers as numbers, with their bounds."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from qzbook.evidence.chart_files import data_file
from qzcharts import charts
from qzcharts.bundle import Evidence
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.speech import Speech
from qzcharts.data import open_ledger
from qzcharts.words import Language
from support import PROJECT

METRICS = (
    "construction.investment",
    "construction.plan_implied",
    "inspection.pace",
    "inspection.days",
    "inspection.people",
    "partnership.agreements",
    "outlook.mechanisms",
)
HEAD = [
    "label", "text", "value", "lower", "upper", "lower_open", "upper_open", "unit", "qualifier", "indicator",
    "entity", "period", "start", "end", "origin", "source", "locator", "quotation",
]  # fmt: skip


@pytest.fixture(autouse=True)
def in_book(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(PROJECT)
    return PROJECT


def written(evidence: Evidence, language: Language = "zh") -> pd.DataFrame:
    content = data_file(open_ledger(), evidence, language)
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n") and b"\r" not in content
    # Without any option: as a spreadsheet or pandas opens it by itself.
    return pd.read_csv(io.BytesIO(content))


def test_numbers_open_as_numbers_in_the_unit_of_their_row() -> None:
    evidence, ledger = charts.cards(*METRICS).evidence, open_ledger()
    frame = written(evidence)
    assert [*frame.columns] == HEAD
    for column in ("value", "lower", "upper"):
        assert pd.api.types.is_numeric_dtype(frame[column])
    for row, name in zip(frame.to_dict("records"), METRICS, strict=True):
        metric = ledger.metrics[name]
        quantity, bounds = metric.quantity, metric.quantity.bounds
        assert row["text"] == metric.text()
        assert row["value"] == pytest.approx(float(quantity.value))
        for end, bound in ((row["lower"], bounds.lower), (row["upper"], bounds.upper)):
            assert pd.isna(end) if bound is None else end == pytest.approx(float(bound))
        found = row["unit"], row["indicator"], row["origin"]
        assert found == (quantity.unit.symbol, metric.indicator.id, metric.origin)


def test_a_side_without_a_bound_is_empty_and_an_open_one_is_told() -> None:
    rows = written(charts.cards(*METRICS).evidence).to_dict("records")
    found = {row["indicator"]: row for row in rows}
    assert found["inspection.pace"]["lower"] == pytest.approx(62.2)
    assert pd.isna(found["inspection.pace"]["upper"])
    assert found["inspection.people"]["upper_open"] == True  # noqa: E712 - of numpy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_begins_with_the_words_that_readers_see(language: Language) -> None:
    evidence = charts.cards(*METRICS, language=language).evidence
    frame, ledger = written(evidence, language), open_ledger()
    assert [*frame["label"]] == [*evidence.labels]
    assert [*frame["text"]] == [ledger.metrics[name].text(language) for name in METRICS]
    assert frame["quotation"][0] == ledger.metrics["construction.investment"].quotation


def test_what_shows_no_metric_is_written_as_it_is_shown() -> None:
    evidence = charts.stages().evidence
    frame = written(evidence)
    assert [*frame.columns] == [*evidence.columns]
    shown = [tuple(row) for row in frame.fillna("").itertuples(index=False)]
    assert shown == [*evidence.rows]


def test_words_that_csv_sets_apart_stay_one_cell() -> None:
    speech = Speech("zh")
    rows = [('有,逗号和"引号"', "两\n行")]
    evidence = Drawn("made up", [], table=(["甲", "乙"], rows)).evidence(speech, "题")
    assert [tuple(row) for row in written(evidence).itertuples(index=False)] == rows
