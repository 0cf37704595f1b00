"""What may be said of figures whatever they are within their bounds."""

from collections.abc import Sequence

from qzcharts.charts.speech import Speech
from qzcharts.data.indicator import VINTAGE
from qzcharts.data.ledger import Metric


def largest(metrics: Sequence[Metric]) -> Metric | None:
    """Give the metric that is more than each other one."""
    return next((each for each in metrics if _is_alone(each, metrics, above=True)), None)


def smallest(metrics: Sequence[Metric]) -> Metric | None:
    """Give the metric that is less than each other one."""
    return next((each for each in metrics if _is_alone(each, metrics, above=False)), None)


def _is_alone(metric: Metric, metrics: Sequence[Metric], *, above: bool) -> bool:
    pairs = [(other.quantity, metric.quantity) for other in metrics if other is not metric]
    return all(one.is_below(other) if above else other.is_below(one) for one, other in pairs)


def extreme(metrics: Sequence[Metric], speech: Speech) -> str:
    """Say what the one metric is, or the largest, else the smallest."""
    if len(metrics) == 1:
        return speech.named(metrics[0])
    if most := largest(metrics):
        name, figure = speech.label(most), speech.text(most)
        return speech.say("the largest is {name}, {figure}", name=name, figure=figure)
    if least := smallest(metrics):
        name, figure = speech.label(least), speech.text(least)
        return speech.say("the smallest is {name}, {figure}", name=name, figure=figure)
    return speech.say("the figures compared")


def direction(before: Metric, after: Metric) -> int:
    """Say whether a figure rose (1) or fell (-1); 0 where that is open.

    Between two vintages nothing is said to have risen.
    """
    vintages = [{each for each in metric.members if each.dimension == VINTAGE} for metric in (before, after)]
    if vintages[0] != vintages[1]:
        return 0
    return before.quantity.is_below(after.quantity) - after.quantity.is_below(before.quantity)


def course(before: Metric, after: Metric, speech: Speech) -> str:
    """Say in a sentence what became of a figure."""
    told = {
        "first": speech.period(before),
        "last": speech.period(after),
        "before": speech.text(before),
        "after": speech.text(after),
    }
    match direction(before, after):
        case 1:
            return speech.say("from {before} ({first}) up to {after} ({last})", **told)
        case -1:
            return speech.say("from {before} ({first}) down to {after} ({last})", **told)
    return speech.say("{before} ({first}), {after} ({last})", **told)
