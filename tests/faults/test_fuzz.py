"""A sample of what ``fuzz.py`` does at length: random damage is refused with a message, or does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import fuzz
from support import PROOF

CASES = 10 if PROOF else 3
pytestmark = pytest.mark.proof


@pytest.mark.parametrize("start", [0, 10, 20, 30] if PROOF else [0])
def test_damage_never_shows_a_traceback_or_publishes(
    start: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """In a proof of the real book, else of a small one with the same data."""
    project = request.getfixturevalue("built") if PROOF else request.getfixturevalue("versions") / "after"
    endings = list(fuzz(project, tmp_path, range(start, start + CASES)))
    assert [ending for ending in endings if not ending.good] == []
    # Damage that nothing notices would prove nothing.
    assert sum(ending.kind == "refused" for ending in endings) >= CASES // 2
