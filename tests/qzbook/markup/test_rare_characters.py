"""Rare characters of names are shown in both formats, by a font of what the book uses of them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from qzbook.html.page import THEME
from qzbook.html.rare_characters import RARE, font_of
from qzbook.press.application import run
from qzbook.project import Project
from support import copy_small

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning", "ignore::DeprecationWarning")
NAMES = "𠮷𬎆䶮㙟"


def test_the_pages_of_a_book_bring_what_they_use(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    font = tmp_path / "work/html/_static/rare.woff"
    for text, has in (("# 张𠮷\n\n正文。\n", True), ("# 张吉\n\n正文。\n", False)):
        (project / "book/index.md").write_text(text, "utf-8")
        run(Project.at(project), "html", tmp_path / "work", overrides={"qzcharts_run_notebooks": False})
        assert font.is_file() == has


def test_the_font_has_these_characters_in_every_weight_and_the_same_bytes() -> None:
    content = font_of(NAMES)
    assert len(content) < 8_000
    font = TTFont(io.BytesIO(content))
    assert set(font.getBestCmap()) == set(map(ord, NAMES))
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 100, 900)
    ]
    font_of.cache_clear()
    assert font_of(NAMES) == content


def test_the_stylesheet_asks_for_it_where_such_a_character_stands() -> None:
    css = (THEME / "static/book.css").read_text("utf-8")
    ranges = re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", css)
    assert RARE.pattern == f"[{''.join(f'{chr(int(a, 16))}-{chr(int(b, 16))}' for a, b in ranges)}]"
    assert all(map(RARE.match, NAMES)) and not RARE.search("国A，（")
