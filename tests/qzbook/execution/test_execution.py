"""Execution: a notebook runs when what it came from changed, and then only; what fails says where."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from execution_book import COUNTS, Book

from qzbook import edition
from qzbook.errors import ExecutionFailed
from qzbook.execution import cells, kernels
from qzbook.execution.execute import RAN
from qzbook.safety.seal import sealed
from support import NOTEBOOK_HEAD


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Keep the warm process between builds, as a live preview does."""
    kernels.start()
    yield
    kernels.stop()


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr(kernels, "start", lambda: False)  # the package below is not what kernels import
    monkeypatch.setattr(edition, "PACKAGES", (tmp_path / "package",))
    monkeypatch.chdir(tmp_path)
    return Book(tmp_path)


def keep_the_time(book: Book) -> None:
    path = book.root / "data/made_up.csv"
    times = path.stat()
    path.write_text("3", "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


BOTH = ["part/counts", "reads"]
CHANGES: dict[str, tuple[Callable[[Book], object], list[str]]] = {
    "nothing": (lambda book: None, []),
    "prose": (lambda book: book.edit("book/reads.md", "Some prose.", "Other prose.\n\nMore."), []),
    "options": (lambda book: book.edit("book/reads.md", "hide-input", "hide-output"), []),
    "touched data": (lambda book: os.utime(book.root / "data/made_up.csv", (1, 1)), []),
    "data unread": (lambda book: book.write("data/datapackage.json", "{ }"), []),
    "new page": (lambda book: book.write("book/new.md", "---\norphan: true\n---\n# New\n"), []),
    "code": (lambda book: book.edit("book/part/counts.md", "1 + 1", "1 + 2"), ["part/counts"]),
    "new cell": (
        lambda book: book.edit("book/part/counts.md", "# Counts", "# Counts\n\n```{code-cell}\n0\n```"),
        ["part/counts"],
    ),
    "tag that decides how a cell runs": (
        lambda book: book.edit("book/part/counts.md", "1 + 1", ":tags: [raises-exception]\n1 + 1"),
        ["part/counts"],
    ),
    "data": (lambda book: book.write("data/made_up.csv", "2"), ["reads"]),
    "data, same size and time": (
        keep_the_time,
        ["reads"],
    ),
    "file in a listed folder": (lambda book: book.write("data/other.csv", "5"), ["reads"]),
    "file that was missing": (lambda book: book.write("data/extra.txt", "found"), ["reads"]),
    "module beside the notebook": (lambda book: book.write("book/helper.py", "NAME = 'second'"), ["reads"]),
    "package": (lambda book: book.write("package/module.py", "a = 2"), BOTH),
    "file new in the package": (lambda book: book.write("package/style.mplstyle", ""), BOTH),
    "lock": (lambda book: book.write("requirements.lock", "a==2"), BOTH),
}


@pytest.mark.parametrize("change", CHANGES)
def test_runs_what_changed_and_gives_what_a_clean_build_gives(book: Book, change: str) -> None:
    act, expected = CHANGES[change]
    assert book.build() == BOTH
    act(book)
    assert book.build() == expected
    pages = book.pages
    assert book.build() == []
    assert book.pages == pages
    assert book.clean() == pages


def test_editions_share_one_run(book: Book) -> None:
    assert book.build(builder="html", html_theme="basic") == BOTH
    assert book.build(builder="text") == []
    assert "value 1" in (book.root / "_build/html/reads.html").read_text()
    assert "value 1" in (book.root / "_build/text/reads.txt").read_text()


def test_project_may_move(book: Book) -> None:
    book.build()
    moved = book.root / "moved"
    moved.mkdir()
    for name in ("book", "data", "_build", "requirements.lock"):
        (book.root / name).rename(moved / name)
    book.root = moved
    assert book.build() == []
    assert "value 1" in book.pages["reads"]


def test_page_follows_outputs_that_another_build_made(book: Book) -> None:
    cache = {"qzcharts_execution_cache": str(book.root / "cache")}
    assert book.build("one", **cache) == BOTH
    assert book.build("two", **cache) == []
    book.write("data/made_up.csv", "7")
    assert book.build("one", **cache) == ["reads"]
    assert book.build("two", **cache) == []
    assert "value 7" in book.pages["reads"]


def test_data_that_changes_during_the_run_are_read_again(book: Book) -> None:
    """The outputs show 1, the file says 2 when the run ends: to think them current would be wrong."""
    book.edit("book/reads.md", "import glob, helper", "import glob, helper, pathlib")
    book.edit(
        "book/reads.md", ".read())\n```", '.read())\npathlib.Path("../data/made_up.csv").write_text("2")\n```'
    )
    book.build()
    assert "value 1" in book.pages["reads"]
    assert book.build() == ["reads"]
    assert "value 2" in book.pages["reads"]


def test_no_kernel_without_code(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(book.root / "book")
    book.write(
        "book/index.md", NOTEBOOK_HEAD + "# Start\n\n```{code-cell}\n:tags: [skip-execution]\n1 / 0\n```\n"
    )
    monkeypatch.setattr(cells, "run_notebook", None)
    assert book.build() == []
    assert "Start" in book.pages["index"]


@pytest.mark.parametrize(
    ("mode", "config"),
    [
        ("", {"nb_execution_mode": "off"}),
        ("", {"nb_execution_excludepatterns": ["part/*"]}),
        ("mystnb:\n  execution_mode: 'off'\n", {}),
    ],
)
def test_pages_that_are_not_to_run(book: Book, mode: str, config: dict[str, Any]) -> None:
    book.write("book/part/counts.md", NOTEBOOK_HEAD.replace("kernelspec", f"{mode}kernelspec") + COUNTS)
    assert "part/counts" not in book.build(**config)
    assert "1 + 1" in book.pages["part/counts"]


@pytest.mark.parametrize("damage", ["cut off", "bits", "text", "list", "binary", "version", "seal", "empty"])
def test_broken_cache_is_rebuilt_and_says_so(book: Book, damage: str) -> None:
    book.build()
    pages = book.pages
    entry = book.root / "_build/.execution/reads.json"
    content = entry.read_bytes()
    seal_of_head, head, body = content.split(b"\n", 2)
    broken = {
        "cut off": content[:-9],
        "bits": content.replace(b"value 1", b"value 2"),
        "text": b"made up",
        "list": sealed("reads", b"[]") + b"\n" + body,
        "seal": b"0" * len(seal_of_head) + b"\n" + head + b"\n" + body,
        "binary": bytes(range(256)),
        "version": sealed("reads", head.replace(b'"format":3', b'"format":0')) + b"\n" + body,
        "empty": b"",
    }
    assert broken[damage] != content
    entry.write_bytes(broken[damage])
    shutil.rmtree(book.root / "_build/.doctrees")
    assert book.build() == ["reads"]
    assert book.log.count("execution cache: rebuilt where missing, damaged or another's: reads\n") == 1
    assert book.pages == pages
    assert book.build() == []


def test_cache_may_be_deleted(book: Book) -> None:
    book.build()
    pages = book.pages
    shutil.rmtree(book.root / "_build/.execution")
    assert book.build() == BOTH
    assert "rebuilt where missing, damaged or another's: part/counts, reads\n" in book.log
    assert book.pages == pages
    assert book.build() == []
    assert "rebuilt" not in book.log


def test_cache_that_cannot_be_written_costs_only_time(book: Book) -> None:
    cache = book.write("cache", "a file where the folder should be")
    for _ in range(2):
        assert book.build(qzcharts_execution_cache=str(cache)) == BOTH
        assert "cannot be written" in book.log
        assert "value 1" in book.pages["reads"]


def fails(book: Book, cell: str, **config: Any) -> ExecutionFailed:
    """Give the error of a book whose second code cell, from line 17 on, is this."""
    fence = "```{code-cell}\n"
    first = f"{fence}def divide(n):\n    return 1 / n\n```\n"
    book.write("book/part/counts.md", f"{NOTEBOOK_HEAD}# Fails\n\n{first}\n{fence}{cell}\n```\n")
    with pytest.raises(ExecutionFailed) as caught:
        book.build(**config)
    return caught.value


MEND = "Mend the cell, or tag it `raises-exception` if readers are to see the error."


@pytest.mark.parametrize(
    ("cell", "line", "what", "code"),
    [
        ("1 / 0", 17, "raises ZeroDivisionError: division by zero", "1 / 0"),
        (":tags: [hide-input]\n\na = 1\nraise KeyError(a)", 20, "raises KeyError: 1", "raise KeyError(a)"),
        ("print(1)\ndivide(0)", 13, "raises ZeroDivisionError: division by zero", "return 1 / n"),
        ("a = 1\na = = 2", 18, "raises SyntaxError: invalid syntax", "a = = 2"),
        ("assert False", 17, "raises AssertionError", "assert False"),
        ("import sys\nsys.exit('made up')", 17, "raises SystemExit: made up", "import sys"),
        (
            "class A:\n    def __repr__(self):\n        1 / 0\nA()",
            19,
            "raises ZeroDivisionError: division by zero",
            "1 / 0",
        ),
        (
            "import matplotlib.pyplot as plt\nplt.figure().suptitle('\\U0001F9FF')",
            17,
            "raises UserWarning: Glyph 129535 (\\N{NAZAR AMULET}) missing from font(s) DejaVu Sans.",
            "import matplotlib.pyplot as plt",
        ),
    ],
)
def test_cell_that_raises_says_where(book: Book, cell: str, line: int, what: str, code: str) -> None:
    failure = fails(book, cell)
    start = 19 if ":tags:" in cell else 17
    message = f"code cell 2, from line {start} on, {what}\n    {code}\n{MEND}"
    assert str(failure) == f"book/part/counts.md:{line}: {message}"
    assert (failure.path, failure.line, failure.message) == (book.root / "book/part/counts.md", line, message)
    # What did run is kept, and what failed is not.
    book.write("book/part/counts.md", NOTEBOOK_HEAD + COUNTS)
    assert book.build() == ["part/counts"]


def test_tagged_cell_may_raise(book: Book) -> None:
    book.edit("book/part/counts.md", "1 + 1", ":tags: [raises-exception]\n1 / 0")
    assert book.build() == BOTH
    assert "ZeroDivisionError" in book.pages["part/counts"]


def test_cell_that_ends_its_kernel(book: Book) -> None:
    assert str(fails(book, "import os\nos._exit(1)")) == (
        "book/part/counts.md:17: code cell 2, from line 17 on, ended its kernel\n"
        "    import os\nLook for an exit, for a crash in a library, for too much memory."
    )


def test_cell_that_takes_too_long(book: Book) -> None:
    assert str(fails(book, "import time\ntime.sleep(600)", nb_execution_timeout=1)) == (
        "book/part/counts.md:17: code cell 2, from line 17 on, ran for more than 1 s\n"
        "    import time\nMake it faster, or raise `timeout` under `execute` in _config.yml."
    )


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("for number in range(2_001):\n    print(number)", "shows 2,001 lines; allowed: 2,000"),
        ("print('a' * 1_000_001)", "shows 1,000,002 characters; allowed: 1,000,000"),
        (
            "from IPython.display import HTML\nHTML('<table>' + '<tr><td></td></tr>' * 2_001 + '</table>')",
            "shows 2,001 lines; allowed: 2,000",
        ),
        (
            "from IPython.display import Markdown\nfor _ in range(3):\n    display(Markdown('a\\n' * 700))",
            "shows 2,100 lines; allowed: 2,000",
        ),
    ],
)
def test_cell_that_shows_too_much(book: Book, cell: str, what: str) -> None:
    assert str(fails(book, cell)) == (
        f"book/part/counts.md:17: code cell 2, from line 17 on, {what}\n"
        f"    {cell.splitlines()[0]}\nShow a part of it, such as .head(), or what it comes to."
    )


