"""Headline figures, side by side."""

from __future__ import annotations

from qzcharts.charts.evidence import Card, evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, chosen
from qzcharts.charts.phrases import listed, notes, sentences
from qzcharts.charts.sheet import Sheet
from qzcharts.data import wording
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"kind": "数字卡片", "finding": "主要数字"},
    "en": {"kind": "Cards", "finding": "Headline figures"},
}


def cards(*metrics: Metrics, title: str | None = None, language: Language = "zh") -> Figure:
    """Answer which figures a reader must know.

    As many cards stand in a row as the widest figure allows. The evidence carries the same cards, for a page
    to set as HTML.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Ids in reading order, or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, or one twice.
    """
    ledger = open_ledger()
    words = _WORDS[language]
    found = chosen(ledger, *metrics)
    described = [
        Card(
            value=metric.text(language),
            label=metric.label("indicator", language),
            note=wording.period_text(metric.period, language),
            metric=metric.id,
        )
        for metric in found
    ]
    told = evidence(
        "cards", ledger, found, title=title, finding=words["finding"], kind=words["kind"],
        said=sentences(language, listed(found, language), notes(found, language)), cards=described,
        language=language,
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        palette, gap = sheet.palette, 24.0 if sheet.look.wide else 16.0
        widest = max(sheet.block(card.value, "value").width for card in described)
        most = int((sheet.width + gap) // (max(widest, 140) + gap)) or 1
        rows = -(-len(described) // most)
        across = -(-len(described) // rows)
        width = (sheet.width - (across - 1) * gap) / across
        for first in range(0, len(described), across):
            top = bottom = sheet.y
            for column, card in enumerate(described[first : first + across]):
                x = column * (width + gap)
                sheet.rectangle(x, top, width, 3, palette.done, label="card")
                y = sheet.put(
                    sheet.block(card.value, "value", width), x, top + 8, colour=palette.done, label="value"
                )
                y = sheet.put(sheet.block(card.label, "label", width), x, y, label="label")
                y = sheet.put(sheet.block(card.note, "note", width), x, y, colour=palette.muted, label="note")
                bottom = max(bottom, y)
            sheet.y = bottom + gap
        sheet.y -= gap

    return Figure(told, draw)
