"""Formulas applied to keys: which numbers a formula computes with for an entity, its members and a period."""

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from qzcharts.data.calculation import Calculation
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import Formula
from qzcharts.data.indicator import VINTAGE, Entity, Key
from qzcharts.data.notation import Reference
from qzcharts.data.period import Period
from qzcharts.errors import FormulaError

PARENT, ENTITY, PERIOD = "parent", "entity", "period"
#: What is of a number and itself says nothing: that it is the whole, or no change.
_COMPARES = (ast.Sub, ast.Div)


class Applied(NamedTuple):
    """A formula applied to a key.

    Attributes
    ----------
    key : Key
        Of what it gives.
    calculation : Calculation
    operands : tuple of Key
    """

    key: Key
    calculation: Calculation
    operands: tuple[Key, ...]


class Binding:
    """Applies formulas to the keys that there are.

    Parameters
    ----------
    dimensions : Dimensions
    keys : collection of Key
        Of the numbers there are.
    """

    def __init__(self, dimensions: Dimensions, keys: Collection[Key]) -> None:
        self.dimensions, self.keys = dimensions, keys

    def candidates(self, formula: Formula) -> Iterator[Key]:
        """Give the keys that a formula may have a result for: those of its operands, each once, in order.

        Of a breakdown whose members are all named, the result is no member.
        """
        named, asked = {reference.indicator for reference in formula.references}, self.asked(formula)
        seen: set[tuple[str, tuple[str, ...], Period]] = set()
        for key in self.keys:
            about = key[1:]
            if key.indicator in named:
                for each in (about, *self._wholes(key)):
                    breakdowns = {self.dimensions.entities[name].dimension for name in each[1]}
                    if each not in seen and breakdowns <= asked:
                        seen.add(each)
                        yield Key("", *each)

    def asked(self, formula: Formula) -> set[str]:
        """Name what a formula leaves to what it is applied to: ``entity``, ``period`` and breakdowns."""
        breakdowns, found = self.dimensions.breakdowns, set[str]()
        for reference in formula.references:
            if reference.indicator not in self.dimensions.indicators:
                continue  # what a sum goes over
            members = [name for name in reference.members or () if name != PARENT]
            named = {self._entity(name).dimension or ENTITY for name in members}
            if reference.members == ():
                named |= {*breakdowns} - {VINTAGE}
            if reference.period and not reference.is_offset:
                named.add(PERIOD)
            found |= {ENTITY, PERIOD, *breakdowns} - named
        return found

    def _wholes(self, key: Key) -> Iterator[tuple[str, tuple[str, ...], Period]]:
        """Give what a number is part of: a sum may have its result there."""
        entity = self.dimensions.entities.get(key.entity)
        if entity and entity.parent:
            yield entity.parent, key.members, key.period
        for member in key.members:
            whole = self.dimensions.entities[member].parent
            yield key.entity, self._with(key.members, member, whole), key.period

    def apply(self, formula: Formula, key: Key) -> Applied | None:
        """Give what a formula computes for a key; ``None`` where an operand is not there."""
        operands: list[Key] = []

        def operand(reference: Reference, about: Key) -> ast.expr | None:
            found = self.resolve(reference, about)
            if found is None or found not in self.keys:
                return None
            if found not in operands:
                operands.append(found)
            return ast.Name(f"_{operands.index(found)}")

        def bound(node: ast.expr, about: Key) -> ast.expr | None:
            match node:
                case ast.BinOp(left, operator, right):
                    one, other = bound(left, about), bound(right, about)
                    if not (one and other) or (isinstance(operator, _COMPARES) and _same(one, other)):
                        return None
                    return ast.BinOp(one, operator, other)
                case ast.Call(ast.Name("sum"), [term, *over]):
                    parts = self._parts(formula, over, about)
                    terms = [each for part in parts if (each := bound(term, part))]
                    return over_parts("sum", terms) if terms and len(terms) == len(parts) else None
                case ast.Call(ast.Name("rank"), [of]):
                    siblings = self._siblings(about)
                    ranked = [each for key in (about, *siblings) if (each := bound(of, key))]
                    return over_parts("rank", ranked) if len(ranked) == 1 + len(siblings) > 1 else None
                case ast.Call(function, arguments):
                    given = [each for argument in arguments if (each := bound(argument, about))]
                    if len(given) != len(arguments) or (len(given) == 2 and _same(*given)):
                        return None
                    return ast.Call(function, given, [])
                case _:
                    return operand(formula.reference(node), about)

        def over_parts(function: str, terms: list[ast.expr]) -> ast.expr:
            if len(terms) > 1 and all(_same(terms[0], each) for each in terms[1:]):
                raise FormulaError(
                    "each part would be the same number in {function}(); "
                    "allowed: names that leave the part open",
                    function=function,
                )
            return ast.Call(ast.Name(function), terms, [])

        tree = bound(formula.tree, key)
        return Applied(key, Calculation(formula.text, tree), tuple(operands)) if tree else None

    def resolve(self, reference: Reference, about: Key) -> Key | None:
        """Give the number that a name means in a formula for a key; ``None`` where there can be none."""
        try:
            period = reference.time(about.period)
        except ValueError as error:
            raise FormulaError("{what}", what=error) from error
        if period is None:
            return None
        entity, members = about.entity, about.members
        if reference.members == ():
            members = self.dimensions.vintage(members)
        for name in reference.members or ():
            if name == PARENT:
                entity = self._entity(entity).parent if entity else ""
                if not entity:
                    return None
                continue
            member = self._entity(name)
            if member.dimension:
                members = self._with(members, name)
            else:
                entity = name
        return Key(reference.indicator, entity, members, period)

    def _entity(self, name: str) -> Entity:
        if name not in self.dimensions.entities:
            raise FormulaError("there is no entity {name!r}", name=name)
        return self.dimensions.entities[name]

    def _with(self, members: tuple[str, ...], member: str, instead: str | None = None) -> tuple[str, ...]:
        """Give members with another of its breakdown, in the order of the breakdowns."""
        breakdown = self.dimensions.entities[member].dimension
        chosen = {self.dimensions.entities[name].dimension: name for name in members}
        chosen[breakdown] = member if instead is None else instead
        return tuple(name for each in self.dimensions.breakdowns if (name := chosen.get(each)))

    def _parts(self, formula: Formula, over: list[ast.expr], about: Key) -> list[Key]:
        """Give the keys of the parts of a key: of its entity, or by the members of a breakdown."""
        if not over:
            return [about._replace(entity=name) for name in self.dimensions.parts(about.entity)]
        breakdown = formula.reference(over[0]).indicator
        if breakdown == VINTAGE:
            raise FormulaError("vintages are no parts of a whole; allowed: another breakdown")
        if breakdown not in self.dimensions.breakdowns:
            known = ", ".join(self.dimensions.breakdowns)
            raise FormulaError(
                "there is no breakdown {name!r}; allowed: {known}", name=breakdown, known=known
            )
        whole = next(
            (name for name in about.members if self.dimensions.entities[name].dimension == breakdown), ""
        )
        parts = self.dimensions.parts(whole, breakdown)
        return [about._replace(members=self._with(about.members, name)) for name in parts]

    def _siblings(self, about: Key) -> list[Key]:
        """Give the keys of those that are parts of the same whole, the key's own aside."""
        own = self.dimensions.entities.get(about.entity)
        if own is None or own.overlaps:
            return []
        names = self.dimensions.parts(own.parent)
        return [about._replace(entity=name) for name in names if name != about.entity]


def _same(one: ast.expr, other: ast.expr) -> bool:
    """Whether two terms are one number."""
    return isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id == other.id
