from __future__ import annotations

from pathlib import Path

import made_up
import pytest


@pytest.fixture(scope="session")
def made_up_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up.write(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def in_made_up(made_up_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a project of made-up figures."""
    monkeypatch.chdir(made_up_project)


@pytest.fixture
def in_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the book."""
    monkeypatch.chdir(made_up.REAL.parent)
