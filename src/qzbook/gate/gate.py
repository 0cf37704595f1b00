"""Judge a finished edition, and say in the author's terms what is wrong with it."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from qzbook.gate import contents, drawings, foreign, lawful, unique_names
from qzbook.gate.compare import Difference, compare
from qzbook.gate.flow import Element, Flow
from qzbook.gate.html import Site, compared_files, file_of, read_page
from qzbook.gate.memory import Memory, state
from qzbook.gate.parts import Parts, read_ahead
from qzbook.gate.source_lines import line_of
from qzbook.safety import policy
from qzbook.words import gettext
from qzcharts.errors import Problem

_INDEX = "genindex"
"""Name of the index, which only paper needs: the HTML edition has a search."""

_SHOWN = 5
"""Differences of a document that are told; after the first, most follow from it."""


@dataclass
class Gate:
    """A finished edition in both formats, and what may keep it from being published.

    Parameters
    ----------
    html : Path
        Folder of the HTML edition.
    pdf : Path
        The PDF edition.
    sources : mapping of str to Path
        Source file of each document by its name.
    root : Path
        Folder that places are told from.
    table : tuple of Lawful
        Lawful differences.
    memory : Memory
        What need not be looked at again.
    """

    html: Path
    pdf: Path
    sources: Mapping[str, Path]
    root: Path
    table: tuple[lawful.Lawful, ...] = lawful.TABLE
    uses: Counter[str] = field(default_factory=Counter)
    memory: Memory = field(default_factory=Memory)

    def judge(self) -> list[Problem]:
        """Give everything that keeps the edition from being published, in the order of the book.

        Afterwards `uses` says how often each lawful difference was met where it was looked for.
        """
        parts = Parts(self.pdf, self.memory)
        return [
            *self._judge_joining(parts),
            *self._judge_contents(parts),
            *self._judge_documents(parts),
            *self._judge_paint(parts),
            *self.html_problems,
        ]

    def read_ahead(self) -> None:
        """Read the volumes of the PDF that have changed, while it is still joined of them."""
        read_ahead(self.pdf, self.memory)

    @cached_property
    def html_problems(self) -> list[Problem]:
        """What is wrong with the HTML by itself, which can be looked at while the PDF is compiled."""
        repeated = (self._repeated_file(*pair) for pair in unique_names.repeated_files(self._site.names))
        return [*self._judge_policy(), *self._judge_language(), *repeated]

    @cached_property
    def _site(self) -> Site:
        return Site(self.html)

    def _judge_joining(self, parts: Parts) -> Iterator[Problem]:
        for fault in parts.faults:
            message = gettext("{fault}; allowed: its volumes, one after the other", fault=fault)
            yield Problem(self.pdf.name, 0, "", "volumes", message, gettext("build again"))

    def _judge_contents(self, parts: Parts) -> Iterator[Problem]:
        entries = (entry for reading in parts.readings for entry in reading.entries)
        titles = set().union(*(reading.titles for reading in parts.readings))
        for entry in contents.wrong_entries(entries, titles):
            message = gettext(
                "its contents say “{entry}”; allowed: a heading or a caption, and its page", entry=entry
            )
            mend = gettext("mend the template that sets the contents")
            yield Problem(self.pdf.name, 0, "", "contents", message, mend)

    def _judge_documents(self, parts: Parts) -> Iterator[Problem]:
        documents = {name: known for reading in parts.readings for name, known in reading.documents.items()}
        order = [name for name in documents if name != _INDEX]
        for name in [*order, *sorted(self.sources.keys() - documents.keys())]:
            path = self.html / f"{name}.html"
            if name not in self.sources:
                message = gettext(
                    "the HTML does not have the page {name!r}; allowed: the same pages in both formats",
                    name=name,
                )
                mend = gettext("put it into the book, or take it from the contents")
                yield Problem(*self._place(name), "pages", message, mend)
                continue
            looked_at = [*self._of_page(path), documents.get(name, "").encode()]
            tree = partial(parts.tree, name, documents[name]) if name in documents else None
            yield from self.memory.judge(
                state("document", *looked_at), partial(self._judge_document, name, path, tree)
            )
            if tree is None:
                message = gettext("the PDF does not have this page; allowed: the same pages in both formats")
                mend = gettext("put it into the contents, or take it from the book")
                yield Problem(*self._place(name), "pages", message, mend)

    def _of_page(self, path: Path) -> Iterator[bytes]:
        """Give digests of a page, and of each file beside it that it links to and is compared with."""
        page = self._site.digest(path)
        yield page
        known = state("links", page)
        if self.memory.recall(known) is None:
            self.memory.note(known, compared_files(path))
        yield from (self._site.digest(file_of(path, address)) for address in self.memory.recall(known))

    def _judge_document(self, name: str, path: Path, tree: Callable[[], Element] | None) -> Iterator[Problem]:
        page = read_page(path)
        yield from self._judge_names(name, page, path)
        if tree:
            yield from self._judge_text(name, page, tree())

    def _judge_text(self, name: str, page: Element, document: Element) -> Iterator[Problem]:
        for words in drawings.altered(page):
            message = gettext(
                "a chart or formula says “{words}…”, other than it was made with; "
                "allowed: what it was made with",
                words=words[:20],
            )
            yield Problem(*self._place(name, words), "formats", message, gettext("build again"))
        lawful.apply(page, "html", self.uses, self.table)
        lawful.apply(document, "pdf", self.uses, self.table)
        differences = compare(Flow().read(page), Flow().read(document))
        for difference in differences[:_SHOWN]:
            yield self._difference(name, difference)
        for drawing in drawings.other_words(page, document):
            message = gettext(
                "the chart “{chart}…” says {html!r} in HTML and {pdf!r} in the PDF; allowed: the same words",
                chart=drawing.alternative[:20],
                html=drawing.html,
                pdf=drawing.pdf,
            )
            mend = gettext("draw it with a form; if it is drawn so, this is a fault of the drawing")
            yield Problem(*self._place(name, drawing.html), "formats", message, mend)
        if len(differences) > _SHOWN:
            message = gettext(
                "the formats differ in {number} further places", number=len(differences) - _SHOWN
            )
            yield Problem(
                *self._place(name), "formats", message, gettext("mend the first ones, and build again")
            )

    def _difference(self, name: str, difference: Difference) -> Problem:
        where = (
            gettext("HTML and PDF differ under “{heading}”", heading=difference.heading)
            if difference.heading
            else gettext("HTML and PDF differ")
        )
        message = gettext(
            "{where}:\n  HTML: {html}\n  PDF:  {pdf}\n"
            "  allowed: the same words, numbers, levels and alternative texts, in the same order",
            where=where,
            html=difference.html,
            pdf=difference.pdf,
        )
        mend = gettext(
            "write it so that both formats can have it, or in one alone: {{only}} html, {{only}} typst; "
            "if it is written as it should be, this is a fault of the translator"
        )
        place = self._place(name, difference.context, difference.heading)
        return Problem(*place, "formats", message, mend)

    def _judge_names(self, name: str, page: Element, path: Path) -> Iterator[Problem]:
        for anchor in unique_names.repeated_anchors(page):
            message = gettext(
                "two places of the page have the name {name!r}; allowed: a name for each", name=anchor
            )
            mend = gettext("give one of them another name")
            yield Problem(*self._place(name, anchor), "names", message, mend)
        for title, file in unique_names.foreign_downloads(page, path):
            message = gettext(
                "the download {file!r} of “{title}” is not of this chart; allowed: a file for each chart",
                file=file,
                title=title,
            )
            mend = gettext("give the chart another name: mystnb: figure: name:")
            yield Problem(*self._place(name, title), "names", message, mend)

    def _judge_paint(self, parts: Parts) -> Iterator[Problem]:
        found = [
            (first + number, name, blemish)
            for first, reading in parts.pages
            for number, name, blemish in reading.blemishes
        ]
        for number, name, blemish in found:
            message = gettext(
                "page {number} of the PDF: {what}; allowed: text that can be read",
                number=number + 1,
                what=blemish.what,
            )
            yield Problem(*self._place(name, blemish.text), "paint", message, blemish.mend)

    def _judge_policy(self) -> Iterator[Problem]:
        """Find what browsers would run or load besides the book's own."""
        mend = gettext(
            "take it out of what the page is made from; if nothing is, this is a fault of the theme"
        )
        for name in self._site.names:
            path = self.html / name
            ending = path.suffix.lower()
            if ending not in policy.PAGES | policy.DRAWINGS:
                continue
            is_page = ending in policy.PAGES
            known = state("page of HTML" if is_page else "drawing", self._site.digest(path))
            for fault in self.memory.judge(known, partial(_faults, path, is_page)):
                message = gettext(
                    "{file} {fault}; allowed: the book's own scripts, and what lies beside them",
                    file=name,
                    fault=fault,
                )
                source = self.sources.get(name.removesuffix(".html"), self.html / name)
                yield Problem(os.path.relpath(source, self.root), 0, "", "policy", message, mend)

    def _judge_language(self) -> Iterator[Problem]:
        """Find Chinese on pages of another language, each text once, on the first page that has it."""
        told: set[str] = set()
        for page in (name for name in self._site.names if name.endswith(".html")):
            name, path = page.removesuffix(".html"), self.html / page
            known = state("language", self._site.digest(path))
            for words in self.memory.judge(known, partial(foreign.unmarked, path)):
                if words not in told:
                    told.add(words)
                    message = gettext(
                        "the page {page} says “{words}” in Chinese; "
                        "allowed: its own language, and Chinese that is marked",
                        page=page,
                        words=words[:30],
                    )
                    mend = gettext(
                        "write the words of this language, in the data in the column that ends in _en; "
                        "or mark them: {{zh}}`words`"
                    )
                    yield Problem(*self._place_of_words(name, words), "language", message, mend)

    def _place_of_words(self, name: str, words: str) -> tuple[str, int, str]:
        """Give the place of Chinese words in the source of a document, else in the data."""
        words = foreign.longest_run(words)
        sources = [path for path in (self.sources.get(name),) if path]
        for path in [*sources, *sorted((self.root / "data").glob("*.csv"))]:
            if path.is_file() and words in (text := path.read_text("utf-8")):
                line = text.count("\n", 0, text.index(words)) + 1
                return os.path.relpath(path, self.root), line, ""
        return self._place(name)

    def _repeated_file(self, one: str, other: str) -> Problem:
        message = gettext(
            "only capitals tell its name from {other!r}, and some disks hold both for one file; "
            "allowed: other names",
            other=other,
        )
        return Problem(f"{self.html.name}/{one}", 0, "", "names", message, gettext("rename one of them"))

    def _place(self, name: str, context: str = "", heading: str = "") -> tuple[str, int, str]:
        """Give the place of words in the source of a document; the PDF where there is none."""
        if (source := self.sources.get(name)) is None:
            return self.pdf.name, 0, ""
        return os.path.relpath(source, self.root), line_of(source, context, heading), ""


def _faults(path: Path, is_page: bool) -> Iterable[str]:
    return (policy.page_faults if is_page else policy.drawing_faults)(path.read_bytes())
