"""Search of the HTML edition: the text of every section, and of every row of the ledger, beside the pages.

Sphinx's own index cuts text into words, which Chinese does not mark, and drops numbers. A book of this kind
is small enough to be searched as it stands, by a script: words, parts of words, single characters and digits
are all found.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.series import apart, search_rows
from qzbook.html.search_text import Block, Entry, texts_of
from qzbook.html.search_words import other_names, traditional
from qzbook.words import word

PAGE, INDEX = "search", "searchindex.js"
#: A text on so many pages is the matter of none.
_REPEATED = 3


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write ``searchindex.js``, and give the page that uses it.

    It holds each page with its address, title and entries, and the words that readers search by besides.
    """
    domain = domain_of(app.env)
    text = _json(list(_pages(app, domain)))
    names = _json(other_names(domain.ledger, text))
    others = _json(traditional(text + names))
    index = f'{{"pages":{text},"names":{names},"traditional":{others}}}'
    Path(app.outdir, "_static", INDEX).write_text(f"const searchIndex = {index};\n", "utf-8")
    yield PAGE, {"title": word(domain.language, "Search")}, "search.html"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pages(app: Sphinx, domain: EvidenceDomain) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Give the pages in reading order; what many of them say counts less in the ranking."""
    env = app.env
    texts = {name: texts_of(env).get(name, []) for name in env.collect_relations()}
    if ledger := domain.data["ledger"]:
        texts[ledger] = [*texts[ledger], *_series(domain)]
    repeated = _repeated(texts.values())

    def text(page: str, blocks: Iterable[Block]) -> str:
        return " ".join(
            block.with_words(_words(app, page, reference) for reference in block.references)
            for block in blocks
        )

    def written(page: str, entry: Entry) -> list[str]:
        own = [block for block in entry.prose if block.text not in repeated]
        aside = [*entry.aside, *(block for block in entry.prose if block.text in repeated)]
        of_row = [entry.called, entry.also] if entry.called else []
        return [entry.anchor, entry.title, text(page, own), text(page, aside), *of_row]

    for name, entries in texts.items():
        yield (
            app.builder.get_target_uri(name),
            env.titles[name].astext(),
            [written(name, entry) for entry in entries],
        )


def _series(domain: EvidenceDomain) -> Iterator[Entry]:
    """Give the rows of the ledger that no document holds."""
    _, together = apart(domain.ledger)
    for anchor, name, text, also in search_rows(domain, together):
        yield Entry(anchor, aside=[Block(text)], called=name, also=also)


def _repeated(pages: Iterable[list[Entry]]) -> set[str]:
    """Give the texts that many pages have."""
    counts = Counter(text for page in pages for text in {block.text for each in page for block in each.prose})
    return {text for text, count in counts.items() if count >= _REPEATED}


def _words(app: Sphinx, page: str, attributes: dict[str, Any]) -> str:
    """Give the words of a reference, as its page shows them."""
    words = str(attributes["words"])
    domain = app.env.domains.get(attributes.get("refdomain", ""))
    if domain is None:
        return words
    kind, target = attributes["reftype"], attributes["reftarget"]
    reference, known = addnodes.pending_xref("", **attributes), nodes.inline("", words)
    found = domain.resolve_xref(app.env, page, app.builder, kind, target, reference, known)
    return found.astext() if found is not None else words


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
    """Register the index and its page."""
    app.connect("builder-inited", replace_search)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", add_scripts, priority=400)  # before the page lists its scripts
