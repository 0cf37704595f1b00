# ruff: noqa: E501 - messages stand here whole, as they are printed
"""Wrong things that an author may put onto a page, each with all that the check has to say of it.

A caret marks the place of each finding, in their order; a finding that names a line alone may stand anywhere
on it.
"""

from __future__ import annotations

from typing import NamedTuple

Told = tuple[str, str]
"""Name of a rule and its whole message."""


class Fault(NamedTuple):
    """A page, and what is told of it."""

    name: str
    page: str
    told: tuple[Told, ...]


def typed(words: str, where: str) -> Told:
    return (
        "typed-number",
        f"{words!r} is typed in {where}; allowed: figures of the ledger, dates, ordinals, names",
    )


def shown(words: str, place: str) -> Told:
    return typed(words, f"an output of a cell, at {place}")


def in_code(words: str) -> Told:
    return typed(words, "a text of a cell")


def drawn(words: str, where: str) -> Told:
    return typed(words, f"{where}, at 1")


#: A figure of an author's own.
OWN = "import matplotlib.pyplot as plt\nimport qzcharts as qz\nqz.style()\nfigure, axes = plt.subplots()\naxes.bar(['A'], [1])\n"
FINISH = (
    "qz.finish(figure, ['construction.investment'], title='Done: {construction.investment}', alt='Chart')"
)


def role(words: str) -> Told:
    return "broken-role", f"{words!r} is shown as it stands, for it became no role; allowed: {{name}}`text`"


def twice(words: str, metric: str, reads: str) -> Told:
    return (
        "doubled-wording",
        f"{words!r} stands twice, for {metric} reads {reads}; allowed: the metric alone",
    )


def beside(words: str, reads: str) -> Told:
    return "doubled-wording", f"{words!r} stands beside {reads}, which says how exact it is itself"


def marks(wrong: str) -> Told:
    return "typography", f"{wrong!r} is not set so in Chinese"


def cell(code: str, *options: str) -> str:
    head = "\n".join(["---", *options, "---"]) + "\n" if options else ""
    return f"```{{code-cell}} python\n{head}{code}\n```"


def captioned(code: str, caption: str = "样例的图") -> str:
    return cell(code, "mystnb:", "  figure:", f"    caption: {caption}")


def named(code: str, name: str = "fig-made-up") -> str:
    return cell(code, "mystnb:", "  figure:", f"    name: {name}")


PROSE, HEADING, TABLE, CAPTION = "the prose", "a heading", "a table", "a caption"
ALT, CODE, FORMULA = "an alternative text", "code that is shown", "a formula"
VANISHES = ("lost-chart", "this chart vanishes: a cell shows the value of its last line alone")
OVER_NOTHING = ("lost-chart", "the caption of this cell stands over no chart, picture or table")
NO_ALT = ("missing-alt", "the picture has no alternative text")
NO_CAPTION = ("missing-caption", "the figure has no caption")
UNCHECKED = (
    "unchecked-picture",
    "nobody can tell which figures this picture shows; allowed: charts with evidence",
)

