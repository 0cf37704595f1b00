"""What all tables have in common: the machine, Markdown, and the files beside this one that hold them."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent


def machine(*packages: str) -> str:
    """Name this machine, Python, and the versions of packages."""
    named = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
    named += f"Python {platform.python_version()}"
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    return f"{named}; {versions}" if versions else named


def row(cells: Iterable[object]) -> str:
    """Give a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def head(names: Sequence[str]) -> list[str]:
    """Give the head of a table."""
    return [row(names), row("---" for _ in names)]


def record(file: str, heading: str, lines: Iterable[str]) -> None:
    """Write a section of a file of results, in place of that with the same heading; the others stay."""
    path = HERE / file
    section = "\n".join((f"## {heading}", "", *lines, "", ""))
    own = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    text, found = own.subn(lambda _: section, path.read_text("utf-8"))
    path.write_text((text if found else f"{text}\n{section}").rstrip() + "\n", "utf-8")
