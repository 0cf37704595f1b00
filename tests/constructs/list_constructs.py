# ruff: noqa: E501 - sources and what is made of them stand here whole
"""Lists as authors write them in Markdown."""

from __future__ import annotations

from rows import Shown

LISTS = (
    Shown(
        "bullets within bullets",
        "- 甲\n  - 乙\n    - 丙\n\n      丙二\n- 丁",
        "<ul><li><p>甲</p><ul><li><p>乙</p><ul><li><p>丙</p><p>丙二</p></li></ul></li></ul></li><li><p>丁</p></li></ul>",
        "<L><LI><Lbl>• </Lbl><LBody><P>甲</P></LBody></LI><L><LI><Lbl>◦ </Lbl><LBody><P>乙</P></LBody></LI><L><LI><Lbl>– </Lbl><LBody><P>丙</P><P>丙二</P></LBody></LI></L></L><LI><Lbl>• </Lbl><LBody>丁</LBody></LI></L>",
    ),
    Shown(
        "numbers",
        "3. 甲\n4. 乙\n   1. 丙\n   2. 丁",
        '<ol... start="3"><li><p>甲</p></li><li><p>乙</p><ol...><li><p>丙</p></li><li><p>丁</p></li></ol></li></ol>',
        "<L><LI><Lbl>3. </Lbl><LBody>甲</LBody></LI><LI><Lbl>4. </Lbl><LBody><P>乙</P></LBody></LI><L><LI><Lbl>1. </Lbl><LBody>丙</LBody></LI><LI><Lbl>2. </Lbl><LBody>丁</LBody></LI></L></L>",
    ),
    Shown(
        "numbers with brackets",
        "1) 甲\n2) 乙",
        "<ol...><li><p>甲</p></li><li><p>乙</p></li></ol>",
        "<L><LI><Lbl>1) </Lbl><LBody>甲</LBody></LI><LI><Lbl>2) </Lbl><LBody>乙</LBody></LI></L>",
    ),
    Shown(
        "letters",
        "```{eval-rst}\na. 甲\nb. 乙\n\niv) 丙\nv) 丁\n```",
        '<ol class="loweralpha simple"><li><p>甲</p></li><li><p>乙</p></li></ol><ol class="lowerroman simple" start="4"><li><p>丙</p></li><li><p>丁</p></li></ol>',
        "<L><LI><Lbl>a. </Lbl><LBody>甲</LBody></LI><LI><Lbl>b. </Lbl><LBody>乙</LBody></LI></L><L><LI><Lbl>iv) </Lbl><LBody>丙</LBody></LI><LI><Lbl>v) </Lbl><LBody>丁</LBody></LI></L>",
    ),
    Shown(
        "items with blocks",
        "- 甲\n\n  ```python\n  a = 1\n  ```\n\n  > 乙\n\n- 丙",
        "<ul><li><p>甲</p>...<pre>...a...=...1...</pre>...<blockquote>...<p>乙</p>...</blockquote></li><li><p>丙</p></li></ul>",
        "<L><LI><Lbl>• </Lbl><LBody><P>甲</P><Code><P>a = 1</P></Code><BlockQuote><P>乙</P></BlockQuote></LBody></LI><LI><Lbl>• </Lbl><LBody>丙</LBody></LI></L>",
    ),
    Shown(
        "definitions",
        "甲\n: 乙\n: 丙\n\n丁\n: 戊\n\n  - 己",
        "<dl...><dt>甲</dt><dd><p>乙</p></dd><dd><p>丙</p></dd><dt>丁</dt><dd><p>戊</p><ul...><li><p>己</p></li></ul></dd></dl>",
        "<L><LI><Lbl><Strong>甲 </Strong></Lbl><LBody><P>乙</P><P>丙</P></LBody></LI><LI><Lbl><Strong>丁 </Strong></Lbl><LBody><P>戊</P></LBody></LI><L><LI><Lbl>• </Lbl><LBody>己</LBody></LI></L></L>",
    ),
    Shown(
        "definition with a class",
        "```{eval-rst}\n甲 : 乙 : 丙\n   丁\n```",
        "<dl...><dt>甲...乙...丙...</dt><dd><p>丁</p></dd></dl>",
        "<L><LI><Lbl><Strong>甲（乙）（丙） </Strong></Lbl><LBody>丁</LBody></LI></L>",
    ),
    Shown(
        "fields",
        "```{eval-rst}\n:作者: 某某\n:说明: 甲\n\n   乙\n```",
        "<dl...><dt...>作者...:...</dt><dd...><p>某某</p></dd><dt...>说明...:...</dt><dd...><p>甲</p><p>乙</p></dd></dl>",
        "<L><LI><Lbl><Strong>作者 </Strong></Lbl><LBody>某某</LBody></LI><LI><Lbl><Strong>说明 </Strong></Lbl><LBody><P>甲</P><P>乙</P></LBody></LI></L>",
    ),
    Shown(
        "options",
        "```{eval-rst}\n-a         甲\n-b FILE    乙\n--long=X   丙\n```",
        "<dl...><dt><kbd>...-a...</kbd></dt><dd><p>甲</p></dd><dt><kbd>...-b <var>FILE</var>...</kbd></dt><dd><p>乙</p></dd><dt><kbd>...--long=<var>X</var>...</kbd></dt><dd><p>丙</p></dd></dl>",
        "<L><LI><Lbl><Strong>-a </Strong></Lbl><LBody>甲</LBody></LI><LI><Lbl><Strong>-b FILE </Strong></Lbl><LBody>乙</LBody></LI><LI><Lbl><Strong>--long=X </Strong></Lbl><LBody>丙</LBody></LI></L>",
    ),
    Shown(
        "lines",
        "```{line-block}\n甲\n乙\n   丙\n```",
        '<div class="line-block"><div class="line">甲...<div class="line">乙...<div class="line-block"><div class="line">丙',
        "<P>甲乙丙</P>",
    ),
    Shown(
        "several columns",
        "```{hlist}\n:columns: 2\n- 甲\n- 乙\n- 丙\n```",
        "<table...>...甲...乙...丙...</table>",
        "<Div><Div><L><LI><Lbl>• </Lbl><LBody>甲</LBody></LI><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L></Div><Div><L><LI><Lbl>• </Lbl><LBody>丙</LBody></LI></L></Div></Div>",
    ),
    Shown(
        "glossary",
        "```{glossary}\n词条\n  甲\n\n别名\n异名\n  乙\n```\n\n见{term}`词条`与{term}`那个 <异名>`。",
        '<dl...><dt...>词条</dt><dd><p>甲</p></dd><dt...>别名</dt><dt...>异名</dt><dd><p>乙</p></dd></dl><p>见<a... href="#term-词条">...词条...</a>与<a... href="#term-异名">...那个...</a>。</p>',
        "<L><LI><Lbl><Strong>词条 </Strong></Lbl><LBody>甲</LBody></LI><LI><Lbl><Strong>别名\u3000</Strong><Strong>异名 </Strong></Lbl><LBody>乙</LBody></LI></L><P>见<Link>词条</Link>与<Link>那个</Link>。</P>",
    ),
    Shown(
        "productions",
        '```{eval-rst}\n.. productionlist::\n   fleet: `boat` `boat`\n   boat: "纸"\n```',
        '<pre><strong...>fleet</strong> ::=  <a... href="#grammar-token-boat"><code...>...boat...</code></a> <a... href="#grammar-token-boat"><code...>...boat...</code></a><strong...>boat </strong> ::=  &quot;纸&quot;</pre>',
        '<P><Strong>fleet </Strong> ::= <Link><Code>boat </Code></Link><Link><Code>boat</Code></Link><Strong>boat </Strong> ::= "纸"</P>',
    ),
    Shown(
        "thanks",
        "```{eval-rst}\n.. acks::\n\n   * 甲\n   * 乙\n```",
        "<ul...><li><p>甲</p></li><li><p>乙</p></li></ul>",
        "<L><LI><Lbl>• </Lbl><LBody>甲</LBody></LI><LI><Lbl>• </Lbl><LBody>乙</LBody></LI></L>",
    ),
)