#: Figures wherever a reader can meet them.
WHERE = (
    Fault("in prose", "平均每天‸62.2套。", (typed("62.2套", PROSE),)),
    Fault("full-width digits", "共有‸６２２套。", (typed("６２２套", PROSE), marks("有６２２套"))),
    Fault("with a comma between thousands", "浏览‸29,094次。", (typed("29,094次", PROSE),)),
    Fault("behind a metric", "{metric}`inspection.units`，即‸622套。", (typed("622套", PROSE),)),
    Fault("in a heading", "## 比例的说明\n\n### 只差‸1.2%\n\n正文。", (typed("1.2%", HEADING),)),
    Fault("in emphasis", "投资**‸12.96亿元**。", (typed("12.96亿元", PROSE),)),
    Fault("in a link", "见[‸12.96亿元](https://example.org/a)。", (typed("12.96亿元", PROSE),)),
    Fault("in a list", "- 项目\n- 投资‸12.96亿元\n", (typed("12.96亿元", PROSE),)),
    Fault("in a numbered list", "1. 项目\n2. 投资‸12.96亿元\n", (typed("12.96亿元", PROSE),)),
    Fault("in a quotation", "> 投资‸12.96亿元。", (typed("12.96亿元", PROSE),)),
    Fault("in a definition", "投资\n: 完成‸12.96亿元", (typed("12.96亿元", PROSE),)),
    Fault("in a footnote", "正文[^a]。\n\n[^a]: 投资‸12.96亿元。", (typed("12.96亿元", PROSE),)),
    Fault("in a note", "```{note}\n投资‸12.96亿元。\n```", (typed("12.96亿元", PROSE),)),
    Fault(
        "in the title of a note",
        "```{admonition} 投资‸12.96亿元\n正文。\n```",
        (typed("12.96亿元", HEADING),),
    ),
    Fault(
        "in nested directives",
        "::::{note}\n:::{tip}\n投资‸12.96亿元。\n:::\n::::",
        (typed("12.96亿元", PROSE),),
    ),
    Fault("in a sidebar", "```{sidebar} 说明\n投资‸12.96亿元。\n```\n\n正文。", (typed("12.96亿元", PROSE),)),
    Fault("in a rubric", "```{rubric} 投资‸12.96亿元\n```", (typed("12.96亿元", HEADING),)),
    Fault("in an epigraph", "```{epigraph}\n投资‸12.96亿元。\n```", (typed("12.96亿元", PROSE),)),
    Fault("in a pipe table", "| 项 | 数 |\n|---|---|\n| 户 | ‸200户 |", (typed("200户", TABLE),)),
    Fault("in the head of a pipe table", "| 项 | ‸200户 |\n|---|---|\n| 甲 | 乙 |", (typed("200户", TABLE),)),
    Fault(
        "in a list table",
        "```{list-table}\n* - 项\n  - 数\n* - 户\n  - ‸200户\n```",
        (typed("200户", TABLE),),
    ),
    Fault("in a csv table", "```{csv-table}\n项,数\n户,‸200户\n```", (typed("200户", TABLE),)),
    Fault(
        "in the title of a table",
        "```{list-table} 租户‸200户\n* - 项\n  - 数\n```",
        (typed("200户", CAPTION),),
    ),
    Fault(
        "in the title of a table of metrics",
        cell('import qzcharts as qz\nqz.table("prevention.households", title="租户‸200户")'),
        (typed("200户", CAPTION), in_code("200户")),
    ),
    Fault(
        "in the caption of a figure",
        "```{figure} map.svg\n:alt: 地图\n\n共‸200户\n```",
        (typed("200户", CAPTION),),
    ),
    Fault(
        "in the legend of a figure",
        "```{figure} map.svg\n:alt: 地图\n\n图注\n\n共‸200户。\n```",
        (typed("200户", PROSE),),
    ),
    Fault("in an alternative text", "![地图，标出‸3处](map.svg)", (typed("3处", ALT),)),
    Fault("in the option alt", "```{figure} map.svg\n:alt: 标出‸3处\n\n图注\n```", (typed("3处", ALT),)),
    Fault(
        "in the caption of a cell",
        captioned('import pandas as pd\npd.DataFrame({"项": ["甲"]}, index=["乙"])', "现房‸622套"),
        (typed("622套", CAPTION),),
    ),
    Fault("in a code span", "`‸200`是租户数。", (typed("200", CODE),)),
    Fault("in a block of code", "```text\n租户‸200户\n```", (typed("200户", CODE),)),
    Fault("in a formula", "$x = ‸12.96$", (typed("12.96", FORMULA),)),
    Fault("in a display of mathematics", "```{math}\n\\frac{‸622}{10}\n```", (typed("622", FORMULA),)),
    Fault("in HTML in a line", "投资<b>‸12.96</b>亿元。", (typed("12.96亿元", PROSE),)),
    Fault("in a block of HTML", "<div>投资‸12.96亿元</div>", (typed("12.96亿元", PROSE),)),
    Fault("in a table of HTML", "<table><tr><td>‸200户</td></tr></table>", (typed("200户", TABLE),)),
    Fault("in a superscript", "一{sup}`‸622`套。", (typed("622套", PROSE),)),
    Fault("in an abbreviation", "{abbr}`甲 (共‸200户)`。", (typed("200户", ALT),)),
    Fault("in reStructuredText", "```{eval-rst}\n投资‸12.96亿元。\n```", (typed("12.96亿元", PROSE),)),
    Fault("for one format only", "```{only} typst\n投资‸12.96亿元。\n```", (typed("12.96亿元", PROSE),)),
    Fault("in the words of a formula", "$x = \\text{‸62套}$", (typed("62套", FORMULA),)),
    Fault("in a tooltip", '[甲](https://example.org/a "共‸200户")。', (typed("200户", ALT),)),
    Fault("in the title of a picture", '![地图](map.svg "共‸200户")', (typed("200户", ALT),)),
    Fault("in a tooltip of HTML", '<abbr title="共‸200户">甲</abbr>乙。', (typed("200户", ALT),)),
    Fault("split by emphasis", "共‸6**22**套。", (typed("622套", PROSE),)),
    Fault("in a comment of a cell", cell("# 共‸622套\nNone"), (in_code("622套"),)),
    Fault("in a text of a cell", cell('title = "共‸622套"'), (in_code("622套"),)),
    Fault("in a text of several lines", cell('"""题\n共‸622套"""\nNone'), (in_code("622套"),)),
    Fault("twice in a line", "先‸3套，后‸4套。", (typed("3套", PROSE), typed("4套", PROSE))),
    Fault("on a later line of a paragraph", "English words\nand ‸62.2 more.", (typed("62.2", PROSE),)),
    Fault("a year that is none", "共‸2020套。", (typed("2020套", PROSE),)),
)

