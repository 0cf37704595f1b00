"""Formulas of a package, applied wherever their operands are: numbers that follow from others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from qzcharts.data import wording
from qzcharts.data.bases import check_bases
from qzcharts.data.binding import ENTITY, PERIOD, Binding
from qzcharts.data.bounds import supported_decimals
from qzcharts.data.derive import Calculation, in_unit
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import WRONG, Formula
from qzcharts.data.formulas import Formulas
from qzcharts.data.indicator import Indicator, Key
from qzcharts.data.lookup import Lookup
from qzcharts.data.numbers import Number
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.report import Context, Report
from qzcharts.data.rows import Row
from qzcharts.errors import FormulaError, PeriodError, Problem, UnitError, UnknownNameError
from qzcharts.words import gettext

YEAR = "year"
"""In the column period: the year of the report's period."""
_MOST_DECIMALS = 12
_MOST_DERIVED = 20_000
"""So many numbers formulas may give: more than anybody reads."""


class Applied(NamedTuple):
    """A formula applied to a key.

    Attributes
    ----------
    key : Key
    row : Row
        Of the formula.
    calculation : Calculation
    operands : tuple of Key
    """

    key: Key
    row: Row
    calculation: Calculation
    operands: tuple[Key, ...]


class Relation(NamedTuple):
    """A formula for a published number.

    Attributes
    ----------
    key : Key
    calculation : Calculation
    operands : tuple of Key
    quantity : Quantity or None
        What it gives, in the unit of the number; ``None`` where the operands leave that open.
    """

    key: Key
    calculation: Calculation
    operands: tuple[Key, ...]
    quantity: Quantity | None


class Derived(NamedTuple):
    """A number that a formula gives."""

    row: Row
    calculation: Calculation
    operands: tuple[Key, ...]
    quantity: Quantity


