"""Search of the HTML edition: the text of every section, beside the pages, for a script to look through.

Sphinx's own index cuts text into words, which Chinese does not mark, and drops numbers. A book of this kind
is small enough to be searched as it stands: words, parts of words, single characters and digits are all
found.
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

from qzbook.evidence.chart import web_only
from qzbook.evidence.references import domain_of
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
        _texts(app.env)[app.env.docname] = [_entry(section) for section in doctree.findall(nodes.section)]


def _texts(env: BuildEnvironment) -> dict[str, list[list[str]]]:
    if not hasattr(env, "search_text"):
        env.search_text = {}  # type: ignore[attr-defined]
    return env.search_text  # type: ignore[attr-defined, no-any-return]


def _entry(section: nodes.section) -> list[str]:
    """Give anchor and title of a section, its prose, and its tables, which count less in the ranking."""
    own = [node for node in section.children if not isinstance(node, (nodes.section, nodes.title))]
    prose = (text for node in own for text in _texts_in(node, nodes.table))
    tables = (table for node in own for table in node.findall(nodes.table) if not _repeats(table))
    cells = (text for table in tables for text in _texts_in(table))
    title = section.next_node(nodes.title)
    return [
        section["ids"][0],
        title.astext() if title is not None else "",
        " ".join(prose),
        " ".join(cells),
    ]


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
    env = app.env
    pages = [
        [app.builder.get_target_uri(name), env.titles[name].astext(), _texts(env).get(name, [])]
        for name in env.collect_relations()  # in reading order
    ]
    content = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "_static", INDEX).write_text(f"const searchIndex = {content};\n", "utf-8")
    yield PAGE, {"title": word(domain_of(env).language, "Search")}, "search.html"


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
