"""The index at the end of the book."""

from collections.abc import Iterable
from typing import Literal

from sphinx.environment.adapters.indexentries import IndexEntries

from .book import Book
from .links import INTERNAL
from .markup import label, plain, string

DOCNAME = "genindex"  # Sphinx's own name for the index; references to it lead here


def index_markup(builder: Book) -> str:
    """Return the chapter with the index, in the order of Sphinx, or "" where there are no entries."""
    lines = []
    for _, entries in IndexEntries(builder.env).create_index(builder):
        for name, (links, subentries, _) in entries:
            lines.append(_entry(builder, name, links, level=0))
            lines += [_entry(builder, subname, sublinks, level=1) for subname, sublinks in subentries]
    if not lines:
        return ""
    name = string(label(DOCNAME, ""))
    builder.note_entry(f'#entry("chapter", {name}, word("Index"))')
    return f"#index(name: {name})[\n{''.join(lines)}]\n"


def _entry(
    builder: Book, name: str, links: Iterable[tuple[str | None, str | Literal[False]]], level: int
) -> str:
    places = []
    for _, uri in links:
        docname, _, identifier = str(uri).removeprefix(INTERNAL).partition("#")
        if builder.has_label(docname, identifier):
            builder.ask_page(docname, identifier)
            places.append(string(label(docname, identifier)))
    return f"#index-entry({level}, [{plain(name)}], ({''.join(place + ', ' for place in places)}))\n"
