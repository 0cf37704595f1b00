"""Simple units as a report has them, none of them with a magnitude."""

from __future__ import annotations

from fractions import Fraction

from qzcharts.data.unit import Unit

#: Symbol, dimension, factor, English.
_ROWS = [
    ("元", "元", "1", "yuan|yuan"),
    ("人", "人", "1", "person|people"),
    ("户", "户", "1", "household|households"),
    ("套", "套", "1", "home|homes"),
    ("件", "件", "1", "item|items"),
    ("家", "家", "1", "firm|firms"),
    ("天", "天", "1", "day|days"),
    ("人次", "人次", "1", "visit|visits"),
    ("平方公里", "面积", "1", "square kilometre|square kilometres"),
    ("克", "质量", "1", "gram|grams"),
    ("千克", "质量", "1000", "kilogram|kilograms"),
    ("位", "", "1", "place|places"),
    ("倍", "", "1", "time|times"),
    ("%", "", "0.01", "percent|percent"),
    ("‰", "", "0.001", "per mille|per mille"),
    ("个百分点", "个百分点", "1", "percentage point|percentage points"),
]
UNITS = {
    symbol: Unit(symbol, Fraction(factor), ((dimension, 1),) if dimension else (), english)
    for symbol, dimension, factor, english in _ROWS
}
