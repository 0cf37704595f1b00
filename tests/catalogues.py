"""Renew the catalogues of words from the code: what is new comes without a translation, what is gone goes.

Usage: python tests/catalogues.py

Writes ``src/<package>/locale/zh/LC_MESSAGES/<package>.po``, for translators, and the ``.mo`` that is read.
"""

from __future__ import annotations

import inspect
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from qzbook.cli import main
from sphinx_typst.words import TEMPLATE_WORD


def read_toml(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Give the reasons and mends of a table."""
    for kinds in tomllib.load(file).values():
        for text in (kind[name] for kind in kinds for name in ("reason", "mend") if name in kind):
            yield 0, "gettext", text, []


SOURCES = Path(__file__).parents[1] / "src"
#: click, whose words are among those of the command line, has no catalogue of its own.
PACKAGES = ("qzcharts", "qzbook", "sphinx_typst", "click")
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "marked": None,
    "word": (2,),
    "words": (2, 3),
    "_": None,
    "say": None,
    "ChartError": None,
    "FormError": None,
    "FormulaError": None,
    "NotationError": None,
    "PeriodError": None,
    "UnitError": None,
}
FILES: list[tuple[str, Any]] = [
    ("**.py", "python"),
    ("**/unset.toml", read_toml),
    ("**/mends.toml", read_toml),
    ("**/theme/*.html", "jinja2"),
    ("**/templates/*.*", "jinja2"),
]
OPTIONS = {pattern: {"silent": "false"} for pattern, method in FILES if method == "jinja2"}
#: Catalogues say nothing of when they were made: the same words are the same bytes.
NEVER = datetime(2020, 1, 1, tzinfo=UTC)


def path_of(package: str) -> Path:
    """Give the catalogue of a package."""
    folder = "qzbook" if package == "click" else package
    return SOURCES / folder / "locale/zh/LC_MESSAGES" / f"{package}.po"


def read(package: str) -> Catalog:
    """Read the catalogue of a package as it stands."""
    path = path_of(package)
    if not path.exists():
        return Catalog(locale="zh")
    with path.open("rb") as file:
        return read_po(file, locale="zh")


def renewed(package: str) -> Catalog:
    """Give the catalogue as the code asks for it, with the translations that stand."""
    standing, fresh = read(package), Catalog(locale="zh", project=package, fuzzy=False)
    fresh.creation_date = fresh.revision_date = NEVER
    for message, context in asked(package):
        found = standing.get(message if isinstance(message, str) else message[0], context)
        fresh.add(message, found.string if found else None, context=context)
    return fresh


def asked(package: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Give the messages that the code of a package has, each with its context."""
    folder = Path(click.__file__).parent if package == "click" else SOURCES / package
    for _, _, message, _, context in extract_from_dir(folder, FILES, OPTIONS, KEYWORDS):
        yield message, context
    for template in folder.glob("*.typ"):
        yield from ((text, None) for text in TEMPLATE_WORD.findall(template.read_text("utf-8")))
    if package == "qzbook":
        yield from ((text, None) for text in _helps(main))


def _helps(command: click.Command) -> Iterator[str]:
    """Give what the help of a command, and of those in it, says."""
    yield inspect.cleandoc(command.help or "")
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _helps(each)


def renew() -> None:
    """Write all catalogues, and name what has no translation."""
    missing = 0
    for package in PACKAGES:
        catalogue, path = renewed(package), path_of(package)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, omit_header=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        for message in catalogue:
            translations = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and not all(translations):
                missing += 1
                print(f"{path}: no translation of {message.id!r}")
    sys.exit(bool(missing))


if __name__ == "__main__":
    renew()
