"""A figure of an author's own drawing gets look and evidence, and what is written in it is told."""

from __future__ import annotations

import io
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
from matplotlib.dates import YearLocator
from PIL import Image

import qzcharts as qz
from qzcharts import charts
from qzcharts.bundle import MASK, MIME, PICTURES
from qzcharts.charts.raw import Finished
from qzcharts.charts.style import DARK, LIGHT
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


def written(svg: str) -> list[str]:
    """Texts of a picture."""
    return [
        node.attrib["data-text"] for node in ElementTree.fromstring(svg).iter() if "data-text" in node.attrib
    ]


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
    assert finished.evidence.alt == "柱状图，计划约24.92亿元"
    assert finished.evidence.metrics == tuple(METRICS)
    shown = bundle(finished)
    assert tuple(shown["svg"]) == (*PICTURES, "paper", "file")
    assert shown["svg"]["paper"] == shown["svg"]["wide-light"]
    for name in PICTURES:
        svg = shown["svg"][name]
        root = ElementTree.fromstring(svg)
        assert root.get("width") == ("680" if "wide" in name else "328")
        assert {"亿元", "计划"} <= set(written(svg))
        assert (DARK.done if "dark" in name else LIGHT.done) in svg
        assert (LIGHT.done if "dark" in name else DARK.done) not in svg
        # The page has the title beside its pictures; a file has nothing beside it.
        assert "完成12.96亿元" not in written(svg)
    assert "完成12.96亿元" in written(shown["svg"]["file"])
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
    assert names["shown"].evidence.title == "完成投资12.96亿元，推算的年度计划约24.92亿元"
    assert names["shown"].evidence.alt == "条形图，横条从零开始"
    assert bundle(names["shown"])["svg"]


GOOD: dict[str, Drawing] = {
    "nothing written": lambda axes: axes.plot([0, 12.96]),
    "metrics in their words": bars_of_metrics,
    "numbers on scales": lambda axes: axes.plot([0, 1e6], [-3e-5, 3e-5]),
    "a scale by powers": lambda axes: axes.loglog([1, 10000], [1, 10000]),
    "a scale with units": lambda axes: axes.xaxis.set_major_formatter("{x:.1f}亿元"),
    "a scale of dates": lambda axes: [
        axes.xaxis.set(major_locator=YearLocator()),
        axes.plot(np.array([date(2018, 1, 1), date(2020, 7, 28)]), [0, 1]),
    ],
    "dates and names": lambda axes: axes.annotate("2020年7月28日，第2期", (0.5, 0.5)),
    "years as names": lambda axes: axes.bar(["2019年", "2020年"], [1, 2]),
    "a number that is hidden": lambda axes: axes.text(0.5, 0.5, "12.96亿元", visible=False),
    "bars on each other": lambda axes: axes.bar([0, 0], [1, 2], bottom=[0, 1]),
    "two legends": lambda axes: [axes.plot([0, 1], label="完成"), axes.legend()],
    "an axis turned off": lambda axes: [axes.set_xticks([0, 1], ["甲", "甲"]), axes.axis("off")],
    "an axis that is hidden": lambda axes: [axes.bar(["甲", "乙"], [1, 2]), axes.yaxis.set(visible=False)],
}


#: Each scale, and all that it may write.
POWERS: dict[str, tuple[Drawing, list[str]]] = {
    "whole powers": (
        lambda axes: [axes.set(yticks=[]), axes.semilogx([1, 1e5], [0, 1])],
        ["1", "10", "100", "1000", "10000", "100000"],
    ),
    "parts of a power": (
        lambda axes: [axes.set(xticks=[]), axes.semilogy([0, 1], [0.2, 0.6])],
        ["0.2", "0.3", "0.4", "0.6"],
    ),
    "both sides of zero": (
        lambda axes: [axes.set(xticks=[]), axes.set(yscale="symlog", ylim=(-100, 100))],
        ["−100", "−10", "−1", "0", "1", "10", "100"],
    ),
    "shares": (
        lambda axes: [axes.set(xticks=[]), axes.set(yscale="logit", ylim=(0.01, 0.99))],
        ["0.01", "0.1", "0.5", "0.9", "0.99", "0.2", "0.3", "0.4", "0.6", "0.7", "0.8"],
    ),
}


@pytest.mark.parametrize("case", POWERS)
def test_a_scale_of_powers_writes_numbers(case: str, axes: Axes) -> None:
    drawing, numbers = POWERS[case]
    drawing(axes)
    assert written(finish(axes).drawings()["wide-light"]) == numbers


def test_a_title_may_hold_every_form_of_a_metric(axes: Axes) -> None:
    figure = axes.get_figure(root=True)
    assert figure
    title = "计划在{construction.plan_implied|range}之间，标题很长，在文件里折行：{construction.investment}"
    for _ in range(2):
        drawn = charts.finish(figure, METRICS, title=title, alt="图").drawings()["file"]
        assert any(line.startswith("计划在24.67亿～25.18亿元之间") for line in written(drawn))


def test_a_raw_figure_is_a_png_too(axes: Axes) -> None:
    axes.bar(["完成"], [12.96])
    finished = finish(axes)
    with Image.open(io.BytesIO(finished.png())) as picture:
        assert picture.width == 2 * 680
        assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
    assert finished.png() == finished.png()


def test_a_png_of_many_colours_keeps_them_all(axes: Axes) -> None:
    axes.imshow(np.random.default_rng(1).random((48, 64, 3)))
    with Image.open(io.BytesIO(finish(axes).png())) as picture:
        assert picture.mode == "RGB"


@pytest.mark.parametrize("pictures", ["light", "dark"])
def test_pictures_on_one_page_share_no_id(pictures: str, axes: Axes) -> None:
    axes.bar(["完成"], [12.96])
    svgs = [svg for name, svg in finish(axes).drawings().items() if name.endswith(pictures)]
    ids = [re.findall(r'\bid="([^"]*)"', svg) for svg in svgs]
    assert not set(ids[0]) & set(ids[1])
    for svg, own in zip(svgs, ids, strict=True):
        assert len(own) == len(set(own))
        assert set(re.findall(r'(?:href="|url\()#([^")]*)', svg)) <= set(own)
        # A style element would reach beyond the drawing; a comment and a DOCTYPE have no place in HTML.
        assert not re.search(r"<style|<!--|<!DOCTYPE|<\?xml|xlink", svg)


def test_a_title_names_no_metric_that_the_figure_does_not_show(axes: Axes) -> None:
    figure = axes.get_figure(root=True)
    assert figure
    with pytest.raises(
        ChartError, match=r"the title names inspection\.units, 622 homes, which the chart does"
    ):
        charts.finish(figure, METRICS, title="{inspection.units}", alt="图")


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
        lambda axes: [axes.set_xticks([]), axes.figure.text(1, 0, "约52%", horizontalalignment="right")],
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
def test_a_figure_that_types_no_number_is_let_pass(case: str, axes: Axes) -> None:
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
