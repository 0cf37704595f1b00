"""HTML of pages and outputs becomes nodes, which both formats set.

MyST makes a raw node of each block of HTML and, within a line, of each tag: what belongs together stands
among the children of one node, with Markdown between. An output is whole in itself.
"""

import re
from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.markup.rawhtml.converter import HtmlReader
from qzbook.markup.rawhtml.error import HtmlError
from qzbook.markup.rawhtml.styled import mark_cells
from qzbook.markup.rawhtml.tags import BREAK
from qzbook.markup.tables import GENERATED
from qzbook.markup.told import tell
from qzbook.words import gettext

_OUTPUT = "text_html"  # MyST-NB's class for the HTML of an output
#: MyST's HTML for the box before a task, in books without our own Markdown.
_TASK = re.compile(
    r'<input class="task-list-item-checkbox" (checked="checked" )?(disabled="disabled")? type="checkbox">'
)


def convert(document: nodes.document, env: BuildEnvironment) -> None:
    """Convert all HTML of a page, or tell what cannot be converted and show it as code.

    Parameters
    ----------
    document : docutils document
        The page.
    env : BuildEnvironment
        Of the application that reads or writes it.
    """
    raws = [node for node in document.findall(nodes.raw) if _is_html(node)]
    for raw in [raw for raw in raws if _OUTPUT in raw["classes"]]:
        mark_cells(raw)
        raw.replace_self(_read(document, env, [raw], in_line=isinstance(raw.parent, nodes.TextElement)))
    parents = {id(raw.parent): raw.parent for raw in raws if _OUTPUT not in raw["classes"]}
    for parent in parents.values():
        parent[:] = _read(document, env, parent.children, in_line=isinstance(parent, nodes.TextElement))


def _is_html(node: nodes.Node) -> bool:
    """Return whether a node is HTML that is to be converted."""
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split() and not has_form(node)


def has_form(raw: nodes.raw) -> bool:
    """Return whether HTML is one of the two that MyST itself makes, and both formats have."""
    return raw.astext() == BREAK or _TASK.fullmatch(raw.astext()) is not None


def _read(
    document: nodes.document, env: BuildEnvironment, siblings: Sequence[nodes.Node], *, in_line: bool
) -> list[nodes.Node]:
    first = next(node for node in siblings if _is_html(node))
    assert isinstance(first, nodes.raw)
    is_output = _OUTPUT in first["classes"]
    start, passed = first.line or first.parent.line or 1, 0
    reader = HtmlReader(document, env, in_line=in_line, is_output=is_output)
    try:
        for node in list(siblings):
            if not _is_html(node):
                reader.put(node)
            elif in_line:  # tags in a line know the line of their paragraph alone
                reader.read(node.astext(), start + passed)
            else:
                reader.read(node.astext(), node.line or start)
            passed += node.astext().count("\n")
        return reader.finish()
    except HtmlError as error:
        error.line = error.line or reader.line
        reader.taken_away.append(error)
        return [_as_code(node, in_line=in_line) if _is_html(node) else node for node in siblings]
    finally:
        for each in reader.taken_away:
            place, message = f"{first.source or document['source']}:{each.line}", str(each)
            if is_output:
                message = gettext("in the output of this cell, {problem}", problem=message)
            tell(place, "html", message, each.mend)


def _as_code(raw: nodes.Node, *, in_line: bool) -> nodes.Element:
    """Show HTML as it is; the numbers in it are not an author's to mend."""
    code: nodes.Element = nodes.literal() if in_line else nodes.literal_block(raw.astext(), language="none")
    code[GENERATED] = "all"
    code += nodes.Text(raw.astext())
    return code


class ConvertHtml(SphinxTransform):
    """Convert the HTML of a page once it is read."""

    default_priority = (
        200  # after translations, and once an output has its form, before tables get their numbers
    )

    def apply(self, **kwargs: Any) -> None:
        """Go through the page."""
        convert(self.document, self.env)


class ConvertGluedHtml(SphinxPostTransform):
    """Convert what MyST-NB glues from another page, which comes when pages are put together."""

    default_priority = 6  # MyST-NB glues at 5

    def run(self, **kwargs: Any) -> None:
        """Go through the page."""
        convert(self.document, self.env)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(ConvertHtml)
    app.add_post_transform(ConvertGluedHtml)