@pytest.mark.parametrize("cell", ["print('a\\n' * 1_999)", "print('a' * 999_999)"])
def test_cell_at_the_limit_runs(book: Book, cell: str) -> None:
    book.edit("book/part/counts.md", "1 + 1", cell)
    assert book.build() == BOTH


def test_what_is_printed_in_pieces_is_one_text_of_each_kind(book: Book) -> None:
    cell = "import sys\nfor part in ('a\\rb', '\\rc\\n', 'd\\r\\n'):\n"
    cell += "    print(part, end='', flush=True)\n    print(part, end='', flush=True, file=sys.stderr)"
    book.edit("book/part/counts.md", "1 + 1", cell)
    book.build()
    entry = json.loads((book.root / "_build/.execution/part/counts.json").read_text().splitlines()[2])
    assert [(each["name"], each["text"]) for each in entry[0][1]] == [
        ("stdout", "c\nd\r\n"),
        ("stderr", "c\nd\r\n"),
    ]


def ipynb(*cells: dict[str, Any]) -> str:
    filled = [{"cell_type": "code", "metadata": {}, "id": f"c{at}"} | cell for at, cell in enumerate(cells)]
    for cell in filled:
        if cell["cell_type"] == "code":
            cell.update({"execution_count": None, "outputs": []} | cell)
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": filled})


