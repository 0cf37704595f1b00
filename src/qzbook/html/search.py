"""Search of the HTML edition: the text of every section, and of every row of the ledger, beside the pages.

Sphinx's own index cuts text into words, which Chinese does not mark, and drops numbers. A book of this kind
is small enough to be searched as it stands, by a script: words, parts of words, single characters and digits
are all found.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector

from qzbook.evidence.cell_parts import web_only
from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.series import apart, search_rows
from qzbook.words import word

PAGE, INDEX = "search", "searchindex.js"

#: What the reader does not see as text, or sees twice.
_UNSEARCHED = (nodes.raw, nodes.comment, nodes.image, nodes.Invisible, web_only)


class TextCollector(EnvironmentCollector):
    """Keep the text of each section of each document: ``env.search_text[docname]``."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a document."""
        _texts(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        """Take over what another process has read."""
        _texts(env).update({name: _texts(other)[name] for name in docnames if name in _texts(other)})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep the text of a document that was read."""
        _texts(app.env)[app.env.docname] = [
            entry for section in doctree.findall(nodes.section) for entry in _entries(section)
        ]


def _texts(env: BuildEnvironment) -> dict[str, list[list[str]]]:
    if not hasattr(env, "search_text"):
        env.search_text = {}  # type: ignore[attr-defined]
    return env.search_text  # type: ignore[attr-defined, no-any-return]


def _entries(section: nodes.section) -> Iterator[list[str]]:
    """Give anchor and title of a section, its prose, and its tables, which count less in the ranking.

    Each row of the ledger is a place of its own: its anchor, no title, no prose, its cells, and its name.
    """
    own = [node for node in section.children if not isinstance(node, (nodes.section, nodes.title))]
    prose = (text for node in own for text in _texts_in(node, nodes.table))
    tables = [table for node in own for table in node.findall(nodes.table) if not _repeats(table)]
    cells = (text for table in tables if not _of_ledger(table) for text in _texts_in(table))
    title = section.next_node(nodes.title)
    yield [
        section["ids"][0],
        title.astext() if title is not None else "",
        " ".join(prose),
        " ".join(cells),
    ]
    for table in filter(_of_ledger, tables):
        for row in table.findall(nodes.row):
            if "called" in row:
                anchor = next(name for node in row.findall(nodes.Element) for name in node["ids"])
                yield _row(anchor, row["called"], " ".join(_texts_in(row)))


def _row(anchor: str, name: str, text: str) -> list[str]:
    return [anchor, "", "", text, name]


def _series(domain: EvidenceDomain) -> Iterator[list[str]]:
    """Give the rows of the ledger that no document holds."""
    _, together = apart(domain.ledger)
    for row in search_rows(domain, together):
        yield _row(*row)


def _of_ledger(table: nodes.table) -> bool:
    return "ledger" in table["classes"]


def _repeats(table: nodes.table) -> bool:
    """Tell whether a table shows the data of a chart once more."""
    return isinstance(table.parent, web_only)


def _texts_in(node: nodes.Node, *skipped: type[nodes.Node]) -> Iterator[str]:
    """Give each block of text in a node, but for what the reader does not see, or sees elsewhere."""
    if isinstance(node, (*_UNSEARCHED, *skipped)):
        return
    if isinstance(node, nodes.literal_block) and "citation" not in node["classes"]:
        return
    if isinstance(node, nodes.TextElement):
        yield node.astext().replace("\n", " ")
    else:
        for child in node.children:
            yield from _texts_in(child, *skipped)


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write ``searchindex.js``, each page with its address, title and sections, and the page that uses it."""
    env, domain = app.env, domain_of(app.env)
    texts = dict(_texts(env))
    if ledger := domain.data["ledger"]:
        texts[ledger] = [*texts[ledger], *_series(domain)]
    pages = [
        [app.builder.get_target_uri(name), env.titles[name].astext(), texts.get(name, [])]
        for name in env.collect_relations()  # in reading order
    ]
    content = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "_static", INDEX).write_text(f"const searchIndex = {content};\n", "utf-8")
    yield PAGE, {"title": word(domain.language, "Search")}, "search.html"


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the search page its scripts; no other page loads the index."""
    if pagename == PAGE:
        for name in (INDEX, "search.js"):
            app.add_js_file(name, loading_method="defer")


def replace_search(app: Sphinx) -> None:
    """Have Sphinx make no index of its own."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def setup(app: Sphinx) -> None:
    """Register collector and index."""
    app.add_env_collector(TextCollector)
    app.connect("builder-inited", replace_search)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", add_scripts, priority=400)  # before the page lists its scripts
