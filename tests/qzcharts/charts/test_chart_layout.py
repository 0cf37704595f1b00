"""No text is clipped, crossed, overlapped, too small or too pale, in any form, width, ground or language."""

from __future__ import annotations

from collections.abc import Callable

import drawn
import pytest

from qzcharts import charts
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import LOOKS
from qzcharts.words import Language

Drawing = Callable[[Language], charts.Figure]

LONG_TITLE = (
    "一个写得很长的标题，长到手机上要折成好几行，里面还有{count.n622}和{share.s52}这样的数字，以及（括号）"
)


def units(metric: str) -> Drawing:
    return lambda language: charts.units(metric, language=language)


def structure(members: str) -> Drawing:
    return lambda language: charts.structure(members, language=language)


CASES: dict[str, Drawing] = {
    **{
        f"units {n}": units(f"count.n{n}")
        for n in (1, 7, 10, 11, 99, 100, 101, 200, 478, 622, 1000, 1001, 12345, 99999, 1000000)
    },
    "units long": lambda language: charts.units("count.long", title=LONG_TITLE, language=language),
    "progress": lambda language: charts.progress(
        "money.middle", share="share.s50", implied="money.plan", reference="share.s49_7", language=language
    ),
    "progress alone": lambda language: charts.progress("money.middle", share="share.s52", language=language),
    "progress tiny": lambda language: charts.progress(
        "money.small", share="share.s0_4", reference="share.none", language=language
    ),
    "progress all": lambda language: charts.progress(
        "money.middle", share="share.all", reference="share.s98_8", language=language
    ),
    "progress level": lambda language: charts.progress(
        "money.middle", share="share.s52", reference="share.all", language=language
    ),
    "progress long": lambda language: charts.progress(
        "money.long",
        share="share.s12",
        implied="money.plan",
        reference="share.long",
        title=LONG_TITLE,
        language=language,
    ),
    "stages": lambda language: charts.stages(language=language),
    **{
        f"structure {name}": structure(f"list.{name}")
        for name in ("one", "two", "three", "five", "forty", "long")
    },
    "structure levels": lambda language: charts.structure("list.three", levels=True, language=language),
    "structure one level": lambda language: charts.structure("list.one", levels=True, language=language),
    "structure long levels": lambda language: charts.structure("list.long", levels=True, language=language),
    "structure forty levels": lambda language: charts.structure("list.forty", levels=True, language=language),
    "structure bridge": lambda language: charts.structure("list.two", works="list.three", language=language),
    "structure long bridge": lambda language: charts.structure(
        "list.two", works="list.long", language=language
    ),
    "structure wide bridge": lambda language: charts.structure(
        "list.two", works="list.forty", language=language
    ),
    "nearly whole": lambda language: charts.nearly_whole("share.s98_8", "made.left", language=language),
    "nearly whole, less": lambda language: charts.nearly_whole(
        "share.s99_95", "made.left_h", language=language
    ),
    "nearly nothing": lambda language: charts.nearly_whole("share.s3", "made.left_b", language=language),
    "wholly": lambda language: charts.nearly_whole("share.all", "made.left_all", language=language),
    "nearly whole, long": lambda language: charts.nearly_whole(
        "share.long", "made.left_long", title=LONG_TITLE, language=language
    ),
    "timeline": lambda language: charts.timeline(
        "count.n7", "count.n10", "count.n11", "count.n99", "count.n100", "count.n101", language=language
    ),
    "timeline of sets": lambda language: charts.timeline(
        "count.n478", "count.n622", "count.n1000", "count.n1001", "time.days", language=language
    ),
    "timeline of a month": lambda language: charts.timeline("money.plan", language=language),
    "timeline of a day": lambda language: charts.timeline("count.n100", language=language),
    "timeline of decades": lambda language: charts.timeline("count.n100", "count.n200", language=language),
    "timeline long": lambda language: charts.timeline("count.long", "count.n10", language=language),
    "timeline forty": lambda language: charts.timeline(
        *(f"many.m{n}" for n in range(1, 41)), language=language
    ),
    "cards one": lambda language: charts.cards("money.plan", language=language),
    "cards five": lambda language: charts.cards(*(f"many.m{n}" for n in range(1, 6)), language=language),
    "cards mixed": lambda language: charts.cards(
        "money.huge", "count.long", "money.small", "time.days", "count.negative", language=language
    ),
    "cards forty": lambda language: charts.cards(*(f"many.m{n}" for n in range(1, 41)), language=language),
    "bars": lambda language: charts.bars(
        "share.s3", "share.s52", "share.s98_8", "share.none", language=language
    ),
    "bars one": lambda language: charts.bars("share.none", language=language),
    "bars extremes": lambda language: charts.bars(
        "money.small", "money.huge", "money.middle", language=language
    ),
    "bars below zero": lambda language: charts.bars(
        "money.loss", "money.middle", "money.long", language=language
    ),
    "bars all below zero": lambda language: charts.bars("money.loss", language=language),
    "bars one-sided": lambda language: charts.bars(
        "money.least", "money.nearly", "money.plan", language=language
    ),
    "bars open": lambda language: charts.bars("money.least", language=language),
    "bars forty": lambda language: charts.bars(*(f"many.m{n}" for n in range(1, 41)), language=language),
    "table": lambda language: charts.table(
        "money.plan", "count.long", "money.huge", "made.half", language=language
    ),
    "table one": lambda language: charts.table("count.n7", language=language),
    "table forty": lambda language: charts.table(*(f"many.m{n}" for n in range(1, 41)), language=language),
    "table items": lambda language: charts.table(items="list.long", title=LONG_TITLE, language=language),
    "table names": lambda language: charts.table(items="list.forty", language=language),
}


@pytest.mark.usefixtures("in_made_up")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_clipped_or_overlaps(case: str, language: Language) -> None:
    figure = CASES[case](language)
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
