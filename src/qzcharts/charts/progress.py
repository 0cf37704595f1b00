"""How far something has come, of what, and beside which mark."""

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import share_of, span
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.errors import ChartError
from qzcharts.words import Language, user_language


def progress(
    done: str,
    *,
    share: str,
    implied: str | None = None,
    reference: str | None = None,
    title: str | None = None,
    language: Language | None = None,
) -> Figure:
    """Answer how far it has come.

    The first bar is the whole, filled up to the lower bound of the share; from there to the upper bound it
    has another colour. A mark crosses it at `reference`. With `implied` a second bar shows the amount and
    the total on the same scale, with the range of the total at its end.

    Parameters
    ----------
    done : str
        Name of the amount that was reached.
    share : str
        Name of its share of the whole.
    implied : str, optional
        Name of the whole that follows from both.
    reference : str, optional
        Name of a share to compare with.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If a share is none or above the whole, or `share` is not that of `done` in `implied`.
    """
    speech = Speech(language)
    ledger = speech.ledger
    reached, part = ledger[done], ledger[share]
    total = ledger[implied] if implied else None
    mark = ledger[reference] if reference else None
    low, _, high = share_of(part)
    finding = speech.say("{label}: {text}", label=speech.label(part), text=speech.text(part))
    at = 0.0
    if mark:
        mark_low, at, mark_high = share_of(mark)
        compared = {"finding": finding, "reference": speech.label(mark), "value": speech.text(mark)}
        if low > mark_high:
            finding = speech.say("{finding}, above {reference} ({value})", **compared)
        elif high < mark_low:
            finding = speech.say("{finding}, below {reference} ({value})", **compared)
        else:
            finding = speech.say("{finding}, within its bounds level with {reference} ({value})", **compared)
    scale = _Scale(reached, part, total, ledger) if total else None
    drawn = [metric for metric in (reached, part, mark, total) if metric]
    marks = [speech.say("The bar is the whole")]
    if low < high:
        marks.append(speech.say("the part between done and not done is the range within bounds"))
    told = speech.evidence(
        Drawn("progress", drawn, finding=finding, kind=speech.say("Progress bar"), marks=marks), title=title
    )

    def draw(sheet: Sheet) -> None:
        palette = sheet.palette
        # Room for the upper bound of the total, which may lie beyond the end of the whole.
        whole = sheet.width / (max(1.0, scale.total_high) if scale else 1.0)
        tall = 34 if sheet.look.wide else 28

        sheet.heading(speech.text(part), speech.label(part))
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
            text = f"{speech.label(mark)} {speech.text(mark)}"
            block = sheet.block(text, "note")
            left = min(max(x - block.width / 2, 0), sheet.width - block.width)
            sheet.y = sheet.put(block, left, top + tall + 12, label="note")
        if scale:
            sheet.y += 22
            sheet.heading(speech.text(reached), speech.label(reached))
            top, thin = sheet.y, tall * 0.5
            sheet.rectangle(0, top, whole * scale.total_low, thin, palette.surface, label="total")
            sheet.rectangle(0, top, whole * scale.done, thin, palette.done, label="amount")
            band = whole * (scale.total_high - scale.total_low)
            sheet.rectangle(whole * scale.total_low, top, band, thin, palette.uncertain, label="total band")
            sheet.line(
                [(whole, top - 3), (whole, top + thin + 6)], palette.reference, width=2, label="total mark"
            )
            text = f"{speech.label(scale.total)} {speech.ranged(scale.total)}"
            block = sheet.block(text, "note", whole)
            sheet.y = sheet.put(block, whole, top + thin + 8, anchor="right", label="note")

    return Figure(told, draw)


class _Scale:
    """An amount and the bounds of its total, as shares of the total's value."""

    def __init__(self, reached: Metric, part: Metric, total: Metric, ledger: Ledger) -> None:
        operands = [ledger.metrics[name] for name in total.operands]
        try:
            ratio = reached.quantity / total.quantity
            fits = not ratio.unit.dimensions and 0 in ratio.bounds - part.quantity.to(ratio.unit).bounds
            # A total that follows from the same of another period may fit by chance.
            for metric in (reached, part):
                alike = {each.id for each in operands if each.indicator.id == metric.indicator.id}
                fits &= not alike or metric.id in alike
        except ZeroDivisionError:
            fits = False
        if not fits:
            raise ChartError(
                "{part} is not the share of {reached} in {total}; "
                "mend: derive the total by the formula {formula}",
                **{
                    name: f"{metric.id} ({metric.text(user_language())})"
                    for name, metric in {"part": part, "reached": reached, "total": total}.items()
                },
                formula=f"{reached.id} / {part.id}",
            )
        self.total = total
        low, whole, high = span(total)
        self.done, self.total_low, self.total_high = span(reached)[1] / whole, low / whole, high / whole
