# ruff: noqa: E501 - sources and what is made of them stand here whole
"""Code and formulas as authors write them in Markdown."""

from __future__ import annotations

from rows import Refusal, Shown

CODE = (
    Shown(
        "code of a language",
        "```python\n甲 = 1  # 乙\n```",
        "<pre>...甲...=...1...# 乙...</pre>",
        "<Code><P>甲 = 1  # 乙</P></Code>",
    ),
    Shown(
        "code of none",
        "```\n甲 /* 乙 */ #let $x$\n```",
        "<pre>...甲.../*...乙...*/...#let $x$...</pre>",
        "<Code><P>甲  /* 乙  */ #let $x$</P></Code>",
    ),
    Shown(
        "indented code",
        "甲：\n\n    a = 1\n      b",
        "<p>甲：...</p>...<pre>a = 1  b</pre>",
        "<P>甲：</P><Code><P>a = 1</P><P> b</P></Code>",
    ),
    Shown(
        "numbered lines",
        "```{code-block} python\n:linenos:\n:emphasize-lines: 2\na = 1\nb = 2\n```",
        '<pre><span class="linenos">1...a...=...1...<span class="hll"><span class="linenos">2...b...=...2...</pre>',
        "<Code><P>a = 1</P><P>b = 2</P></Code>",
    ),
    Shown(
        "numbers from another",
        "```{code-block} bash\n:lineno-start: 7\nmake\nmake book\n```",
        '<pre><span class="linenos">7...make<span class="linenos">8...make...book</pre>',
        "<Code><P>make</P><P>make  book</P></Code>",
    ),
    Shown(
        "captioned code",
        "```{code-block} python\n:caption: 题\n:name: code-caption\na = 1\n```",
        "代码... ...题...<pre>...a...=...1...</pre>",
        "<Div><Caption><Span>代码...\u3000题</Span></Caption><Code><P>a = 1</P></Code></Div>",
    ),
    Shown(
        "code of a file",
        "```{literalinclude} boat.py\n:lines: 2-3\n:language: python\n```",
        "<pre>...b...=...2...c...=...3...</pre>",
        "<Code><P>b = 2</P><P>c = 3</P></Code>",
    ),
    Shown(
        "parsed code",
        "```{parsed-literal}\n甲 *乙* **丙**\n```",
        "<pre...>甲 <em>乙</em> <strong>丙</strong></pre>",
        "<Code><P>甲 乙 丙</P></Code>",
    ),
    Shown(
        "lines of a session",
        "```{eval-rst}\n>>> 1 + 1\n2\n```",
        "<pre>...&gt;&gt;&gt; ...1...+...1...2...</pre>",
        "<Code><P>&gt;&gt;&gt; 1 + 1</P><P>2</P></Code>",
    ),
    Shown(
        "long line of code",
        "```python\nx = 'averylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongword'\n```",
        "<pre>...x...=...'averylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongword'...</pre>",
        "<Code><P>x = 'averylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongwordaverylongword'</P></Code>",
    ),
    Shown(
        "session of a shell",
        "```console\n$ make\n完\n```",
        "<pre>...$ ...make...完...</pre>",
        "<Code><P>$  make</P><P>完</P></Code>",
    ),
)

