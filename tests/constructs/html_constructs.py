# ruff: noqa: E501 - what is made of outputs stands here whole
"""HTML that authors and cells write: what both formats make of it, or why it is refused."""

from __future__ import annotations

import pandas as pd
from rows import Refusal, Shown

_FRAME = pd.DataFrame({"船": ["一", "二"]}, index=["甲", "乙"])
_PAIRS = pd.DataFrame(
    [["一", "二"], ["三", "四"]],
    index=pd.MultiIndex.from_tuples([("甲", "子"), ("甲", "丑")]),
    columns=pd.MultiIndex.from_product([["船"], ["大", "小"]]),
)


LINES = (
    Shown("superscript", "10<sup>5</sup>", "10<sup>5</sup>", '<P>10<Span level="^">5</Span></P>'),
    Shown("subscript", "H<sub>2</sub>O", "H<sub>2</sub>O", '<P>H<Span level="_">2</Span>O</P>'),
    Shown(
        "bold",
        "甲<b>乙</b><strong>丙</strong>",
        "<strong>乙</strong><strong>丙</strong>",
        "<P>甲<Strong>乙</Strong><Strong>丙</Strong></P>",
    ),
    Shown(
        "italic",
        "甲<i>乙</i><em>丙</em>",
        "<em>乙</em><em>丙</em>",
        "<P>甲<Em><Span>乙</Span></Em><Em><Span>丙</Span></Em></P>",
    ),
    Shown("code", "甲<code>a*b</code>", '<span class="pre">a*b</span></code>', "<P>甲 <Code>a*b</Code></P>"),
    Shown(
        "key",
        "按<kbd>Ctrl</kbd>",
        '<kbd class="kbd docutils literal notranslate">Ctrl</kbd>',
        "<P>按 <Code>Ctrl</Code></P>",
    ),
    Shown("mark", "甲<mark>乙</mark>", "<mark>乙</mark>", "<P>甲<Span>乙</Span></P>"),
    Shown("small", "甲<small>乙</small>", "<small>乙</small>", "<P>甲乙</P>"),
    Shown(
        "struck",
        "甲<s>乙</s><del>丙</del>",
        "<s>乙</s><del>丙</del>",
        "<P>甲<Span>乙</Span><Span>丙</Span></P>",
    ),
    Shown("underlined", "甲<u>乙</u>", "<u>乙</u>", "<P>甲<Span>乙</Span></P>"),
    Shown("quotation", "甲<q>乙</q>", "甲<span>“乙”</span>", "<P>甲“乙”</P>"),
    Shown(
        "span with a look",
        '甲<span style="color: red" class="b">乙</span>',
        "<p>甲乙</p>",
        "<P>甲乙</P>",
    ),
    Shown(
        "abbreviation",
        '<abbr title="某某">甲</abbr>乙',
        '<abbr title="某某">甲</abbr>',
        "<P>甲（某某）乙</P>",
    ),
    Shown("break", "甲<br>乙<br/>丙", "甲<br />乙<br />丙", "<P>甲乙丙</P>"),
    Shown("break of Markdown", "甲\\\n乙", "甲<br />乙", "<P>甲乙</P>"),
    Shown(
        "Markdown within",
        "<b>甲*乙*</b>",
        "<strong>甲<em>乙</em></strong>",
        "<P><Strong>甲</Strong><Em><Strong><Span>乙</Span></Strong></Em></P>",
    ),
    Shown(
        "HTML within",
        "**甲<sup>乙</sup>**",
        "<strong>甲<sup>乙</sup></strong>",
        '<P><Strong>甲</Strong><Strong><Span level="^">乙</Span></Strong></P>',
    ),
    Shown(
        "in a heading", "### 甲<sup>乙</sup>", "甲<sup>乙</sup></h3>", '<H3>甲<Span level="^">乙</Span></H3>'
    ),
    Shown(
        "in a table",
        "| 甲 |\n|---|\n| 乙<br>丙<sup>丁</sup> |",
        "乙<br />丙<sup>丁</sup>",
        '<Table><THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>乙丙<Span level="^">丁</Span></TD></TR></TBody></Table>',
    ),
    Shown(
        "in a caption",
        "```{figure} boat.svg\n:alt: 船\n\n甲<sub>乙</sub>\n```",
        "甲<sub>乙</sub>",
        '<Div><Caption><Span>图...\u3000甲</Span><Span level="_">乙</Span></Caption><Figure alt="船"/></Div>',
    ),
    Shown("place", '甲<q id="here">乙</q>', '<span id="here">“乙”</span>', "<P>甲“乙”</P>"),
    Shown("comment", "甲<!-- 丙 -->乙", "<p>甲乙</p>", "<P>甲乙</P>"),
    Shown(
        "entities", "甲<b>&lt;&amp;</b>", "<strong>&lt;&amp;</strong>", "<P>甲<Strong>&lt;&amp;</Strong></P>"
    ),
    Shown(
        "link out",
        '<a href="https://e.org/?a=1&amp;b=2">甲</a>乙',
        'href="https://e.org/?a=1&amp;b=2">甲</a>',
        "<P><Link>甲</Link>乙</P>",
    ),
    Shown(
        "link to a page",
        '甲<a href="index.md">乙</a>',
        'href="index.html"><span class="std std-doc">乙</span></a>',
        "<P>甲<Link>乙</Link></P>",
    ),
    Shown(
        "link to its HTML",
        '甲<a href="index.html">乙</a>',
        'href="index.html"><span class="std std-doc">乙</span></a>',
        "<P>甲<Link>乙</Link></P>",
    ),
    Shown(
        "link to a place",
        '<a id="there"></a>甲\n\n见<a href="#there">乙</a>。',
        'href="#there">',
        "<P>甲</P><P>见<Link>乙</Link>。</P>",
    ),
    Shown("link to a file", '甲<a href="boat.svg">乙</a>', 'boat.svg">乙</a>', "<P>甲乙</P>"),
    Shown(
        "picture in a line",
        '甲<img src="boat.svg" alt="船">',
        'alt="船" src="_images/boat.svg"',
        '<P>甲<Figure alt="船"/></P>',
    ),
)

