"""No text is clipped, crossed, overlapped, too small or too pale, in any form, width, ground or language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import drawn
import pytest

from qzcharts import charts
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import LOOKS
from qzcharts.words import Language

Drawing = Callable[..., charts.Figure]

LONG_TITLE = (
    "一个写得很长的标题，长到手机上要折成好几行，里面还有{count.n622}和{share.s52}这样的数字，以及（括号）"
)

CASES: dict[str, Drawing] = {
    **{
        f"units {n}": partial(charts.units, f"count.n{n}")
        for n in (1, 7, 10, 11, 99, 100, 101, 200, 478, 622, 1000, 1001, 12345, 99999, 1000000)
    },
    "units long": partial(charts.units, "count.long", title=LONG_TITLE),
    "progress": partial(
        charts.progress, "money.middle", share="share.s50", implied="money.plan", reference="share.s49_7"
    ),
    "progress alone": partial(charts.progress, "money.middle", share="share.s52"),
    "progress tiny": partial(charts.progress, "money.small", share="share.s0_4", reference="share.none"),
    "progress all": partial(charts.progress, "money.middle", share="share.all", reference="share.s98_8"),
    "progress level": partial(charts.progress, "money.middle", share="share.s52", reference="share.all"),
    "progress long": partial(
        charts.progress,
        "money.long",
        share="share.s12",
        implied="money.plan",
        reference="share.long",
        title=LONG_TITLE,
    ),
    "stages": charts.stages,
    **{
        f"structure {name}": partial(charts.structure, f"list.{name}")
        for name in ("one", "two", "three", "five", "forty", "long")
    },
    "structure levels": partial(charts.structure, "list.three", levels=True),
    "structure one level": partial(charts.structure, "list.one", levels=True),
    "structure long levels": partial(charts.structure, "list.long", levels=True),
    "structure forty levels": partial(charts.structure, "list.forty", levels=True),
    "structure bridge": partial(charts.structure, "list.two", works="list.three"),
    "structure long bridge": partial(charts.structure, "list.two", works="list.long"),
    "structure wide bridge": partial(charts.structure, "list.two", works="list.forty"),
    "nearly whole": partial(charts.nearly_whole, "share.s98_8", "made.left"),
    "nearly whole, less": partial(charts.nearly_whole, "share.s99_95", "made.left_h"),
    "nearly nothing": partial(charts.nearly_whole, "share.s3", "made.left_b"),
    "wholly": partial(charts.nearly_whole, "share.all", "made.left_all"),
    "nearly whole, long": partial(charts.nearly_whole, "share.long", "made.left_long", title=LONG_TITLE),
    "timeline": partial(
        charts.timeline, "count.n7", "count.n10", "count.n11", "count.n99", "count.n100", "count.n101"
    ),
    "timeline of sets": partial(
        charts.timeline, "count.n478", "count.n622", "count.n1000", "count.n1001", "time.days"
    ),
    "timeline of a month": partial(charts.timeline, "money.plan"),
    "timeline of a day": partial(charts.timeline, "count.n100"),
    "timeline of decades": partial(charts.timeline, "count.n100", "count.n200"),
    "timeline long": partial(charts.timeline, "count.long", "count.n10"),
    "timeline forty": partial(charts.timeline, *(f"many.m{n}" for n in range(1, 41))),
    "cards one": partial(charts.cards, "money.plan"),
    "cards five": partial(charts.cards, *(f"many.m{n}" for n in range(1, 6))),
    "cards mixed": partial(
        charts.cards, "money.huge", "count.long", "money.small", "time.days", "count.negative"
    ),
    "cards forty": partial(charts.cards, *(f"many.m{n}" for n in range(1, 41))),
    "bars": partial(charts.bars, "share.s3", "share.s52", "share.s98_8", "share.none"),
    "bars one": partial(charts.bars, "share.none"),
    "bars extremes": partial(charts.bars, "money.small", "money.huge", "money.middle"),
    "bars below zero": partial(charts.bars, "money.loss", "money.middle", "money.long"),
    "bars all below zero": partial(charts.bars, "money.loss"),
    "bars one-sided": partial(charts.bars, "money.least", "money.nearly", "money.plan"),
    "bars open": partial(charts.bars, "money.least"),
    "bars forty": partial(charts.bars, *(f"many.m{n}" for n in range(1, 41))),
    "table": partial(charts.table, "money.plan", "count.long", "money.huge", "made.half"),
    "table one": partial(charts.table, "count.n7"),
    "table forty": partial(charts.table, *(f"many.m{n}" for n in range(1, 41))),
    "table items": partial(charts.table, items="list.long", title=LONG_TITLE),
    "table names": partial(charts.table, items="list.forty"),
}


@pytest.mark.usefixtures("in_made_up")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_clipped_or_overlaps(case: str, language: Language) -> None:
    figure = CASES[case](language=language)
    for look in LOOKS:
        assert list(drawn.problems(figure.variant(look))) == []


@pytest.mark.usefixtures("in_made_up")
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda sheet: sheet.put(sheet.block("压住标题"), 0, 0), "overlaps"),
        (lambda sheet: sheet.put(sheet.block("出界的字"), 660, 60), "is clipped"),
        (lambda sheet: sheet.line([(0, 15), (300, 15)], "#000000"), "is crossed by the mark"),
        (lambda sheet: sheet.rectangle(10, 0, 300, 60, "#eeeeee"), "is crossed by the mark"),
        (lambda sheet: sheet.rectangle(-20, 50, 30, 5, "#eeeeee"), "leaves the figure"),
        (lambda sheet: sheet.put(sheet.block("太浅"), 300, 60, colour="#aaaaaa"), "has contrast"),
    ],
)
def test_the_check_of_the_layout_finds_what_is_wrong(spoil: Callable[[Sheet], object], told: str) -> None:
    figure = charts.units("count.n7")

    def draw(sheet: Sheet) -> None:
        spoil(sheet)
        sheet.y += 60

    assert any(told in problem for problem in drawn.problems(charts.Figure(figure.evidence, draw)))
