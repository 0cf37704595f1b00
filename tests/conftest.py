"""What every test can use: copies of the real project to break, and the real book, built once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from support import copy_project, run_command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with both editions in ``_build``, made once for all workers; not to be changed."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target = shared / "built"
    with FileLock(shared / "built.lock"):
        if not (target / "_build/pdf").is_dir():
            shutil.rmtree(target, ignore_errors=True)
            done = run_command(copy_project(target), "build")
            assert done.returncode == 0, done.stderr
    return target
