"""Where the numbers and statements of the ledger are used: links on screen, pages on paper."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from qzbook.evidence.domain import Use, domain_of
from qzbook.evidence.page_numbers import page_numbers, pages_alone
from qzbook.words import word

PLACES = "places"
"""Class of the cells that name places of use; the two formats name them in other ways."""
LEADS = "leads-to-chapters"
"""What the metadata of a document say of one that does."""


class places_of_use(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Stands for the places that use ``entry`` until every document is read."""


class chapters_of(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Stands for the chapters that treat ``entries`` until every document is read."""


class Places:
    """Leads from the ledger to all uses, once every document is read.

    Parameters
    ----------
    app : Sphinx
        That writes a format.
    docname : str
        The document from which links lead.
    """

    def __init__(self, app: Sphinx, docname: str) -> None:
        self._app, self._docname = app, docname
        self._domain = domain_of(app.env)
        self._language = self._domain.language

    @cached_property
    def _uses(self) -> dict[str, list[Use]]:
        uses: dict[str, list[Use]] = {}
        for use in self._domain.uses():
            uses.setdefault(use.entry, []).append(use)
        return uses

    def are_there(self, entries: Iterable[str]) -> bool:
        """Whether anything uses one of some entries."""
        return not self._uses.keys().isdisjoint(entries)

    def link_back(self, entry: str, words: str) -> Node:
        """Make words that lead to the first use of an entry, or plain words where nothing uses it."""
        uses = self._uses.get(entry)
        return self._link(uses[0].docname, uses[0].target, words) if uses else nodes.Text(words)

    def of(self, *entries: str) -> list[Node]:
        """Make the links to every use of some entries: pages on paper, chapters on screen."""
        uses = [use for entry in entries for use in self._uses.get(entry, ())]
        if not uses:
            return []
        if self._app.builder.format == "typst":
            targets = [(use.docname, use.target) for use in uses]
            return [page_numbers(targets=targets, phrases=pages_alone(self._language))]
        return self._chapters(uses)

    def treated(self, entry: str) -> Use | None:
        """Give the first use of an entry in the chapter that treats it: the one that uses it most.

        Neither the document that asks is one, nor the ledger.
        """
        elsewhere = [
            use
            for use in self._uses.get(entry, ())
            if use.docname not in {self._docname, self._domain.data["ledger"]}
        ]
        most = Counter(use.docname for use in elsewhere).most_common(1)
        return next((use for use in elsewhere if use.docname == most[0][0]), None) if most else None

    def chapters(self, entries: Iterable[str]) -> list[Node]:
        """Make the links to the chapters that treat some entries, each chapter once."""
        found = {use.docname: use for use in map(self.treated, entries) if use}
        made: list[Node] = []
        for docname, use in found.items():
            if made:
                made.append(nodes.Text(word(self._language, "; ")))
            made.append(self._link(docname, use.target, self._chapter(docname)))
        return made

    def _chapter(self, docname: str) -> str:
        title = self._app.env.titles[docname].astext()
        number = self._app.env.toc_secnumbers.get(docname, {}).get("", ())
        if len(number) != 1 or not str(number[0]).isdigit():
            return title
        return word(self._language, "Chapter {number}, {title}", number=number[0], title=title)

    def _chapters(self, uses: Iterable[Use]) -> list[Node]:
        """Name each chapter once, with a link to its first use; number the links to the others."""
        targets: dict[str, list[str]] = {}
        for use in uses:
            targets.setdefault(use.docname, []).append(use.target)
        made: list[Node] = []
        for docname, places in targets.items():
            if made:
                made.append(nodes.Text(word(self._language, "; ")))
            made.append(self._link(docname, places[0], self._app.env.titles[docname].astext()))
            for number, target in enumerate(places[1:], 2):
                place = word(self._language, "place {number}", number=number)
                made += [nodes.Text(word(self._language, ", ")), self._link(docname, target, place)]
        return made

    def _link(self, docname: str, target: str, words: str) -> nodes.reference:
        return make_refnode(self._app.builder, self._docname, docname, target, nodes.Text(words))


class FillPlaces(SphinxPostTransform):
    """Put the links to every use into its row."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of one document."""
        places = Places(self.app, self.env.docname)
        unused = word(domain_of(self.env).language, "not used in the text")
        for node in list(self.document.findall(places_of_use)):
            found = places.of(node["entry"])
            node.replace_self(found or nodes.emphasis("", unused, classes=["unused"]))


class FillChapters(SphinxPostTransform):
    """Put the links to chapters below what leads to them."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of one document; a line without a chapter goes."""
        places = Places(self.app, self.env.docname)
        for node in list(self.document.findall(chapters_of)):
            if found := places.chapters(node["entries"]):
                node.replace_self(found)
            else:
                node.parent.parent.remove(node.parent)


def uses_shown(app: Sphinx, docname: str) -> object:
    """Give what a document shows of uses elsewhere: the ledger of all, what leads to chapters of some."""
    domain = domain_of(app.env)
    if docname == domain.data["ledger"]:
        return sorted(domain.data["uses"].items())
    if not app.env.metadata[docname].get(LEADS):
        return None
    places = Places(app, docname)
    return [places.treated(use.entry) for use in domain.data["uses"].get(docname, ())]


def setup(app: Sphinx) -> None:
    """Register the node and what fills it."""
    app.add_node(places_of_use)
    app.add_node(chapters_of)
    app.add_post_transform(FillPlaces)
    app.add_post_transform(FillChapters)
