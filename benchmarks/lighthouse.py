"""Run Lighthouse over every page of the built HTML edition, on phone and desk, and print the scores.

Usage: python benchmarks/lighthouse.py   (after ``make book`` and the line of ``make bench`` that installs it)

Exit status 1 if a page has less than 100 for accessibility, best practices or SEO, or 95 for performance.
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

PROJECT = Path(__file__).parents[1]
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
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


def scores(url: str, *flags: str) -> dict[str, int]:
    """Give the scores of a page, 0 to 100."""
    command = [str(PROJECT / "benchmarks/node_modules/.bin/lighthouse"), url, "--quiet", "--output=json"]
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
    pages = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"| page | {' | '.join(f'{name}, phone / desk' for name in LEAST)} |")
    print(f"| --- | {' | '.join('---' for _ in LEAST)} |")
    low = False
    for page in pages:
        url = f"http://127.0.0.1:{server.server_port}/{page}"
        phone, desk = scores(url), scores(url, "--preset=desktop")
        print(f"| {page} | {' | '.join(f'{phone[name]} / {desk[name]}' for name in LEAST)} |", flush=True)
        low = low or any(min(phone[name], desk[name]) < least for name, least in LEAST.items())
    server.shutdown()
    sys.exit(low)


if __name__ == "__main__":
    main()
