"""A figure of an author's own drawing gets look and evidence, and what is written in it is told."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes

import qzcharts as qz
from qzcharts import charts
from qzcharts.bundle import MASK, MIME
from qzcharts.charts.raw import Finished
from qzcharts.charts.style import DARK, LIGHT, LOOKS
from qzcharts.data import open_ledger
from qzcharts.errors import ChartError

METRICS = ["construction.plan_implied", "construction.investment"]
Drawing = Callable[[Axes], object]


@pytest.fixture
def axes(in_book: None) -> Iterator[Axes]:
    with mpl.rc_context():
        mpl.use("agg")
        charts.style()
        _, axes = plt.subplots()
        yield axes
        plt.close("all")


def bundle(figure: Finished) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(json.dumps(figure._repr_mimebundle_()[MIME]))
    return bundle


def finish(axes: Axes) -> Finished:
    figure = axes.get_figure(root=True)
    assert figure
    return charts.finish(figure, METRICS, title="完成{construction.investment}", alt="柱状图")


def test_a_raw_figure_gets_look_evidence_and_variants(axes: Axes) -> None:
    axes.bar(["计划", "完成"], [24.92, 12.96])
    axes.set_ylabel("亿元")
    figure = axes.get_figure(root=True)
    assert figure
    size = tuple(figure.get_size_inches())
    alt = "柱状图，计划{construction.plan_implied}"
    finished = charts.finish(figure, METRICS, title="完成{construction.investment}", alt=alt)
    assert plt.get_fignums() == []
    assert finished.evidence.title == "完成12.96亿元"
    assert finished.evidence.alt == "完成12.96亿元。柱状图，计划约24.92亿元。"
    assert finished.evidence.metrics == tuple(METRICS)
    shown = bundle(finished)
    for look, svg in shown["svg"].items():
        root = ElementTree.fromstring(svg)
        assert root.get("width") == ("680" if "wide" in look else "328")
        assert {"完成12.96亿元", "亿元", "计划"} <= {node.get("data-text") for node in root.iter()}
        assert (DARK.done if "dark" in look else LIGHT.done) in svg
        assert (LIGHT.done if "dark" in look else DARK.done) not in svg
    assert bundle(finished) == shown
    assert tuple(figure.get_size_inches()) == size


def bars_of_metrics(axes: Axes) -> None:
    found = [qz.metric(name) for name in METRICS]
    drawn = axes.barh([m.label("indicator") for m in found], [float(m.quantity.value) for m in found])
    axes.bar_label(drawn, labels=[str(m) for m in found])
    axes.set_title(f"{found[0]}，完成{found[1]}")
    axes.set_xlabel(f"{open_ledger()['construction.investment'].quantity.unit.symbol}，2020年上半年")


CELL = """
import matplotlib.pyplot as plt
import qzcharts as qz

