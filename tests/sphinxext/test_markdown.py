# ruff: noqa: E501 - messages stand here whole, as they are printed
"""What looks like markup in Chinese text is markup, or is refused with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from qzcharts.application import attempt
from qzcharts.project import Project
from qzcharts.sphinxext.markdown import PARSER_MODULES, chinese_markdown, chinese_plugin
from support import NOTEBOOK_HEAD, copy_project, make_small

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")


def emphasized(text: str, *, own: bool = True) -> str:
    """A paragraph as HTML, without its element; `own`: with the rules of this project."""
    config = MdParserConfig(enable_extensions={"strikethrough"})
    parser: MarkdownIt = create_md_parser(config, RendererHTML)
    html = (parser.use(chinese_plugin) if own else parser).renderInline(text)
    return str(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**结论：**上半年", "<strong>结论：</strong>上半年"),
        ("**“安置房”**已", "<strong>“安置房”</strong>已"),
        ("已**“安置房”**", "已<strong>“安置房”</strong>"),
        ("**“安置房”**2020", "<strong>“安置房”</strong>2020"),
        ("共**52%**的", "共<strong>52%</strong>的"),
        ("**（一）**组织", "<strong>（一）</strong>组织"),
        ("*注：*这", "<em>注：</em>这"),
        ("***重：***后", "<em><strong>重：</strong></em>后"),
        ("~~作废。~~后", "<s>作废。</s>后"),
        ("**甲：**乙。**丙：**丁", "<strong>甲：</strong>乙。<strong>丙：</strong>丁"),
        ("**……**后", "<strong>……</strong>后"),
        ("**——**后", "<strong>——</strong>后"),
        ("**[链](u)：**后", '<strong><a href="u">链</a>：</strong>后'),
        ("中**`x`**中", "中<strong><code>x</code></strong>中"),
        ("𠮷**。**𠮷", "𠮷<strong>。</strong>𠮷"),
        ("2*3*4", "2*3*4"),
        ("中 * 文 * 字", "中 * 文 * 字"),
        ("中_文_字", "中_文_字"),
    ],
)
def test_emphasis_beside_chinese_is_emphasis(text: str, html: str) -> None:
    assert emphasized(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "*a* b",
        "**a**b",
        "a * b",
        "foo-_(bar)_",
        "_a_",
        "a_b_c",
        "**a(b)** c",
        "~~a~~ b",
        "**a *b* c**",
        "\\*a*",
    ],
)
def test_latin_text_is_as_commonmark_has_it(text: str) -> None:
    assert emphasized(text) == emphasized(text, own=False)


BOLD = "for it makes nothing bold; allowed: **words**"
FORMULAS = (
    "equation, multline, gather, align, alignat, flalign, eqnarray and matrices, each on lines of its own"
)
TABLE = "for it is no table; allowed: a head, below it | --- | --- |, then rows, with as many bars"
#: What an author types, to what is said of its last line.
REFUSED = {
    "** 空 **": f"'**' is shown as it stands, {BOLD}",
    "甲\n**a(b)**c": f"'**' is shown as it stands, {BOLD}",
    "中__文__字": f"'__' is shown as it stands, {BOLD}",
    "甲~~ 乙": "'~~' is shown as it stands, for it strikes nothing through; allowed: ~~words~~",
    "水H~2~O": "'~2~' is shown as it stands, for it sets nothing lower; allowed: {sub}`words`",
    "米m^2^": "'^2^' is shown as it stands, for it sets nothing higher; allowed: {sup}`words`",
    "==标==": "'==标==' is shown as it stands, for Markdown has no such marks",
    "甲\n\\begin{cases} a": f"'\\\\begin{{cases}}' is shown as it stands, for it begins no formula; allowed: {FORMULAS}",
    "无[^x]": "'[^x]' is shown as it stands, for there is no such footnote",
    "[甲](a b)": "'[甲](a b)' is shown as it stands, for it is no link; allowed: [words](address), the address without spaces",
    "#标题": "'#' is shown as it stands, for it is no heading; allowed: # words",
    "-项": "'-' is shown as it stands, for it is no list; allowed: - words",
    "|a|b|": f"'|a|b|' is shown as it stands, {TABLE}",
    "- []任务": "'[]' is shown as it stands, for it is no task; allowed: - [ ] words, - [x] words",
    "| 甲 | 乙 |\n| --- | --- |\n| 丙 | {metric}`a|b` |": "'| 丙 | {metric}`a|b` |' loses its end, for it has 3 cells; allowed: 2",
    "> | 甲 |\n> | --- |\n> | 丙 | 丁 |": "'> | 丙 | 丁 |' loses its end, for it has 2 cells; allowed: 1",
    ":::{note}\n甲** 乙\n:::\n": f"'**' is shown as it stands, {BOLD}",
}
ALLOWED = [
    "张\\*\\*",
    "`**`",
    "\\~\\~",
    "$x^2^y$",
    "# 标题",
    "\\[^x]",
    "____",
    "5 * 3",
    "\\#甲",
    "| 甲 |\n| - |\n| \\| |",
]


def test_what_is_no_markup_is_refused_at_its_line_on_every_kind_of_page(tmp_path: Path) -> None:
    project, head = make_small(copy_project(tmp_path)), "# 试验\n"
    expected = []
    text = head
    for typed, message in REFUSED.items():
        text += "\n" + typed + "\n"
        line = text.rstrip(":\n").count("\n") + 1
        expected.append((line, message))
    text += "\n" + "\n\n".join(ALLOWED) + "\n"
    code = "\n```{code-cell}\n6 * 7\n```\n"
    (project / "book/index.md").write_text(text, "utf-8")
    (project / "book/chapter.md").write_text(NOTEBOOK_HEAD + "\n" + text + code, "utf-8")
    _, messages = attempt(Project.at(project), "check", tmp_path / "_work")
    told: dict[str, list[tuple[int, str]]] = {"index": [], "chapter": []}
    for message in messages:
        found = re.fullmatch(r"book/(\w+)\.md:(\d+): (.+) \[markdown\]\n  mend: .+", message)
        assert found, message
        told[found[1]].append((int(found[2]), found[3]))
    assert sorted(told["index"]) == sorted(expected)
    shift = NOTEBOOK_HEAD.count("\n") + 1
    assert sorted(told["chapter"]) == sorted((line + shift, message) for line, message in expected)


def test_the_parser_is_taken_from_where_it_is_replaced() -> None:
    """Private to MyST: should these modules take it from elsewhere, the test above finds nothing refused."""
    assert [module.create_md_parser for module in PARSER_MODULES] == [create_md_parser] * 2
    with chinese_markdown():
        assert create_md_parser not in [module.create_md_parser for module in PARSER_MODULES]
    assert [module.create_md_parser for module in PARSER_MODULES] == [create_md_parser] * 2
