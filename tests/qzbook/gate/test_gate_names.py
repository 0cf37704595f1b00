"""Each name in the HTML edition stands for one content."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzbook.gate.html import read_page
from qzbook.gate.unique_names import foreign_downloads, repeated_anchors, repeated_files
from support import write_files

FIGURE = """
<figure id="{name}"><picture><img src="_images/{name}.svg" alt="图"></picture><figcaption>
<p><span class="caption-number">图1 </span><span class="caption-text">{title}</span></p>
<details class="figure-details"><table class="figure-data"><thead><tr><th>指标</th><th>数值</th></tr></thead>
<tbody><tr><td>甲</td><td>{value}</td></tr><tr><td>乙</td><td>—</td></tr></tbody></table>
<p class="figure-downloads"><a class="download" href="_downloads/1/{file}.csv">CSV</a>
<a class="download" href="_downloads/1/{file}.svg">SVG</a></p></details></figcaption></figure>
"""


def write(folder: Path, *figures: dict[str, str]) -> Path:
    """Write a page with charts, and the files of those whose file has their own name."""
    for figure in figures:
        files = {
            f"_images/{figure['name']}.svg": f"<svg>{figure['value']}</svg>",
            f"_downloads/1/{figure['name']}.svg": f"<svg>{figure['value']}</svg>",
            f"_downloads/1/{figure['name']}.csv": f"\ufeff# 题\n指标,数值\n甲,{figure['value']}\n乙,\n",
        }
        write_files(folder, files)
    body = "".join(FIGURE.format_map(figure) for figure in figures)
    page = folder / "page.html"
    page.write_text(f'<!DOCTYPE html><main><div class="text">{body}</div></main>', "utf-8")
    return page


def test_downloads_of_their_own_pass(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        {"name": "fig-1", "file": "fig-1", "title": "一", "value": "12"},
        {"name": "fig-2", "file": "fig-2", "title": "二", "value": "34"},
    )
    assert list(foreign_downloads(read_page(page), page)) == []


def test_the_download_of_another_chart_is_found(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        {"name": "fig-1", "file": "fig-1", "title": "一", "value": "12"},
        {"name": "fig-2", "file": "fig-1", "title": "二", "value": "34"},
    )
    assert list(foreign_downloads(read_page(page), page)) == [("二", "fig-1.csv"), ("二", "fig-1.svg")]


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_download_that_is_not_whole_is_found(damage: str, tmp_path: Path) -> None:
    page = write(tmp_path, {"name": "fig-1", "file": "fig-1", "title": "一", "value": "12"})
    path = tmp_path / "_downloads/1/fig-1.csv"
    if damage == "cut":
        path.write_text("指标,数值\n", "utf-8")
    else:
        path.unlink()
    assert list(foreign_downloads(read_page(page), page)) == [("一", "fig-1.csv")]


def test_an_anchor_of_two_places_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<main><div class="text"><p id="a">1</p><p id="b">2</p><p id="a">3</p></div></main>', "utf-8"
    )
    assert list(repeated_anchors(read_page(page))) == ["a"]


def test_names_that_differ_in_capitals_are_found(tmp_path: Path) -> None:
    write_files(tmp_path, dict.fromkeys(("a/Boat.svg", "a/boat.svg", "b/boat.svg"), "a boat"))
    assert list(repeated_files(tmp_path)) == [("a/Boat.svg", "a/boat.svg")]
