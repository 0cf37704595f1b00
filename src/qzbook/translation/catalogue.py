"""The catalogues of a book: ``book/locale/LANGUAGE/PAGE.po``, as GNU gettext has them, and no ``.mo``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from qzbook.words import gettext
from qzcharts.errors import Problem, ProblemsError, not_utf8
from qzcharts.words import Language

FOLDER = "book/locale"
CONTENTS = "_toc"
"""Name of the catalogue of the table of contents."""
CHART = "chart"
"""Comment of a message that a cell has, with metrics in braces."""
_LONGEST = 10_000
"""So many characters a message has at most; a paragraph has far less."""
CODE = "catalogue"
"""Name of the rule that a catalogue can be read."""
_LINE = re.compile(r'(?:(?P<keyword>msgid|msgstr)\s+)?"(?P<text>(?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Entry:
    """A message in a catalogue.

    Attributes
    ----------
    text : str
        As the author typed it.
    translation : str
        Empty where there is none.
    path, line : str, int
        Where it stands in the catalogue.
    of_cell : bool
        Whether a cell has it, such as the title of a chart.
    stale : bool
        Whether its translation is that of a former text.
    """

    text: str
    translation: str
    path: str
    line: int
    of_cell: bool = False
    stale: bool = False


def path_of(language: Language, domain: str) -> str:
    """Give the catalogue of a page, or of the contents, by its path from the project's root."""
    return f"{FOLDER}/{language}/{domain}.po"


def domains(project: Path, language: Language) -> Iterator[str]:
    """Name the pages that there are catalogues of."""
    folder = project / FOLDER / language
    for path in sorted(folder.rglob("*.po")):
        yield path.relative_to(folder).with_suffix("").as_posix()


def read(project: Path, language: Language, domain: str) -> dict[str, Entry]:
    """Read the catalogue of a page; it is empty where there is none.

    Raises
    ------
    ProblemsError
        If it is no catalogue.
    """
    name = path_of(language, domain)
    path = project / name
    return _read(name, path.read_bytes()) if path.is_file() else {}


@lru_cache(maxsize=256)
def _read(name: str, content: bytes) -> dict[str, Entry]:
    return {
        str(message.id): Entry(
            str(message.id),
            str(message.string),
            name,
            message.lineno or 1,
            CHART in message.auto_comments,
            message.fuzzy,
        )
        for message in parsed(name, content)
        if message.id
    }


def parsed(name: str, content: bytes) -> Catalog:
    """Parse a catalogue.

    Parameters
    ----------
    name : str
        What it is called if it is none.
    content : bytes

    Raises
    ------
    ProblemsError
        If it is none.
    """
    try:
        lines = content.decode().replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        line, what = not_utf8(error)
        raise ProblemsError(
            [Problem(name, line, "", CODE, what, gettext("save the file as UTF-8"))]
        ) from error
    _require_messages(name, lines)
    try:
        return read_po(lines, abort_invalid=True)
    except PoFileError as error:
        raise _no_catalogue(name, error.lineno + 1, str(error)) from error


def _require_messages(name: str, lines: list[str]) -> None:
    """Refuse what Babel would read as something else: strings without an end, messages that stand twice."""
    seen, texts, keyword = set[str](), list[str](), ""
    for number, line in enumerate([*lines, 'msgid ""'], 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if not found:
            raise _no_catalogue(
                name, number, gettext("{line!r} is no part of a message", line=line.strip()[:40])
            )
        if found["keyword"] and keyword == "msgid":
            if (text := "".join(texts)) in seen:
                raise _no_catalogue(name, number, gettext("a message stands twice"))
            seen.add(text)
        if found["keyword"]:
            keyword, texts = found["keyword"], []
        texts.append(found["text"])
        if (length := sum(map(len, texts))) > _LONGEST:
            what = gettext(
                "a text has {number:,} characters; allowed: {most:,}", number=length, most=_LONGEST
            )
            raise _no_catalogue(name, number, what)


def _no_catalogue(name: str, line: int, what: str) -> ProblemsError:
    message = gettext('no catalogue: {what}; allowed: msgid "…", then msgstr "…"', what=what)
    mend = gettext("write it as gettext does, or restore the file")
    return ProblemsError([Problem(name, line, "", CODE, message, mend)])
