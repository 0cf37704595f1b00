"""The books of the table, each made once for all workers and kept with what was read in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from construct_book import Book, build, refuse
from table import REFUSED, SHOWN

from support import make_once


def shown(factory: pytest.TempPathFactory) -> tuple[Path, Book]:
    """Give the folder of the HTML of what is shown, and what readers meet in both formats."""

    def make(folder: Path) -> None:
        _keep(folder, asdict(build(folder, SHOWN)))

    folder = make_once(factory, "shown", "read", make)
    return folder / "pages/html", Book(**_kept(folder))


def refused(factory: pytest.TempPathFactory) -> dict[int, list[tuple[int, str]]]:
    """Give what is told of what is refused, by the row's number."""

    def make(folder: Path) -> None:
        _keep(folder, {str(number): told for number, told in refuse(folder, REFUSED).items()})

    kept = _kept(make_once(factory, "refused", "read", make))
    return {int(number): [(line, message) for line, message in told] for number, told in kept.items()}


def _keep(folder: Path, read: dict[str, object]) -> None:
    (folder / "read").mkdir()
    (folder / "read/book.json").write_text(json.dumps(read), "utf-8")


def _kept(folder: Path) -> Any:
    return json.loads((folder / "read/book.json").read_text("utf-8"))
