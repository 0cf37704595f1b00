"""The cache and the data package: a notebook runs again when a table that it was given changes, no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from execution_book import Book

import small_package
from qzbook import edition
from qzbook.errors import ExecutionFailed
from qzbook.execution import kernels
from support import NOTEBOOK_HEAD, PROOF

CELLS = {
    "table": 'import qzcharts as qz\nqz.load("towers").to_csv()',
    "metric": 'import qzcharts as qz\nqz.metric("bridges.cost").text()',
    "derived": 'import qzcharts as qz\nqz.metric("towers.pace").text()',
    "part/items": 'from qzcharts.data import open_ledger\nopen_ledger().items("towers.number")',
    "raw": 'import pandas as pd\nlen(pd.read_csv("../data/lists.csv"))',
    "every": "from qzcharts.data import open_ledger\n[str(metric) for metric in open_ledger()]",
    "absent": (
        "import qzcharts as qz\ntry:\n    qz.metric('towers.width')\n"
        "except LookupError as error:\n    print(error)"
    ),
    "asks": "from qzcharts.data import open_ledger\n'towers.width' in open_ledger()",
    "catches": (
        "import qzcharts as qz\ntry:\n    print(qz.load('bridges').value.to_list())\n"
        "except Exception as error:\n    print(error)"
    ),
    "looks": (
        "import helper\nfrom pathlib import Path\ntry:\n    print(helper.NAME, open('extra.txt').read())\n"
        "except FileNotFoundError:\n    print(helper.NAME)"
    ),
}
#: Those that open the data package.
OPEN = sorted(CELLS.keys() - {"raw", "looks"})


class DataBook(Book):
    """A project with a small data package, and notebooks that use parts of it."""

    notebooks = tuple(CELLS)

    def fill(self) -> None:
        data = small_package.write(self.root)
        small_package.add_group(data, "bridges")
        small_package.add_group(data, "ferries")
        small_package.report_on_2001(data)
        self.write("requirements.lock", "a==1")
        self.write("package/module.py", "a = 1")
        self.write("book/helper.py", "NAME = 'first'")
        self.write("book/index.md", "# Start\n\n```{toctree}\n" + "\n".join(CELLS) + "\n```\n")
        for name, cell in CELLS.items():
            self.write(
                f"book/{name}.md", f"{NOTEBOOK_HEAD}# Page\n\nProse.\n\n```{{code-cell}}\n{cell}\n```\n"
            )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A book that was built, to be copied."""
    root = tmp_path_factory.mktemp("first") / "project"
    root.mkdir()
    kernels.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "start", lambda: False)
        patch.setattr(edition, "PACKAGES", (root / "package",))
        assert DataBook(root).build() == sorted(CELLS)
    yield root
    kernels.stop()


