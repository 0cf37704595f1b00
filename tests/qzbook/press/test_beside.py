"""Work in processes beside: what comes back, and that nothing is left of what is not asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import psutil
import pytest

from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.beside import Beside, tell
from qzcharts.errors import Problem, ProblemsError
from sphinx_typst import compiler

PROBLEM = Problem("book/index.md", 1, "", "rule", "what", "mend")


@pytest.fixture(autouse=True)
def compiler_that_has_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "_has_run", False)


@pytest.fixture(params=["forked", "cannot fork", "compiler has run"])
def forked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(kernels, "CAN_FORK", request.param != "cannot fork")
    if request.param == "compiler has run":
        compiler.note_run()
    return bool(request.param == "forked")


def fail(error: Exception) -> None:
    raise error


def wait(mark: Path) -> None:
    mark.touch()
    signal.pause()


def test_result_comes_back(forked: bool) -> None:
    with Beside() as beside:
        work = beside.fork(lambda *given: (given, os.getpid()))
        work.begin(1, 2)
        work.begin(3)
        given, process = work.result()
    assert given == (1, 2)
    assert (process != os.getpid()) is forked


@pytest.mark.parametrize(
    "error", [BuildError("what", "mend"), ProblemsError([PROBLEM]), OSError(28, "full", "a")]
)
def test_what_is_wrong_comes_back(forked: bool, error: Exception) -> None:
    with Beside() as beside:
        work = beside.fork(fail)
        work.begin(error)
        with pytest.raises(type(error)) as raised:
            work.result()
    assert str(raised.value) == str(error)


def test_what_nobody_foresaw_comes_back_with_its_place() -> None:
    with Beside() as beside:
        work = beside.fork(fail)
        work.begin(ZeroDivisionError("by what"))
        with pytest.raises(RuntimeError, match=r"ZeroDivisionError: by what\n(.|\n)*in fail"):
            work.result()


def test_process_that_is_killed_is_told(tmp_path: Path) -> None:
    with Beside() as beside:
        work = beside.fork(lambda: os.kill(os.getpid(), signal.SIGKILL), tmp_path / "own")
        work.begin()
        with pytest.raises(BuildError, match="its process ended before it was whole"):
            work.result()


def test_what_is_not_asked_for_ends_and_leaves_nothing(tmp_path: Path, forked: bool) -> None:
    own = tmp_path / "own"
    own.mkdir()
    before = set(psutil.Process().children())
    with pytest.raises(ZeroDivisionError), Beside() as beside:
        beside.fork(wait, own).begin(own / "half")
        beside.fork(wait)  # never begun
        1 / 0
    assert set(psutil.Process().children()) == before
    assert not own.exists()


def test_what_a_fork_does_ahead_is_no_part_of_the_work() -> None:
    said: list[str] = []

    def ahead() -> None:
        said.append("ahead")
        1 / 0

    with Beside() as beside:
        assert beside.fork(lambda given: [*said, given], ahead=ahead).run("given") == ["ahead", "given"]
    assert said == []


def test_work_is_begun_and_asked_for_in_a_fork(forked: bool) -> None:
    with Beside() as beside:
        doubled = beside.fork(lambda number: 2 * number)
        assert beside.fork(doubled.run).run(21) == 42


def test_what_is_done_so_far_is_told_through_all_that_wait(forked: bool) -> None:
    told: list[int] = []

    def twice() -> str:
        tell()
        tell()
        return "done"

    with Beside() as beside:
        outer = beside.fork(beside.fork(twice).run)
        outer.begin()
        assert outer.result(lambda: told.append(os.getpid())) == "done"
    assert told == [os.getpid()] * (2 if forked else 0)


def test_what_is_whole_stays(tmp_path: Path, forked: bool) -> None:
    with Beside() as beside:
        work = beside.fork((tmp_path / "own").mkdir, tmp_path / "own")
        work.begin()
        work.result()
    assert (tmp_path / "own").is_dir()


def test_interrupt_is_for_the_process_that_waits() -> None:
    with Beside() as beside:
        work = beside.fork(lambda: os.kill(os.getpid(), signal.SIGINT))
        work.begin()
        assert work.result() is None


def test_work_within_a_fork_is_beside_that(forked: bool) -> None:
    def within() -> tuple[int, int]:
        with Beside() as beside:
            return os.getpid(), beside.fork(os.getpid).run()

    with Beside() as beside:
        outer, inner = beside.fork(within).run()
    assert len({os.getpid(), outer, inner}) == (3 if forked else 1)


def test_what_a_fork_has_begun_ends_with_it() -> None:
    ours, theirs = multiprocessing.Pipe()

    def say_and_wait() -> None:
        theirs.send(os.getpid())
        signal.pause()

    def within() -> None:
        with Beside() as beside:
            beside.fork(say_and_wait).run()

    with Beside() as beside:
        beside.fork(within).begin()
        inner = psutil.Process(ours.recv())
    inner.wait(60)
