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

from qzbook.markup.markdown import PARSER_MODULES, chinese_markdown, chinese_plugin
from qzbook.markup.markdown.front_matter import unknown_keys
from qzbook.press.application import attempt
from qzbook.project import Project
from support import NOTEBOOK_HEAD, copy_small

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
BRACKETS = r"for Markdown takes the signs of \(x\) and \[x\] for escaped brackets; allowed: $x$"
LATEX = "for it is a command of LaTeX outside of a formula"
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
    "甲<!-- 乙 --!> 丙": "'<!--' is shown as it stands, for it is no HTML; allowed: <sup>words</sup>, <!-- words -->",
    "10＜sup＞5": "'＜sup' is shown as it stands, for it is no HTML; allowed: <sup>words</sup>, <!-- words -->",
    "甲<br / 乙": "'<br' is shown as it stands, for it is no HTML; allowed: <sup>words</sup>, <!-- words -->",
    "[甲](a b)": "'[甲](a b)' is shown as it stands, for it is no link; allowed: [words](address), the address without spaces",
    "#标题": "'#' is shown as it stands, for it is no heading; allowed: # words",
    "-项": "'-' is shown as it stands, for it is no list; allowed: - words",
    "|a|b|": f"'|a|b|' is shown as it stands, {TABLE}",
    "- []任务": "'[]' is shown as it stands, for it is no task; allowed: - [ ] words, - [x] words",
    "| 甲 | 乙 |\n| --- | --- |\n| 丙 | {metric}`a|b` |": "'| 丙 | {metric}`a|b` |' loses its end, for it has 3 cells; allowed: 2",
    "> | 甲 |\n> | --- |\n> | 丙 | 丁 |": "'> | 丙 | 丁 |' loses its end, for it has 2 cells; allowed: 1",
    ":::{note}\n甲** 乙\n:::\n": f"'**' is shown as it stands, {BOLD}",
    "式\\(x^2\\)": f"'\\\\(x^2\\\\)' is shown as it stands, {BRACKETS}",
    "式\\[ y_1 \\]": f"'\\\\[ y_1 \\\\]' is shown as it stands, {BRACKETS}",
    "倍\\times": f"'\\\\times' is shown as it stands, {LATEX}",
    "见\\ref{fig}": f"'\\\\ref' is shown as it stands, {LATEX}",
    "$$ x": "'$$' is shown as it stands, for it begins or ends no formula",
    "注^[小注]": "'^[小注]' is shown as it stands, for it is no footnote; allowed: [^name], and its text in a paragraph of its own",
    "[甲]（a.md）": "'[甲]（a.md）' is shown as it stands, for its brackets are of full width; allowed: [words](address)",
    "[甲][无]": "'[甲][无]' is shown as it stands, for no line defines where it leads; allowed: [words](address)",
    "[[甲]]": "'[[甲]]' is shown as it stands, for there are no such links; allowed: [words](page.md)",
    "见[@wang2020]": "'[@wang2020]' is shown as it stands, for it is no reference; allowed: {numref}`name`, {cite}`name`",
    "共{{ n }}个": "'{{ n }}' is shown as it stands, for nothing is put in its place",
    "段{.red #id}": "'{.red #id}' is shown as it stands, for it stands beside nothing that it could name",
    ":ref:`x`": "':ref:`…`' is shown as it stands, for it is no role; allowed: {name}`text`",
    "`甲`_": "'`…`_' is shown as it stands, for it is no link; allowed: [words](address)",
    "甲\n:name: x": "':name:' is shown as it stands, for it is no option of a directive, which stand right below its first line, and no picture",
    "用 |值| 代": "'|值|' is shown as it stands, for nothing is put in its place",
    "甲&copi;": "'&copi;' is shown as it stands, for there is no such character",
    "码`x": "'`' is shown as it stands, for it begins or ends no code; allowed: `code`",
    ".. note:: 甲": "'.. note::' is shown as it stands, for it is no directive; allowed: ```{name}",
    "!!! note": "'!!! note' is shown as it stands, for it is no directive; allowed: ```{note}",
    "> [!TIP]": "'[!TIP]' is shown as it stands, for it is no directive; allowed: ```{note}",
    "[TOC]": "'[TOC]' is shown as it stands, for it is no list of contents; allowed: ```{contents}",
    "*[GDP]: 总值": "'*[GDP]:' is shown as it stands, for it explains no abbreviation; allowed: {abbr}`HTML (Hypertext Markup Language)`",
    "甲\n[乙]: u": "'[乙]: ' is shown as it stands, for it defines no link; allowed: [words](address)",
}
#: What an author types, and no reader sees, to what is said of its last line.
LOST = {
    "[丙]: 丁": "no reader sees this line, for nothing links to [丙], which it defines",
    "[^戊]: 己": "no reader sees the footnote [^戊], for nothing in the text cites it",
    "[^庚]\n\n[^庚]: 辛\n\n[^庚]: 壬": "the footnote [^庚] is written twice, and the second is shown nowhere",
    "%的份额": "'%的份额' is a comment, which no reader sees; allowed: % words",
    "::: note\n:::\n": "'::: note' is no directive; allowed: :::{name}",
    "> 甲\n> ~~~": "'~~~' has no end, and takes in all that follows; allowed: ~~~ below it",
}
#: The same of a directive, told at its first line.
UNSHOWN = {
    "```{only} latex\n甲\n```": "no format has this part, for 'latex' holds in none; allowed: {only} html, {only} typst",
    "```{only} html and typst\n甲\n```": "no format has this part, for 'html and typst' holds in none; allowed: {only} html, {only} typst",
    "```{raw} latex\n甲\n```": "raw latex is shown in no other format; allowed: {only} html, {only} typst",
    "```{raw} typst\n甲\n```": "raw typst is shown in no other format; allowed: {only} html, {only} typst",
    "```{codeauthor} 甲\n```": "{codeauthor} is shown in no format; allowed: authors of the book, in _config.yml",
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
    "\\(1\\) 甲",
    "\\[某\\]",
    "[1][2]",
    "约5~8元，10~20元",
    "甲|乙|丙",
    "C:\\data\\to",
    "a:b:c，8:30:00，std::x，：甲：",
    "A & B，&amp;，\\&foo;",
    "a_b_c，C++，~/x，@甲，……",
    "[壬](https://example.org/a_b?c=^2&d=~3~)和[癸]",
    "[癸]: https://example.org",
    "% 注",
    "````{only} typst\n```{raw} typst\n甲\n```\n````",
]


