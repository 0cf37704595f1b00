"""The second issue of the real report: made-up figures, for tests alone.

What an author adds: a source, rows of tables, and prose. Nothing of it is code.
"""

from __future__ import annotations

from pathlib import Path

PERIOD = "2020-H2"
SOURCE = "made-up-2021"
TEXT = """\
北峰丰州片区下半年完成建设投资14.2亿元，完成年度计划约57%。
截至12月31日，东宝花苑已出证1120本。
西华洋片区提供的622套现房，年底前已交付355套。
200户租户都已走访，共走访2次。
丰泽段补充协议签订100%。
"""
FACTS = (
    *("--title", "编造的下半年工作", "--title-en", "Made-up work of the second half"),
    *("--publisher", "编造的发布者", "--publisher-en", "A made-up publisher"),
    *("--date", "2021-01-08", "--issue", "1", "--medium", "EB/OL"),
    *("--licence-note", "编造的来源，只用于检验。", "--licence-note-en", "Made up, for tests."),
)
BY_THE_END = "../2020-12-31"
#: Rows for the end of tables.
ROWS = {
    "indicators": """\
inspection.handed_over,已交付的安置现房,Resettlement homes handed over,套,count,
inspection.handed_share,已交付的占提供的安置现房,Share of homes handed over,%,share,inspection.units
construction.change,投资比上期,Investment against the issue before,%,change,construction.investment
certificates.added,上期以后办出的不动产权证,Certificates issued since the issue before,本,count,
prevention.rounds,走访租户的次数,Rounds of visits to tenants,次,count,
""",
    "formulas": """\
inspection.handed_share,"share(inspection.handed_over, inspection.units)",1,,,
construction.change,"growth(construction.investment, construction.investment@previous)",1,,,
certificates.added,certificates.issued - certificates.issued@2020/2020-07-28,0,../2020-12-31,,
""",
    "inspection": f"""\
inspection.units,622,,{BY_THE_END},提供的622套现房,{SOURCE},whole,,
inspection.handed_over,355,,{BY_THE_END},年底前已交付355套,{SOURCE},whole,,
""",
    "construction": f"""\
construction.investment,14.2,,{PERIOD},下半年完成建设投资14.2亿元,{SOURCE},whole,,
construction.plan_share,约57,,{PERIOD},完成年度计划约57%,{SOURCE},whole,,
""",
    "certificates": f"""\
certificates.issued,1120,,{BY_THE_END},东宝花苑已出证1120本,{SOURCE},whole,,
""",
    "prevention": f"""\
prevention.households,200,,{BY_THE_END},200户租户都已走访,{SOURCE},whole,,
prevention.rounds,2,,{BY_THE_END},共走访2次,{SOURCE},whole,,
""",
    "partnership": f"""\
partnership.agreements,100,,{BY_THE_END},补充协议签订100%,{SOURCE},whole,,
""",
    "glosses": """\
下半年完成建设投资14.2亿元,completed {construction.investment} of investment in the second half of the year
完成年度计划约57%,completed {construction.plan_share} of the year’s plan
东宝花苑已出证1120本,{certificates.issued} issued for Dongbao Garden
提供的622套现房,the {inspection.units} offered
年底前已交付355套,{inspection.handed_over} handed over before the end of the year
200户租户都已走访,all {prevention.households} were visited
共走访2次,{prevention.rounds} in all
补充协议签订100%,{partnership.agreements} of the supplementary agreements signed
""",
}


def add_rows(project: Path) -> None:
    """Add the rows to the tables of a project."""
    for name, rows in ROWS.items():
        path = project / "data" / f"{name}.csv"
        path.write_text(path.read_text("utf-8") + rows, "utf-8")


