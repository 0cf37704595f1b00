"""Typst source text: strings that cannot be misread, and marks that lead back to the notebook."""

import re

Value = str | int | bool | list[str] | list[int] | None

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNBROKEN = re.compile(r"([!-~]{24,})")
_MARK = re.compile(r"/\*@(?P<path>[^*\n]*?):(?P<line>\d+)\*/")


def string(text: str) -> str:
    """
    Return `text` as a Typst string literal.

    All text of the book goes through here, so nothing an author writes can be read as Typst code. The
    sequence that opens a comment is broken up, so that no text can look like the mark of `origin_mark`.
    """
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + escaped.replace("/*", "/\\u{2a}") + '"'


def plain(text: str) -> str:
    """
    Return `text` as Typst markup that shows exactly this text, a line break being a space.

    What is too long to stay on one line, such as an address or a checksum, may break anywhere sensible.
    """
    pieces = _UNBROKEN.split(text.replace("\n", " "))
    return "".join(
        f"#breakable({string(piece)});" if position % 2 else f"#{string(piece)};"
        for position, piece in enumerate(pieces)
        if piece
    )


def option(value: Value) -> str:
    """Return a plain Python value as the Typst value of the same meaning."""
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case str():
            return string(value)
        case list():
            return "(" + "".join(f"{option(item)}, " for item in value) + ")"
        case _:
            return str(value)


def label(docname: str, identifier: str) -> str:
    """Return the name of the Typst label that stands for `identifier` in the document `docname`."""
    return f"{docname}#{identifier}"


def origin_mark(path: str, line: int) -> str:
    """Return a Typst comment that says: what follows comes from this line of this source file."""
    return f"/*@{path.replace('*', '')}:{line}*/"


def origin_of(source: str, line: int, column: int) -> tuple[str, int] | None:
    """
    Return the source file and line that the Typst code at a position comes from.

    Parameters
    ----------
    source
        Generated Typst code with marks of `origin_mark` in it.
    line
        Line in it, counted from 1.
    column
        Column in it in characters, counted from 0, as the Typst compiler reports it.

    Returns
    -------
    tuple or None
        Path and line of the nearest mark before the position; None before the first mark.
    """
    lines = source.splitlines(keepends=True)
    offset = sum(map(len, lines[: line - 1])) + column
    found = None
    for mark in _MARK.finditer(source, 0, offset):
        found = mark
    return (found["path"], int(found["line"])) if found else None
