"""The live preview: a change is on the page, a mistake is told, and the end leaves nothing behind."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pypdfium2
import pytest
from filelock import FileLock
from live_preview import FIRST_CELL, PAGE, SECONDS, Command, Live, copy_short, previewing, save

from qzbook.edition import PACKAGES
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.project import Project
from qzbook.serve import Session
from qzbook.serve.preview import Preview
from qzbook.serve.site import Snapshot
from qzcharts.bundle import PICTURES
from support import run_command

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

SCRIPT = b"/.preview/client.js"


def replace(project: Path, name: str, old: str, new: str) -> set[Path]:
    """Replace a text that must be there, and give the file."""
    text = (project / name).read_text("utf-8")
    assert old in text
    save(project / name, text.replace(old, new))
    return {project / name}


@pytest.fixture
def short(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A project of four pages of the real one, whose cells have run."""
    return copy_short(tmp_path_factory, tmp_path / "project")


@pytest.fixture
def preview(short: Path, tmp_path: Path) -> Preview:
    """The pages of that project."""
    preview = Preview(Project.at(short), tmp_path / "preview")
    preview.update(set())
    return preview


@pytest.fixture(scope="module")
def warm() -> Iterator[None]:
    """The process that kernels fork from, kept from build to build as the command keeps it."""
    kernels.start()
    yield
    kernels.stop()


# The pages that follow changes, in this process.


Change = Callable[[Path], set[Path]]


def add_chapter(project: Path) -> set[Path]:
    save(project / "book/extra.md", "# 新的一章\n\n见{doc}`inspection`。\n")
    return {project / "book/extra.md"} | replace(
        project, "book/_toc.yml", "      - file: outlook\n", "      - file: outlook\n      - file: extra\n"
    )


def remove_chapter(project: Path) -> set[Path]:
    (project / "book/extra.md").unlink()
    return {project / "book/extra.md"} | replace(project, "book/_toc.yml", "      - file: extra\n", "")


def change_figure(project: Path) -> set[Path]:
    replace(project, "data/inspection.csv", ",622,", ",633,")
    return replace(project, "data/inspection.csv", "622套", "633套")


CHANGES: dict[str, Change] = {
    "a sentence": lambda project: replace(
        project, PAGE, "## 排查的对象与内容\n", "## 排查的对象与内容\n\n多一句话。\n"
    ),
    "a title, which all pages show": lambda project: replace(project, PAGE, "# 安置房源排查", "# 现房排查"),
    "a cell": lambda project: replace(project, PAGE, FIRST_CELL, f"{FIRST_CELL}\nprint('made up')"),
    "a figure of a CSV": change_figure,
    "a chapter more": add_chapter,
    "a chapter less": remove_chapter,
    "a title of a part": lambda project: replace(project, "book/_toc.yml", "下一步", "以后"),
    "the configuration": lambda project: replace(project, "_config.yml", "CC BY 4.0", "CC BY-SA 4.0"),
}


@pytest.mark.usefixtures("warm")
def test_pages_after_changes_are_those_of_a_clean_build(short: Path, preview: Preview) -> None:
    for change in CHANGES.values():
        preview.update(change(short), {"inspection"})
    while preview.waiting:
        preview.update(set(), {"inspection"})
    ours = Snapshot(preview.html)
    clean = Preview(Project.at(short), preview.html.parent)
    assert not clean.html.exists()
    clean.update(set())
    theirs = Snapshot(clean.html)
    assert ours.keys() >= theirs.keys()
    assert [name for name, file in theirs.items() if ours[name].content != file.content] == []
    assert {name for name in ours if name.endswith(".html")} == {
        name for name in theirs if name.endswith(".html")
    }
    assert "现房排查" in theirs["outlook.html"].content.decode()


