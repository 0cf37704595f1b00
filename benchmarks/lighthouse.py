"""Run Lighthouse over every page of the built HTML edition, in all languages, on phone and desk.

Usage: python benchmarks/lighthouse.py   (after ``make book`` and the line of ``make bench`` that installs it)

Prints the scores, and writes them to ``benchmarks/RESULTS-html.md``. Exit status 1 if a page has less than
100 in any category; what it lost them for is named.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from results import head, machine, record, row

PROJECT = Path(__file__).parents[1]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MOST = 100
ATTEMPTS = 3
"""So often a page is judged that has less: what else a machine does takes points, and gives none."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
COMPRESSED = {".html", ".css", ".js", ".svg", ".json"}


class Compressing(SimpleHTTPRequestHandler):
    """Serves files as a server for readers would: text compressed, all of it cacheable, in silence."""

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Say nothing."""


def judge(url: str, *flags: str) -> tuple[dict[str, int], list[str]]:
    """Give the best scores of a page, and what it lost points for."""
    found = []
    for _ in range(ATTEMPTS):
        found.append(judge_once(url, *flags))
        if not found[-1][1]:
            break
    return max(found, key=lambda each: sum(each[0].values()))


def judge_once(url: str, *flags: str) -> tuple[dict[str, int], list[str]]:
    """Give the scores of a page, 0 to 100, and what it lost points for."""
    command = [str(PROJECT / "benchmarks/node_modules/.bin/lighthouse"), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}", *flags]
    chromium = shutil.which("chromium") or sys.exit(
        "chromium is missing; install it from the system's packages"
    )
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    scores, low = {}, []
    for name in CATEGORIES:
        category = found["categories"][name]
        scores[name] = round(category["score"] * 100)
        if scores[name] < MOST:
            audits = [found["audits"][part["id"]] for part in category["auditRefs"] if part["weight"]]
            low += [f"{name}: {each['title']}" for each in audits if each["score"] not in (1, None)]
    return scores, low


def main() -> None:
    """Judge every page, and write the table."""
    html = PROJECT / "_build/html"
    pages = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lines, whole = head(("page", *(f"{name}, phone / desk" for name in CATEGORIES))), True
    print("\n".join(lines))
    for page in pages:
        url = f"http://127.0.0.1:{server.server_port}/{page}"
        judged = [judge(url), judge(url, "--preset=desktop")]
        cells = (" / ".join(str(scores[name]) for scores, _ in judged) for name in CATEGORIES)
        lines.append(row((page, *cells)))
        print(lines[-1], flush=True)
        for low in sorted({each for _, lows in judged for each in lows}):
            print(f"{page}: {low}", file=sys.stderr)
            whole = False
    server.shutdown()
    package = json.loads((PROJECT / "benchmarks/package.json").read_text("utf-8"))
    tool = f"lighthouse {package['dependencies']['lighthouse']}"
    note = f"A page with less than {MOST} was judged up to {ATTEMPTS} times, and its best is shown."
    record("RESULTS-html.md", "Lighthouse", [f"{machine()}; {tool}. {note}", "", *lines])
    sys.exit(not whole)


if __name__ == "__main__":
    main()
