"""Say where one machine ends: what a book costs by its size, as straight lines through measured points.

Usage: python benchmarks/model.py [--chapters N ...] [--left-out N]

Books of one language, of 20, 40, 70 and 100 chapters by default, are built from nothing and again after a
sentence; smaller ones are set as a whole, not in volumes, on another line. Each quantity gets the line
of least squares; a book of 200, which no line has seen, says how wrong they are. Books of 20 chapters with
their charts once, twice and three times give the cost of a chart, books of made-up tables that of a number.
Prints what 1,000 and 10,000 chapters would take, and writes it to ``benchmarks/RESULTS-model.md``.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import psutil
import yaml

from books import copy_book
from build import edit_sentence
from qzbook.safety.yaml_limits import MOST_VALUES
from results import HERE, head, machine, row
from running import OURS, run
from wide_book import make_wide_book

VERSIONS = ("sphinx", "myst-nb", "matplotlib", "typst")
SIZES = (1_000, 10_000)
WITH_CHARTS = 20
"""Chapters of the books that differ in their charts alone."""
ENTITIES, INDICATORS, PERIODS = (20, 40, 80), 10, 5
"""Of the books of tables: each entity has a number of each indicator for each period."""
STRAIGHT = (0.9, 1.1)
"""Of a line, the slope at its end, and the book that it has not seen, may be so many times what it says."""

FLAT = 0.05
"""A line that grows by a smaller part than this from its first point to its last says nothing of growth."""

_PHASE = re.compile(r"^(\w+) +([\d.]+) s$", re.MULTILINE)
_CELL = re.compile(r"^```\{code-cell\}.*?^```\n", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"^( +name: .*)$", re.MULTILINE)

COLD, SENTENCE, MEMORY = "cold, s", "a sentence, s", "memory, MB"
OF_PROCESSOR = " of the processor"
PAGES, VALUES = "pages of the PDF", "values in _toc.yml"

Point = dict[str, float]
"""What a book took, by the name of each quantity."""


class Line(NamedTuple):
    """A constant, and what each unit adds."""

    constant: float
    slope: float

    def at(self, size: float) -> float:
        """Give what a size takes."""
        return self.constant + self.slope * size

    def reaches(self, most: float) -> float:
        """Give the size that takes so much; infinite for what does not grow."""
        return (most - self.constant) / self.slope if self.slope > 0 else math.inf


def fit(points: Mapping[int, Point]) -> dict[str, Line]:
    """Give the line of each quantity that all points have."""
    names = [name for name in next(iter(points.values())) if all(name in each for each in points.values())]
    lines = {}
    for name in names:
        slope, constant = np.polyfit(list(points), [each[name] for each in points.values()], 1)
        lines[name] = Line(float(constant), float(slope))
    return lines


def build(project: Path) -> Point:
    """Build a book from nothing, and give what it took, by phase too, and what it weighs."""
    took = run(OURS, project, CI="1")
    phases = {f"{name}, s": float(seconds) for name, seconds in _PHASE.findall(took.output)}
    html = project / "_build/html"
    (pdf,) = (project / "_build/pdf").iterdir()
    with pikepdf.open(pdf) as opened:
        pages = len(opened.pages)
    toc = yaml.parse((project / "book/_toc.yml").read_text("utf-8"))
    return {
        COLD: took.seconds,
        COLD + OF_PROCESSOR: took.work,
        **phases,
        MEMORY: took.megabytes,
        "HTML pages, MB": sum(page.stat().st_size for page in html.rglob("*.html")) / 1e6,
        "search index, MB": (html / "_static/searchindex.js").stat().st_size / 1e6,
        "PDF, MB": pdf.stat().st_size / 1e6,
        PAGES: pages,
        VALUES: sum(isinstance(event, yaml.NodeEvent) for event in toc),
    }


def measure_chapters(folder: Path, chapters: int) -> Point:
    """Measure a book of so many chapters, the second build after a sentence too."""
    project = copy_book(folder / f"chapters-{chapters}", chapters)
    point = build(project)
    edit_sentence(project, 0)
    again = run(OURS, project)
    return {**point, SENTENCE: again.seconds, SENTENCE + OF_PROCESSOR: again.work}


def measure_charts(folder: Path, times: int) -> tuple[int, Point]:
    """Measure a book whose cells stand in it so many times, and give their number too."""
    project = copy_book(folder / f"charts-{times}", WITH_CHARTS)
    number = 0
    for page in (project / "book").glob("chapter*.md"):
        text = page.read_text("utf-8")
        cells = _CELL.findall(text)
        more = [_NAME.sub(rf"\1-again-{turn}", cell) for turn in range(1, times) for cell in cells]
        page.write_text("\n".join([text, *more]), "utf-8")
        number += times * len(cells)
    return number, build(project)


def measure_numbers(folder: Path, entities: int) -> tuple[int, Point]:
    """Measure a book of made-up tables, and give how many numbers it has too."""
    project = make_wide_book(folder / f"entities-{entities}", entities, INDICATORS, PERIODS)
    return entities * INDICATORS * PERIODS, build(project)


def show_points(points: Mapping[int, Point], lines: Mapping[str, Line], left_out: int) -> list[str]:
    """Give the tables of what was measured, and of the lines and what they say of more."""
    measured = [row((name, *(f"{each[name]:.2f}" for each in points.values()))) for name in lines]
    names = ("", "constant", "a chapter", f"at {left_out}", "measured", "error", "slope at the end")
    said = head((*names, *(f"at {size:,}" for size in SIZES)))
    fitted = {size: point for size, point in points.items() if size != left_out}
    for name, line in lines.items():
        told, found = line.at(left_out), points[left_out][name]
        cells = [name, f"{line.constant:.2f}", f"{line.slope:.3g}", f"{told:.2f}", f"{found:.2f}"]
        cells.append(f"{told / found - 1:+.0%}" if found else "–")
        end = bend(line, {size: point[name] for size, point in fitted.items()})
        straight = end is None or all(STRAIGHT[0] <= each <= STRAIGHT[1] for each in (end, found / told))
        cells.append(f"{'flat' if end is None else f'× {end:.2f}'}{'' if straight else ', no line'}")
        said.append(row([*cells, *(f"{line.at(size):,.0f}" for size in SIZES)]))
    return [*head(("", *map(str, points))), *measured, "", *said]


def bend(line: Line, found: Mapping[int, float]) -> float | None:
    """Give the slope between the last two points in times of that of the line; None for one that is flat."""
    first, *_, before, last = found
    if abs(line.slope) * (last - first) <= FLAT * found[last]:
        return None
    return (found[last] - found[before]) / (last - before) / line.slope


def show_costs(
    chapters: Mapping[str, Line], charts: Mapping[str, Line], numbers: Mapping[str, Line]
) -> list[str]:
    """Give the table of what one more of each adds."""
    said = head(("", "a chapter", "a page of the PDF", "a chart", "a number"))
    for name, line in chapters.items():
        found = [line.slope, line.slope / chapters[PAGES].slope]
        found += [of[name].slope if name in of else np.nan for of in (charts, numbers)]
        said.append(row((name, *("–" if np.isnan(each) else f"{each:.3g}" for each in found))))
    return said


def show_ends(lines: Mapping[str, Line]) -> list[str]:
    """Give the table of what ends first."""
    limits = {
        MEMORY: (psutil.virtual_memory().total / 1e6, "what this machine has"),
        VALUES: (MOST_VALUES, "more is refused"),
        SENTENCE: (60, "a minute"),
        COLD: (3600, "an hour"),
    }
    said = head(("", "at most", "", "chapters"))
    for name, (most, why) in limits.items():
        said.append(row((name, f"{most:,.0f}", why, f"{lines[name].reaches(most):,.0f}")))
    return said


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chapters", type=int, nargs="+", default=[20, 40, 70, 100])
    parser.add_argument("--left-out", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        points = {each: measure_chapters(folder, each) for each in sorted(options.chapters)}
        lines = fit(points)
        charts = fit(dict(measure_charts(folder, times) for times in (1, 2, 3)))
        numbers = fit(dict(measure_numbers(folder, each) for each in ENTITIES))
        points[options.left_out] = measure_chapters(folder, options.left_out)
    text = [
        "# What a book costs by its size",
        "",
        f"{machine(*VERSIONS)}. Each point is one build, in wall seconds; of one language. The chapters "
        "repeat the five of this book, so that drawings repeat too: as many different ones weigh more.",
        "",
        "## Measured, by chapters",
        "",
        *show_points(points, lines, options.left_out),
        "",
        f"The lines have not seen the book of {options.left_out} chapters. *Slope at the end*: between the "
        "last two points that they have seen, in times of that of the whole. Where that or the book left out "
        f"is off by more than {STRAIGHT[1] - 1:.0%}, it is no line, and larger books take more than is said "
        "if they are above it, less if below.",
        "",
        "## What one more adds",
        "",
        "A chapter has its text, charts and numbers; a page is a share of it. Charts and numbers come from "
        "books that differ in nothing else.",
        "",
        *show_costs(lines, charts, numbers),
        "",
        "## Where one machine ends",
        "",
        *show_ends(lines),
    ]
    print("\n".join(text))
    (HERE / "RESULTS-model.md").write_text("\n".join(text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
