"""Time both editions by ``qzcharts build`` beside the HTML alone by stock Jupyter Book, same book, same run.

Usage: python benchmarks/build.py [--chapters N ...] [--runs N]

Rows: cold, nothing changed, a sentence, a cell and a figure of a CSV edited. Prints medians of
wall seconds, ratios and the peak memory of the largest process; writes them to ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from books import copy_book, make_stock

OURS = [sys.executable, "-m", "qzcharts", "build"]
STOCK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml"]
VERSIONS = ("jupyter-book", "sphinx", "myst-nb", "matplotlib", "pandas", "typst")


def run(command: list[str], folder: Path) -> float:
    """Run a build and give its wall seconds."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} failed in {folder}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return time.perf_counter() - start


def first_chapter(project: Path) -> Path:
    """Give the chapter that draws from ``data/inspection.csv``."""
    original, repeated = project / "book/inspection.md", project / "book/chapter0.md"
    return original if original.exists() else repeated


def edit_prose(project: Path, turn: int) -> None:
    """Add a sentence to a chapter."""
    page = first_chapter(project)
    page.write_text(page.read_text("utf-8") + f"\n又加了一句话{'，再一句' * turn}。\n", "utf-8")


def edit_cell(project: Path, turn: int) -> None:
    """Change the code of a cell."""
    page = first_chapter(project)
    text = page.read_text("utf-8")
    page.write_text(text.replace("import qzcharts as qz\n", "import qzcharts as qz\n# again\n", 1), "utf-8")


def edit_data(project: Path, turn: int) -> None:
    """Change a figure that a chapter shows."""
    table = project / "data/inspection.csv"
    text = table.read_text("utf-8")
    old, new = ("622", "623") if "622" in text else ("623", "622")
    table.write_text(text.replace(old, new), "utf-8")


STEPS: dict[str, Callable[[Path, int], None] | None] = {
    "cold": None,
    "nothing changed": lambda project, turn: None,
    "prose edit": edit_prose,
    "cell edit": edit_cell,
    "CSV edit": edit_data,
}


def measure(chapters: int | None, runs: int, folder: Path) -> list[str]:
    """Measure every step and give rows of a table."""
    name = "real" if chapters is None else str(chapters)
    ours = copy_book(folder / f"ours-{name}", chapters)
    stock = make_stock(copy_book(folder / f"stock-{name}", chapters))
    rows = []
    for step, edit in STEPS.items():
        seconds: dict[str, list[float]] = {"ours": [], "stock": []}
        for turn in range(runs):
            for who, project, command in (("ours", ours, OURS), ("stock", stock, STOCK)):
                if edit is None:
                    for folder in ("_build", ".qzcharts", "book/_build"):
                        shutil.rmtree(project / folder, ignore_errors=True)
                else:
                    edit(project, turn)
                seconds[who].append(run(command, project))
        a, b = statistics.median(seconds["ours"]), statistics.median(seconds["stock"])
        rows.append(f"| {name} | {step} | {a:.1f} | {b:.1f} | {a / b:.2f} |")
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="*", default=[8, 50, 200])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    header = [
        "| chapters | step | both editions, s | stock HTML, s | ratio |",
        "| --- | --- | --- | --- | --- |",
    ]
    print("\n".join(header))
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(None, options.runs, Path(folder))
        for chapters in options.chapters:
            rows += measure(chapters, options.runs if chapters < 100 else 1, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    notes = [
        "# Builds beside stock Jupyter Book",
        "",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {versions}.",
        f"Medians of {options.runs} runs, wall seconds. Stock does not notice an edited CSV.",
        f"Peak memory of the largest process of all runs: {peak:.0f} MB.",
        "",
    ]
    Path(__file__).with_name("RESULTS.md").write_text("\n".join([*notes, *header, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
