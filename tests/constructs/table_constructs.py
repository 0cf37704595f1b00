# ruff: noqa: E501 - sources and what is made of them stand here whole
"""Tables and pictures as authors write them in Markdown."""

from __future__ import annotations

from rows import Refusal, Shown

TABLES = (
    Shown(
        "pipes",
        "| 左 | 中 | 右 |\n| :-- | :-: | --: |\n| 一 | **二** | `三` |",
        '<table...>...左...中...<th scope="col" class="head text-right">...右...一...<strong>二</strong>...<td... class="text-right">...<code...>...三...</code>...</table>',
        "<Table><THead><TR><TH>左 </TH><TH>中 </TH><TH>右</TH></TR></THead><TBody><TR><TD>一 </TD><TD><Strong>二 </Strong></TD><TD><Code>三</Code></TD></TR></TBody></Table>",
    ),
    Shown(
        "bar in a cell",
        "| 甲 |\n|---|\n| 乙\\|丙 |",
        "<table...>...甲...乙|丙...</table>",
        "<Table><THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>乙|丙</TD></TR></TBody></Table>",
    ),
    Shown(
        "bar in a role",
        "| 甲 |\n|---|\n| {metric}`construction.investment\\|number` |",
        "<table...>...甲...12.96...</table>",
        "<Table><THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>12.96</TD></TR></TBody></Table>",
    ),
    Shown(
        "captioned",
        "```{table} 题\n:name: tab-caption\n:align: center\n\n| 甲 |\n|---|\n| 乙 |\n```",
        "<table...><caption>...表... ...题...</caption>...甲...乙...</table>",
        "<Table><Caption><Span>表...\u3000题</Span></Caption><THead><TR><TH>甲</TH></TR></THead><TBody><TR><TD>乙</TD></TR></TBody></Table>",
    ),
    Shown(
        "list table",
        "```{list-table} 题\n:header-rows: 1\n:stub-columns: 1\n:widths: 20 80\n\n* - 甲\n  - 乙\n* - 丙\n  - - 丁\n    - 戊\n```",
        '<table...><caption>...表... ...题...</caption>...<th scope="col" class="head stub">...甲...乙...<th scope="row" class="stub">...丙...丁...戊...</table>',
        "<Table><Caption><Span>表...\u3000题</Span></Caption><THead><TR><TH><Strong>甲 </Strong></TH><TH>乙</TH></TR></THead><TBody><TR><TD><Strong>丙 </Strong></TD><TD><L><LI><Lbl>• </Lbl><LBody>丁</LBody></LI><LI><Lbl>• </Lbl><LBody>戊</LBody></LI></L></TD></TR></TBody></Table>",
    ),
    Shown(
        "without a head",
        "```{list-table}\n* - 甲\n  - 乙\n```",
        "<table...>...甲...乙...</table>",
        "<Table><TR><TD>甲 </TD><TD>乙</TD></TR></Table>",
    ),
    Shown(
        "empty cells",
        "```{list-table}\n:header-rows: 1\n\n* -\n  - 甲\n* - 乙\n  -\n```",
        "<table...>...甲...乙...</table>",
        "<Table><THead><TR><TH/><TH>甲</TH></TR></THead><TBody><TR><TD>乙</TD><TD/></TR></TBody></Table>",
    ),
    Shown(
        "commas",
        "```{csv-table} 题\n:header: 名称, 亿元\n\n甲, 12.96\n乙, −1.5\n丙, 100\n```",
        '<table...><caption>...表... ...题...</caption>...名称...<th scope="col" class="head text-right">...亿元...甲...<td... class="text-right">...12.96...乙...<td... data-pad="0" class="text-right">...−1.5...丙...<td... data-pad=".00" class="text-right">...100...</table>',
        "<Table><Caption><Span>表...\u3000题</Span></Caption><THead><TR><TH>名称 </TH><TH>亿元</TH></TR></THead><TBody><TR><TD>甲 </TD><TD>12.96</TD></TR><TR><TD>乙 </TD><TD>−1.5</TD></TR><TR><TD>丙 </TD><TD>100</TD></TR></TBody></Table>",
    ),
    Shown(
        "commas of a file",
        "```{csv-table}\n:file: boat.csv\n:header-rows: 1\n```",
        "<table...>...船...数...甲...1...</table>",
        "<Table><THead><TR><TH>船 </TH><TH>数</TH></TR></THead><TBody><TR><TD>甲 </TD><TD>1</TD></TR></TBody></Table>",
    ),
    Shown(
        "spans",
        "```{eval-rst}\n+----+-----------+\n| 地 | 时辰      |\n|    +-----+-----+\n|    | 上  | 下  |\n+====+=====+=====+\n| 东 | 跨两列    |\n+----+-----+-----+\n| 西 | 甲  | 乙  |\n+----+-----+-----+\n```",
        '<table...>...<th scope="col"... rowspan="2">...地...<th scope="col"... colspan="2">...时辰...上...下...东...<td... colspan="2">...跨两列...西...甲...乙...</table>',
        "<Table><THead><TR><TH>地 </TH><TH>时辰</TH></TR><TR><TH>上 </TH><TH>下</TH></TR></THead><TBody><TR><TD>东 </TD><TD>跨两列</TD></TR><TR><TD>西 </TD><TD>甲 </TD><TD>乙</TD></TR></TBody></Table>",
    ),
    Shown(
        "simple table",
        "```{eval-rst}\n=====  =====\n甲     乙\n=====  =====\n丙     丁\n=====  =====\n```",
        "<table...>...甲...乙...丙...丁...</table>",
        "<Table><THead><TR><TH>甲 </TH><TH>乙</TH></TR></THead><TBody><TR><TD>丙 </TD><TD>丁</TD></TR></TBody></Table>",
    ),
    Shown(
        "blocks in cells",
        "```{list-table}\n* - 甲\n\n    乙\n  - ```python\n    a = 1\n    ```\n  - ![船](boat.svg)\n  - ```{note}\n    丙\n    ```\n```",
        '<table...>...甲...乙...<pre>...a...=...1...</pre>...<img alt="船" src="_images/boat.svg" />...<div class="admonition note"><p class="admonition-title">备注...丙...</table>',
        '<Table><TR><TD><P>甲</P><P>乙</P></TD><TD><Code><P>a = 1 </P></Code></TD><TD><Figure alt="船"/></TD><TD><P>备注</P><P>丙</P></TD></TR></Table>',
    ),
    Shown(
        "wide table",
        "| 名称 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月 |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n| 甲 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 | 1234567.8 |",
        "<table...>...名称...1月...12月...甲...1234567.8...1234567.8...</table>",
        "<Table><THead><TR><TH>名称 </TH><TH>1 月...12 月</TH></TR></THead><TBody><TR><TD>甲 </TD><TD>1234567.8...1234567.8</TD></TR></TBody></Table>",
    ),
    Shown(
        "numbers by their points",
        "| 名 | 数 |\n|---|---|\n| 甲 | 1.5 |\n| 乙 | 22.25 |\n| 丙 | 3 |",
        '<table...>...名...<th scope="col" class="head text-right">...数...甲...<td... data-pad="0" class="text-right">...1.5...乙...<td... class="text-right">...22.25...丙...<td... data-pad=".00" class="text-right">...3...</table>',
        "<Table><THead><TR><TH>名 </TH><TH>数</TH></TR></THead><TBody><TR><TD>甲 </TD><TD>1.5</TD></TR><TR><TD>乙 </TD><TD>22.25</TD></TR><TR><TD>丙 </TD><TD>3</TD></TR></TBody></Table>",
    ),
)

