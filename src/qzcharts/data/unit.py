"""Units of measure, simple and compound, with the factors and dimensions that conversion needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qzcharts.errors import UnitError

#: What can stand before a unit, and how many of it this makes.
MAGNITUDES: Mapping[str, int] = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_MAGNIFIED = re.compile(f"({'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(.+)")
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
    magnitude : str
        The one of :data:`MAGNITUDES` before it, which `english` leaves out: 万 of 万人, people.
    """

    symbol: str
    factor: Fraction
    dimensions: tuple[tuple[str, int], ...]
    english: str = ""
    magnitude: str = ""

    @property
    def divisors(self) -> tuple[str, ...]:
        """Symbols of what it is for each of: 人 and 天 of 套/(人·天); none of a simple unit."""
        _, slash, divisor = self.symbol.partition("/")
        return tuple(divisor.strip("()").split("·")) if slash else ()

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
        A magnitude may stand before a unit: 万元, 百万人.
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
    parts = match["dividend"].split("·")
    divisor = (match["single"] or match["several"] or "").split("·") if "/" in symbol else []
    known = {part: unit for part in (parts[0], *divisor) if (unit := _simple(part, units))}
    known |= {part: units[part] for part in parts[1:] if part in units}
    unknown = [part for part in (*parts, *divisor) if part not in known]
    if unknown:
        told = {"unit": unknown[0], "whole": symbol, "known": ", ".join(units)}
        if unknown == [symbol]:
            raise UnitError("unknown unit {unit!r}; allowed: {known}", **told)
        raise UnitError("unknown unit {unit!r} in {whole!r}; allowed: {known}", **told)
    unit = Unit("", Fraction(1), ())
    for part in parts:
        unit = unit * known[part]
    for part in divisor:
        unit = unit / known[part]
    # 人·天 is a person-day, several are person-days.
    *first, last = (known[part].english for part in parts)
    stem = "".join(f"{english.partition('|')[0]}-" for english in first)
    english = "|".join(stem + form for form in last.split("|"))
    if divisor:
        english += f"/{'·'.join(_one(known[part]) for part in divisor)}"
    return Unit(symbol, unit.factor, unit.dimensions, english, known[parts[0]].magnitude)


def _simple(symbol: str, units: Mapping[str, Unit]) -> Unit | None:
    """Give a unit that is no compound, perhaps with a magnitude before it."""
    if symbol in units:
        return units[symbol]
    match = _MAGNIFIED.fullmatch(symbol)
    if not match or not (unit := units.get(match[2])) or (not unit.dimensions and unit.factor < 1):
        return None  # nobody counts thousands of percent
    return Unit(symbol, unit.factor * MAGNITUDES[match[1]], unit.dimensions, unit.english, match[1])


def _one(divisor: Unit) -> str:
    """Give what a divisor is in English: person, or 10,000 people."""
    one, _, many = divisor.english.partition("|")
    return f"{MAGNITUDES[divisor.magnitude]:,} {many}" if divisor.magnitude else one
