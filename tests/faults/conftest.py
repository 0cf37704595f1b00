"""A small project before and after an edit of its first page, for builds that go wrong in between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from support import copy_project, make_small, run_command


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders ``before`` and ``after``, each with its published edition; not to be changed."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "versions"
    with FileLock(shared / "versions.lock"):
        if not (folder / "after/_build").is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            project = make_small(copy_project(folder / "before"))
            _build(project)
            edited = shutil.copytree(project, folder / "after")
            (edited / "book/index.md").write_text("# Start\n\nMade up anew.\n", "utf-8")
            _build(edited)
    return folder


def _build(project: Path) -> None:
    done = run_command(project, "build", "--allow-problems")  # its pages cite nothing
    assert done.returncode == 0, done.stderr
