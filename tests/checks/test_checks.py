"""What `check` finds in the real book, in spoiled copies of it, and in whatever else an author may save."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from checks_mutations import MUTATIONS, Mutation

from qzcharts.checks import RULES, examine, exemptions, read_manuscript, run
from qzcharts.checks.page import Page
from qzcharts.checks.reader import read_page
from qzcharts.checks.typography import corrected


def test_the_real_book_has_no_problem():
    manuscript = read_manuscript(PROJECT)
    assert [str(problem) for problem in examine(manuscript)] == []
    assert manuscript.pages and manuscript.figures


PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture
def project(folder: Path) -> Path:
    """One copy of book and data, whole again for each test: data that nobody spoiled are validated once."""
    for name in ("book", "data"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_spoiled_book_is_told_where_it_is_spoiled(mutation: Mutation, project: Path):
    places = mutation.change(project)
    problems = run(project)
    assert [str(problem).split("\n")[0] for problem in problems] == [
        message.format(*places) for message in mutation.expected
    ]
    assert all(problem.mend for problem in problems)


def test_thirty_mutations_reach_every_rule():
    told = {re.search(r"\[([a-z-]+)\]$", line)[1] for mutation in MUTATIONS for line in mutation.expected}
    assert len(MUTATIONS) >= 30
    assert {rule.code for rule in RULES} | set(exemptions.CODES) <= told


PAGE = """\
# 标题

## 数字没有说明什么

{}
"""
PASSING = [
    "2020年7月28日，6月底，2020年上半年，2020-07-28，2019—2020年。",
    "专栏第2期，第3章，图1，表2.1。",
    "以CC BY 4.0许可发布，引用依GB/T 7714-2015。",
    "见[说明](notes-2020.html)、<https://example.org/1234>和{numref}`fig-1`。",
    "续行\\\n是有意的。",
    "English lines\nmay break, with 'quotes' and (brackets).",
    "{metric}`inspection.units`，{metric}`inspection.units|number`。",
    "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
    "![泉州地图](map.png)",
    "<!-- 草稿里的数：12 -->",
    "% 12 是注释\n\n正文。",
    "```{figure} map.png\n:alt: 泉州地图\n:name: fig-map-2\n\n图注\n```",
    "```{code-cell} python\n:tags: [remove-cell]\nimport matplotlib.pyplot as plt\nplt.plot([1])\n```",
    '```{code-cell} python\nimport qzcharts as qz\ncolour = "#1f77b4"\nqz.metric("inspection.units")\n```',
]


@pytest.mark.parametrize("text", PASSING)
def test_what_is_right_is_left_alone(text: str, project: Path):
    path = project / "book/outlook.md"
    path.write_text(path.read_text("utf-8") + "\n" + text + "\n", "utf-8")
    assert run(project) == []


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
def test_chinese_is_set_by_the_rules(wrong: str, right: str):
    assert corrected(wrong) == right
    assert corrected(right) == right


@pytest.mark.parametrize(
    "right", ["GB/T 15834和CC BY 4.0", "比例1:2，时刻8:30", "24.68亿～25.17亿元", "套/(人·天)", "——……“”"]
)
def test_chinese_that_is_right_stays(right: str):
    assert corrected(right) == right


def positions(page: Page) -> list[str]:
    """What stands at the place of everything that the reader found."""
    found = [page.lines[use.line - 1][use.column - 1 :].startswith(use.name) for use in page.uses]
    found += [
        all(
            char in (own, "\ufffc")
            for char, own in zip(text.text, page.lines[text.line - 1][text.column - 1 :], strict=False)
        )
        for text in page.texts
    ]
    return found


@pytest.mark.parametrize("path", sorted((PROJECT / "book").rglob("*.md")), ids=lambda path: path.stem)
def test_every_place_of_a_page_is_exact(path: Path):
    page = read_page(path.name, path.read_text("utf-8"))
    assert page.texts
    assert all(positions(page))


def test_places_stay_exact_inside_lists_quotes_and_nested_directives():
    page = read_page(
        "made-up.md",
        "- 项{metric}`a.one`\n\n"
        "  > 引{metric}`a.two|range`\n\n"
        "  ::::{note} 标题{metric}`a.three`\n"
        "  :::{tip}\n"
        "  内{metric}` a.four `\n"
        "  :::\n"
        "  ::::\n\n"
        "| 一\\|二 | {metric}`a.five` |\n|---|---|\n| 同 | 同{metric}`a.six` |\n\n"
        "```{code-cell} python\nimport qzcharts as qz\n"
        '中文 = "文"; qz.cards("a.seven", title="见{a.eight|plain}")\n```\n',
    )
    assert [(use.name, use.form) for use in page.uses] == [
        ("a.one", ""),
        ("a.two", "range"),
        ("a.three", ""),
        ("a.four", ""),
        ("a.five", ""),
        ("a.six", ""),
        ("a.seven", ""),
        ("a.eight", "plain"),
    ]
    assert all(positions(page))


def test_data_problems_keep_no_other_problem_from_being_told(project: Path):
    (project / "data/units.csv").write_bytes(b"\xff\xfe")
    (project / "book/outlook.md").write_text(PAGE.format("共12项, 多。"), "utf-8")
    codes = {(problem.path, problem.code) for problem in run(project)}
    assert ("book/outlook.md", "typed-number") in codes
    assert ("book/outlook.md", "typography") in codes
    assert any(path == "data/units.csv" for path, _ in codes)


def test_a_page_that_is_not_utf_8_is_told(project: Path):
    (project / "book/outlook.md").write_bytes("# 展望\n".encode() + "展望".encode("gbk"))
    told = [problem for problem in run(project) if problem.code == "encoding"]
    assert [problem.place for problem in told] == ["book/outlook.md:2"]


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_stops_the_check(seed: int, project: Path):
    """Whatever an author saves is told as problems, never as a traceback."""
    chance = random.Random(seed)
    files = [*(project / "book").rglob("*.md"), project / "book/_toc.yml", *(project / "data").glob("*.csv")]
    for path in chance.sample(files, 6):
        text = path.read_text("utf-8")
        for _ in range(3):
            at = chance.randrange(len(text))
            text = (
                text[:at]
                + chance.choice(["", "`", "\n", "{", "---", ":", "|", ","])
                + text[at + chance.randrange(9) :]
            )
        path.write_text(text, "utf-8")
    for problem in run(project):
        assert problem.message
        assert problem.mend


@pytest.mark.parametrize("table", ["certificates", "derived", "units", "exemptions", "lists"])
def test_a_table_without_its_first_column_is_told(table: str, project: Path):
    path = project / f"data/{table}.csv"
    path.write_text(re.sub(r"(?m)^[^,\n]*,", "", path.read_text("utf-8")), "utf-8")
    assert any(problem.path == f"data/{table}.csv" for problem in run(project))
