"""What the browser gets: the pages of the last good state, from memory, and word of each change."""

from __future__ import annotations

import asyncio
import hashlib
import json
import mimetypes
import os
import re
import socket
import threading
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from qzbook.errors import BuildError
from qzbook.serve.guard import FRESH, HEADERS, HOST, Guard, Protocol
from qzbook.serve.printing import Printing
from qzbook.words import gettext, ngettext

_SCRIPT = Path(__file__).with_name("client.js").read_text("utf-8")
_LASTING = {"Cache-Control": "max-age=31536000, immutable"}
"""For what has a digest of its content in its address, and need not be fetched again as the page is."""
_DIGEST = re.compile(r"^_images/.*-[0-9a-f]{12}\.svg$")
_NOTHING_YET = b"<!DOCTYPE html><html lang=en><head><title>qzcharts</title></head><body></body></html>"


@dataclass(frozen=True)
class File:
    """A file's content, and the time and size that tell whether it is still that of the folder."""

    stamp: tuple[int, int]
    content: bytes


class Snapshot(dict[str, File]):
    """The files of a folder by their path in it, whole and all of one moment.

    Parameters
    ----------
    folder : Path, optional
        A folder that nobody writes to meanwhile.
    before : mapping of str to File
        An earlier snapshot, to read only what has changed since.
    """

    def __init__(self, folder: Path | None = None, before: Mapping[str, File] | None = None) -> None:
        super().__init__()
        for path in sorted(folder.rglob("*")) if folder else ():
            if path.is_file() and not path.name.startswith("."):  # what builds keep there for the next
                name, status = path.relative_to(folder or path).as_posix(), path.stat()
                stamp = status.st_mtime_ns, status.st_size
                known = (before or {}).get(name)
                self[name] = known if known and known.stamp == stamp else File(stamp, path.read_bytes())
        parts = [file.content for name, file in self.items() if name.startswith("_static/")]
        self._static = hashlib.sha256(b"\0".join(parts)).hexdigest()

    def resolve(self, path: str) -> str:
        """Give the name of the file that stands at a path of the site; the page for none if there is none."""
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        return name if name in self else "404.html"

    def version(self, path: str) -> str:
        """Give what changes when the page at a path does, or its looks; empty if there are no pages."""
        page = self.get(self.resolve(path))
        return hashlib.sha256(page.content + self._static.encode()).hexdigest() if page else ""


class Server:
    """Serves snapshots on loopback, from a thread of its own; a context manager.

    Parameters
    ----------
    port : int
        0 for any that is free.
    printing : Printing
        Makes the PDF edition.

    Raises
    ------
    BuildError
        If the port cannot be had.
    """

    def __init__(self, port: int, printing: Printing) -> None:
        try:
            self._socket = socket.create_server((HOST, port))
        except OSError as error:
            what = os.strerror(error.errno or 0)
            raise BuildError(
                gettext("port {port} of {host} cannot be had: {what}", port=port, host=HOST, what=what),
                gettext("stop what uses it, perhaps another `qzcharts serve`, or name another with --port"),
            ) from error
        self.port: int = self._socket.getsockname()[1]
        self.snapshot = Snapshot()
        self.pdf_path = ""  # where the pages link to it
        self._problem = ""
        self.findings: tuple[str, ...] = ()
        self._printing = printing
        self._readers: Counter[str] = Counter()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        app = Starlette(
            routes=[
                Route("/.preview/events", self._events),
                Route("/.preview/client.js", client_script),
                Route("/book.pdf", self._pdf),
                Route("/{path:path}", self._file),
            ],
        )
        configuration = uvicorn.Config(
            Guard(app),
            http=Protocol,
            ws="none",
            headers=[*HEADERS.items()],
            lifespan="off",
            log_level="error",
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(configuration)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def url(self) -> str:
        """Address of the first page."""
        return f"http://{HOST}:{self.port}/"

    @property
    def shown(self) -> set[str]:
        """Names of the pages that are open in a browser."""
        return {self.snapshot.resolve(path).removesuffix(".html") for path in list(self._readers)}

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._tell()
        self._thread.join()

    def publish(self, snapshot: Snapshot, problem: str, findings: tuple[str, ...]) -> None:
        """Show these pages from now on.

        Parameters
        ----------
        snapshot : Snapshot
        problem : str
            What keeps them from being newer; it is laid over them.
        findings : tuple of str
            What the check finds in them; it is listed beside them.
        """
        self.snapshot, self._problem, self.findings = snapshot, problem, findings
        self._tell()

    def _tell(self) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake_readers)

    def _wake_readers(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._server.serve(sockets=[self._socket])

    async def _events(self, request: Request) -> Response:
        """Tell a page, now and at each change, its version and the problem."""
        path = unquote(request.query_params.get("page", "")).removeprefix("/")

        async def stream() -> AsyncIterator[str]:
            self._readers[path] += 1
            try:
                yield "retry: 300\n"
                while not self._server.should_exit:
                    news = self._news  # taken first: what comes while this is sent is not to be missed
                    state = {
                        "version": self.snapshot.version(path),
                        "problem": self._problem,
                        "findings": self.findings,
                        "count": told(self.findings),
                    }
                    yield f"data: {json.dumps(state)}\n\n"
                    await news.wait()
            finally:
                self._readers -= Counter([path])

        if request.method == "HEAD":
            return Response(headers=FRESH, media_type="text/event-stream")
        return StreamingResponse(stream(), headers=FRESH, media_type="text/event-stream")

    async def _pdf(self, request: Request) -> Response:
        """Wait for the PDF as long as the browser does."""
        gone = asyncio.ensure_future(_gone(request))
        with self._printing.asked() as answer:
            waited: list[asyncio.Future[Any]] = [gone, asyncio.wrap_future(answer)]
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not answer.done():
            return Response()  # to nobody
        pdf = answer.result()
        if isinstance(pdf, bytes):
            return Response(pdf, headers=FRESH, media_type="application/pdf")
        return PlainTextResponse(str(pdf), 500, FRESH)

    async def _file(self, request: Request) -> Response:
        path, snapshot = request.path_params["path"], self.snapshot
        if path and path == self.pdf_path:
            return await self._pdf(request)
        name = snapshot.resolve(path)
        content = snapshot[name].content if name in snapshot else _NOTHING_YET
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind == "text/html":
            version = snapshot.version(path)
            script = f'<script src="/.preview/client.js" data-version="{version}" defer></script></head>'
            content = content.replace(b"</head>", script.encode(), 1)
        lasts = "v" in request.query_params or _DIGEST.search(name)
        status = 404 if name == "404.html" and name in snapshot and path != name else 200
        return Response(content, status, _LASTING if lasts and name == path else FRESH, kind)


def told(findings: Sequence[str]) -> str:
    """Say how many findings there are."""
    if not findings:
        return gettext("no finding of the check")
    return ngettext("{number} finding of the check", "{number} findings of the check", len(findings))


def client_script(_: Request | None) -> Response:
    """Give the script of every page, with its words."""
    words = {
        "language": gettext("en"),  # that of these words
        "problem": gettext("The last change cannot be shown yet"),
        "hide": gettext("Hide"),
    }
    script = _SCRIPT.replace("WORDS", json.dumps(words), 1)
    return Response(script, headers=FRESH, media_type="text/javascript")


async def _gone(request: Request) -> None:
    """Wait until the browser has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
