"""What a form is given: metrics by id or frame, counts, shares. Whatever cannot be drawn is told here."""

from collections.abc import Iterable

import pandas as pd

from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.qualifier import Qualifier
from qzcharts.errors import ChartError
from qzcharts.words import gettext, user_language

#: Notation of a metric, or of several by a star (see :meth:`~qzcharts.data.ledger.Ledger.each`); or these in
#: the column ``id`` of a frame such as ``qz.load`` gives.
Metrics = str | pd.DataFrame


def chosen(ledger: Ledger, *metrics: Metrics) -> list[Metric]:
    """Give the metrics that an author named.

    Raises
    ------
    ChartError
        If there are none, or a frame lacks the column ``id``.
    UnknownNameError
        If the ledger has no such metric.
    """
    names: list[str] = []
    for given in metrics:
        if isinstance(given, str):
            names.append(given)
        elif "id" in given.columns:
            names += [str(name) for name in given["id"]]
        else:
            raise ChartError(
                "the frame has no column 'id' but {columns}; "
                "mend: pass a frame of metrics as qz.load gives it, or ids",
                columns=", ".join(map(repr, given.columns)) or gettext("none at all"),
            )
    if not names:
        raise ChartError("there is nothing to draw: no metric was given; mend: pass at least one id")
    return [metric for name in names for metric in ledger.each(name)]


def tell_apart(labels: Iterable[tuple[str, str]]) -> None:
    """Refuse in one chart the same thing twice, and the same label for two.

    Parameters
    ----------
    labels : iterable of (str, str)
        What is labelled, by its name in the data, and its label.

    Raises
    ------
    ChartError
        If one is there twice, or two have the same label.
    """
    names: dict[str, str] = {}
    for name, label in labels:
        if names.get(label) == name:
            raise ChartError(
                "{name!r} is given twice; allowed: each metric once; mend: remove one", name=name
            )
        if label in names:
            raise ChartError(
                "{name} and {other} have the same label {label!r}; allowed: labels that tell apart what is "
                "drawn; mend: say in the label of each what sets it apart, or draw them in two charts",
                name=names[label],
                other=name,
                label=label,
            )
        names[label] = name


def count_of(metric: Metric) -> int:
    """Give a metric as a count.

    Raises
    ------
    ChartError
        If it is not an exact whole number above zero.
    """
    value = metric.quantity.value
    if metric.quantity.qualifier is not Qualifier.EXACT or value.denominator != 1 or value <= 0:
        raise ChartError(
            "{id} is {figure} ({qualifier}): no count; "
            "allowed: an exact whole number above zero; mend: draw it with bars or cards",
            **_told(metric),
            qualifier=metric.quantity.qualifier,
        )
    return int(value)


def share_of(metric: Metric) -> tuple[float, float, float]:
    """Give a metric as a share of one: lower bound, value and upper bound.

    A bound beyond nothing or all is drawn as nothing or all: rounding alone may put it there.

    Raises
    ------
    ChartError
        If it is no ratio, or not between nothing and all.
    """
    quantity = metric.quantity
    if quantity.unit.dimensions:
        raise ChartError(
            "{id} is {figure}: no share; allowed: a ratio such as %; "
            "mend: name the metric that gives the share",
            **_told(metric),
        )
    if not 0 <= quantity.value * quantity.unit.factor <= 1:
        raise ChartError(
            "{id} is {figure}; allowed: a share from 0% to 100%; "
            "mend: correct the figure, or draw it with bars",
            **_told(metric),
        )
    low, value, high = span(metric, 0, 1)
    return max(low, 0.0), value, min(high, 1.0)


def _told(metric: Metric) -> dict[str, str]:
    return {"id": metric.id, "figure": metric.text(user_language())}


def span(metric: Metric, least: float | None = None, most: float | None = None) -> tuple[float, float, float]:
    """Give lower bound, value and upper bound in base units.

    A side without a bound ends at `least` or `most`; by default at the value.
    """
    quantity = metric.quantity
    factor, bounds = quantity.unit.factor, quantity.bounds
    value = float(quantity.value * factor)
    lower = value if least is None else float(least)
    upper = value if most is None else float(most)
    return (
        lower if bounds.lower is None else float(bounds.lower * factor),
        value,
        upper if bounds.upper is None else float(bounds.upper * factor),
    )
