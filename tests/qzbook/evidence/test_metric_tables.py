"""Tables of metrics on the page: each cell leads to its row of the ledger, in both formats."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx

from qzbook.errors import BuildError
from qzbook.evidence.domain import domain_of
from qzbook.press.application import run
from qzbook.project import Project
from support import NOTEBOOK_HEAD, PROOF, read_html, write_files
from wide_book import make_wide_book

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

Write = Callable[..., Sphinx]
CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n  - file: ledger\n"


def cell(call: str, name: str = "tab-made") -> str:
    """Give a cell that makes a table, with its code hidden."""
    options = f"---\nmystnb:\n  figure:\n    name: {name}\ntags: [hide-input]\n---\n"
    return f"```{{code-cell}}\n{options}import qzcharts as qz\n\n{call}\n```\n"


def write_book(project: Path, chapter: str) -> Path:
    """Write a book of a chapter with this text, and the ledger."""
    pages = {
        "_toc.yml": CONTENTS,
        "index.md": "# Start\n\nMade up.\n",
        "chapter.md": f"{NOTEBOOK_HEAD}\n# Chapter\n\n{chapter}\n",
        "ledger.md": "# Ledger\n\n```{ledger}\n```\n",
    }
    return write_files(project / "book", pages).parent


@pytest.fixture
def write(small: Path, tmp_path: Path) -> Write:
    """Give a function that builds such a book, with the real data."""

    def make(chapter: str, builder: str = "html") -> Sphinx:
        return run(Project.at(write_book(small, chapter)), builder, tmp_path / "work")

    return make


TABLES = (
    "See {numref}`tab-list`.\n\n"
    + cell(
        'qz.table("construction.investment", "construction.plan_share", '
        'title="完成{construction.plan_share}")',
        "tab-list",
    )
    + cell('qz.table(matrix="tasks", title="公布了什么")', "tab-matrix")
)
#: What they cite, in the order of reading, each cell once: the caption, the list, the matrix.
CITED = [
    ("construction.plan_share", "约52%"),
    ("construction.investment", "12.96亿元"),
    ("construction.plan_share", "约52%"),
    ("inspection.completed", "622套"),
    ("inspection.units", "622套"),
    ("inspection.days", "2020年6月21日至30日之间"),
    ("inspection.days", "不晚于2020年7月10日"),
    ("construction.investment", "12.96亿元"),
    ("construction.plan_share", "约52%"),
    ("construction.investment", "2020年1月1日"),
    ("construction.investment", "2020年6月30日"),
    ("construction.targets", "如期实现了项目的年度目标要求"),
    ("certificates.issued", "478本"),
    ("certificates.completion", "“基本完成”"),
    ("prevention.households", "200户"),
    ("partnership.agreements", "约98.8%"),
]


def test_in_html_each_cell_leads_to_its_row_and_the_row_back(write: Write) -> None:
    app = write(TABLES)
    assert [(use.entry, use.words) for use in domain_of(app.env).uses()] == CITED
    folder = Path(app.outdir)
    chapter, ledger = (read_html(folder / f"{name}.html") for name in ("chapter", "ledger"))
    links = chapter.select("main table a.evidence-link")
    assert [link.get_text() for link in links] == [words for _, words in CITED]
    for link in links:
        page, _, anchor = str(link["href"]).partition("#")
        assert page == "ledger.html"
        assert ledger.select(f"tr:has([id='{anchor}']) a[href='chapter.html#{link['id']}']")
    first, second = chapter.select("main table")
    _has_heads(first, ["指标", "数值", "取值范围", "时间", "出处或公式"])
    _has_heads(second, ["工作", "完成量", "总量", "比例", "开始", "结束", "结果"])
    caption = first.select_one("caption .caption-text")
    assert isinstance(caption, Tag)
    assert caption.get_text() == "完成约52%"
    assert first["id"] == "tab-list"
    assert chapter.select("a[href='#tab-list'] .std-numref")
    assert [note.get_text() for note in chapter.select(".table-note")] == ["—：没有公布"]
    assert second.get_text().count("—") == 17
    boxes = chapter.select("main .scroll")
    assert all(box.find_next_sibling("div", class_="figure-tools") for box in boxes), "the code is below"
    assert not chapter.select("main details.code")


def _has_heads(table: Tag, names: list[str]) -> None:
    """See that each column and each row has a head, and nothing else is one."""
    assert [head.get_text() for head in table.select("thead th[scope=col]")] == names
    for row in table.select("tbody tr"):
        assert [tag.name for tag in row.find_all(["th", "td"])] == ["th"] + ["td"] * (len(names) - 1)
        assert len(row.select("th[scope=row]")) == 1


def test_in_the_pdf_each_cell_is_a_link(write: Write) -> None:
    app = write(TABLES, "typst")
    with pikepdf.open(Path(app.outdir) / f"{app.config.typst_filename}.pdf") as pdf:
        said = [
            str(link.Contents)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if str(link.get("/Contents", "")).startswith("Ledger")
        ]
    assert len(said) == len(CITED)


ROWS = 1_000 if PROOF else 600


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A book of one table of many rows and one of few, in both formats; in a proof, of a thousand."""
    folder = tmp_path_factory.mktemp("wide")
    project = make_wide_book(folder / "book", ROWS // 10, 2, 10)
    grid = "[f'people_a[county{n}]@{y}' for n in (1, 2) for y in (2001, 2002)][:3]"
    chapter = cell("qz.table(qz.load('yearbook'), title='编造的年鉴')", "tab-long")
    chapter += cell(f"qz.table(*{grid}, title='编造的人口')", "tab-grid")
    write_book(project, chapter)
    apps = {name: run(Project.at(project), name, folder / name) for name in ("html", "typst")}
    return {
        "html": Path(apps["html"].outdir) / "chapter.html",
        "pdf": Path(apps["typst"].outdir) / f"{apps['typst'].config.typst_filename}.pdf",
    }


@pytest.fixture(scope="module")
def page(wide: dict[str, Path]) -> BeautifulSoup:
    return read_html(wide["html"])


@pytest.mark.proof
def test_many_rows_are_on_the_page_each_cell_a_link(page: BeautifulSoup) -> None:
    (table,) = page.select("table#tab-long")
    assert len(table.select("tbody tr")) == ROWS
    assert len(table.select("td a.evidence-link")) == 2 * ROWS
    assert [head.get_text() for head in table.select("thead th")] == [
        "主体、时间",
        "甲类人口（万人）",
        "乙类造价（亿元）",
    ]


def test_numbers_of_a_grid_stand_at_the_right_and_it_scrolls_in_its_box(page: BeautifulSoup) -> None:
    (table,) = page.select("table#tab-grid")
    assert {"series", "whole"} <= set(table["class"])
    assert all("text-right" in found["class"] for found in table.select("td, thead th:not(:first-child)"))
    caption = table.select_one("caption .caption-text")
    assert isinstance(caption, Tag)
    assert caption.get_text() == "编造的人口　甲类人口（万人）"
    assert [found.get_text() for found in table.select("td")].count("—") == 1
    box = table.parent
    assert isinstance(box, Tag)
    assert (box["class"], box["tabindex"], box["role"]) == (["scroll"], "0", "region")


@pytest.mark.proof
def test_a_long_table_repeats_its_head_on_every_page(wide: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(wide["pdf"]) as pdf:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    within = [text for text in pages if re.search("县、20[0-9]{2}年", text)]
    assert len(within) > 10
    assert all("主体、时间" in text for text in within)


# -- lists --------------------------------------------------------------------------------------------------


def test_a_list_is_one_with_its_evidence_below(write: Write) -> None:
    chapter = "```{items} construction.parties\n```\n\n```{items} prevention.levels\n:ordered:\n```\n"
    chapter += "\n```{items} partnership.parties\n```\n"
    app = write(chapter)
    assert [(use.entry, use.words) for use in domain_of(app.env).uses()] == [
        ("construction.parties", "5方"),
        ("prevention.levels", "3级"),
    ]
    found = read_html(Path(app.outdir) / "chapter.html")
    bullets, levels, parties = found.select("main section :is(ul, ol)")
    assert (bullets.name, levels.name, parties.name) == ("ul", "ol", "ul")
    assert [item.get_text().strip() for item in bullets.select("li")] == [
        "勘察",
        "设计",
        "施工",
        "建设",
        "监理",
    ]
    assert [item.get_text().strip() for item in levels.select("li")] == [
        "支部防控领导小组：统筹督导",
        "项目防控组：具体落实",
        "党员：一线排查",
    ]
    assert [line.get_text() for line in found.select(".figure-source")] == [
        "来源：泉州城建集团，2020年7月28日，第二节。联动的参建方：5方。",
        "来源：泉州城建集团，2020年7月28日，第四节。防控工作机制的层级：3级。",
        "来源：泉州城建集团，2020年7月28日，第五节。",
    ]


#: What is wrong on a page, on which of its lines, and what is said of it.
REFUSED = {
    "```{items} construction.party\n```": (
        12,
        "there is no list 'construction.party'; near matches: construction.parties, inspection.items [items]",
    ),
    cell('qz.table("inspection.units")').replace("name:", "caption:"): (
        12,
        "a table has its title for a caption, and no other [caption]",
    ),
    cell('qz.table(matrix="project")'): (21, "没有表'project'；相近的：projects"),
}


@pytest.mark.parametrize("chapter", REFUSED)
def test_what_cannot_be_shown_is_refused_at_its_place(chapter: str, write: Write) -> None:
    line, message = REFUSED[chapter]
    with pytest.raises(BuildError) as raised:
        write(chapter)
    assert str(raised.value).startswith(f"book/chapter.md:{line}: "), raised.value
    assert message in str(raised.value)


def test_a_table_has_no_number_of_its_own_but_those_of_the_caption(write: Write) -> None:
    document = write(TABLES).env.get_doctree("chapter")
    titles = [table.next_node(nodes.title) for table in document.findall(nodes.table)]
    assert all(title is not None and title["typed"] for title in titles)
