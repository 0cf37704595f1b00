"""Run Lighthouse over every page of the built HTML edition, on phone and desk, and print the scores.

Usage: python benchmarks/lighthouse.py [PAGE ...]   (after ``make book``)

Exit status 1 if a page has less than 100 for accessibility, best practices or SEO, or 95 for performance.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pages import serving

PROJECT = Path(__file__).parents[1]
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def scores(url: str, *flags: str) -> dict[str, int]:
    """Give the scores of a page, 0 to 100."""
    command = [str(PROJECT / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={FLAGS}", *flags]
    chromium = shutil.which("chromium") or sys.exit(
        "chromium is missing; install it from the system's packages"
    )
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=True
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: round(categories[name]["score"] * 100) for name in LEAST}


def main() -> None:
    """Measure every page."""
    html = PROJECT / "_build/html"
    pages = sys.argv[1:] or sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    print(f"| page | {' | '.join(f'{name}, phone / desk' for name in LEAST)} |")
    print(f"| --- | {' | '.join('---' for _ in LEAST)} |")
    low = False
    with serving(html) as address:
        for page in pages:
            phone, desk = scores(address + page), scores(address + page, "--preset=desktop")
            print(f"| {page} | {' | '.join(f'{phone[name]} / {desk[name]}' for name in LEAST)} |", flush=True)
            low = low or any(min(phone[name], desk[name]) < least for name, least in LEAST.items())
    sys.exit(low)


if __name__ == "__main__":
    main()