PICTURES = (
    Shown(
        "picture", "![船](boat.svg)", '<p><img alt="船" src="_images/boat.svg" /></p>', '<Figure alt="船"/>'
    ),
    Shown(
        "picture in a line",
        "甲![船](boat.svg)乙",
        '<p>甲<img alt="船" src="_images/boat.svg" />乙</p>',
        '<P>甲 <Figure alt="船"/>乙</P>',
    ),
    Shown(
        "picture with a link",
        "[![船](boat.svg)](https://example.org)",
        '<p><a... href="https://example.org"><img alt="船" src="_images/boat.svg" /></a></p>',
        '<Link><Figure alt="船"/></Link>',
    ),
    Shown(
        "figure",
        "```{figure} boat.svg\n:alt: 船\n:width: 60%\n:align: left\n\n题**重**\n\n说明一。\n\n说明二。\n```",
        '<figure...><a... href="_images/boat.svg"><img alt="船"... src="_images/boat.svg" /></a><figcaption><p>...图... ...题<strong>重</strong>...</p>...<p>说明一。</p><p>说明二。</p>...</figcaption></figure>',
        '<Div><Caption><Span>图...\u3000题</Span><Strong>重</Strong></Caption><Figure alt="船"/></Div><P>说明一。</P><P>说明二。</P>',
    ),
    Shown(
        "figure in Markdown",
        "```{figure-md} fig-md\n![船](boat.svg)\n\n题\n```",
        '<figure...><img alt="船" src="_images/boat.svg" /><figcaption><p>...图... ...题...</p></figcaption></figure>',
        '<Div><Caption><Span>图...\u3000题</Span></Caption><Figure alt="船"/></Div>',
    ),
    Shown(
        "image",
        "```{image} boat.svg\n:alt: 船\n:width: 80px\n:align: right\n```",
        '<a... href="_images/boat.svg"><img width="80" alt="船"... src="_images/boat.svg" /></a>',
        '<Figure alt="船"/>',
    ),
    Shown(
        "wide picture",
        "![宽](wide.svg)",
        '<p><img alt="宽" src="_images/wide.svg" /></p>',
        '<Figure alt="宽"/>',
    ),
    Shown(
        "Chinese name",
        "![图](img/图一.png)",
        '<p><img alt="图" src="_images/%E5%9B%BE%E4%B8%80.png" /></p>',
        '<Figure alt="图"/>',
    ),
    Shown(
        "name with spaces",
        "![图](<img/a b.png>)",
        '<p><img alt="图" src="_images/a%20b.png" /></p>',
        '<Figure alt="图"/>',
    ),
    Shown(
        "name in capitals",
        "![图](img/A.PNG)",
        '<p><img alt="图" src="_images/A.PNG" /></p>',
        '<Figure alt="图"/>',
    ),
    Shown(
        "16 bits",
        "![深](img/deep.png)",
        '<p><img alt="深" src="_images/deep.png" /></p>',
        '<Figure alt="深"/>',
    ),
    Shown(
        "PDF",
        "![纸](img/boat.pdf)",
        '<p><img alt="纸" src="_images/d398e7a83daa.svg" /></p>',
        '<Figure alt="纸"/>',
    ),
)

