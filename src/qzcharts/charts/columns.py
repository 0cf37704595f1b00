"""Amounts of one kind side by side, in the order of their periods."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qzcharts.charts.bars import Bar, Group, bars, keys
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.findings import course, extreme
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen, comparable
from qzcharts.charts.legend import Key, legend
from qzcharts.charts.lying import across
from qzcharts.charts.periods import regular, short_names
from qzcharts.charts.series import series_names
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.standing import stand
from qzcharts.charts.translated import in_each_language
from qzcharts.data.ledger import Metric
from qzcharts.data.period import Period
from qzcharts.data.period_words import period_text
from qzcharts.errors import ChartError
from qzcharts.words import Language

#: More columns in a group, or groups, no reader compares.
MOST, MOST_GROUPS = 24, 3
#: What a number is of, but for its period, as :attr:`~qzcharts.data.indicator.Key.series` gives it.
Series = tuple[str, str, tuple[str, ...]]


@in_each_language
def columns(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer how it went.

    Columns stand on zero in the order of their periods, or in that given where all are of one period. They
    are full up to the lower bound, hatched from there to the upper one; without an upper bound they end in a
    point. Between years, quarters or months at equal steps, one without a figure keeps an empty place. What
    several are measured of stands in groups, on one scale. Where names and figures do not fit
    above and below their columns, these lie as bars in the same order.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names, such as ``gdp@2019`` and ``gdp@2020``. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, one twice, more than :data:`MOST` of one thing, or more than
        :data:`MOST_GROUPS` things in several periods; or if they do not measure one kind of thing, or are
        places among others.
    """
    speech = Speech(language)
    given = chosen(speech.ledger, *metrics)
    comparable(given, "columns")
    series: dict[Series, dict[Period, Metric]] = defaultdict(dict)
    for metric in given:
        series[metric.key.series][metric.period] = metric
    periods: list[Period] = []
    rows: list[Sequence[Metric | None]] = [given]
    if len(series) < len(given):
        _refuse_more_groups(series)
        periods = regular(metric.period for metric in given)
        rows = [[row.get(period) for period in periods] for row in series.values()]
    found = speech.compare([metric for row in rows for metric in row if metric])
    carry(rows[0], MOST, "columns", "table")
    empty = _empty(series, periods, speech)
    told = Drawn(
        "columns",
        found,
        finding=_finding(rows, speech),
        kind=speech.say("Column chart"),
        subtitle=speech.subtitle(found),
        said=speech.sentences(speech.listed(found), speech.marks.colon.join(empty), speech.notes(found)),
    ).evidence(speech, title)
    feet = short_names(periods, speech.language) or [speech.label(metric) for metric in found]
    groups = _groups(rows, periods, speech, found)

    def draw(sheet: Sheet) -> None:
        legend(sheet, [*keys(found, speech), *(Key("line", "muted", words) for words in empty[:1])])
        if not stand(sheet, groups, feet, speech):
            across(sheet, groups, speech)

    return Figure(told, draw)


def _refuse_more_groups(series: Mapping[Series, object]) -> None:
    if len(series) > MOST_GROUPS:
        raise ChartError(
            "{number} things in several periods are too many for columns; allowed: up to {most}; "
            "mend: draw fewer, or use line or table",
            number=len(series),
            most=MOST_GROUPS,
        )


def _empty(
    series: Mapping[Series, Mapping[Period, Metric]], periods: Sequence[Period], speech: Speech
) -> list[str]:
    """Say why places are empty, and which; nothing if none is."""
    absent = [
        (next(iter(row.values())).key, period)
        for row in series.values()
        for period in periods
        if period not in row
    ]
    if not absent:
        return []
    known = {metric.key for metric in speech.ledger}
    drawn_nowhere = any(key._replace(period=period) in known for key, period in absent)
    words = speech.say("not drawn here") if drawn_nowhere else speech.say("not published")
    named = dict.fromkeys(period_text(period, speech.language) for _, period in absent)
    return [words, speech.marks.item.join(named)]


def _groups(
    rows: Sequence[Sequence[Metric | None]],
    periods: Sequence[Period],
    speech: Speech,
    found: Sequence[Metric],
) -> list[Group]:
    """Give the bars of each row, named by their periods where there are several."""
    names = [period_text(period, speech.language) for period in periods]
    names = names or [speech.label(metric) for metric in found]
    of = series_names([next(filter(None, row)) for row in rows], speech)
    return [
        Group(name, [_bar(metric, when, found, speech) for when, metric in zip(names, row, strict=True)])
        for name, row in zip(of, rows, strict=True)
    ]


def _bar(metric: Metric | None, name: str, found: Sequence[Metric], speech: Speech) -> Bar:
    return bars([metric], found, speech)[0]._replace(name=name) if metric else Bar(name)


def _finding(rows: Sequence[Sequence[Metric | None]], speech: Speech) -> str:
    """Say how it went from the first period to the last, as far as it is so whatever the figures may be."""
    found = [metric for row in rows for metric in row if metric]
    if len({metric.key.series for metric in found}) == len(found) or len(rows) > 1:
        return extreme(found, speech)
    first, last = found[0], found[-1]
    if first.period.kind == last.period.kind:
        return course(first, last, speech)
    return speech.marks.semicolon.join(map(speech.heard, (first, last)))