#: What is said anew, page by page, titles of cells among it: what stood there, and what stands there now.
PROSE: dict[str, tuple[tuple[str, str], ...]] = {
    "data/datapackage.json": (
        ("本报告据泉州城建集团2020年7月28日刊出的文章编写，不是该集团的出版物。", "本期的数字是编造的。"),
        (
            "This report rests on an article of the Quanzhou Urban Construction Group of 28 July 2020; it is "
            "none of its publications.",
            "The figures of this issue are made up.",
        ),
    ),
    "book/index.md": (
        (
            "本报告从文章中取出可以核对的事实和数字，重新编写，附上证据；它不是该集团的出版物。报告期为2020年1月1日至7月28日。"
            "只有投资及其占年度计划的比例属于上半年；其余的数，除另有写明外，截至文章刊出。",
            "这是上期的来源；本期报告2020年下半年，数字是编造的。与上期相比，投资{metric}`construction.change|change`，"
            "不动产权证多办出{metric}`certificates.added`，补充协议由{metric}`partnership.agreements@../2020-07-28`"
            "到{metric}`partnership.agreements`。",
        ),
        ("，平均{metric}`inspection.pace|each`", "，已交付{metric}`inspection.handed_over`"),
        ("：上半年完成投资", "：下半年完成投资"),
        ("尚未签订的为{metric}`partnership.unsigned`", "上期尚未签订的也已签订"),
        ("即上半年", "即下半年"),
        ("截至文章刊出。租户户数和签订比例也截至文章刊出", "截至年底。租户户数和签订比例也截至年底"),
    ),
    "book/construction.md": (
        ("# 五方联动与投资进度\n\n上半年", "# 五方联动与投资进度\n\n下半年"),
        (
            "## 投资与时间进度\n\n上半年片区完成建设投资{metric}`construction.investment`，",
            "## 投资与时间进度\n\n下半年片区完成建设投资{metric}`construction.investment`，上期是"
            "{metric}`construction.investment@previous`，{metric}`construction.change|change`；计入舍入，增幅在"
            "{metric}`construction.change|range`之间。投资",
        ),
        ('title="上半年投资', 'title="下半年投资'),
        ("上半年有{metric}", "下半年有{metric}"),
        ("文章刊出时2020年尚未结束", "全年的投资要把两期相加"),
    ),
    "book/certificates.md": (
        (
            "2020年，东宝花苑已办出不动产权证{metric}`certificates.issued`。",
            "2020年，东宝花苑已办出不动产权证{metric}`certificates.issued`；上期是{metric}`certificates.issued@2020/2020-07-28`，以后又办出"
            "{metric}`certificates.added`。",
        ),
        ("本数截至文章刊出", "本数截至年底"),
    ),
    "book/inspection.md": (
        (
            "总量和完成量都已公布的，只有这一项工作。",
            "总量和完成量都已公布的，只有这一项工作。现房已交付{metric}`inspection.handed_over`，占"
            "{metric}`inspection.handed_share`。",
        ),
        ("已交付的套数和逐日进度也没有公布", "逐日进度也没有公布"),
    ),
    "book/prevention.md": (
        (
            "，合计{metric}`prevention.households`。",
            "，合计{metric}`prevention.households`；走访{metric}`prevention.rounds`，户数与上期的"
            "{metric}`prevention.households@../2020-07-28`相同。",
        ),
        ("没有写是否每户都已摸排", "没有写每次走访哪些户"),
        ("入户开始的日期、遍数和参加人数", "入户开始的日期和参加人数"),
    ),
    "book/partnership.md": (
        (
            "尚未签订的为{metric}`partnership.unsigned`，计入舍入，在{metric}`partnership.unsigned|range`之间。",
            "上期是{metric}`partnership.agreements@../2020-07-28`。",
        ),
    ),
    "book/appendix/sources.md": (
        ("本报告只有这一个来源，没有其他资料可以对照。", "本期的数字另有来源，是编造的。"),
    ),
}


def rewrite(project: Path) -> None:
    """Edit the prose of a project."""
    for name, edits in PROSE.items():
        path = project / name
        text = path.read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, f"{name}: {old}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