#: Figures in outputs; the place is that of the cell.
OUTPUTS = (
    Fault("printed", "‸" + cell("print(622)"), (shown("622", "1.1"),)),
    Fault(
        "printed on a second line",
        "‸" + cell('print("甲")\nprint("乙：" + str(622))'),
        (shown("622", "1.2"),),
    ),
    Fault("as a value", "‸" + cell("6 * 7"), (shown("42", "1.1"),)),
    Fault("as a list", "‸" + cell("[3.5]"), (shown("3.5", "1.1"),)),
    Fault("as a second output", "‸" + cell('print("甲")\n6 * 7'), (shown("42", "2.1"),)),
    Fault(
        "without its unit",
        "‸" + cell('import qzcharts as qz\nprint(qz.metric("inspection.units").text()[:3])'),
        (shown("622", "1.1"),),
    ),
    Fault(
        "without its qualifier",
        "‸" + cell('import qzcharts as qz\nqz.metric("construction.plan_share").text()[1:]'),
        (shown("52%", "1.1"),),
    ),
    Fault(
        "a printed form within a longer number",
        "‸" + cell('‸print("1" + "622套"[0:])'),
        (shown("1622套", "1.1"), in_code("622套")),
    ),
    Fault(
        "as Markdown",
        "‸" + cell('from IPython.display import Markdown\nMarkdown(f"共**{623}**套")'),
        (shown("623套", "1"),),
    ),
    Fault(
        "as HTML",
        "‸" + cell('from IPython.display import HTML\nHTML(f"<p>共<i>{3}</i>处</p>")'),
        (shown("3处", "1"),),
    ),
    Fault(
        "in a data frame",
        "‸" + cell('import pandas as pd\npd.DataFrame({"数": [12.96]})'),
        (shown("12.96", "1.2.2"),),
    ),
    Fault(
        "in the head of a data frame",
        "‸" + cell('import pandas as pd\npd.DataFrame({f"数{3.5}": ["甲"]})'),
        (shown("3.5", "1.1.2"),),
    ),
    Fault(
        "in a table of the ledger",
        "‸" + cell('import qzcharts as qz\nqz.load("construction")[["value"]].iloc[:1]'),
        (shown("12.96", "1.2.2"),),
    ),
    Fault(
        "in a series",
        "‸" + cell('import pandas as pd\nprint(pd.Series(["甲", "乙"], index=[3, 4]).to_string())'),
        (shown("3", "1.1"), shown("4", "1.2")),
    ),
    Fault("in Chinese characters", "‸" + cell('print("约占" + "三" + "成")'), (shown("三成", "1.1"),)),
    Fault(
        "in LaTeX",
        "‸" + cell('from IPython.display import Latex\nLatex(f"共{3.5}处")'),
        (typed("3.5", "a formula, at 1"),),
    ),
    Fault(
        "as an object",
        "‸" + cell('class A:\n    def __repr__(self): return f"共{3.5}处"\nA()'),
        (shown("3.5处", "1.1"),),
    ),
)

