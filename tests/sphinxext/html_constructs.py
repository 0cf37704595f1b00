"""HTML that authors and cells write: what both formats make of it, or why it is refused."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

_FRAME = pd.DataFrame({"船": ["一", "二"]}, index=["甲", "乙"])
_PAIRS = pd.DataFrame(
    [["一", "二"], ["三", "四"]],
    index=pd.MultiIndex.from_tuples([("甲", "子"), ("甲", "丑")]),
    columns=pd.MultiIndex.from_product([["船"], ["大", "小"]]),
)


@dataclass(frozen=True)
class Shown:
    """What is in both formats: a piece of the HTML, its line breaks left out, and one of the Typst source.

    `source` is Markdown below the title of a page; of an output, `form` is the type, and `source` its text.
    """

    name: str
    source: str
    html: str
    typst: str
    form: str = ""


@dataclass(frozen=True)
class Refusal:
    """What is refused, with the line of the page, whose third is the first of `source`, and the message."""

    name: str
    source: str
    line: int
    message: str
    form: str = ""


LINES = (
    Shown("superscript", "10<sup>5</sup>", "10<sup>5</sup>", '#"10";#super[#"5";]'),
    Shown("subscript", "H<sub>2</sub>O", "H<sub>2</sub>O", '#"H";#sub[#"2";];#"O"'),
    Shown(
        "bold", "甲<b>乙</b><strong>丙</strong>", "<strong>乙</strong><strong>丙</strong>", '#strong[#"乙";]'
    ),
    Shown("italic", "甲<i>乙</i><em>丙</em>", "<em>乙</em><em>丙</em>", '#emph[#"乙";];#emph[#"丙";]'),
    Shown("code", "甲<code>a*b</code>", '<span class="pre">a*b</span></code>', '#raw("a*b")'),
    Shown(
        "key", "按<kbd>Ctrl</kbd>", '<kbd class="kbd docutils literal notranslate">Ctrl</kbd>', '#raw("Ctrl")'
    ),
    Shown("mark", "甲<mark>乙</mark>", "<mark>乙</mark>", '#highlight[#"乙";]'),
    Shown("small", "甲<small>乙</small>", "<small>乙</small>", '#text(size: 0.85em)[#"乙";]'),
    Shown("struck", "甲<s>乙</s><del>丙</del>", "<s>乙</s><del>丙</del>", '#strike[#"乙";];#strike[#"丙";]'),
    Shown("underlined", "甲<u>乙</u>", "<u>乙</u>", '#underline[#"乙";]'),
    Shown("quotation", "甲<q>乙</q>", "甲<span>“乙”</span>", '#"“";#"乙";#"”";'),
    Shown(
        "span with a look",
        '甲<span style="color: red" class="b">乙</span>',
        "<p>甲乙</p>",
        '#"甲";#"乙";',
    ),
    Shown(
        "abbreviation", '<abbr title="某某">甲</abbr>乙', '<abbr title="某某">甲</abbr>', '#"甲";#"（某某）"'
    ),
    Shown("break", "甲<br>乙<br/>丙", "甲<br />乙<br />丙", '#"甲";#linebreak();#"乙";#linebreak();#"丙"'),
    Shown("break of Markdown", "甲\\\n乙", "甲<br />乙", '#"甲";#linebreak();#"乙"'),
    Shown(
        "Markdown within", "<b>甲*乙*</b>", "<strong>甲<em>乙</em></strong>", '#strong[#"甲";#emph[#"乙";];]'
    ),
    Shown("HTML within", "**甲<sup>乙</sup>**", "<strong>甲<sup>乙</sup></strong>", '#strong[#"甲";#super['),
    Shown("in a heading", "## 甲<sup>乙</sup>", "甲<sup>乙</sup><a", '[#"甲";#super[#"乙";];]'),
    Shown(
        "in a table",
        "| 甲 |\n|---|\n| 乙<br>丙<sup>丁</sup> |",
        "乙<br />丙<sup>丁</sup>",
        '#linebreak();#"丙"',
    ),
    Shown(
        "in a caption", "```{figure} boat.svg\n:alt: 船\n\n甲<sub>乙</sub>\n```", "甲<sub>乙</sub>", "#sub["
    ),
    Shown("place", '甲<q id="here">乙</q>', '<span id="here">“乙”</span>', '#anchor("p20#here"'),
    Shown("comment", "甲<!-- 丙 -->乙", "<p>甲乙</p>", '#"甲";#"乙";'),
    Shown("entities", "甲<b>&lt;&amp;</b>", "<strong>&lt;&amp;</strong>", '#strong[#"<&";]'),
    Shown(
        "link out",
        '<a href="https://e.org/?a=1&amp;b=2">甲</a>乙',
        'href="https://e.org/?a=1&amp;b=2">甲</a>',
        '#link("https://e.org/?a=1&b=2")[#"甲";]',
    ),
    Shown(
        "link to a page",
        '甲<a href="index.md">乙</a>',
        'href="index.html"><span class="std std-doc">乙</span></a>',
        '[#"乙";]',
    ),
    Shown(
        "link to its HTML",
        '甲<a href="index.html">乙</a>',
        'href="index.html"><span class="std std-doc">乙</span></a>',
        '[#"乙";]',
    ),
    Shown(
        "link to a place",
        '<a id="here"></a>甲\n\n见<a href="#here">乙</a>。',
        'href="#here">',
        '#here"))[#"乙";]',
    ),
    Shown("link to a file", '甲<a href="boat.svg">乙</a>', 'boat.svg">乙</a>', '#"乙"'),
    Shown(
        "picture in a line", '甲<img src="boat.svg" alt="船">', 'alt="船" src="_images/boat.svg"', 'alt: "船"'
    ),
)

BLOCKS = (
    Shown(
        "paragraph", "<p>甲\n  <b>乙</b> </p>", "<p>甲<strong>乙</strong></p>", '#par[#"甲";#strong[#"乙";];]'
    ),
    Shown(
        "division", '<div align="center">甲<p>乙</p>丙</div>', "<p>甲</p><p>乙</p><p>丙</p>", '#par[#"丙";]'
    ),
    Shown(
        "Markdown in a division",
        "<div>\n\n**甲**\n\n</div>",
        "<p><strong>甲</strong></p>",
        '#par[#strong[#"甲"',
    ),
    Shown(
        "list",
        "<ul><li>甲</li><li><p>乙</p></li></ul>",
        "<li><p>甲</p></li><li><p>乙</p></li>",
        "#list(tight",
    ),
    Shown(
        "numbered list",
        '<ol start="3" type="a"><li>甲<ul><li>乙</li></ul></li></ol>',
        '<ol class="loweralpha simple" start="3"><li><p>甲</p><ul class="simple">',
        'start: 3, numbering: "a."',
    ),
    Shown(
        "definitions",
        "<dl><dt>甲</dt><dt>乙</dt><dd>丙</dd><dt>丁</dt><dd><p>戊</p></dd></dl>",
        "<dt>甲</dt><dt>乙</dt><dd><p>丙</p></dd><dt>丁</dt><dd><p>戊</p></dd>",
        'terms.item([#"甲";#gap;#"乙";], [#[#"丙";];]),',
    ),
    Shown(
        "quotation",
        "<blockquote>甲</blockquote>",
        "<blockquote><div><p>甲</p>",
        '#quote(block: true)[#par[#"甲";]',
    ),
    Shown("code", "<pre>甲  乙\n<code>丙</code>\n</pre>", "甲  乙丙</pre>", '#code("甲  乙\\n丙"'),
    Shown("rule", "<p>甲</p>\n<hr>\n<p>乙</p>", "<hr", "#transition"),
    Shown(
        "disclosure",
        "<details><summary>甲<b>乙</b></summary>\n\n**丙**\n\n- 丁\n\n</details>",
        '<details class="dropdown admonition"><summary class="admonition-title">甲<strong>乙</strong>',
        '#admonition("note")[#"甲";#strong[#"乙";];][#par[#strong[#"丙";];]',
    ),
    Shown(
        "open disclosure",
        "<details open><summary>甲</summary>乙</details>",
        "toggle-shown admonition",
        '#par[#"乙"',
    ),
    Shown(
        "picture",
        '<img src="boat.svg" alt="船" width="50%">',
        'alt="船" class="width-50" src="_images/boat.svg"',
        'alt: "船", width: 50%',
    ),
    Shown(
        "picture of a width in pixels",
        '<img src="boat.svg" alt="船" width="48" height="10">',
        '<img width="48" alt="船" src="_images/boat.svg" />',
        'fitted(36pt, width => image("/images/boat.svg", alt: "船", width: width))',
    ),
    Shown(
        "picture in a line",
        "甲![船](boat.svg){width=9cm}乙",
        '<img width="340" alt="船" src="_images/boat.svg" />',
        "calc.min(255.12pt.to-absolute(), line-length)",
    ),
    Shown(
        "picture of a height, of a scale",
        "```{image} boat.svg\n:alt: 船\n:height: 20px\n:scale: 50\n```",
        '<img width="30" alt="船" src="_images/boat.svg" />',
        "fitted(22.5pt",
    ),
    Shown(
        "figure of a width",
        "```{figure} boat.svg\n:alt: 船\n:figwidth: 40%\n\n题\n```",
        'class="width-40"',
        'alt: "船", width: 40%',
    ),
    Shown("comment", "<!-- 甲 -->\n\n乙", "</h1><p>乙</p>", '#par[#"乙";]'),
    Shown("as a directive", "```{raw} html\n<p>甲</p>\n```", "<p>甲</p>", '#par[#"甲";]'),
)

TABLES = (
    Shown(
        "plain",
        "<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>",
        '<th scope="col" class="head"><p>甲</p></th><th scope="col" class="head"><p>乙</p></th>',
        'table.header(table.cell()[#set text(..header-type);#[#"甲";];]',
    ),
    Shown(
        "titled",
        "<table><caption>甲</caption><tr><td>乙</td></tr></table>",
        ">甲</span>",
        'caption: [#"甲";]',
    ),
    Shown(
        "markup in cells",
        '<table><tr><td>甲<sup>乙</sup></td><td><a href="https://e.org">丙</a></td>'
        "<td><ul><li>丁</li></ul></td><td><b>戊</b></td></tr></table>",
        '<p>甲<sup>乙</sup></p></td><td><p><a rel="external noopener noreferrer" data-external="站外链接" '
        'class="reference external" href="https://e.org">丙</a></p></td>'
        '<td><ul class="simple"><li><p>丁</p></li></ul></td><td><p><strong>戊</strong></p></td>',
        '[#[#"甲";#super[#"乙";];];],table.cell()[#[#link("https://e.org")[#"丙";];];],table.cell()[#list(',
    ),
    Shown(
        "spans",
        '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>'
        "<tr><td>丙</td><td>丁</td></tr></table>",
        '<td rowspan="2"><p>甲</p></td><td colspan="2"><p>乙</p></td></tr>',
        'table.cell(rowspan: 2)[#[#"甲";];],table.cell(colspan: 2)[#[#"乙";];],table.cell()[#[#"丙";];]',
    ),
    Shown(
        "cells left out",
        "<table><tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>",
        "<td><p>甲</p></td><td><p></p></td></tr>",
        'table.cell()[#[#"甲";];],table.cell()[#[];],table.cell()[#[#"乙";];],table.cell()[#[#"丙";];]',
    ),
    Shown(
        "a span longer than the table",
        '<table><tr><td rowspan="0">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>',
        '<td rowspan="2"><p>甲</p></td>',
        "table.cell(rowspan: 2)",
    ),
    Shown(
        "foot before body",
        "<table><tfoot><tr><th>甲</th></tr></tfoot><tbody><tr><td>乙</td></tr></tbody></table>",
        '<td><p>乙</p></td></tr><tr class="row-even"><td><p><strong>甲</strong></p></td>',
        'table.cell()[#[#"乙";];],table.cell()[#[#strong[#"甲";];];]',
    ),
    Shown(
        "columns described",
        "<table><colgroup><col><col></colgroup><tr><td>甲</td><td>乙</td></tr></table>",
        '<tbody><tr class="row-odd"><td><p>甲</p></td>',
        'columns: (auto, auto,), whole: true, table.cell()[#[#"甲"',
    ),
)

OUTPUTS = (
    Shown(
        "data frame",
        _FRAME.to_html(),
        '<td data-column=""><p><strong>甲</strong></p></td><td data-column="船"><p>一</p>',
        '#[#"一";]',
        "text/html",
    ),
    Shown(
        "levels of names",
        _PAIRS.to_html(),
        '</td><td data-column="大"><p>三</p></td><td data-column="小"><p>四</p></td>',
        'table.cell(colspan: 2)[#set text(..header-type);#[#"船";];]',
        "text/html",
    ),
    Shown("empty frame", pd.DataFrame().to_html(), "<thead>", "table.header(", "text/html"),
    Shown(
        "styled",
        _FRAME.style.set_caption("题").to_html(),
        '<span class="caption-text">题',
        '#"题"',
        "text/html",
    ),
    Shown(
        "tables and text",
        "<h3>甲</h3><p>乙</p><table><tr><td>丙</td></tr></table>丁<table><tr><td>戊</td></tr></table>",
        "</table></div><p>丁</p><div ",
        '#par[#"丁";]',
        "text/html",
    ),
    Shown("heading", "<h3>甲</h3>", 'rubric">甲</p>', '#block-title[#"甲";]', "text/html"),
    Shown("places and styles", '<style>p {}</style><p id="a">甲</p>', "甲</p>", '#par[#"甲";]', "text/html"),
    Shown(
        "picture of the book",
        '<img src="boat.svg" alt="船">',
        'src="_images/boat.svg"',
        'alt: "船"',
        "text/html",
    ),
    Shown(
        "Markdown", "**甲**，$x^2$\n\n{sup}`乙`", "<p><sup>乙</sup></p>", '#super[#"乙";]', "text/markdown"
    ),
    Shown(
        "table of Markdown",
        "| 甲 |\n|---|\n| 乙 |",
        '<td data-column="甲"><p>乙</p></td>',
        '#[#"乙";]',
        "text/markdown",
    ),
)

_END = "write </{}>, in the same paragraph, section or cell of a table"
_ALLOWED = (
    "a, abbr, b, blockquote, br, caption, code, col, colgroup, dd, del, details, div, dl, dt, em, h1, h2, "
    "h3, h4, h5, h6, hr, i, img, kbd, li, mark, ol, p, pre, q, s, small, span, strong, sub, summary, sup, "
    "table, tbody, td, tfoot, th, thead, tr, u, ul"
)
_NO_FORM = f"has no form in both formats; allowed: {_ALLOWED}"
_MARKDOWN = "write it in Markdown, or show a picture or a table"
_NO_FILE = "is no file of the book"
_SAVE = "save the picture beside the page and give its path from there; a cell can show it as its value"
_SAYS = "says something that paper cannot"
_WRITE = "write it in the text, or take it out"
_OUT = "take it out"
_CELL = "in the output of this cell, "


def _told(what: str, mend: str, code: str = "html") -> str:
    return f"{what} [{code}]\n  mend: {mend}"


REFUSALS = (
    Refusal("frame", '甲\n乙<iframe src="x"></iframe>', 4, _told(f"<iframe> {_NO_FORM}", _MARKDOWN)),
    Refusal("script", "<script>\na()\n</script>", 3, _told(f"<script> {_NO_FORM}", _MARKDOWN)),
    Refusal("style", "<style>\np {}\n</style>", 3, _told(f"<style> {_NO_FORM}", _MARKDOWN)),
    Refusal("form", "<form><p>甲</p></form>", 3, _told(f"<form> {_NO_FORM}", _MARKDOWN)),
    Refusal("drawing", "<p>甲</p>\n<svg></svg>", 4, _told(f"<svg> {_NO_FORM}", _MARKDOWN)),
    Refusal("unknown", "甲<blink>乙</blink>", 3, _told(f"<blink> {_NO_FORM}", _MARKDOWN)),
    Refusal(
        "heading",
        "<h2>甲</h2>",
        3,
        _told("<h2> is in no table of contents", "write it in Markdown: ## and its words"),
    ),
    Refusal("without end", "甲\n乙<b>丙", 4, _told("<b> does not end", _END.format("b"))),
    Refusal("end in another block", "甲<b>乙\n\n- 丙", 3, _told("<b> does not end", _END.format("b"))),
    Refusal(
        "end without beginning",
        "甲</b>乙",
        3,
        _told("</b> ends nothing", "take it out, or write what it ends"),
    ),
    Refusal(
        "ends crossed",
        "<b>甲<i>乙</b></i>",
        3,
        _told("</b> stands before the end of <i>", "write </i> before it"),
    ),
    Refusal("over a heading", "<div>\n\n## 甲\n\n乙", 3, _told("<div> does not end", _END.format("div"))),
    Refusal("ended at once", "甲<b/>乙", 3, _told("<b/> does not end", "write <b></b>, or take it out")),
    Refusal(
        "block in a line",
        "甲<div>乙</div>",
        3,
        _told("<div> stands in a line of text", "begin it on a line of its own, after an empty one"),
    ),
    Refusal(
        "block in a paragraph",
        "<p>甲\n<ul><li>乙</li></ul></p>",
        4,
        _told("<ul> stands in <p>; allowed: text", "write </p> before it, or <div> in place of <p>"),
    ),
    Refusal(
        "Markdown in a paragraph",
        "<p>\n\n甲\n\n</p>",
        4,
        _told("Markdown stands in <p>", "write </p> before it, or write all of it as HTML"),
    ),
    Refusal(
        "markup in code",
        "甲<code>a<sup>2</sup></code>",
        3,
        _told("<sup> stands in <code>; allowed: text", "take it out of the code"),
    ),
    Refusal(
        "text in a list",
        "<ul>甲</ul>",
        3,
        _told("text stands in <ul>; allowed: <li>", "put it into one of these"),
    ),
    Refusal(
        "item without list",
        "<li>甲</li>",
        3,
        _told("<li> stands outside <ul> or <ol>", "write <ul> or <ol> around it"),
    ),
    Refusal(
        "definition of nothing",
        "<dl><dd>甲</dd></dl>",
        3,
        _told("<dd> explains nothing", "write the <dt> before it"),
    ),
    Refusal(
        "disclosure without summary",
        "<details>甲</details>",
        3,
        _told("<details> has no <summary>, which is what opens it", "write <summary>…</summary> first in it"),
    ),
    Refusal(
        "late summary",
        "<details>甲<summary>乙</summary></details>",
        3,
        _told("<summary> does not stand first in <details>", "move it there"),
    ),
    Refusal(
        "table without rows", "<table></table>", 3, _told("a table has no row", "correct its rows and spans")
    ),
    Refusal(
        "table in a table",
        "<table><tr><td><table></table></td></tr></table>",
        3,
        _told("<table> stands in a cell of another", _OUT),
    ),
    Refusal(
        "spans that meet",
        '<table><tr><td>甲</td><td rowspan="2">乙</td></tr><tr><td colspan="2">丙</td></tr></table>',
        3,
        _told("a cell of a table spans over the place of another", "correct its rows and spans"),
    ),
    Refusal(
        "no number",
        '<table><tr><td colspan="x">甲</td></tr></table>',
        3,
        _told("colspan='x' is no number; allowed: from 0 to 999", "correct it"),
    ),
    Refusal("tooltip", '<b title="丙">甲</b>乙', 3, _told(f"the attribute title of <b> {_SAYS}", _WRITE)),
    Refusal(
        "number of an item",
        '<ol><li value="7">甲</li></ol>',
        3,
        _told(f"the attribute value of <li> {_SAYS}", _WRITE),
    ),
    Refusal(
        "counted down",
        "<ol reversed><li>甲</li></ol>",
        3,
        _told(f"the attribute reversed of <ol> {_SAYS}", _WRITE),
    ),
    Refusal("hidden", "<p hidden>甲</p>", 3, _told(f"the attribute hidden of <p> {_SAYS}", _WRITE)),
    Refusal(
        "picture elsewhere",
        '<img src="https://e.org/a.png" alt="甲">',
        3,
        _told(f"the picture 'https://e.org/a.png' {_NO_FILE}", _SAVE),
    ),
    Refusal(
        "picture outside",
        '<img src="../a.png" alt="甲">',
        3,
        _told(f"the picture '../a.png' {_NO_FILE}", _SAVE),
    ),
    Refusal("picture of nothing", '<img alt="甲">', 3, _told(f"the picture '' {_NO_FILE}", _SAVE)),
    Refusal("no such picture", '<img src="a.png" alt="甲">', 3, "image file not readable: a.png"),
    Refusal(
        "link to nothing",
        '甲<a href="nowhere.md">乙</a>',
        3,
        _told(
            "the link to 'nowhere.md' leads to no page and no file of the book",
            "give the path of one, from this page, or an address with https:",
        ),
    ),
    Refusal(
        "link without words",
        '甲<a href="index.md"></a>',
        3,
        _told("a link has no words", "write what it leads to before </a>"),
    ),
    Refusal("declaration", "甲<!DOCTYPE html>", 3, _told("<!DOCTYPE html> is no content of a page", _OUT)),
    Refusal("instruction", "甲<?php a ?>", 3, _told("<?php a ?> is no content of a page", _OUT)),
    Refusal(
        "output with a script",
        "<p>甲</p>\n<script></script>",
        0,
        _told(f"{_CELL}<script> {_NO_FORM}", _MARKDOWN),
        "text/html",
    ),
    Refusal(
        "output without end", "<p>甲", 0, _told(f"{_CELL}<p> does not end", _END.format("p")), "text/html"
    ),
    Refusal("script", "a()", 0, _told(f"<script> {_NO_FORM}", _MARKDOWN), "application/javascript"),
    Refusal(
        "heading of Markdown",
        "# 甲\n\n乙",
        0,
        _told(
            "the heading '甲' in the output of this cell is in no table of contents",
            "write it outside of the cell, or make it bold",
            "output",
        ),
        "text/markdown",
    ),
    Refusal(
        "object",
        "[<a.B object at 0x7f00>]",
        0,
        _told(
            "this cell shows <a.B object at 0x7f00>, which says nothing to readers",
            "show text, a table or a chart, or end the last line of the cell with a semicolon",
            "output",
        ),
        "text/plain",
    ),
    Refusal(
        "object in HTML",
        "<p>&lt;a.B object at 0x7f00&gt;</p>",
        0,
        _told(
            "this cell shows <a.B object at 0x7f00>, which says nothing to readers",
            "show text, a table or a chart, or end the last line of the cell with a semicolon",
            "output",
        ),
        "text/html",
    ),
)
