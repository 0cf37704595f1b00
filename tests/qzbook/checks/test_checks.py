# ruff: noqa: E501 - messages stand here whole, as they are printed
"""The real book has no problem; what the check says of data, contents, files and whole projects."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from made_up_book import CONFIGURATION, by_page, make, read
from qzbook.checks import RULES, Manuscript, examine, exemptions
from qzbook.checks.reader import LIMITS_ENDINGS
from qzbook.checks.seen import Sources
from qzbook.checks.typography import corrected
from qzbook.press.check import check
from qzbook.project import Project
from qzcharts.data import open_ledger
from qzcharts.errors import DataError
from sound_book import write_sound
from support import PROJECT, copy_project, publish

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
EXEMPTIONS, INDICATORS = "data/exemptions.csv", "data/indicators.csv"
Change = Callable[[Path], object]


class Spoiled(NamedTuple):
    """A change to the data of the real book, and all that is said of it."""

    name: str
    change: Change
    told: tuple[str, ...]


def swap(file: str, old: str, new: str) -> Change:
    """Replace what stands in a file just once."""

    def change(project: Path) -> None:
        text = (project / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        (project / file).write_text(text.replace(old, new), "utf-8")

    return change


def describe(change: Callable[[dict[str, Any]], object]) -> Change:
    """Change the descriptor of the data package; `change` gets its resources by name."""

    def mutate(project: Path) -> None:
        path = project / "data/datapackage.json"
        descriptor = json.loads(path.read_text("utf-8"))
        change({resource["name"]: resource for resource in descriptor["resources"]})
        path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")

    return mutate


def column(table: str, name: str, **values: str) -> Change:
    """Give a table a further column, empty but for the rows of some ids (points written as ``__``)."""

    def change(project: Path) -> None:
        path = project / f"data/{table}.csv"
        header, *rows = path.read_text("utf-8").splitlines()
        by_id = {key.replace("__", "."): value for key, value in values.items()}
        lines = [f"{row},{by_id.get(row.partition(',')[0], '')}" for row in rows]
        path.write_text("\n".join([f"{header},{name}", *lines, ""]), "utf-8")
        field = {"name": name, "type": "string", "description": "made up"}

        def add(resources: dict[str, Any]) -> None:
            schema = json.loads((project / "data" / resources[table]["schema"]).read_text("utf-8"))
            resources[table]["schema"] = {**schema, "fields": [*schema["fields"], field]}

        describe(add)(project)

    return change


def line(file: str, start: str) -> int:
    """Give the line of a file of the project that begins so."""
    lines = (PROJECT / file).read_text("utf-8").splitlines()
    return next(number for number, text in enumerate(lines, 1) if text.startswith(start))


def add(file: str, row: str) -> Change:
    def change(project: Path) -> None:
        text = (project / file).read_text("utf-8")
        (project / file).write_text(f"{text}{row}\n", "utf-8")

    return change


SPOILED = (
    Spoiled(
        "figure in a note", swap("data/certificates.csv", "应办总数未公布", "应办总数约500"),
        ("data/certificates.csv:2:note_zh: '500' is typed in a text of the data; allowed: dates, ordinals, names [typed-number]",),
    ),
    Spoiled(
        "figure in characters in a note", swap("data/certificates.csv", "应办总数未公布", "应办的约五百本"),
        ("data/certificates.csv:2:note_zh: '五百本' is typed in a text of the data; allowed: dates, ordinals, names [typed-number]",),
    ),
    Spoiled(
        "figure in a title of the data package", swap("data/datapackage.json", '"title": "安置房源排查"', '"title": "622套安置房源排查"'),
        ("data/datapackage.json:{}:title: '622套' is typed in a text of the data; allowed: dates, ordinals, names [typed-number]".format(
            next(n for n, text in enumerate((PROJECT / "data/datapackage.json").read_text("utf-8").splitlines(), 1) if '"title": "安置房源排查"' in text)
        ),),
    ),
    Spoiled(
        "marks in a note", swap("data/certificates.csv", "应办总数未公布，", "应办总数未公布;"),
        ("data/certificates.csv:2:note_zh: '布;办' is not set so in Chinese [typography]",),
    ),
    Spoiled(
        "left over in a note", swap("data/certificates.csv", "应办总数未公布，", "应办总数待补，"),
        ("data/certificates.csv:2:note_zh: '待补' is left over [leftover]",),
    ),
    Spoiled(
        "replaced metric used", column("inspection", "replaced_by", inspection__items="inspection.people"),
        (
            f"book/inspection.md:{line('book/inspection.md', '每套房的')}: inspection.items is replaced by inspection.people [deprecated-metric]",
            "book/inspection.md:{inspection.items}: inspection.items is replaced by inspection.people [deprecated-metric]",
        ),
    ),
    Spoiled(
        "replaced by nothing known", column("publication", "replaced_by", publication__views="publication.visits"),
        (
            f"data/exemptions.csv:{line(EXEMPTIONS, 'unused-metric,publication.views')}:rule: nothing needs this exemption of 'publication.views' from unused-metric [stale-exemption]",
            "data/publication.csv:3:replaced_by: there is no metric 'publication.visits'; near matches: publication.views, publication.issue, publication.subsidiary [deprecated-metric]",
        ),
    ),
    Spoiled(
        "share without denominator", swap(EXEMPTIONS, "share-without-denominator,partnership.agreements", "typography,partnership.agreements"),
        (
            f"data/exemptions.csv:{line(EXEMPTIONS, 'share-without-denominator,partnership')}:rule: nothing needs this exemption of 'partnership.agreements' from typography [stale-exemption]",
            f"data/indicators.csv:{line(INDICATORS, 'partnership.agreements,')}:of: partnership.agreements is a share of a whole that is not published [share-without-denominator]",
        ),
    ),
    Spoiled(
        "exemption whose share has its whole", swap(INDICATORS, "agreements signed,%,share,", "agreements signed,%,share,inspection.units"),
        (f"data/exemptions.csv:{line(EXEMPTIONS, 'share-without-denominator,partnership')}:rule: nothing needs this exemption of 'partnership.agreements' from share-without-denominator [stale-exemption]",),
    ),
    Spoiled(
        "exemption without a reason", swap(EXEMPTIONS, "It describes the page of the source and no work; the ledger keeps it as evidence.", ""),
        (
            f"data/exemptions.csv:{line(EXEMPTIONS, 'unused-metric,publication.issue')}:reason_en: the exemption from unused-metric gives no reason [exemption-without-reason]",
            "data/publication.csv:2:indicator: no page uses publication.issue [unused-metric]",
        ),
    ),
    Spoiled(
        "exemption from an unknown rule", swap(EXEMPTIONS, "unused-metric,publication.issue", "unusd-metric,publication.issue"),
        (
            f"data/exemptions.csv:{line(EXEMPTIONS, 'unused-metric,publication.issue')}:rule: there is no rule 'unusd-metric'; allowed: unused-metric [stale-exemption]",
            "data/publication.csv:2:indicator: no page uses publication.issue [unused-metric]",
        ),
    ),
    Spoiled(
        "unused statement", add("data/statements.csv", "outlook.made_up,甲,A,乙,B,全面推行基层党建联抓,../2020-07-28,qzcj-2020-02,6,,"),
        (f"data/statements.csv:{len((PROJECT / 'data/statements.csv').read_text('utf-8').splitlines()) + 1}:id: no page uses outlook.made_up [unused-metric]",),
    ),
    Spoiled(
        "other names of what no page speaks of", add("data/aliases.csv", "地铁,metro,轨道交通,"),
        (f"data/aliases.csv:{len((PROJECT / 'data/aliases.csv').read_text('utf-8').splitlines()) + 1}:label_zh: no page says '地铁', which has other names for search [unused-alias]",),
    ),
    Spoiled(
        "a figure in another name", swap("data/aliases.csv", "棚户区改造,shantytown redevelopment,棚改,", "棚户区改造,shantytown redevelopment,622套棚改,"),
        (f"data/aliases.csv:{line('data/aliases.csv', '棚户区改造,')}:aliases_zh: '622套' is typed in a text of the data; allowed: dates, ordinals, names [typed-number]",),
    ),
    Spoiled(
        "quotation changed since it was translated", swap("data/partnership.csv", "配电网规划、用电建设等", "用电建设等"),
        (
            f"data/glosses.csv:{line('data/glosses.csv', '配电网规划')}:words: nothing quotes '配电网规划、用电建设等'; allowed: quotations of the data [missing-gloss]",
            "data/partnership.csv:3:quotation: '用电建设等' has no English; allowed: quotations that data/glosses.csv has [missing-gloss]",
        ),
    ),
    Spoiled(
        "a figure in the English of a quotation", swap("data/glosses.csv", "{certificates.issued} have", "478 certificates have"),
        (f"data/glosses.csv:{line('data/glosses.csv', '东宝花苑')}:english: '478' is typed; allowed: metrics in braces [missing-gloss]",),
    ),
    Spoiled(
        "a number in words in the English of a quotation", swap("data/glosses.csv", "{certificates.issued} have", "four hundred certificates have"),
        (f"data/glosses.csv:{line('data/glosses.csv', '东宝花苑')}:english: 'four' is typed; allowed: metrics in braces [missing-gloss]",),
    ),
    Spoiled(
        "Chinese in the English of a quotation", swap("data/glosses.csv", "is also a livelihood", "is also a 民生"),
        (f"data/glosses.csv:{line('data/glosses.csv', '也是社会')}:english: 'is also a 民生 project of public concern' is not all English; allowed: English, names romanised [missing-gloss]",),
    ),
    Spoiled(
        "no metric in the English of a quotation", swap("data/glosses.csv", "{certificates.issued} have", "{certificates.isued} have"),
        (f"data/glosses.csv:{line('data/glosses.csv', '东宝花苑')}:english: there is no metric 'certificates.isued'; near matches: certificates.issued, publication.issue [missing-gloss]",),
    ),
    Spoiled(
        "another number in the English of a quotation", swap("data/glosses.csv", "{certificates.issued} have", "{prevention.households} have"),
        (f"data/glosses.csv:{line('data/glosses.csv', '东宝花苑')}:english: prevention.households is 200户, which '东宝花苑不动产权证办理已出证478本' does not say; allowed: its own numbers [missing-gloss]",),
    ),
    Spoiled(
        "CSV outside the package", lambda project: (project / "data/extra.csv").write_text("id\na.b\n", "utf-8"),
        ("data/extra.csv: the data package does not name this file; allowed: README.md, and CSVs and schemas that it names [undocumented-file]",),
    ),
    Spoiled(
        "column without description", swap("data/schemas/stages.json", '"description": "Position, from 1"', '"example": "1"'),
        ("data/stages.csv:1:order: the column 'order' has no description; allowed: one for each column [undocumented-column]",),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def real(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    """The real book as it was read, with the outputs of its cells."""
    project = copy_project(tmp_path_factory.mktemp("real") / "project", translated=True)
    shutil.copytree(built / ".qzcharts/execution", project / ".qzcharts/execution")
    manuscript, found = read(Project.at(project))
    assert found == []
    return manuscript


def test_the_real_book_has_no_problem(real: Manuscript) -> None:
    assert [str(problem) for problem in examine(real)] == []
    assert all(page.passages for page in real.pages)
    assert all(cell.ran for page in real.pages for cell in page.cells)


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.name)
def test_spoiled_data_are_told_where_they_are_spoiled(
    spoiled: Spoiled, real: Manuscript, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    spoiled.change(tmp_path)
    problems = examine(replace(real, ledger=open_ledger(tmp_path), sources=Sources(tmp_path)))
    told = [re.sub(r"\{([\w.]+)\}", lambda hole: str(charted(real, hole[1])), text) for text in spoiled.told]
    assert [str(problem).split("\n")[0] for problem in problems] == told
    assert all(problem.mend for problem in problems)


def test_the_english_title_may_name_a_bare_year_and_no_other_number(real: Manuscript, tmp_path: Path) -> None:
    data = shutil.copytree(PROJECT / "data", tmp_path / "data")
    swap("data/datapackage.json", "2020-01-01/2020-07-28", "2020")(tmp_path)
    swap("data/datapackage.json", "1 January to 28 July 2020", "2020: 480 homes")(tmp_path)
    told = [str(each) for each in examine(replace(real, ledger=open_ledger(data))) if "title" in each.column]
    assert [text.partition(" is typed")[0].rpartition(" ")[2] for text in told] == ["'480'"]


def charted(manuscript: Manuscript, name: str) -> int:
    """Give the line of the last place that uses a metric."""
    return max(use.line for page in manuscript.pages for use in page.uses if use.name == name)


@pytest.mark.parametrize(
    ("unit", "measure", "of", "told"),
    [
        ("%", "share", "", "is a share of a whole that is not published"),
        ("%", "share", "made_up.planned", "is a share of made_up.planned that is not published"),
        ("%", "share", "inspection.units", ""),
        ("%", "rate", "", ""),
        ("%", "change", "inspection.units", ""),
        ("‰", "rate", "", ""),
    ],
)
def test_only_shares_of_a_whole_are_asked_for_their_whole(
    unit: str, measure: str, of: str, told: str, real: Manuscript, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    add("data/units.csv", "‰,,0.001,per mille|per mille")(tmp_path)
    add(INDICATORS, "made_up.planned,计划办理的证,Certificates planned,本,count,")(tmp_path)
    add(INDICATORS, f"made_up.part,办理的部分,Part of them,{unit},{measure},{of}")(tmp_path)
    add("data/certificates.csv", f"made_up.part,47.8,,2020-H1,甲47.8{unit},,3,,")(tmp_path)
    problems = examine(replace(real, ledger=open_ledger(tmp_path)))
    found = [str(problem) for problem in problems if problem.code == "share-without-denominator"]
    row = len((tmp_path / INDICATORS).read_text("utf-8").splitlines())
    expected = [f"{INDICATORS}:{row}:of: made_up.part {told}"] if told else []
    assert [text.partition(" [")[0] for text in found] == expected


def test_every_rule_is_reached_by_a_case() -> None:
    from test_parity import MUTATIONS

    from faults import FAULTS

    told = {code for fault in FAULTS for code, _ in fault.told}
    told |= {text.rpartition("[")[2].removesuffix("]") for spoiled in SPOILED for text in spoiled.told}
    elsewhere = {
        "not-run",
        "missing-limits",
        "broken-toc",
        "hidden-character",
        "formula-cell",
        "disagreement",
        *(mutation.rule for mutation in MUTATIONS.values()),
    }
    assert {rule.code for rule in RULES} | set(exemptions.CODES) <= told | elsewhere


def book(folder: Path, pages: dict[str, str], files: dict[str, str]) -> dict[str, list[str]]:
    told = by_page(*read(make(folder / "project", pages, files)))
    return {path: [str(each).split("\n")[0] for each in problems] for path, problems in told.items()}


def test_what_is_included_is_judged_in_its_own_file(tmp_path: Path) -> None:
    pages = {
        "a": "```{include} parts/more.md\n```",
        "b": "```{csv-table}\n:file: parts/table.csv\n```",
        "c": "```{literalinclude} parts/code.txt\n```",
        "d": "```{literalinclude} ../data/construction.csv\n```",
    }
    files = {
        "book/parts/more.md": "正文。\n\n共3套。\n",
        "book/parts/table.csv": "项,数\n户,200户\n",
        "book/parts/code.txt": "租户200户\n",
    }
    told = book(tmp_path, pages, files)
    assert told["book/parts/more.md"][0].startswith("book/parts/more.md:3:2: '3套' is typed in the prose")
    assert any("'200户' is typed in a table" in each for path in told for each in told[path])
    assert any("'200户' is typed in code that is shown" in each for path in told for each in told[path])
    assert "book/d.md" not in told  # rows of the ledger


def test_the_title_page_is_judged(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {"a": "正文。"})
    path = project.root / "_config.yml"
    path.write_text(path.read_text("utf-8").replace("title: 样例", "title: 样例的622套"), "utf-8")
    path.write_text(path.read_text("utf-8") + "    typst_metadata:\n      subtitle: 共200户\n", "utf-8")
    told = [str(each).split("\n")[0] for each in by_page(*read(project))["_config.yml"]]
    assert told == [
        "_config.yml:1: '622套' is typed in a title; allowed: dates, ordinals, names [typed-number]",
        "_config.yml:14: '200户' is typed in a title; allowed: dates, ordinals, names [typed-number]",
    ]


def test_the_head_of_the_report_is_judged_where_it_stands(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {"a": "正文。"})
    (project.root / "_config.yml").write_text(CONFIGURATION.replace("title: 样例\n", ""), "utf-8")
    swap("data/datapackage.json", '"report": {', '"report": {"title": "样例的622套", "note": "TODO",')(
        project.root
    )
    told = by_page(*read(project))
    assert "_config.yml" not in told
    assert [(each.code, each.column) for each in told["data/datapackage.json"]] == [
        ("leftover", "note"),
        ("typed-number", "title"),
    ]


def test_contents_and_files_that_do_not_agree_are_told(tmp_path: Path) -> None:
    files = {
        "book/_toc.yml": "format: jb-book\nroot: index\nparts:\n  - caption: 共3部分\n    numbered: true\n"
        "    chapters:\n      - file: a\n        title: 别的\n      - file: gone\n",
        "book/b.md": "# 多余\n",
    }
    told = book(tmp_path, {"a": "正文。"}, files)
    assert told["book/b.md"] == ["book/b.md: book/_toc.yml does not name this page [broken-toc]"]
    assert "book/_toc.yml:9: there is no page book/gone.md [broken-toc]" in told["book/_toc.yml"]
    heading = next(
        line for line in (tmp_path / "project/book/a.md").read_text("utf-8").splitlines() if line[:2] == "# "
    )
    assert (
        f"book/_toc.yml:8: only the HTML would say '别的'; allowed: the heading of the page, {heading[2:]!r} "
        "[broken-toc]"
    ) in told["book/_toc.yml"]
    assert (
        "book/_toc.yml:4: '3部分' is typed in a title; allowed: dates, ordinals, names [typed-number]"
        in told["book/_toc.yml"]
    )
    assert (
        told["book/a.md"][0]
        == "book/a.md:10: the chapter has no part, with text in it, on what its data do not show; allowed: "
        f"a heading that ends with {', '.join(LIMITS_ENDINGS)} [missing-limits]"
    )


def test_an_appendix_owes_no_limits_and_a_number_is_not_made_up(tmp_path: Path) -> None:
    contents = "format: jb-book\nroot: index\nparts:\n  - caption: 附录\n    numbered: 1\n"
    files = {"book/_toc.yml": contents + "    chapters:\n      - file: a\n"}
    told = book(tmp_path, {"a": "(sec-a)=\n## 小节\n\n见{numref}`sec-a`。"}, files)
    assert told["book/a.md"] == [
        "book/a.md:15: the section “小节” has no number to refer to; allowed: what the contents number [reference]"
    ]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("## 数字没有说明什么\n\n都说了。", True),
        ("## 排查未公布的内容\n\n都说了。", True),
        ("## 数据的局限\n\n都说了。", True),
        ("## What the Data Do Not Show\n\nAll.", True),
        ("## 排查未公布的内容\n", False),
        ("## 未公布的内容有哪些变化\n\n都说了。", False),
        ("## 结语\n\n都说了。", False),
    ],
)
def test_a_part_on_limits_has_a_heading_and_text(text: str, limits: bool, tmp_path: Path) -> None:
    manuscript, _ = read(make(tmp_path / "project", {"a": text}))
    assert [page.limits for page in manuscript.pages if page.name == "a"] == [limits]


def test_cells_that_have_not_run_are_told_and_nothing_is_run(project: Path) -> None:
    report = check(Project.at(project))
    told = {problem.path for problem in report.problems}
    assert {problem.code for problem in report.problems} == {"not-run"}
    assert "book/index.md" in told
    assert not (project / ".qzcharts/execution").exists()
    assert check(Project.at(project)).problems == report.problems


def test_what_was_checked_a_build_still_writes(tmp_path: Path) -> None:
    """The check and a build share what they have read; neither may take the other's work for its own."""
    project = write_sound(tmp_path / "project")
    publish(project)
    swap("book/first.md", "# 上章", "# 上篇")(project)
    assert check(Project.at(project)).problems == []
    publish(project)
    assert "上篇" in (project / "_build/html/first.html").read_text("utf-8")
    assert "上篇" in (project / "_build/html/index.html").read_text("utf-8")


