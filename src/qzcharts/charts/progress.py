"""How far something has come, of what, and beside which mark."""

from __future__ import annotations

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import share_of
from qzcharts.charts.phrases import MARKS, listed, notes, ranged, sentences
from qzcharts.charts.sheet import Sheet
from qzcharts.data.ledger import Metric, open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "kind": "进度条",
        "whole": "整条为全部",
        "band": "已完成与未完成之间的一段是取值范围",
        "finding": "{label}{value}",
        "against": "{finding}，{relation}{reference}（{value}）",
        "ahead": "高于",
        "behind": "低于",
        "level": "与界限内的参照相当：",
    },
    "en": {
        "kind": "Progress bar",
        "whole": "The bar is the whole",
        "band": "the part between done and not done is the range within bounds",
        "finding": "{label}: {value}",
        "against": "{finding}, {relation} {reference} ({value})",
        "ahead": "above",
        "behind": "below",
        "level": "within its bounds level with",
    },
}


def progress(
    done: str,
    *,
    share: str,
    implied: str | None = None,
    reference: str | None = None,
    title: str | None = None,
    language: Language = "zh",
) -> Figure:
    """Answer how far it has come.

    The first bar is the whole, filled up to the lower bound of the share; from there to the upper bound it
    has another colour. A mark crosses it at `reference`. With `implied` a second bar shows the amount and
    the total on the same scale, with the range of the total at its end.

    Parameters
    ----------
    done : str
        Id of the amount that was reached.
    share : str
        Id of its share of the whole.
    implied : str, optional
        Id of the whole that follows from both.
    reference : str, optional
        Id of a share to compare with.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If a share is none or above the whole, or `share` is not that of `done` in `implied`.
    """
    ledger = open_ledger()
    words = _WORDS[language]
    reached, part = ledger[done], ledger[share]
    total = ledger[implied] if implied else None
    mark = ledger[reference] if reference else None
    low, _, high = share_of(part)
    finding = words["finding"].format(label=part.label("indicator", language), value=part.text(language))
    at = 0.0
    if mark:
        mark_low, at, mark_high = share_of(mark)
        relation = "ahead" if low > mark_high else "behind" if high < mark_low else "level"
        finding = words["against"].format(
            finding=finding, relation=words[relation],
            reference=mark.label("indicator", language), value=mark.text(language),
        )  # fmt: skip
    scale = _Scale(reached, part, total) if total else None
    drawn = [metric for metric in (reached, part, mark, total) if metric]
    parts = ["whole", *(["band"] if low < high else [])]
    told = evidence(
        "progress", ledger, drawn, title=title, finding=finding, kind=words["kind"],
        unit=MARKS[language].semicolon.join(words[name] for name in parts),
        said=sentences(language, listed(drawn, language), notes(drawn, language)), language=language,
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        palette = sheet.palette
        # Room for the upper bound of the total, which may lie beyond the end of the whole.
        whole = sheet.width / (max(1.0, scale.total_high) if scale else 1.0)
        tall = 34 if sheet.look.wide else 28

        heading(sheet, part, language)
        top = sheet.y
        sheet.rectangle(0, top, whole, tall, palette.surface, label="whole")
        sheet.rectangle(0, top, whole * low, tall, palette.done, label="done")
        sheet.rectangle(whole * low, top, whole * (high - low), tall, palette.uncertain, label="band")
        sheet.line([(whole, top), (whole, top + tall)], palette.muted, width=1.5, label="end")
        sheet.y = top + tall
        if mark:
            x = whole * at
            inside = at < high
            if inside:
                sheet.line([(x, top), (x, top + tall)], palette.on_done, width=2, label="reference")
            start = top + tall if inside else top
            sheet.line([(x, start), (x, top + tall + 10)], palette.reference, width=2, label="reference")
            text = f"{mark.label('indicator', language)} {mark.text(language)}"
            block = sheet.block(text, "note")
            left = min(max(x - block.width / 2, 0), sheet.width - block.width)
            sheet.y = sheet.put(block, left, top + tall + 12, label="note")
        if scale:
            sheet.y += 22
            heading(sheet, reached, language)
            top, thin = sheet.y, tall * 0.5
            sheet.rectangle(0, top, whole * scale.total_low, thin, palette.surface, label="total")
            sheet.rectangle(0, top, whole * scale.done, thin, palette.done, label="amount")
            band = whole * (scale.total_high - scale.total_low)
            sheet.rectangle(whole * scale.total_low, top, band, thin, palette.uncertain, label="total band")
            sheet.line(
                [(whole, top - 3), (whole, top + thin + 6)], palette.reference, width=2, label="total mark"
            )
            text = f"{scale.total.label('indicator', language)} {ranged(scale.total, language)}"
            block = sheet.block(text, "note", whole)
            sheet.y = sheet.put(block, whole, top + thin + 8, anchor="right", label="note")

    return Figure(told, draw)


def heading(sheet: Sheet, metric: Metric, language: Language, colour: str = "") -> None:
    """Write a figure large, and beside it what it is."""
    value = sheet.block(metric.text(language), "figure")
    label = sheet.block(
        metric.label("indicator", language), "label", max(sheet.width - value.width - 10, 120)
    )
    sheet.put(value, 0, sheet.y, colour=colour or sheet.palette.done, label="value")
    if value.width + 10 + label.width <= sheet.width:
        bottom = sheet.put(
            label,
            value.width + 10,
            sheet.y + 0.5 * (value.size - label.size) + 3.5,
            colour=sheet.palette.muted,
        )
        sheet.y = max(bottom, sheet.y + value.height) + 4
    else:
        sheet.y = sheet.put(label, 0, sheet.y + value.height, colour=sheet.palette.muted) + 4


class _Scale:
    """An amount and the bounds of its total, as shares of the total's value."""

    def __init__(self, reached: Metric, part: Metric, total: Metric) -> None:
        try:
            ratio = reached.quantity / total.quantity
            fits = not ratio.unit.dimensions and part.quantity.to(ratio.unit).value in ratio.bounds
        except ZeroDivisionError:
            fits = False
        if not fits:
            raise ChartError(
                f"{part.id} ({part.text('en')}) is not the share of {reached.id} ({reached.text('en')}) "
                f"in {total.id} ({total.text('en')}); "
                f"mend: derive the total by the formula {reached.id} / {part.id}"
            )
        self.total = total
        factor, whole = total.quantity.unit.factor, total.quantity
        self.done = float(reached.quantity.value * reached.quantity.unit.factor / (whole.value * factor))
        low = whole.value if whole.bounds.lower is None else whole.bounds.lower
        high = whole.value if whole.bounds.upper is None else whole.bounds.upper
        self.total_low, self.total_high = float(low / whole.value), float(high / whole.value)