qz.style()
metrics = [qz.metric("construction.investment"), qz.metric("construction.plan_implied")]
fig, axes = plt.subplots()
bars = axes.barh([m.label("indicator") for m in metrics], [float(m.quantity.value) for m in metrics])
axes.bar_label(bars, [m.text() for m in metrics], padding=4)
axes.set_xlabel("亿元")
axes.margins(x=0.2)
axes.invert_yaxis()
shown = qz.finish(
    fig,
    metrics=["construction.investment", "construction.plan_implied"],
    title="完成投资{construction.investment}，推算的年度计划{construction.plan_implied}",
    alt="条形图，横条从零开始",
)
"""


def test_a_cell_of_an_authors_own_drawing_runs_as_it_stands(axes: Axes) -> None:
    names: dict[str, Any] = {}
    exec(CELL, names)
    assert names["shown"].evidence.alt == (
        "完成投资12.96亿元，推算的年度计划约24.92亿元。条形图，横条从零开始。"
    )
    assert bundle(names["shown"])["svg"]


GOOD: dict[str, Drawing] = {
    "nothing written": lambda axes: axes.plot([0, 12.96]),
    "metrics in their words": bars_of_metrics,
    "numbers on scales": lambda axes: axes.plot([0, 1e6], [-3e-5, 3e-5]),
    "a scale by powers": lambda axes: axes.loglog([1, 10000], [1, 10000]),
    "a scale with units": lambda axes: axes.xaxis.set_major_formatter("{x:.1f}亿元"),
    "a scale of dates": lambda axes: axes.plot(np.array([date(2018, 1, 1), date(2020, 7, 28)]), [0, 1]),
    "dates and names": lambda axes: axes.annotate("2020年7月28日，第2期", (0.5, 0.5)),
    "years as names": lambda axes: axes.bar(["2019年", "2020年"], [1, 2]),
    "a number that is hidden": lambda axes: axes.text(0.5, 0.5, "12.96亿元", visible=False),
    "bars on each other": lambda axes: axes.bar([0, 0], [1, 2], bottom=[0, 1]),
    "two legends": lambda axes: [axes.plot([0, 1], label="完成"), axes.legend()],
    "an axis turned off": lambda axes: [axes.set_xticks([0, 1], ["甲", "甲"]), axes.axis("off")],
}


@pytest.mark.parametrize("case", GOOD)
def test_a_figure_that_types_no_number_is_drawn(case: str, axes: Axes) -> None:
    GOOD[case](axes)
    assert finish(axes).svg()


def test_a_title_may_hold_every_form_of_a_metric(axes: Axes) -> None:
    figure = axes.get_figure(root=True)
    assert figure
    title = "计划在{construction.plan_implied|range}之间，标题很长，在手机上折行：{construction.investment}"
    for _ in range(2):
        assert charts.finish(figure, METRICS, title=title, alt="图").svg(LOOKS[2])


SAME = (
    "{} of the figure shows the label {!r} more than once; allowed: labels that tell apart what is drawn; "
    "mend: say in the label of each what sets it apart"
)
#: What no metric says, and the text that the page is told of, to judge it.
TYPED: dict[str, tuple[Drawing, str]] = {
    "a title": (lambda axes: axes.set_title("增长7%"), "增长7%"),
    "an axis label": (lambda axes: axes.set_ylabel("共200户"), "共200户"),
    "a number in characters": (
        lambda axes: axes.set_title("完成过半，共六百套"),
        "完成过半，共六百套",
    ),
    "a note": (lambda axes: axes.annotate("622", (0.5, 0.5)), "622"),
    "a note outside": (
        lambda axes: axes.get_figure().text(0, 0, "约52%"),  # type: ignore[union-attr]
        "约52%",
    ),
    "another metric's words": (
        lambda axes: axes.text(0, 0, str(qz.metric("inspection.units"))),
        "622套",
    ),
    "the number without its unit": (
        lambda axes: axes.bar_label(axes.bar(["完成"], [12.96])),
        "12.96",
    ),
    "the printed words inside a longer number": (
        lambda axes: axes.text(0, 0, "312.96亿元"),
        "312.96亿元",
    ),
    "a word beside the printed words": (
        lambda axes: axes.text(0, 0, "12.96亿元，占52%"),
        f"{MASK}，占52%",
    ),
    "the name of a bar": (
        lambda axes: axes.bar(["完成52%", "其余"], [1, 2]),
        "完成52%",
    ),
    "a label typed on a scale": (
        lambda axes: axes.set_yticks([0, 1], ["无", "24亿元"]),
        "24亿元",
    ),
    "a legend": (
        lambda axes: [axes.plot([0, 1], label="完成13亿元"), axes.legend()],
        "完成13亿元",
    ),
    "a table": (
        lambda axes: axes.table([["完成", "12.96亿元"], ["计划", "25亿元"]], loc="center"),
        "25亿元",
    ),
}


@pytest.mark.parametrize("case", TYPED)
def test_what_no_metric_says_is_told_to_the_page(case: str, axes: Axes) -> None:
    drawing, text = TYPED[case]
    drawing(axes)
    assert text in finish(axes).evidence.typed


@pytest.mark.parametrize("case", GOOD)
def test_what_metrics_say_and_what_scales_show_is_nothing_typed(case: str, axes: Axes) -> None:
    GOOD[case](axes)
    title, alt, *others = finish(axes).evidence.typed
    assert (title, alt) == (f"完成{MASK}", "柱状图")
    assert not re.search(r"\d[\d.]*亿|^[\d.]+$", "\n".join(others), re.MULTILINE)


BAD: dict[str, tuple[Drawing, str]] = {
    "labels of an axis": (
        lambda axes: axes.set_xticks([0, 0.5, 1], ["甲", "乙", "甲"]),
        SAME.format("an axis", "甲"),
    ),
    "numbers of a scale, cut short": (
        lambda axes: [axes.set_ylim(0, 2), axes.yaxis.set(major_formatter="{x:.0f}")],
        SAME.format("an axis", "0"),
    ),
    "entries of a legend": (
        lambda axes: [axes.plot([0, 1], label="完成"), axes.plot([1, 0], label="完成"), axes.legend()],
        SAME.format("a legend", "完成"),
    ),
    "names of bars": (
        lambda axes: axes.barh(["完成", "完成"], [1, 2]),
        "two bars stand in the same place, as bars of the same name do; allowed: a name for each; "
        "mend: say in the name of each what sets it apart",
    ),
    "no glyph": (
        lambda axes: axes.set_xlabel("\N{GRINNING FACE}"),
        "the font has no glyph for '😀' (U+1F600); allowed: what Noto Sans SC holds; "
        "mend: write it another way",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_told_apart_or_shown_is_refused(case: str, axes: Axes) -> None:
    drawing, message = BAD[case]
    drawing(axes)
    with pytest.raises(ChartError) as caught:
        finish(axes)
    assert str(caught.value) == message