#: Figures written in Chinese characters.
CHINESE = (
    Fault("tenths", "完成‸五成。", (typed("五成", PROSE),)),
    Fault("tenths and a half", "完成‸三成半。", (typed("三成半", PROSE),)),
    Fault("a fraction", "完成‸三分之二。", (typed("三分之二", PROSE),)),
    Fault("a percentage", "完成‸百分之五十二。", (typed("百分之五十二", PROSE),)),
    Fault("a half", "只完成‸一半。", (typed("一半", PROSE),)),
    Fault("more than a half", "完成‸过半。", (typed("过半", PROSE),)),
    Fault("doubled", "数量‸翻番。", (typed("翻番", PROSE),)),
    Fault("times", "是计划的‸两倍。", (typed("两倍", PROSE),)),
    Fault("homes", "排查‸六百二十二套。", (typed("六百二十二套", PROSE),)),
    Fault("households", "走访‸两百户。", (typed("两百户", PROSE),)),
    Fault("days and more", "用了‸十余天。", (typed("十余天", PROSE),)),
    Fault("in a heading, in characters", "## 走访‸两百户\n\n正文。", (typed("两百户", HEADING),)),
    Fault("in a table, in characters", "| 项 | 数 |\n|---|---|\n| 户 | ‸两百户 |", (typed("两百户", TABLE),)),
    Fault(
        "in a caption, in characters",
        "```{figure} map.svg\n:alt: 地图\n\n共‸两百户\n```",
        (typed("两百户", CAPTION),),
    ),
    Fault("in an alternative text, in characters", "![共‸两百户](map.svg)", (typed("两百户", ALT),)),
    Fault("mixed", "超过‸3万余户。", (typed("3万余户", PROSE),)),
)

#: Roles that did not become any.
ROLES = (
    Fault("a space behind the brace", "共‸{metric} `inspection.units`。", (role("{metric}"),)),
    Fault("spaces within the braces", "共‸{ metric }`inspection.units`。", (role("{ metric }"),)),
    Fault("full-width braces", "共‸｛metric｝`inspection.units`。", (role("｛metric｝"),)),
    Fault("Chinese quotation marks", "共‸{metric}‘inspection.units’。", (role("{metric}"),)),
    Fault("straight quotation marks", "共‸{metric}'inspection.units'。", (role("{metric}"),)),
    Fault("no backtick at the end", "共‸{metric}`inspection.units。", (role("{metric}"),)),
    Fault("no backtick at the beginning", "共‸{metric}inspection.units`。", (role("{metric}"),)),
    Fault("a full-width backtick", "共‸{metric}｀inspection.units｀。", (role("{metric}"),)),
    Fault(
        "no braces",
        "共‸metric`inspection.units`。",
        (
            (
                "broken-role",
                "metric`inspection.units` is shown as it stands; allowed: {metric}`inspection.units`",
            ),
        ),
    ),
    Fault(
        "a role in a formula",
        "设$x = ‸{metric}`inspection.units`$。",
        (("broken-role", "a formula has {metric}`inspection.units` as it stands; allowed: TeX"),),
    ),
    Fault("in a heading, no role", "## 共‸{metric} `inspection.units`\n\n正文。", (role("{metric}"),)),
    Fault(
        "a bar in a pipe table",
        "| 项 |\n|---|\n| ‸{metric}`construction.plan_implied|range` |",
        (
            role("{metric}"),
            (
                "markdown",
                "'| {metric}`construction.plan_implied|range` |' loses its end, for it has 2 cells; allowed: 1",
            ),
        ),
    ),
    Fault(
        "a role in the title of a backtick fence",
        "‸```‸{list-table} 共{metric}`inspection.units`\n* - 套\n‸```",
        (
            ("markdown", "'```' is shown as it stands, for it begins or ends no code; allowed: `code`"),
            role("{list-table}"),
            ("markdown", "'```' has no end, and takes in all that follows; allowed: ``` below it"),
        ),
    ),
    Fault("another role", "见‸{numref} `fig-a`。", (role("{numref}"),)),
    Fault("a statement", "原文称‸{statement}‘certificates.completion’。", (role("{statement}"),)),
)