def test_problems_of_the_data_alone_are_told_where_they_cannot_be_used(project: Path) -> None:
    (project / "data/units.csv").write_bytes(b"\xff\xfe")
    report = check(Project.at(project))
    assert [(problem.path, problem.code) for problem in report.problems] == [("data/units.csv", "encoding")]


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("book/outlook.md", "# 机制\n".encode() + "机制".encode("gbk"), "book/outlook.md:2"),
        ("book/_toc.yml", b"format: jb-book\nroot: [", "book/_toc.yml:2"),
        ("book/_toc.yml", b"\xff", "book/_toc.yml:1"),
        ("_config.yml", b"title: [", "_config.yml:1"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    file: str, content: bytes, place: str, project: Path
) -> None:
    (project / file).write_bytes(content)
    assert place in {problem.place for problem in check(Project.at(project)).problems}


def test_an_id_that_is_not_there_keeps_nothing_else_from_being_told(tmp_path: Path) -> None:
    pages = {"a": "共{metric}`inspection.unit`。", "b": "完成{metric}`construction.ahead|plane`，共3套。"}
    told = book(tmp_path, pages, {})
    assert told["book/a.md"] == [
        "book/a.md:12: there is no metric 'inspection.unit'; near matches: inspection.units, inspection.items, inspection.pace [metric]"
    ]
    assert [text.partition(": ")[2][:40] for text in told["book/b.md"]] == [
        "'plane' is neither a form nor a unit; al",
        "'3套' is typed in the prose; allowed: fig",
    ]


