"""What search knows of a page: the text of its sections, and of each row of the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector

from qzbook.evidence.cell_parts import figure_tools, web_only

#: What the reader does not see as text, or sees twice.
_UNSEARCHED = (nodes.raw, nodes.comment, nodes.image, nodes.Invisible, web_only, figure_tools)
#: Lines that say where something comes from, below a chart, a list or a table.
_ASIDE = {"figure-source", "table-note"}
#: A line that leads to chapters, whose own entries have their titles.
_LEADING = "figure-chapters"
#: A text on so many pages is none of their matter.
_REPEATED = 3
#: Stands in a text for the words of a reference, which are known when all pages are read; no character.
_HOLE = "\ufdd0"


@dataclass
class Block:
    """A text, with the attributes of each reference in it whose words are not known yet."""

    text: str
    references: list[dict[str, Any]] = field(default_factory=list)

    def with_words(self, words: Iterable[str]) -> str:
        """Give the text with the words of its references."""
        return "".join(map("".join, zip_longest(self.text.split(_HOLE), words, fillvalue="")))


@dataclass
class Entry:
    """A place of a page: a section, or a row of the ledger, which is called by a name.

    What stands in tables and aside counts less in the ranking. A row is found by its names in the other
    language too.
    """

    anchor: str
    title: str = ""
    prose: list[Block] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    called: str = ""
    also: str = ""


class TextCollector(EnvironmentCollector):
    """Keep the text of each section of each document: ``env.search_text[docname]``."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a document."""
        texts_of(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        """Take over what another process has read."""
        texts_of(env).update({name: texts_of(other)[name] for name in docnames if name in texts_of(other)})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep the text of a document that was read."""
        texts_of(app.env)[app.env.docname] = [
            entry for section in doctree.findall(nodes.section) for entry in _entries(section)
        ]


def texts_of(env: BuildEnvironment) -> dict[str, list[Entry]]:
    """Give the entries of each document that was read."""
    if not hasattr(env, "search_text"):
        env.search_text = {}  # type: ignore[attr-defined]
    return env.search_text  # type: ignore[attr-defined, no-any-return]


def _entries(section: nodes.section) -> Iterator[Entry]:
    """Give a section with its prose, its tables and what stands aside; then each row of the ledger in it."""
    own = [node for node in section.children if not isinstance(node, (nodes.section, nodes.title))]
    tables = [table for node in own for table in node.findall(nodes.table) if not _repeats(table)]
    title = section.next_node(nodes.title)
    found = Entry(section["ids"][0], title.astext() if title is not None else "")
    for node in own:
        for block, is_aside in _texts_in(node, nodes.table):
            (found.aside if is_aside else found.prose).append(block)
    found.aside += [block for table in tables if not _of_ledger(table) for block, _ in _texts_in(table)]
    yield found
    for table in filter(_of_ledger, tables):
        for row in table.findall(nodes.row):
            if "called" in row:
                anchor = next(name for node in row.findall(nodes.Element) for name in node["ids"])
                cells = [block for block, _ in _texts_in(row)]
                yield Entry(anchor, aside=cells, called=row["called"], also=row["also"])


def _of_ledger(table: nodes.table) -> bool:
    return "ledger" in table["classes"]


def _repeats(table: nodes.table) -> bool:
    """Tell whether a table shows the data of a chart once more."""
    return isinstance(table.parent, web_only)


def _texts_in(node: nodes.Node, *skipped: type[nodes.Node]) -> Iterator[tuple[Block, bool]]:
    """Give each block of text in a node, but for what the reader does not see, or sees elsewhere.

    With each comes whether it stands aside.
    """
    if isinstance(node, (*_UNSEARCHED, *skipped)):
        return
    if isinstance(node, nodes.literal_block) and "citation" not in node["classes"]:
        return
    if isinstance(node, nodes.TextElement):
        if _LEADING in node["classes"]:
            return
        yield _block(node), not _ASIDE.isdisjoint(node["classes"])
    else:
        for child in node.children:
            yield from _texts_in(child, *skipped)


def _block(node: nodes.TextElement) -> Block:
    """Give the text of a node, with a hole for each reference that takes its words from what it leads to."""
    unknown = [each for each in node.findall(addnodes.pending_xref) if not each.get("refexplicit")]
    if unknown:
        node = node.deepcopy()
        unknown = [each for each in node.findall(addnodes.pending_xref) if not each.get("refexplicit")]
        for reference in unknown:
            reference["words"] = reference.astext()
            reference.children = [nodes.Text(_HOLE)]
    return Block(node.astext().replace("\n", " "), [dict(each.attributes) for each in unknown])


def setup(app: Sphinx) -> None:
    """Register the collector."""
    app.add_env_collector(TextCollector)
