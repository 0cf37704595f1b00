"""What begins before Sphinx is imported: it is waited for, ends with the build, and changes nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import psutil
import pytest

from changes import append
from qzbook import validation
from qzbook.execution import kernels
from qzbook.press import warming
from qzbook.press.state import State
from qzbook.press.warming import CODE, code_digest, warmed_up
from qzbook.project import Project
from qzcharts.errors import DataError
from support import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without pages that was never built."""
    for name in ("_config.yml", "data", "requirements.lock"):
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy2
        copy(PROJECT / name, tmp_path / name)
    (tmp_path / "book").mkdir()
    (tmp_path / ".qzcharts").mkdir()
    return Project.at(tmp_path)


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing judged yet in this process, and no kernel started."""
    monkeypatch.setattr(validation.standard, "sound", set())
    monkeypatch.setattr(validation, "sound", validation.standard.sound)
    validation._problems.cache_clear()
    kernels.stop()


@pytest.fixture(params=[True, False], ids=["forked", "cannot fork"])
def forked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(kernels, "CAN_FORK", request.param)
    return bool(request.param)


def test_data_are_judged_meanwhile(project: Project, forked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with warmed_up(project) as sound:
        assert bool(validation.sound) is False
        validation.sound.update(sound())
    monkeypatch.setitem(sys.modules, "frictionless", None)  # so that it cannot be imported
    assert validation.open_ledger(project.root)
    kernels.stop()


def test_what_is_wrong_is_told_by_who_reads_them_next(project: Project, forked: bool) -> None:
    append("data/inspection.csv", "a,b,c\n")(project.root)
    with warmed_up(project) as sound:
        validation.sound.update(sound())
    with pytest.raises(DataError, match=r"inspection\.csv"):
        validation.open_ledger(project.root)
    kernels.stop()


def test_what_changes_meanwhile_is_judged_again(project: Project) -> None:
    with warmed_up(project) as sound:
        validation.sound.update(sound())
    append("data/inspection.csv", "a,b,c\n")(project.root)
    with pytest.raises(DataError, match=r"inspection\.csv"):
        validation.open_ledger(project.root)
    kernels.stop()


def test_nothing_is_left_where_nobody_waits(project: Project) -> None:
    before = set(psutil.Process().children())
    with pytest.raises(ZeroDivisionError), warmed_up(project):
        assert set(psutil.Process().children()) > before
        1 / 0
    kernels.stop()
    assert set(psutil.Process().children()) == before


def test_who_reads_the_data_judges_them_where_nobody_else_could(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_sound", lambda _: os.kill(os.getpid(), signal.SIGKILL))
    with warmed_up(project) as sound:
        assert sound() == set()
        assert kernels.warm_process() is not None
    assert validation.open_ledger(project.root)
    kernels.stop()


def test_nothing_begins_where_code_and_data_have_not_changed(project: Project) -> None:
    State(project.workspace).write("pages", {"notes": {CODE: code_digest(project)}})
    before = set(psutil.Process().children())
    with warmed_up(project) as sound:
        assert set(psutil.Process().children()) == before
        assert sound() == set()


def test_no_kernel_starts_where_a_cluster_runs_the_cells(project: Project) -> None:
    with warmed_up(project, "tcp://127.0.0.1:1"):
        assert kernels.warm_process() is None
