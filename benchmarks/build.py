"""Time both editions by ``qzcharts build`` beside the HTML alone by stock Jupyter Book, same book, same run.

Usage: python benchmarks/build.py [--chapters N ...] [--runs N]

Rows: cold, nothing changed, a sentence, a cell and a figure of a CSV edited. Prints medians of wall seconds,
their ratio, how many notebooks ran, and the most memory that all processes of a build held together; writes
them to ``benchmarks/RESULTS.md``. Books of 50 chapters and more are built once a row.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from books import copy_book, make_stock

OURS = [sys.executable, "-m", "qzbook", "build", "--verbose"]
STOCK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml"]
VERSIONS = ("jupyter-book", "sphinx", "myst-nb", "matplotlib", "pandas", "typst")
MARKS = {"ours": "executed ", "stock": "Executing notebook using"}
"""What each prints for a notebook that it runs."""
BUILT = ("_build", ".qzcharts", "book/_build")


@dataclass
class Runs:
    """What several runs of one command took."""

    seconds: list[float] = field(default_factory=list)
    notebooks: int = 0
    megabytes: float = 0.0

    def add(self, command: list[str], folder: Path, mark: str) -> None:
        """Run a build."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            start = time.perf_counter()
            process = psutil.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
            while True:
                try:
                    status = process.wait(timeout=0.5)
                    break
                except psutil.TimeoutExpired:
                    self.megabytes = max(self.megabytes, _held(process) / 1e6)
            self.seconds.append(time.perf_counter() - start)
            said.seek(0)
            output = said.read()
        if status:
            raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{output[-4000:]}")
        self.notebooks = output.count(mark)


def _held(process: psutil.Process) -> int:
    """Give the memory of a process and all below it, shared pages counted once."""
    held = 0
    for each in (process, *process.children(recursive=True)):
        try:
            held += each.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return held


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
        found = {"ours": Runs(), "stock": Runs()}
        for turn in range(runs):
            for who, project, command in (("ours", ours, OURS), ("stock", stock, STOCK)):
                if edit is None:
                    for built in BUILT:
                        shutil.rmtree(project / built, ignore_errors=True)
                else:
                    edit(project, turn)
                found[who].add(command, project, MARKS[who])
        a, b = (statistics.median(each.seconds) for each in found.values())
        cells = [name, step, f"{a:.1f}", f"{b:.1f}", f"{a / b:.2f}"]
        cells += [str(each.notebooks) for each in found.values()]
        cells += [f"{each.megabytes:.0f}" for each in found.values()]
        rows.append(f"| {' | '.join(cells)} |")
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="*", default=[8, 50, 200])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    header = [
        "| chapters | step | both editions, s | stock HTML, s | ratio | notebooks run | by stock "
        "| memory, MB | of stock |",
        "| --- " * 9 + "|",
    ]
    print("\n".join(header))
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(None, options.runs, Path(folder))
        for chapters in options.chapters:
            rows += measure(chapters, options.runs if chapters < 50 else 1, Path(folder))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    notes = [
        "# Builds beside stock Jupyter Book",
        "",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {versions}.",
        f"Wall seconds: medians of {options.runs} runs, of one from 50 chapters on. Memory: the most that "
        "all processes of a build held together, looked at twice a second.",
        "Both editions, checked, stand beside the HTML alone. Stock does not notice an edited CSV.",
        "",
        "Not in the table, for package registries alone do not give them: Jupyter Book 2 (mystmd 1.8.3 "
        "from npm), which fetches its site's template from its own server, and Quarto (quarto-cli 1.10.19 "
        "from PyPI), whose package fetches the program elsewhere as it is installed.",
        "",
    ]
    Path(__file__).with_name("RESULTS.md").write_text("\n".join([*notes, *header, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
