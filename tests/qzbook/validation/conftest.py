"""Copies of the real data, to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import PROJECT


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data package that a test may change."""
    return shutil.copytree(PROJECT / "data", tmp_path / "data")
