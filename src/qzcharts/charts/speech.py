"""What is said of metrics in the language of an edition: labels, figures, units, notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from qzcharts.data import wording
from qzcharts.data.calculation import RATIO
from qzcharts.data.labels import full_label, labels, names_indicator_once, shared, timeless_label
from qzcharts.data.ledger import Metric, open_ledger
from qzcharts.data.period_words import period_text
from qzcharts.data.qualifier import Qualifier
from qzcharts.words import Language, capitalized, edition_language, word

#: Up to so many figures are listed in an alternative text; a longer one nobody hears to its end.
MOST_SAID = 12


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


_MARKS: dict[Language, Marks] = {
    "zh": Marks("。", "，", "；", "：", "、", "（{}）", ""),
    "en": Marks(".", ", ", "; ", ": ", ", ", " ({})", " "),
}


class Speech:
    """Speaks of the metrics of a project in one language.

    Parameters
    ----------
    language : {"zh", "en"}, optional
        By default that of the edition.

    Attributes
    ----------
    ledger : Ledger
    language : {"zh", "en"}
    marks : Marks
    subject : str
        What all metrics that are compared have in common, and their labels leave out.
    """

    def __init__(self, language: Language | None = None) -> None:
        self.ledger = open_ledger()
        self.language = language or edition_language()
        self.marks = _MARKS[self.language]
        self.subject = ""
        self._column = self.say("Indicator")
        self._labels: dict[str, str] = {}

    def compare(self, metrics: list[Metric]) -> list[Metric]:
        """Call metrics that are drawn beside each other by what sets them apart, and give them back."""
        if len(metrics) > 1:
            told = labels(metrics, self.language)
            self._labels = {metric.id: label for metric, label in zip(metrics, told, strict=True)}
            self.subject = shared(metrics, self.language)
            if names_indicator_once(metrics):
                self._column = self.subject
        return metrics

    def column(self, metrics: Sequence[Metric]) -> str:
        """Head the column of the labels of metrics."""
        return self._column if all(each.id in self._labels for each in metrics) else self.say("Indicator")

    def say(self, text: str, /, **values: object) -> str:
        """Give words of a chart."""
        return word(self.language, text, **values)

    def sentences(self, *parts: str) -> str:
        """Join texts as sentences, each with its full stop, leaving out empty ones."""
        kept = [part.strip() for part in parts if part.strip()]
        if self.language == "en":
            kept = [capitalized(part) for part in kept]
        stopped = (part if part[-1] in "。！？.!?" else part + self.marks.stop for part in kept)
        return self.marks.space.join(stopped)

    def label(self, metric: Metric) -> str:
        """Give what a metric is: of those compared what sets it apart, of any other its full name."""
        return self._labels.get(metric.id) or full_label(metric, self.language)

    def timeless_label(self, metric: Metric) -> str:
        """Give what a metric is, to stand beside its period."""
        return timeless_label(metric, self.language)

    def text(self, metric: Metric) -> str:
        """Give a metric's figure."""
        return metric.text(self.language)

    def period(self, metric: Metric) -> str:
        """Give the time that a metric is of."""
        return period_text(metric.period, self.language)

    def named(self, metric: Metric) -> str:
        """Give a metric's label and figure as a finding: 东宝花苑已办出的不动产权证共478本.

        A published count is of all there are, 共478本; one of our own only of what is listed, 列明7项.
        """
        label, text = self.label(metric), self.text(metric)
        if metric.origin == "counted":
            # The label may say 列明 itself, and once is enough.
            label = label.removeprefix("列明的")
            return self.say("{label}: {text} (counted from a list)", label=label, text=text)
        quantity = metric.quantity
        if (
            quantity.qualifier is Qualifier.EXACT
            and quantity.unit.dimensions
            and metric.origin == "published"
        ):
            return self.say("{label}: {count}", label=label, count=text)
        return self.say("{label}: {text}", label=label, text=text)

    def ranged(self, metric: Metric) -> str:
        """Give a figure with its range in brackets: 约24.92亿元（24.67亿～25.18亿元）."""
        text, between = self.text(metric), wording.range_text(metric.quantity, self.language)
        return text if text == between else text + self.marks.brackets.format(between)

    def heard(self, metric: Metric) -> str:
        """Give a metric's label and figure, as the name of its mark."""
        return self.label(metric) + self.marks.colon + self.text(metric)

    def beside(self, metric: Metric, figure: str = "") -> str:
        """Give a metric's label and figure, or other words for it, on one line of a drawing."""
        between = " " if self.language == "zh" else self.marks.colon
        return self.label(metric) + between + (figure or self.text(metric))

    def listed(self, metrics: Sequence[Metric]) -> str:
        """Give labels and figures with their ranges; of more than :data:`MOST_SAID`, the ends only."""
        if len(metrics) > MOST_SAID:
            ordered = sorted(metrics, key=lambda each: each.quantity.base_value)
            least, most = (
                self.label(each) + self.marks.colon + self.ranged(each) for each in (ordered[0], ordered[-1])
            )
            return self.say(
                "{number} figures, the least {least}, the most {most}",
                number=len(metrics),
                least=least,
                most=most,
            )
        parts = (self.label(metric) + self.marks.colon + self.ranged(metric) for metric in metrics)
        return self.marks.semicolon.join(parts)

    def subtitle(self, metrics: Sequence[Metric], *remarks: str, unit: bool = True) -> str:
        """Give what the marks leave out: the unit of all metrics, and the period, unless labels have it.

        Parameters
        ----------
        metrics : sequence of Metric
        *remarks : str
            What else is to be known before reading.
        unit : bool
            Whether the marks leave out the unit.
        """
        first, periods = metrics[0], {self.period(metric) for metric in metrics}
        parts = []
        if unit and self.wording(metrics)(first) != self.text(first):
            words = wording.unit_words(first.quantity.unit, self.language)
            parts.append(self.say("Unit: {unit}", unit=words))
        if len(periods) == 1 and not any(period in self.subject + self.label(first) for period in periods):
            parts += periods
        return self.marks.semicolon.join(filter(None, [*parts, *remarks]))

    def wording(self, metrics: Sequence[Metric]) -> Callable[[Metric], str]:
        """Give how figures beside each other are written: without their unit where all have the same."""
        return self.plain if len({metric.quantity.unit.symbol for metric in metrics}) == 1 else self.text

    def plain(self, metric: Metric) -> str:
        """Give a figure without its unit, which stands once for all; a sign such as % stays."""
        quantity = metric.quantity
        if not quantity.unit.dimensions and not quantity.unit.symbol.isalpha():
            return self.text(metric)
        return wording.text(replace(quantity, unit=RATIO), self.language)

    def notes(self, metrics: Iterable[Metric]) -> str:
        """Give what the figures do not say and what was assumed, each once."""
        columns = "note", "assumption"
        texts = [metric.label(column, self.language) for metric in metrics for column in columns]
        return self.sentences(*dict.fromkeys(texts))