BLOCKS = (
    Shown(
        "paragraph", "<p>甲\n  <b>乙</b> </p>", "<p>甲<strong>乙</strong></p>", "<P>甲<Strong>乙</Strong></P>"
    ),
    Shown(
        "division",
        '<div align="center">甲<p>乙</p>丙</div>',
        "<p>甲</p><p>乙</p><p>丙</p>",
        "<P>甲</P><P>乙</P><P>丙</P>",
    ),
    Shown(
        "Markdown in a division",
        "<div>\n\n**甲**\n\n</div>",
        "<p><strong>甲</strong></p>",
        "<P><Strong>甲</Strong></P>",
    ),
    Shown(
        "list",
        "<ul><li>甲</li><li><p>乙</p></li></ul>",
        "<li><p>甲</p></li><li><p>乙</p></li>",
        "<L><LI><Lbl>• </Lbl><LBody>甲</LBody></LI><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L>",
    ),
    Shown(
        "numbered list",
        '<ol start="3" type="a"><li>甲<ul><li>乙</li></ul></li></ol>',
        '<ol class="loweralpha simple" start="3"><li><p>甲</p><ul class="simple">',
        "<L><LI><Lbl>c. </Lbl><LBody><P>甲</P></LBody></LI><L><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L></L>",
    ),
    Shown(
        "definitions",
        "<dl><dt>甲</dt><dt>乙</dt><dd>丙</dd><dt>丁</dt><dd><p>戊</p></dd></dl>",
        "<dt>甲</dt><dt>乙</dt><dd><p>丙</p></dd><dt>丁</dt><dd><p>戊</p></dd>",
        "<L><LI><Lbl><Strong>甲\u3000乙 </Strong></Lbl><LBody>丙</LBody></LI><LI><Lbl><Strong>丁 </Strong></Lbl><LBody>戊</LBody></LI></L>",
    ),
    Shown(
        "quotation",
        "<blockquote>甲</blockquote>",
        "<blockquote><div><p>甲</p>",
        "<BlockQuote><P>甲</P></BlockQuote>",
    ),
    Shown(
        "code",
        "<pre>甲  乙\n<code>丙</code>\n</pre>",
        "甲  乙丙</pre>",
        "<Code><P>甲  乙</P><P>丙</P></Code>",
    ),
    Shown("rule", "<p>甲</p>\n<hr>\n<p>乙</p>", "<hr", "<P>甲</P><P>乙</P>"),
    Shown(
        "disclosure",
        "<details><summary>甲<b>乙</b></summary>\n\n**丙**\n\n- 丁\n\n</details>",
        '<details class="dropdown admonition"><summary class="admonition-title">甲<strong>乙</strong>',
        "<P>甲<Strong>乙</Strong></P><P><Strong>丙</Strong></P><L><LI><Lbl>• </Lbl><LBody>丁</LBody></LI></L>",
    ),
    Shown(
        "open disclosure",
        "<details open><summary>甲</summary>乙</details>",
        "toggle-shown admonition",
        "<P>甲</P><P>乙</P>",
    ),
    Shown(
        "picture",
        '<img src="boat.svg" alt="船" width="50%">',
        'alt="船" class="width-50" src="_images/boat.svg"',
        '<Figure alt="船"/>',
    ),
    Shown(
        "picture of a width in pixels",
        '<img src="boat.svg" alt="船" width="48" height="10">',
        '<img width="48" alt="船" src="_images/boat.svg" />',
        '<Figure alt="船"/>',
    ),
    Shown(
        "picture in a line",
        "甲![船](boat.svg){width=9cm}乙",
        '<img width="340" alt="船" src="_images/boat.svg" />',
        '<P>甲 <Figure alt="船"/>乙</P>',
    ),
    Shown(
        "picture of a height, of a scale",
        "```{image} boat.svg\n:alt: 船\n:height: 20px\n:scale: 50\n```",
        '<img width="10" alt="船" src="_images/boat.svg" />',
        '<Figure alt="船"/>',
    ),
    Shown(
        "figure of a width",
        "```{figure} boat.svg\n:alt: 船\n:figwidth: 40%\n\n题\n```",
        'class="width-40"',
        '<Figure alt="船"/>',
    ),
    Shown("comment", "<!-- 甲 -->\n\n乙", "<p>乙</p>", "<P>乙</P>"),
    Shown(
        "glued from another page",
        "```{glue} sheet\n:doc: cells.md\n```",
        "<p>10<sup>5</sup></p>",
        '<TD>10<Span level="^">5</Span></TD>',
    ),
    Shown("as a directive", "```{raw} html\n<p>甲</p>\n```", "<p>甲</p>", "<P>甲</P>"),
)

