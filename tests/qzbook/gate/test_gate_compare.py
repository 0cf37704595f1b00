"""What counts as the same, and what a difference says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from qzbook.gate.compare import Difference, compare
from qzbook.gate.flow import Flow
from qzbook.gate.source_lines import line_of


def differences(page: str, document: str) -> list[Difference]:
    """Compare two texts, as HTML and as a tree of a PDF."""
    return compare(
        Flow().read(html.fragment_fromstring(page, create_parent="div")),
        Flow().read(etree.fromstring(f"<Document>{document}</Document>")),
    )


@pytest.mark.parametrize(
    ("page", "document"),
    [
        ("<p>共 7项</p>", "<P>共7 项</P>"),
        ("<p>甲</p><p>乙</p>", "<P>甲乙</P>"),
        ("<p>two words</p>", "<P>two\nwords</P>"),
        ("<p>a\u00ad\u200bb</p>", "<P>ab</P>"),
        ("<p>10<sup>5</sup></p>", '<P>10<Span level="^">5</Span></P>'),
        ('<img alt="图 1">', '<Figure alt="图1"/>'),
        ('<math alttext="a^2"><mi>a</mi></math>', '<Formula alt="a^2"/>'),
    ],
)
def test_the_same(page: str, document: str) -> None:
    assert differences(page, document) == []


@pytest.mark.parametrize(
    ("page", "document", "said_by_html", "said_by_pdf"),
    [
        ("<p>622套</p>", "<P>623套</P>", "62▮2▮套", "62▮3▮套"),
        ("<p>10<sup>5</sup></p>", "<P>105</P>", "10▮^5▮", "10▮5▮"),
        ("<p>H<sub>2</sub>O</p>", '<P>H<Span level="^">2</Span>O</P>', "H▮_2▮O", "H▮^2▮O"),
        ("<p>x²</p>", "<P>x2</P>", "x▮²▮", "x▮2▮"),
        ("<p>１</p>", "<P>1</P>", "▮１▮", "▮1▮"),
        ("<p>−1</p>", "<P>-1</P>", "▮−▮1", "▮-▮1"),
        ("<p>1 000</p>", "<P>1000</P>", "1▮ 0▮00", "1▮0▮00"),
        ("<td>1</td><td>2</td>", "<TR><TD>2</TD><TD>1</TD></TR>", "▮1 2▮", "▮2 1▮"),
        ('<img alt="甲">', '<Figure alt="乙"/>', "▮⟦甲⟧▮", "▮⟦乙⟧▮"),
        ("<p>甲</p>", "", "▮甲▮", "▮▮"),
    ],
)
def test_not_the_same(page: str, document: str, said_by_html: str, said_by_pdf: str) -> None:
    (found,) = differences(page, document)
    assert (found.html, found.pdf) == (said_by_html, said_by_pdf)


def test_a_difference_knows_its_heading_and_its_words() -> None:
    (found,) = differences("<h2>投资</h2><p>投资12.96亿元。</p>", "<H2>投资</H2><P>投资12.97亿元。</P>")
    assert found.heading == "投资"
    assert found.html == "投资 投资12.9▮6▮亿元。"
    assert found.context == "投资投资12.96亿元。"


def test_many_differences_are_found_in_little_time() -> None:
    found = differences(f"<p>{'甲' * 50_000}</p>", f"<P>{'乙' * 50_000}</P>")
    assert len(found) == 1


def test_the_line_of_words(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# 题\n\n共**12**个。\n\n## 后\n\n共**12**个，写在 {metric}`a.b` 里。\n", "utf-8")
    assert line_of(path, "共12个") == 3
    assert line_of(path, "共12个", "后") == 7
    assert line_of(path, "别处", "1.2 后") == 5
    assert line_of(path, "没有") == 0
