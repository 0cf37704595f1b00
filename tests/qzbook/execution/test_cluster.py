"""A cluster gives what this machine gives, survives its workers, and is told of where it cannot."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from execution_book import Book
from sphinx.errors import SphinxError

from clusters import SmallCluster
from qzbook.errors import ExecutionFailed
from qzbook.execution import cluster as executor
from qzbook.execution import kernels, worker
from support import NOTEBOOK_HEAD, PROJECT, run_command

#: Ends the worker that it runs on; where it runs again, it does not.
ENDS_ITS_WORKER = """import os, pathlib, psutil, time
mark = pathlib.Path({mark!r})
if not mark.exists():
    mark.touch()
    psutil.Process(os.getppid()).parent().kill()
    time.sleep(600)
"ran again"
"""
TELLS_PLACES = (
    """import os, warnings
import helper
warnings.warn(os.getcwd())
helper.__file__
""",
    ":tags: [raises-exception]\nhelper.fails()",
)


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Keep the warm process between builds on this machine."""
    kernels.start()
    yield
    kernels.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCluster]:
    with SmallCluster(tmp_path_factory.mktemp("cluster"), workers=2) as running:
        yield running


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.chdir(tmp_path)
    return Book(tmp_path / "book")


def notebook(*cells: str) -> str:
    return f"{NOTEBOOK_HEAD}# Made up\n\n" + "\n".join(f"```{{code-cell}}\n{cell}\n```\n" for cell in cells)


def entries(book: Book, target: str) -> dict[str, str]:
    """Give what a build keeps of each notebook, less its seal, which is of this user."""
    folder = book.root / target / ".execution"
    return {path.name: path.read_text().partition("\n")[2] for path in folder.rglob("*.json")}


def refused(book: Book, address: str) -> str:
    """Give the message of a build that ends without running the notebook of counts."""
    with pytest.raises(SphinxError) as caught:
        book.build(qzcharts_cluster=address)
    assert not (book.root / "_build/.execution/part/counts.json").exists()
    return str(caught.value)


def test_gives_what_this_machine_gives(book: Book, running: SmallCluster) -> None:
    book.write("book/helper.py", "NAME = 'first'\ndef fails():\n    raise KeyError(NAME)\n")
    book.write("book/part/helper.py", "def fails():\n    raise KeyError('second')\n")
    book.write("book/part/counts.md", notebook(*TELLS_PLACES))
    assert book.build("far", qzcharts_cluster=running.address) == ["part/counts", "reads"]
    far = book.pages
    assert book.build("near") == ["part/counts", "reads"]
    assert far == book.pages
    assert entries(book, "far") == entries(book, "near")
    assert str(book.root / "book/part") in far["part/counts"]
    assert book.build("far", qzcharts_cluster=running.address) == []


