"""How figures have gone, on a true axis of time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from qzcharts.charts.axis import Axis, span, spread
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.findings import course, largest
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen, comparable, is_whole
from qzcharts.charts.legend import Key, legend
from qzcharts.charts.periods import day_of, name_periods
from qzcharts.charts.series import Series, series_of
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import Colour
from qzcharts.charts.translated import in_each_language
from qzcharts.data.indicator import VINTAGE, Entity
from qzcharts.data.ledger import Metric
from qzcharts.errors import ChartError
from qzcharts.words import Language, gettext

#: More lines than these no reader tells apart, and more periods no screen.
MOST_SERIES, MOST_PERIODS = 6, 60

# Corners of a cross, in thirds of half its height.
_CROSS = (
    (-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1), (1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1),
    (-1, -1),
)  # fmt: skip
_Sign = tuple[Colour, tuple[tuple[float, float], ...]]
#: What tells lines apart: a colour, and the corners of a sign, for a radius of one.
_SIGNS: tuple[_Sign, ...] = (
    ("done", ()),
    ("remaining", ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))),
    ("ink", ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))),
    ("muted", ((0, -1.2), (1.2, 0.9), (-1.2, 0.9))),
    ("done", ((0, 1.2), (1.2, -0.9), (-1.2, -0.9))),
    ("remaining", tuple((0.45 * dx, 0.45 * dy) for dx, dy in _CROSS)),
)
#: Distance of texts and points, which a finger needs around the first and the last of these.
_REACH, _RADIUS = 12.0, 4.5
#: How high the plot is, if its labels need no more.
_TALL = 230.0


@in_each_language
def line(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer how it has gone.

    A point stands at the end of its period, a hatched bar spans its bounds, and a point of a triangle stands
    where there is none. A line joins neighbouring periods; where one is missing among years, halves, quarters
    or months, it breaks. Lines to figures of an earlier vintage are dashed, and their points are hollow.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names such as ``residents[jinjiang]@2021``; what is of one indicator, entity and members is one line,
        up to :data:`MOST_SERIES` of them. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If there are fewer than two periods or more than :data:`MOST_PERIODS`, units or kinds of periods that
        cannot be compared, or two figures of one thing and one period.
    """
    speech = Speech(language)
    found = speech.compare(chosen(speech.ledger, *metrics))
    comparable(found, "line")
    series = series_of(found, speech)
    days = sorted({day_of(metric.period) for metric in found})
    if len(days) < 2:
        raise ChartError(
            "{id} is of the only period; allowed: two periods or more; "
            "mend: name another one, or draw ranking",
            id=found[0].id,
        )
    carry(series, MOST_SERIES, gettext("the lines of one chart"), "table")
    carry(days, MOST_PERIODS, gettext("the periods of a line"), "table")
    axis, earlier = Axis(found), _earlier_vintages(found, speech)
    broken = "" if axis.from_zero else speech.say("the vertical axis does not begin at zero")
    worded = speech.wording(found)
    told = Drawn(
        "line",
        found,
        finding=_finding(series, days, speech),
        kind=speech.say("Line chart"),
        subtitle=speech.subtitle(found, broken),
    ).evidence(speech, title)

    def draw(sheet: Sheet) -> None:
        legend(sheet, _keys(found, axis, earlier, speech))
        firsts, lasts = [each.metrics[0] for each in series], [each.metrics[-1] for each in series]
        starts = [sheet.block(worded(metric), "note", 0.3 * sheet.width) for metric in firsts]
        named = [f"{each.name} {worded(last)}" for each, last in zip(series, lasts, strict=True)]
        ends = [sheet.block(words.strip(), "note", 0.34 * sheet.width) for words in named]
        ticks = [sheet.block(worded(tick), "note", 0.3 * sheet.width) for tick in axis.ticks]
        column = max(block.width for block in (*starts, *ticks))
        left, right = column + 8, sheet.width - max(block.width for block in ends) - _REACH
        top = sheet.y + 20
        bottom = top + max(_TALL, *(sum(block.height for block in blocks) for blocks in (starts, ends)))

        def x(metric: Metric) -> float:
            share = (day_of(metric.period) - days[0]) / (days[-1] - days[0])
            return left + _REACH + (right - left - 2 * _REACH) * share

        def y(amount: float) -> float:
            return bottom - (bottom - top) * axis.share(amount)

        def point(metric: Metric) -> tuple[float, float]:
            return x(metric), y(span(metric)[1])

        begins, stops = (
            spread(
                [point(metric)[1] for metric in of], [block.height for block in blocks], top - 10, bottom + 8
            )
            for of, blocks in ((firsts, starts), (lasts, ends))
        )
        taken = [begin + block.height / 2 for begin, block in zip(begins, starts, strict=True)]
        for tick, block in zip(axis.ticks, ticks, strict=True):
            level, zero = point(tick)[1], tick.quantity.value == 0
            sheet.line(
                [(left, level), (right, level)], "muted" if zero else "rule", part="zero" if zero else "grid"
            )
            if all(abs(level - other) >= block.height for other in taken):
                sheet.put(
                    block, column, level - block.height / 2, anchor="right", colour="muted", part="tick"
                )
        for (_, own), (colour, _) in zip(series, _SIGNS, strict=False):
            for run, dashed in _runs(own, days, earlier):
                sheet.line([point(metric) for metric in run], colour, width=2, dashed=dashed, part="line")
        for metric, level in zip(firsts, taken, strict=True):
            _lead(sheet, point(metric), left - 6, left, level)
        for metric, stop, block in zip(lasts, stops, ends, strict=True):
            _lead(sheet, point(metric), right + _REACH - 2, right, stop + block.height / 2)
        pace = (right - left - 2 * _REACH) * (min(b - a for a, b in pairwise(days)) / (days[-1] - days[0]))
        for place, ((_, own), sign) in enumerate(zip(series, _SIGNS, strict=False)):
            for metric in own:
                with sheet.mark(metric.id, speech.heard(metric)):
                    _draw(sheet, metric, sign, point(metric), y, pace, hollow=_is_of(earlier, metric))
                    if metric is own[0]:
                        sheet.put(
                            starts[place], column, begins[place], anchor="right", colour=sign[0], part="value"
                        )
                    if metric is own[-1]:
                        sheet.put(ends[place], right + _REACH, stops[place], colour=sign[0], part="value")
        sheet.y = bottom + 8
        name_periods(sheet, found, x, speech.language)

    return Figure(told, draw)