CORRECTIONS = [
    ("公司,项目.很好!", "公司，项目。很好！"),
    ("投资;建设", "投资；建设"),
    ("片区（北峰)和(丰州）", "片区（北峰）和（丰州）"),
    ('所谓"约"字', "所谓“约”字"),
    ("等等...", "等等……"),
    ("等等…就这样", "等等……就这样"),
    ("北峰--丰州", "北峰——丰州"),
    ("上午~下午", "上午～下午"),
    ("在 片区 里", "在片区里"),
    ("约 A 类", "约A类"),
    ("你好 。这里 ，有", "你好。这里，有"),
    ("第ＡＢ类", "第AB类"),
    ("写了，，两次", "写了，两次"),
]


@pytest.mark.parametrize(("wrong", "right"), CORRECTIONS)
def test_chinese_is_set_by_the_rules(wrong: str, right: str) -> None:
    assert corrected(wrong) == right
    assert corrected(right) == right


@pytest.mark.parametrize(
    "right", ["GB/T 15834和CC BY 4.0", "比例1:2，时刻8:30", "24.67亿～25.18亿元", "套/(人·天)", "——……“”"]
)
def test_chinese_that_is_right_stays(right: str) -> None:
    assert corrected(right) == right


@pytest.mark.parametrize("seed", range(2))
def test_no_damage_stops_the_check(seed: int, project: Path) -> None:
    """Whatever an author saves is told as problems, never as a traceback."""
    chance = random.Random(seed)
    files = [*(project / "book").rglob("*.md"), project / "book/_toc.yml", *(project / "data").glob("*.csv")]
    for path in chance.sample(files, 6):
        text = path.read_text("utf-8")
        for _ in range(3):
            at = chance.randrange(len(text))
            cut = at + chance.randrange(9)
            text = text[:at] + chance.choice(["", "`", "\n", "{", "---", ":", "|", ","]) + text[cut:]
        path.write_text(text, "utf-8")
    for problem in check(Project.at(project)).problems:
        assert problem.message
        assert problem.mend


@pytest.mark.parametrize("table", ["certificates", "formulas", "units", "lists", "indicators", "entities"])
def test_a_table_without_its_first_column_is_told(table: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    path = tmp_path / f"data/{table}.csv"
    path.write_text(re.sub(r"(?m)^[^,\n]*,", "", path.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as raised:
        open_ledger(tmp_path)
    assert any(problem.path == f"data/{table}.csv" for problem in raised.value.problems)
