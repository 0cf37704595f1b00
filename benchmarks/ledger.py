"""Time a book of many numbers: its check, its ledger in Chromium, and its PDF.

Usage: python benchmarks/ledger.py [--entities N] [--indicators N] [--periods N]

The book has a number for each entity, indicator and period, 3,000 by default. Shown is the time from the
request of the ledger page until it is laid out; filtered, the slowest of some words in its filter. Prints a
table with the limits, and writes it to ``benchmarks/RESULTS-ledger.md``.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from reading import ARGUMENTS, serving, wire
from results import HERE, machine
from wide_book import make_wide_book

_QZCHARTS = [sys.executable, "-m", "qzbook"]
_WORDS = ("甲子县", "县", "county5", "Ba", "没有的词", "")
#: By what is measured: how much it may be.
LIMITS = {
    "ledger page, KB": 300,
    "shown, s": 1,
    "filtered, s": 0.1,
    "check, s": 3,
    "HTML, s": 10,
    "PDF, s": 10,
}

_SHOWN = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() / 1000;
}"""
_FILTERED = """(words) => {
  const input = document.querySelector(".ledger-filter input");
  const start = performance.now();
  input.value = words;
  input.dispatchEvent(new Event("input"));
  document.querySelector(".text").getBoundingClientRect();
  return (performance.now() - start) / 1000;
}"""


def run(project: Path, command: str) -> str:
    """Run a command that goes well, and give what it says, with the seconds of each phase."""
    environment = os.environ | {"CI": "1", "LANGUAGE": "en"}
    done = subprocess.run(
        [*_QZCHARTS, command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command} failed in {project}:\n{done.stdout}{done.stderr}")
    return done.stdout


def read(html: Path) -> dict[str, float]:
    """Open the ledger with a cold cache, and filter it."""
    with sync_playwright() as playwright, serving(html) as site:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{site}ledger.html")
        shown = page.evaluate(_SHOWN)
        filtered = max(page.evaluate(_FILTERED, words) for words in _WORDS)
        browser.close()
    return {"shown, s": shown, "filtered, s": filtered}


def measure(project: Path) -> dict[str, float]:
    """Build a book and give what it takes."""
    phases = {
        name: float(seconds)
        for name, seconds in re.findall(r"^(\w+) +([\d.]+) s$", run(project, "build"), re.M)
    }
    start = time.perf_counter()
    run(project, "check")
    checked = time.perf_counter() - start
    html = project / "_build/html"
    found = {name: phases[name.partition(",")[0]] for name in ("HTML, s", "PDF, s")}
    return {"ledger page, KB": wire(html / "ledger.html") / 1024, **read(html), "check, s": checked, **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, number in (("entities", 60), ("indicators", 10), ("periods", 5)):
        parser.add_argument(f"--{name}", type=int, default=number)
    options = parser.parse_args()
    numbers = options.entities * options.indicators * options.periods
    with tempfile.TemporaryDirectory() as folder:
        found = measure(
            make_wide_book(Path(folder, "book"), options.entities, options.indicators, options.periods)
        )
    lines = [f"| {numbers:,} numbers | found | limit |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {found[name]:.2f} | {limit} |" for name, limit in LIMITS.items()]
    print("\n".join(lines))
    over = [name for name, limit in LIMITS.items() if found[name] > limit]
    if over:
        print(f"over their limit: {', '.join(over)}", file=sys.stderr)
    text = ["# A ledger of many numbers", "", f"{machine()}.", "", *lines]
    (HERE / "RESULTS-ledger.md").write_text("\n".join(text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
