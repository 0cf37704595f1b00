# ruff: noqa: E501 - sources and what is made of them stand here whole
"""Text as authors write it in Markdown, and what in it is refused."""

from __future__ import annotations

from rows import Refusal, Shown

TEXT = (
    Shown(
        "bold before a full-width mark",
        "**结论：**上半年",
        "<p><strong>结论：</strong>上半年...</p>",
        "<P><Strong>结论：</Strong>上半年</P>",
    ),
    Shown(
        "bold around quotation marks",
        "已**“安置房”**2020年",
        "<p>已<strong>“安置房”</strong>2020年...</p>",
        "<P>已<Strong>“安置房”</Strong>2020 年</P>",
    ),
    Shown(
        "emphasis before a full-width mark",
        "*注：*这里，***重：***后",
        "<p><em>注：</em>这里，<em><strong>重：</strong></em>后</p>",
        "<P><Em><Span>注</Span></Em><Em>：</Em>这里，<Em><Strong><Span>重</Span></Strong></Em><Em><Strong>：</Strong></Em>后</P>",
    ),
    Shown("struck through", "甲~~作废。~~后", "<p>甲<s>作废。</s>后</p>", "<P>甲<Span>作废。</Span>后</P>"),
    Shown(
        "straight quotation marks",
        "他说\"纸船\"，又说'小船'。",
        "<p>他说&quot;纸船&quot;，又说'小船'。...</p>",
        "<P>他说\"纸船\"，又说'小船'。</P>",
    ),
    Shown(
        "apostrophe of a Latin word",
        "It's a boat's \"name\".",
        "<p>It's a boat's &quot;name&quot;...</p>",
        "<P>It's a boat's \"name\".</P>",
    ),
    Shown(
        "task",
        "- [ ] 未办\n- [x] **已办**的",
        "<ul...><li...><p>...☐ ...未办</p></li><li...><p>...☑ ...<strong>已办</strong>的</p></li></ul>",
        "<L><LI><Lbl>☐ </Lbl><LBody>未办</LBody></LI><LI><Lbl>☑ </Lbl><LBody><Strong>已办</Strong>的</LBody></LI></L>",
    ),
    Shown(
        "escaped marks",
        "\\*\\*甲\\*\\*，\\~\\~乙，`**`",
        "<p>**甲**，~~乙，<code...>...**...</code></p>",
        "<P>**甲**，~~乙，<Code>**</Code></P>",
    ),
    Shown(
        "entities of HTML",
        "甲 &amp; 乙 &lt; 丙&#169;",
        "<p>甲 &amp; 乙 &lt; 丙©...</p>",
        "<P>甲 &amp; 乙 &lt; 丙©</P>",
    ),
    Shown(
        "marks of Typst and LaTeX",
        "甲 # 1 $ \\$5 @甲 _ \\_ {乙} ~ /* 丙 */ // \\# = + - `#let`",
        "<p>甲 # 1 $ $5 &#64;甲 _ _ {乙} ~ /* 丙 */ // # = + - <code...>...#let...</code></p>",
        "<P>甲 # 1 $ $5 @甲 _ _ {乙} ~ /* 丙 */ // # = + - <Code>#let</Code></P>",
    ),
    Shown(
        "numbers and units",
        "共52%，−1.5，1,234.5，24.67亿～25.18亿元，210 mm",
        "<p>共52%...，−1.5，1,234.5，24.67亿...～25.18亿元...，210 mm...</p>",
        "<P>共 52%，−1.5，1,234.5，24.67 亿～25.18 亿元，210 mm</P>",
    ),
    Shown("combining marks", "naïve，é与é", "<p>naïve，é与é...</p>", "<P>naïve，é 与 é</P>"),
    Shown(
        "characters of names",
        "𠮷先生、䶮、㙟、镕、堃",
        "<p>𠮷先生、䶮、㙟、镕、堃...</p>",
        "<P>𠮷先生、䶮、㙟、镕、堃</P>",
    ),
    Shown("dash and ellipsis", "甲——乙……丙·丁", "<p>甲——乙……丙·丁...</p>", "<P>甲——乙……丙·丁</P>"),
    Shown("lines of a paragraph", "甲的\n乙的\nab\ncd", "<p>甲的乙的abcd...</p>", "<P>甲的乙的 ab cd</P>"),
    Shown("line ended by two spaces", "甲  \n乙", "<p>甲<br />乙</p>", "<P>甲乙</P>"),
    Shown("comment", "甲\n\n% 丙\n\n乙", "<p>甲</p><p>乙</p>", "<P>甲</P><P>乙</P>"),
    Shown("rule", "甲\n\n---\n\n乙", "<p>甲</p><hr><p>乙</p>", "<P>甲</P><P>乙</P>"),
    Shown(
        "raised and lowered",
        "10{sup}`5`，H{sub}`2`O，{superscript}`上`{subscript}`下`",
        "<p>10<sup>5</sup>，H<sub>2</sub>O，<sup>上</sup><sub>下</sub></p>",
        '<P>10<Span level="^">5</Span>，H<Span level="_">2</Span>O，<Span level="^">上</Span><Span level="_">下</Span></P>',
    ),
    Shown("levels within", "甲^乙_丙", "<p>甲^乙_丙...</p>", "<P>甲^乙_丙</P>"),
    Shown(
        "key",
        "{kbd}`Ctrl+C`",
        "<p><kbd...><kbd...>Ctrl</kbd>+<kbd...>C</kbd></kbd></p>",
        "<P><Code>Ctrl+C</Code></P>",
    ),
    Shown("label of a button", "{guilabel}`确定 &取消`", "<p>...确定 ...取...消...</p>", "<P>确定 取消</P>"),
    Shown(
        "choice of a menu",
        "{menuselection}`文件 --> 打开`",
        "<p>...文件 ‣ 打开...</p>",
        "<P>文件 ‣  打开</P>",
    ),
    Shown(
        "file and command",
        "{file}`/usr/{名}/甲`，{command}`make`，{program}`fold`，{samp}`船 {n}`",
        "<p><code...>.../usr/...<em>...名...</em>.../甲...</code>，<strong...>make</strong>，<strong...>fold</strong>，<code...>...船... <em>...n...</em></code></p>",
        "<P><Code>/usr/名/甲</Code>，<Strong>make</Strong>，<Strong>fold</Strong>，<Code>船 n</Code></P>",
    ),
    Shown(
        "defined word",
        "{dfn}`纸船`，{mailheader}`Subject`，{regexp}`[a-z]+`",
        "<p><em...>纸船</em>，<em...>Subject</em>，<code...>...[a-z]+...</code></p>",
        "<P><Em><Span>纸船</Span></Em>，<Em>Subject</Em>，<Code>[a-z]+</Code></P>",
    ),
    Shown(
        "literal and code roles",
        "{code}`a*b`，{literal}`c`，{emphasis}`丁`，{strong}`戊`，{title}`己`",
        "<p><code...>...a*b...</code>，<code...>...c...</code>，<em>丁</em>，<strong>戊</strong>，<cite>己</cite></p>",
        "<P><Code>a*b</Code>，<Code>c</Code>，<Em><Span>丁</Span></Em>，<Strong>戊</Strong>，<Em><Span>己</Span></Em></P>",
    ),
    Shown(
        "abbreviation",
        "{abbr}`GDP (国内生产总值)`，{abbreviation}`CPI (居民消费价格指数)`",
        '<p><abbr title="国内生产总值">GDP</abbr>，<abbr>CPI (居民消费价格指数)</abbr></p>',
        "<P>GDP（国内生产总值），CPI (居民消费价格指数)</P>",
    ),
    Shown(
        "mathematics in a line",
        "甲$x^2$乙，{math}`\\frac{1}{2}`",
        '<p>甲<math alttext="x^2">...</math>乙，<math alttext="\\frac{1}{2}">...</math></p>',
        '<P>甲<Formula alt="x^2"/>乙，<Formula alt="\\frac{1}{2}"/></P>',
    ),
    Shown("words with a class", "甲[乙]{.note}丙", "<p>甲...乙...丙</p>", "<P>甲乙丙</P>"),
    Shown(
        "address",
        '<https://www.example.org/a?b=1&c=2>，[甲](https://example.org/?a=1&b=2 "题")',
        '<p><a... href="https://www.example.org/a?b=1&amp;c=2">https://www.example.org/a?b=1&amp;c=2</a>，<a... href="https://example.org/?a=1&amp;b=2" title="题">甲</a></p>',
        "<P><Link>https://www.example.org/a?b=1&amp;c=2</Link>，<Link>甲</Link></P>",
    ),
    Shown(
        "request for comments",
        "{rfc}`2119`，{pep}`8`",
        '<p>...<a... href="https://datatracker.ietf.org/doc/html/rfc2119.html"><strong>RFC 2119</strong></a>，...<a... href="https://peps.python.org/pep-0008/"><strong>PEP 8</strong></a></p>',
        "<P><Link><Strong>RFC 2119</Strong></Link>，<Link><Strong>PEP 8</Strong></Link></P>",
    ),
)

TEXT_REFUSED = (
    Refusal("bold apart from its words", "甲\n** 乙 **", 4, "'**' is shown as it stands"),
    Refusal("unclosed strike", "甲~~ 乙", 3, "'~~' is shown as it stands"),
    Refusal("lowered by tildes", "H~2~O", 3, "'~2~' is shown as it stands"),
    Refusal("raised by carets", "m^2^", 3, "'^2^' is shown as it stands"),
    Refusal("bare LaTeX", "甲\n\\begin{cases} a", 4, "it begins no formula"),
    Refusal("bar in a role", "| 甲 | 乙 |\n|---|---|\n| 丙 | {metric}`a|b` |", 5, "loses its end"),
    Refusal("no space in a heading", "#标题", 3, "it is no heading"),
    Refusal("no space in a list", "-项", 3, "it is no list"),
    Refusal("empty task", "- []任务", 3, "it is no task"),
    Refusal("heading that leaps", "## 甲\n\n#### 乙", 5, "H2 to H4"),
)
