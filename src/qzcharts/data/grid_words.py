"""What heads the rows and columns of a grid, what it says once, and its numbers, in words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from qzcharts.data import wording
from qzcharts.data.calculation import RATIO
from qzcharts.data.grids import Grid, Part
from qzcharts.data.metric import Metric
from qzcharts.data.period_words import period_text
from qzcharts.words import Language, word


class GridWords:
    """Says what a table of numbers is about, each thing at one place of it.

    Parameters
    ----------
    grid : Grid
    language : {"zh", "en"}
    """

    def __init__(self, grid: Grid, language: Language) -> None:
        self.grid, self.language = grid, language
        self._entities = {metric.key.entity for column in grid.columns for metric in column}

    @cached_property
    def heads(self) -> list[str]:
        """What heads each column of numbers."""
        columns = self.grid.layout.columns
        value = word(self.language, "Value")
        return [self.of(column[0], columns) or value for column in self.grid.columns]

    @property
    def corner(self) -> str:
        """What heads the column of the heads of rows."""
        names: dict[Part, str] = {
            "indicator": word(self.language, "Indicator"),
            "subject": word(self.language, "Subject"),
            "period": word(self.language, "Period"),
        }
        return self._joined(names[part] for part in self.grid.row_parts)

    @property
    def common(self) -> str:
        """What is the same for all numbers; what the report is about is understood."""
        return self.of(self.grid.columns[0][0], self.grid.common)

    def of(self, metric: Metric, parts: Iterable[Part]) -> str:
        """Say parts of what a number is about."""
        return self._joined(filter(None, (self._part(metric, part) for part in parts)))

    def value(self, metric: Metric) -> str:
        """Say a number without its unit, if that is the one that its head says."""
        quantity = metric.quantity
        if quantity.unit.symbol != metric.indicator.unit.symbol:
            return metric.text(self.language)
        return wording.text(replace(quantity, unit=RATIO), self.language)

    def _part(self, metric: Metric, part: Part) -> str:
        if part == "indicator":
            unit = wording.unit_words(metric.indicator.unit, self.language)
            label = metric.indicator.label(self.language)
            return word(self.language, "{name} ({about})", name=label, about=unit) if unit else label
        if part == "period":
            return period_text(metric.period, self.language)
        if metric.members and len(self._entities) == 1:
            return self._joined(member.label(self.language) for member in metric.members)
        understood = metric.key.entity == metric.spoken_of.entity
        if part in self.grid.common and not metric.members and understood:
            return ""
        return metric.label("entity", self.language)

    def _joined(self, texts: Iterable[str]) -> str:
        return word(self.language, ", ").join(texts)
