# ruff: noqa: E501 - sources and what is made of them stand here whole
"""References and links as authors write them in Markdown, and those that lead nowhere."""

from __future__ import annotations

from rows import Refusal, Shown

REFERENCES = (
    Shown(
        "place with a Chinese name",
        "(纸船的节)=\n### 纸船一节\n\n见{ref}`纸船的节`，{ref}`那里 <纸船的节>`，[此处](#纸船的节)。",
        '<h3>纸船一节</h3><p>见<a... href="#纸船的节">...纸船一节...</a>，<a... href="#纸船的节">...那里...</a>，<a... href="#纸船的节">此处</a>。</p>',
        "<H3>纸船一节</H3><P>见<Link>纸船一节</Link>，<Link>那里</Link>，<Link>此处</Link>。</P>",
    ),
    Shown(
        "same heading twice",
        "### 共用标题\n\n甲\n\n### 共用标题\n\n乙",
        "<h3>共用标题</h3><p>甲</p><h3>共用标题</h3><p>乙</p>",
        "<H3>共用标题</H3><P>甲</P><H3>共用标题</H3><P>乙</P>",
    ),
    Shown(
        "page",
        "见{doc}`index`，{doc}`首页 <index>`，[](index.md)，[首](index.md)。",
        '<p>见<a... href="index.html">...构件...</a>，<a... href="index.html">...首页...</a>，<a... href="index.html">...构件...</a>，<a... href="index.html">...首...</a>。</p>',
        "<P>见<Link>构件</Link>，<Link>首页</Link>，<Link>构件</Link>，<Link>首</Link>。</P>",
    ),
    Shown(
        "section by its words",
        "见[](#纸船一节)，[节](#纸船一节)。",
        '<p>见<a... href="#纸船一节">...纸船一节...</a>，<a... href="#纸船一节">节</a>。</p>',
        "<P>见<Link>纸船一节</Link>，<Link>节</Link>。</P>",
    ),
    Shown(
        "figure, table, code, formula",
        "```{figure} boat.svg\n:name: 图甲\n:alt: 船\n\n题一\n```\n\n```{table} 题二\n:name: 表甲\n\n| 甲 |\n|---|\n| 乙 |\n```\n\n```{code-block} python\n:name: 码甲\n:caption: 题三\na = 1\n```\n\n$$\nx = 1\n$$ (eq-ref)\n\n见{numref}`图甲`、{numref}`图号%s <图甲>`、{numref}`表甲`、{numref}`码甲`、{eq}`eq-ref`、{ref}`图甲`、[](#表甲)、{numref}`{name}在{number} <表甲>`。",
        '<figure...><img alt="船" src="_images/boat.svg" /><figcaption><p>...图... ...题一...</p></figcaption></figure>...<table...><caption>...表... ...题二...</caption>...甲...乙...</table>...代码... ...题三...<pre>...a...=...1...</pre>...<math alttext="x = 1" display="block">...</math>...<p>见<a... href="#图甲">...图...</a>、<a... href="#图甲">...图号...</a>、<a... href="#表甲">...表...</a>、<a... href="#码甲">...代码...</a>、<a... href="#equation-eq-ref">...</a>、<a... href="#图甲">...题一...</a>、<a... href="#表甲">...题二...</a>、<a... href="#表甲">...题二在...</a>。</p>',
        '<Div><Caption><Span>图...\u3000题一</Span></Caption><Figure alt="船"/></Div>...<Caption><Span>表...\u3000题二</Span></Caption>...<THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>乙</TD></TR></TBody></Table>...<Div><Caption><Span>代码...\u3000题三</Span></Caption><Code><P>a = 1</P></Code></Div><Formula alt="x = 1" number="(...)"/><P>见<Link>图...</Link>、<Link>图号...</Link>、<Link>表...</Link>、<Link>代码...</Link>、<Link>...</Link>、<Link>题一</Link>、<Link>题二</Link>、<Link>题二在...</Link>。</P>',
    ),
    Shown(
        "anything",
        "见{any}`纸船的节`，{any}`index`。",
        '<p>见<a... href="#纸船的节">...纸船一节...</a>，<a... href="index.html">...构件...</a>。</p>',
        "<P>见<Link>纸船一节</Link>，<Link>构件</Link>。</P>",
    ),
    Shown(
        "index",
        "```{index} 纸船; 下水, 数云\n```\n\n关于{index}`云量`。",
        "<p>...关于...云量。</p>",
        "<P>关于云量。</P>",
    ),
    Shown(
        "download",
        "{download}`图 <boat.svg>`，[图](boat.svg)",
        '<p><a... href="_downloads/a1d5d138a351/boat.svg"><code...>...图...</code></a>，<a... href="_downloads/a1d5d138a351/boat.svg">...图...</a></p>',
        "<P><Code>图</Code>，图</P>",
    ),
    Shown(
        "citation",
        "```{eval-rst}\n见 [书2030]_ 。\n\n.. [书2030] 某某：《纸船》。\n```",
        '<p>见 <a... href="#书2030"...>...[书2030]...</a> 。...</p><div... class="citation-list"><div class="citation"...>...[...<a... href="#id8">书2030</a>...]...<p>某某：《纸船》。</p>',
        "<P>见 <Link>[书 2030] </Link> 。</P><P>[书 2030] 某某：《纸船》。</P>",
    ),
    Shown(
        "substitution",
        "```{eval-rst}\n.. |船| replace:: 纸船\n.. |图| image:: boat.svg\n   :alt: 船\n\n有 |船| 与 |图| 。\n```",
        '<p>有 纸船 与 <img alt="船" src="_images/boat.svg" /> 。...</p>',
        '<P>有 纸船 与 <Figure alt="船"/>。</P>',
    ),
    Shown(
        "names of reStructuredText",
        "```{eval-rst}\n外 站_ ，内 处_ ，`无名 <https://example.org>`__ 。\n\n.. _站: https://example.org/\n.. _处:\n\n段落。\n```",
        '<p>外 <a... href="https://example.org/">站</a> ，内 <a... href="#处">处</a> ，<a... href="https://example.org">无名</a> 。...</p><p>...段落。...</p>',
        "<P>外 <Link>站 </Link> ，内 <Link>处 </Link> ，<Link>无名 </Link> 。</P><P>段落。</P>",
    ),
    Shown(
        "contents of a page",
        "```{contents}\n:local:\n```\n\n### 甲的节",
        '<ul...><li><p><a... href="#甲的节"...>甲的节</a></p></li></ul>...<h3>甲的节</h3>',
        "<L><LI><Lbl>• </Lbl><LBody><Link>甲的节</Link></LBody></LI></L><H3>甲的节</H3>",
    ),
)

