"""Time each chart of the book in this folder: all that a page gets of it.

Prints JSON. It uses nothing but what cells do, so that any checkout can be measured, with its ``src`` in
``PYTHONPATH``.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import qzcharts

ROUNDS = 30
CELL = re.compile(
    r"^    name: (fig-[a-z-]+)\n(?:(?!```).*\n)*?import qzcharts as qz\n((?:(?!```).*\n)+)```$", re.MULTILINE
)


def milliseconds(work: Callable[[], object]) -> float:
    """Give the median time of several rounds, after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def show(code: str) -> object:
    """Draw what the last line of a cell draws, as a page gets it."""
    *before, last = ast.parse(code).body
    assert isinstance(last, ast.Expr), code
    space: dict[str, Any] = {"qz": qzcharts}
    exec(compile(ast.Module(before, []), "cell", "exec"), space)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), space)._repr_mimebundle_()


def main() -> None:
    """Print the time of each chart in milliseconds, by its name."""
    cells = [cell for page in Path("book").glob("*.md") for cell in CELL.findall(page.read_text("utf-8"))]
    print(json.dumps({name: milliseconds(partial(show, code)) for name, code in sorted(cells)}))


if __name__ == "__main__":
    main()