def test_sends_only_what_workers_lack(
    book: Book, running: SmallCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[set[bytes]] = []
    ask = executor._Book._ask

    async def listen(self: Any, workers: Any, do: Callable[..., Any], *given: Any) -> Any:
        if do is worker.keep:
            sent.append(set(given[0].values()))
        return await ask(self, workers, do, *given)

    monkeypatch.setattr(executor._Book, "_ask", listen)
    book.write("data/made_up.csv", "34567")
    assert "reads" in book.build(qzcharts_cluster=running.address)
    assert sent[0] >= {b"34567"}
    sent.clear()
    book.write("data/made_up.csv", "45678")
    assert book.build(qzcharts_cluster=running.address) == ["reads"]
    assert sent == [{b"45678"}] * 2
    assert "value 45678" in book.pages["reads"]


FAILS = (
    "1\n1 / 0",
    "open('../data/none.csv')",
    "import os\nos._exit(1)",
    "print('a' * 1_000_001)",
    "a = = 2",
)


def test_cells_that_fail_are_told_as_here(book: Book, running: SmallCluster) -> None:
    for number, cell in enumerate(FAILS):
        book.write(f"book/fails{number}.md", notebook(cell))
    messages = []
    for address in ("", running.address):
        with pytest.raises(ExecutionFailed) as caught:
            book.build(qzcharts_cluster=address)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
    assert messages[0].count("book/fails") == len(FAILS)


ELSEWHERE = {
    "open('../../package/module.py').read()": "it reads package/module.py, and workers have only "
    "book, data, src, _config.yml, requirements.lock\n  mend: move the file to one of these",
    "import os\nos.listdir('../..')": "it reads ., and workers have only ",
    "open('made.txt', 'w').write('a')": "book/part/made.txt changed while it ran, which would stay on the "
    "worker\n  mend: have a cell show what it makes, or build without --cluster",
    "open('../../data/made_up.csv', 'a').write('a')": "data/made_up.csv changed while it ran",
    "import os\nos.remove('../helper.py')": "book/helper.py changed while it ran",
}


@pytest.mark.parametrize("cell", ELSEWHERE)
def test_what_would_differ_or_be_lost_is_refused(book: Book, running: SmallCluster, cell: str) -> None:
    book.write("book/part/counts.md", notebook(cell))
    assert f"book/part/counts.md:1: {ELSEWHERE[cell]}" in refused(book, running.address)
    book.write("book/part/counts.md", notebook("open('../../data/made_up.csv').read()"))
    assert "part/counts" in book.build(qzcharts_cluster=running.address)
    assert "'1'" in book.pages["part/counts"]


def test_what_is_missing_here_too_may_be_looked_for(book: Book, running: SmallCluster) -> None:
    cell = "try:\n    print(open('../../other.txt').read())\nexcept FileNotFoundError:\n    print(0)"
    book.write("book/part/counts.md", notebook(cell))
    assert "part/counts" in book.build(qzcharts_cluster=running.address)
    book.write("other.txt", "1")
    with pytest.raises(SphinxError, match=r"it reads other\.txt"):
        book.build(qzcharts_cluster=running.address)


def test_worker_that_is_lost_costs_nothing(book: Book, tmp_path: Path) -> None:
    book.write("book/part/counts.md", notebook(ENDS_ITS_WORKER.format(mark=str(tmp_path / "mark"))))
    with SmallCluster(tmp_path / "cluster", workers=2) as running:
        assert book.build(qzcharts_cluster=running.address) == ["part/counts", "reads"]
        assert sorted(each.poll() is None for each in running.workers) == [False, True]
    assert "ran again" in book.pages["part/counts"]
    assert "value 1" in book.pages["reads"]


@pytest.mark.parametrize(
    "address", ["nowhere", "http://localhost:1", "tcp://127.0.0.1:1", "tls://127.0.0.1:1"]
)
def test_no_cluster_there(book: Book, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(executor, "TIMEOUT", 0.5)
    message = refused(book, address)
    assert message.startswith(f"no cluster answers at {address}: ")
    assert message.endswith("\n  mend: start `dask scheduler` there, or give the address that it tells")


OUT_OF_REACH = (
    "the cluster at {address} is out of reach: {why}\n  mend: see that its scheduler and workers run, "
)


def test_cluster_without_workers(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "TIMEOUT", 2)
    with SmallCluster(tmp_path / "cluster") as running:
        start = OUT_OF_REACH.format(address=running.address, why="no worker for 2 s")
        assert refused(book, running.address).startswith(start)


def test_cluster_that_vanishes(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "TIMEOUT", 5)
    with SmallCluster(tmp_path / "cluster", workers=1) as running:
        pid = running.scheduler.pid
        book.write("book/part/counts.md", notebook(f"import os, time\nos.kill({pid}, 9)\ntime.sleep(600)"))
        start = OUT_OF_REACH.format(address=running.address, why="the connection was lost")
        assert refused(book, running.address).startswith(start)
        assert [each.wait(60) for each in running.workers] == [0]  # and their kernels with them
    book.write("book/part/counts.md", notebook("1 + 1"))
    assert "part/counts" in book.build()


def test_worker_of_another_package(book: Book, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "src/qzbook/new.py").touch()
    with SmallCluster(tmp_path / "cluster") as running:
        running.add(PYTHONPATH=str(tmp_path / "src"))
        message = refused(book, running.address)
    assert re.fullmatch(
        r"worker tcp://127\.0\.0\.1:\d+ is refused: its outputs might differ: "
        r"qzcharts is \w{12} there, and \w{12} here\n"
        r"  mend: install there what is installed here, by requirements\.lock, and start it again",
        message,
    )


def test_worker_with_other_versions(book: Book, tmp_path: Path) -> None:
    book.write("requirements.lock", "made-up==1.0 \\\n    --hash=sha256:00\npsutil==7\n")
    (tmp_path / "made_up-2.0.dist-info").mkdir()
    (tmp_path / "made_up-2.0.dist-info/METADATA").write_text("Name: made-up\nVersion: 2.0\n")
    with SmallCluster(tmp_path / "cluster") as running:
        running.add(PYTHONPATH=f"{PROJECT / 'src'}{os.pathsep}{tmp_path}")
        assert "might differ: made-up is 2.0 there, and - here\n" in refused(book, running.address)


def test_stopping_ends_cells_on_workers_too(book: Book, tmp_path: Path, running: SmallCluster) -> None:
    marks = [tmp_path / "reads", tmp_path / "counts"]
    for name, mark in zip(("reads", "part/counts"), marks, strict=True):
        os.mkfifo(mark)
        cell = f"open({str(mark)!r}, 'w').close()\nimport time\ntime.sleep(600)"
        book.write(f"book/{name}.md", notebook(cell))

    def listen(stop: Callable[[], None]) -> None:
        for mark in marks:
            mark.read_text()
        stop()

    def executing(app: Any, paths: Any, stop: Callable[[], None]) -> None:
        threading.Thread(target=listen, args=(stop,)).start()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "executing", executing)
        with pytest.raises(SphinxError, match="the cells have been stopped"):
            book.build(qzcharts_cluster=running.address)
    book.fill()
    assert book.build(qzcharts_cluster=running.address) == ["part/counts", "reads"]


def test_package_that_is_not_installed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused(book, "tcp://127.0.0.1:1") == (
        "a cluster is asked by the package distributed, which is not installed\n"
        "  mend: pip install 'qzcharts[cluster]'"
    )


def test_command_builds_with_a_cluster(small: Path, running: SmallCluster) -> None:
    built = run_command(small, "build", "--allow-problems", "--cluster", running.address)
    assert built.returncode == 0, built.stderr
    page = small / "_build/html/chapter.html"
    published = page.read_bytes()
    assert b"42" in published
    (small / "book/chapter.md").write_text((small / "book/chapter.md").read_text().replace("6 * 7", "6 * 8"))
    built = run_command(small, "build", "--allow-problems", "--cluster", "nowhere")
    assert built.returncode == 1
    assert built.stderr.startswith("qzcharts: no cluster answers at nowhere: ")
    assert page.read_bytes() == published
