"""Names made from words: readable, never empty, never twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbook.markup.names import Names, digest, file_name, slug

SLUGS = {
    "Results & Notes": "results-notes",
    "成效": "成效",
    "  二、成效（2020年） ": "二成效2020年",
    "PDF 与　HTML": "pdf-与-html",  # an ideographic space
    "《北峰·丰州》": "北峰丰州",
    "12.96亿元": "1296亿元",
    "a_b": "a_b",
    "甲 — 乙": "甲-乙",
    "𠮷屋": "𠮷屋",
    "e\u0301": "é",
    "１００％": "１００",
    "-a-": "a",
    "<b>&'\"#%/\\": "b",
    "？！": digest("？！".encode()),
    "🚧": digest("🚧".encode()),
}


@pytest.mark.parametrize(("words", "name"), SLUGS.items(), ids=SLUGS.keys())
def test_a_name_is_what_its_words_say(words: str, name: str) -> None:
    assert slug(words) == name


@given(st.text())
def test_a_name_can_stand_in_an_address_a_label_and_a_file_system(words: str) -> None:
    name = slug(words)
    assert name
    assert not set(name) & set(" \t\n\"'<>&#%/\\:?*|,;")
    assert len(f"{file_name(words)}-narrow-light-{digest(b'')}.svg".encode()) < 255


@given(st.lists(st.text()))
def test_names_on_one_page_differ(headings: list[str]) -> None:
    names = Names(())
    assert len({names.give(slug(heading)) for heading in headings}) == len(headings)


def test_the_second_of_a_name_gets_a_number() -> None:
    names = Names({"成效", "成效-3"})
    assert [names.give("成效"), names.give("成效")] == ["成效-2", "成效-4"]