#: Words that a metric says itself.
DOUBLED = (
    Fault("unit twice", "投资{metric}`construction.investment`‸亿元。", (twice("亿元", "construction.investment", "12.96亿元"),)),
    Fault("part of a unit twice", "投资{metric}`construction.investment`‸元。", (twice("元", "construction.investment", "12.96亿元"),)),
    Fault("percent sign twice", "完成{metric}`construction.plan_share`‸%。", (twice("%", "construction.plan_share", "约52%"),)),
    Fault("percentage points twice", "高{metric}`construction.ahead`‸个百分点。", (twice("个百分点", "construction.ahead", "约2.3个百分点"),)),
    Fault("qualifier twice", "完成‸约{metric}`construction.plan_share`。", (beside("约", "约52%"),)),
    Fault("another qualifier", "完成‸大约{metric}`construction.plan_share`。", (beside("大约", "约52%"),)),
    Fault("at most, twice", "用时‸不超过{metric}`inspection.days`。", (beside("不超过", "不超过10天"),)),
    Fault("within, behind", "用时{metric}`inspection.days`‸以内。", (beside("以内", "不超过10天"),)),
    Fault("more or less, behind", "完成{metric}`construction.plan_share`‸左右。", (beside("左右", "约52%"),)),
    Fault(
        "a qualifier that the source does not have", "排查‸约{metric}`inspection.units`。",
        (("doubled-wording", "'约' is no word of inspection.units, which reads 622套"),),
    ),
    Fault("more than, behind a count", "排查{metric}`inspection.units`‸以上。", (beside("以上", "622套"),)),
    Fault(
        "a fall of less than nothing", "投资‸下降{metric}`made_up.change`。",
        (("doubled-wording", "'下降' before 约−2.3个百分点 turns its meaning round; allowed: one of the two"),),
    ),
    Fault(
        "a rise of less than nothing", "投资同比‸增长{metric}`made_up.change`。",
        (("doubled-wording", "'增长' before 约−2.3个百分点 turns its meaning round; allowed: one of the two"),),
    ),
    Fault(
        "for each, before a rate", "平均‸每天{metric}`inspection.pace`。",
        (twice("每天", "inspection.pace", "不少于62.2套/天"),),
    ),
    Fault(
        "for each, before a rate that says it first", "‸每天平均{metric}`inspection.pace|each`。",
        (twice("每天平均", "inspection.pace", "每天不少于62.2套"),),
    ),
    Fault(
        "unit behind a rate that says it first", "平均{metric}`inspection.pace|each`‸套。",
        (twice("套", "inspection.pace", "每天不少于62.2套"),),
    ),
    Fault("in a table, twice", "| 项 |\n|---|\n| {metric}`inspection.units`‸套 |", (twice("套", "inspection.units", "622套"),)),
)  # fmt: skip

#: Words for another time; more of them in `test_periods`.
TIMES = (
    Fault(
        "the other half", "‸下半年完成投资{metric}`construction.investment`。",
        (("other-period", "'下半年' is said of construction.investment, which is of first half of 2020; allowed: the time of the number"),),
    ),
)  # fmt: skip