@pytest.mark.usefixtures("warm")
def test_the_page_that_is_looked_at_comes_first(short: Path, preview: Preview) -> None:
    changed = change_figure(short)
    for page in ("index", "outlook"):  # with the ledger, more pages than a portion
        (short / f"book/{page}.md").touch()
    preview.update(changed, {"inspection"})
    assert preview.waiting
    first = Snapshot(preview.html)
    assert "633套" in first["inspection.html"].content.decode()
    assert "633套" not in first["appendix/ledger.html"].content.decode()
    calls = 0
    while preview.waiting:
        preview.update(set(), {"inspection"})
        calls += 1
    assert calls > 1
    assert "633套" in Snapshot(preview.html)["appendix/ledger.html"].content.decode()


def test_a_page_put_off_that_another_needs_is_built_with_it(short: Path, preview: Preview) -> None:
    # Somebody looks at the first page, which refers to what the other has only now.
    replace(short, "book/outlook.md", "\n# ", "\n(there)=\n# ")
    os.utime(short / "book/outlook.md")
    preview.update(replace(short, "book/index.md", "编造的一页。", "{ref}`there`"), {"index"})
    assert b'href="outlook.html#there"' in Snapshot(preview.html)["index.html"].content


def test_what_failed_is_read_again_even_if_its_file_is_older(short: Path, preview: Preview) -> None:
    good = Snapshot(preview.html)
    page = short / "book/index.md"
    text, status = page.read_text("utf-8"), page.stat()
    save(page, "# 开始\n\n{ref}`nowhere`\n")
    with pytest.raises(BuildError, match=r"book/index\.md:3: undefined label: 'nowhere'"):
        preview.update({page})
    with pytest.raises(BuildError, match="nowhere"):
        preview.update(set())
    save(page, text)
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    preview.update(set())
    assert {name: file.content for name, file in Snapshot(preview.html).items()} == {
        name: file.content for name, file in good.items()
    }


def test_a_lost_folder_is_made_again(short: Path, preview: Preview) -> None:
    good = Snapshot(preview.html)
    shutil.rmtree(preview.html.parent)
    preview.update(replace(short, "book/index.md", "编造的一页。", "编造的另一页。"))
    pages = Snapshot(preview.html)
    assert pages.keys() == good.keys()
    assert "编造的另一页。" in pages["index.html"].content.decode()