REFERENCES_REFUSED = (
    Refusal("unknown role", "甲\n\n{nothing}`乙`", 5, "nothing"),
    Refusal("unknown role in a line", "甲\n乙{nothing}`丙`", 3, "nothing"),
    Refusal("unknown directive", "甲\n\n```{nothing}\n乙\n```", 5, "nothing"),
    Refusal("unknown directive of reStructuredText", "```{eval-rst}\n甲\n\n.. nothing::\n```", 6, "nothing"),
    Refusal("directive without its argument", "```{figure}\n```", 3, "figure"),
    Refusal("unknown option", "```{note}\n:colour: red\n甲\n```", 3, "colour"),
    Refusal("reference to nothing", "甲{ref}`没有`", 3, "没有"),
    Refusal("number of nothing", "甲{numref}`没有`", 3, "没有"),
    Refusal("formula of nothing", "甲{eq}`没有`", 3, "没有"),
    Refusal("page of nothing", "甲{doc}`没有`", 3, "没有"),
    Refusal("word of nothing", "甲{term}`没有`", 3, "没有"),
    Refusal("link to no heading", "甲[](#没有)", 3, "没有"),
    Refusal("link to no page", "甲[乙](没有.md)", 3, "没有"),
    Refusal("no such download", "甲{download}`乙 <没有.csv>`", 3, "没有.csv"),
    Refusal("no such note", "甲[^没有]", 3, "[^没有]"),
    Refusal("no such citation", "```{eval-rst}\n见 [没有]_ 。\n```", 4, "没有"),
    Refusal("no such variable", "{envvar}`BOATS`", 3, "BOATS"),
    Refusal(
        "footnote of reStructuredText",
        "```{eval-rst}\n甲 [#]_ 。\n\n.. [#] 乙\n```",
        4,
        "a footnote stands in reStructuredText",
    ),
    Refusal("no such substitution", "```{eval-rst}\n有 |船| 。\n```", 4, "船"),
    Refusal("label twice", "(同名)=\n## 甲\n\n(同名)=\n## 乙", 6, "同名"),
    Refusal("tabs of sphinx-design", "````{tab-set}\n```{tab-item} 甲\n乙\n```\n````", 3, "tab-set"),
    Refusal("cards of sphinx-design", "```{card} 甲\n乙\n```", 3, "card"),
    Refusal("grid of sphinx-design", "```{grid}\n```", 3, "grid"),
    Refusal("dropdown of sphinx-design", "```{dropdown} 甲\n乙\n```", 3, "dropdown"),
    Refusal("citation of sphinxcontrib-bibtex", "甲{cite}`书`", 3, "cite"),
)
