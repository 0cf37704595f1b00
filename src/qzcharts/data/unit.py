"""Units of measure, simple and compound, with the factors and dimensions that conversion needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qzcharts.errors import UnitError

_COMPOUND = re.compile(r"(?P<dividend>[^/()]+)(/(?P<single>[^/()·]+)|/\((?P<several>[^/()]+·[^/()]+)\))?")


@dataclass(frozen=True)
class Unit:
    """A unit of measure, possibly compound such as ``套/(人·天)``.

    Attributes
    ----------
    symbol : str
        As written in Chinese text.
    factor : Fraction
        How many base units one of it is: 亿元 is 100 000 000 of the base 元.
    dimensions : tuple of (str, int)
        Base dimensions with their exponents, sorted by name; empty for a plain ratio such as %.
    english : str
        ``singular|plural``, and for a compound unit ``singular|plural/divisor·divisor``.
    """

    symbol: str
    factor: Fraction
    dimensions: tuple[tuple[str, int], ...]
    english: str = ""

    def __mul__(self, other: Unit) -> Unit:
        return self._combine(other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return self._combine(other, -1)

    def _combine(self, other: Unit, sign: int) -> Unit:
        exponents = dict(self.dimensions)
        for name, exponent in other.dimensions:
            exponents[name] = exponents.get(name, 0) + sign * exponent
        mark = "·" if sign > 0 else "/"
        right = f"({other.symbol})" if sign < 0 and re.search("[·/]", other.symbol) else other.symbol
        return Unit(
            f"{self.symbol}{mark}{right}",
            self.factor * other.factor**sign,
            tuple(sorted((name, exponent) for name, exponent in exponents.items() if exponent)),
        )


def parse_unit(symbol: str, units: Mapping[str, Unit]) -> Unit:
    """Read a unit, simple or compound.

    Parameters
    ----------
    symbol : str
        A unit of `units`, or several joined by ``·`` and one ``/``; a divisor of several stands in brackets.
    units : mapping of str to Unit
        The simple units there are.

    Raises
    ------
    UnitError
        If a part is not among `units`, or the parts are joined in another way.
    """
    if symbol in units:
        return units[symbol]
    match = _COMPOUND.fullmatch(symbol)
    if not match:
        raise UnitError(
            "unit {unit!r} cannot be read; allowed: units joined as 套/天 or 套/(人·天)", unit=symbol
        )
    dividend = match["dividend"].split("·")
    divisor = (match["single"] or match["several"] or "").split("·") if "/" in symbol else []
    unknown = [part for part in (*dividend, *divisor) if part not in units]
    if unknown:
        told = {"unit": unknown[0], "whole": symbol, "known": ", ".join(units)}
        if unknown == [symbol]:
            raise UnitError("unknown unit {unit!r}; allowed: {known}", **told)
        raise UnitError("unknown unit {unit!r} in {whole!r}; allowed: {known}", **told)
    unit = Unit("", Fraction(1), ())
    for part in dividend:
        unit = unit * units[part]
    for part in divisor:
        unit = unit / units[part]
    # 人·天 is a person-day, several are person-days.
    *first, last = (units[part].english for part in dividend)
    stem = "".join(f"{english.partition('|')[0]}-" for english in first)
    english = "|".join(stem + form for form in last.split("|"))
    if divisor:
        english += f"/{'·'.join(units[part].english.partition('|')[0] for part in divisor)}"
    return Unit(symbol, unit.factor, unit.dimensions, english)
