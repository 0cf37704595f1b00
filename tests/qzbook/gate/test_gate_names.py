"""Each name in the HTML edition stands for one content."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzbook.gate.html import Site, read_page
from qzbook.gate.unique_names import foreign_downloads, repeated_anchors, repeated_files
from support import write_files

FIGURE = """
<figure id="{name}"><figcaption>
<p><span class="caption-number">图1 </span><span class="caption-text">{title}</span></p></figcaption>
<div class="chart"><svg class="wide" role="group" aria-label="图"></svg></div><div class="legend">
<div class="figure-tools"><details class="figure-details"><summary>所用数据</summary>
<table class="figure-data"><thead><tr><th>指标</th><th>数值</th></tr></thead>
<tbody><tr><td>{label}</td><td>12</td></tr><tr><td>乙</td><td>—</td></tr></tbody></table></details>
<p class="figure-downloads"><a class="download" href="_downloads/1/{file}.csv">CSV</a>
<a class="download" href="_downloads/1/{file}.svg">SVG</a></p></div></div></figure>
"""


def write(folder: Path, *figures: dict[str, str]) -> Path:
    """Write a page with charts, and the files of those whose file has their own name."""
    for figure in figures:
        files = {
            f"_downloads/1/{figure['name']}.svg": f'<svg aria-label="{figure["title"]} 图"/>',
            f"_downloads/1/{figure['name']}.csv": f"\ufefflabel,text\n{figure['label']},12\n乙,\n",
        }
        write_files(folder, files)
    body = "".join(FIGURE.format_map(figure) for figure in figures)
    page = folder / "page.html"
    page.write_text(f'<!DOCTYPE html><main><div class="text">{body}</div></main>', "utf-8")
    return page


def test_downloads_of_their_own_pass(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        {"name": "fig-1", "file": "fig-1", "title": "一", "label": "甲"},
        {"name": "fig-2", "file": "fig-2", "title": "二", "label": "丙"},
    )
    assert list(foreign_downloads(read_page(page), page)) == []


def test_the_download_of_another_chart_is_found(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        {"name": "fig-1", "file": "fig-1", "title": "一", "label": "甲"},
        {"name": "fig-2", "file": "fig-1", "title": "二", "label": "丙"},
    )
    assert list(foreign_downloads(read_page(page), page)) == [("二", "fig-1.csv"), ("二", "fig-1.svg")]


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_download_that_is_not_whole_is_found(damage: str, tmp_path: Path) -> None:
    page = write(tmp_path, {"name": "fig-1", "file": "fig-1", "title": "一", "label": "甲"})
    path = tmp_path / "_downloads/1/fig-1.csv"
    if damage == "cut":
        path.write_text("label,text\n", "utf-8")
    else:
        path.unlink()
    assert list(foreign_downloads(read_page(page), page)) == [("一", "fig-1.csv")]


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg aria-label="别的 图"/>',
        "<svg><title>别的</title></svg>",
    ],
)
def test_a_drawing_of_another_title_is_found(drawing: str, tmp_path: Path) -> None:
    page = write(tmp_path, {"name": "fig-1", "file": "fig-1", "title": "一", "label": "甲"})
    (tmp_path / "_downloads/1/fig-1.svg").write_text(drawing, "utf-8")
    assert list(foreign_downloads(read_page(page), page)) == [("一", "fig-1.svg")]


def test_a_picture_of_an_authors_own_has_its_title_within(tmp_path: Path) -> None:
    page = write(tmp_path, {"name": "fig-1", "file": "fig-1", "title": "一 二", "label": "甲"})
    own = "<svg><title>一 二</title><desc>图</desc></svg>"
    (tmp_path / "_downloads/1/fig-1.svg").write_text(own, "utf-8")
    assert list(foreign_downloads(read_page(page), page)) == []


def test_an_anchor_of_two_places_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<main><div class="text"><p id="a">1</p><p id="b">2</p><p id="a">3</p></div></main>', "utf-8"
    )
    assert list(repeated_anchors(read_page(page))) == ["a"]


def test_names_that_differ_in_capitals_are_found(tmp_path: Path) -> None:
    write_files(tmp_path, dict.fromkeys(("a/Boat.svg", "a/boat.svg", "b/boat.svg"), "a boat"))
    assert list(repeated_files(Site(tmp_path).names)) == [("a/Boat.svg", "a/boat.svg")]