TABLES = (
    Shown(
        "plain",
        "<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>",
        '<th scope="col" class="head"><p>甲</p></th><th scope="col" class="head"><p>乙</p></th>',
        "<Table><THead><TR><TH>甲 </TH><TH>乙</TH></TR></THead><TBody><TR><TD>丙 </TD><TD>丁</TD></TR></TBody></Table>",
    ),
    Shown(
        "titled",
        "<table><caption>甲</caption><tr><td>乙</td></tr></table>",
        ">甲</span>",
        "<Table><Caption><Span>表...\u3000甲</Span></Caption><TR><TD>乙</TD></TR></Table>",
    ),
    Shown(
        "markup in cells",
        '<table><tr><td>甲<sup>乙</sup></td><td><a href="https://e.org">丙</a></td>'
        "<td><ul><li>丁</li></ul></td><td><b>戊</b></td></tr></table>",
        '<p>甲<sup>乙</sup></p></td><td><p><a rel="external noopener noreferrer" data-external="站外链接" '
        'class="reference external" href="https://e.org">丙</a></p></td>'
        '<td><ul class="simple"><li><p>丁</p></li></ul></td><td><p><strong>戊</strong></p></td>',
        '<Table><TR><TD>甲<Span level="^">乙 </Span></TD><TD><Link>丙 </Link></TD><TD><L><LI><Lbl>• </Lbl><LBody>丁 </LBody></LI></L></TD><TD><Strong>戊</Strong></TD></TR></Table>',
    ),
    Shown(
        "spans",
        '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>'
        "<tr><td>丙</td><td>丁</td></tr></table>",
        '<td rowspan="2"><p>甲</p></td><td colspan="2"><p>乙</p></td></tr>',
        "<Table><TR><TD>甲 </TD><TD>乙</TD></TR><TR><TD>丙 </TD><TD>丁</TD></TR></Table>",
    ),
    Shown(
        "cells left out",
        "<table><tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>",
        "<td><p>甲</p></td><td><p></p></td></tr>",
        "<Table><TR><TD>甲</TD><TD/></TR><TR><TD>乙 </TD><TD>丙</TD></TR></Table>",
    ),
    Shown(
        "a span longer than the table",
        '<table><tr><td rowspan="0">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>',
        '<td rowspan="2"><p>甲</p></td>',
        "<Table><TR><TD>甲 </TD><TD>乙</TD></TR><TR><TD>丙</TD></TR></Table>",
    ),
    Shown(
        "foot before body",
        "<table><tfoot><tr><th>甲</th></tr></tfoot><tbody><tr><td>乙</td></tr></tbody></table>",
        '<td><p>乙</p></td></tr><tr class="row-even"><td><p><strong>甲</strong></p></td>',
        "<Table><TR><TD>乙</TD></TR><TR><TD><Strong>甲</Strong></TD></TR></Table>",
    ),
    Shown(
        "columns described",
        "<table><colgroup><col><col></colgroup><tr><td>甲</td><td>乙</td></tr></table>",
        '<tbody><tr class="row-odd"><td><p>甲</p></td>',
        "<Table><TR><TD>甲 </TD><TD>乙</TD></TR></Table>",
    ),
)

