"""Damage a project at random and build it: the command never shows a traceback, hangs, or publishes half.

Usage: fuzz.py PROJECT SCRATCH [--count N] [--seed N]

PROJECT has a published edition and its workspace. Prints a line for each file that was damaged with how its
builds ended, and every ending that should not be; the status is 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fault_driver import digests
from random_damage import damage_bytes, damage_text, damage_tree
from support import run_command

TOKENS = [
    "", "\n", "\t", " ", "\0", "\ufeff", "𠮷", '"', "'", "`", "```", ":::", "{", "}", "[", "]", "(", ")",
    ":", "- ", "#", "|", "---", "\\", "$", "$$", "%", "*", "**", "&a", "*a", "!!python/object:os.system x",
    "{metric}`", "{ref}`x`", "{numref}`x`", "{doc}`x`", "[^1]", "![](x.png)", "<script>", "```{code-cell}",
    "1/0", "raise SystemExit", "import os; os._exit(1)", "quit()", "exit(1)", "file: index", "file: ../index",
    "null", "true", "-1", "1e999", "9" * 40, "[]", "{}", "tags: [remove-cell]", "format: jb-article",
    "root: x", "sections:",
]  # fmt: skip
FILES = ["data/*.csv", "data/datapackage.json", "book/_toc.yml", "book/*.md", "_config.yml"]
SECONDS = 60


@dataclass(frozen=True)
class Ending:
    """How one build ended.

    ``kind`` is ``refused`` with a message, ``built`` where the damage did no harm, or what should not be.
    """

    file: str
    kind: str
    seed: int
    message: str

    @property
    def good(self) -> bool:
        return self.kind in ("refused", "built")


def damage(project: Path, dice: random.Random) -> Path:
    """Damage one file, which then differs, and give it."""
    path = dice.choice(sorted(project.glob(dice.choice(FILES))))
    before = path.read_bytes()
    while path.read_bytes() == before:
        if path.suffix == ".json" and dice.random() < 0.8:
            tree = damage_tree(json.loads(before), dice)
            path.write_text(json.dumps(tree, indent=2), "utf-8", "surrogatepass")
        elif dice.random() < 0.05:
            path.write_bytes(damage_bytes(before, dice))
        else:
            tokens = {} if path.suffix == ".csv" else {"tokens": TOKENS}
            path.write_bytes(damage_text(before.decode(), dice, **tokens).encode("utf-8", "surrogatepass"))
    return path


def build_damaged(project: Path, scratch: Path, seed: int) -> Ending:
    """Damage a copy of a project, build it, and tell how that ended."""
    copy = shutil.copytree(project, scratch / "project")
    file = damage(copy, random.Random(seed)).relative_to(copy).as_posix()
    try:
        done = run_command(copy, "build", seconds=SECONDS)
        kind, message = _judge(done, digests(copy / "_build") == digests(project / "_build"))
    except subprocess.TimeoutExpired:
        kind, message = "hangs", ""
    finally:
        shutil.rmtree(scratch / "project")
    return Ending(file, kind, seed, message)


def _judge(done: subprocess.CompletedProcess[str], same: bool) -> tuple[str, str]:
    said = f"{done.stdout}{done.stderr}"
    if "Traceback (most recent call last)" in said:
        return "traceback", said
    if done.returncode == 0:
        return ("silent", said) if same else ("built", "")
    if done.returncode != 1 or not done.stderr.startswith("qzcharts: "):
        return f"status {done.returncode}", said
    return ("refused", said) if same else ("published", said)


def fuzz(project: Path, scratch: Path, seeds: range) -> Iterator[Ending]:
    """Give the endings of as many builds."""
    for seed in seeds:
        yield build_damaged(project, scratch, seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    bad = 0
    for ending in fuzz(options.project, options.scratch, range(options.seed, options.seed + options.count)):
        counts[Path(ending.file).suffix if "/" in ending.file else ending.file, ending.kind] += 1
        if not ending.good:
            bad += 1
            print(f"seed {ending.seed}, {ending.file}: {ending.kind}\n{ending.message}", flush=True)
    for (file, kind), count in sorted(counts.items()):
        print(f"{file:16}{kind:12}{count:5}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
