"""What the figures of a report cover in time, as exactly as it was published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, chosen
from qzcharts.charts.phrases import MARKS
from qzcharts.charts.sheet import Sheet
from qzcharts.data import wording
from qzcharts.data.ledger import open_ledger
from qzcharts.data.period import Period
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "kind": "时间轴", "finding": "各项数字所属的时间：{}",
        "unit": "深色为公布的期间，浅色为只知大致的时段，点线一端未公布",
    },
    "en": {
        "kind": "Timeline", "finding": "What the figures cover: {}",
        "unit": "Dark: the period as published; pale: known only roughly; dotted: this end is not published",
    },
}  # fmt: skip
_DAY = timedelta(days=1)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def timeline(*metrics: Metrics, title: str | None = None, language: Language = "zh") -> Figure:
    """Answer what happened when.

    A period that was published with its days is a dark bar. An end of which only the month or year is known
    is a pale bar over that month or year. An end that was not published is a dotted line.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Ids in reading order, or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, or none of them has a date.
    """
    ledger = open_ledger()
    words, marks = _WORDS[language], MARKS[language]
    found = chosen(ledger, *metrics)
    days = [day for metric in found for day in (metric.period.first, metric.period.last) if day]
    if not days:
        raise ChartError(
            "none of these metrics has a date; mend: name metrics with period_start or period_end"
        )
    whole = wording.period_text(Period.parse(min(days).isoformat(), max(days).isoformat()), language)
    texts = [f"{metric.label('indicator', language)} {metric.text(language)}" for metric in found]
    periods = [wording.period_text(metric.period, language) for metric in found]
    told = evidence(
        "timeline", ledger, found, title=title, finding=words["finding"].format(whole), kind=words["kind"],
        said=marks.semicolon.join(map(marks.comma.join, zip(texts, periods, strict=True))),
        unit=words["unit"], language=language,
    )  # fmt: skip
    start, end = _month(min(days)), _month(_month(max(days)) + timedelta(days=32))

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
            _bar(sheet, x, metric.period, y + 11)
            sheet.y = y + 30
        sheet.y -= 8
        _axis(sheet, x, start, end, language)

    return Figure(told, draw)


def _month(day: date) -> date:
    return day.replace(day=1)


def _bar(sheet: Sheet, x: Callable[[date], float], period: Period, y: float) -> None:
    """Draw one period on its track."""
    palette = sheet.palette
    sheet.line([(0, y), (sheet.width, y)], palette.rule, width=1.5, label="track")
    # An end may be any day of the month or year that was published.
    starts = Period.parse(period.start, period.start) if period.start else None
    ends = Period.parse(period.end, period.end) if period.end else None
    known = [window for window in (starts, ends) if window]
    if not known:
        return
    first, last = known[0].first, known[-1].last
    certain_from, certain_to = known[0].last, known[-1].first
    assert first and last and certain_from and certain_to
    if not starts:
        sheet.line([(0, y), (x(first) - 4, y)], palette.uncertain, width=4, dashed=True, label="open")
    if not ends:
        sheet.line(
            [(x(last + _DAY) + 4, y), (sheet.width, y)], palette.uncertain, width=4, dashed=True, label="open"
        )
    _span(sheet, x(first), x(last + _DAY), y, palette.uncertain, "window")
    if certain_from <= certain_to:
        _span(sheet, x(certain_from), x(certain_to + _DAY), y, palette.done, "certain")


def _span(sheet: Sheet, left: float, right: float, y: float, colour: str, label: str) -> None:
    # A day may be less than a pixel: it stays where it is, and is widened to be seen.
    width = max(right - left, 5)
    sheet.rectangle((left + right - width) / 2, y - 6, width, 12, colour, label=label)


def _axis(sheet: Sheet, x: Callable[[date], float], start: date, end: date, language: Language) -> None:
    """Name months, or every so many, as many as there is room for; the first of a year with its year."""
    months = [start]
    while (month := _month(months[-1] + timedelta(days=32))) <= end:
        months.append(month)
    for step in _STEPS:
        shown = [month for month in months[:-1] if (month.year * 12 + month.month - 1) % step == 0] or months[
            :1
        ]
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
        return f"{month.year}年" if language == "zh" else f"{month.year}"
    with_year = first or month.month == 1
    if language == "zh":
        return f"{month.year}年{month.month}月" if with_year else f"{month.month}月"
    return f"{month:%Y-%m}" if with_year else f"{month:%m}"