def test_notebook_that_keeps_too_much(book: Book) -> None:
    kept = [{"output_type": "stream", "name": "stdout", "text": ["a\n"] * 2_001}]
    book.write("book/kept.ipynb", ipynb({"source": "", "outputs": kept}))
    book.edit("book/index.md", "reads", "reads\nkept")
    with pytest.raises(ExecutionFailed) as caught:
        book.build()
    assert str(caught.value) == (
        "book/kept.ipynb:10002: the cell shows 2,001 lines; allowed: 2,000\n"
        "Show a part of it, such as .head(), or what it comes to."
    )


def test_notebook_of_jupyter_runs_as_others_do(book: Book, capfd: pytest.CaptureFixture[str]) -> None:
    prose = {"cell_type": "markdown", "source": ["# Jupyter\n", "\n", "words"]}
    book.write("book/own.ipynb", ipynb(prose, {"source": "x = 6\nx * 7"}))
    book.edit("book/index.md", "reads", "reads\nown")
    assert "own" in book.build()
    assert book.build() == []
    assert capfd.readouterr().err == ""  # no kernel of its own, which would warn of its connection
    book.edit("book/own.ipynb", "x * 7", "x / 0")
    with pytest.raises(ExecutionFailed) as caught:
        book.build()
    what = "raises ZeroDivisionError: division by zero\n    x / 0\n"
    assert str(caught.value).startswith(f"book/own.ipynb:20003: {what}")


