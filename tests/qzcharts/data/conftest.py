"""The real data, and copies of it to break."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from qzcharts.data import Ledger, Package, Unit, open_ledger, read

PROJECT = Path(__file__).parents[3]

# The same examples in every run: a failure is one of the change that is tested.
settings.register_profile("data", deadline=None, derandomize=True, database=None, max_examples=100)
settings.register_profile("proof", settings.get_profile("data"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "data"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data package that a test may change."""
    return shutil.copytree(PROJECT / "data", tmp_path / "data")


@pytest.fixture(scope="session")
def package() -> Package:
    """The real data package."""
    return read(PROJECT / "data")


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """The ledger of the real data."""
    return open_ledger(PROJECT)


@pytest.fixture(scope="session")
def units(ledger: Ledger) -> dict[str, Unit]:
    """The simple units of the real data."""
    return dict(ledger.units)
