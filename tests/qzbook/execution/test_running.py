"""Notebooks that run beside the reading of pages: who waits, what is told, and that nothing is left."""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
import pytest
from sphinx.errors import SphinxError

from qzbook.errors import ExecutionFailed
from qzbook.execution.running import Ended, Running
from support import NOTEBOOK_HEAD, copy_small, write_files

A = ExecutionFailed(Path("/a.md"), 1, "a fails")
B = ExecutionFailed(Path("/b.md"), 2, "b fails")


def ending(**failures: ExecutionFailed | None) -> Running:
    """Have notebooks that end at once, the last one first."""

    async def run(ended: Ended) -> None:
        for name, failure in reversed(failures.items()):
            ended(name, failure)

    return Running(failures, run)


def endless(*names: str, cleaned: Callable[[], object] = bool) -> Running:
    async def run(ended: Ended) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cleaned()

    return Running(names, run)


def test_each_is_waited_for_alone() -> None:
    go_on = threading.Event()

    async def run(ended: Ended) -> None:
        ended("first", None)
        await asyncio.to_thread(go_on.wait, 60)
        ended("second", None)

    notebooks = Running(["first", "second"], run)
    notebooks.wait("first")
    notebooks.wait("none of these")
    go_on.set()
    notebooks.wait("second")
    notebooks.finish()


@pytest.mark.parametrize(
    "ask", [lambda each: each.wait("a"), lambda each: each.finish()], ids=["wait", "finish"]
)
def test_who_waits_for_one_that_failed_is_told_of_all(ask: Callable[[Running], None]) -> None:
    with pytest.raises(ExecutionFailed, match=r"/a\.md:1: a fails\n.*/b\.md:2: b fails"):
        ask(ending(a=A, b=B, c=None))


def test_who_waits_for_another_is_told_nothing() -> None:
    notebooks = ending(a=A, b=None)
    notebooks.wait("b")
    notebooks.end()


def test_what_runs_them_may_be_lost() -> None:
    async def run(ended: Ended) -> None:
        raise SphinxError("lost")

    notebooks = Running(["a"], run)
    with pytest.raises(SphinxError, match="lost"):
        notebooks.wait("a")


def test_who_waits_for_what_is_stopped_is_told() -> None:
    notebooks = endless("a")
    notebooks.stop()
    with pytest.raises(SphinxError, match="the cells have been stopped"):
        notebooks.wait("a")
    notebooks.stop()  # nothing is left to stop


def test_what_is_ended_has_cleaned_up(monkeypatch: pytest.MonkeyPatch) -> None:
    at_exit: list[object] = []
    monkeypatch.setattr(atexit, "register", at_exit.append)
    monkeypatch.setattr(atexit, "unregister", at_exit.remove)
    cleaned: list[bool] = []
    notebooks = endless("a", cleaned=lambda: cleaned.append(True))
    assert at_exit == [notebooks.end]
    notebooks.end()
    assert cleaned == [True]
    assert at_exit == []


WAITING = f"""{NOTEBOOK_HEAD}
# Waiting

```{{code-cell}}
import time
open("../../begun", "w").close()
time.sleep(600)
```
"""


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    project, scratch, begun = tmp_path / "project", tmp_path / "scratch", tmp_path / "begun"
    write_files(copy_small(project), {"book/chapter.md": WAITING})
    scratch.mkdir()
    os.mkfifo(begun)
    build = subprocess.Popen(
        [sys.executable, "-m", "qzbook", "build"],
        cwd=project,
        env=os.environ | {"TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # A shell has what it starts in the background not hear of it, tests and all.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    begun.read_text("utf-8")  # as soon as the cell has opened it, too
    processes = psutil.Process(build.pid).children(recursive=True)
    build.send_signal(signal.SIGINT)
    said, _ = build.communicate(timeout=60)
    assert build.returncode == 1, said
    assert psutil.wait_procs(processes, timeout=60)[1] == []
    assert [*scratch.iterdir()] == []