@pytest.fixture
def book(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataBook:
    root = shutil.copytree(first, tmp_path / "project")
    monkeypatch.setattr(kernels, "start", lambda: False)  # the package below is not what kernels import
    monkeypatch.setattr(edition, "PACKAGES", (root / "package",))
    monkeypatch.chdir(root)
    book = DataBook.__new__(DataBook)
    book.root, book.log = root, ""
    return book


def edit(name: str, old: str, new: str) -> Callable[[DataBook], object]:
    return lambda book: book.edit(name, old, new)


def row(name: str, cells: str) -> Callable[[DataBook], object]:
    """Add a row to a table."""

    def act(book: DataBook) -> None:
        with (book.root / f"data/{name}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{cells}\n")

    return act


def steps(*acts: Callable[[DataBook], object]) -> Callable[[DataBook], object]:
    """Do one after another."""
    return lambda book: [act(book) for act in acts]


def keep(book: DataBook, *names: str) -> None:
    """Leave these notebooks alone in the book."""
    for name in CELLS.keys() - set(names):
        (book.root / f"book/{name}.md").unlink()
    book.write("book/index.md", "# Start\n\n```{toctree}\n" + "\n".join(names) + "\n```\n")


def files(book: DataBook) -> dict[Path, bytes]:
    """What a build of the book reads."""
    return {path: path.read_bytes() for name in ("book", "data") for path in (book.root / name).rglob("*.*")}


def near(book: DataBook) -> None:
    """Put a data package of its own beside the notebooks of a part."""
    small_package.write(book.root / "book/part")
    book.edit("book/part/data/lists.csv", "towers.number,3,fable,1", "towers.number,3,fable,2")


ALL = sorted(CELLS)
CHANGES: dict[str, tuple[Callable[[DataBook], object], list[str]]] = {
    "nothing": (lambda book: None, []),
    "a table": (
        edit("data/towers.csv", "towers.number,3", "towers.number,4"),
        ["absent", "derived", "every", "table"],
    ),
    "another table": (
        edit("data/bridges.csv", "bridges.cost,4.20", "bridges.cost,约4.20"),
        ["absent", "catches", "every", "metric"],
    ),
    "derived figures": (
        edit("data/formulas.csv", "towers.days,2", "towers.days,1"),
        ["absent", "derived", "every"],
    ),
    "a label": (
        edit("data/indicators.csv", "Made-up cost", "Cost made up"),
        ["absent", "catches", "derived", "every", "metric", "table"],
    ),
    "a new metric": (
        steps(
            edit("data/indicators.csv", "towers.half,", "towers.width,"),
            edit("data/formulas.csv", "towers.half,", "towers.width,"),
        ),
        ["absent", "asks", "catches", "derived", "every", "metric", "table"],
    ),
    "a number of another period, in a table that nobody uses": (
        row("ferries", "bridges.cost,5,,共5万元,2000,fable,1"),
        ["absent", "every"],
    ),
    "what a name means, in a table that nobody uses": (
        steps(
            edit("data/bridges.csv", "共4.20万元,2001,", "共4.20万元,2001-H1,"),
            DataBook.build,
            row("ferries", "bridges.cost,5,,共5万元,2001,fable,1"),
        ),
        ["absent", "catches", "every", "metric"],
    ),
    "what a formula computes with, in a table that nobody uses": (
        row("ferries", "towers.number,4,,建成4座,2001,fable,1"),
        ["absent", "derived", "every", "table"],
    ),
    "a unit": (
        edit("data/units.csv", "1,yuan|yuan", "1.0,yuan|yuan"),
        ["absent", "catches", "derived", "every", "metric", "table"],
    ),
    "sources": (
        edit("data/sources.csv", "Nobody", "No one"),
        ["catches", "derived", "every", "metric", "table"],
    ),
    "sections": (
        edit("data/locators.csv", "Section 1", "Part 1"),
        ["catches", "derived", "every", "metric", "table"],
    ),
    "a schema": (
        edit("data/schemas/units.json", '"english",', '"english", "title": "English",'),
        ["absent", "catches", "derived", "every", "metric", "table"],
    ),
    "a schema of several tables": (
        edit("data/schemas/towers.json", '"origin",', '"origin", "title": "Origin",'),
        ["absent", "catches", "derived", "every", "metric", "table"],
    ),
    "lists": (edit("data/lists.csv", "3,fable,1", "3,fable,2"), ["part/items", "raw"]),
    "descriptor": (edit("data/datapackage.json", '"made-up"', '"made-up-2"'), OPEN),
    "a table that nobody uses": (
        lambda book: small_package.add_table(
            book.root / "data", "boats", "indicator,value,origin,quotation,period,source,locator\n"
        ),
        OPEN,
    ),
    "a file of no table": (lambda book: book.write("data/stray.csv", "a\n1\n"), []),
    "a nearer data package": (near, ["part/items"]),
    "code": (edit("book/table.md", "to_csv()", "to_csv(index=False)"), ["table"]),
    "prose": (edit("book/table.md", "Prose.", "Other prose.\n\nMore."), []),
    "package": (edit("package/module.py", "1", "2"), ALL),
    "lock": (edit("requirements.lock", "1", "2"), ALL),
    "module beside the notebook": (edit("book/helper.py", "first", "second"), ["looks"]),
    "file that was missing": (lambda book: book.write("book/extra.txt", "found"), ["looks"]),
}


#: What test_execution.py tries too, of notebooks that use no data package.
WITHOUT_DATA = {"code", "prose", "package", "lock", "module beside the notebook", "file that was missing"}
#: What is tried below, one upon the other, or is of the kind of another.
TRIED = WITHOUT_DATA | {
    "a table",
    "a unit",
    "derived figures",
    "lists",
    "sources",
    "a schema of several tables",
}
#: Changes of a kind each that are compared with a clean build. Those below are too, one upon the other.
COMPARED = {"a new metric", "sections", "a schema", "a nearer data package"}


@pytest.mark.proof
@pytest.mark.parametrize("change", [each for each in CHANGES if PROOF or each not in TRIED])
def test_runs_what_changed_and_gives_what_a_clean_build_gives(book: DataBook, change: str) -> None:
    act, expected = CHANGES[change]
    act(book)
    assert book.build() == expected
    pages = book.pages
    assert book.build() == []
    assert book.pages == pages
    if PROOF or change in COMPARED:
        assert book.clean() == pages


#: Changes each made upon those before, so that a notebook meets states that no single change leads to.
STEPS = ["a table", "code", "a unit", "derived figures", "lists"]
if PROOF:
    STEPS[1:1] = ["sources", "prose", "another table"]


def test_changes_one_after_another_and_back_give_what_a_clean_build_gives(book: DataBook) -> None:
    states = [files(book)]
    for step in STEPS:
        act, expected = CHANGES[step]
        act(book)
        assert book.build() == expected
        states.append(files(book))
    pages = book.pages
    assert book.clean() == pages
    for state in reversed(states[:-1]):
        for path, content in state.items():
            path.write_bytes(content)
        book.build()
    pages = book.pages
    assert book.build() == []
    assert book.clean() == pages


#: What makes the package invalid, by a table that few notebooks use, and not in the cells that they show.
FAULTS: dict[str, Callable[[DataBook], object]] = {
    "cell": edit("data/lists.csv", "3,fable,1", "3,fable,9"),
    "header": edit("data/lists.csv", "locator", "place"),
    "metric": edit("data/formulas.csv", "towers.cost / towers.share", "towers.cost / towers.shares"),
    "missing": lambda book: (book.root / "data/lists.csv").unlink(),
    "schema": lambda book: book.write("data/schemas/units.json", "{"),
    "descriptor": lambda book: book.write("data/datapackage.json", "{"),
}


def failure(book: DataBook, target: str) -> str:
    with pytest.raises(ExecutionFailed) as caught:
        book.build(target)
    return str(caught.value)


@pytest.mark.proof
@pytest.mark.parametrize("fault", FAULTS if PROOF else ["cell", "missing", "descriptor"])
def test_broken_data_fail_as_in_a_clean_build_and_mended_data_run_nothing(book: DataBook, fault: str) -> None:
    """Also of a notebook that never used the broken table: it would not get as far as its own."""
    keep(book, "table", "asks", "catches", "raw")
    names = ("lists.csv", "formulas.csv", "schemas/units.json", "datapackage.json")
    kept = {book.root / "data" / name: (book.root / "data" / name).read_bytes() for name in names}
    FAULTS[fault](book)
    message = failure(book, "_build")
    assert "book/table.md" in message
    assert "book/asks.md" in message
    assert "book/catches.md" not in message  # it has the error among its outputs
    assert failure(book, "_clean") == message
    assert failure(book, "_build") == message
    for path, content in kept.items():
        path.write_bytes(content)
    # Outputs of a run that failed were not kept, and those before it were.
    shown = {"cell": ["catches", "raw"], "header": ["catches", "raw"]}
    assert book.build() == shown.get(fault, ["catches"])
    pages = book.pages
    shutil.rmtree(book.root / "_clean")
    book.build("_clean")
    assert book.pages == pages


def test_an_error_that_is_shown_follows_every_file_it_tells_of(book: DataBook) -> None:
    keep(book, "catches")
    book.edit("data/lists.csv", "locator", "place")
    assert book.build() == ["catches"]
    assert "data/lists.csv:1" in book.pages["catches"]
    assert book.build() == []
    book.edit("data/lists.csv", "place", "spot")
    assert book.build() == ["catches"]
    assert "data/lists.csv:1" in book.pages["catches"]
    book.edit("data/lists.csv", "spot", "locator")
    assert book.build() == ["catches"]
    assert "4.2" in book.pages["catches"]


def replacing(old: str, new: str) -> str:
    """Give a cell that edits a table as an author would: by another process, so that no opening is seen."""
    program = (
        "from pathlib import Path; path = Path('../data/bridges.csv'); "
        f"path.write_text(path.read_text('utf-8').replace('{old}', '{new}'), 'utf-8')"
    )
    return f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {program!r}], check=True)\n"


