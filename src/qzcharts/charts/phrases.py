"""Sentences about metrics, in Chinese and English, for titles, alternative texts and source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qzcharts.data import wording
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.numerals import MASK, figures
from qzcharts.data.quantity import Qualifier
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_FIELD = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")


@dataclass(frozen=True)
class Marks:
    """Punctuation of a language; `item` parts the items of a list."""

    stop: str
    comma: str
    semicolon: str
    colon: str
    item: str
    brackets: str
    space: str


MARKS: dict[Language, Marks] = {
    "zh": Marks("。", "，", "；", "：", "、", "（{}）", ""),
    "en": Marks(".", ", ", "; ", ": ", ", ", " ({})", " "),
}


def sentences(language: Language, *parts: str) -> str:
    """Join texts as sentences, each with its full stop, leaving out empty ones."""
    marks = MARKS[language]
    kept = [part.strip() for part in parts if part.strip()]
    return marks.space.join(part if part[-1] in "。！？.!?" else part + marks.stop for part in kept)


def named(metric: Metric, language: Language) -> str:
    """Give a metric's label and figure as a finding: 东宝花苑已办出的不动产权证共478本.

    A published count is of all there are, 共478本; one of our own only of what is listed, 列明7项.
    """
    label, text = metric.label("indicator", language), metric.text(language)
    counted = metric.origin == "counted"
    if language == "en":
        return f"{label}: {text}{' (counted from a list)' if counted else ''}"
    if counted:
        # The label may say 列明 itself, and once is enough.
        return f"{label.removeprefix('列明的')}列明{text}"
    exact = metric.quantity.qualifier is Qualifier.EXACT and metric.quantity.unit.dimensions
    return f"{label}{'共' if exact and metric.origin == 'published' else ''}{text}"


def ranged(metric: Metric, language: Language) -> str:
    """Give a figure with its range in brackets: 约24.92亿元（24.67亿～25.18亿元）."""
    text, between = metric.text(language), wording.range_text(metric.quantity, language)
    return text if text == between else text + MARKS[language].brackets.format(between)


def listed(metrics: Iterable[Metric], language: Language) -> str:
    """Give labels and figures with their ranges."""
    marks = MARKS[language]
    return marks.semicolon.join(
        metric.label("indicator", language) + marks.colon + ranged(metric, language) for metric in metrics
    )


def notes(metrics: Iterable[Metric], language: Language) -> str:
    """Give what the figures do not say and what was assumed, each once."""
    texts = [metric.label(column, language) for metric in metrics for column in ("note", "assumption")]
    return sentences(language, *dict.fromkeys(texts))


def mentioned(template: str) -> list[str]:
    """Give the ids in the braces of a text."""
    return [name for name, _ in _FIELD.findall(template)]


def fill(template: str, ledger: Ledger, language: Language) -> str:
    """Write the metrics named in braces into a text, such as ``投资完成{construction.plan_share}``.

    A form of :func:`qzcharts.data.wording.render` may follow a bar: ``{construction.plan_implied|range}``.

    Raises
    ------
    ChartError
        If a number is typed outside braces, which would not follow the data, or a unit or qualifier beside
        them, which would stand there twice.
    UnknownNameError
        If the ledger has no such metric.
    """
    if typed := typed_figure(_FIELD.sub(MASK, template), ledger):
        raise ChartError(
            f"the figure {typed!r} is typed in {template!r}; allowed: numbers from the ledger; "
            "mend: name the metric in braces, such as {inspection.units}"
        )

    def value(field: re.Match[str]) -> str:
        written = wording.render(ledger[field[1]].quantity, field[2] or "value", ledger.units, language)
        before, after = re.split(r"\d(?:.*\d)?", written, maxsplit=1)
        for word, twice in (
            (before, template[: field.start()].endswith(before)),
            (after, template[field.end() :].startswith(after)),
        ):
            if word and twice:
                raise ChartError(
                    f"{word.strip()!r} is typed beside {field[0]} in {template!r}, which gives {written}; "
                    "mend: leave it out"
                )
        return written

    return _FIELD.sub(value, template)


def typed_figure(text: str, ledger: Ledger) -> str | None:
    """Give the first figure that is typed in a text; what has evidence is masked in it."""
    found = next(figures(text, ledger.units, ledger.names), None)
    return found.text if found else None
