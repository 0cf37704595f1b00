"""The made-up book, built once a worker."""

from __future__ import annotations

import pytest
from gate_book import GateBook


@pytest.fixture(scope="session")
def gate_book(tmp_path_factory: pytest.TempPathFactory) -> GateBook:
    """The book of many constructs; who breaks a format writes it again afterwards."""
    return GateBook(tmp_path_factory.mktemp("gate") / "book")
