# ruff: noqa: E501 - sources and what is made of them stand here whole
"""Boxes, quotations and notes as authors write them in Markdown."""

from __future__ import annotations

from rows import Shown

BOXES = (
    Shown(
        "quotation",
        "> 甲\n>\n> - 乙\n>\n> -- 佚名",
        "<blockquote>...<p>甲</p><ul...><li><p>乙</p></li></ul><p>-- 佚名</p>...</blockquote>",
        "<BlockQuote><P>甲</P><L><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L><P>-- 佚名</P></BlockQuote>",
    ),
    Shown(
        "epigraph",
        "```{epigraph}\n甲\n\n-- 乙\n```",
        '<blockquote class="epigraph">...<p>甲</p><p class="attribution">——乙</p>...</blockquote>',
        "<BlockQuote><P>甲</P><P>——乙</P></BlockQuote>",
    ),
    Shown(
        "highlights",
        "```{highlights}\n甲\n```",
        "<blockquote...>...<p>甲</p>...</blockquote>",
        "<BlockQuote><P>甲</P></BlockQuote>",
    ),
    Shown(
        "pull quote",
        "```{pull-quote}\n甲\n```",
        "<blockquote...>...<p>甲</p>...</blockquote>",
        "<BlockQuote><P>甲</P></BlockQuote>",
    ),
    Shown(
        "topic",
        "```{topic} 甲\n乙**丙**\n```",
        '<aside class="topic"><p class="topic-title">甲</p><p>乙<strong>丙</strong></p></aside>',
        "<P>甲</P><P>乙<Strong>丙</Strong></P>",
    ),
    Shown(
        "sidebar",
        "```{sidebar} 甲\n:subtitle: 乙\n丙\n```\n\n丁",
        '<aside class="sidebar"><p class="sidebar-title">甲</p><p class="sidebar-subtitle">乙</p><p>丙</p></aside><p>丁</p>',
        "<P>甲</P><P>乙</P><P>丙</P><P>丁</P>",
    ),
    Shown("rubric", "```{rubric} 甲\n```\n\n乙", '<p class="rubric">甲</p><p>乙</p>', "<P>甲</P><P>乙</P>"),
    Shown(
        "centred line", "```{eval-rst}\n.. centered:: 甲\n```", "<p...><strong>甲</strong></p>", "<P>甲</P>"
    ),
    Shown(
        "compound paragraph",
        "```{compound}\n甲\n\n    a = 1\n\n乙\n```",
        "<p>甲</p>...<pre>a = 1</pre>...<p>乙</p>",
        "<P>甲</P><Code><P>a = 1</P></Code><P>乙</P>",
    ),
    Shown(
        "container",
        "```{container} custom\n甲\n\n- 乙\n```",
        "<p>甲</p><ul...><li><p>乙</p></li></ul>",
        "<P>甲</P><L><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L>",
    ),
    Shown("class", "```{rst-class} special\n```\n\n甲", "<p...>甲</p>", "<P>甲</P>"),
    Shown(
        "note",
        "```{note}\n甲\n\n- 乙\n```",
        '<div class="admonition note"><p class="admonition-title">备注</p><p>甲</p><ul...><li><p>乙</p></li></ul>',
        "<P>备注</P><P>甲</P><L><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L>",
    ),
    Shown(
        "warning",
        "```{warning}\n甲\n```",
        '<div class="admonition warning"><p class="admonition-title">警告</p><p>甲</p>',
        "<P>警告</P><P>甲</P>",
    ),
    Shown(
        "tip",
        "```{tip}\n甲\n```",
        '<div class="admonition tip"><p class="admonition-title">小技巧</p><p>甲</p>',
        "<P>小技巧</P><P>甲</P>",
    ),
    Shown(
        "important",
        "```{important}\n甲\n```",
        '<div class="admonition important"><p class="admonition-title">重要</p><p>甲</p>',
        "<P>重要</P><P>甲</P>",
    ),
    Shown(
        "see also",
        "```{seealso}\n甲\n```",
        '<div class="admonition seealso"><p class="admonition-title">参见</p><p>甲</p>',
        "<P>参见</P><P>甲</P>",
    ),
    Shown(
        "attention, caution, danger",
        "```{attention}\n甲\n```\n```{caution}\n乙\n```\n```{danger}\n丙\n```",
        '<div class="admonition attention"><p class="admonition-title">注意</p><p>甲</p>...<div class="admonition caution"><p class="admonition-title">小心</p><p>乙</p>...<div class="admonition danger"><p class="admonition-title">危险</p><p>丙</p>',
        "<P>注意</P><P>甲</P><P>小心</P><P>乙</P><P>危险</P><P>丙</P>",
    ),
    Shown(
        "error, hint",
        "```{error}\n甲\n```\n```{hint}\n乙\n```",
        '<div class="admonition error"><p class="admonition-title">错误</p><p>甲</p>...<div class="admonition hint"><p class="admonition-title">提示</p><p>乙</p>',
        "<P>错误</P><P>甲</P><P>提示</P><P>乙</P>",
    ),
    Shown(
        "title of one's own",
        ":::{admonition} 甲`a`\n:class: tip\n乙\n:::",
        '<div class="tip admonition"><p class="admonition-title">甲<code...>...a...</code></p><p>乙</p>',
        "<P>甲 <Code>a</Code></P><P>乙</P>",
    ),
    Shown(
        "folded",
        "```{admonition} 甲\n:class: dropdown\n乙\n```",
        '<details class="dropdown admonition"><summary class="admonition-title">甲</summary><p>乙</p></details>',
        "<P>甲</P><P>乙</P>",
    ),
    Shown(
        "box in a box",
        "::::{note}\n甲\n\n:::{tip}\n乙\n:::\n::::",
        '<div class="admonition note"><p class="admonition-title">备注</p><p>甲</p><div class="admonition tip"><p class="admonition-title">小技巧</p><p>乙</p>',
        "<P>备注</P><P>甲</P><P>小技巧</P><P>乙</P>",
    ),
    Shown(
        "version",
        "```{versionadded} 2.1\n甲\n```\n```{versionchanged} 2.2\n乙\n```\n```{deprecated} 2.3\n丙\n```",
        '<div class="versionadded"><p>...2.1版...新增：...甲</p>...<p>...2.2版...变更：...乙</p>...<p>...2.3版...起不再推荐：...丙</p>',
        "<P>2.1 版新增：甲</P><P>2.2 版变更：乙</P><P>2.3 版起不再推荐：丙</P>",
    ),
    Shown(
        "function",
        "```{eval-rst}\n.. py:function:: launch(boat: str, times=1) -> bool\n\n   甲\n\n   :param boat: 乙\n   :returns: 丙\n```",
        "<dl...><dt...>...launch...(...<em...>...boat...:... ...str...</em>, <em...>...times...=...1...</em>...)... ...&#x2192;... ...bool...</dt><dd><p>甲</p><dl...><dt...>参数...:...</dt><dd...><p><strong>boat</strong> -- 乙</p></dd><dt...>返回...:...</dt><dd...><p>丙</p></dd></dl></dd></dl>",
        "<P><Strong>launch</Strong>(boat:  str,  times=1)  → bool</P><P>甲</P><L><LI><Lbl><Strong>参数 </Strong></Lbl><LBody><Strong>boat </Strong> -- 乙</LBody></LI><LI><Lbl><Strong>返回 </Strong></Lbl><LBody>丙</LBody></LI></L>",
    ),
    Shown(
        "one format alone",
        "```{only} html\n甲\n```\n\n```{only} html or typst\n乙\n```",
        '<div class="only-html"><p>甲</p>...<p>乙</p>',
        "<P>乙</P>",
    ),
)

