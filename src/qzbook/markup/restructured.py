"""reStructuredText within a page of Markdown, as ``{eval-rst}`` holds it.

MyST makes a document of its own of it and moves only what that shows: its ids are those that the page has
given to headings, and its citations and substitutions belong to nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document, token_line
from myst_parser.mocking import MockRSTParser

from qzbook.markup.told import tell
from qzbook.words import gettext

#: What a document of docutils knows of its names and links.
_REGISTERS = [
    "ids",
    "id_counter",
    "nameids",
    "nametypes",
    "refnames",
    "refids",
    "indirect_targets",
    "substitution_defs",
    "substitution_names",
    "citations",
    "citation_refs",
]


def _render(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Append what is written in reStructuredText, registered with the page."""
    page, part = renderer.document, make_document()
    part["source"], part.settings, part.reporter = page["source"], page.settings, renderer.reporter
    vars(part).update({name: getattr(page, name) for name in _REGISTERS})
    lines_above = "\n" * token_line(token)
    MockRSTParser().parse(lines_above + token.content, part)
    _refuse_notes(part)
    renderer.current_node.extend(part.children)


def _refuse_notes(part: nodes.document) -> None:
    """Refuse footnotes: MyST counts those of the page by their names in Markdown, and fails at others."""
    for note in [*part.findall(nodes.footnote_reference), *part.findall(nodes.footnote)]:
        message = gettext("a footnote stands in reStructuredText; allowed: footnotes of Markdown")
        mend = gettext("write [^name], and [^name]: with its words, outside of {{eval-rst}}")
        tell(note if note.line else note.parent, "footnote", message, mend)
        note.parent.remove(note)


@contextmanager
def part_of_the_page() -> Iterator[None]:
    """Have what is written in reStructuredText be part of its page meanwhile."""
    renderer: Any = DocutilsRenderer
    original = renderer.render_restructuredtext
    renderer.render_restructuredtext = _render
    try:
        yield
    finally:
        renderer.render_restructuredtext = original