OUTPUTS = (
    Shown(
        "data frame",
        _FRAME.to_html(),
        '<td data-column=""><p><strong>甲</strong></p></td><td data-column="船"><p>一</p>',
        "<Table><THead><TR><TH/><TH>船</TH></TR></THead><TBody><TR><TD><Strong>甲 </Strong></TD><TD>一</TD></TR><TR><TD><Strong>乙 </Strong></TD><TD>二</TD></TR></TBody></Table>",
        "text/html",
    ),
    Shown(
        "levels of names",
        _PAIRS.to_html(),
        '</td><td data-column="大"><p>三</p></td><td data-column="小"><p>四</p></td>',
        "<Table><THead><TR><TH/><TH/><TH>船</TH></TR><TR><TH/><TH/><TH>大 </TH><TH>小</TH></TR></THead><TBody><TR><TD><Strong>甲 </Strong></TD><TD><Strong>子 </Strong></TD><TD>一 </TD><TD>二</TD></TR><TR><TD><Strong>丑 </Strong></TD><TD>三 </TD><TD>四</TD></TR></TBody></Table>",
        "text/html",
    ),
    Shown("empty frame", pd.DataFrame().to_html(), "<thead>", "<Table><TR><TH/></TR></Table>", "text/html"),
    Shown(
        "styled",
        _FRAME.style.set_caption("题").to_html(),
        '<span class="caption-text">题',
        "<Table><Caption><Span>表...\u3000题</Span></Caption><THead><TR><TH/><TH>船</TH></TR></THead><TBody><TR><TD><Strong>甲 </Strong></TD><TD>一</TD></TR><TR><TD><Strong>乙 </Strong></TD><TD>二</TD></TR></TBody></Table>",
        "text/html",
    ),
    Shown(
        "tables and text",
        "<h3>甲</h3><p>乙</p><table><tr><td>丙</td></tr></table>丁<table><tr><td>戊</td></tr></table>",
        "</table></div><p>丁</p><div ",
        "<P>甲</P><P>乙</P><Table><TR><TD>丙</TD></TR></Table><P>丁</P><Table><TR><TD>戊</TD></TR></Table>",
        "text/html",
    ),
    Shown("heading", "<h3>甲</h3>", 'rubric">甲</p>', "<P>甲</P>", "text/html"),
    Shown("places and styles", '<style>p {}</style><p id="a">甲</p>', "甲</p>", "<P>甲</P>", "text/html"),
    Shown(
        "picture of the book",
        '<img src="boat.svg" alt="船">',
        'src="_images/boat.svg"',
        '<Figure alt="船"/>',
        "text/html",
    ),
    Shown(
        "Markdown",
        "**甲**，$x^2$\n\n{sup}`乙`",
        "<p><sup>乙</sup></p>",
        '<P><Strong>甲</Strong>，<Formula alt="x^2"/></P><P><Span level="^">乙</Span></P>',
        "text/markdown",
    ),
    Shown(
        "table of Markdown",
        "| 甲 |\n|---|\n| 乙 |",
        '<td data-column="甲"><p>乙</p></td>',
        "<Table><THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>乙</TD></TR></TBody></Table>",
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
    Refusal(
        "comment that ends wrongly",
        "<p>甲<!-- 乙 --!> 丙 --></p>",
        3,
        _told(
            "the comment '乙' is none of HTML: Unexpected ! after -- in comment",
            "write <!-- words -->, or take it out",
        ),
    ),
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
