"""Inputs made to take time or memory without end: each is refused with its place, or does no harm, soon."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import made_up_book
from qzbook.cli import main
from qzbook.project import Project
from support import NOTEBOOK_HEAD, PROJECT, write_files

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

SECONDS = 5
"""No input may take longer."""

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
MERGED = "m0: &m0 {a: 1}\n" + "".join(
    f"m{level}: &m{level}\n  <<: [{', '.join([f'*m{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
DEEP = "x: " + "[" * 200 + "]" * 200 + "\n"
VALUES = "is no YAML: stands for more than 20,000 values"
NESTED = "is no YAML: more than 50 things lie in one another"
ITSELF = "is no YAML: a value holds itself"
MUCH = "more than 10,000 parts on the page"
CONFIGURATION = made_up_book.CONFIGURATION
CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: page\n"


class Hostile(NamedTuple):
    """What is written into a book, and what the check says of it; nothing where it does no harm."""

    name: str
    files: dict[str, str]
    refused: str = ""


def page(text: str, name: str = "", refused: str = "") -> Hostile:
    return Hostile(name, {"book/page.md": f"# 标题\n\n{text}\n"}, refused and f"book/page.md:{refused}")


def contents(text: str, name: str, refused: str) -> Hostile:
    return Hostile(name, {"book/_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{text}"}, refused)


def head(text: str, name: str, refused: str) -> Hostile:
    return Hostile(name, {"book/page.md": f"---\n{text}---\n# 标题\n"}, f"book/page.md:{refused}")


def option(text: str, name: str, refused: str) -> Hostile:
    cell = f"{NOTEBOOK_HEAD}\n# 标题\n\n```{{code-cell}}\n---\n{text}---\n```\n"
    return Hostile(name, {"book/page.md": cell}, f"book/page.md:{refused}")


def notebook(text: str, name: str, refused: str) -> Hostile:
    files = {"book/_toc.yml": CONTENTS.replace("page", "stored"), "book/stored.ipynb": text}
    return Hostile(name, files, f"book/stored.ipynb:1: cannot be read as a notebook: {refused}")


def data(name: str, table: str, rows: str, refused: str) -> Hostile:
    """Add rows to a table."""
    text = (PROJECT / f"data/{table}.csv").read_text("utf-8")
    return Hostile(name, {f"data/{table}.csv": text + rows}, refused)


def derived(name: str, formulas: dict[str, str], refused: str, unit: str = "亿元") -> Hostile:
    indicators = "".join(f"made.{key},样例,Sample,{unit},rate,\n" for key in formulas)
    rows = "".join(f'made.{key},"{text}",2,,样例。,Sample.\n' for key, text in formulas.items())
    added = data(name, "formulas", rows, refused)
    return added._replace(files=added.files | data(name, "indicators", indicators, refused).files)


def schema(name: str, changes: dict[str, object], unit: str, refused: str) -> Hostile:
    """Change the field of units in the schema, and add a unit."""
    units = json.loads((PROJECT / "data/schemas/units.json").read_text("utf-8"))
    units["fields"][0] |= {"constraints": {"required": True, **changes}}
    added = data(name, "units", f"{unit},{unit},1,x|xs\n", refused)
    return added._replace(files=added.files | {"data/schemas/units.json": json.dumps(units)})


CASES = [
    Hostile(
        "laughs in the configuration", {"_config.yml": CONFIGURATION + LAUGHS}, f"_config.yml:17: {VALUES}"
    ),
    Hostile("laughs by merging", {"_config.yml": CONFIGURATION + MERGED}, f"_config.yml:21: {VALUES}"),
    Hostile(
        "brackets in the configuration", {"_config.yml": CONFIGURATION + DEEP}, f"_config.yml:13: {NESTED}"
    ),
    Hostile(
        "a value in itself", {"_config.yml": CONFIGURATION + "x: &x [*x]\n"}, f"_config.yml:13: {ITSELF}"
    ),
    Hostile(
        "a day that is none",
        {"_config.yml": CONFIGURATION + "x: 2020-13-01\n"},
        "_config.yml:13: is no YAML: a value that is none: month must be in 1..12",
    ),
    contents("- file: page\n" + LAUGHS, "laughs in the contents", f"book/_toc.yml:9: {VALUES}"),
    contents("- file: page\n" + DEEP, "brackets in the contents", f"book/_toc.yml:5: {NESTED}"),
    contents(
        "- &c\n  file: page\n  sections: [*c]\n", "contents in themselves", f"book/_toc.yml:4: {ITSELF}"
    ),
    contents("- file: index\n", "the first page below itself", "document file used multiple times: 'index'"),
    contents(
        "- file: page\n  sections:\n  - file: page\n", "a page below itself", "used multiple times: 'page'"
    ),
    contents("- file: _toc\n", "the contents as a page", "book/_toc.yml:4: there is no page book/_toc.md"),
    head(LAUGHS, "laughs in the head of a page", f"6: {VALUES}"),
    head(DEEP, "brackets in the head of a page", f"2: {NESTED}"),
    head("x: &x [*x]\n", "a value of a head in itself", f"2: {ITSELF}"),
    head("x: *x\n", "a name of a head that nothing has", "2: is no YAML: found undefined alias"),
    head("x: !!timestamp soon\n", "a value of a head that is none", "2: is no YAML: a value that is none"),
    option(LAUGHS, "laughs in the options of a cell", f"18: {VALUES}"),
    option(DEEP, "brackets in the options of a cell", f"14: {NESTED}"),
    notebook("[" * 100_000, "brackets in a notebook", "maximum recursion depth exceeded"),
    notebook("[1]", "a notebook that is a list", "'list' object has no attribute 'get'"),
    notebook(
        f'{{"cells": [], "metadata": {{"x": {"9" * 5_000}}}, "nbformat": 4, "nbformat_minor": 5}}',
        "a number of 5,000 digits",
        "Notebook does not appear to be JSON",
    ),
    page(
        "```{include} page.md\n```",
        "a page that includes itself",
        "3: more than 10 directives in one another",
    ),
    Hostile(
        "pages that include nine times nine",
        {
            "book/page.md": "# 标题\n\n```{include} _part0.md\n```\n",
            **{
                f"book/_part{level}.md": f"```{{include}} _part{level + 1}.md\n```\n\n" * 9
                for level in range(8)
            },
            "book/_part8.md": "正文。\n",
        },
        "book/page.md:3: more than 1,000 directives on the page, with what it includes",
    ),
    page("```{toctree}\npage\n```", "a page that lists itself", "3: toctree directive not expected"),
    page("```{tableofcontents}\n```", "contents of a page without any", " tableofcontents directive in"),
    page(
        "".join(f"{':' * (100 - level)}{{note}}\n" for level in range(90)),
        "notes in notes",
        "3: more than 10 directives in one another",
    ),
    page("> " * 1_000 + "正文。", "quotations in quotations", "3: more than 40 quotations, lists and items"),
    page(
        "".join(f"{'  ' * level}- 正文。\n" for level in range(200)),
        "items in items",
        "22: more than 40 quot",
    ),
    page("汉" * 5_001, "a line without end", "3: more than 5,000 characters in a line"),
    page("汉字。\n" * 1_001, "lines without end", "1003: more than 1,000 lines without an empty one"),
    page("汉字。\n\n" * 130_000, "a page without end", "1: more than 500,000 characters on the page"),
    page(
        "\n".join(["汉" * 4_000] * 2),
        "a paragraph without end",
        "3: more than 5,000 characters in a paragraph",
    ),
    page(
        "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|", "a table without end", f"5: {MUCH}"
    ),
    page(
        "".join(f"(t{number})=\n正文。\n\n" for number in range(5_000)),
        "targets without end",
        f"7501: {MUCH}",
    ),
    page("正文{sub}`a`。\n\n" * 3_000, "roles without end", f"667: {MUCH}"),
    page(
        " ".join("`" * number for number in range(1, 90)),
        "backticks of every length",
        "3: '`' is shown as it stands",
    ),
    *(
        page(f"汉{mark * (4_900 // len(mark))}字", f"{mark!r} again and again")
        for mark in ("[", "(", "{", "[](")
    ),
    page("汉,字" * 1_600, "marks that are set wrong, again and again", "3:2: '汉,字' is not set so"),
    page(f"$${'{' * 2_000}x{'}' * 2_000}$$", "groups in groups of a formula"),
    page("正文。\n\n&nbsp;\n\n\\\n", "paragraphs of nothing"),
    page("##\n\n正文。", "a heading of nothing", "3: the heading has no words"),
    page("## &nbsp;\n\n正文。", "a heading of what nobody sees", "3: the heading has no words"),
    Hostile("a page of nothing", {"book/page.md": ""}),
    page("正文。\n\n\ufeff", "a paragraph of what nobody sees", "5: the character U+FEFF is none"),
    page(
        "正文&#x202e;文正。",
        "an entity that turns text",
        "3: U+202E, a hidden character, stands in the prose",
    ),
    Hostile(
        "brackets in the descriptor",
        {"data/datapackage.json": "[" * 500 + "]" * 500},
        "data/datapackage.json: more than 50 things lie in one another",
    ),
    schema(
        "a pattern that tries again",
        {"pattern": "(a+)+b"},
        "a" * 40,
        "is not allowed; allowed: the pattern (a+)+b",
    ),
    schema("a pattern that refers back", {"pattern": r"(a)\1"}, "a", "allowed: those of RE2"),
    schema("a pattern of brackets", {"pattern": "(" * 5_000 + ")" * 5_000}, "a", ""),
    schema("a choice of many", {"enum": list(map(str, range(20_000)))}, "a", "more than 20,000 values"),
    data("a table without end", "lists", "a,1,一,a,,,x,1\n" * 10_001, "data/lists.csv:10001: the table has"),
    data(
        "a cell without end", "units", f"{'长' * 5_001},长,1,x|xs\n", ":unit: the cell has 5,001 characters"
    ),
    data(
        "a file without end",
        "units",
        "a" * 5_000_001,
        "data/units.csv: the file has more than 5,000,000 bytes",
    ),
    data("a number without end", "units", f"长,长,{'9' * 4_000},x|xs\n", "is no number; allowed: digits"),
    data("an exponent without end", "units", "长,长,1e999999999,x|xs\n", "'1e999999999' is no number"),
    data("digits of another script", "units", "长,长,٣,x|xs\n", "'٣' is no number"),
    derived("brackets in a formula", {"a": "(" * 2_400 + "construction.investment" + ")" * 2_400}, "formula"),
    derived("powers of powers", {"a": "9**9**9**9"}, "'9 ** 9 ** 9 ** 9' is not allowed"),
    derived("formulas in a circle", {"a": "made.b", "b": "made.a"}, "formulas form a cycle: made.a → made.b"),
    derived(
        "products of products",
        {
            "p0": "construction.plan_share",
            **{f"p{n}": f"made.p{n - 1} * made.p{n - 1}" for n in range(1, 30)},
        },
        "it has more than 1000 digits; allowed: 1000",
        "%",
    ),
    derived(
        "formulas in a row without end",
        {
            "r0": "construction.investment",
            **{f"r{number}": f"made.r{number - 1}" for number in range(1, 2_000)},
        },
        ":formula: rests on more than 50 formulas in a row",
    ),
    Hostile(
        "a title that turns text",
        {"_config.yml": CONFIGURATION.replace("title: 样例", "title: 样\u2067例")},
        "_config.yml:1:9: the file holds the hidden character U+2067",
    ),
    Hostile(
        "an escape that turns text",
        {"book/_toc.yml": CONTENTS + '    title: "样\\u202e例"\n'},
        "book/_toc.yml:5:14: the file holds the hidden character U+202E",
    ),
    Hostile(
        "a name of a file that turns text",
        {"book/_cod\u202etxt.exe": ""},
        "book/_cod\\u202etxt.exe: has a name with signs that cannot be printed",
    ),
]

#: Cells of text, and what of them is told: what a spreadsheet computes, or a sign that nobody sees.
COMPUTED, HIDDEN = "a spreadsheet computes", "the cell holds the hidden character"
CELLS = {
    "=1+1": COMPUTED,
    "@SUM(A1)": COMPUTED,
    "+cmd|x": COMPUTED,
    "-2+3": COMPUTED,
    "-1-cmd|x": COMPUTED,
    "\t=1+1": COMPUTED,
    " =A1": COMPUTED,
    "＝1+1": COMPUTED,
    "－A1": COMPUTED,
    "＠A1": COMPUTED,
    "米\u202e方": HIDDEN,
    "米\u2066方": HIDDEN,
    "米\u061c方": HIDDEN,
    "米\u200f方": HIDDEN,
    "-": "",
    "—": "",
    "-3.1%": "",
    "+12万元": "",
    "a=b": "",
    "−1": "",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return made_up_book.make(tmp_path_factory.mktemp("endless") / "book", {"page": "正文。"})


@pytest.fixture
def deadline() -> Iterator[None]:
    """Of the processor, which a busy machine does not share out evenly; what waits for ever is ended too."""

    def end(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {SECONDS} s")

    timers = {signal.ITIMER_PROF: SECONDS, signal.ITIMER_REAL: 12 * SECONDS}
    signals = {signal.SIGPROF, signal.SIGALRM}
    before = {each: signal.signal(each, end) for each in signals}
    for timer, seconds in timers.items():
        signal.setitimer(timer, seconds)
    yield
    for timer in timers:
        signal.setitimer(timer, 0)
    for each, handler in before.items():
        signal.signal(each, handler)


def check(root: Path) -> str:
    """Give what the check says of a project, in which metrics are left unused."""
    done = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert done.exit_code == 1, done.output[-2_000:]  # not 3
    assert "Traceback" not in done.output
    return done.output.replace(f"{root}/", "")


@pytest.mark.usefixtures("deadline")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_refused_or_harmless_and_soon(case: Hostile, book: Project, tmp_path: Path) -> None:
    root = shutil.copytree(book.root, tmp_path / "book")
    write_files(root, case.files)
    said = check(root)
    if case.refused:
        assert case.refused in said, said[:2_000]
    else:
        assert "no page uses" in said
        assert "book/page.md" not in said.replace("book/page.md:1: the chapter", ""), said[:2_000]


@pytest.fixture(scope="module")
def cells_told(book: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each cell."""
    root = shutil.copytree(book.root, tmp_path_factory.mktemp("cells") / "book")
    table = root / "data/lists.csv"
    first = table.read_text("utf-8").count("\n") + 1
    with table.open("a", encoding="utf-8") as file:
        for order, cell in enumerate(CELLS, 1):
            file.write(f'cells,{order},"{cell}",Sample,,,qzcj-2020-02,2\n')
    lines = [line for line in check(root).splitlines() if "[formula-cell]" in line or "[hidden-" in line]
    return {
        cell: "".join(each for each in lines if each.startswith(f"data/lists.csv:{line}:label_zh: "))
        for line, cell in enumerate(CELLS, first)
    }


@pytest.mark.parametrize("cell", CELLS, ids=ascii)
def test_a_cell_shows_what_it_holds(cell: str, cells_told: dict[str, str]) -> None:
    assert CELLS[cell] in cells_told[cell]
    assert bool(CELLS[cell]) == bool(cells_told[cell])
