"""Real reports as books of their own; see the folders here."""

from __future__ import annotations

import ast
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
    """Give the code of the cells of a page."""
    return _CELL.findall(page)


def untitled(code: str) -> str:
    """Give the code of a cell without the author's finding."""
    tree = ast.parse(code)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            call.keywords = [keyword for keyword in call.keywords if keyword.arg != "title"]
    return ast.unparse(tree)
