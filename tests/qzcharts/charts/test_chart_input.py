"""What cannot be drawn is told: what is wrong, what is allowed, how to mend it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import made_up
import matplotlib.figure
import pandas as pd
import pytest

from changes import swap
from qzcharts import charts
from qzcharts.charts.style import font_file
from qzcharts.data import open_ledger
from qzcharts.data.frame import frame
from qzcharts.data.report import PERIOD
from qzcharts.errors import ChartError, UnknownNameError
from support import PROJECT

Drawing = Callable[[], object]

BAD: dict[str, tuple[Drawing, str]] = {
    "empty frame": (lambda: charts.bars(pd.DataFrame({"id": []})), "nothing to draw.*at least one id"),
    "no metric": (lambda: charts.cards(), "nothing to draw.*at least one id"),
    "no metric in time": (lambda: charts.timeline(), "nothing to draw.*at least one id"),
    "missing column": (
        lambda: charts.bars(pd.DataFrame({"name": ["a"]})),
        "no column 'id' but 'name'.*qz.load",
    ),
    "no column": (lambda: charts.bars(pd.DataFrame()), "no column 'id' but none at all"),
    "twice": (lambda: charts.cards("count.n7", "count.n7"), "'count.n7' is given twice.*remove one"),
    "share over 100%": (
        lambda: charts.progress("money.middle", share="share.over"),
        "share.over is about 120%; allowed: a share from 0% to 100%; mend",
    ),
    "reference over 100%": (
        lambda: charts.progress("money.middle", share="share.s52", reference="share.over"),
        "share.over is about 120%",
    ),
    "share below 0%": (lambda: charts.nearly_whole("share.under", "made.left"), "share.under is about −5%"),
    "share with a unit": (
        lambda: charts.progress("money.middle", share="count.n7"),
        "count.n7 is 7 homes: no share; allowed: a ratio",
    ),
    "not the remainder": (
        lambda: charts.nearly_whole("share.s52", "made.left"),
        r"do not make up the whole; mend.*complement\(share.s52\)",
    ),
    "not its total": (
        lambda: charts.progress("money.middle", share="share.s3", implied="money.plan"),
        "share.s3 .* is not the share of money.middle .* in money.plan .*mend: derive the total",
    ),
    "a total of another kind": (
        lambda: charts.progress("money.middle", share="share.s50", implied="count.n7"),
        "is not the share of",
    ),
    "a total of nothing": (
        lambda: charts.progress("money.middle", share="share.s50", implied="share.none"),
        "is not the share of",
    ),
    "negative count": (
        lambda: charts.units("count.negative"),
        "count.negative is −3 homes .* allowed: .* above zero",
    ),
    "count of none": (lambda: charts.units("count.zero"), "allowed: an exact whole number above zero"),
    "half a thing": (lambda: charts.units("count.broken"), "allowed: an exact whole number above zero"),
    "about so many": (lambda: charts.units("count.rounded"), r"\(rounded\): no count"),
    "too many": (
        lambda: charts.units("count.n1000001"),
        "too many .* allowed: up to 1,000,000; mend: .* bars or cards",
    ),
    "mixed units": (
        lambda: charts.bars("count.n7", "money.plan"),
        "count.n7 is in 套, money.plan in 亿元; allowed: one kind",
    ),
    "no date": (lambda: charts.timeline("count.n101"), "none of these metrics has a date; mend"),
    "two with one label": (
        lambda: charts.bars("count.n1", "count.n7", "count.same"),
        "count.n1 and count.same have the same label '第1批虚构的房子'; allowed: labels that tell apart "
        "what is drawn; mend: say in the label of each what sets it apart, or draw them in two charts",
    ),
    "two with one label in a title": (
        lambda: charts.units("count.n1", title="{count.n1}，不是{count.same}"),
        "count.n1 and count.same have the same label",
    ),
    "one in two places": (
        lambda: charts.progress("money.middle", share="share.s50", reference="share.s50"),
        "'share.s50' is given twice; allowed: each metric once; mend: remove one",
    ),
    "members with one label": (
        lambda: charts.structure("list.same"),
        "list.same 1 and list.same 2 have the same label '虚构甲方'",
    ),
    "items with one label": (
        lambda: charts.table(items="list.same"),
        "list.same 1 and list.same 2 have the same label '虚构甲方'",
    ),
    "a work with the label of a party": (
        lambda: charts.structure("list.two", works="list.same"),
        "list.two 1 and list.same 1 have the same label '虚构甲方'",
    ),
    "works of five": (
        lambda: charts.structure("list.five", works="list.three"),
        "list.five has 5 members; mend: give two parties",
    ),
    "works of levels": (
        lambda: charts.structure("list.two", works="list.three", levels=True),
        "between two parties on one footing, but list.two has 2 members in levels; mend: give two parties",
    ),
    "neither figures nor items": (lambda: charts.table(), "a table shows metrics or a list"),
    "figures and items": (
        lambda: charts.table("count.n7", items="list.two"),
        "a table shows metrics or a list",
    ),
    "stages of another table": (lambda: charts.stages("lists"), "data/lists.csv has no column project_zh"),
    "scale of another table": (lambda: charts.stages(scale="units"), "data/units.csv has no column order"),
    "stages off the scale": (
        lambda: charts.stages(scale="lists"),
        "projects: stage '第2步' of 虚构甲项目; allowed: .*mend: correct the row",
    ),
    "a unit beside a metric": (
        lambda: charts.units("count.n7", title="{count.n7}套房子"),
        "'套' is typed beside {count.n7} in '{count.n7}套房子', which gives 7套; mend: leave it out",
    ),
    "a qualifier beside a metric": (
        lambda: charts.finish(matplotlib.figure.Figure(), ["share.s52"], title="约{share.s52}", alt="图"),
        "'约' is typed beside {share.s52} in '约{share.s52}', which gives 约52%; mend: leave it out",
    ),
    "a unit in English": (
        lambda: charts.units("count.n7", title="All {count.n7} homes", language="en"),
        "'homes' is typed beside {count.n7} in 'All {count.n7} homes', which gives 7 homes; mend",
    ),
    "no glyph": (
        lambda: charts.units("count.n7", title="套\N{GRINNING FACE}"),
        r"no glyph for '😀' \(U\+1F600\)",
    ),
    "raw without title": (
        lambda: charts.finish(matplotlib.figure.Figure(), ["count.n7"], title=" ", alt="x"),
        "title and alt are needed",
    ),
    "raw without metric": (
        lambda: charts.finish(matplotlib.figure.Figure(), [], title="标题", alt="图"),
        "nothing to draw",
    ),
}


@pytest.mark.usefixtures("in_made_up")
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told(case: str) -> None:
    drawing, message = BAD[case]
    with pytest.raises(ChartError) as caught:
        drawing()
    assert re.search(message, str(caught.value)), caught.value


@pytest.mark.usefixtures("in_made_up")
@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        (lambda: charts.units("count.n62"), "no metric 'count.n62'; near matches: .*count.n622"),
        (lambda: charts.bars(pd.DataFrame({"id": ["count.n78"]})), "no metric 'count.n78'"),
        (lambda: charts.units("count.n7", title="{count.n62}"), "no metric 'count.n62'"),
        (lambda: charts.structure("list.fife"), "no list 'list.fife'; near matches: .*list.five"),
        (lambda: charts.structure("list.two", works="list.tree"), "no list 'list.tree'"),
        (lambda: charts.stages("project"), "no table 'project'; near matches: projects"),
    ],
)
def test_an_unknown_name_is_told_with_near_matches(drawing: Drawing, message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        drawing()


@pytest.mark.usefixtures("in_made_up")
def test_a_frame_stands_for_its_ids() -> None:
    loaded = frame(open_ledger(), "numbers")
    chosen = loaded[loaded["id"].isin(["many.m3", "many.m4"])]
    assert charts.bars(chosen).evidence == charts.bars("many.m3", "many.m4").evidence


def test_one_stage_of_a_project_twice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    projects = made_up.write(tmp_path) / "data/projects.csv"
    row = projects.read_text("utf-8").splitlines()[1]
    projects.write_text(
        projects.read_text("utf-8") + row.replace("most,project.p0", "reached,project.p1"), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ChartError, match=r"project.p0 and project.p1 have the same label '虚构甲项目 第2步'"):
        charts.stages()


@pytest.fixture
def fresh_font() -> object:
    font_file.cache_clear()
    yield
    font_file.cache_clear()


@pytest.mark.usefixtures("fresh_font")
def test_a_missing_font_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pytest.raises(
        ChartError, match=r"Noto Sans SC is not installed; mend: install .* pylopdf-fonts-zh-cn"
    ):
        font_file()


@pytest.mark.usefixtures("fresh_font")
def test_a_missing_font_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pylopdf_fonts_zh_cn.sans_path", lambda: tmp_path / "gone.otf")
    with pytest.raises(ChartError, match=r"font file gone\.otf is missing from pylopdf-fonts-zh-cn; mend"):
        font_file()


def test_a_total_that_follows_from_another_period_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(PROJECT / "data", tmp_path / "data")
    swap("datapackage.json", '"period": "2020-01-01/2020-07-28"', '"period": "2020-H2"')(data)
    with (data / "construction.csv").open("a", encoding="utf-8") as rows:
        rows.write("construction.investment,14.2,,2020-H2,完成14.2亿元,,2,,\n")
        rows.write("construction.plan_share,约57,,2020-H2,完成约57%,,2,,\n")
    monkeypatch.chdir(tmp_path)

    def draw() -> object:
        done, share = "construction.investment", "construction.plan_share"
        return charts.progress(done, share=share, implied="construction.plan_implied")

    draw()
    monkeypatch.setenv(PERIOD, "2020-H1")
    with pytest.raises(ChartError, match=r"2020-H1 \(12.96亿元|mend: .* construction.investment@2020-H1 / "):
        draw()
