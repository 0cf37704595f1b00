"""Which documents of a long book are set together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .chapters import Chapter
from .kept import Written
from .markup import label

CHAPTERS = 20  # that a volume has; a book of no more is set as a whole


@dataclass(frozen=True)
class Part:
    """
    What one volume of the body shows.

    Parameters
    ----------
    documents
        Names of its documents, in their order.
    within
        Whether it begins in the middle of a part of the book, and so with a heading of the second level.
    away
        Names of the labels in other volumes that it refers to, and the documents that have them.
    asked
        Names of the labels whose pages it prints.
    entries
        Markup for what the contents list of it.
    """

    documents: tuple[str, ...]
    within: bool
    away: dict[str, str]
    asked: frozenset[str]
    entries: tuple[str, ...]


def parts(documents: Sequence[tuple[str, Written]], chapters: Iterable[Chapter]) -> tuple[Part, ...]:
    """
    Return the volumes of the body, each with so many chapters, or none where one volume has them all.

    An appendix begins one, for it may print pages of all chapters, and has to wait for them. The last
    chapter, where a book says which edition it is and how to cite it, is in a volume by itself, for mostly it
    is all that differs from edition to edition.

    Parameters
    ----------
    documents
        All that is written, in its order. What follows the chapters, such as an index, belongs to the last.
    chapters
        The documents that the tables of contents name.
    """
    begins = {chapter.docname: chapter for chapter in chapters if chapter.is_chapter}
    if len(begins) <= CHAPTERS:
        return ()
    groups: list[list[tuple[str, Written]]] = []
    names, lettered = [*begins], [name for name, chapter in begins.items() if chapter.letter]
    first = {*names[::CHAPTERS], *lettered[:1], names[-1]}
    for document in documents:
        if document[0] in first:
            groups.append([])
        groups[-1].append(document)
    return tuple(_part(begins[group[0][0]], group) for group in groups)


def _part(first: Chapter, documents: Sequence[tuple[str, Written]]) -> Part:
    own, written = [docname for docname, _ in documents], [each for _, each in documents]
    asked = {place for each in written for place in each.asked}
    places = asked.union((docname, name) for each in written for docname, name, _, _ in each.expected)
    return Part(
        tuple(own),
        first.level > 1 and not first.part,
        {label(docname, name): docname for docname, name in sorted(places) if docname not in own},
        frozenset(label(*place) for place in asked),
        tuple(entry for each in written for entry in each.entries),
    )