TABLES_REFUSED = (
    Refusal("picture without words", "甲\n\n![](boat.svg)", 5, "alternative text"),
    Refusal("figure without words", "```{figure} boat.svg\n题\n```", 3, "alternative text"),
    Refusal("no such picture", "![船](没有.svg)", 3, "没有.svg"),
    Refusal("colours of a press", "甲\n\n![船](img/press.jpg)", 5, "CMYK"),
    Refusal("broken PDF", "甲\n\n![船](img/broken.pdf)", 5, "is no PDF that can be read"),
    Refusal("broken drawing", "甲\n\n![船](img/broken.svg)", 5, "broken.svg is no XML"),
    Refusal("picture from elsewhere", "![船](https://example.org/a.png)", 3, "https://example.org/a.png"),
    Refusal("pasted picture that is not there", "![船](attachment:a.png)", 3, "pasted"),
    Refusal("table of uneven rows", "```{list-table}\n* - 甲\n  - 乙\n* - 丙\n```", 3, "list-table"),
    Refusal("no such file of a table", "```{csv-table}\n:file: 没有.csv\n```", 3, "没有.csv"),
    Refusal("no such page to include", "```{include} 没有.md\n```", 3, "没有.md"),
)

#: What the compiler of the PDF finds.
COMPILED = (
    Refusal("broken picture", "甲\n\n![船](img/broken.png)", 5, "a picture cannot be read"),
    Refusal(
        "formula too wide",
        "甲\n\n$$\na_{10}+a_{11}+a_{12}+a_{13}+a_{14}+a_{15}+a_{16}+a_{17}+a_{18}+a_{19}+a_{20}+a_{21}+a_{22}+a_{23}+a_{24}+a_{25}+a_{26}+a_{27}+a_{28}+a_{29}+a_{30}+a_{31}+a_{32}+a_{33}+a_{34}+a_{35}+a_{36}+a_{37}+a_{38}+a_{39}+a_{40}+a_{41}+a_{42}+a_{43}+a_{44}+a_{45}+a_{46}+a_{47}+a_{48}+a_{49}+a_{50}+a_{51}+a_{52}+a_{53}+a_{54}+a_{55}+a_{56}+a_{57}+a_{58}+a_{59}\n$$",
        5,
        "too wide",
    ),
    Refusal(
        "table too wide",
        "| 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 | 12345678901234567890 |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
        3,
        "too wide",
    ),
    Refusal("emoji", "甲😀乙", 3, "😀"),
    Refusal("character without a font", "甲𞤀乙", 3, "1E900"),
)
