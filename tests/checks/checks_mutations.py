# ruff: noqa: E501 - messages stand here whole, as they are printed
"""Thirty and more ways to spoil the book and its data, each with all that `check` has to say of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

#: Makes a change in a project and gives the places, line and column, that it marked with a caret.
Change = Callable[[Path], list[str]]
CARET = "‸"


class Mutation(NamedTuple):
    """A change and all that is said of it; ``{0}`` stands for the first place that the change marked."""

    name: str
    change: Change
    expected: tuple[str, ...]


def swap(file: str, old: str, new: str) -> Change:
    """Replace what stands in a file just once."""

    def change(project: Path) -> list[str]:
        text = (project / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        return write(project / file, text.replace(old, new))

    return change


def put(file: str, text: str) -> Change:
    return lambda project: write(project / file, text)


def after(file: str, text: str) -> Change:
    """Add text at the end of a file."""
    return lambda project: write(project / file, (project / file).read_text("utf-8") + text)


def write(path: Path, marked: str) -> list[str]:
    """Write a text without its carets, and give their places."""
    places, text = [], ""
    for part in marked.split(CARET)[:-1]:
        text += part
        places.append(f"{text.count(chr(10)) + 1}:{len(text.rpartition(chr(10))[2]) + 1}")
    path.write_text(marked.replace(CARET, ""), "utf-8")
    return places


def describe(change: Callable[[dict[str, Any]], object]) -> Change:
    """Change the descriptor of the data package; `change` gets its resources by name."""

    def mutate(project: Path) -> list[str]:
        path = project / "data/datapackage.json"
        descriptor = json.loads(path.read_text("utf-8"))
        change({resource["name"]: resource for resource in descriptor["resources"]})
        path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
        return []

    return mutate


def column(table: str, name: str, **values: str) -> Change:
    """Give a table a further column, empty but for the rows of some ids (points written as ``__``)."""

    def change(project: Path) -> list[str]:
        path = project / f"data/{table}.csv"
        header, *rows = path.read_text("utf-8").splitlines()
        by_id = {key.replace("__", "."): value for key, value in values.items()}
        lines = [f"{row},{by_id.get(row.partition(',')[0], '')}" for row in rows]
        path.write_text("\n".join([f"{header},{name}", *lines, ""]), "utf-8")
        field = {"name": name, "type": "string", "description": "made up"}
        return describe(lambda resources: resources[table]["schema"]["fields"].append(field))(project)

    return change


def each(*changes: Change) -> Change:
    return lambda project: [place for change in changes for place in change(project)]


INSPECTION, CONSTRUCTION, OUTLOOK = "book/inspection.md", "book/construction.md", "book/outlook.md"
CERTIFICATES, PREVENTION, PARTNERSHIP = "book/certificates.md", "book/prevention.md", "book/partnership.md"
TOC, EXEMPTIONS = "book/_toc.yml", "data/exemptions.csv"
OWN_CELL = "\n```{code-cell} python\nimport matplotlib.pyplot as plt\nplt.plot([])\n```\n"

MUTATIONS = (
    Mutation(
        "figure in prose",
        swap(INSPECTION, "平均每天{metric}`inspection.pace`。{num", "平均每天‸62.2套。{num"),
        (
            "book/inspection.md:{0}: '62.2' is typed in the prose; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "digit slipped into prose",
        swap(PREVENTION, "这个数是三类租户的合计", "这个数是‸3类租户的合计"),
        (
            "book/prevention.md:{0}: '3' is typed in the prose; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "full-width digits",
        swap(PREVENTION, "这个数是三类租户的合计", "这个数是‸３类租户的合计"),
        (
            "book/prevention.md:{0}: '３' is typed in the prose; allowed: figures of the ledger, dates, ordinals [typed-number]",
            "book/prevention.md:{0}: '是３类' is not set so in Chinese [typography]",
        ),
    ),
    Mutation(
        "figure in a heading",
        swap("book/index.md", "## 五个数字", "## ‸5个数字"),
        (
            "book/index.md:{0}: '5' is typed in a heading; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in a caption",
        swap(INSPECTION, "查看过的全部安置现房", "查看过的‸622套安置现房"),
        (
            "book/inspection.md:{0}: '622' is typed in a caption; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in a list table",
        swap(OUTLOOK, "应办的本数", "应办的‸500本"),
        (
            "book/outlook.md:{0}: '500' is typed in a table; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in a pipe table",
        after(OUTLOOK, "\n| 项 | 数 |\n|---|---|\n| 套\\|户 | ‸200户 |\n"),
        (
            "book/outlook.md:{0}: '200' is typed in a table; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in the title of a table",
        swap(INSPECTION, "{metric-table} 排查的指标", "{metric-table} 排查的‸4个指标"),
        (
            "book/inspection.md:{0}: '4' is typed in a caption; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in an alternative text",
        after(OUTLOOK, "\n![泉州地图，标出‸3处](map.png)\n"),
        (
            "book/outlook.md:{0}: '3' is typed in an alternative text; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in a string of a cell",
        swap(
            PREVENTION,
            'qz.structure("prevention.levels")',
            'qz.structure("prevention.levels", title="分‸3级")',
        ),
        (
            "book/prevention.md:{0}: '3' is typed in a string of a cell; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in a code span",
        swap(PREVENTION, "这个数是三类", "`‸200`是三类"),
        (
            "book/prevention.md:{0}: '200' is typed in code that is shown; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "figure in the table of contents",
        swap(TOC, "caption: 五项工作", "caption: ‸5项工作"),
        ("book/_toc.yml:{0}: '5' is typed in a heading; allowed: dates, ordinals [typed-number]",),
    ),
    Mutation(
        "figure in a note of the data",
        swap("data/certificates.csv", "应办总数未公布", "应办总数约500"),
        (
            "data/certificates.csv:2:note_zh: '500' is typed in a text of the data; allowed: dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "id misspelt in prose",
        swap(OUTLOOK, "{metric}`outlook.mechanisms`", "{metric}`‸outlook.mechanism`"),
        (
            "book/outlook.md:{0}: there is no metric 'outlook.mechanism'; near matches: outlook.mechanisms [unknown-metric]",
        ),
    ),
    Mutation(
        "id misspelt in a table",
        swap(INSPECTION, "\ninspection.items\n", "\n‸inspection.itmes\n"),
        (
            "book/inspection.md:{0}: there is no metric 'inspection.itmes'; near matches: inspection.items, inspection.units, inspection.pace [unknown-metric]",
        ),
    ),
    Mutation(
        "id misspelt in a cell",
        swap(INSPECTION, '"inspection.units", "inspection.days"', '"inspection.units", "‸inspection.day"'),
        (
            "book/inspection.md:{0}: there is no metric 'inspection.day'; near matches: inspection.days, inspection.pace, inspection.units [unknown-metric]",
        ),
    ),
    Mutation(
        "table misspelt in a cell",
        swap(OUTLOOK, 'qz.load("outlook")', 'qz.load("‸outlok")'),
        ("book/outlook.md:{0}: there is no table 'outlok'; near matches: outlook [unknown-metric]",),
    ),
    Mutation(
        "unknown form",
        swap(CONSTRUCTION, "`construction.ahead|plain`", "`‸construction.ahead|plane`"),
        (
            "book/construction.md:{0}: construction.ahead|plane: 'plane' is neither a form nor a unit; allowed: value, plain, about, number, range, interval, or a unit: 套, 本, 户, 人, 天, 项, 方, 级, 类, 期, 次, 元, 万元, 亿元, %, 个百分点 [unknown-form]",
        ),
    ),
    Mutation(
        "unit that does not fit",
        swap(
            CERTIFICATES,
            "不动产权证{metric}`certificates.issued`",
            "不动产权证{metric}`‸certificates.issued|亿元`",
        ),
        (
            "book/certificates.md:{0}: certificates.issued|亿元: 本 cannot be expressed in 亿元: they measure different things [unknown-form]",
        ),
    ),
    Mutation(
        "last use of a metric removed",
        swap(CONSTRUCTION, "，全年{metric}`construction.year_days`", ""),
        ("data/derived.csv:6:id: no page uses construction.year_days [unused-metric]",),
    ),
    Mutation(
        "replaced metric used",
        column("prevention", "replaced_by", prevention__leads="prevention.levels"),
        (
            "book/prevention.md:20:26: prevention.leads is replaced by prevention.levels [deprecated-metric]",
            "book/prevention.md:59:1: prevention.leads is replaced by prevention.levels [deprecated-metric]",
        ),
    ),
    Mutation(
        "replaced by nothing known",
        column("publication", "replaced_by", publication__views="publication.visits"),
        (
            "data/exemptions.csv:5:rule: nothing needs this exemption from unused-metric [stale-exemption]",
            "data/publication.csv:3:replaced_by: there is no metric 'publication.visits'; near matches: publication.views, publication.issue, inspection.units [deprecated-metric]",
        ),
    ),
    Mutation(
        "replaced metric in a formula",
        each(
            column("inspection", "replaced_by", inspection__people="inspection.units"),
            swap(INSPECTION, "{metric}`inspection.people`", ""),
        ),
        (
            "book/inspection.md:63:1: inspection.people is replaced by inspection.units [deprecated-metric]",
            "data/derived.csv:3:formula: inspection.people is replaced by inspection.units [deprecated-metric]",
        ),
    ),
    Mutation(
        "share without denominator",
        swap(
            EXEMPTIONS, "share-without-denominator,partnership.agreements", "unused-metric,publication.views"
        ),
        (
            "data/exemptions.csv:5:rule: nothing needs this exemption from unused-metric [stale-exemption]",
            "data/partnership.csv:2:unit: partnership.agreements is a share of a whole that is not published [share-without-denominator]",
        ),
    ),
    Mutation(
        "exemption whose share has its whole",
        column("partnership", "denominator", partnership__agreements="inspection.units"),
        (
            "data/exemptions.csv:3:rule: nothing needs this exemption from share-without-denominator [stale-exemption]",
        ),
    ),
    Mutation(
        "exemption without a reason",
        swap(
            EXEMPTIONS,
            "It describes the page of the source and no work; the ledger keeps it as evidence.",
            "",
        ),
        (
            "data/exemptions.csv:4:reason_en: the exemption from unused-metric gives no reason [exemption-without-reason]",
            "data/publication.csv:2:id: no page uses publication.issue [unused-metric]",
        ),
    ),
    Mutation(
        "exemption from an unknown rule",
        swap(EXEMPTIONS, "unused-metric,publication.issue", "unusd-metric,publication.issue"),
        (
            "data/exemptions.csv:4:rule: there is no rule 'unusd-metric'; allowed: unused-metric, unknown-metric [stale-exemption]",
            "data/publication.csv:2:id: no page uses publication.issue [unused-metric]",
        ),
    ),
    Mutation(
        "exemption that nothing needs",
        swap(EXEMPTIONS, "unused-metric,publication.issue", "unused-metric,inspection.units"),
        (
            "data/exemptions.csv:4:rule: nothing needs this exemption from unused-metric [stale-exemption]",
            "data/publication.csv:2:id: no page uses publication.issue [unused-metric]",
        ),
    ),
    Mutation(
        "exemption on a page without a reason",
        swap(PREVENTION, "党员和干部走访了", "‸% allow typed-number:\n\n党员和干部走访了"),
        (
            "book/prevention.md:{0}: the exemption from typed-number gives no reason [exemption-without-reason]",
        ),
    ),
    Mutation(
        "exemption on a page that nothing needs",
        swap(PREVENTION, "党员和干部走访了", "‸% allow typed-number: 因为\n党员和干部走访了"),
        ("book/prevention.md:{0}: nothing needs this exemption from typed-number [stale-exemption]",),
    ),
    Mutation(
        "exemption away from its block",
        swap(
            PREVENTION,
            "党员和干部走访了东宝花苑",
            "‸% allow typed-number: 因为\n\n党员和‸2名干部走访了东宝花苑",
        ),
        (
            "book/prevention.md:{0}: nothing needs this exemption from typed-number [stale-exemption]",
            "book/prevention.md:{1}: '2' is typed in the prose; allowed: figures of the ledger, dates, ordinals [typed-number]",
        ),
    ),
    Mutation(
        "exemption with a reason",
        swap(
            PREVENTION, "党员和干部走访了东宝花苑", "% allow typed-number: 因为\n党员和2名干部走访了东宝花苑"
        ),
        (),
    ),
    Mutation(
        "CSV outside the package",
        put("data/extra.csv", "id\na.b\n"),
        (
            "data/extra.csv: the data package does not name this file; allowed: CSVs that it describes [undocumented-file]",
        ),
    ),
    Mutation(
        "column without description",
        describe(lambda data: data["stages"]["schema"]["fields"][0].pop("description")),
        (
            "data/stages.csv:1:order: the column 'order' has no description; allowed: one for each column [undocumented-column]",
        ),
    ),
    Mutation(
        "no part on limits",
        swap(CERTIFICATES, "## 数字没有说明什么", "## 结语"),
        (
            "book/certificates.md:12:1: the chapter has no part '数字没有说明什么' with text in it [missing-limits]",
        ),
    ),
    Mutation(
        "part on limits without text",
        swap(
            OUTLOOK,
            "机制何时开始、由谁负责、花费多少，都没有写。本报告也不预测：公布的数只有一个时点，没有可以外推的序列。",
            "",
        ),
        (
            "book/outlook.md:12:1: the chapter has no part '数字没有说明什么' with text in it [missing-limits]",
        ),
    ),
    Mutation(
        "picture without alternative text",
        after(OUTLOOK, "\n图：‸![](map.png)\n"),
        ("book/outlook.md:{0}: the picture has no alternative text [missing-alt]",),
    ),
    Mutation(
        "figure without anything",
        after(OUTLOOK, "\n‸:::{figure} map.png\n:name: map\n:::\n"),
        (
            "book/outlook.md:{0}: the picture has no alternative text [missing-alt]",
            "book/outlook.md:{0}: the figure has no caption [missing-caption]",
        ),
    ),
    Mutation(
        "chart of one's own without anything",
        after(OUTLOOK, "\n‸```{code-cell} python\nimport matplotlib.pyplot as plt\nplt.plot([])\n```\n"),
        (
            "book/outlook.md:{0}: the picture of this cell has no alternative text [missing-alt]",
            "book/outlook.md:{0}: the chart of this cell has no caption [missing-caption]",
        ),
    ),
    Mutation(
        "chart without caption",
        swap(PREVENTION, "    caption: 防控工作的层级，自上而下\n", ""),
        ("book/prevention.md:22:1: the chart of this cell has no caption [missing-caption]",),
    ),
    Mutation(
        "line break in a paragraph",
        swap(OUTLOOK, "补上它们，才能", "补上它们，‸\n才能"),
        (
            "book/outlook.md:{0}: the line breaks inside a Chinese paragraph, where it can become a space [broken-line]",
        ),
    ),
    Mutation(
        "half-width comma",
        swap(OUTLOOK, "补上它们，才能", "补上它们‸,才能"),
        ("book/outlook.md:{0}: '们,才' is not set so in Chinese [typography]",),
    ),
    Mutation(
        "half-width brackets",
        swap(OUTLOOK, "缺少的总量和日期", "缺少的总量‸(和日期‸)"),
        (
            "book/outlook.md:{0}: '量(和' is not set so in Chinese [typography]",
            "book/outlook.md:{1}: '期)。' is not set so in Chinese [typography]",
        ),
    ),
    Mutation(
        "space beside a role",
        swap(OUTLOOK, "接下来要推行{metric}", "接下来要推行‸ {metric}"),
        ("book/outlook.md:{0}: '行 ' is not set so in Chinese [typography]",),
    ),
    Mutation(
        "straight quotes in a caption",
        swap(OUTLOOK, "caption: 拟推行的工作机制", 'caption: 拟推行的‸"工作‸"机制'),
        (
            "book/outlook.md:{0}: '的\"工' is not set so in Chinese [typography]",
            "book/outlook.md:{1}: '作\"机' is not set so in Chinese [typography]",
        ),
    ),
    Mutation(
        "full-width letters",
        swap(OUTLOOK, "工作机制，好让", "工作机制‸ＡＢ，好让"),
        ("book/outlook.md:{0}: '制ＡＢ，' is not set so in Chinese [typography]",),
    ),
    Mutation(
        "half-width semicolon in the data",
        swap("data/construction.csv", "年度计划的数额未公布，只能", "年度计划的数额未公布;只能"),
        ("data/construction.csv:3:note_zh: '布;只' is not set so in Chinese [typography]",),
    ),
    Mutation(
        "note left in a comment",
        swap(OUTLOOK, "机制何时开始", "% ‸TODO: 补写\n\n机制何时开始"),
        ("book/outlook.md:{0}: 'TODO' is left over [leftover]",),
    ),
    Mutation(
        "placeholder left in the data",
        swap("data/certificates.csv", "应办总数未公布", "待补"),
        ("data/certificates.csv:2:note_zh: '待补' is left over [leftover]",),
    ),
    Mutation(
        "page outside the table of contents",
        put("book/notes.md", "‸# 随记\n\n一句话。\n"),
        ("book/notes.md:{0}: book/_toc.yml does not name this page [broken-toc]",),
    ),
    Mutation(
        "entry without a page",
        swap(TOC, "      - file: outlook\n", "      - file: outlook\n      - file: ‸budget\n"),
        ("book/_toc.yml:{0}: there is no page book/budget.md [broken-toc]",),
    ),
    Mutation(
        "table of contents that is no YAML",
        swap(TOC, "format: jb-book", "format: [jb-book"),
        ("book/_toc.yml:2:5: is no YAML: did not find expected ',' or ']' [broken-toc]",),
    ),
    Mutation(
        "options that are no YAML",
        swap(OUTLOOK, "    caption: 拟推行的工作机制", "    caption: [拟推行的工作机制"),
        (
            "book/outlook.md:23:9: the options are no YAML: did not find expected ',' or ']' [unreadable-cell]",
        ),
    ),
    Mutation(
        "cell that is no Python",
        swap(OUTLOOK, 'qz.load("outlook")', 'qz.load‸("outlook"'),
        ("book/outlook.md:{0}: the cell is no Python: '(' was never closed [unreadable-cell]",),
    ),
    Mutation(
        "value changed",
        swap("data/certificates.csv", ",478,本,", ",487,本,"),
        (
            "data/certificates.csv:2:value: '487' is not in what was printed, '478本'; allowed: the number as printed [printed]",
        ),
    ),
    Mutation(
        "thousands separated",
        swap("data/publication.csv", ",29094,次,", ',"29,094",次,'),
        (
            "data/publication.csv:3:value: '29,094' is no number; allowed: digits with an optional point, such as 12.96 [type-error]",
        ),
    ),
    Mutation(
        "unit swapped",
        swap("data/inspection.csv", ",622,套,exact", ",622,户,exact"),
        (
            "data/derived.csv:2:formula: 户/天 cannot be expressed in 套/天: they measure different things [formula]",
            "data/derived.csv:3:formula: 户/(人·天) cannot be expressed in 套/(人·天): they measure different things [formula]",
            "data/inspection.csv:2:unit: '户' is not in what was printed, '622套'; allowed: 套 [printed]",
        ),
    ),
    Mutation(
        "qualifier unknown",
        swap("data/inspection.csv", ",10,人,nearly,", ",10,人,almost,"),
        (
            "data/inspection.csv:4:qualifier: 'almost' is not allowed; allowed: exact, rounded, about, at_least, at_most, nearly [constraint-error]",
        ),
    ),
    Mutation(
        "locator dropped",
        swap("data/certificates.csv", ",qzcj-2020-02,3,", ",qzcj-2020-02,,"),
        ("data/certificates.csv:2:locator: the cell is empty; allowed: a value [constraint-error]",),
    ),
    Mutation(
        "locator unknown",
        swap("data/certificates.csv", ",qzcj-2020-02,3,", ",qzcj-2020-02,9,"),
        (
            "data/certificates.csv:2:locator: '9' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page [locator]",
        ),
    ),
    Mutation(
        "formula with a misspelt id",
        swap("data/derived.csv", "inspection.units / inspection.days,", "inspection.unit / inspection.days,"),
        (
            "data/derived.csv:2:formula: formula 'inspection.unit / inspection.days': unknown id 'inspection.unit'; near matches: inspection.units, inspection.items, inspection.pace [formula]",
        ),
    ),
    Mutation(
        "formula over units that do not fit",
        swap(
            "data/derived.csv", "inspection.units / inspection.days,", "inspection.units + inspection.days,"
        ),
        (
            "data/derived.csv:2:formula: formula 'inspection.units + inspection.days': 天 cannot be added to 套 [formula]",
        ),
    ),
    Mutation(
        "formula that claims too much",
        swap(
            "data/derived.csv",
            "construction.investment / construction.plan_share,亿元,2",
            "construction.investment / construction.plan_share,亿元,4",
        ),
        (
            "data/derived.csv:4:decimals: 4 decimals claimed; allowed: 2, as the bounds (24.6762, 25.1748) support [too-many-digits]",
        ),
    ),
    Mutation(
        "item of a list dropped",
        swap("data/lists.csv", "construction.parties,5,监理,Supervisor,,,qzcj-2020-02,2\n", ""),
        (
            "data/lists.csv:9:list: construction.parties has 4 rows, but data/construction.csv:4 says 5方; allowed: as many as it says [list-length]",
        ),
    ),
    Mutation(
        "data and prose at once",
        each(
            swap("data/certificates.csv", ",qzcj-2020-02,3,", ",qzcj-2020-02,9,"),
            swap(OUTLOOK, "{metric}`outlook.mechanisms`", "‸4项"),
            swap(INSPECTION, "\ninspection.items\n", "\n‸inspection.itmes\n"),
        ),
        (
            "book/inspection.md:{1}: there is no metric 'inspection.itmes'; near matches: inspection.items, inspection.units, inspection.pace [unknown-metric]",
            "book/outlook.md:{0}: '4' is typed in the prose; allowed: figures of the ledger, dates, ordinals [typed-number]",
            "data/certificates.csv:2:locator: '9' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page [locator]",
        ),
    ),
)
