"""Formulas of a package, applied wherever their operands are: numbers that follow from others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from qzcharts.data import wording
from qzcharts.data.bases import check_bases
from qzcharts.data.binding import ENTITY, PERIOD, Applied, Binding
from qzcharts.data.bounds import supported_decimals
from qzcharts.data.calculation import Calculation, in_unit
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import WRONG, Formula
from qzcharts.data.formulas import Formulas
from qzcharts.data.indicator import Key
from qzcharts.data.lookup import Lookup
from qzcharts.data.notation import written
from qzcharts.data.number import Number
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.report import Context, Report
from qzcharts.data.rows import Row
from qzcharts.errors import FormulaError, PeriodError, Problem, UnclearNameError, UnitError, UnknownNameError
from qzcharts.words import gettext

YEAR = "year"
"""In the column period: the year of the report's period."""
_MOST_DECIMALS = 12
_MOST_DERIVED = 20_000
"""So many numbers formulas may give: more than anybody reads."""


class Derived(NamedTuple):
    """A number that the formula of a row gives."""

    row: Row
    applied: Applied
    quantity: Quantity


class Derivation:
    """Applies the formulas of a package; a row with a problem gives nothing.

    Parameters
    ----------
    dimensions : Dimensions
    report : Report
    numbers : mapping of Key to Number
        Published and counted ones.
    rows : iterable of Row
        Of the formulas.
    lost : iterable of str
        Indicators whose numbers may be missing for problems that are told already.

    Attributes
    ----------
    declared : collection of str
        Indicators that have a formula.
    derived : dict of Key to Derived
        In the order of their operands.
    relations : dict of Applied to Quantity or None
        Formulas for published numbers, with what they give in the unit of the number; ``None`` where the
        operands leave that open.
    problems : list of Problem
    """

    def __init__(
        self,
        dimensions: Dimensions,
        report: Report,
        numbers: Mapping[Key, Number],
        rows: Iterable[Row] = (),
        lost: Iterable[str] = (),
    ) -> None:
        self.dimensions, self.report, self.numbers = dimensions, report, numbers
        self._lost = set(lost)
        self.derived: dict[Key, Derived] = {}
        self.relations: dict[Applied, Quantity | None] = {}
        self.problems: list[Problem] = []
        formulas = Formulas(dimensions, rows, self._problem)
        self.declared = formulas.declared
        for row, formula in formulas.in_order():
            self._apply(row, formula)

    def quantity(self, key: Key) -> Quantity:
        """Give the quantity of a number, published, counted or derived."""
        return self.numbers[key].quantity if key in self.numbers else self.derived[key].quantity

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))
        self._lost.add(row.cells["indicator"])

    def _apply(self, row: Row, formula: Formula) -> None:
        """Compute a formula wherever its operands are, or for the one period that its row names."""
        before, seen = len(self.problems), set[Key]()
        try:
            while found := [each for each in self._applied(row, formula) if each.key not in seen]:
                seen |= {each.key for each in found}
                alone = len(seen) == 1
                for each in found:
                    if each.key in self.numbers:
                        self._relate(row, each)
                    elif row.cells["decimals"]:
                        self._derive(row, each, alone=alone)
                    if len(self.problems) > before:
                        return
        except PeriodError as error:
            self._problem(row, "period", "period", str(error), error.mend)
            return
        except (FormulaError, UnknownNameError) as error:
            if isinstance(error, UnknownNameError) and self._rests_on_lost(row, formula):
                return
            message = gettext(WRONG, formula=formula.text, what=error)
            mend = gettext("correct the formula")
            if isinstance(error, UnclearNameError):
                mend = gettext("add rows for this period to the tables, or name one of these")
            self._problem(row, "formula", "formula", message, mend)
            return
        if not seen and not self._rests_on_lost(row, formula):
            message = gettext(
                "formula {formula!r}: no entity and period has all that it names; allowed: names of numbers "
                "that are there for the same entity and period, or a column period",
                formula=formula.text,
            )
            mend = gettext("name the period of its result in the column period, or add what is missing")
            self._problem(row, "formula", "formula", message, mend)

    def _rests_on_lost(self, row: Row, formula: Formula) -> bool:
        """Whether a number that a formula names may be missing for a problem of its own."""
        lost = any(reference.indicator in self._lost for reference in formula.references)
        self._lost |= {row.cells["indicator"]} if lost else set()
        return lost

    def _applied(self, row: Row, formula: Formula) -> Iterator[Applied]:
        """Give what a formula computes of the numbers there are now; its own results may be among them."""
        keys = dict.fromkeys((*self.numbers, *self.derived))
        if row.cells.get("period"):
            yield self._in_context(keys, row, formula)
            return
        binding = Binding(self.dimensions, keys)
        asked = binding.asked(formula)
        if PERIOD not in asked:
            raise FormulaError("all its names have periods; allowed: in a row with the period of its result")
        entity = row.cells.get("entity") or ("" if ENTITY in asked else self.report.entity)
        for about in binding.candidates(formula):
            if entity and about.entity != entity:
                continue
            if found := binding.apply(formula, about._replace(indicator=row.cells["indicator"])):
                if found.key in found.operands:
                    raise FormulaError("it rests on itself")
                yield found

    def _in_context(self, keys: Collection[Key], row: Row, formula: Formula) -> Applied:
        """Compute a formula once, for the period that its row names, of what the report speaks of."""
        if formula.has_parts:
            raise FormulaError(
                "sum and rank have the period of what they are of; allowed: no period in the row"
            )
        context = Context(self.report.period, row.cells.get("entity") or self.report.entity)
        lookup = Lookup(keys, self.dimensions.indicators, self.dimensions.entities, context)
        text = row.cells["period"]
        named = context.period.year() if text == YEAR else Period.parse(text)
        if named is None:
            raise FormulaError("the report's period lies in no year")
        operands = tuple(lookup.find(reference.text, context) for reference in formula.references)
        self._check_spoken_of(formula, operands, named, keys)
        key = operands[0]._replace(indicator=row.cells["indicator"], period=named)
        return Applied(key, Calculation(formula.text, formula.tree), operands)

    def _check_spoken_of(
        self, formula: Formula, operands: tuple[Key, ...], named: Period, keys: Collection[Key]
    ) -> None:
        """Refuse names without periods that may be of the row's period, or cannot be of the report's."""
        for reference, found in zip(formula.references, operands, strict=True):
            own = reference.time(named)
            if own and own != found.period and found._replace(period=own) in keys:
                raise FormulaError(
                    "{name} can be that of {period}, as the row, or that of {other}, as the report says; "
                    "allowed: a name with its period",
                    name=reference.text,
                    period=own.key,
                    other=found.period.key,
                )
        spoken_of = self.report.period
        left = [each.text for each in formula.references if not each.period or each.is_offset]
        if left and spoken_of.first and named.last and named.last < spoken_of.first:
            raise FormulaError(
                "{names} speaks of {spoken_of}, which comes after the period of the result, {period}; "
                "allowed: names with their periods, where the result is of an earlier one than the report",
                names=", ".join(left),
                spoken_of=spoken_of.key,
                period=named.key,
            )

    def _derive(self, row: Row, applied: Applied, *, alone: bool) -> None:
        """Make a derived number; a row with a problem makes none.

        Where a row gives one number, it says how many decimals that has; of several, each has no more than
        its bounds support.
        """
        key, asked = applied.key, row.cells["decimals"]
        if key in self.derived:
            other = self.derived[key].row
            place = f"{other.table.path}:{other.line}"
            message = gettext("{place} gives the same number; allowed: one formula for each", place=place)
            self._problem(row, "formula", "duplicate-number", message, gettext("remove one of the two"))
            return
        if len(self.derived) >= _MOST_DERIVED:
            message = gettext("formulas give more than {most} numbers; allowed: {most}", most=_MOST_DERIVED)
            mend = gettext("name a period or an entity in the row")
            self._problem(row, "formula", "formula", message, mend)
            return
        if asked not in map(str, range(_MOST_DECIMALS + 1)):
            message = gettext(
                "{decimals!r} is no number of decimals; allowed: 0 to {most}",
                decimals=asked,
                most=_MOST_DECIMALS,
            )
            mend = gettext("write how many digits follow the point")
            self._problem(row, "decimals", "decimals", message, mend)
            return
        try:
            check_bases(self.dimensions, applied)
            quantity = self._evaluate(applied).to(self.dimensions.indicators[key.indicator].unit, int(asked))
        except UnitError as error:
            mend = gettext("combine figures of one kind, or correct the unit")
            self._problem(row, "formula", "formula", str(error), mend)
            return
        except FormulaError as error:
            number = "" if alone else f"{written(key.indicator, (key.entity, *key.members), key.period)}: "
            mend = gettext("rest the formula on figures whose bounds and periods allow it")
            self._problem(row, "formula", "formula", f"{number}{error}", mend)
            return
        supported = supported_decimals(quantity.bounds)
        most = quantity.decimals if supported is None else max(supported, 0)
        if quantity.decimals > most and alone:
            message = gettext(
                "{decimals} decimals claimed; allowed: {most}, as the bounds {bounds} support",
                decimals=quantity.decimals,
                most=most,
                bounds=wording.interval(quantity),
            )
            mend = gettext("lower the number of decimals")
            self._problem(row, "decimals", "too-many-digits", message, mend)
        quantity = replace(quantity, decimals=min(quantity.decimals, most))
        self.derived[key] = Derived(row, applied, quantity)

    def _relate(self, row: Row, applied: Applied) -> None:
        """Note what a published number is said to follow from; that has to be of the same kind."""
        try:
            self.relations[applied] = self.recompute(applied)
        except (FormulaError, UnitError) as error:
            mend = gettext("correct the formula, or the unit or the basis of the indicator")
            self._problem(row, "formula", "formula", str(error), mend)

    def recompute(self, applied: Applied) -> Quantity | None:
        """Compute a published number once more, in its unit; ``None`` where the operands leave it open.

        Raises
        ------
        FormulaError
            If what is on different bases, or of different vintages, is compared.
        UnitError
            If units do not fit.
        """
        check_bases(self.dimensions, applied)
        try:
            quantity = self._evaluate(applied)
        except FormulaError:
            return None
        return in_unit(quantity, self.numbers[applied.key].quantity.unit)

    def _evaluate(self, applied: Applied) -> Quantity:
        periods = [key.period for key in applied.operands]
        quantities = [self.quantity(key) for key in applied.operands]
        return applied.calculation.evaluate(quantities, periods, self.dimensions.units)
