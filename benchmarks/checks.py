"""Time ``qzcharts check``: the whole command on the real book, and on copies of it made longer.

Usage: python benchmarks/checks.py [--chapters N ...] [--runs N]

Each book, in one language, is built first, so that its cells have run; then the check reads it anew, from
nothing but those outputs ("cold"), again with nothing changed ("warm"), and after a sentence was edited.
Medians, by the clock.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from books import copy_book, drop_translations

_CHECK = [sys.executable, "-m", "qzbook", "check"]


def seconds(project: Path) -> float:
    """Give the time of a check that finds nothing."""
    start = time.perf_counter()
    subprocess.run(_CHECK, cwd=project, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(project: Path, runs: int) -> dict[str, float]:
    """Give the medians of a book."""
    subprocess.run([sys.executable, "-m", "qzbook", "build"], cwd=project, check=True, capture_output=True)
    times: dict[str, list[float]] = {"cold": [], "warm": [], "sentence": []}
    page = project / "book/outlook.md"
    for number in range(runs):
        shutil.rmtree(project / ".qzcharts/pages")
        times["cold"].append(seconds(project))
        times["warm"].append(seconds(project))
        page.write_text(page.read_text("utf-8") + f"\n又一句{'。' if number % 2 else '话。'}\n", "utf-8")
        times["sentence"].append(seconds(project))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--chapters", type=int, nargs="*", default=[50, 500])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("| Book | Cold, s | Nothing changed, s | A sentence, s |\n| --- | ---: | ---: | ---: |")
    for chapters in (None, *options.chapters):
        with tempfile.TemporaryDirectory() as folder:
            project = copy_book(Path(folder, "project"), chapters)
            if chapters is None:
                drop_translations(project)
            found = measure(project, options.runs if chapters is None else 1)
        name = f"{chapters} chapters" if chapters else "the real book"
        print(f"| {name} | {' | '.join(f'{value:.1f}' for value in found.values())} |", flush=True)


if __name__ == "__main__":
    main()
