"""No network: whatever a book names, reading and building it asks no other machine, nor this one.

What runs in cells is the author's, in a process of its own, and may.
"""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from qzbook.words import gettext

_ASKING = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
_depth = 0


@contextmanager
def unconnected() -> Iterator[None]:
    """Refuse every connection and every look-up of a name that this process tries meanwhile.

    Who tries gets an `OSError` as if there were no network, and tells it with its place.
    """
    global _depth
    _listen()
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1


@contextmanager
def connected() -> Iterator[None]:
    """Let this process ask the network meanwhile after all: for what its user has named, not a book."""
    global _depth
    before, _depth = _depth, 0
    try:
        yield
    finally:
        _depth = before


@cache
def _listen() -> None:
    sys.addaudithook(_refuse)  # which cannot be taken away again


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if not _depth or event not in _ASKING:
        return
    asked = arguments[0]
    if isinstance(asked, socket.socket):
        if asked.family not in (socket.AF_INET, socket.AF_INET6):
            return
        asked = arguments[1][0]
    raise OSError(
        gettext(
            "the network is never asked, here for {asked}; save the file in the project, and name that",
            asked=asked,
        )
    )
