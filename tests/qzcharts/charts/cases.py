"""The extremes of every form, from the modules that name them, and which of them are tried each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from qzcharts import charts
from qzcharts.words import Language
from support import PROOF

CASES: dict[str, dict[str, Callable[..., charts.Figure]]] = {
    path.stem.removesuffix("_cases"): import_module(path.stem).CASES
    for path in sorted(Path(__file__).parent.glob("*_cases.py"))
}
#: The most telling cases of each form; `make proof` tries all.
TELLING: dict[str, tuple[str, ...]] = {
    "cards": ("of long names", "of all kinds"),
    "change": ("changes named", "long names", "open to both", "negative", "equal"),
    "columns": ("three groups", "one-sided", "below zero", "long names", "quarters"),
    "composition": ("rows with bounds", "parts.tiny", "parts.open", "parts.loose", "parts.more"),
    "line": ("most lines", "bounds", "vintages", "missing", "not from zero"),
    "progress": ("long, of a plan", "nearly all", "at least, compared", "far more than all"),
    "ranking": ("one-sided", "long titles", "below zero", "far apart", "whole", "equal"),
    "stages": ("long ways of long stages", "every extent of eight stages"),
    "timeline": ("of everything", "with long names"),
    "units": ("with a long title", "622"),
}
_SEVERAL = 12


def tried(form: str, number: int | None = None) -> list[Any]:
    """Give parameters of a test: all cases of a form in a proof, else so many of the telling ones."""
    names = [*CASES[form]] if PROOF else TELLING[form][:number]
    return [pytest.param(name, marks=pytest.mark.proof, id=name) for name in names]


@cache
def figure(form: str, case: str, language: Language = "zh") -> charts.Figure:
    """Draw a case, once for all tests, which work in the same project."""
    return CASES[form][case](language=language)


def usual(form: str) -> str:
    """Name the case of a form that has the most metrics, of those that a page would have."""
    counts = {name: len(getattr(case, "args", ())) for name, case in CASES[form].items()}
    return max(counts, key=lambda name: counts[name] if counts[name] <= _SEVERAL else -1)
