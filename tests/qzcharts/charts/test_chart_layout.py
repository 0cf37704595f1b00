"""No text is clipped, crossed, overlapped, too small or too pale, in any form, width, ground or language."""

from __future__ import annotations

from collections.abc import Callable

import cases
import drawn
import pytest

from qzcharts import charts
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import LOOKS
from qzcharts.words import Language

pytestmark = pytest.mark.usefixtures("in_made_up")

#: How many cases of a form are tried each time, in every width and language.
SEVERAL = 2


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("form", "case"),
    [
        pytest.param(form, *each.values, marks=each.marks, id=f"{form} {each.id}")
        for form in cases.CASES
        for each in cases.tried(form, SEVERAL)
    ],
)
def test_nothing_is_clipped_or_overlaps(form: str, case: str, language: Language) -> None:
    figure = cases.figure(form, case, language)
    for look in LOOKS:
        assert list(drawn.problems(figure.variant(look))) == []


def test_every_form_has_its_cases() -> None:
    assert set(cases.CASES) == set(cases.TELLING)
    assert set(cases.CASES) == set(charts.__all__) - {"Figure", "finish", "style", "table"}
    assert all(set(names) <= set(cases.CASES[form]) for form, names in cases.TELLING.items())


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda sheet: sheet.line([(0, 20), (300, 20)], "ink"), "is crossed by the mark"),
        (lambda sheet: sheet.rectangle(10, 0, 300, 60, "surface"), "is crossed by the mark"),
        (lambda sheet: sheet.rectangle(-20, 50, 30, 5, "done"), "leaves the figure"),
        (lambda sheet: sheet.put(sheet.block("太浅"), 300, 60, colour="rule"), "has contrast"),
        (lambda sheet: sheet.put(sheet.block("太浅"), 300, 60, colour="on_done"), "has contrast"),
    ],
)
def test_the_check_of_the_layout_finds_what_is_wrong(spoil: Callable[[Sheet], object], told: str) -> None:
    figure = charts.units("count.n7")

    def draw(sheet: Sheet) -> None:
        spoil(sheet)
        sheet.y += 60

    assert any(told in problem for problem in drawn.problems(charts.Figure(figure.evidence, draw)))
