"""Amounts of one kind, the largest first."""

from qzcharts.charts.bars import Group, bars, keys
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.findings import extreme
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen, comparable, is_whole
from qzcharts.charts.legend import legend
from qzcharts.charts.lying import across
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.words import Language

#: More bars than these no reader goes through.
MOST = 40


@in_each_language
def ranking(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer which is more.

    Bars start at zero and are full up to the lower bound, hatched from there to the upper one. A figure only
    bounded above is hatched throughout; one only bounded below ends in a point. The largest comes first,
    and of equal ones what was named first. The whole of all others stands apart from them.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names in any order, such as ``residents[jinjiang]@2021``; ``residents[*]`` is
        that of every part. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, one twice, or more than :data:`MOST`; or if they do not measure one kind of
        thing, or are places among others.
    """
    speech = Speech(language)
    given = chosen(speech.ledger, *metrics)
    carry(given, MOST, "ranking", "table")
    comparable(given, "ranking")
    whole = [metric for metric in given if is_whole(metric, given, speech.ledger.dimensions)][:1]
    parts = [metric for metric in given if metric not in whole]
    parts.sort(key=lambda metric: metric.quantity.base_value, reverse=True)
    found = speech.compare([*whole, *parts])
    told = Drawn(
        "ranking",
        found,
        finding=extreme(parts, speech),
        kind=speech.say("Bar chart"),
        subtitle=speech.subtitle(found),
    ).evidence(speech, title)
    ranked = bars(whole, found, speech, "reference"), bars(parts, found, speech)
    groups = [Group("", group) for group in ranked if group]

    def draw(sheet: Sheet) -> None:
        legend(sheet, keys(found, speech))
        across(sheet, groups, speech)

    return Figure(told, draw)
