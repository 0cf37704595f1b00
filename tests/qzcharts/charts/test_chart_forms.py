"""Counts, lengths, areas and positions in a drawing are those of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import drawn
import numpy as np
import pytest
from made_up import COUNTS
from matplotlib.path import Path

from qzcharts import charts
from qzcharts.charts.style import LOOKS, Look
from qzcharts.data import open_ledger

WIDTHS = [LOOKS[0], LOOKS[2]]
pytestmark = pytest.mark.usefixtures("in_made_up")


def widths(figure: charts.Figure, *labels: str) -> list[float]:
    return [drawn.box(figure, mark)[2] for label in labels for mark in drawn.labelled(figure, label)]


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
@pytest.mark.parametrize("count", COUNTS[:-1])
def test_units_draws_as_many_marks_as_there_are_things(count: int, look: Look) -> None:
    figure = charts.units(f"count.n{count}").variant(look)
    (marks,) = drawn.labelled(figure, "mark")
    path = drawn.pixels(figure, marks)
    per = next(per for per in (1, 10, 100, 1000) if count <= 1000 * per)
    assert np.count_nonzero(path.codes == Path.MOVETO) == -(-count // per)
    squares = np.asarray(path.vertices).reshape(-1, 5, 2)
    areas = np.ptp(squares[..., 0], axis=1) * np.ptp(squares[..., 1], axis=1)
    assert areas.sum() / areas[0] * per == pytest.approx(count, rel=1e-9)
    assert len({(round(x, 3), round(y, 3)) for x, y in squares[:, 0]}) == len(squares)
    if per > 1:
        assert {10: "十", 100: "一百", 1000: "一千"}[per] in figure.evidence.unit


def test_units_stand_in_rows_of_ten_and_blocks_of_a_hundred() -> None:
    figure = charts.units("count.n622")
    marks = drawn.pixels(figure, drawn.labelled(figure, "mark")[0])
    corners = np.asarray(marks.vertices).reshape(-1, 5, 2)[:, 0]
    assert len({y for _, y in corners[:100].round(3)}) == 10
    assert all(len({y for _, y in corners[start : start + 10].round(3)}) == 1 for start in range(0, 620, 10))
    pitch = np.diff(corners[:10, 0])
    assert np.allclose(pitch, pitch[0])
    between = corners[100, 0] - corners[9, 0]
    assert between > 1.5 * pitch[0]


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
@pytest.mark.parametrize(
    ("share", "low", "high"), [("s0_4", 0.0035, 0.0045), ("s52", 0.515, 0.525), ("s99_95", 0.99945, 0.99955)]
)
def test_progress_fills_its_bar_up_to_the_bounds(share: str, low: float, high: float, look: Look) -> None:
    figure = charts.progress("money.middle", share=f"share.{share}", reference="share.s49_7").variant(look)
    whole, done, band = widths(figure, "whole", "done", "band")
    assert done / whole == pytest.approx(low, abs=1e-9)
    assert (done + band) / whole == pytest.approx(high, abs=1e-9)
    left = drawn.box(figure, drawn.labelled(figure, "whole")[0])[0]
    for mark in drawn.labelled(figure, "reference"):
        assert (drawn.box(figure, mark)[0] - left) / whole == pytest.approx(0.497, abs=1e-9)


def test_progress_draws_amount_and_total_on_the_scale_of_the_share() -> None:
    figure = charts.progress("money.middle", share="share.s50", implied="money.plan")
    whole, amount, total, band = widths(figure, "whole", "amount", "total", "total band")
    assert amount / whole == pytest.approx(12.5 / 25)
    assert total / whole == pytest.approx(24.5 / 25)
    assert (total + band) / whole == pytest.approx(25.5 / 25)
    mark, left = (drawn.box(figure, drawn.labelled(figure, label)[0])[0] for label in ("total mark", "whole"))
    assert mark - left == pytest.approx(whole)


@pytest.mark.parametrize(
    ("share", "reference", "relation"),
    [("s52", "s49_7", "高于"), ("s3", "s49_7", "低于"), ("s50", "s50_2", "与界限内的参照相当")],
)
def test_progress_compares_by_bounds(share: str, reference: str, relation: str) -> None:
    title = charts.progress(
        "money.middle", share=f"share.{share}", reference=f"share.{reference}"
    ).evidence.title
    assert relation in title


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
def test_nearly_whole_shows_what_is_left_twice(look: Look) -> None:
    figure = charts.nearly_whole("share.s98_8", "made.left").variant(look)
    parts = widths(figure, "done", "band", "remaining")
    whole = sum(parts)
    assert whole == pytest.approx(look.pixels - 2)
    assert parts == pytest.approx([whole * 0.9875, whole * 0.001, whole * 0.0115])
    window = 4 * 0.0125
    magnified = widths(figure, "magnified done", "magnified band", "magnified remaining")
    assert magnified == pytest.approx([whole * part / window for part in (window - 0.0125, 0.001, 0.0115)])


@pytest.mark.parametrize(
    ("share", "left"), [("share.all", "made.left_all"), ("share.long", "made.left_long")]
)
def test_nearly_whole_magnifies_only_what_needs_it(share: str, left: str) -> None:
    figure = charts.nearly_whole(share, left)
    assert not drawn.labelled(figure, "lens")
    assert "放大" not in figure.evidence.unit
    assert sum(widths(figure, "done", "band", "remaining")) == pytest.approx(678)


def test_stages_marks_only_what_was_published() -> None:
    figure = charts.stages()
    assert [len(drawn.labelled(figure, label)) for label in ("most", "under_way")] == [1, 1]
    dots = [mark for mark in drawn.labelled(figure, "reached") if hasattr(mark, "get_facecolor")]
    assert len(dots) == 2
    assert not drawn.labelled(figure, "passed")
    assert len(figure.evidence.rows) == 4
    assert figure.evidence.rows[0][:3] == ("虚构甲项目", "第2步", "多数楼栋")


def test_stages_take_their_words_and_notes_from_the_statements() -> None:
    told = charts.stages().evidence
    ledger = open_ledger()
    for row in ledger.package.table("projects").rows:
        statement = ledger.statement(row["statement"])
        assert statement.label("subject") + statement.text() in told.alt
        assert statement.label("note") in told.alt


@pytest.mark.parametrize(
    ("members", "options", "boxes", "links"),
    [
        ("list.five", {}, 5, 0),
        ("list.forty", {}, 40, 0),
        ("list.three", {"levels": True}, 3, 2),
        ("list.two", {"works": "list.three"}, 5, 6),
    ],
)
def test_structure_draws_every_body_once_and_every_link(
    members: str, options: dict[str, Any], boxes: int, links: int
) -> None:
    figure = charts.structure(members, **options)
    assert len(drawn.labelled(figure, "box")) == boxes
    assert len(drawn.labelled(figure, "link")) == links
    assert len(figure.evidence.rows) == boxes


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize(
    ("members", "rows"), [("one", 1), ("two", 1), ("five", 1), ("forty", 8), ("long", 1)]
)
def test_structure_puts_members_on_one_footing(members: str, rows: int, look: Look) -> None:
    figure = charts.structure(f"list.{members}").variant(look)
    marks = drawn.labelled(figure, "box")
    boxes = np.array([drawn.box(figure, mark) for mark in marks])
    assert np.ptp(boxes[:, 2:], axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert len({mark.get_facecolor() for mark in marks}) == 1
    lengths = list(Counter(boxes[:, 1].round(3)).values())
    assert len(lengths) == (rows if look.wide else len(boxes))
    assert max(lengths) - min(lengths) <= 1
    assert "并列：" in figure.evidence.alt


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
@pytest.mark.parametrize(
    "ids",
    [("share.s3", "share.s52", "share.none", "share.s98_8"), ("money.loss", "money.middle", "money.long")],
)
def test_bars_are_as_long_as_the_figures(ids: Sequence[str], look: Look) -> None:
    figure = charts.bars(*ids).variant(look)
    ledger = open_ledger()
    ends = []
    for name in ids:
        bounds = ledger[name].quantity.bounds
        assert bounds.lower is not None and bounds.upper is not None
        near, far = sorted((abs(float(bounds.lower)), abs(float(bounds.upper))))
        ends.append((near, far - near))
    lengths = list(zip(widths(figure, "bar"), widths(figure, "band"), strict=True))
    scale = lengths[-1][0] / ends[-1][0]
    assert np.array(lengths) == pytest.approx(np.array(ends) * scale, abs=1e-6)
    zeros = {round(drawn.box(figure, mark)[0], 6) for mark in drawn.labelled(figure, "zero")}
    assert len(zeros) == 1


@pytest.mark.parametrize(
    ("ids", "title"),
    [
        (["money.plan"], "计划约25亿元"),
        (["money.middle", "money.plan"], "最多的是计划约25亿元"),
        (["money.plan", "money.middle"], "最多的是计划约25亿元"),
        (["money.middle", "money.least"], "各项数值"),
        (["money.least", "money.nearly"], "各项数值"),
        (["share.s50", "share.s50_2"], "各项数值"),
    ],
)
def test_bars_name_the_largest_only_where_it_is_so_within_all_bounds(ids: list[str], title: str) -> None:
    assert charts.bars(*ids).evidence.title == title


def test_bars_show_which_side_is_open() -> None:
    figure = charts.bars("money.least", "money.nearly", "money.plan")
    assert len(drawn.labelled(figure, "open")) == 1
    bar, band = widths(figure, "bar"), widths(figure, "band")
    assert band[0] == 0 and bar[1] > 0 and band[1] > 0
    assert figure.evidence.unit == "条长表示数值；换色的一段是取值范围；末端的尖角表示没有上限"
    assert charts.bars("count.n7", "count.n10").evidence.unit == "条长表示数值"
    bounded_above = charts.bars("time.days")
    assert widths(bounded_above, "bar") == [0] and widths(bounded_above, "band")[0] > 0


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
def test_cards_show_every_figure_in_printed_wording(look: Look) -> None:
    ids = [f"many.m{n}" for n in range(1, 41)]
    figure = charts.cards(*ids).variant(look)
    values = [text.get_text() for text in drawn.labelled(figure, "value")]
    assert values == [open_ledger()[name].text() for name in ids]
    assert [card.value for card in figure.evidence.cards] == values
    assert [card.metric for card in figure.evidence.cards] == ids


@pytest.mark.parametrize("look", WIDTHS, ids=lambda look: look.name)
def test_table_draws_exactly_its_rows(look: Look) -> None:
    figure = charts.table("money.plan", "count.n7", "made.left").variant(look)
    shown = "".join(text.get_text() for text in drawn.labelled(figure, "cell")).replace("　", "")
    for row in figure.evidence.rows:
        for cell in row:
            assert cell.replace(" ", "") in shown.replace(" ", "")
