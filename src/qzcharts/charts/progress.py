"""How far something has come, of what, and beside which mark."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from qzcharts.charts.evidence import Drawn
from qzcharts.charts.extent import POINT, Extent
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import share_of
from qzcharts.charts.legend import drawn_bound_keys, legend
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.data.bounds import Bounds
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.errors import ChartError
from qzcharts.words import Language, user_language

#: What is left is magnified where it is less than this part of the whole.
SMALL = 0.1

# Parts of the whole that may be magnified.
_WINDOWS = [float(f"{digit}e{power}") for power in range(-9, 0) for digit in (1, 2, 5)]


@in_each_language
def progress(
    share: str,
    *,
    amount: str | None = None,
    plan: str | None = None,
    rest: str | None = None,
    reference: str | None = None,
    title: str | None = None,
    language: Language | None = None,
) -> Figure:
    """Answer how far it has come.

    The outline is the whole, filled up to the lower bound of the share and hatched from there to the upper
    one; a share above the whole goes beyond its end. A mark crosses it at `reference`. What is left has a
    colour of its own, and if it is less than :data:`SMALL`, the end is magnified below. Bars of `amount` and
    `plan` have the same scale, on which the plan is the whole.

    Parameters
    ----------
    share : str
        Name of the share of the whole that was reached.
    amount, plan : str, optional
        Names of the amount that was reached, and of the whole that it is this share of.
    rest : str, optional
        Name of the share that is left.
    reference : str, optional
        Name of a share to compare with, such as that of the time that has passed.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If a share is none or below nothing, `share` and `rest` do not make up the whole, or `share` is not
        that of `amount` in `plan`.
    """
    speech = Speech(language)
    ledger = speech.ledger
    part = ledger[share]
    mark, left, reached, total = (ledger[name] if name else None for name in (reference, rest, amount, plan))
    found = speech.compare([metric for metric in (part, mark, left, reached, total) if metric])
    done = Extent.of(_shared(part, left))
    at = Extent.of(share_of(mark)) if mark else None
    rows = list(_rows(part, reached, total, ledger))
    window = _window(1 - done.sure) if left else 0.0
    told = Drawn(
        "progress",
        found,
        finding=_finding(part, mark, left, speech),
        kind=speech.say("Progress bar"),
        subtitle=speech.subtitle(found, unit=False),
    ).evidence(speech, title)

    def draw(sheet: Sheet) -> None:
        tall = 34.0 if sheet.look.wide else 28.0
        runs = [done, *([at] if at else []), *(run for _, run in rows)]
        point = POINT if any(run.rises for run in runs) else 0.0
        whole = (sheet.width - point) / max(1.0, *(run.high for run in runs))

        def x(place: float) -> float:
            return whole * place

        def magnified(place: float) -> float:
            return sheet.width * max(place - 1 + window, 0) / window

        label = sheet.block(speech.beside(mark), "note") if mark else None
        with sheet.mark(part.id, speech.heard(part)):
            _heading(sheet, speech.text(part), speech.label(part))
            above, top = sheet.y, sheet.y + (label.height + 10 if label else 0)
            below = top + tall + 26
            sheet.rectangle(0, top, whole, tall, "surface", edge="muted", part="whole")
            done.fill(sheet, x, top, tall)
            if window:
                corners = [(x(1 - window), top + tall), (x(1), top + tall), (sheet.width, below), (0, below)]
                sheet.polygon(corners, "surface", part="lens")
                done.fill(sheet, magnified, below, tall, prefix="magnified ")
        if mark and at and label:
            with sheet.mark(mark.id, speech.heard(mark)):
                middle = x(float(mark.quantity.base_value))
                start = min(max(middle - label.width / 2, 0), sheet.width - label.width)
                sheet.put(label, start, above, part="name")
                at.band(sheet, x, top - 8, 5, prefix="reference ")
                sheet.tick(middle, top - 9, top + tall + 3, "reference", "reference")
        sheet.y = (below if window else top) + tall + 4
        if left:
            with sheet.mark(left.id, speech.heard(left)):
                sheet.stretch(x(done.high), x(1), top, tall, "remaining", "remaining")
                if window:
                    start = magnified(done.high)
                    sheet.stretch(start, sheet.width, below, tall, "remaining", "magnified remaining")
                    _scale(sheet, f"{100 * (1 - window):g}%", sheet.width)
                _write_left(sheet, speech.text(left), speech.label(left))
        else:
            if done.high > 1:
                sheet.tick(whole, top - 3, top + tall + 3, "muted", "end")
            _scale(sheet, "", whole)
        for metric, run in rows:
            with sheet.mark(metric.id, speech.heard(metric)):
                figure = speech.ranged(metric) if metric.origin == "derived" else speech.text(metric)
                _bar(sheet, run, x, speech.beside(metric, figure), outlined=metric is total)
        keys = list(drawn_bound_keys(sheet, speech))
        sheet.y += 14 if keys else 0
        legend(sheet, keys, gap=0)

    return Figure(told, draw)


def _window(left: float) -> float:
    """Give what part of the whole to magnify: a round one, twice what is left or more; 0 for none."""
    return next(size for size in _WINDOWS if size >= 2 * left) if 0 < left < SMALL else 0.0


def _heading(sheet: Sheet, figure: str, label: str) -> None:
    """Write a figure large, and beside it what it is."""
    value = sheet.block(figure, "figure")
    block = sheet.block(label, "label", max(sheet.width - value.width - 10, 120))
    sheet.put(value, 0, sheet.y, colour="done", part="value")
    if value.width + 10 + block.width <= sheet.width:
        lower = sheet.y + 0.5 * (value.size - block.size) + 3.5
        bottom = sheet.put(block, value.width + 10, lower, colour="muted", part="name")
        sheet.y = max(bottom, sheet.y + value.height) + 4
    else:
        sheet.y = sheet.put(block, 0, sheet.y + value.height, colour="muted", part="name") + 4


def _scale(sheet: Sheet, start: str, end: float) -> None:
    """Write below a bar where it starts, if not at nothing, and that it ends with the whole."""
    whole = sheet.block("100%", "note")
    if start:
        sheet.put(sheet.block(start, "note"), 0, sheet.y, colour="muted", part="scale")
    sheet.y = sheet.put(whole, max(end, whole.width), sheet.y, anchor="right", colour="muted", part="scale")


def _write_left(sheet: Sheet, figure: str, label: str) -> None:
    """Write below the end of a bar what is left of the whole."""
    value, name = sheet.block(figure, "figure"), sheet.block(label)
    sheet.y = sheet.put(value, sheet.width, sheet.y, anchor="right", colour="remaining", part="value")
    sheet.y = sheet.put(name, sheet.width, sheet.y, anchor="right", colour="muted", part="name")


def _bar(sheet: Sheet, run: Extent, x: Callable[[float], float], words: str, *, outlined: bool) -> None:
    """Draw a bar below what it is, in outline if it is the whole."""
    top, tall = sheet.put(sheet.block(words), 0, sheet.y + 10, part="name") + 3, 14
    if outlined:
        sheet.rectangle(0, top, x(run.sure), tall, "surface", edge="muted", part="plan")
        run.band(sheet, x, top, tall, prefix="plan ")
    else:
        run.fill(sheet, x, top, tall, prefix="amount ")
    sheet.y = top + tall


def _shared(part: Metric, left: Metric | None) -> Bounds:
    """Give what a share can be, which is no more than what is left of the whole allows."""
    bounds = share_of(part)
    if left is None:
        return bounds
    rest = share_of(left)
    if 1 not in bounds + rest:
        raise ChartError(
            "{share} ({done}) and {remaining} ({left}) do not make up the whole; "
            "mend: derive the remainder by the formula complement({share})",
            share=part.id,
            done=part.text(user_language()),
            remaining=left.id,
            left=left.text(user_language()),
        )
    allowed = Bounds.point(Fraction(1)) - rest
    ends = [end for end in (bounds.upper, allowed.upper) if end is not None]
    return Bounds(max(bounds.lower or Fraction(0), allowed.lower or Fraction(0)), min(ends))


def _rows(
    part: Metric, amount: Metric | None, plan: Metric | None, ledger: Ledger
) -> Iterator[tuple[Metric, Extent]]:
    """Give amount and plan with how far they reach where the plan is the whole."""
    if (amount is None) != (plan is None):
        raise ChartError(
            "{given} is given without {missing}; allowed: both or neither; mend: name the {missing} too",
            given="amount" if amount else "plan",
            missing="plan" if amount else "amount",
        )
    if amount is None or plan is None:
        return
    operands = [ledger.metrics[name] for name in plan.operands]
    try:
        ratio = amount.quantity / plan.quantity
        fits = (
            not ratio.unit.dimensions
            and plan.quantity.value > 0
            and 0 in ratio.bounds - part.quantity.to(ratio.unit).bounds
        )
        # A plan that follows from the same of another period may fit by chance.
        for metric in (amount, part):
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
                for name, metric in {"part": part, "reached": amount, "total": plan}.items()
            },
            formula=f"{amount.id} / {part.id}",
        )
    for metric in (amount, plan):
        share = metric.quantity.base_bounds * Bounds.point(1 / plan.quantity.base_value)
        yield metric, Extent.of(share.from_zero())


def _finding(part: Metric, mark: Metric | None, left: Metric | None, speech: Speech) -> str:
    """Say how far it has come, and how that compares, whatever both may be within their bounds."""
    if mark is None:
        return speech.marks.comma.join(speech.named(metric) for metric in (part, left) if metric)
    finding = speech.say("{label}: {text}", label=speech.label(part), text=speech.text(part))
    compared = {"finding": finding, "reference": speech.label(mark), "value": speech.text(mark)}
    own, other = share_of(part), share_of(mark)
    if other.is_below(own):
        return speech.say("{finding}, above {value} ({reference})", **compared)
    if own.is_below(other):
        return speech.say("{finding}, below {value} ({reference})", **compared)
    return speech.say("{finding}, within its bounds level with {value} ({reference})", **compared)