def test_a_snapshot_is_of_one_moment(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("one")
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static/book.css").write_text("a")
    first = Snapshot(tmp_path)
    (tmp_path / "index.html").write_text("other")
    second = Snapshot(tmp_path, first)
    assert (first["index.html"].content, second["index.html"].content) == (b"one", b"other")
    assert second["_static/book.css"] is first["_static/book.css"]
    assert first.version("") == first.version("index.html") != second.version("")
    (tmp_path / "_static/book.css").write_text("bb")
    assert Snapshot(tmp_path, second).version("") != second.version("")
    assert Snapshot().version("") == ""


# The command, as a browser meets it.


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A preview of that project; each test puts back what it changed."""
    with previewing(copy_short(tmp_path_factory, tmp_path_factory.mktemp("serve") / "project")) as live:
        yield live


def test_a_page_carries_the_script_and_files_do_not(live: Live) -> None:
    assert live.get("").count(SCRIPT) == live.get("appendix/ledger.html").count(SCRIPT) == 1
    assert SCRIPT not in live.get("_static/book.css")
    assert b"EventSource" in live.get(".preview/client.js")


@contextmanager
def edited(live: Live, file: str, old: str, new: str) -> Iterator[None]:
    """Replace a text until the end, for a page that is there by then."""
    with live.follow("inspection.html") as told:
        before = next(told)
        live.edit(file, old, new)
        after = next(state for state in told if state["version"] != before["version"])
        assert after["problem"] == ""
        yield
        live.edit(file, new, old)
        # What stood before may itself have been on its way to the page.
        assert any(state["version"] != after["version"] and not state["problem"] for state in told)


#: A figure of an author's own, whose pictures are files.
OWN = """```{code-cell} ipython3
import matplotlib.pyplot as plt
import qzcharts as qz

qz.style()
figure, axes = plt.subplots()
axes.bar(["A"], [1])
qz.finish(figure, ["inspection.units"], title="{inspection.units}", alt="条形图")
```"""


def test_only_what_a_digest_names_is_kept_by_the_browser(live: Live) -> None:
    def kept(path: str) -> bool:
        with urlopen(live.url + path, timeout=SECONDS) as response:
            return "immutable" in response.headers["Cache-Control"]

    with edited(live, PAGE, "## 排查的对象与内容\n", f"## 排查的对象与内容\n\n{OWN}\n"):
        page = live.text("inspection.html")
        pictures = re.findall(r"_images/[^\"]+\.svg", page)
        assert len(pictures) == len(PICTURES)
        assert all(map(kept, pictures))
    assert all(map(kept, re.findall(r"_static/[^\"]+\?v=[^\"]+", page)))
    assert not any(map(kept, ["inspection.html", "_static/book.css", "_static/favicon.svg", "?v=1"]))


def test_what_is_not_there(live: Live) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{live.url}nothing.html", timeout=SECONDS)
    assert SCRIPT in live.get("nothing.html")
    assert live.get("../_config.yml") == live.get("nothing.html")


EDITS = {
    "prose": (PAGE, "## 排查的对象与内容\n", "## 排查的对象与内容\n\n多一句话。\n", "多一句话。"),
    "a cell": (PAGE, FIRST_CELL, f"{FIRST_CELL}\nprint('made', 'up')", "made up"),
    "a CSV": ("data/inspection.csv", "622", "633", "633套"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_on_the_page(name: str, live: Live) -> None:
    file, old, new, shown = EDITS[name]

    def text() -> str:
        return re.sub(r"<[^>]*>", "", live.text("inspection.html"))

    assert shown not in text()
    with edited(live, file, old, new):
        assert shown in text()


#: Those of contents and configuration stand in tests/hostile/test_hostile_preview.py.
MISTAKES = {
    "an unknown metric": (
        PAGE,
        "{metric}`inspection.units`",
        "{metric}`inspection.<unit>`",
        r"book/inspection\.md:\d+: there is no metric 'inspection\.<unit>'",
    ),
    "a cell that raises": (
        PAGE,
        FIRST_CELL,
        'raise ValueError("no such wall")',
        r"book/inspection\.md:\d+: .* raises ValueError: no such wall",
    ),
    "a CSV": (
        "data/indicators.csv",
        ",亿元,",
        ",亿圆,",
        r"data/indicators\.csv:\d+:unit: unknown unit '亿圆'",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_until_it_is_mended(name: str, live: Live) -> None:
    file, old, new, message = MISTAKES[name]
    page = live.get("inspection.html")
    with live.follow("inspection.html") as told:
        before = next(told)
        live.edit(file, old, new)
        state = next(state for state in told if state["problem"])
        assert re.search(message, state["problem"])
        assert "Traceback" not in state["problem"]
        assert state["version"] == before["version"]
        assert live.get("inspection.html") == page
        live.edit(file, new, old)
        assert any(state == before for state in told)
    assert live.get("inspection.html") == page


def test_the_pdf_is_of_now(live: Live) -> None:
    def words() -> str:
        document = pypdfium2.PdfDocument(io.BytesIO(live.get("book.pdf")))
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return re.sub(r"\s", "", text)

    assert "多一句话" not in words()
    assert live.get("_downloads/beifeng-fengzhou-2020-07.pdf") == live.get("book.pdf")
    with live.follow("inspection.html") as told:
        before = next(told)
        live.edit(PAGE, "## 排查的对象与内容\n", "## 排查的对象与内容\n\n多一句话。\n")
        assert any(state["version"] != before["version"] for state in told)
        assert "多一句话" in words()
        live.edit(PAGE, "\n多一句话。\n", "")
        assert any(state == before for state in told)
        live.edit(PAGE, FIRST_CELL, "1 / 0")
        assert any(state["problem"] for state in told)
        assert "ZeroDivisionError" in live.text("book.pdf")
        live.edit(PAGE, "1 / 0", FIRST_CELL)
        assert any(state == before for state in told)


def test_what_is_published_stays(live: Live) -> None:
    published = live.project / "_build/html/index.html"
    published.parent.mkdir(parents=True)
    published.write_text("published", "utf-8")
    with live.follow("inspection.html") as told:
        before = next(told)
        live.edit(PAGE, "## 排查的对象与内容\n", "## 排查的对象与内容\n\n多一句话。\n")
        assert any(state["version"] != before["version"] for state in told)
        live.edit(PAGE, "\n多一句话。\n", "")
        assert any(state == before for state in told)
    assert [path.name for path in (live.project / "_build").rglob("*")] == ["html", "index.html"]
    assert published.read_text("utf-8") == "published"


# Beginning and end.


def test_a_port_in_use(small: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BuildError) as told:
            Session(Project.at(small), port, print)
    assert str(told.value) == (
        f"port {port} of 127.0.0.1 cannot be had: Address already in use\n"
        "  mend: stop what uses it, perhaps another `qzcharts serve`, or name another with --port"
    )


def test_a_preview_that_runs_already(small: Path) -> None:
    (small / ".qzcharts").mkdir()
    with FileLock(small / ".qzcharts/serve.lock"):
        done = run_command(small, "serve", "--port", "0", "--no-open")
    assert done.returncode == 1
    assert done.stderr == (
        "qzcharts: another preview of this project is running\n  mend: look at its page, or stop it\n"
    )


def left_over(mark: str) -> list[str]:
    """Name the processes that were started with a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it has ended, or is another user's
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
@pytest.mark.parametrize(
    ("number", "busy"),
    [(signal.SIGINT, True), (signal.SIGTERM, False)],
    ids=["SIGINT while a cell runs", "SIGTERM while nothing happens"],
)
def test_the_end_leaves_nothing_running(number: int, busy: bool, small: Path) -> None:
    mark = f"MARK_{os.urandom(8).hex()}"
    started = small / "started"
    os.mkfifo(started)
    cell = f"open({str(started)!r}, 'w').close(); import time; time.sleep(10 * 60)"
    if busy:
        replace(small, "book/chapter.md", "6 * 7", cell)
    live = Command(small, environment={mark: "1"})
    if busy:
        started.read_bytes()  # returns once the cell has opened it
    else:
        live.wait_for_line("all else")
        assert live.get("book.pdf").startswith(b"%PDF")  # so that there is a compiler, too
    assert left_over(mark)
    with live.follow("index.html") as told:
        next(told)
        assert live.stop(number) == 0
    assert left_over(mark) == []
    with socket.create_server(("127.0.0.1", live.port)):
        pass


def test_a_book_that_cannot_be_built_at_first(small: Path) -> None:
    replace(small, "book/chapter.md", "6 * 7", "1 / 0")
    with previewing(small) as live, live.follow("index.html") as told:
        state = next(told)
        assert "ZeroDivisionError" in state["problem"]
        assert state["version"] == ""
        assert SCRIPT in live.get("")
        live.edit("book/chapter.md", "1 / 0", "6 * 7")
        assert any(state["version"] and not state["problem"] for state in told)
        assert "Made up." in live.text("")


def test_a_changed_package_starts_anew(small: Path, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(package, tmp_path / "src" / package.name)
    inherited = os.environ.get("PYTHONPATH", "")
    live = Command(small, environment={"PYTHONPATH": f"{tmp_path / 'src'}{os.pathsep}{inherited}"})
    live.wait_for_line("all else")
    template, module = (
        tmp_path / "src/qzbook/html/theme/page.html",
        tmp_path / "src/qzcharts/notebook.py",
    )
    code = module.read_text("utf-8")
    with live.follow("index.html") as told:
        before = next(told)
        save(module, "def broken(\n")
        state = next(state for state in told if state["problem"])
        assert state["version"] == before["version"]
        assert "notebook.py" in state["problem"]
        assert "SyntaxError" in state["problem"]
        save(template, template.read_text("utf-8").replace("<div", "<!-- made up --><div", 1))
        save(module, code)
        assert all("made up" not in live.text("") for _ in told)  # until the old process closes the stream
    live.wait_for_line("all else")
    assert "<!-- made up -->" in live.text("")
    assert live.stop(signal.SIGINT) == 0
    with pytest.raises(URLError):
        urlopen(live.url, timeout=SECONDS)
