"""What every test can use: copies of the real project to break, and the real book, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support import copy_project, make_once, run_command, shared_folder


@pytest.fixture(scope="session", autouse=True)
def key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have all workers seal what they keep with one key, which is not the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(shared_folder(tmp_path_factory) / "state"))
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with both editions in ``_build``, made once for all workers; not to be changed."""

    def make(target: Path) -> None:
        done = run_command(copy_project(target), "build")
        assert done.returncode == 0, done.stderr

    return make_once(tmp_path_factory, "built", "_build/pdf", make)
