"""The order of the book: parts, chapters and their numbers, from the tables of contents."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

Number = tuple[int | str, ...]
Captions = Mapping[
    str, Mapping[str, Mapping[str, Number]]
]  # by document, kind and identifier, as Sphinx has them

_APPENDIX = ("附录", "appendi")


@dataclass(frozen=True)
class Chapter:
    """
    One document at its place in the book.

    Parameters
    ----------
    docname
        The document.
    level
        Level of its first heading in the PDF's outline: 1, or 2 in a part, and more for documents under
        another document.
    is_chapter
        Whether it begins a chapter; documents under another document are its sections.
    part
        Title of the part that begins before this document, or "".
    letter
        In an appendix, the letter that numbers the chapter; else "".
    on_new_page
        Whether it begins a page in any case; else a chapter goes on where the one before it ends.
    """

    docname: str
    level: int
    is_chapter: bool
    part: str = ""
    letter: str = ""
    on_new_page: bool = False

    def number(self, number: Number) -> Number:
        """Return a section number of Sphinx as this book prints it: with a letter in an appendix."""
        return (self.letter, *number[1:]) if self.letter and number else number


def is_appendix(part: str) -> bool:
    """Say whether a part, by its title, is one of appendices, whose chapters have letters."""
    return part.lower().startswith(_APPENDIX)


def plan(root: str, doctree_of: Callable[[str], nodes.Node]) -> list[Chapter]:
    """
    Return all documents in the order of the tables of contents, each once.

    A caption in the root document's table of contents opens a part. The chapters of a part whose caption
    begins with 附录 or Appendix are lettered A, B, C.
    """
    seen = {root}
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    def under(docname: str, level: int, letter: str) -> Iterator[Chapter]:
        for toctree in doctree_of(docname).findall(addnodes.toctree):
            for included in toctree["includefiles"]:
                if included not in seen:
                    seen.add(included)
                    yield Chapter(included, level, False, letter=letter)
                    yield from under(included, level + 1, letter)

    chapters = [Chapter(root, 1, True)]
    for toctree in doctree_of(root).findall(addnodes.toctree):
        part = toctree.get("caption") or ""
        level = 2 if part else 1
        lettered = is_appendix(part)
        for docname in toctree["includefiles"]:
            if docname in seen:
                continue
            seen.add(docname)
            letter = next(letters, "") if lettered else ""
            chapters.append(Chapter(docname, level, True, part, letter))
            chapters += under(docname, level + 1, letter)
            part = ""
    return chapters


def letter_numbers(env: BuildEnvironment, chapters: Mapping[str, Chapter]) -> None:
    """
    Let Sphinx's numbers of sections and captions begin with a letter in appendices.

    Both formats take them from the environment, and references print them too.

    Parameters
    ----------
    env
        Its numbers are replaced; those it had stay as they are.
    chapters
        The documents in the order of the book.
    """
    sections, captions = env.toc_secnumbers, env.toc_fignumbers
    env.toc_secnumbers = cast(
        Any,
        {
            docname: {
                anchor: chapters[docname].number(cast(Number, number)) if docname in chapters else number
                for anchor, number in numbers.items()
            }
            for docname, numbers in sections.items()
        },
    )
    env.toc_fignumbers = cast(Any, _letter_captions(cast(Any, captions), chapters, sections))


def _letter_captions(
    captions: Captions, chapters: Mapping[str, Chapter], sections: Mapping[str, object]
) -> dict[str, dict[str, dict[str, Number]]]:
    """
    Return Sphinx's numbers of captions as the book prints them: with a letter in appendices.

    Parameters
    ----------
    captions
        The numbers by document, kind of caption and identifier.
    chapters
        The documents in the order of the book.
    sections
        Documents with numbered sections. In an appendix without, Sphinx goes on counting through the whole
        book; here the captions begin anew with each letter.
    """
    counts: Counter[tuple[str, str]] = Counter()

    def lettered(chapter: Chapter, kind: str, number: Number) -> Number:
        if not chapter.letter:
            return number
        if sections.get(chapter.docname):
            return chapter.number(number) if len(number) > 1 else number
        counts[chapter.letter, kind] += 1
        return (chapter.letter, counts[chapter.letter, kind])

    return {
        docname: {
            kind: {name: lettered(chapter, kind, number) for name, number in numbers.items()}
            for kind, numbers in captions.get(docname, {}).items()
        }
        for docname, chapter in chapters.items()
    }
