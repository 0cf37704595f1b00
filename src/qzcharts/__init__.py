"""Charts and numbers that carry their evidence; ``import qzcharts as qz`` in a notebook cell."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qzcharts.notebook import *  # noqa: F403 - the names that a cell uses are listed there


def __getattr__(name: str) -> Any:
    if name.startswith("_") or find_spec(f"{__name__}.{name}"):
        raise AttributeError(name)
    # On first use: the command line does without pandas and matplotlib, which are slow to import.
    notebook = import_module("qzcharts.notebook")
    if name in notebook.__all__:
        return getattr(notebook, name)
    raise AttributeError(f"qzcharts has no {name!r}; a cell can use {', '.join(notebook.__all__)}")


def __dir__() -> list[str]:
    return list(import_module("qzcharts.notebook").__all__)
