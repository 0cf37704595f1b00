"""A small project before and after an edit of its first page, for builds that go wrong in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import copy_project, make_once, make_small, run_command


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders ``before`` and ``after``, each with its published edition; not to be changed."""

    def make(folder: Path) -> None:
        project = make_small(copy_project(folder / "before"))
        _build(project)
        edited = shutil.copytree(project, folder / "after")
        (edited / "book/index.md").write_text("# Start\n\nMade up anew.\n", "utf-8")
        _build(edited)

    return make_once(tmp_path_factory, "versions", "after/_build", make)


def _build(project: Path) -> None:
    done = run_command(project, "build", "--allow-problems")  # its pages cite nothing
    assert done.returncode == 0, done.stderr
