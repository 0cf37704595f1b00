"""Real reports as books of their own; see the folders here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

FOLDER = Path(__file__).parent
BOOKS = ("bulletin", "districts", "works")
_CELL = re.compile(r"^```\{code-cell\} ipython3\n---\n.*?^---\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def copy_report(name: str, target: Path) -> Path:
    """Copy what a report is made from, and give the copy."""
    return shutil.copytree(FOLDER / name, target)


def codes(page: str) -> list[str]:
    """Give the code of the cells of a page, without what is said of their figures."""
    return _CELL.findall(page)
