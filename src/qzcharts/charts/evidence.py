"""What a figure can prove: the metrics it drew, their numbers in words, and where they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qzcharts.charts.inputs import tell_apart
from qzcharts.charts.phrases import MARKS, fill, mentioned, sentences
from qzcharts.data import wording
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.wording import Language

#: A header, and rows of as many cells.
Cells = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]

_COLUMNS: dict[Language, tuple[str, ...]] = {
    "zh": ("指标", "数值", "取值范围", "时间", "出处"),
    "en": ("Indicator", "Value", "Bounds", "Period", "Source"),
}
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "derived": "推算", "counted": "据清单计数", "source": "来源", "from these": "据此推算",
        "calendar": "据公历推算",
    },
    "en": {
        "derived": "derived", "counted": "Counted from a list", "source": "Source",
        "from these": "Derived from these", "calendar": "Derived from the calendar",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One headline figure, as a page sets it."""

    value: str
    label: str
    note: str
    metric: str


@dataclass(frozen=True)
class Evidence:
    """What a figure shows and what that rests on.

    Attributes
    ----------
    form : str
        Name of the form that drew it.
    language : {"zh", "en"}
    title : str
        The finding, with its numbers from the ledger.
    unit : str
        What the marks stand for, set under the title; may be empty.
    alt : str
        Kind of picture, finding, and the numbers in words.
    metrics : tuple of str
        Ids of the metrics drawn, in order.
    columns : tuple of str
    rows : tuple of tuple of str
        Exactly what was drawn, as a table in printed wording.
    source : str
        The source line.
    cards : tuple of Card
        The same for a page to set as HTML; only of the form `cards`.
    """

    form: str
    language: Language
    title: str
    unit: str
    alt: str
    metrics: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    cards: tuple[Card, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return asdict(self)


def evidence(
    form: str,
    ledger: Ledger,
    metrics: Sequence[Metric],
    *,
    title: str | None,
    finding: str,
    kind: str,
    said: str = "",
    unit: str = "",
    items: Sequence[Mapping[str, str]] = (),
    table: Cells | None = None,
    cards: Sequence[Card] = (),
    language: Language,
) -> Evidence:
    """Put together what a form has to show for itself.

    Parameters
    ----------
    title : str or None
        The author's words for the finding, metrics in braces, which count as drawn; without them the form's
        own `finding`.
    kind, said : str
        What kind of picture it is, and what else it says, for the alternative text.
    items : sequence of mapping
        Rows of lists that were drawn besides the metrics.
    table : tuple of header and rows, optional
        What was drawn; by default a row for each metric.

    Raises
    ------
    ChartError
        If a number is typed in `title`, one metric is given twice, or two have the same label.
    """
    if title is not None:
        finding = fill(title, ledger, language)
        drawn = {metric.id for metric in metrics}
        metrics = [*metrics, *(ledger[name] for name in dict.fromkeys(mentioned(title)) if name not in drawn)]
    tell_apart((metric.id, metric.label("indicator", language)) for metric in metrics)
    columns, rows = table or metric_table(metrics, language)
    return Evidence(
        form=form,
        language=language,
        title=finding,
        unit=unit,
        alt=sentences(language, MARKS[language].colon.join(filter(None, [kind, finding])), said),
        metrics=tuple(metric.id for metric in metrics),
        columns=columns,
        rows=tuple(rows),
        source=_source_line(ledger, metrics, items, language),
        cards=tuple(cards),
    )


def metric_table(metrics: Iterable[Metric], language: Language) -> Cells:
    """Give metrics as a table, one row each."""
    words, brackets = _WORDS[language], MARKS[language].brackets

    def place(metric: Metric) -> str:
        found = metric.locator.get(language, words["derived"])
        return found + brackets.format(words["counted"]) if metric.origin == "counted" else found

    return _COLUMNS[language], [
        (
            metric.label("indicator", language),
            metric.text(language),
            wording.interval(metric.quantity, language),
            wording.period_text(metric.period, language),
            place(metric),
        )
        for metric in metrics
    ]


def _source_line(
    ledger: Ledger, metrics: Sequence[Metric], items: Iterable[Mapping[str, str]], language: Language
) -> str:
    """Say where metrics and items were published, and which metrics were counted or derived."""
    words, marks = _WORDS[language], MARKS[language]
    published = [leaf.row for metric in metrics for leaf in ledger.published(metric.id)]
    places: dict[str, set[str]] = {}
    for row in [*published, *items]:
        places.setdefault(row["source"], set()).add(row["locator"])
    sources = {row["source"]: row for row in ledger.package.table("sources").rows}
    locators = {
        (row["source"], row["locator"]): row[f"label_{language}"]
        for row in ledger.package.table("locators").rows
    }
    texts = []
    for name, found in places.items():
        sections = marks.item.join(locators[name, locator] for locator in sorted(found))
        texts.append(
            marks.comma.join([sources[name][f"publisher_{language}"], sources[name]["date"], sections])
        )
    parts = [words["source"] + marks.colon + marks.semicolon.join(texts)] if texts else []
    for origin, said in (("counted", "counted"), ("derived", "from these" if texts else "calendar")):
        if labels := [metric.label("indicator", language) for metric in metrics if metric.origin == origin]:
            parts.append(words[said] + marks.colon + marks.item.join(labels))
    return marks.semicolon.join(parts)
