"""What a form has to show for itself: finding, alternative text, table, source line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qzcharts.bundle import Card, Evidence
from qzcharts.charts.inputs import tell_apart
from qzcharts.charts.speech import Speech
from qzcharts.data import wording
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.period_words import date_text
from qzcharts.errors import ChartError
from qzcharts.template import filled, masked, mentioned
from qzcharts.words import capitalized, user_language

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
    subtitle : str
        Unit and period, as :meth:`Speech.subtitle` gives them.
    said : str, optional
        What else the picture says, for the alternative text; by default its metrics with their notes.
    items : sequence of mapping
        Rows of lists that were drawn besides the metrics.
    table : tuple of header and rows, optional
        What was drawn; by default a row for each metric.
    cards : sequence of Card
        As :class:`~qzcharts.bundle.Evidence` has them.
    """

    form: str
    metrics: Sequence[Metric]
    finding: str = ""
    kind: str = ""
    subtitle: str = ""
    said: str | None = None
    items: Sequence[Mapping[str, str]] = ()
    table: Cells | None = None
    cards: Sequence[Card] = ()

    def evidence(self, speech: Speech, title: str | None) -> Evidence:
        """Put together what a page needs beside the picture.

        Parameters
        ----------
        speech : Speech
        title : str or None
            The author's words for the finding, metrics in braces; without them the form's own.

        Raises
        ------
        ChartError
            If two metrics have the same label, or `title` names one that is not shown.
        """
        marks, said = speech.marks, self.said
        finding, subtitle = _about(self.finding, speech), self.subtitle
        if said is None:
            said = speech.sentences(speech.listed(self.metrics), speech.notes(self.metrics))
        if title is not None:
            # The author's finding need not say what the labels leave out.
            refuse_foreign(title, self.metrics, speech.ledger)
            finding, said = filled(title, speech.ledger, speech.language), _about(said, speech)
            subtitle = marks.semicolon.join(filter(None, [speech.subject, subtitle]))
        subtitle = capitalized(subtitle) if speech.language == "en" else subtitle
        named = [speech.label(metric) for metric in self.metrics]
        tell_apart((metric.id, label) for metric, label in zip(self.metrics, named, strict=True))
        columns, rows = self.table or _table(self.metrics, speech)
        return Evidence(
            form=self.form,
            language=speech.language,
            title=finding,
            template=title or "",
            subtitle=subtitle,
            alt=marks.colon.join(filter(None, [self.kind, said])),
            metrics=tuple(metric.id for metric in self.metrics),
            labels=tuple(named),
            columns=tuple(columns),
            rows=tuple(map(tuple, rows)),
            source=_source_line(self.metrics, self.items, speech),
            typed=(masked(title or ""),),
            cards=tuple(self.cards),
        )


def refuse_foreign(title: str, metrics: Sequence[Metric], ledger: Ledger) -> None:
    """Refuse a finding whose numbers a reader can't find in what is shown, nor work out from it.

    Raises
    ------
    ChartError
        If it names one.
    """
    drawn = {metric.id for metric in metrics}

    def shown(metric: Metric) -> bool:
        return metric.id in drawn or any(shown(ledger.metrics[name]) for name in metric.operands)

    for name in mentioned(title):
        if not shown(found := ledger[name]):
            raise ChartError(
                "the title names {id}, {figure}, which the chart does not show; allowed: metrics that it "
                "draws, and those derived from one of them; mend: draw it too, or say it in the text",
                id=found.id,
                figure=found.text(user_language()),
            )


def _about(text: str, speech: Speech) -> str:
    """Put before a text what it is about, where the labels in it leave that out."""
    if speech.subject and text:
        return speech.subject + speech.marks.colon + text
    return capitalized(text)


def _table(metrics: Sequence[Metric], speech: Speech) -> Cells:
    """Give metrics as a table, one row each."""

    def place(metric: Metric) -> str:
        found = metric.locator.get(speech.language, say("derived"))
        counted = speech.marks.brackets.format(say("counted from a list"))
        return found + counted if metric.origin == "counted" else found

    say = speech.say
    columns = [speech.column(metrics), say("Value"), say("Bounds"), say("Period"), say("Source")]
    return columns, [
        (
            speech.label(metric),
            speech.text(metric),
            wording.interval(metric.quantity, speech.language),
            speech.period(metric),
            place(metric),
        )
        for metric in metrics
    ]


def _source_line(metrics: Sequence[Metric], items: Iterable[Mapping[str, str]], speech: Speech) -> str:
    """Say where metrics and items were published, and which metrics were counted or derived."""
    marks, language, ledger = speech.marks, speech.language, speech.ledger
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
        source = sources[name]
        date = source["date"] and date_text(source["date"], language)
        said = source[f"publisher_{language}"], date, sections
        texts.append(marks.comma.join(filter(None, said)))
    parts = [speech.say("Source: {places}", places=marks.semicolon.join(texts))] if texts else []
    counted, derived = (
        marks.item.join(speech.label(metric) for metric in metrics if metric.origin == origin)
        for origin in ("counted", "derived")
    )
    if counted:
        parts.append(speech.say("counted from a list: {figures}", figures=counted))
    if derived:
        parts.append(speech.say("derived from these: {figures}", figures=derived))
    return capitalized(marks.semicolon.join(parts))