#: Charts that are lost, and pictures that nobody can check.
PICTURES = (
    Fault("two charts, the first lost", cell('import qzcharts as qz\n‸qz.units("inspection.units")\nqz.units("certificates.issued")'), (VANISHES,)),
    Fault("a chart in a loop", cell('import qzcharts as qz\nfor name in ["inspection.units"]:\n    ‸qz.units(name)'), (VANISHES,)),
    Fault("a chart before other work", cell('import qzcharts as qz\n‸qz.units("inspection.units")\nx = None'), (VANISHES,)),
    Fault("a chart behind a semicolon", "‸" + captioned('import qzcharts as qz\n‸qz.units("inspection.units");'), (OVER_NOTHING, VANISHES)),
    Fault("a caption over nothing", "‸" + captioned("x = None"), (OVER_NOTHING,)),
    Fault("a caption over text", "‸" + captioned('print("甲")'), (OVER_NOTHING,)),
    Fault(
        "two charts of one name",
        "‸" + named('import qzcharts as qz\nfrom IPython.display import display\ndisplay(qz.units("inspection.units"))\ndisplay(qz.units("certificates.issued"))'),
        (
            ("build", 'Duplicate explicit target name: "fig-made-up".'),
            ("lost-chart", "one name for 2 pictures: all but one lose theirs"),
        ),
    ),
    Fault("a picture of matplotlib's", "‸" + cell("import matplotlib.pyplot as plt\nplt.plot([])\nplt.show()"), (NO_ALT, NO_CAPTION, UNCHECKED)),
    Fault("no alternative text", "甲：‸![](map.svg)", (NO_ALT,)),
    Fault("no caption", "‸```{figure} map.svg\n:alt: 地图\n```", (NO_CAPTION,)),
    Fault("no alternative text in HTML", '‸<img src="map.svg">', (NO_ALT,)),
)  # fmt: skip

#: What an author types into a chart.
CHARTS = (
    Fault(
        "a caption beside it",
        "‸" + captioned('import qzcharts as qz\nqz.units("inspection.units")'),
        (("caption", "a chart has its title for a caption, and no other"),),
    ),
    Fault("a title", cell('import qzcharts as qz\nqz.units("inspection.units", title="All ‸8 of them", language="en")'), (typed("8", "the title of a chart"),)),
    Fault("a title in Chinese", cell('import qzcharts as qz\nqz.units("inspection.units", title="共‸五项")'), (typed("五项", "the title of a chart"), in_code("五项"))),
    Fault("a label of another metric", "‸" + cell(OWN + "axes.set_xlabel(str(qz.metric('inspection.completed')))\n" + FINISH), (drawn("622套", "a text of a chart"),)),
    Fault("an alternative text", "‸" + cell(OWN + FINISH.replace("Chart", "Chart of 7")), (drawn("7", "a text of a chart"),)),
)  # fmt: skip

#: How Chinese is set, and what was left over.
CARE = (
    Fault("a half-width comma", "甲‸,乙。", (marks("甲,乙"),)),
    Fault("a space", "在‸ 片区里。", (marks("在 片"),)),
    Fault("straight quotation marks beside letters", '有‸"引号‸"的词。', (marks('有"引'), marks('号"的'))),
    Fault("of one word that is not Chinese", '名为‸"ABC‸"的词。', (marks('为"A'), marks('C"的'))),
    Fault("single ones", "有‸'引号‸'的词。", (marks("有'引"), marks("号'的"))),
    Fault("quotation marks in a pipe table", '| 名称 |\n| --- |\n| 甲‸"好‸"的 |', (marks('甲"好'), marks('好"的'))),
    Fault("quotation marks in a directive's table", '```{csv-table}\n甲, 说‸"好‸"的\n```', (marks('说"好'), marks('好"的'))),
    Fault("quotation marks in a footnote", '见[^a]。\n\n[^a]: 甲‸"好‸"的。', (marks('甲"好'), marks('好"的'))),
    Fault("a space that a line break makes", "甲类‸\nA类。", (marks("类 A"),)),
    Fault("in a heading, marks", "## 甲‸,乙\n\n正文。", (marks("甲,乙"),)),
    Fault("in the title of a chart", cell('import qzcharts as qz\nqz.units("inspection.units", title="甲‸,乙")'), (marks("甲,乙"),)),
    Fault("left over", "正文‸待补。", (("leftover", "'待补' is left over"),)),
    Fault("left over in English", "Text ‸TODO.", (("leftover", "'TODO' is left over"),)),
    Fault("left over in a cell", cell("# ‸TODO\nNone"), (("leftover", "'TODO' is left over"),)),
    Fault("a prompt of the template", "‸待写：说明来由。", (("leftover", "'待写' is left over"),)),
)  # fmt: skip