class Derivation:
    """Applies the formulas of a package.

    Parameters
    ----------
    dimensions : Dimensions
    report : Report
    numbers : mapping of Key to Number
        Published and counted ones.
    lost : iterable of str
        Indicators whose numbers may be missing for problems that are told already.

    Attributes
    ----------
    derived : dict of Key to Derived
        In the order of their operands.
    relations : list of Relation
    problems : list of Problem
    """

    def __init__(
        self,
        dimensions: Dimensions,
        report: Report,
        numbers: Mapping[Key, Number],
        lost: Iterable[str] = (),
    ) -> None:
        self.dimensions, self.report, self.numbers = dimensions, report, numbers
        self._lost = set(lost)
        self.derived: dict[Key, Derived] = {}
        self.relations: list[Relation] = []
        self.problems: list[Problem] = []
        self._formulas = Formulas(dimensions, self._problem)

    def derive(self, rows: Iterable[Row]) -> None:
        """Apply the formulas of these rows; one with a problem gives nothing."""
        self._formulas = Formulas(self.dimensions, self._problem)
        for row in rows:
            self._formulas.read(row)
        for row, formula in self._formulas.in_order():
            self._apply(row, formula, self.dimensions.indicators[row.cells["indicator"]])

    @property
    def declared(self) -> Collection[str]:
        """Indicators that have a formula."""
        return self._formulas.declared

    def quantity(self, key: Key) -> Quantity:
        """Give the quantity of a number, published, counted or derived."""
        return self.numbers[key].quantity if key in self.numbers else self.derived[key].quantity

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))
        self._lost.add(row.cells["indicator"])

    def _apply(self, row: Row, formula: Formula, indicator: Indicator) -> None:
        """Compute a formula wherever its operands are, or for the one period that its row names."""
        before, seen = len(self.problems), set[Key]()
        try:
            while found := [each for each in self._applied(row, formula, indicator) if each.key not in seen]:
                seen |= {each.key for each in found}
                alone = len(seen) == 1
                for each in found:
                    if each.key in self.numbers:
                        self._relate(each)
                    elif row.cells["decimals"]:
                        self._derive(each, indicator, alone=alone)
                    if len(self.problems) > before:
                        return
        except PeriodError as error:
            self._problem(row, "period", "period", str(error), error.mend)
            return
        except (FormulaError, UnknownNameError) as error:
            if isinstance(error, UnknownNameError) and self._rests_on_lost(row, formula):
                return
            message = gettext(WRONG, formula=formula.text, what=error)
            self._problem(row, "formula", "formula", message, gettext("correct the formula"))
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

    def _applied(self, row: Row, formula: Formula, indicator: Indicator) -> Iterator[Applied]:
        """Give what a formula computes of the numbers there are now; its own results may be among them."""
        keys: dict[Key, object] = {**self.numbers, **self.derived}
        binding = Binding(self.dimensions, keys)
        if row.cells.get("period"):
            yield self._in_context(binding, row, formula, indicator)
            return
        asked = binding.asked(formula)
        if PERIOD not in asked:
            raise FormulaError("all its names have periods; allowed: in a row with the period of its result")
        entity = row.cells.get("entity") or ("" if ENTITY in asked else self.report.entity)
        for about in binding.candidates(formula):
            if entity and about.entity != entity:
                continue
            if found := binding.apply(formula, about):
                key = about._replace(indicator=indicator.id)
                if key in found[1]:
                    raise FormulaError("it rests on itself")
                yield Applied(key, row, *found)

    def _in_context(self, binding: Binding, row: Row, formula: Formula, indicator: Indicator) -> Applied:
        """Compute a formula once, for the period that its row names, of what the report speaks of."""
        if formula.has_parts:
            raise FormulaError(
                "sum and rank have the period of what they are of; allowed: no period in the row"
            )
        context = Context(self.report.period, row.cells.get("entity") or self.report.entity)
        lookup = Lookup(binding.keys, self.dimensions.indicators, self.dimensions.entities, context)
        text = row.cells["period"]
        named = context.period.year() if text == YEAR else Period.parse(text)
        if named is None:
            raise FormulaError("the report's period lies in no year")
        operands = [lookup.find(reference.text, context) for reference in formula.references]
        key = operands[0]._replace(indicator=indicator.id, period=named)
        return Applied(key, row, Calculation(formula.text, formula.tree), tuple(operands))

    def _derive(self, applied: Applied, indicator: Indicator, *, alone: bool) -> None:
        """Make a derived number; a row with a problem makes none.

        Where a row gives one number, it says how many decimals that has; of several, each has no more than
        its bounds support.
        """
        key, row, calculation, operands = applied
        asked = row.cells["decimals"]
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
            quantity = self.evaluate(calculation, operands, indicator).to(indicator.unit, int(asked))
        except (FormulaError, UnitError) as error:
            mend = (
                gettext("combine figures of one kind, or correct the unit")
                if isinstance(error, UnitError)
                else gettext("rest the formula on figures whose bounds and periods allow it")
            )
            self._problem(row, "formula", "formula", str(error), mend)
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
        self.derived[key] = Derived(row, calculation, operands, quantity)

    def _relate(self, applied: Applied) -> None:
        """Note what a published number is said to follow from; that has to be of the same kind."""
        key, row, calculation, operands = applied
        try:
            quantity = self.recompute(key, calculation, operands)
        except (FormulaError, UnitError) as error:
            mend = gettext("correct the formula, or the unit or the basis of the indicator")
            self._problem(row, "formula", "formula", str(error), mend)
        else:
            self.relations.append(Relation(key, calculation, operands, quantity))

    def recompute(self, key: Key, calculation: Calculation, operands: tuple[Key, ...]) -> Quantity | None:
        """Compute a published number once more, in its unit; ``None`` where the operands leave it open.

        Raises
        ------
        FormulaError
            If what is on different bases, or of different vintages, is compared.
        UnitError
            If units do not fit.
        """
        check_bases(self.dimensions, calculation, operands, self.dimensions.indicators[key.indicator])
        try:
            quantity = self._evaluate(calculation, operands)
        except FormulaError:
            return None
        return in_unit(quantity, self.numbers[key].quantity.unit)

    def evaluate(self, calculation: Calculation, operands: tuple[Key, ...], indicator: Indicator) -> Quantity:
        """Compute a calculation.

        Raises
        ------
        FormulaError
            If it has no result, or compares what is on different bases, or of different vintages.
        UnitError
            If units do not fit.
        """
        check_bases(self.dimensions, calculation, operands, indicator)
        return self._evaluate(calculation, operands)

    def _evaluate(self, calculation: Calculation, operands: tuple[Key, ...]) -> Quantity:
        periods = [key.period for key in operands]
        return calculation.evaluate([self.quantity(key) for key in operands], periods, self.dimensions.units)
