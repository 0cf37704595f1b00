"""Time both editions by ``qzcharts build`` beside the HTML alone by stock Jupyter Book, same book, same run.

Usage: python benchmarks/build.py [--chapters N ...] [--runs N]

Rows: cold, nothing changed, a sentence, a cell and a value of a CSV edited; of the real book, cold with both
languages too. Ours and stock take turns. Prints medians of wall seconds, their ratio and its target, how many
notebooks ran, and the most memory that all processes of a build held together; writes them to
``benchmarks/RESULTS.md``. Books of 50 chapters and more are built cold once.

After each edit the same sources are built from nothing in another folder too: exit status 1 if any published
file is not the same there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from books import copy_book, drop_translations, make_stock
from qzbook.press.verify import Difference, compare
from results import HERE, head, machine, row
from running import OURS, STOCK, Took, run

VERSIONS = ("jupyter-book", "sphinx", "myst-nb", "matplotlib", "pandas", "typst")
COMMANDS = {"ours": (*OURS, "--verbose"), "stock": STOCK}
MARKS = {"ours": "executed ", "stock": "Executing notebook using"}
"""What each prints for a notebook that it runs."""
KEPT = ("_build", ".qzcharts")
EVERY = "every"
LONG = 50
"""Chapters from which on a book is built cold only once."""
NAMES = (
    "chapters",
    "step",
    "both editions, s",
    "stock HTML, s",
    "ratio",
    "target",
    "built from nothing",
    "notebooks run",
    "by stock",
    "memory, MB",
    "of stock",
)


def first_chapter(project: Path) -> Path:
    """Give the chapter that draws from ``data/inspection.csv``."""
    original, repeated = project / "book/inspection.md", project / "book/chapter0.md"
    return original if original.exists() else repeated


def forget(project: Path, turn: int) -> None:
    """Put aside what builds made and keep, so that the next one is cold.

    A file system may be slow to make files for some seconds after as many were removed, which no fresh copy
    of a book has to wait for.
    """
    aside = Path(tempfile.mkdtemp(dir=project.parent))
    for kept in filter(Path.exists, (project / name for name in KEPT)):
        kept.rename(aside / kept.name)


def leave(project: Path, turn: int) -> None:
    """Change nothing."""


def edit_sentence(project: Path, turn: int) -> None:
    """Add a sentence to a chapter."""
    page = first_chapter(project)
    page.write_text(page.read_text("utf-8") + f"\n又加了一句话{'，再一句' * turn}。\n", "utf-8")


def edit_cell(project: Path, turn: int) -> None:
    """Change the code of a cell."""
    page = first_chapter(project)
    text = page.read_text("utf-8")
    page.write_text(text.replace("import qzcharts as qz\n", "import qzcharts as qz\n# again\n", 1), "utf-8")


def edit_value(project: Path, turn: int) -> None:
    """Correct a number as an author has to: its values, its quotations and their English."""
    shown = "622" in (project / "data/inspection.csv").read_text("utf-8")
    old, new = ("622", "623") if shown else ("623", "622")
    for table in (project / "data").glob("*.csv"):
        text = table.read_text("utf-8")
        if old in text:
            table.write_text(text.replace(old, new), "utf-8")


Edit = Callable[[Path, int], None]
EDITS = (edit_sentence, edit_cell, edit_value)


@dataclass(frozen=True)
class Step:
    """What is done before each build, and how long ours may take then.

    Attributes
    ----------
    name : str
    ours, stock : callable
        What is done to our book and to that of stock.
    ratios, seconds : mapping of str to float
        The most that is wanted, in times of stock and in seconds, by the size of the book.
    """

    name: str
    ours: Edit
    stock: Edit
    ratios: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def judge(self, size: str, seconds: float, ratio: float) -> str:
        """Say each target that the step has for a book of this size, and whether it is met."""
        said = []
        for targets, found, form in ((self.ratios, ratio, "{:.2f}"), (self.seconds, seconds, "{:g} s")):
            most = targets.get(size, targets.get(EVERY))
            if most is not None:
                said.append(f"≤ {form.format(most)}: {'met' if found <= most else 'not met'}")
        return ", ".join(said) or "–"


STEPS = (
    Step("cold", forget, forget, ratios={"real": 0.30}),
    Step("nothing changed", leave, leave, seconds={EVERY: 0.2}),
    Step("a sentence", edit_sentence, edit_sentence, ratios={"real": 1.3, "8": 1.3}, seconds={"200": 5}),
    Step("a cell", edit_cell, edit_cell, ratios={EVERY: 1.0}),
    Step("a CSV value", edit_value, edit_value),
    Step("a CSV value; stock: a cell", edit_value, edit_cell, ratios={"8": 2.0, "50": 2.0}),
)
BOTH = Step("cold, both languages", forget, forget, ratios={"real": 0.45})


def build_from_nothing(project: Path) -> list[Difference]:
    """Build a copy of the sources in a folder that lies as theirs does, and compare what is published."""
    fresh = project.parent.with_name("from-nothing") / project.name
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(project, fresh, ignore=shutil.ignore_patterns(*KEPT))
    run(OURS, fresh)
    return [*compare(project / "_build", fresh / "_build")]


def measure(step: Step, ours: Path, stock: Path, runs: int) -> tuple[str, list[Difference]]:
    """Measure a step, and give a row of the table and what is not as if built from nothing."""
    size = ours.name
    sides = (("ours", ours, step.ours), ("stock", stock, step.stock))
    took: dict[str, list[Took]] = {"ours": [], "stock": []}
    for turn in range(runs):
        for who, project, edit in sides:
            edit(project, turn)
            took[who].append(run(COMMANDS[who], project, watch=runs == 1))
    a, b = (statistics.median(each.seconds for each in runs) for runs in took.values())
    if runs > 1:
        for who, project, edit in sides:
            edit(project, runs)
            took[who].append(run(COMMANDS[who], project))
    differences, same = [], "–"
    if step.ours in EDITS:
        differences = build_from_nothing(ours)
        same = f"{len(differences)} files differ" if differences else "the same bytes"
    cells = [size, step.name, f"{a:.2f}", f"{b:.2f}", f"{a / b:.2f}", step.judge(size, a, a / b), same]
    cells += [str(took[who][-1].output.count(mark)) for who, mark in MARKS.items()]
    most = (max(each.megabytes for each in runs) for runs in took.values())
    cells += [f"{megabytes:.0f}" if megabytes else "–" for megabytes in most]
    return row(cells), differences


def measure_book(chapters: int | None, runs: int, folder: Path) -> Iterator[tuple[str, list[Difference]]]:
    """Measure every step of a book."""
    size = str(chapters or "real")
    ours = copy_book(folder / "ours" / size, chapters)
    stock = make_stock(copy_book(folder / "stock" / size, chapters))
    if chapters is None:
        yield measure(BOTH, ours, stock, runs)
        drop_translations(ours)
    for step in STEPS:
        once = chapters is not None and chapters >= LONG and step.ours is forget
        yield measure(step, ours, stock, 1 if once else runs)


def write(rows: Iterable[str], runs: int) -> None:
    """Write the table, with what has to be known to read it."""
    notes = [
        "# Builds beside stock Jupyter Book",
        "",
        f"{machine(*VERSIONS)}.",
        f"Wall seconds: medians of {runs} runs, cold of one from {LONG} chapters on; ours and stock took "
        "turns. Memory: the most that all processes of a build held at once, looked at twice a second; where "
        "there are several runs, in one more; – if it ended before.",
        "",
        "Both editions, checked, stand beside the HTML alone, by stock with its cache as it stands. The "
        "books have one language; *cold, both languages* makes the real one with its translation, twice the "
        "pages and PDFs. Stock does not notice an edited CSV: what it takes for one is what it takes for "
        "nothing, and so the same edit of a value stands beside its edit of a cell too. *Built from nothing* "
        "says whether the last edition of the row is, file by file, what a cold build in another folder "
        "makes of the same sources.",
        "",
        "Not in the table, for package registries alone do not give them: Jupyter Book 2 (mystmd 1.8.3 "
        "from npm), which fetches its site's template from its own server, and Quarto (quarto-cli 1.10.19 "
        "from PyPI), whose package fetches the program elsewhere as it is installed.",
        "",
        *head(NAMES),
        *rows,
    ]
    (HERE / "RESULTS.md").write_text("\n".join(notes) + "\n", "utf-8")


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chapters", type=int, nargs="*", default=[8, 50, 200])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("\n".join(head(NAMES)))
    rows, found = [], []
    with tempfile.TemporaryDirectory() as folder:
        for chapters in (None, *options.chapters):
            for line, differences in measure_book(chapters, options.runs, Path(folder)):
                print(line, flush=True)
                for difference in differences:
                    print(f"not as built from nothing: {difference}", file=sys.stderr)
                rows.append(line)
                found += differences
    write(rows, options.runs)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
