"""The ids that links lead to: of sections, captions, targets and paragraphs, each from its own words.

An edit elsewhere changes none of them. docutils counts what it cannot name (``id1``, ``id2``), and it can
name nothing in Chinese.
"""

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.markup.names import Names, digest, slug
from qzbook.markup.original_words import original_text, original_words
from qzbook.markup.told import tell
from qzbook.words import gettext

_COUNTED_TERM = re.compile(r"term-\d+")


class NameByWords(SphinxTransform):
    """Name sections by their headings, captions by themselves, and what has a name of its own by that.

    A name in ASCII keeps the id that docutils makes of it. The anchors that MyST knows become the ids, so
    that an author writes ``[words](#anchor)`` as it stands in the address of the page.
    """

    default_priority = 250  # numbered captions have ids since 210; at 260 nodes begin to lead to ids

    def apply(self, **kwargs: Any) -> None:
        """Change the ids of one document, wherever it keeps them."""
        document = self.document
        named = [*self._names(), *self._headings(), *self._captions(), *self._marks_of_notes()]
        names = Names(set(document.ids) - {old for old, _ in named})
        ids: dict[str, str] = {}
        for old, words in named:
            if old not in ids:
                ids[old] = names.give(slug(words))
        for node in document.findall(Element):
            node["ids"] = [ids.get(old, old) for old in node["ids"]]
        document.ids = {ids.get(old, old): node for old, node in document.ids.items()}
        document.nameids = {name: ids.get(old, old) for name, old in document.nameids.items()}
        anchors = self.env.metadata[self.env.docname].get("myst_slugs", {})
        sections = [(line, ids.get(old, old), title) for line, old, title in anchors.values()]
        anchors.clear()
        anchors.update((section[1], section) for section in sections)

    def _names(self) -> Iterator[tuple[str, str]]:
        """Give the ids of names that authors gave and docutils could not keep."""
        for name, explicit in self.document.nametypes.items():
            identifier = self.document.nameids.get(name)
            if not explicit or not identifier or isinstance(self.document.ids[identifier], nodes.footnote):
                continue
            if self._is_counted(identifier) or not name.isascii():
                yield identifier, name

    def _headings(self) -> Iterator[tuple[str, str]]:
        """Give the ids of headings, but for those that authors gave."""
        explicit = explicit_ids(self.document)
        for title in self.document.findall(nodes.TextElement):
            node = title.parent if isinstance(title, nodes.title) else title
            headed = isinstance(node, (nodes.section, nodes.rubric)) and node["ids"]
            if headed and node["ids"][0] not in explicit:
                yield node["ids"][0], original_words(self.env, title)

    def _captions(self) -> Iterator[tuple[str, str]]:
        """Give the ids of captions that are numbered and have no name."""
        domain = self.env.domains["std"]
        for node in self.document.findall(Element):
            if domain.get_enumerable_node_type(node) and node["ids"] and self._is_counted(node["ids"][0]):
                for caption in node.children:
                    if isinstance(caption, (nodes.caption, nodes.title)) and not node["names"]:
                        yield node["ids"][0], original_words(self.env, caption)

    def _marks_of_notes(self) -> Iterator[tuple[str, str]]:
        """Give the ids of the marks of footnotes, which else count what is named in one language alone."""
        for mark in self.document.findall(nodes.footnote_reference):
            yield from ((old, f"{mark['refname']} ref") for old in mark["ids"] if self._is_counted(old))

    def _is_counted(self, identifier: str) -> bool:
        prefix = self.document.settings.auto_id_prefix
        return identifier.startswith(prefix) and identifier.removeprefix(prefix).isdigit()


class NameTerms(SphinxTransform):
    """Name the words of a glossary by themselves, where docutils has counted them."""

    default_priority = 250

    def apply(self, **kwargs: Any) -> None:
        """Change the ids of the terms of one document, also where the domain keeps them."""
        standard: Any = self.env.domains["std"]
        names = Names(self.document.ids)
        for term in self.document.findall(nodes.term):
            index = term.next_node(addnodes.index)
            if index is None or not _COUNTED_TERM.fullmatch(old := "".join(term["ids"][:1])):
                continue
            name = f"term-{slug(original_words(self.env, term))}"
            if name == old:
                continue
            new = names.give(name)
            term["ids"][0], self.document.ids[new] = new, self.document.ids.pop(old)
            index["entries"] = [
                tuple(new if part == old else part for part in each) for each in index["entries"]
            ]
            for register in (standard.objects, standard._terms):
                here = [name for name, place in register.items() if place == (self.env.docname, old)]
                register.update(dict.fromkeys(here, (self.env.docname, new)))


class PutNamesFirst(SphinxTransform):
    """Put the ids that authors gave to a section first: contents and links to headings take the first."""

    default_priority = 262  # targets have given their ids to what follows them, at 260

    def apply(self, **kwargs: Any) -> None:
        """Go through the sections of one document."""
        explicit = explicit_ids(self.document)
        for section in self.document.findall(nodes.section):
            section["ids"].sort(key=lambda identifier: identifier not in explicit)


def explicit_ids(document: nodes.document) -> set[str]:
    """Give the ids of the names that authors gave."""
    return {document.nameids[name] for name, explicit in document.nametypes.items() if explicit}


class RefuseEquationNames(SphinxTransform):
    """Refuse a name of a formula that is not in ASCII: Sphinx would make one id of any two of them."""

    default_priority = 250

    def apply(self, **kwargs: Any) -> None:
        """Go through the formulas of one document."""
        for formula in self.document.findall(nodes.math_block):
            name = formula.get("label") or ""
            if not name.isascii():
                message = gettext(
                    "the name of the formula, {name!r}, cannot be an id; "
                    "allowed: ASCII letters, digits and hyphens",
                    name=name,
                )
                tell(formula, "equation", message, gettext("name it like eq-area"))


class NameParagraphs(SphinxPostTransform):
    """Give each paragraph of a section an id, of the section's and a digest of what the author typed.

    That is the same in every language, and no edit elsewhere changes it.
    """

    default_priority = 7  # references are resolved from 8 on
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the paragraphs of one document."""
        names = Names(name for node in self.document.findall(Element) for name in node["ids"])
        for paragraph in self.document.findall(nodes.paragraph):
            around = paragraph.parent
            while isinstance(around, addnodes.only):
                around = around.parent
            if isinstance(around, nodes.section):
                words = " ".join(original_text(self.env, paragraph).split())
                name = names.give(f"p-{around['ids'][0]}-{digest(words.encode())[:8]}")
                paragraph["ids"].insert(0, name)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    for transform in (NameByWords, NameTerms, PutNamesFirst, RefuseEquationNames):
        app.add_transform(transform)
    app.add_post_transform(NameParagraphs)
