"""A chart whose text is cut off, or stands on other text, is refused at drawing."""

from __future__ import annotations

from collections.abc import Callable

import drawn
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import LONG_ZH
from matplotlib.figure import Figure

from qzcharts import charts
from qzcharts.charts.saving import settings
from qzcharts.charts.sheet import Anchor, Sheet
from qzcharts.charts.style import LOOKS, NARROW, WIDE, Look
from qzcharts.charts.untidy import refuse_untidy
from qzcharts.errors import ChartError

CLIPPED = "{!r} does not fit into the chart of {} pixels; allowed: text within its edges; "
ON_EACH_OTHER = "{!r} and {!r} stand on each other in the chart of {} pixels; allowed: texts apart; "
MEND = "mend: shorten {}, or draw fewer things in a chart"


def sheet_of(draw: Callable[[Sheet], object], look: Look = WIDE, height: float = 100) -> Sheet:
    """Draw on a sheet and close it."""
    with settings():
        sheet = Sheet(Figure(), look)
        draw(sheet)
        sheet.y = height
        sheet.close()
    return sheet


def put(words: str, x: float, y: float, anchor: Anchor = "left") -> Callable[[Sheet], object]:
    return lambda sheet: sheet.put(sheet.block(words), x, y, anchor=anchor)


def both(*draws: Callable[[Sheet], object]) -> Callable[[Sheet], object]:
    return lambda sheet: [draw(sheet) for draw in draws]


CLIPS: dict[str, tuple[Callable[[Sheet], object], str]] = {
    "right": (put("出界的字", 660, 40), "出界的字"),
    "left": (put("出界的字", 20, 40, "right"), "出界的字"),
    "on both sides of its middle": (put("出界的字", 678, 40, "center"), "出界的字"),
    "above": (put("出界的字", 0, -20), "出界的字"),
    "below": (put("出界的字", 0, 95), "出界的字"),
    "in its last line": (put("第一行\n出界的字", 0, 75), "出界的字"),
}
OVERLAPS: dict[str, tuple[Callable[[Sheet], object], str, str]] = {
    "the same place": (both(put("甲", 0, 0), put("乙", 0, 0)), "甲", "乙"),
    "half a line lower": (both(put("甲乙", 0, 0), put("丙丁", 20, 8)), "甲乙", "丙丁"),
    "from the other side": (both(put("一些字", 0, 0), put("另一些", 60, 0, "right")), "一些字", "另一些"),
    "a later line": (both(put("甲\n乙", 0, 0), put("丙", 0, 22)), "乙", "丙"),
}


@pytest.mark.parametrize("case", CLIPS)
def test_text_beyond_the_edge_is_refused(case: str) -> None:
    draw, words = CLIPS[case]
    with pytest.raises(ChartError) as caught:
        refuse_untidy(sheet_of(draw))
    assert str(caught.value) == CLIPPED.format(words, 680) + MEND.format("it")


@pytest.mark.parametrize("case", OVERLAPS)
def test_text_on_text_is_refused(case: str) -> None:
    draw, one, other = OVERLAPS[case]
    with pytest.raises(ChartError) as caught:
        refuse_untidy(sheet_of(draw, NARROW))
    assert str(caught.value) == ON_EACH_OTHER.format(one, other, 328) + MEND.format("them")


@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet: None,
        put("贴着左边", 0, 0),
        put("贴着右边", 678, 0, "right"),
        both(put("上一行", 0, 0), put("下一行", 0, 21)),
        both(put("左", 0, 0), put("右", 16, 0)),
        lambda sheet: sheet.write(LONG_ZH),
    ],
    ids=["nothing", "left edge", "right edge", "lines", "side by side", "wrapped"],
)
def test_text_that_is_apart_is_left_alone(draw: Callable[[Sheet], object]) -> None:
    refuse_untidy(sheet_of(draw))


@pytest.mark.usefixtures("in_made_up")
def test_a_figure_is_judged_as_it_is_drawn_and_so_is_each_width_of_it() -> None:
    told = charts.units("count.n7").evidence

    def beyond(sheet: Sheet) -> None:
        sheet.put(sheet.block("出界的字"), 660, 90)

    with pytest.raises(ChartError, match="'出界的字' does not fit into the chart of 680 pixels"):
        charts.Figure(told, beyond)

    def wide_only(sheet: Sheet) -> None:
        sheet.put(sheet.block("宽版才放得下"), 300, sheet.y)
        sheet.y += 30

    figure = charts.Figure(told, wide_only)
    with pytest.raises(ChartError, match="'宽版才放得下' does not fit into the chart of 328 pixels"):
        figure.drawings()


places = st.tuples(
    st.integers(-40, 700), st.integers(-30, 100), st.sampled_from(["甲乙丙", "words", "12.96"])
)


@given(st.lists(places, max_size=4), st.sampled_from(LOOKS))
def test_what_is_let_pass_the_measured_text_bears_out(found: list[tuple[int, int, str]], look: Look) -> None:
    sheet = sheet_of(both(*(put(words, x, y) for x, y, words in found)), look)
    try:
        refuse_untidy(sheet)
    except ChartError:
        return
    width, height = sheet.figure.get_size_inches() * 96
    areas = [area for _, area in drawn.texts(sheet.figure)]
    for place, area in enumerate(areas):
        assert area.x0 > -3 and area.y0 > -3 and area.x1 < width + 3 and area.y1 < height + 3
        for other in areas[place + 1 :]:
            across = min(area.x1, other.x1) - max(area.x0, other.x0)
            down = min(area.y1, other.y1) - max(area.y0, other.y0)
            assert across < 2 or down < 2.5