ALTERING = """def setup(app):
    app.connect("source-read", alter, priority=600)

def alter(app, name, text):
    if name == "part/counts":
        text[0] = text[0].replace("1 + 1", "1 + 2")
"""


def test_page_that_an_extension_alters_runs_when_the_others_have(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who hears that all have run may end the kernels."""
    book.write("altering.py", ALTERING)
    book.edit("book/reads.md", "import glob, helper", "import glob, helper\nsum(range(10**7))")
    monkeypatch.syspath_prepend(book.root)
    told: list[str] = []
    monkeypatch.setattr(book, "executing", lambda *_: told.append("executing"))
    extensions = ["qzbook.execution.execute", "altering", told_by(told)]
    assert book.build(extensions=extensions) == ["part/counts", *BOTH]
    assert told == ["executing", "ran"] * 2
    assert "3" in book.pages["part/counts"]


def told_by(told: list[str]) -> str:
    """Make an extension that notes when all have run, and give its name."""
    module = ModuleType("telling")
    module.setup = lambda app: app.connect(RAN, lambda _: told.append("ran")) and {}  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    return module.__name__


def test_all_failures_are_in_one_message(book: Book) -> None:
    book.edit("book/reads.md", "import glob", "import glob, missing")
    message = str(fails(book, "divide(0)"))
    first, second = message.split("\nAnother notebook failed: ")
    assert first.startswith("book/part/counts.md:13: code cell 2, from line 17 on, raises ZeroDivisionError")
    assert second.startswith("book/reads.md:16: code cell 1, from line 16 on, raises ModuleNotFoundError")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b"---\nmade up\n\xb0\xa1", 3, "saved as GBK; allowed: UTF-8 only. Save the file in that encoding."),
        (b"---\njupytext: text\n---\n", 1, "cannot be read as a notebook: "),
        (
            NOTEBOOK_HEAD.encode() + b"\n```{code-cell}\n:tags: [\n1\n```\n",
            10,
            "cannot be read as a notebook: ",
        ),
    ],
)
def test_notebook_that_cannot_be_read(book: Book, text: bytes, line: int, message: str) -> None:
    (book.root / "book/reads.md").write_bytes(text)
    with pytest.raises(ExecutionFailed, match=message) as caught:
        book.build()
    assert str(caught.value).startswith(f"book/reads.md:{line}: ")


def test_outputs_name_no_process(book: Book) -> None:
    book.edit("book/part/counts.md", "1 + 1", "import warnings\nwarnings.warn('made up')")
    book.build()
    entry = json.loads((book.root / "_build/.execution/part/counts.json").read_text().splitlines()[2])
    assert entry[0][1][0]["text"].startswith("<cell>:2: UserWarning: made up\n")


def test_two_builds_at_once_share_the_cache(book: Book) -> None:
    """Entries are replaced whole, so a reader meets the old one or the new one."""
    book.build()
    entry = book.root / "_build/.execution/reads.json"
    with entry.open("rb") as old:
        book.write("data/made_up.csv", "2")
        book.build()
        assert b"value 1" in old.read()
    assert b"value 2" in entry.read_bytes()
    assert not [path for path in entry.parent.rglob("*") if path.is_file() and path.suffix != ".json"]


def test_jupyter_book_fails_with_the_message(book: Book) -> None:
    book.edit("book/part/counts.md", "1 + 1", "1 / 0")
    book.write("book/_toc.yml", "format: jb-book\nroot: index\nchapters:\n- file: part/counts\n")
    book.write("book/index.md", "# Start\n")
    extension = "sphinx:\n  extra_extensions: [qzbook.execution.execute]\n"
    book.write(
        "_config.yml",
        "title: Made up\nonly_build_toc_files: true\nexecute: {execute_notebooks: cache}\n" + extension,
    )
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    command += ["build", "book", "--config", "_config.yml"]
    environment = os.environ | {"PYTHONWARNINGS": ""}
    done = subprocess.run(
        command, cwd=book.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "book/part/counts.md:12: code cell 1, from line 12 on, raises ZeroDivisionError" in done.stderr


def test_cells_are_told_the_language_of_the_edition(book: Book) -> None:
    cell = "import os\nos.environ['QZCHARTS_LANGUAGE']"
    book.write("book/part/counts.md", f"{NOTEBOOK_HEAD}# Counts\n\n```{{code-cell}}\n{cell}\n```\n")
    book.build(language="zh_CN")
    assert "'zh'" in book.pages["part/counts"]
    assert book.build(language="en") == BOTH
    assert "'en'" in book.pages["part/counts"]
