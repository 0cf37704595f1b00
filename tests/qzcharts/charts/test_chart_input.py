"""What cannot be drawn is told: what is wrong, what is allowed, how to mend it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import made_up
import matplotlib.figure
import pandas as pd
import pytest

from qzcharts import charts
from qzcharts.charts.inputs import share_of
from qzcharts.charts.style import font_file
from qzcharts.data import open_ledger
from qzcharts.data.frame import frame
from qzcharts.errors import ChartError, UnknownNameError

Drawing = Callable[[], object]

BAD: dict[str, tuple[Drawing, str]] = {
    "empty frame": (lambda: charts.cards(pd.DataFrame({"id": []})), "nothing to draw.*at least one id"),
    "no metric": (lambda: charts.cards(), "nothing to draw.*at least one id"),
    "no metric in time": (lambda: charts.timeline(), "nothing to draw.*at least one id"),
    "missing column": (
        lambda: charts.timeline(pd.DataFrame({"name": ["a"]})),
        "no column 'id' but 'name'.*qz.load",
    ),
    "no column": (lambda: charts.cards(pd.DataFrame()), "no column 'id' but none at all"),
    "twice": (lambda: charts.cards("count.n7", "count.n7"), "'count.n7' is given twice.*remove one"),
    "too many cards": (
        lambda: charts.cards(*(f"many.m{n}" for n in range(1, 14))),
        "13 are too many for cards; allowed: up to 12; mend: draw fewer, or use table",
    ),
    "too many rows of a timeline": (
        lambda: charts.timeline(*(f"many.m{n}" for n in range(1, 26))),
        "25 are too many for timeline; allowed: up to 24; mend: draw fewer, or use table",
    ),
    "share below 0%": (lambda: share_of(open_ledger()["share.under"]), "share.under is about −5%; "),
    "share with a unit": (
        lambda: share_of(open_ledger()["count.n7"]),
        "count.n7 is 7 homes: no share; allowed: a ratio",
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
        "too many .* allowed: up to 1,000,000; mend: .* ranking or cards",
    ),
    "no date": (lambda: charts.timeline("count.n101"), "none of these metrics has a date; mend"),
    "two with one label": (
        lambda: charts.cards("count.n1", "count.n7", "count.same"),
        "count.n1 and count.same have the same label '第1批虚构的房子'; allowed: labels that tell apart "
        "what is drawn; mend: say in the label of each what sets it apart, or draw them in two charts",
    ),
    "stages of another table": (lambda: charts.stages("lists"), "data/lists.csv has no column project_zh"),
    "no projects": (
        lambda: charts.stages("no_projects", "one_stage"),
        "nothing to draw: data/no_projects.csv has no row; mend: add a row for each project",
    ),
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
        (lambda: charts.cards(pd.DataFrame({"id": ["count.n78"]})), "no metric 'count.n78'"),
        (lambda: charts.units("count.n7", title="{count.n62}"), "no metric 'count.n62'"),
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
    assert charts.cards(chosen).evidence == charts.cards("many.m3", "many.m4").evidence


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
