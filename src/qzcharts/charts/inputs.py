"""What a form is given: metrics by id or frame, counts, shares. Whatever cannot be drawn is told here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from qzcharts.data.bounds import Bounds
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.indicator import Measure
from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.package import Table
from qzcharts.data.qualifier import Qualifier
from qzcharts.errors import ChartError
from qzcharts.words import gettext, user_language

if TYPE_CHECKING:
    import pandas as pd  # slow to import, and most cells name metrics by their ids

#: Notation of a metric, or of several by a star (see :meth:`~qzcharts.data.ledger.Ledger.each`); or these in
#: the column ``id`` of a frame such as ``qz.load`` gives.
Metrics: TypeAlias = "str | pd.DataFrame"


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


def rows_of(table: Table, *columns: str) -> Sequence[Mapping[str, str]]:
    """Give the rows of a table of the data package that has some columns.

    Raises
    ------
    ChartError
        If it lacks one.
    """
    if missing := [column for column in columns if column not in table.columns]:
        raise ChartError(
            "{path} has no column {missing}; it has {columns}; mend: name a table that has it",
            path=table.path,
            missing=", ".join(missing),
            columns=", ".join(table.columns),
        )
    return table.rows


def carry(metrics: Sequence[object], most: int, form: str, instead: str) -> None:
    """Refuse more than a form can carry so that they are still told apart.

    Parameters
    ----------
    metrics : sequence
        What is to be drawn.
    most : int
    form, instead : str
        Names of the form, and of the one that carries more.

    Raises
    ------
    ChartError
        If there are more.
    """
    if len(metrics) > most:
        raise ChartError(
            "{number} are too many for {form}; allowed: up to {most}; mend: draw fewer, or use {instead}",
            number=len(metrics),
            form=form,
            most=most,
            instead=instead,
        )


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


def refuse_other_units(metrics: Sequence[Metric]) -> None:
    """Refuse one metric twice, and units that measure different things.

    Raises
    ------
    ChartError
        If there are such.
    """
    tell_apart((metric.id, metric.id) for metric in metrics)
    first = metrics[0]
    for metric in metrics:
        if metric.quantity.unit.dimensions != first.quantity.unit.dimensions:
            raise ChartError(
                "{id} is in {unit}, {other_id} in {other}; allowed: one kind of unit in a chart; "
                "mend: draw them apart, or as cards",
                id=first.id,
                unit=first.quantity.unit.symbol or gettext("a ratio"),
                other_id=metric.id,
                other=metric.quantity.unit.symbol or gettext("a ratio"),
            )


def comparable(metrics: Sequence[Metric], form: str) -> None:
    """Refuse what one scale would compare and nobody can.

    Raises
    ------
    ChartError
        If one is there twice, units measure different things, or a figure is a place among others.
    """
    refuse_other_units(metrics)
    for metric in metrics:
        if metric.indicator.measure is Measure.RANK:
            raise ChartError(
                "{id} is a place among others, which a scale would show the larger the lower it is; allowed "
                "in {form}: amounts, counts, shares, rates and changes; mend: draw what it is the place by, "
                "or use table",
                id=metric.id,
                form=form,
            )


def is_whole(whole: Metric, metrics: Sequence[Metric], dimensions: Dimensions) -> bool:
    """Whether all the others are parts of one."""
    subjects = {each.id for each in whole.subjects}
    return len(metrics) > 1 and all(
        (part.indicator, part.period) == (whole.indicator, whole.period)
        and subjects <= {name for each in part.subjects for name in dimensions.above(each.id)}
        for part in metrics
        if part is not whole
    )


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
            "allowed: an exact whole number above zero; mend: draw it with ranking or cards",
            **_told(metric),
            qualifier=metric.quantity.qualifier,
        )
    return int(value)


def share_of(metric: Metric) -> Bounds:
    """Give what a share can be, as parts of the whole.

    A lower bound below nothing is given as nothing: rounding alone may put it there.

    Raises
    ------
    ChartError
        If it is no ratio, or below nothing.
    """
    quantity = metric.quantity
    if quantity.unit.dimensions:
        raise ChartError(
            "{id} is {figure}: no share; allowed: a ratio such as %; "
            "mend: name the metric that gives the share",
            **_told(metric),
        )
    if quantity.value < 0:
        raise ChartError(
            "{id} is {figure}; allowed: a share of 0% or more; "
            "mend: correct the figure, or draw it with ranking",
            **_told(metric),
        )
    return quantity.base_bounds.from_zero()


def _told(metric: Metric) -> dict[str, str]:
    return {"id": metric.id, "figure": metric.text(user_language())}
