"""Books behind a server that lets nothing in from elsewhere, and a book of every kind of element."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from site_facts import POLICY


class Server(SimpleHTTPRequestHandler):
    """Serves a book below a folder of the host, under :data:`site_facts.POLICY`, in silence.

    What is missing gets the book's own page for that, as static hosts have it.
    """

    def __init__(self, *arguments: Any, folder: str, **options: Any) -> None:
        self.folder = folder
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.folder):
            return str(Path(self.directory, "nothing-outside"))
        return super().translate_path("/" + path.removeprefix(self.folder))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base class has it
        pass


@contextmanager
def serving(html: Path, folder: str) -> Iterator[str]:
    """Serve a book, and give its address."""
    handler = functools.partial(Server, directory=str(html), folder=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{folder}"
    server.shutdown()
    server.server_close()
    thread.join()


def write_elements(project: Path, address: str, added: str = "") -> None:
    """Make the page of elements the first of two, to be published at an address."""
    page = Path(__file__).with_name("elements.md").read_text("utf-8")
    (project / "book/elements.md").write_text(page + added, "utf-8")
    contents = {"format": "jb-book", "root": "elements", "chapters": [{"file": "appendix/ledger"}]}
    (project / "book/_toc.yml").write_text(yaml.safe_dump(contents), "utf-8")
    path = project / "_config.yml"
    configuration = yaml.safe_load(path.read_text("utf-8"))
    configuration["sphinx"]["config"]["html_baseurl"] = address
    path.write_text(yaml.safe_dump(configuration, allow_unicode=True), "utf-8")