def _finding(series: Sequence[Series], days: Sequence[date], speech: Speech) -> str:
    """Say what became of one thing; of several, which is the largest at last, if it certainly is.

    That the whole of all the others is the largest says nothing; the largest of these is named.
    """
    if len(series) == 1:
        return course(series[0].metrics[0], series[0].metrics[-1], speech)
    last = [each.metrics[-1] for each in series]
    compared = all(day_of(metric.period) == days[-1] for metric in last)
    parts = [
        (each.name, metric)
        for each, metric in zip(series, last, strict=True)
        if not is_whole(metric, last, speech.ledger.dimensions)
    ]
    most = largest([metric for _, metric in parts]) if compared and len(parts) > 1 else None
    for name, metric in parts:
        if metric is most:
            told = {"period": speech.period(metric), "name": name, "figure": speech.text(metric)}
            return speech.say("{name} is the largest, {figure} ({period})", **told)
    return speech.say("how the figures have gone")


def _earlier_vintages(metrics: Sequence[Metric], speech: Speech) -> list[Entity]:
    """Give the vintages that were followed by another: all but the last one, or all where some have none."""
    vintages = list(speech.ledger.dimensions.members(VINTAGE).values())
    drawn = [{each for each in metric.members if each.dimension == VINTAGE} for metric in metrics]
    followed = vintages[:-1] if all(drawn) else vintages
    return [each for each in followed if any(each in own for own in drawn)]


def _is_of(vintages: Sequence[Entity], metric: Metric) -> bool:
    return any(each in vintages for each in metric.members)


def _keys(metrics: Sequence[Metric], axis: Axis, earlier: Sequence[Entity], speech: Speech) -> Iterator[Key]:
    """Say what lies around points and lines, where a point does not hide it."""
    yield from axis.bound_keys(metrics, speech, 2 * _RADIUS / _TALL)
    for vintage in earlier:
        yield Key("dashes", "muted", vintage.label(speech.language))


def _runs(
    metrics: Sequence[Metric], days: Sequence[date], earlier: Sequence[Entity]
) -> Iterator[tuple[list[Metric], bool]]:
    """Give the metrics that one line joins, and whether it is dashed."""
    # Only ends of months follow each other in equal steps.
    regular = all((day + timedelta(days=1)).day == 1 for day in days)
    step = min(_months(*pair) for pair in pairwise(days)) if regular else 0
    run, before = [metrics[0]], False
    for one, other in pairwise(metrics):
        joined = not regular or _months(day_of(one.period), day_of(other.period)) == step
        dashed = _is_of(earlier, one) or _is_of(earlier, other)
        if joined and (dashed == before or len(run) == 1):
            run.append(other)
        else:
            if len(run) > 1:
                yield run, before
            run = [one, other] if joined else [other]
        before = dashed
    if len(run) > 1:
        yield run, before


def _months(one: date, other: date) -> int:
    return 12 * (other.year - one.year) + other.month - one.month


def _lead(sheet: Sheet, point: tuple[float, float], start: float, edge: float, level: float) -> None:
    """Draw a line from a label to its point, where it does not stand beside it."""
    x, y = point
    if abs(level - y) > 2 or abs(x - edge) > _REACH + 1:
        sheet.line([(start, level), (edge, y), (x, y)], "muted", width=0.75, dashed=True, part="leader")


def _draw(
    sheet: Sheet,
    metric: Metric,
    sign: _Sign,
    point: tuple[float, float],
    y: Callable[[float], float],
    pace: float,
    *,
    hollow: bool,
) -> None:
    """Draw a point with its bounds, as large as the distance of points allows."""
    x, middle = point
    sheet.hit(x, middle, min(_REACH, max(_RADIUS, pace / 2)))
    low, _, high = span(metric)
    if low < high:
        width = min(8.0, max(2.0, 0.8 * pace))
        sheet.rectangle(x - width / 2, y(high), width, y(low) - y(high), "uncertain", part="band")
    for bound, end, way in ((metric.quantity.bounds.upper, high, -1), (metric.quantity.bounds.lower, low, 1)):
        if bound is None:
            sheet.point(y(end) + way * 6, y(end) + way * 16, x - 5, 10, "uncertain", "open", upright=True)
    colour, corners = sign
    radius = min(_RADIUS, max(1.5, 0.4 * pace))
    fill: Colour = "ground" if hollow else colour
    edge: Colour | Literal[""] = colour if hollow else ""
    if corners:
        sheet.polygon(
            [(x + radius * dx, middle + radius * dy) for dx, dy in corners], fill, edge=edge, part="point"
        )
    else:
        sheet.dot(x, middle, radius, fill, edge=edge, part="point")
