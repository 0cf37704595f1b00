"""Which number is meant: names as authors write them, in the context they stand in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from qzcharts.data.indicator import Dimension, Entity, Indicator, Key
from qzcharts.data.notation import Reference, parse_notation, written
from qzcharts.data.period import Period
from qzcharts.data.report import Context
from qzcharts.errors import NotationError, UnclearNameError, UnknownNameError, near_matches
from qzcharts.words import gettext

#: So many names are offered of those whose label has a word in it.
_MOST_LABELLED = 3


class Lookup:
    """Finds keys by their names.

    Parameters
    ----------
    keys : iterable of Key
        Of all numbers.
    indicators, entities : mapping
        What there is, by id.
    context : Context
        Of the report; ids are as short as it allows.
    """

    def __init__(
        self,
        keys: Iterable[Key],
        indicators: Mapping[str, Indicator],
        entities: Mapping[str, Entity],
        context: Context,
    ) -> None:
        self.indicators, self.entities, self.context = indicators, entities, context
        self.periods: dict[tuple[str, str, tuple[str, ...]], list[Period]] = defaultdict(list)
        self._series: dict[str, dict[tuple[str, tuple[str, ...]], None]] = defaultdict(dict)
        for key in keys:
            self.periods[key.series].append(key.period)
            self._series[key.indicator][key.entity, key.members] = None

    def name(self, key: Key, context: Context | None = None) -> str:
        """Give the shortest name of a number that a context, by default the report's, leaves no doubt of."""
        context = context or self.context
        owner = self._entity(key.indicator, context)
        brackets = (() if key.entity == owner else (key.entity,)) + key.members
        usual = belonging(self.periods[key.series], context.period)
        return written(key.indicator, brackets, None if key.period == usual else key.period)

    def find(self, text: str, context: Context | None = None) -> Key:
        """Find the number that a name means.

        Parameters
        ----------
        text : str
        context : Context, optional
            What is spoken of; by default what the report is about.

        Raises
        ------
        UnknownNameError
            If there is no such number, or which of several is meant is not clear.
        """
        context = context or self.context
        try:
            reference = parse_notation(text)
        except NotationError as error:
            if not re.search(r"[\[\]@]", text):
                raise _unknown(gettext("metric"), text, self.indicators) from error
            message = gettext("no name is so; allowed: indicator, indicator[entity], indicator@period")
            raise UnclearNameError(text, message, sorted(self._series)) from error
        if reference.indicator not in self._series:
            known = {name: self.indicators[name] for name in self._series}
            raise _unknown(gettext("metric"), reference.indicator, known)
        entity, members = self._subject(text, reference, context)
        series = reference.indicator, entity, members
        periods = self.periods[series]
        spoken_of = belonging(periods, context.period)
        if reference.period and not reference.is_offset:
            try:
                period = Period.parse(reference.period)
            except ValueError as error:
                raise UnclearNameError(text, str(error), self._choices(series, context)) from error
        elif spoken_of is None:
            message = gettext("no period is spoken of, and it has several")
            if key := context.period.key:
                message = gettext("it has no number for the period that is spoken of, {period}", period=key)
            raise UnclearNameError(text, message, self._choices(series, context))
        else:
            found = reference.time(spoken_of)
            if found is None:
                message = gettext("its period has none that is named so")
                raise UnclearNameError(text, message, self._choices(series, context))
            period = found
        if period not in periods:
            message = gettext("it has no number for {period}", period=period.key or gettext("no period"))
            raise UnclearNameError(text, message, self._choices(series, context))
        return Key(*series, period)

    def _entity(self, indicator: str, context: Context) -> str | None:
        """Give whom an indicator is about where nobody is named; ``None`` where that is not clear."""
        known = {entity for entity, _ in self._series[indicator]}
        if context.entity in known:
            return context.entity
        return next(iter(known)) if len(known) == 1 else None

    def _subject(self, text: str, reference: Reference, context: Context) -> tuple[str, tuple[str, ...]]:
        """Find entity and members that a name means."""
        named = reference.members or ()
        for name in named:
            if name not in self.entities:
                raise _unknown(gettext("entity"), name, self.entities)
        owners = [name for name in named if not self.entities[name].dimension]
        members = {name for name in named if self.entities[name].dimension}
        known = self._series[reference.indicator]
        entity = owners[0] if len(owners) == 1 else self._entity(reference.indicator, context)
        candidates = [
            series
            for series in known
            if (entity is None or series[0] == entity) and members <= set(series[1])
        ]
        exact = [series for series in candidates if set(series[1]) == members]
        found = exact or candidates
        if len(found) != 1 or len(owners) > 1 or (reference.members == () and not exact):
            choices = [
                written(reference.indicator, tuple(filter(None, (series[0], *series[1]))), None)
                for series in (found if len(found) > 1 else known)
            ]
            raise UnclearNameError(text, gettext("which of its numbers is meant is not clear"), choices)
        return found[0]

    def _choices(self, series: tuple[str, str, tuple[str, ...]], context: Context) -> list[str]:
        """Name the numbers of a series, the latest first."""
        periods = sorted(self.periods[series], reverse=True)
        return [self.name(Key(*series, period), context) for period in periods]


def _unknown(kind: str, name: str, known: Mapping[str, Dimension]) -> UnknownNameError:
    """Make the error of a name that is none of these, but may be a label, or a part of one."""
    wanted = name.casefold()
    called = {
        each.id: [text.casefold() for text in (each.id, each.label("zh"), each.label("en"))]
        for each in known.values()
    }
    labelled = [each for each, names in called.items() if wanted in names]
    if not labelled and not near_matches(name, known):
        labelled = [each for each, names in called.items() if any(wanted in text for text in names)]
    return UnknownNameError(kind, name, known, labelled[:_MOST_LABELLED])


def belonging(periods: Iterable[Period], spoken_of: Period) -> Period | None:
    """Give the period of the number that belongs to another period.

    It is the period itself; else the last that ends within it; else the only one that holds it; else one that
    is not stated. Where no period is spoken of, it is the only one there is.
    """
    periods = list(periods)
    if spoken_of in periods:
        return spoken_of
    first, last = spoken_of.first, spoken_of.last
    if last is None:
        return periods[0] if len(periods) == 1 else None
    within = [
        period
        for period in periods
        if period.last and period.last <= last and (not first or period.last >= first)
    ]
    if within:
        return max(within)
    around = [
        period
        for period in periods
        if period.first and period.first <= (first or last) and (not period.last or period.last > last)
    ]
    if len(around) == 1:
        return around[0]
    unstated = [period for period in periods if period.last is None and period.first is None]
    return unstated[0] if unstated and not around else None
