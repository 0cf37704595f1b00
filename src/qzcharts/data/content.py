"""What keeps a file of data from being a text in UTF-8, told by its bytes."""

import re
from typing import NamedTuple

from qzcharts.encoding import encoding_of
from qzcharts.errors import Problem, not_utf8
from qzcharts.words import gettext, marked

MOST_BYTES = 5_000_000
"""So large a file may be: more than a report is about, and less than fills the memory."""


class _Kind(NamedTuple):
    """A kind of file that is no text, whatever its name says.

    Attributes
    ----------
    name : str
    begin : bytes
        What such a file begins with.
    part : bytes
        What else stands in it.
    """

    name: str
    begin: bytes
    part: bytes = b""


_ZIP = b"PK\x03\x04"
_KINDS = (
    _Kind(marked("an Excel workbook"), _ZIP, b"xl/"),
    _Kind(marked("an OpenDocument spreadsheet"), _ZIP, b"opendocument.spreadsheet"),
    _Kind(marked("a Numbers spreadsheet"), _ZIP, b".iwa"),
    _Kind(marked("a ZIP archive"), _ZIP),
    _Kind(marked("an Excel workbook"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _Kind(marked("a PDF"), b"%PDF-"),
    _Kind(marked("a picture"), b"\x89PNG\r\n"),
    _Kind(marked("a picture"), b"\xff\xd8\xff"),
)
_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<[!?a-zA-Z]")


def content_problem(path: str, content: bytes) -> Problem | None:
    """Tell whether a file is too large, no text at all, or not in UTF-8, and where.

    A byte order mark, which spreadsheets write, is allowed.
    """
    if kind := _kind(path, content):
        message = gettext("the file is {kind}, whatever its name; allowed: text in UTF-8", kind=kind)
        return Problem(path, 0, "", "no-text", message, _mend(path))
    if len(content) > MOST_BYTES:
        message = gettext("the file has more than {most:,} bytes; allowed: {most:,}", most=MOST_BYTES)
        return Problem(path, 0, "", "size", message, gettext("leave out what the book does not use"))
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, message = not_utf8(error)
        return Problem(path, line, "", "encoding", message, _encoding_mend(path))
    if (zero := content.find(b"\0")) < 0:
        return None
    if encoding := encoding_of(content):
        message = gettext("saved as {encoding}; allowed: UTF-8 only", encoding=encoding)
        return Problem(path, 1, "", "encoding", message, _encoding_mend(path))
    message = gettext("a byte of value 0 stands here; allowed: text in UTF-8")
    line = content.count(b"\n", 0, zero) + 1
    return Problem(path, line, "", "no-text", message, gettext("remove it, or restore the file"))


def is_markup(content: bytes) -> bool:
    """Whether a file begins as a page of HTML or XML does."""
    return bool(_MARKUP.match(content))


def _kind(path: str, content: bytes) -> str:
    """Name what a file is that is no text, or that a spreadsheet opens as a table though it is a page."""
    if path.endswith(".csv") and is_markup(content):
        return gettext("a page of HTML or XML")
    found = (kind.name for kind in _KINDS if content.startswith(kind.begin) and kind.part in content)
    return next(map(gettext, found), "")


def _mend(path: str) -> str:
    """Say how a text in UTF-8 comes of a file."""
    if path.endswith(".csv"):
        return gettext('open it in a spreadsheet and save it as "CSV UTF-8"')
    return gettext("put a text there that is saved as UTF-8")


def _encoding_mend(path: str) -> str:
    if path.endswith(".csv"):
        return gettext('save the file as UTF-8 (in a spreadsheet: "CSV UTF-8", not "CSV")')
    return gettext("save the file as UTF-8")