NOTES = (
    Shown(
        "note",
        "甲[^one]乙",
        '<p>甲<a... href="#one"...>...[...1...]...</a>乙</p>',
        '<P>甲<Lbl><Link><Span level="^">1</Span></Link></Lbl><Note><Lbl><Link><Span level="^">1</Span></Link></Lbl>注一，<Strong>重</Strong>。</Note>乙</P>',
    ),
    Shown(
        "note named twice",
        "甲[^two]乙[^two]",
        '<p>甲<a... href="#two"...>...[...2...]...</a>乙<a... href="#two"...>...[...2...]...</a></p>',
        '<P>甲<Lbl><Link><Span level="^">2</Span></Link></Lbl><Note><Lbl><Link><Span level="^">2</Span></Link></Lbl>注二，<Formula alt="x"/>。</Note>乙<Lbl><Link><Span level="^">2</Span></Link></Lbl></P>',
    ),
    Shown(
        "note of several paragraphs",
        "甲[^long]乙",
        '<p>甲<a... href="#long"...>...[...3...]...</a>乙</p>',
        '<P>甲<Lbl><Link><Span level="^">3</Span></Link></Lbl><Note><P><Lbl><Link><Span level="^">3</Span></Link></Lbl>注三。</P><P>三之二。</P><L><LI><Lbl>• </Lbl><LBody>三之三</LBody></LI></L></Note>乙</P>',
    ),
    Shown(
        "note in a table",
        "| 甲[^cell] |\n|---|\n| 乙[^one] |",
        '<table...>...甲<a... href="#cell"...>...[...4...]...</a>...乙<a... href="#one"...>...[...1...]...</a>...</table>',
        '<Table><THead><TR><TH>甲<Lbl><Link><Span level="^">4</Span></Link></Lbl><Note><Lbl><Link><Span level="^">4</Span></Link></Lbl>注四。</Note></TH></TR></THead><TBody><TR><TD>乙<Lbl><Link><Span level="^">1</Span></Link></Lbl></TD></TR></TBody></Table>',
    ),
    Shown(
        "notes side by side",
        "甲[^one][^two]乙",
        '<p>甲<a... href="#one"...>...[...1...]...</a><a... href="#two"...>...[...2...]...</a>乙</p>',
        '<P>甲<Lbl><Link><Span level="^">1 </Span></Link></Lbl><Lbl><Link><Span level="^">2</Span></Link></Lbl>乙</P>',
    ),
    Shown(
        "note in a heading's place",
        "### 丙**戊[^bold]**[^head]\n\n```{table} 题[^caption]\n\n| 丁 |\n|---|\n| 己 |\n```\n\n[^one]: 注一，**重**。\n[^two]: 注二，$x$。\n[^long]: 注三。\n\n    三之二。\n\n    - 三之三\n[^cell]: 注四。\n[^bold]: 注五。\n[^head]: 注六。\n[^caption]: 注七。",
        '<h3>丙<strong>戊<a... href="#bold"...>...[...5...]...</a></strong><a... href="#head"...>...[...6...]...</a></h3>...<table...><caption>...表... ...题<a... href="#caption"...>...[...7...]...</a>...</caption>...丁...己...</table>...<hr><aside...><aside...>...[...1...]...(<a...>1</a>,<a...>2</a>,<a...>3</a>)...<p>注一，<strong>重</strong>。</p></aside><aside...>...[...2...]...(<a...>1</a>,<a...>2</a>,<a...>3</a>)...<p>注二，<math alttext="x">...</math>。</p></aside><aside...>...[...<a...>3</a>...]...<p>注三。</p><p>三之二。</p><ul...><li><p>三之三</p></li></ul></aside><aside...>...[...<a...>4</a>...]...<p>注四。</p></aside><aside...>...[...<a...>5</a>...]...<p>注五。</p></aside><aside...>...[...<a...>6</a>...]...<p>注六。</p></aside><aside...>...[...<a...>7</a>...]...<p>注七。</p></aside></aside>',
        '<H3>丙<Strong>戊</Strong><Lbl><Link><Strong><Span level="^">5</Span></Strong></Link></Lbl><Note><Lbl><Link><Span level="^">5</Span></Link></Lbl>注五。</Note><Lbl><Link><Span level="^">6</Span></Link></Lbl><Note><Lbl><Link><Span level="^">6</Span></Link></Lbl>注六。</Note></H3><Div><Caption><Span>表...\u3000题</Span><Lbl><Link><Span level="^">7</Span></Link></Lbl><Note><Lbl><Link><Span level="^">7</Span></Link></Lbl>注七。</Note></Caption><Div><Table><THead><TR><TH>丁</TH></TR></THead><TBody><TR><TD>己</TD></TR></TBody></Table></Div></Div>',
    ),
)
