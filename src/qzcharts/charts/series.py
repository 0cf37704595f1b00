"""Metrics over time: which of them are one thing at several periods."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from qzcharts.charts.speech import Speech
from qzcharts.data.indicator import VINTAGE, Entity, Indicator
from qzcharts.data.labels import labels
from qzcharts.data.ledger import Metric
from qzcharts.errors import ChartError

_About = tuple[Indicator, Entity | None, tuple[Entity, ...]]


class Series(NamedTuple):
    """One thing at several periods.

    Attributes
    ----------
    name : str
        What sets it apart from the others.
    metrics : list of Metric
        In the order of time.
    """

    name: str
    metrics: list[Metric]


def series_of(metrics: Sequence[Metric], speech: Speech) -> list[Series]:
    """Group metrics by all that they are about but time and vintage, in the order given.

    Raises
    ------
    ChartError
        If two are of one thing and one period, or periods are not stated or cannot be
        compared.
    """
    _refuse_unequal(metrics, speech)
    grouped: dict[_About, list[Metric]] = {}
    for metric in metrics:
        members = tuple(each for each in metric.members if each.dimension != VINTAGE)
        grouped.setdefault((metric.indicator, metric.entity, members), []).append(metric)
    for group in grouped.values():
        group.sort(key=lambda metric: metric.period)
        for one, other in pairwise(group):
            if one.period == other.period:
                raise ChartError(
                    "{id} and {other} are of one period; allowed: of each thing one figure a period; "
                    "mend: leave one out",
                    id=one.id,
                    other=other.id,
                )
    names = series_names(
        [replace(group[0], members=members) for (_, _, members), group in grouped.items()], speech
    )
    return [Series(name, group) for name, group in zip(names, grouped.values(), strict=True)]


def series_names(firsts: Sequence[Metric], speech: Speech) -> list[str]:
    """Name series, each given by one of its metrics, by what sets them apart; one alone needs no name."""
    alike = [replace(first, period=firsts[0].period) for first in firsts]
    return labels(alike, speech.language) if len(alike) > 1 else [""]


def _refuse_unequal(metrics: Sequence[Metric], speech: Speech) -> None:
    """Refuse periods that are not stated, and a year beside a month, of which each holds less."""
    for metric in metrics:
        if not (metric.period.begin or metric.period.finish):
            raise ChartError(
                "{id} has no date; allowed: metrics whose period is stated; mend: leave it out", id=metric.id
            )
    first = metrics[0].period
    # What has run since one day, such as January to March and to June, is one course.
    for metric in metrics:
        other = metric.period
        if other.kind != first.kind and not (first.first and other.first == first.first):
            raise ChartError(
                "{id} is of {period}, {other} of {other_period}; allowed: periods of one kind, such as "
                "years, or all from one day on; mend: draw them apart",
                id=metrics[0].id,
                period=speech.period(metrics[0]),
                other=metric.id,
                other_period=speech.period(metric),
            )