#: Exemptions that free nothing, or more than they name.
EXEMPTIONS = (
    Fault(
        "no reason", "‸% allow typed-number 3套:\n\n正文。",
        (("exemption-without-reason", "the exemption from typed-number gives no reason"),),
    ),
    Fault(
        "nothing needs it", "‸% allow typed-number 3套: 因为\n\n正文。",
        (("stale-exemption", "nothing needs this exemption of '3套' from typed-number"),),
    ),
    Fault(
        "it names other words", "‸% allow typed-number 4套: 因为\n\n共‸3套。",
        (("stale-exemption", "nothing needs this exemption of '4套' from typed-number"), typed("3套", PROSE)),
    ),
    Fault(
        "it names no words", "‸% allow typed-number: 因为\n\n共‸3套。",
        (("stale-exemption", "nothing needs this exemption from typed-number"), typed("3套", PROSE)),
    ),
    Fault("it frees one of two", "% allow typed-number 3套: 因为\n\n共3套，‸4套。", (typed("4套", PROSE),)),
    Fault("it does not reach the next block", "% allow typed-number 3套: 因为\n\n共3套。\n\n又‸3套。", (typed("3套", PROSE),)),
    Fault(
        "there is no such rule", "‸% allow typd-number 3套: 因为\n\n共‸3套。",
        (("stale-exemption", "there is no rule 'typd-number'; allowed: typed-number"), typed("3套", PROSE)),
    ),
    Fault(
        "it frees another place of an output",
        "‸% allow typed-number 622 @1.2: 因为\n\n‸" + cell("print(622)"),
        (("stale-exemption", "nothing needs this exemption of '622 @1.2' from typed-number"), shown("622", "1.1")),
    ),
)  # fmt: skip


#: Characters without a glyph.
def lacking(sign: str) -> Told:
    return (
        "unshown-character",
        f"no font of the book has {sign} (U+{ord(sign):04X}); allowed: what Noto Sans CJK has",
    )


CHARACTERS = (
    Fault("emoji", "张𠮷、王䶮和‸😀。", (lacking("😀"),)),
    Fault("a character beyond the fonts in a heading", "## 甲‸𪚥", (lacking("𪚥"),)),
    Fault("a letter beyond the fonts in a table", "| 甲‸ʘ |\n| --- |\n| 𬎆 |", (lacking("ʘ"),)),
)

#: Numbers of figures and chapters that no reference has given.
REFERENCES = tuple(
    Fault(f"typed reference {words}", page, (("typed-reference", f"{words!r} is typed, and stays when the numbers of the book change; allowed: a reference"),))
    for words, page in {
        "图9": "见‸图9所示。",
        "表A.1": "如‸表A.1、“原文图2”和《民法典》第三章所示，代表2是名字。",
        "第7章": "正文的‸第7章。",
        "第1.2节": "> ‸第1.2节的引文。",
        "附录B": "- 项在‸附录B。",
        "Figure 2": "As ‸Figure 2 shows.",
    }.items()
)  # fmt: skip

FAULTS = (
    *WHERE,
    *OUTPUTS,
    *CHINESE,
    *ROLES,
    *DOUBLED,
    *TIMES,
    *PICTURES,
    *CHARTS,
    *CARE,
    *CHARACTERS,
    *REFERENCES,
    *EXEMPTIONS,
)