MATHEMATICS = (
    Shown(
        "formula",
        "$$\nx = \\frac{a}{b}\n$$",
        '<math alttext="x = \\frac{a}{b}" display="block">...</math>',
        '<Formula alt="x = \\frac{a}{b}"/>',
    ),
    Shown(
        "numbered formula",
        "$$\nx = 1\n$$ (eq-one)\n\n见{eq}`eq-one`。",
        '<math alttext="x = 1" display="block">...</math>...<p>见<a... href="#equation-eq-one">...</a>。</p>',
        '<Formula alt="x = 1" number="(...)"/><P>见<Link>...</Link>。</P>',
    ),
    Shown(
        "directive",
        "```{math}\n:label: eq-two\n\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}\n```\n\n见{eq}`eq-two`。",
        '<math alttext="\\begin{pmatrix} 1 &amp; 2 \\\\ 3 &amp; 4 \\end{pmatrix}" display="block">...</math>...<p>见<a... href="#equation-eq-two">...</a>。</p>',
        '<Formula alt="\\begin{pmatrix} 1 &amp; 2 \\\\ 3 &amp; 4 \\end{pmatrix}" number="(...)"/><P>见<Link>...</Link>。</P>',
    ),
    Shown(
        "bare alignment",
        "推导：\n\n\\begin{align}\nx &= 1 \\\\\ny &= 2\n\\end{align}\n\n完。",
        '<p>推导：...</p>...<math alttext="\\begin{align}x &amp;= 1 \\\\y &amp;= 2\\end{align}" display="block">...</math>...<p>完。...</p>',
        '<P>推导：</P><Formula alt="\\begin{align}&#10;x &amp;= 1 \\\\&#10;y &amp;= 2&#10;\\end{align}" number="(...)"/><P>完。</P>',
    ),
    Shown(
        "bare alignment without numbers",
        "\\begin{align*}\nx &= 3 \\\\\ny &= 4\n\\end{align*}",
        '<math alttext="\\begin{align*}x &amp;= 3 \\\\y &amp;= 4\\end{align*}" display="block">...</math>',
        '<Formula alt="\\begin{align*}&#10;x &amp;= 3 \\\\&#10;y &amp;= 4&#10;\\end{align*}"/>',
    ),
    Shown(
        "several lines",
        "$$\na &= b + c \\\\\nd &= e - f\n$$",
        '<math alttext="a &amp;= b + c \\\\d &amp;= e - f" display="block">...</math>',
        '<Formula alt="a &amp;= b + c \\\\&#10;d &amp;= e - f"/>',
    ),
    Shown(
        "cases and Chinese words",
        "$$\n\\begin{cases} \\text{甲} & x > 0 \\\\ \\text{乙} & x \\le 0 \\end{cases}\n$$",
        '<math alttext="\\begin{cases} \\text{甲} &amp; x &gt; 0 \\\\ \\text{乙} &amp; x \\le 0 \\end{cases}" display="block">...</math>',
        '<Formula alt="\\begin{cases} \\text{甲} &amp; x &gt; 0 \\\\ \\text{乙} &amp; x \\le 0 \\end{cases}"/>',
    ),
    Shown(
        "long formula",
        "$$\na_{10}+a_{11}+a_{12}+a_{13}+a_{14}+a_{15}+a_{16}+a_{17}+a_{18}+a_{19}+a_{20}+a_{21}+a_{22}+a_{23}\n$$",
        '<math alttext="a_{10}+a_{11}+a_{12}+a_{13}+a_{14}+a_{15}+a_{16}+a_{17}+a_{18}+a_{19}+a_{20}+a_{21}+a_{22}+a_{23}" display="block">...</math>',
        '<Formula alt="a_{10}+a_{11}+a_{12}+a_{13}+a_{14}+a_{15}+a_{16}+a_{17}+a_{18}+a_{19}+a_{20}+a_{21}+a_{22}+a_{23}"/>',
    ),
    Shown(
        "sums and roots",
        "$\\sum_{i=1}^{n} x_i \\approx \\sqrt[3]{\\bar{x}}$",
        '<p>...<math alttext="\\sum_{i=1}^{n} x_i \\approx \\sqrt[3]{\\bar{x}}">...</math>...</p>',
        '<P><Formula alt="\\sum_{i=1}^{n} x_i \\approx \\sqrt[3]{\\bar{x}}"/></P>',
    ),
)

CODE_REFUSED = (
    Refusal("unknown command", "$$\n\\unheard{x}\n$$", 3, "\\unheard"),
    Refusal("name of a formula", "$$\nx\n$$ (eq-甲)\n\n$$\ny\n$$ (eq-乙)", 3, "'eq-甲', cannot be an id"),
    Refusal("unclosed group", "甲$\\frac{1}{2$", 3, "never closed"),
    Refusal("no such file of code", "```{literalinclude} 没有.py\n```", 3, "没有.py"),
)