def test_what_is_no_markup_is_refused_at_its_line_on_every_kind_of_page(tmp_path: Path) -> None:
    project, head = copy_small(tmp_path), "# 试验\n"
    expected = []
    text = head
    for typed, message in (REFUSED | LOST | UNSHOWN).items():
        first = text.count("\n") + 2
        text += "\n" + typed + "\n"
        line = first if typed in UNSHOWN else text.rstrip(":\n").count("\n") + 1
        expected.append((line, message))
    text += "\n" + "\n\n".join(ALLOWED) + "\n"
    code = "\n```{code-cell}\n6 * 7\n```\n"
    (project / "book/index.md").write_text(text, "utf-8")
    (project / "book/chapter.md").write_text(NOTEBOOK_HEAD + "\n" + text + code, "utf-8")
    _, messages = attempt(Project.at(project), "check", tmp_path / "_work")
    told: dict[str, list[tuple[int, str]]] = {"index": [], "chapter": []}
    for message in messages:
        found = re.fullmatch(r"book/(\w+)\.md:(\d+): (.+) \[(?:markdown|only)\]\n  mend: .+", message)
        assert found, message
        told[found[1]].append((int(found[2]), found[3]))
    assert sorted(told["index"]) == sorted(expected)
    shift = NOTEBOOK_HEAD.count("\n") + 1
    assert sorted(told["chapter"]) == sorted((line + shift, message) for line, message in expected)


def test_what_is_no_markup_is_told_in_the_language_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_small(tmp_path)
    (project / "book/index.md").write_text("# 试验\n\n" + "\n\n".join(REFUSED | UNSHOWN), "utf-8")
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    _, messages = attempt(Project.at(project), "check", tmp_path / "_work")
    assert len(messages) > len(REFUSED)
    for message in messages:
        assert re.search(r" \[(?:markdown|only)\]\n  改法：.*[\u4e00-\u9fff]", message), message
        assert "allowed" not in message


WARNED = """\
# 试验

{nothing}`x`、{ref}`nowhere`、{doc}`nopage`、{eq}`noformula`、[甲](#nowhere)、{download}`no.csv`、![甲](no.png)

#### 太深

```{nothing}
```

```{note}
:alt: 甲
乙
```

```{rubric} 甲
乙
```

```{include} no.md
```

```{toctree}
no
```

```{code-block} nolanguage
x
```

```{meta}
:a: b
```

```{list-table}
甲
```
"""


def test_what_sphinx_warns_of_has_a_mend(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    (project / "book/index.md").write_text(WARNED, "utf-8")
    _, messages = attempt(Project.at(project), "check", tmp_path / "_work")
    assert len(messages) == 16
    assert [message for message in messages if not re.search(r"\n  mend: \w.+$", message)] == []


def test_what_nobody_reads_of_the_head_of_a_page_is_refused_at_its_line() -> None:
    text = NOTEBOOK_HEAD.replace("kernelspec:", "title: 甲\n'副题': 乙\nkernelspec:") + "\ntitle: 丙\n"
    allowed = "allowed: qzcharts, jupytext, kernelspec, mystnb, myst, orphan, tocdepth [markdown]"
    assert [(line, message.partition("\n")[0]) for line, message in unknown_keys(text)] == [
        (5, f"'title' in the head of the page is shown nowhere; {allowed}"),
        (6, f"'副题' in the head of the page is shown nowhere; {allowed}"),
    ]
    assert list(unknown_keys(NOTEBOOK_HEAD)) == list(unknown_keys("# 甲")) == []
    assert list(unknown_keys("---\n[: x\n---\n")) == []  # MyST tells


def test_the_parser_is_taken_from_where_it_is_replaced() -> None:
    """Private to MyST: should these modules take it from elsewhere, the test above finds nothing refused."""
    assert [module.create_md_parser for module in PARSER_MODULES] == [create_md_parser] * 2
    with chinese_markdown():
        assert create_md_parser not in [module.create_md_parser for module in PARSER_MODULES]
    assert [module.create_md_parser for module in PARSER_MODULES] == [create_md_parser] * 2
