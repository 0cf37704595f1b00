"""Seals on what is kept from one run to the next, so that only what this user wrote here is believed.

A project that somebody hands on may bring a workspace along: what it says was found or made may be untrue,
and to load a pickle runs whatever is in it. What is kept is sealed with a key that lies outside of every
project.
"""

import hashlib
import hmac
import os
import secrets
import stat
from functools import cache
from pathlib import Path

from qzbook.words import gettext

_BYTES = 32
_DIGITS = 2 * hashlib.sha256().digest_size


def sealed(name: str, content: bytes) -> bytes:
    """Give a content with the seal of this user before it.

    Parameters
    ----------
    name : str
        What it is, so that it is not taken for something else that was sealed.
    content : bytes
    """
    return _seal(name, content) + b"\n" + content


def opened(name: str, content: bytes) -> bytes:
    """Give the content behind a seal.

    Raises
    ------
    ValueError
        If it was not sealed under this name by this user on this machine.
    """
    seal, _, within = content.partition(b"\n")
    if len(seal) != _DIGITS or not hmac.compare_digest(seal, _seal(name, within)):
        raise ValueError("not sealed here")
    return within


def unkept() -> str:
    """Say why nothing that is sealed now will be believed later; empty if it will."""
    return _key()[1]


def _seal(name: str, content: bytes) -> bytes:
    return hmac.new(_key()[0], f"{name}\0".encode() + content, hashlib.sha256).hexdigest().encode()


@cache
def _key() -> tuple[bytes, str]:
    """Give this user's key, made at its first use; if it cannot be kept, one for this process, and why."""
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        folder = (given if given.is_absolute() else Path.home() / ".local/state") / "qzcharts"
        path = folder / "key"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        return _read(path), ""
    except (OSError, RuntimeError) as error:
        return secrets.token_bytes(_BYTES), gettext("there is no key of this user: {error}", error=error)


def _make(path: Path) -> None:
    """Write a key, whole from its first moment; who comes second at the same time has that of the first."""
    aside = path.with_name(f".key-{secrets.token_hex(8)}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
            raise PermissionError(
                gettext("{path} is no file that this user alone can read; remove it", path=path)
            )
        content = file.read(_BYTES + 1)
    if len(content) != _BYTES:
        raise OSError(gettext("{path} is not of {number} bytes; remove it", path=path, number=_BYTES))
    return content
