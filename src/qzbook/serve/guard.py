"""Keeps the preview its author's alone: who is answered, what every answer forbids, and how long we wait.

Any website that the author visits can have the browser ask this server, directly or through a name that leads
to loopback. What it asks is refused before anything is looked up, so that neither words nor timing nor the
kind of failure tell what is there; what a page might take in nevertheless, the headers keep from it.
"""

import asyncio
import re
from typing import Any

import h11
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from qzbook.errors import with_mend
from qzbook.words import gettext

HOST = "127.0.0.1"
POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""What pages are made for, in the preview as when they are published."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",  # no script, style, picture or frame of another site
    "Cross-Origin-Opener-Policy": "same-origin",  # a window that another site opens is out of its reach
    "Referrer-Policy": "no-referrer",  # what is linked to does not learn of the draft
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FRESH = {"Cache-Control": "no-store"}
_OURS = re.compile(rf"({re.escape(HOST)}|localhost)(:\d+)?")
_TYPED_OR_LINKED_HERE = {"none", "same-origin"}
_METHODS = {"GET", "HEAD"}


class Guard:
    """Answers in place of an application what it must not see."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or hand it on."""
        await (_refusal(Request(scope)) or self._app)(scope, receive, send)


def _refusal(request: Request) -> Response | None:
    """Give the answer to a request that is no author's.

    A link from another site is refused too, though its window could not be read: to follow it would have the
    PDF made, and one click on the answer does what the author meant. What no browser sends has no marks, and
    comes from a program of this machine.
    """
    headers = request.headers
    hosts, marks = headers.getlist("host"), headers.getlist("sec-fetch-site")
    closing = FRESH | {"Connection": "close"}
    if len(hosts) != 1 or not _OURS.fullmatch(hosts[0]) or not request.scope["path"].startswith("/"):
        what = gettext("this preview has the names {host} and localhost, and no other", host=HOST)
        return PlainTextResponse(with_mend(what, gettext("use one of them")) + "\n", 400, closing)
    origins = set(headers.getlist("origin"))
    if not (origins <= {f"http://{hosts[0]}"} and _TYPED_OR_LINKED_HERE.issuperset(marks)):
        return HTMLResponse(elsewhere(), 403, closing)
    if request.method not in _METHODS:
        methods = ", ".join(sorted(_METHODS))
        text = gettext("the preview can only be read; allowed: {methods}", methods=methods)
        return PlainTextResponse(f"{text}\n", 405, closing | {"Allow": methods})
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        text = gettext("a request of the preview has no content")
        return PlainTextResponse(f"{text}\n", 400, closing)
    return None


def elsewhere() -> str:
    """Give the answer to a link from another site."""
    return gettext(
        '<!DOCTYPE html><html lang="en"><head><title>qzcharts</title></head><body>\n'
        "<p>This preview is for its author alone, and another site led here.</p>\n"
        '<p>mend: <a href="">open it from here</a>, or type its address</p>\n'
        "</body></html>"
    )


class Protocol(H11Protocol):
    """HTTP as uvicorn speaks it, but a request has to be there in time, which uvicorn waits for for ever."""

    patience = 5.0
    """Seconds from the connection, or from the last answer, to the end of the head of a request."""
    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        self._wait()

    def on_response_complete(self) -> None:
        """Go on to the next request."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._forget()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, with the headers that every answer has."""
        if self._answering:
            self.transport.abort()
            return
        headers: list[Any] = [
            *self.server_state.default_headers,
            (b"content-type", b"text/plain; charset=utf-8"),
        ]
        what = gettext("this is no request of HTTP, or its head is too long")
        text = with_mend(what, gettext("clear this site's cookies")) + "\n"
        answer = h11.Response(status_code=400, headers=[*headers, (b"connection", b"close")])
        for event in (answer, h11.Data(data=text.encode()), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _answering(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._answering:
            self._forget()
        elif not self._limit:
            self._limit = self.loop.call_later(self.patience, self.transport.abort)

    def _forget(self) -> None:
        if self._limit:
            self._limit.cancel()
            self._limit = None