def test_data_that_change_between_reading_and_use_are_read_again(book: DataBook) -> None:
    """The outputs come from what was read, not from what the file says when its use is announced."""
    keep(book, "metric")
    cell = "from qzcharts.data import open_ledger\nledger = open_ledger()\n"
    cell += replacing("4.20", "4.30") + "ledger['bridges.cost'].text()"
    book.edit("book/metric.md", CELLS["metric"], cell)
    assert book.build() == ["metric"]
    assert "4.20" in book.pages["metric"]
    assert book.build() == ["metric"]
    assert "4.30" in book.pages["metric"]
    assert book.build() == []


def test_a_table_of_two_states_in_one_run_is_never_current(book: DataBook) -> None:
    keep(book, "table")
    load = "qz.load('bridges')\n"
    cell = "import qzcharts as qz\n" + load + replacing("4.20", "4.30") + load + replacing("4.30", "4.20")
    book.edit("book/table.md", CELLS["table"], cell)
    assert book.build() == ["table"]
    assert book.build() == ["table"]


def test_a_plain_kernel_records_the_same(book: DataBook, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = book.root / "_build/.execution/derived.json"
    forked = entry.read_bytes()
    entry.unlink()
    monkeypatch.setattr(kernels, "_warm", None)
    book.edit("book/derived.md", "Prose.", "Other prose.")
    assert book.build() == ["derived"]
    assert entry.read_bytes() == forked
