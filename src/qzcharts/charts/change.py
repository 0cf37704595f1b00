"""Figures of one time beside those of another."""

from collections.abc import Callable, Iterator, Sequence

from qzcharts.charts.axis import Axis, span
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.findings import course, direction
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen, comparable
from qzcharts.charts.legend import Key, legend
from qzcharts.charts.series import Series, series_of
from qzcharts.charts.sheet import Block, Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.data.indicator import VINTAGE, Measure
from qzcharts.data.ledger import Metric
from qzcharts.errors import ChartError
from qzcharts.words import Language, gettext

#: More pairs than these are a table.
MOST = 30

# Radius of the ring, within which the dot of an equal figure is seen.
_RING, _DOT = 7.0, 5.0
# Height of a bar of bounds, length of the point of one without, and all of a row: a ring between two bars.
_BAR, _POINT, _ROW = 6.0, 9.0, 26.0
# What a finger needs to either side.
_REACH = 12.0
# About how wide the plot is.
_USUAL = 300


@in_each_language
def change(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer what was before and what is after.

    A row shows a pair of figures of two periods: a ring stands for the earlier one, a dot for the later one,
    and a wedge widens from one to the other. Hatched bars, of the earlier one above and of the later one
    below, span their bounds and end in a point where there is none. A change of a pair, if it is named too,
    stands at the right.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names such as ``residents[*]@2019``, ``residents[*]@2020``, in the order of the rows, up to
        :data:`MOST` pairs. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If there are not two periods, one of a pair is missing, or units or kinds of periods cannot be
        compared.
    """
    speech = Speech(language)
    found = chosen(speech.ledger, *metrics)
    changes = list(_changes(found))
    levels = speech.compare([metric for metric in found if metric not in changes])
    comparable(levels, "change")
    pairs = series_of(levels, speech)
    carry(pairs, MOST, gettext("the pairs of one chart"), "table")
    _refuse_unpaired(pairs, speech)
    beside = _beside(pairs, changes)
    drawn = [
        metric
        for (_, pair), own in zip(pairs, beside, strict=True)
        for metric in (*pair, *filter(None, [own]))
    ]
    axis = Axis(levels, 10)
    broken = "" if axis.from_zero else speech.say("the horizontal axis does not begin at zero")
    worded = speech.wording(levels)
    told = Drawn(
        "change",
        drawn,
        finding=_finding(pairs, speech),
        kind=speech.say("Chart of changes"),
        subtitle=speech.subtitle(levels, broken),
    ).evidence(speech, title)
    heading = speech.marks.item.join(dict.fromkeys(_called(each, levels, speech) for each in changes))

    def draw(sheet: Sheet) -> None:
        legend(sheet, _keys(pairs[0].metrics, levels, axis, speech), gap=8)
        right = sheet.width
        if changes:
            head = sheet.block(heading, "note", 0.5 * sheet.width)
            sheet.y = sheet.put(head, right, sheet.y, anchor="right", colour="muted", part="heading") + 2
        sides = [sheet.block(speech.text(own) if own else "", "note") for own in beside]
        aside = max(block.width for block in sides)
        aside += 14 if aside else 0
        # Names stand on the row where there is room for them, else above it; one pair has none.
        level = sheet.look.wide or len(pairs) == 1
        names = [
            sheet.block(each.name, "label", 0.3 * sheet.width if level else sheet.width - aside)
            for each in pairs
        ]
        values = {metric.id: sheet.block(worded(metric), "note", 0.27 * sheet.width) for metric in levels}
        row = max(_ROW, *(block.height for block in values.values()))
        room = max(block.width for block in values.values()) + _REACH + _POINT
        left = room + (max(block.width for block in names) if level else 0)
        right -= room + (aside if level else 0)

        def x(amount: float) -> float:
            return left + (right - left) * axis.share(amount)

        for (called, (before, after)), name, own, side in zip(pairs, names, beside, sides, strict=True):
            height = max(name.height, row) if level else name.height + 2 + row
            middle = sheet.y + height - (height if level else row) / 2
            top = middle - name.height / 2 if level else sheet.y
            if called:
                sheet.put(name, 0, top, part="name")
            zero = x(0) if axis.least < 0 < axis.most else None
            _draw(sheet, (before, after), (values[before.id], values[after.id]), x, middle, zero, speech)
            if own:
                with sheet.mark(own.id, speech.heard(own)):
                    top = middle - side.height / 2 if level else sheet.y + name.size - side.size
                    sheet.put(side, sheet.width, top, anchor="right", part="value")
            sheet.y += height + (4 if level else 12)

    return Figure(told, draw)


def _changes(metrics: Sequence[Metric]) -> Iterator[Metric]:
    """Give those that are changes of others."""
    indicators, ids = {metric.indicator.id for metric in metrics}, {metric.id for metric in metrics}
    for metric in metrics:
        if metric.indicator.measure is Measure.CHANGE:
            derived = metric.operands and ids.issuperset(metric.operands)
            if metric.indicator.of in indicators or derived:
                yield metric


def _called(metric: Metric, levels: Sequence[Metric], speech: Speech) -> str:
    """Name a change, and its basis where that is another one: prices alone may turn a rise into a fall."""
    label, indicator = metric.label("indicator", speech.language), metric.indicator
    if not indicator.basis or indicator.basis in {level.indicator.basis for level in levels}:
        return label
    return label + speech.marks.brackets.format(indicator.basis_in(speech.language))


def _refuse_unpaired(pairs: Sequence[Series], speech: Speech) -> None:
    """Refuse other than two periods, and one figure without the other."""
    periods = {metric.period: speech.period(metric) for _, pair in pairs for metric in pair}
    if len(periods) != 2:
        raise ChartError(
            "these are of {number} periods: {periods}; allowed: two, one before and one after; "
            "mend: name figures of two periods, or draw line",
            number=len(periods),
            periods=speech.marks.item.join(periods[each] for each in sorted(periods)),
        )
    for _, pair in pairs:
        if len(pair) < 2:
            (other,) = (text for period, text in periods.items() if period != pair[0].period)
            raise ChartError(
                "{id} has no figure of {period} beside it; allowed: pairs; "
                "mend: name that too, or leave it out",
                id=pair[0].id,
                period=other,
            )


def _beside(pairs: Sequence[Series], changes: Sequence[Metric]) -> list[Metric | None]:
    """Give to each pair the change of it."""
    found: list[Metric | None] = [None] * len(pairs)
    for metric in changes:
        for place, (_, (before, after)) in enumerate(pairs):
            about = [{each for each in one.subjects if each.dimension != VINTAGE} for one in (metric, after)]
            same = metric.indicator.of == after.indicator.id and metric.period == after.period
            if {before.id, after.id} == {*metric.operands} or (same and about[0] == about[1]):
                found[place] = metric
                break
        else:
            raise ChartError(
                "{id} is the change of no pair; allowed: changes of the pairs that are drawn, of the later "
                "period; mend: name its pair too, or leave it out",
                id=metric.id,
            )
    return found


def _finding(pairs: Sequence[Series], speech: Speech) -> str:
    """Say what became of the pair, or of all of them, if it is so whatever they are within their bounds."""
    before, after = pairs[0].metrics
    if len(pairs) == 1:
        return course(before, after, speech)
    told = {"first": speech.period(before), "last": speech.period(after)}
    ways = {direction(*pair) for _, pair in pairs}
    if ways == {1}:
        return speech.say("all are higher in {last} than in {first}", **told)
    if ways == {-1}:
        return speech.say("all are lower in {last} than in {first}", **told)
    if {1, -1} <= ways:
        return speech.say("some are higher in {last} than in {first}, others lower", **told)
    return speech.say("{first} and {last}", **told)


def _keys(pair: Sequence[Metric], levels: Sequence[Metric], axis: Axis, speech: Speech) -> Iterator[Key]:
    yield Key("ring", "done", speech.period(pair[0]))
    yield Key("dot", "done", speech.period(pair[1]))
    # What is narrower is nothing to the eye.
    yield from axis.bound_keys(levels, speech, 2 / _USUAL)


def _draw(
    sheet: Sheet,
    pair: Sequence[Metric],
    values: Sequence[Block],
    x: Callable[[float], float],
    middle: float,
    zero: float | None,
    speech: Speech,
) -> None:
    """Draw a pair around a height, and the figure of each beyond its end."""
    spans = [span(metric) for metric in pair]
    places = [x(value) for _, value, _ in spans]
    ends = [
        (x(low) - (_POINT if bounds.lower is None else 0), x(high) + (_POINT if bounds.upper is None else 0))
        for (low, _, high), bounds in zip(spans, (metric.quantity.bounds for metric in pair), strict=True)
    ]
    rising = places[0] <= places[1]
    least, most = min(low for low, _ in ends), max(high for _, high in ends)
    edges = min(least, min(places) - _RING) - 6, max(most, max(places) + _RING) + 6
    texts = (edges[0] - values[not rising].width, edges[0]), (edges[1], edges[1] + values[rising].width)
    if zero is not None and not any(start - 2 < zero < end + 2 for start, end in texts):
        sheet.line([(zero, middle - _ROW / 2), (zero, middle + _ROW / 2)], "muted", part="zero")
    reach = min(_REACH, max(_RING, abs(places[1] - places[0]) / 2))
    for metric, place, (low, _, high), is_after in zip(pair, places, spans, (False, True), strict=True):
        with sheet.mark(metric.id, speech.heard(metric)):
            sheet.hit(place, middle, reach)
            top = middle + _RING if is_after else middle - _RING - _BAR
            if low < high:
                sheet.stretch(x(low), x(high), top, _BAR, "uncertain", "band")
            for bound, end, way in (
                (metric.quantity.bounds.lower, x(low), -1),
                (metric.quantity.bounds.upper, x(high), 1),
            ):
                if bound is None:
                    sheet.point(end, end + way * _POINT, top, _BAR, "uncertain", "open")
            if is_after:
                _wedge(sheet, places, middle)
                sheet.dot(place, middle, _DOT, "done", part="after")
            else:
                sheet.dot(place, middle, _RING, "ground", edge="done", part="before")
            block, at_right = values[is_after], is_after == rising
            sheet.put(
                block,
                edges[at_right],
                middle - block.height / 2,
                anchor="left" if at_right else "right",
                colour="done" if is_after else "muted",
                part="value",
            )


def _wedge(sheet: Sheet, places: Sequence[float], middle: float) -> None:
    """Draw a line that widens from the ring to the dot, where there is room between them."""
    start, end = places
    way = 1 if end > start else -1
    if abs(end - start) > _RING + 1:
        start += way * _RING
        sheet.polygon(
            [(start, middle - 0.5), (end, middle - 2), (end, middle + 2), (start, middle + 0.5)],
            "muted",
            part="change",
        )
