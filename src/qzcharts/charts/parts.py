"""What metrics are parts of: rows of parts, the whole of each row, and how far its parts make it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, reduce

from qzcharts.charts.inputs import refuse_other_units
from qzcharts.charts.speech import Speech
from qzcharts.data import wording
from qzcharts.data.calculation import PERCENT
from qzcharts.data.indicator import ADDITIVE, VINTAGE, Measure
from qzcharts.data.ledger import Metric
from qzcharts.data.notation import written
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.errors import ChartError, UnknownNameError
from qzcharts.words import gettext, user_language

#: Qualifiers of figures that differ from the true ones by rounding alone.
_ROUNDED = {Qualifier.EXACT, Qualifier.ROUNDED, Qualifier.ABOUT}
_ALL = Quantity.published("100", PERCENT, Qualifier.EXACT)


@dataclass(frozen=True)
class Row:
    """Parts of one whole.

    Attributes
    ----------
    name : str
        What sets it apart from the other rows; empty for the only one.
    parts : dict of str to Metric
        By the ids of the members, entities or indicators that they are of.
    whole : Metric or None
        If it is known; shares need none.
    """

    name: str
    parts: dict[str, Metric]
    whole: Metric | None

    @cached_property
    def total(self) -> Quantity:
        """What the parts add up to."""
        quantities = [metric.quantity for metric in self.parts.values()]
        total = reduce(Quantity.__add__, quantities)
        return replace(total, decimals=max(each.to(total.unit).decimals for each in quantities))

    @cached_property
    def all(self) -> Quantity | None:
        """The whole: as published, or 100% of shares."""
        if self.whole:
            return self.whole.quantity.to(self.total.unit)
        return None if self.total.unit.dimensions else _ALL.to(self.total.unit)

    @cached_property
    def scale(self) -> Fraction:
        """What is drawn as the whole, in base units."""
        return (self.all or self.total).base_value

    @cached_property
    def gap(self) -> Quantity | None:
        """What the parts surely leave of the whole, below zero if they are more; none if they may be it."""
        left = self.all - self.total if self.all else None
        if left is None or self.all is None or 0 in left.bounds:
            return None
        return replace(left, decimals=max(self.all.decimals, self.total.decimals))

    def difference(self, speech: Speech) -> str:
        """Say by how much the parts surely differ from the whole."""
        if self.gap is None:
            return ""
        if self.gap.value < 0:
            text = wording.range_text(-self.gap, speech.language)
            return speech.say("the parts add up to {difference} more than the whole", difference=text)
        text = wording.range_text(self.gap, speech.language)
        return speech.say("the parts add up to {difference} less than the whole", difference=text)

    def rounding(self, speech: Speech) -> str:
        """Say what the parts add up to where that is another number than the whole by rounding alone."""
        if self.gap or self.all is None or self.all.value == self.total.value:
            return ""
        if {each.quantity.qualifier for each in self.parts.values()} <= _ROUNDED:
            total = wording.text(self.total, speech.language, qualified=False)
            return speech.say("By rounding, the parts add up to {sum}", sum=total)
        return ""


@dataclass(frozen=True)
class Composition:
    """Rows of the same parts.

    Attributes
    ----------
    rows : list of Row
    names : dict of str to str
        What the parts are called, by the same ids, in order.
    """

    rows: list[Row]
    names: dict[str, str]


def compose(metrics: Sequence[Metric], speech: Speech) -> Composition:
    """Tell parts, rows and wholes apart.

    Parts are the members of a breakdown, if the metrics are of several; else indicators, else entities. What
    else sets metrics apart makes rows. The whole of a row is the metric that has no member of the breakdown,
    that is of the entity which all others are part of, or that follows from just the others; if it was not
    given, the ledger is asked.

    Raises
    ------
    ChartError
        If the metrics are no parts, or those of a row are not parts of one whole.
    """
    refuse_other_units(metrics)
    _refuse_no_parts(metrics)
    dimension = _dimension(metrics)
    groups: dict[tuple[tuple[str, str], ...], list[Metric]] = {}
    for metric in metrics:
        about = {of: name for of, (name, _) in _about(metric, speech).items() if of != dimension}
        groups.setdefault(tuple(about.items()), []).append(metric)
    differing = {pair for about in groups for pair in about if any(pair not in other for other in groups)}
    rows, names = [], {}
    for group in groups.values():
        whole = next((metric for metric in group if _is_whole(metric, group, dimension, speech)), None)
        parts = {}
        for metric in group:
            if metric is not whole:
                name, names[name] = _part(metric, dimension, speech)
                parts[name] = metric
        found = list(parts.values())
        _refuse_overlaps(found, dimension)
        told = [text for of, (name, text) in _about(group[0], speech).items() if (of, name) in differing]
        rows.append(Row(speech.marks.comma.join(told), parts, whole or _known(found[0], dimension, speech)))
    _refuse_incomplete(rows, names)
    return Composition(rows, names)


def _about(metric: Metric, speech: Speech) -> dict[str, tuple[str, str]]:
    """Give what a metric is about and what that is called, by dimension."""
    indicator, language = metric.indicator, speech.language
    subjects = {each.dimension or "entity": (each.id, each.label(language)) for each in metric.subjects}
    period = metric.period.key, speech.period(metric)
    return {**subjects, "indicator": (indicator.id, indicator.label(language)), "period": period}


def _part(metric: Metric, dimension: str, speech: Speech) -> tuple[str, str]:
    """Give what sets a part apart from the others of its row, and what that is called."""
    about = _about(metric, speech)
    if dimension not in about:
        raise ChartError(
            "{id} is no part by {breakdown}, nor the whole of any that is drawn; allowed: parts, and their "
            "wholes; mend: leave it out, or name its parts",
            id=metric.id,
            breakdown=dimension,
        )
    return about[dimension]


def _dimension(metrics: Sequence[Metric]) -> str:
    """Name what parts are parts by: a breakdown, ``indicator`` or ``entity``."""
    abouts = [{each.dimension or "entity": each.id for each in metric.subjects} for metric in metrics]
    found = {of: {about.get(of) for about in abouts} for about in abouts for of in about}
    breakdowns = [of for of in found if of not in ("entity", VINTAGE)]
    several = [of for of in breakdowns if len(found[of]) > 1]
    if len(several) > 1:
        raise ChartError(
            "these are parts by {breakdowns}; allowed: parts by one breakdown; mend: draw a chart of each",
            breakdowns=", ".join(several),
        )
    if several:
        return several[0]
    if len({metric.indicator.id for metric in metrics}) > 1:
        return "indicator"
    if len(found.get("entity", ())) > 1:
        return "entity"
    own = metrics[0].entity
    if not breakdowns and own and own.parent and own.id != metrics[0].spoken_of.entity:
        return "entity"
    return breakdowns[0] if breakdowns else "indicator"


def _is_whole(metric: Metric, group: Sequence[Metric], dimension: str, speech: Speech) -> bool:
    """Whether a metric is the whole of all others of its row."""
    others = [each for each in group if each is not metric]
    if not others:
        return False
    match dimension:
        case "entity":
            own = metric.entity
            return all(each.entity and own and each.entity.parent == own.id for each in others)
        case "indicator":
            if len(others) < 2:
                return False
            total = reduce(Quantity.__add__, (each.quantity for each in others))
            return 0 in (metric.quantity - total).bounds and _are_tied(group, speech)
        case _:
            return dimension not in _about(metric, speech)


def _are_tied(metrics: Sequence[Metric], speech: Speech) -> bool:
    """Whether one of the metrics follows from just the others."""
    names = {metric.id for metric in metrics}
    checks = speech.ledger.reconciliations
    operands = {
        metric.id: [metric.operands, *(check.operands for check in checks.get(metric.id, ()))]
        for metric in metrics
    }
    return any({name, *each} == names for name, found in operands.items() for each in found)


def _known(part: Metric, dimension: str, speech: Speech) -> Metric | None:
    """Give the whole that a part of a sum is part of, if the ledger has it."""
    if part.indicator.measure not in ADDITIVE or not part.quantity.unit.dimensions:
        return None
    members = tuple(each.id for each in part.members if each.dimension != dimension)
    key = part.key._replace(members=members)
    if dimension == "entity":
        key = key._replace(entity=part.entity.parent if part.entity else "")
    if key == part.key:
        return None
    try:
        notation = written(key.indicator, tuple(filter(None, [key.entity, *members])), key.period)
        found = speech.ledger[notation]
    except UnknownNameError:
        return None
    # A name stands for what it can be, which may be another number.
    return found if found.key == key else None


def _refuse_no_parts(metrics: Sequence[Metric]) -> None:
    for metric in metrics:
        measure = metric.indicator.measure
        if measure in (Measure.CHANGE, Measure.RANK) or (
            metric.quantity.unit.dimensions and measure not in ADDITIVE
        ):
            raise ChartError(
                "{id} is {figure}, a {measure}: no part of a whole; allowed: shares, amounts and counts; "
                "mend: draw it with ranking",
                id=metric.id,
                figure=metric.text(user_language()),
                measure=measure,
            )
        if metric.quantity.value < 0:
            raise ChartError(
                "{id} is {figure}; allowed: parts of zero or more; mend: draw it with ranking",
                id=metric.id,
                figure=metric.text(user_language()),
            )


def _refuse_overlaps(parts: Sequence[Metric], dimension: str) -> None:
    """Refuse parts that hold each other, or are of different wholes."""
    members = [each for part in parts for each in part.subjects if (each.dimension or "entity") == dimension]
    for member in members:
        if member.parent != members[0].parent or (member.overlaps and len(members) > 1):
            raise ChartError(
                "{one} and {other} are not parts of one whole beside each other; allowed: parts that do not "
                "overlap; mend: leave one out, or draw them in two charts",
                one=members[0].id,
                other=member.id,
            )


def _refuse_incomplete(rows: Sequence[Row], names: Iterable[str]) -> None:
    """Refuse a row of which nobody knows the whole, nor that its parts are all there are."""
    for row in rows:
        missing = [name for name in names if name not in row.parts]
        if row.all is None and (missing or len(row.parts) == 1):
            raise ChartError(
                "the whole of {id} is not known, nor its other parts; allowed: parts that are all there are, "
                "or of a whole in the ledger; mend: name {missing}",
                id=next(iter(row.parts.values())).id,
                missing=", ".join(missing) or gettext("the other parts, or the whole"),
            )
        if not row.scale:
            raise ChartError(
                "{id} and all beside it are nothing; allowed: a whole above zero; mend: leave the row out",
                id=next(iter(row.parts.values())).id,
            )
