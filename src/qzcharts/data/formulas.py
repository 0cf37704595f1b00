"""The formulas of a package: read from their rows, and ordered so that each comes after what it rests on."""

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from qzcharts.data.calculation import POINTS
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import WRONG, Formula, parse_formula
from qzcharts.data.indicator import Indicator, Measure
from qzcharts.data.notation import Reference
from qzcharts.data.rows import Row
from qzcharts.errors import FormulaError, name_hint
from qzcharts.words import gettext

_MOST_STEPS = 50
"""So many formulas may rest on one another in a row: far more than anybody could follow."""

Tell = Callable[[Row, str, str, str, str], None]
"""Is told row, column, code, message and mend of a problem."""


#: What functions give that does not add up.
_MEASURED = {"growth": Measure.CHANGE.value, "per": Measure.RATE.value, "rank": Measure.RANK.value}


class Formulas:
    """Reads formulas and orders them.

    Parameters
    ----------
    dimensions : Dimensions
    rows : iterable of Row
        One with a problem gives no formula.
    tell : callable
    """

    def __init__(self, dimensions: Dimensions, rows: Iterable[Row], tell: Tell) -> None:
        self.dimensions, self._tell = dimensions, tell
        self._rows: dict[str, list[tuple[Row, Formula]]] = {}
        for row in rows:
            self._read(row)

    @property
    def declared(self) -> Collection[str]:
        """Indicators that have a formula."""
        return self._rows.keys()

    def _read(self, row: Row) -> None:
        name = row.cells["indicator"]
        if name not in self.dimensions.indicators:
            hint = name_hint(name, self.dimensions.indicators)
            message = gettext("there is no indicator {name!r}; {hint}", name=name, hint=hint)
            mend = gettext("correct it, or add a row to {path}", path="data/indicators.csv")
            self._tell(row, "indicator", "indicator", message, mend)
            return
        try:
            formula = parse_formula(row.cells["formula"])
        except FormulaError as error:
            self._tell(row, "formula", "formula", str(error), gettext("correct the formula"))
            return
        if self._names_what_is_there(row, formula) and self._adds_what_adds_up(row, formula):
            self._rows.setdefault(name, []).append((row, formula))

    def in_order(self) -> Iterator[tuple[Row, Formula]]:
        """Give the formulas that give numbers, each after those that it rests on, then the others.

        Those that only tell how published numbers hang together may do so in a circle.
        """
        giving: dict[str, list[tuple[Row, Formula]]] = {}
        telling: list[tuple[Row, Formula]] = []
        for name, rows in self._rows.items():
            for row, formula in rows:
                if row.cells["decimals"]:
                    giving.setdefault(name, []).append((row, formula))
                else:
                    telling.append((row, formula))
        for name in self._order(giving):
            yield from giving.get(name, ())
        yield from telling

    def _names_what_is_there(self, row: Row, formula: Formula) -> bool:
        """Whether all that a formula names, and the entity of its row, is there."""
        entity, entities = row.cells.get("entity", ""), self.dimensions.members()
        if entity and entity not in entities:
            hint = name_hint(entity, entities)
            message = gettext("there is no entity {name!r}; {hint}", name=entity, hint=hint)
            self._tell(row, "entity", "entity", message, gettext("correct the name"))
            return False
        known = [*self.dimensions.indicators, *self.dimensions.breakdowns]
        for reference in formula.references:
            if reference.indicator not in known:
                hint = name_hint(reference.indicator, known)
                what = gettext("unknown indicator {id!r}; {hint}", id=reference.indicator, hint=hint)
                message = gettext(WRONG, formula=formula.text, what=what)
                self._tell(row, "formula", "formula", message, gettext("correct the name"))
                return False
        return True

    def _adds_what_adds_up(self, row: Row, formula: Formula) -> bool:
        """Whether no sum is one of rates, ranks or growth, which is the rate, rank or growth of nothing."""
        for node in ast.walk(formula.tree):
            match node:
                case ast.Call(ast.Name("sum"), [ast.Name() as term, *_]):
                    indicator = self.dimensions.indicators[formula.reference(term).indicator]
                    adds, name, measure = _adds_up(indicator), indicator.id, indicator.measure.value
                case ast.Call(ast.Name("sum"), [ast.Call(ast.Name(name)), *_]):
                    adds, measure = name not in _MEASURED, _MEASURED.get(name, "")
                case _:
                    continue
            if not adds:
                what = gettext(
                    "{name} measures {measure}, which does not add up; allowed: sums of amounts, counts and "
                    "shares",
                    name=name,
                    measure=measure,
                )
                mend = gettext(
                    "add up what it is computed from, or correct the measure in data/indicators.csv"
                )
                self._tell(row, "formula", "formula", gettext(WRONG, formula=formula.text, what=what), mend)
                return False
        return True

    def _order(self, formulas: Mapping[str, list[tuple[Row, Formula]]]) -> list[str]:
        """Order indicators so that each comes after those that it is computed from."""
        graph = {
            name: {
                reference.indicator
                for _, formula in rows
                for reference in formula.references
                if reference.indicator in formulas
                and (reference.indicator != name or (reference == Reference(name) and not formula.has_parts))
            }
            for name, rows in formulas.items()
        }
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            cycle: list[str] = error.args[1]
            message = gettext("formulas form a cycle: {cycle}", cycle=" → ".join(cycle))
            mend = gettext("let no metric rest on itself")
            self._tell(formulas[cycle[0]][0][0], "formula", "formula", message, mend)
            return []
        steps: dict[str, int] = {}
        for name in order:
            steps[name] = 1 + max((steps[each] for each in graph[name]), default=0)
            if steps[name] > _MOST_STEPS:
                message = gettext(
                    "rests on more than {most} formulas in a row; allowed: {most}", most=_MOST_STEPS
                )
                mend = gettext("rest it on published figures")
                self._tell(formulas[name][0][0], "formula", "formula", message, mend)
                return []
        return order


def _adds_up(indicator: Indicator) -> bool:
    """Whether a sum of an indicator over parts says something: contributions in points add up too."""
    if indicator.measure is Measure.CHANGE:
        return bool(indicator.unit.dimensions)
    return indicator.measure not in (Measure.RATE, Measure.RANK) or indicator.unit.symbol == POINTS
