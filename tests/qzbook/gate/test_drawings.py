"""What drawings say is held against what they were drawn with, and against the PDF."""

from __future__ import annotations

import pytest
from lxml import etree, html

from qzbook.gate.drawings import OtherWords, altered, other_words
from qzbook.markup.names import digest_of_words


def page_of(words: str, drawn_with: str) -> etree._Element:
    digest = digest_of_words(drawn_with)
    return html.fromstring(f'<div><svg data-words="{digest}"><text><tspan>{words}</tspan></text></svg></div>')


@pytest.mark.parametrize("words", ["东坡 180棵", "东坡\n180棵", "东坡180棵"])
def test_a_drawing_may_break_its_lines_anywhere(words: str) -> None:
    assert list(altered(page_of(words, "东坡180棵"))) == []


@pytest.mark.parametrize("words", ["东坡181棵", "东坡180", "", "西坡180棵"])
def test_a_drawing_of_other_words_is_told(words: str) -> None:
    assert list(altered(page_of(words, "东坡180棵"))) == ["".join(words.split())]


def document_of(tag: str, **said: str) -> etree._Element:
    root = etree.Element("Document")
    etree.SubElement(root, tag, said)
    return root


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ({"alt": "排序图 东坡", "drawn": "东坡 180 西坡 160"}, []),
        ({"alt": "排序图 东坡", "drawn": "东坡180西坡161"}, [("东坡180西坡160", "东坡180西坡161")]),
        ({"alt": "排序图 东坡", "drawn": "东坡180"}, [("东坡180西坡160", "东坡180")]),
        ({"alt": "排序图 东坡"}, [("东坡180西坡160", "")]),
        ({"alt": "另一幅图", "drawn": "无"}, []),  # which the comparison of the text tells
    ],
)
def test_the_same_chart_says_the_same_in_the_pdf(
    printed: dict[str, str], told: list[tuple[str, str]]
) -> None:
    page = document_of("img", alt="排序图东坡", drawn="东坡180西坡160")
    found = list(other_words(page, document_of("Figure", **printed)))
    assert found == [OtherWords("排序图东坡", *words) for words in told]
