"""The real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzcharts.data import Ledger, Package, Unit, open_ledger, read

PROJECT = Path(__file__).parents[3]


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
