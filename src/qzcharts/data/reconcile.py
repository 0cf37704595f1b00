"""Published numbers that also follow from others: recomputed, and held against what was published.

A relation is declared by a formula of the data, or follows from what the numbers are: parts add up to
their whole, a share is that of its part, the shares of all parts are 100%, and a change is one of its level.
Nothing is computed across bases or vintages.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import chain

from qzcharts.data.binding import Applied, Binding
from qzcharts.data.calculation import POINTS, RATIO, Calculation
from qzcharts.data.derivation import Derivation
from qzcharts.data.formula import Formula
from qzcharts.data.indicator import ADDITIVE, Indicator, Key, Measure
from qzcharts.data.notation import Reference
from qzcharts.data.qualifier import ONE_SIDED
from qzcharts.data.quantity import Quantity

#: A recomputed number agrees only where it is known to so many units of the published one's last digit.
_MOST_UNITS = 10
_MOST_DECIMALS = 3
"""So many decimals more than the published number has may be shown of the bounds of a recomputed one."""


class Verdict(StrEnum):
    """What comparing a published number with a recomputed one shows.

    They agree where both can be the same number and the recomputed one is known well enough to say so; else
    they are but compatible, of which nothing is claimed. They disagree where no number can be both.
    """

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    DISAGREES = "disagrees"


@dataclass(frozen=True)
class Reconciliation:
    """A published number, computed once more from others.

    Attributes
    ----------
    metric : str
        Id of the published number.
    column : str
        Of its table, that it stands in.
    calculation : Calculation
    operands : tuple of str
        Ids of the metrics that it is computed from.
    quantity : Quantity
        The result, in the unit of the published number.
    verdict : Verdict
    """

    metric: str
    column: str
    calculation: Calculation
    operands: tuple[str, ...]
    quantity: Quantity
    verdict: Verdict


def reconcile(derivation: Derivation, name: Callable[[Key], str]) -> Mapping[str, tuple[Reconciliation, ...]]:
    """Recompute every published number that follows from others.

    Parameters
    ----------
    derivation : Derivation
        Of a package whose formulas were applied.
    name : callable
        Gives the id of a number.

    Returns
    -------
    mapping of str to tuple of Reconciliation
        By the id of the published number, in the order of the tables; only those that follow from others.
    """
    found: dict[Key, list[Reconciliation]] = defaultdict(list)
    declared = {(each.key, each.operands) for each in derivation.relations}
    structural = (
        (each, derivation.recompute(each))
        for each in _Structure(derivation).relations()
        if (each.key, each.operands) not in declared
    )
    for (key, calculation, operands), quantity in chain(derivation.relations.items(), structural):
        if quantity is not None:
            number = derivation.numbers[key]
            found[key].append(
                Reconciliation(
                    name(key),
                    number.column,
                    calculation,
                    tuple(map(name, operands)),
                    _shown(quantity, number.quantity),
                    verdict(number.quantity, quantity),
                )
            )
    return {name(key): tuple(found[key]) for key in derivation.numbers if key in found}


def verdict(published: Quantity, recomputed: Quantity) -> Verdict:
    """Compare a published number with a recomputed one in the same unit."""
    if published.bounds.is_below(recomputed.bounds) or recomputed.bounds.is_below(published.bounds):
        return Verdict.DISAGREES
    width = recomputed.bounds.width
    narrow = width is not None and width <= _MOST_UNITS * Fraction(10) ** -published.decimals
    if narrow and not {published.qualifier, recomputed.qualifier} & ONE_SIDED:
        return Verdict.AGREES
    return Verdict.COMPATIBLE


class _Structure:
    """Relations that need no declaration, for they follow from what indicators and entities are."""

    def __init__(self, derivation: Derivation) -> None:
        self.numbers, self.dimensions = derivation.numbers, derivation.dimensions
        self.declared = derivation.declared
        self.binding = Binding(self.dimensions, self.numbers)
        self.breakdowns: dict[str, dict[str, None]] = defaultdict(dict)
        for key in self.numbers:
            for member in self._broken_down(key):
                self.breakdowns[key.indicator][self.dimensions.entities[member].dimension] = None

    def relations(self) -> Iterator[Applied]:
        """Give them all."""
        formulas = {name: self._formulas(each) for name, each in self.dimensions.indicators.items()}
        compositions = {name for name, each in self.dimensions.indicators.items() if self._composes(each)}
        for key in self.numbers:
            for formula in formulas[key.indicator]:
                if (found := self.binding.apply(formula, key)) and len(found.operands) > 1:
                    yield found
            if key.indicator in compositions and len(breakdown := self._broken_down(key)) == 1:
                yield from self._share(key, *breakdown)

    def _formulas(self, indicator: Indicator) -> list[Formula]:
        """Give formulas of an indicator that hold for all its numbers, but for its shares."""
        own = Reference(indicator.id)
        if indicator.measure in ADDITIVE:
            over = [Reference(breakdown) for breakdown in self.breakdowns[indicator.id]]
            return [_formula("sum", own), *(_formula("sum", own, each) for each in over)]
        if indicator.measure == Measure.CHANGE and indicator.of and indicator.against:
            level = self.dimensions.indicators[indicator.of]
            function = _comparison(indicator, level)
            if function and level.basis == indicator.basis:
                before = Reference(level.id, period=indicator.against)
                return [_formula(function, Reference(level.id), before)]
        return []

    def _composes(self, indicator: Indicator) -> bool:
        """Whether numbers of an indicator tell what a whole is made of: the whole itself would be 100%.

        Where the whole has another share, as the towns of a country have of its people and each province has
        some too, shares are none of parts in their whole.
        """
        if indicator.measure != Measure.SHARE or indicator.id in self.declared:
            return False
        if indicator.unit.dimensions:
            return False
        wholes = (
            number.quantity
            for key, number in self.numbers.items()
            if key.indicator == indicator.id and not self._broken_down(key)
        )
        return all(1 in whole.to(RATIO).bounds for whole in wholes)

    def _broken_down(self, key: Key) -> list[str]:
        """Give the members of a key, vintages aside."""
        vintage = self.dimensions.vintage(key.members)
        return [name for name in key.members if name not in vintage]

    def _share(self, key: Key, member: str) -> Iterator[Applied]:
        """Give what a share of a whole in its parts follows from: its part, and the shares of the others.

        A part of a part can be given as a share of either, and nobody said of which.
        """
        own = self.dimensions.entities[member]
        if own.parent:
            return
        whole = self.dimensions.indicators[key.indicator].of
        if whole:
            formula = _formula("share", Reference(whole), Reference(whole, ()))
            if found := self.binding.apply(formula, key):
                yield found
        siblings = self.dimensions.parts("", own.dimension)
        others = tuple(
            key._replace(members=tuple(other if name == member else name for name in key.members))
            for other in siblings[:-1]
        )
        if others and member == siblings[-1] and all(other in self.numbers for other in others):
            terms: list[ast.expr] = [ast.Name(f"_{index}") for index in range(len(others))]
            total = ast.Call(ast.Name("sum"), terms, []) if len(terms) > 1 else terms[0]
            named = (Reference(key.indicator, (other,)).text for other in siblings[:-1])
            text = f"complement({' + '.join(named)})"
            yield Applied(key, Calculation(text, ast.Call(ast.Name("complement"), [total], [])), others)


def _formula(function: str, *references: Reference) -> Formula:
    """Make the formula of a function of numbers."""
    names: list[ast.expr] = [ast.Name(f"_{index}") for index in range(len(references))]
    text = f"{function}({', '.join(reference.text for reference in references)})"
    return Formula(text, ast.Call(ast.Name(function), names, []), references)


def _comparison(change: Indicator, level: Indicator) -> str:
    """Name the function that gives a change of a level; empty where their units leave that open.

    A change of 2% in a share can be one in points, and one of the share itself.
    """
    if level.unit.dimensions:
        if change.unit.dimensions == level.unit.dimensions:
            return "difference"
        return "" if change.unit.dimensions else "growth"
    return "points" if change.unit.symbol == POINTS else ""


def _shown(quantity: Quantity, published: Quantity) -> Quantity:
    """Give a recomputed number with the decimals that its bounds are shown with: all, or one more."""
    least = published.decimals
    for decimals in range(least, least + _MOST_DECIMALS):
        step = Fraction(10) ** decimals
        ends = (quantity.bounds.lower, quantity.bounds.upper)
        if all(end is None or (end * step).denominator == 1 for end in ends):
            return replace(quantity, decimals=decimals)
    return replace(quantity, decimals=least + 1)
