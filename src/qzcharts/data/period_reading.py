"""What authors type for a period, read to its two ends: 2020年上半年, 2020-H1, 截至2020年7月28日."""

import calendar
import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

from qzcharts.data.period_phrases import SAME, UNCLEAR
from qzcharts.errors import PeriodError
from qzcharts.words import gettext, marked

#: EDTF's numbers (ISO 8601-2:2019, 4.8) of the parts of a year that have a name here.
SUBYEARS = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
_NAMES = {number: name for name, number in SUBYEARS.items()}
_MONTHS = {"H": 6, "Q": 3}
_UNSTATED = ("", "../..", "未载明")
_EXAMPLES = (
    "2020年, 2020年上半年, 2020年三季度, 2020年6月, 2020年6月30日, 2020年1—9月, 截至2020年7月28日, "
    "2020年6月起; 2020-H1, 2020-Q3, 2020-06-30, 2020-01/2020-09, ../2020-07-28, 2020-06/.."
)

_DATE = re.compile(r"([12]\d{3})(?:-?(H[12]|Q[1-4])|-(\d\d)(?:-(\d\d))?)?", re.ASCII | re.IGNORECASE)
_CHINESE = re.compile(
    r"([12]\d{3})(?:年|年?(?:([上下])半年|第?([1-4一二三四])季度)|年(\d\d?)月(?:(\d\d?)[日号])?)", re.ASCII
)
_LAST_DAY = re.compile(r"(.+?年)年?[末底]|(.+[月度])[末底]")
#: Some day of a set of consecutive days, as EDTF (ISO 8601-2:2019, 4.5) writes it.
_SET = re.compile(r"\[(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\]", re.ASCII)

_BLANKS = re.compile(r"\s*([^\x00-\x7f]|[/~-])\s*")
_BY = re.compile(r"截[至止]到?(.+?)(?:的一天|止)?|(?P<until>.+[年月日号末底])止")
_SINCE = re.compile(r"始于(.+)|自?(.+)(?:起|以来)")
_BOTH = re.compile(r"(?:始于(?P<begun>.+)|(?P<within>.+)内),(?P<how>截至|止于|最晚止于)(?P<end>.+)")
_TO = re.compile(r"[至到]|[—–―−‐~〜]+")
_SAID = re.compile(r"([12]\d{3}年)(\d\d?月)?", re.ASCII)

