"""Headline figures, side by side."""

from qzcharts.bundle import Card
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.words import Language

#: More figures than these, none of them is a headline.
MOST = 12


@in_each_language
def cards(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer which figures a reader must know.

    As many cards stand in a row as the widest figure allows. The evidence carries the same cards, for a page
    to set as HTML.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names in reading order, such as ``residents[jinjiang]@2021``; ``residents[*]`` is
        that of every part. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, one twice, or more than :data:`MOST`.
    """
    speech = Speech(language)
    found = chosen(speech.ledger, *metrics)
    carry(found, MOST, "cards", "table")
    described = [
        Card(speech.text(metric), speech.timeless_label(metric), speech.period(metric), metric.id)
        for metric in found
    ]
    marks = speech.marks
    listed = (
        f"{card.label}{marks.colon}{speech.ranged(metric)}{marks.comma}{card.note}"
        for card, metric in zip(described, found, strict=True)
    )
    told = Drawn(
        "cards",
        found,
        finding=speech.say("Headline figures"),
        kind=speech.say("Cards"),
        said=speech.sentences(marks.semicolon.join(listed), speech.notes(found)),
        cards=described,
    ).evidence(speech, title)

    def draw(sheet: Sheet) -> None:
        gap = 24.0 if sheet.look.wide else 16.0
        widest = max(sheet.block(card.value, "value").width for card in described)
        most = int((sheet.width + gap) // (max(widest, 140) + gap)) or 1
        rows = -(-len(described) // most)
        across = -(-len(described) // rows)
        width = (sheet.width - (across - 1) * gap) / across
        for first in range(0, len(described), across):
            top = bottom = sheet.y
            for column, card in enumerate(described[first : first + across]):
                x = column * (width + gap)
                with sheet.mark(card.metric, f"{card.label}{marks.colon}{card.value}"):
                    bottom = max(bottom, _card(sheet, card, x, top, width))
            sheet.y = bottom + gap
        sheet.y -= gap

    return Figure(told, draw)


def _card(sheet: Sheet, card: Card, x: float, y: float, width: float) -> float:
    """Draw one card, and give its bottom."""
    sheet.rectangle(x, y, width, 3, "done", part="card")
    y = sheet.put(sheet.block(card.value, "value", width), x, y + 8, colour="done", part="value")
    y = sheet.put(sheet.block(card.label, "label", width), x, y, part="label")
    return sheet.put(sheet.block(card.note, "note", width), x, y, colour="muted", part="note")
