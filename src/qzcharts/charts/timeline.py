"""What the figures of a report cover in time, as exactly as it was published."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from qzcharts.charts.evidence import Drawn
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen
from qzcharts.charts.legend import Key, legend
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import MOST_SAID, Speech
from qzcharts.charts.style import Colour
from qzcharts.charts.translated import in_each_language
from qzcharts.data.period import Period
from qzcharts.data.period_reading import Window
from qzcharts.data.period_words import date_text, month_text, period_text
from qzcharts.errors import ChartError
from qzcharts.words import Language

Kind = Literal["dotted", "window", "certain", "date"]

#: More rows than these no reader compares with one axis.
MOST = 24

_DAY = timedelta(days=1)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@in_each_language
def timeline(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer what happened when.

    A thick bar covers the days that are certain whatever the ends may be, and a diamond stands on a date: the
    only day, or the day as of which a count was published, which begins nowhere. A thin bar covers a set of
    days of which an end is some day. An end of which only the month or year was published, or nothing, is a
    dotted line.

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
        If no metric is given, none of them has a date, or there are more than :data:`MOST`.
    """
    speech = Speech(language)
    found = speech.compare(chosen(speech.ledger, *metrics))
    carry(found, MOST, "timeline", "table")
    ends = [end for metric in found for end in _ends(metric.period)]
    if not ends:
        raise ChartError("none of these metrics has a date; mend: name metrics whose period is stated")
    earliest = min(ends, key=lambda end: (end[0].first, end[0].last))
    latest = max(ends, key=lambda end: (end[0].last, end[0].first))
    whole = period_text(Period.between(earliest[1], latest[1]), speech.language)
    marks = {metric.id: list(_marks(metric.period)) for metric in found}
    drawn = {mark.kind for one in marks.values() for mark in one}
    keys: dict[Kind, Key] = {
        "certain": Key("square", "done", speech.say("the period as published")),
        "date": Key("diamond", "done", speech.say("a date")),
        "window": Key("thin", "uncertain", speech.say("some days of these")),
        "dotted": Key("dashes", "uncertain", speech.say("not published, or only to the month or year")),
    }
    texts = [speech.beside(metric) for metric in found]
    # A label that tells metrics apart by their periods has said them.
    periods = [
        "" if speech.period(metric) in speech.label(metric) else speech.period(metric) for metric in found
    ]
    said = speech.marks.semicolon.join(
        speech.marks.comma.join(filter(None, each)) for each in zip(texts, periods, strict=True)
    )
    if len(found) > MOST_SAID:
        said = speech.say("{number} figures, of {period}", number=len(found), period=whole)
    told = Drawn(
        "timeline",
        found,
        finding=speech.say("What the figures cover: {period}", period=whole),
        kind=speech.say("Timeline"),
        said=said,
    ).evidence(speech, title)
    start, end = _month(earliest[0].first), _month(_month(latest[0].last) + timedelta(days=32))

    def draw(sheet: Sheet) -> None:
        # A dotted line needs room to be seen before the first and after the last day.
        margin = 22.0
        legend(sheet, (key for kind, key in keys.items() if kind in drawn))

        def x(day: date) -> float:
            return margin + (sheet.width - 2 * margin) * (day - start).days / (end - start).days

        for metric, text, period in zip(found, texts, periods, strict=True):
            name, when = sheet.block(text, "label"), sheet.block(period, "note")
            beside = name.width + 16 + when.width <= sheet.width
            with sheet.mark(metric.id, f"{text}{speech.marks.comma}{period}"):
                y = sheet.put(name, 0, sheet.y, part="label")
                if beside:
                    lower = sheet.y + (name.size - when.size)
                    sheet.put(when, sheet.width, lower, anchor="right", colour="muted", part="period")
                else:
                    y = sheet.put(when, 0, y, colour="muted", part="period")
                _draw(sheet, x, marks[metric.id], y + 11)
            sheet.y = y + 30
        sheet.y -= 8
        _axis(sheet, x, start, end, speech.language)

    return Figure(told, draw)


def _month(day: date) -> date:
    return day.replace(day=1)


class _Mark(NamedTuple):
    """What is drawn from one day to another; without a last day, to the end of the chart."""

    kind: Kind
    first: date
    last: date | None


def _ends(period: Period) -> list[tuple[Window, str]]:
    """Give the ends that were published, each with the days it can be and the words of the data."""
    ends = (period.begin, period.start), (period.finish, period.end)
    return [(window, text) for window, text in ends if window]


def _marks(period: Period) -> Iterator[_Mark]:
    """Give what is drawn of a period, what is certain last."""
    ends = _ends(period)
    if not ends:
        return
    for window, text in ends:
        if window.first < window.last:
            yield _Mark("window" if text.startswith("[") else "dotted", *window)
    if not period.finish:
        yield _Mark("dotted", ends[0][0].last, None)
    # The last day that it can have begun on, the first that it can have ended on.
    first, last = ends[0][0].last, ends[-1][0].first
    if first == last and any(window.first == window.last for window, _ in ends):
        yield _Mark("date", first, last)
    elif first <= last:
        yield _Mark("certain", first, last)


def _draw(sheet: Sheet, x: Callable[[date], float], marks: Iterable[_Mark], y: float) -> None:
    """Draw one period on its track."""
    sheet.line([(0, y), (sheet.width, y)], "rule", width=1.5, part="track")
    for kind, first, last in marks:
        left, right = x(first), x(last + _DAY) if last else sheet.width
        if kind == "dotted":
            sheet.line([(left, y), (right, y)], "uncertain", width=4, dashed=True, part=kind)
        elif kind == "date":
            sheet.diamond((left + right) / 2, y, 8, "done", kind)
        else:
            # A day may be less than a pixel: it stays where it is, and is widened to be seen.
            width, height = max(right - left, 5), 12 if kind == "certain" else 6
            colour: Colour = "done" if kind == "certain" else "uncertain"
            sheet.rectangle((left + right - width) / 2, y - height / 2, width, height, colour, part=kind)


def _axis(sheet: Sheet, x: Callable[[date], float], start: date, end: date, language: Language) -> None:
    """Name months, or every so many, as many as there is room for; the first of a year with its year."""
    months = [start]
    while (month := _month(months[-1] + timedelta(days=32))) <= end:
        months.append(month)
    for step in _STEPS:
        shown = [month for month in months[:-1] if (month.year * 12 + month.month - 1) % step == 0]
        shown = shown or months[:1]
        blocks = [sheet.block(_name(month, step, month is shown[0], language), "note") for month in shown]
        rights = [x(month) + block.width + 10 for month, block in zip(shown, blocks, strict=True)]
        starts = [x(month) for month in shown[1:]] + [sheet.width + 10]
        if all(right <= following for right, following in zip(rights, starts, strict=True)):
            break
    for month, block in zip(shown, blocks, strict=True):
        sheet.line([(x(month), sheet.y), (x(month), sheet.y + 6)], "muted", part="tick")
        sheet.put(block, x(month), sheet.y + 6, colour="muted", part="month")
    sheet.line([(0, sheet.y), (sheet.width, sheet.y)], "muted", part="axis")
    sheet.y += 6 + blocks[0].height


def _name(month: date, step: int, first: bool, language: Language) -> str:
    if step >= 12:
        return date_text(f"{month:%Y}", language)
    if first or month.month == 1:
        short = month_text(month.month, language, short=True)
        return f"{short} {month:%Y}" if language == "en" else date_text(f"{month:%Y-%m}", language)
    return month_text(month.month, language, short=True)