_OTHER_DATE = re.compile(
    r"([12]\d{3})(?:([-/.])(\d\d?)(?:\2(\d\d?))?|(\d\d)(\d\d)?)(?:[ T]\d\d?:\d\d.*)?", re.ASCII
)
_MONTH_NAME = re.compile(
    r"(?=.*\d).*\b(?:\d+ ?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
#: The day before the first that a spreadsheet counts; it takes 1900 for a leap year.
_EPOCH = date(1899, 12, 30)


class Window(NamedTuple):
    """The days that one end of a period can be, from the first to the last."""

    first: date
    last: date


class End(NamedTuple):
    """One end of a period: its canonical text, and the days it can be or, as a whole, covers."""

    text: str
    days: Window

    @property
    def exactness(self) -> str:
        """What it is exact to: texts of the same exactness differ in digits alone."""
        return re.sub(r"\d", "0", self.text[4:])


class _UnreadableError(ValueError):
    """What stands for an end of a period is none."""


def read_ends(text: str) -> tuple[End | None, End | None]:
    """Read both ends of a period, ``None`` for one that is open; a single date is both.

    Raises
    ------
    PeriodError
        If it is no period.
    """
    typed = _tidied(text)
    if typed in _UNSTATED:
        return None, None
    try:
        first, last = (typed, typed) if _DATE.fullmatch(typed) else _split(typed)
        start = read_end(first) if first else None
        if first == last:
            return start, start
        return start, read_end(last) if last else None
    except _UnreadableError as error:
        raise _refusal(text, str(error)) from None


def read_end(text: str) -> End:
    """Read one end of a period: a year, a half, a quarter, a month, a day or a set of days."""
    if text.endswith("之间"):
        first, last = (_canonical(each) for each in _range(text.removesuffix("之间")))
        text = f"[{first}..{last}]"
    if text.startswith("["):
        return End(text, _days_of_set(text))
    canonical = _canonical(text)
    return End(canonical, _days(canonical))


def days_of_set(text: str) -> tuple[str, str] | None:
    """Give the first and the last day of a set of days as they are written, ``None`` for anything else."""
    match = _SET.fullmatch(text)
    return (match[1], match[2]) if match else None


def _tidied(text: str) -> str:
    """Write full-width characters as ASCII, without blanks where none can mean anything."""
    return _BLANKS.sub(r"\1", unicodedata.normalize("NFKC", text).strip())


def _split(text: str) -> tuple[str, str]:
    """Give the two ends as typed, empty for one that is open."""
    if text.count("/") == 1 and not _OTHER_DATE.fullmatch(text):
        first, last = text.split("/")
        if not first or not last:
            raise PeriodError(
                "{text!r} lacks an end; allowed: {open}, whose end is open",
                mend=gettext("write the end, or .. where it is open"),
                text=text,
                open=f"{first or '..'}/{last or '..'}",
            )
        return "" if first == ".." else first, "" if last == ".." else last
    for pattern, words in SAME:
        text = pattern.sub(words, text)
    if match := _BOTH.fullmatch(text):
        first = match["begun"] or match["within"]
        last = _completed(match["end"], first)
        if match["how"] == "最晚止于":
            # It can have ended on any day since it can have begun.
            last = f"[{read_end(first).days.first}..{_canonical(last)}]"
        return first, last
    if match := _BY.fullmatch(text):
        return "", match[1] or match["until"]
    if match := _SINCE.fullmatch(text):
        return match[1] or match[2], ""
    if text.endswith("之间"):
        return text, text
    return _range(text)


def _range(text: str) -> tuple[str, str]:
    """Split 2020年1—9月 into 2020年1月 and 2020年9月; what is no range is both its ends."""
    first, *rest = _TO.split(text, maxsplit=1)
    if not rest and "年" in text:
        first, *rest = text.split("-", 1)
    if not rest:
        return text, text
    if re.fullmatch(r"\d{4}年", first) and not re.match(r"\d{4}", rest[0]):
        raise _UnreadableError(text)  # the month that 2020年—6月 begins with is not said
    unit = re.search("(?:[年月日号]|季度)$", rest[0])
    if unit and "年" in first and re.search("[0-9一二三四]$", first):
        first += unit[0]
    return first, _completed(rest[0], first)


def _completed(last: str, first: str) -> str:
    """Give an end with the year, and the month of a day, that were said before it."""
    said = _SAID.match(first)
    if not said or re.match(r"[12]\d{3}", last):
        return last
    month = said[2] or "" if re.fullmatch(r"\d\d?[日号]", last) else ""
    return said[1] + month + last


def _canonical(text: str) -> str:
    """Write a part of the calendar as ``2020``, ``2020-H1``, ``2020-Q3``, ``2020-06`` or ``2020-06-30``.

    The calendar may have no such month or day.
    """
    if match := _LAST_DAY.fullmatch(text):
        return _days(_canonical(match[1] or match[2])).last.isoformat()
    if match := _DATE.fullmatch(text):
        year, named, month, day = match.groups()
        parts = [year, (named or "").upper() or (month if day else _NAMES.get(month, month)), day]
    elif match := _CHINESE.fullmatch(text):
        year, half, quarter, month, day = match.groups()
        half = half and f"H{'上下'.index(half) + 1}"
        quarter = quarter and f"Q{'1234一二三四'.index(quarter) % 4 + 1}"
        parts = [year, half or quarter or (month and f"{month:0>2}"), day and f"{day:0>2}"]
    else:
        raise _UnreadableError(text)
    return "-".join(filter(None, parts))


def _days(text: str) -> Window:
    """Give the days of what is written canonically."""
    year, part = int(text[:4]), text[5:]
    try:
        if len(part) > 2:
            day = date.fromisoformat(text)
            return Window(day, day)
        if not part:
            first, last = 1, 12
        elif size := _MONTHS.get(part[0]):
            last = int(part[1]) * size
            first = last - size + 1
        else:
            first = last = int(part)
        return Window(date(year, first, 1), _last_of_month(year, last))
    except ValueError as error:
        if 1 <= int(part[:2]) <= 12:
            mend = gettext("write {last} or a day before it", last=_last_of_month(year, int(part[:2])))
        else:
            mend = gettext(
                "write a month from 01 to 12, or 2020-Q1 for a quarter and 2020-H1 for a half-year"
            )
        raise PeriodError(
            "{text!r} is not in the calendar; allowed: a year, a month or a day of it", mend=mend, text=text
        ) from error


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _days_of_set(text: str) -> Window:
    days = days_of_set(text)
    first, last = (_days(day).first for day in days) if days else (date.max, date.min)
    if first >= last:
        raise PeriodError(
            "{text!r} is no set of days; allowed: [YYYY-MM-DD..YYYY-MM-DD], an earlier day and a later one",
            mend=gettext("write the first and the last day that it can be"),
            text=text,
        )
    return Window(first, last)


def _refusal(text: str, end: str) -> PeriodError:
    """Say why a text with an end that is none is no period, and what would be."""
    if other := _in_another_form(end):
        return PeriodError(
            "{text!r} is a date in another form; allowed: {date}",
            mend=gettext("write {date}", date=other),
            text=end,
            date=other,
        )
    if re.fullmatch(r"\d{5}(?:\.\d+)?", end):
        day = _EPOCH + timedelta(days=int(end[:5]))
        return PeriodError(
            "{text!r} is a spreadsheet's number of a day; allowed: {date}",
            mend=gettext("give the cell the format of text, and write {date}", date=day),
            text=text,
            date=day,
        )
    if _MONTH_NAME.match(text):
        return PeriodError(
            "{text!r} names its month in English, as spreadsheets do; allowed: 2020-06, 2020-06-30",
            mend=gettext("give the cell the format of text, and write year, month and day in digits"),
            text=text,
        )
    if not re.search(r"[12]\d{3}", _tidied(text)):
        return PeriodError(
            "{text!r} names no year; allowed: {examples}",
            mend=gettext("write the year in four digits, as in 2020年上半年"),
            text=text,
            examples=_EXAMPLES,
        )
    typed = _tidied(text)
    mend = next(
        (mend for pattern, mend in UNCLEAR if pattern.search(typed)), marked("write it as one of these")
    )
    return PeriodError(
        "{text!r} is no period; allowed: {examples}",
        mend=gettext(mend),
        text=text,
        examples=_EXAMPLES,
    )


def _in_another_form(text: str) -> str:
    """Give the date that 2020/6/30, 2020.6, 20200630 or 2020-06-30 00:00 means, empty where it is none."""
    match = _OTHER_DATE.fullmatch(text)
    if not match:
        return ""
    year, _, month, day, joined_month, joined_day = match.groups()
    parts = year, month or joined_month, day or joined_day
    canonical = "-".join(f"{part:0>2}" for part in parts if part)
    try:
        _days(canonical)
    except PeriodError:
        return ""
    return canonical
