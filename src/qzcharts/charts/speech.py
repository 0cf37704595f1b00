"""What is said of metrics in the language of an edition: titles, alternative texts, tables, source lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qzcharts.bundle import Card, Evidence
from qzcharts.charts.inputs import tell_apart
from qzcharts.charts.template import filled, masked, mentioned
from qzcharts.data import wording
from qzcharts.data.labels import full_label, labels, names_indicator_once, shared, timeless_label
from qzcharts.data.ledger import Metric, open_ledger
from qzcharts.data.period_words import period_text
from qzcharts.data.qualifier import Qualifier
from qzcharts.words import Language, edition_language, word

#: A header, and rows of as many cells.
Cells = tuple[Sequence[str], Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Drawn:
    """What a form has drawn.

    Attributes
    ----------
    form : str
        Its name.
    metrics : sequence of Metric
    finding : str
        What it shows, in the form's own words.
    kind : str
        What kind of picture it is, for the alternative text.
    said : str, optional
        What else the picture says, for the alternative text; by default its metrics with their notes.
    marks : iterable of str
        What each kind of mark stands for.
    items : sequence of mapping
        Rows of lists that were drawn besides the metrics.
    table : tuple of header and rows, optional
        What was drawn; by default a row for each metric.
    """

    form: str
    metrics: Sequence[Metric]
    finding: str = ""
    kind: str = ""
    said: str | None = None
    marks: Iterable[str] = ()
    items: Sequence[Mapping[str, str]] = ()
    table: Cells | None = None


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

    def say(self, text: str, /, **values: object) -> str:
        """Give words of a chart."""
        return word(self.language, text, **values)

    def sentences(self, *parts: str) -> str:
        """Join texts as sentences, each with its full stop, leaving out empty ones."""
        kept = [part.strip() for part in parts if part.strip()]
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

    def listed(self, metrics: Iterable[Metric]) -> str:
        """Give labels and figures with their ranges."""
        parts = (self.label(metric) + self.marks.colon + self.ranged(metric) for metric in metrics)
        return self.marks.semicolon.join(parts)

    def notes(self, metrics: Iterable[Metric]) -> str:
        """Give what the figures do not say and what was assumed, each once."""
        columns = "note", "assumption"
        texts = [metric.label(column, self.language) for metric in metrics for column in columns]
        return self.sentences(*dict.fromkeys(texts))

    def metric_table(self, metrics: Iterable[Metric]) -> Cells:
        """Give metrics as a table, one row each."""

        def place(metric: Metric) -> str:
            found = metric.locator.get(self.language, self.say("derived"))
            counted = self.marks.brackets.format(self.say("Counted from a list"))
            return found + counted if metric.origin == "counted" else found

        say, metrics = self.say, list(metrics)
        known = all(metric.id in self._labels for metric in metrics)
        first = self._column if known else say("Indicator")
        columns = [first, say("Value"), say("Bounds"), say("Period"), say("Source")]
        return columns, [
            (
                self.label(metric),
                self.text(metric),
                wording.interval(metric.quantity, self.language),
                self.period(metric),
                place(metric),
            )
            for metric in metrics
        ]

    def item_table(self, rows: Sequence[Mapping[str, str]]) -> Cells:
        """Give the items of a list as a table, one row each."""
        names = f"label_{self.language}", f"detail_{self.language}"
        return [self.say("Name"), self.say("Task")], [[row[name] for name in names] for row in rows]

    def evidence(
        self, drawn: Drawn, *, title: str | None, typed: Sequence[str] = (), cards: Sequence[Card] = ()
    ) -> Evidence:
        """Put together what a form has to show for itself.

        Parameters
        ----------
        drawn : Drawn
        title : str or None
            The author's words for the finding, metrics in braces, which count as drawn; without them the
            form's own.
        typed, cards : sequence
            As :class:`~qzcharts.bundle.Evidence` has them.

        Raises
        ------
        ChartError
            If one metric is given twice, or two have the same label.
        """
        said, metrics, marks = drawn.said, drawn.metrics, [*drawn.marks]
        finding = self._about(drawn.finding)
        if said is None:
            said = self.sentences(self.listed(metrics), self.notes(metrics))
        if title is not None:
            # The author's finding need not say what the labels leave out.
            finding, said = filled(title, self.ledger, self.language), self._about(said)
            marks = [*filter(None, [self.subject]), *marks]
            known = {metric.id for metric in metrics}
            added = {metric.id: metric for metric in map(self.ledger.__getitem__, mentioned(title))}
            metrics = [*metrics, *(metric for name, metric in added.items() if name not in known)]
        named = [self.label(metric) for metric in metrics]
        tell_apart((metric.id, label) for metric, label in zip(metrics, named, strict=True))
        columns, rows = drawn.table or self.metric_table(metrics)
        return Evidence(
            form=drawn.form,
            language=self.language,
            title=finding,
            unit=self.marks.semicolon.join(marks),
            alt=self.sentences(self.marks.colon.join(filter(None, [drawn.kind, finding])), said),
            metrics=tuple(metric.id for metric in metrics),
            labels=tuple(named),
            columns=tuple(columns),
            rows=tuple(map(tuple, rows)),
            source=self._source_line(metrics, drawn.items),
            typed=(masked(title or ""), *typed),
            cards=tuple(cards),
        )

    def _about(self, text: str) -> str:
        """Put before a text what it is about, where the labels in it leave that out."""
        return self.marks.colon.join(filter(None, [self.subject, text]))

    def _source_line(self, metrics: Sequence[Metric], items: Iterable[Mapping[str, str]]) -> str:
        """Say where metrics and items were published, and which metrics were counted or derived."""
        marks, language, package = self.marks, self.language, self.ledger.package
        published = [leaf.row for metric in metrics for leaf in self.ledger.published(metric.id)]
        places: dict[str, set[str]] = {}
        for row in [*published, *items]:
            places.setdefault(row["source"], set()).add(row["locator"])
        sources = {row["source"]: row for row in package.table("sources").rows}
        locators = {
            (row["source"], row["locator"]): row[f"label_{language}"]
            for row in package.table("locators").rows
        }
        texts = []
        for name, found in places.items():
            sections = marks.item.join(locators[name, locator] for locator in sorted(found))
            source = sources[name]
            said = source[f"publisher_{language}"], source["date"], sections
            texts.append(marks.comma.join(filter(None, said)))
        parts = [self.say("Source: {places}", places=marks.semicolon.join(texts))] if texts else []
        counted, derived = (
            marks.item.join(self.label(metric) for metric in metrics if metric.origin == origin)
            for origin in ("counted", "derived")
        )
        if counted:
            parts.append(self.say("Counted from a list: {figures}", figures=counted))
        if derived:
            parts.append(self.say("Derived from these: {figures}", figures=derived))
        return marks.semicolon.join(parts)
