"""What the figures of a report cover in time, as exactly as it was published."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, chosen
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.data.period import Period
from qzcharts.data.period_reading import Window
from qzcharts.data.period_words import date_text, period_text
from qzcharts.errors import ChartError
from qzcharts.words import Language, word

Kind = Literal["dotted", "window", "certain", "date"]

_DAY = timedelta(days=1)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


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
        If no metric is given, or none of them has a date.
    """
    speech = Speech(language)
    found = speech.compare(chosen(speech.ledger, *metrics))
    ends = [end for metric in found for end in _ends(metric.period)]
    if not ends:
        raise ChartError("none of these metrics has a date; mend: name metrics whose period is stated")
    earliest = min(ends, key=lambda end: (end[0].first, end[0].last))
    latest = max(ends, key=lambda end: (end[0].last, end[0].first))
    whole = period_text(Period.between(earliest[1], latest[1]), speech.language)
    marks = {metric.id: list(_marks(metric.period)) for metric in found}
    drawn = {mark.kind for one in marks.values() for mark in one}
    kinds: dict[Kind, str] = {
        "certain": speech.say("thick bar: the period as published"),
        "date": speech.say("diamond: a date"),
        "window": speech.say("thin bar: some days of these"),
        "dotted": speech.say("dotted: not published, or only to the month or year"),
    }
    first, *others = (text for kind, text in kinds.items() if kind in drawn)
    texts = [f"{speech.label(metric)} {speech.text(metric)}" for metric in found]
    # A label that tells metrics apart by their periods has said them.
    periods = [
        "" if speech.period(metric) in speech.label(metric) else speech.period(metric) for metric in found
    ]
    told = speech.evidence(
        Drawn(
            "timeline",
            found,
            finding=speech.say("What the figures cover: {period}", period=whole),
            kind=speech.say("Timeline"),
            said=speech.marks.semicolon.join(
                speech.marks.comma.join(filter(None, said)) for said in zip(texts, periods, strict=True)
            ),
            marks=[first.capitalize(), *others],
        ),
        title=title,
    )
    start, end = _month(earliest[0].first), _month(_month(latest[0].last) + timedelta(days=32))

    def draw(sheet: Sheet) -> None:
        # A dotted line needs room to be seen before the first and after the last day.
        margin = 22.0

        def x(day: date) -> float:
            return margin + (sheet.width - 2 * margin) * (day - start).days / (end - start).days

        for metric, text, period in zip(found, texts, periods, strict=True):
            name, when = sheet.block(text, "label"), sheet.block(period, "note")
            beside = name.width + 16 + when.width <= sheet.width
            y = sheet.put(name, 0, sheet.y, label="label")
            if beside:
                lower = sheet.y + (name.size - when.size)
                sheet.put(
                    when, sheet.width, lower, anchor="right", colour=sheet.palette.muted, label="period"
                )
            else:
                y = sheet.put(when, 0, y, colour=sheet.palette.muted, label="period")
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
    palette = sheet.palette
    sheet.line([(0, y), (sheet.width, y)], palette.rule, width=1.5, label="track")
    for kind, first, last in marks:
        left, right = x(first), x(last + _DAY) if last else sheet.width
        if kind == "dotted":
            sheet.line([(left, y), (right, y)], palette.uncertain, width=4, dashed=True, label=kind)
        elif kind == "date":
            middle = (left + right) / 2
            corners = [(middle, y - 8), (middle + 8, y), (middle, y + 8), (middle - 8, y)]
            sheet.polygon(corners, palette.done, label=kind)
        else:
            # A day may be less than a pixel: it stays where it is, and is widened to be seen.
            width, height = max(right - left, 5), 12 if kind == "certain" else 6
            colour = palette.done if kind == "certain" else palette.uncertain
            sheet.rectangle((left + right - width) / 2, y - height / 2, width, height, colour, label=kind)


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
        sheet.line([(x(month), sheet.y), (x(month), sheet.y + 6)], sheet.palette.muted, label="tick")
        sheet.put(block, x(month), sheet.y + 6, colour=sheet.palette.muted, label="month")
    sheet.line([(0, sheet.y), (sheet.width, sheet.y)], sheet.palette.muted, label="axis")
    sheet.y += 6 + blocks[0].height


def _name(month: date, step: int, first: bool, language: Language) -> str:
    if step >= 12:
        return date_text(f"{month:%Y}", language)
    if first or month.month == 1:
        return date_text(f"{month:%Y-%m}", language)
    return word(language, "{month:02}", month=month.month)
