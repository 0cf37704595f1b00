"""What is known of the book while it is written: its chapters, labels, pictures, marks and problems."""

import os
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from .chapters import Chapter
from .errors import Problem, located
from .kept import Label, Written
from .metadata import Metadata
from .parts import Part
from .pictures import Pictures, unreadable
from .review import Marks

_LANGUAGES = {"zh_CN": ("zh", "cn"), "zh_TW": ("zh", "tw"), "zh": ("zh", "cn")}


class Book(Builder):
    """A builder as the parts of the translator know it: what they ask of the book, and what they note."""

    def init(self) -> None:
        """Begin a book of which nothing is written yet."""
        self.metadata = Metadata.from_config(self.config)
        language, _, region = (self.config.language or "en").partition("_")
        self.language, self.region = _LANGUAGES.get(self.config.language, (language, region.lower()))
        self.current_docname = ""
        self._marks = Marks()
        self._marking: bool = self.config.typst_review
        self._problems: list[Problem] = []
        self._chapters: dict[str, Chapter] = {}
        self._noted = False
        self.on_new_page = False  # whether the chapter that is written must begin a page
        self._labels: dict[str, set[str]] = {}
        self._parts: tuple[Part, ...] = ()
        self._written = Written()  # the document that is written
        self._expected: list[Label] = []
        self.captions: set[str] = set()  # kinds of what carries a caption: "figure", "table"
        self._pictures = Pictures()  # those that the book shows; `images` has those of other editions too

    def begin_document(self, docname: str, *, noted: bool) -> None:
        """
        Note which document is written from now on.

        Footnotes are numbered by chapter. A chapter that has some begins a page if the one before it has some
        too, so that no page has two of one number.

        Parameters
        ----------
        docname
            The document.
        noted
            Whether it has footnotes.
        """
        self.current_docname = docname
        chapter = self._chapters.get(docname)
        if chapter and chapter.is_chapter:
            self.on_new_page = chapter.on_new_page or (noted and self._noted)
            self._noted = noted
        else:
            self._noted = noted or self._noted

    def has_label(self, docname: str, identifier: str) -> bool:
        """Return whether a link can lead to this identifier of a document that is already written."""
        return identifier in self._labels.get(docname, ())

    def labels_of(self, docname: str) -> list[str]:
        """Return all identifiers of a document that links can lead to."""
        return sorted(self._labels[docname])

    def is_chapter(self, docname: str) -> bool:
        """Return whether the document begins a chapter."""
        return self._chapters[docname].is_chapter

    def part_of(self, docname: str) -> str | None:
        """Return the title of the part that begins with this document."""
        return self._chapters[docname].part or None

    def heading_level(self, docname: str) -> int:
        """Return the level of the document's first heading."""
        return self._chapters[docname].level

    def chapter_letter(self, docname: str) -> str | None:
        """Return the letter of an appendix that Sphinx does not number."""
        chapter = self._chapters[docname]
        return chapter.letter if chapter.letter and chapter.is_chapter else None

    def image_file(self, uri: str) -> str:
        """
        Return the name of a doctree's picture among the generated inputs.

        Raises
        ------
        PictureError
            It cannot be read, or the PDF cannot hold it.
        """
        if uri not in self.images:
            raise unreadable()
        name = self._pictures.add(Path(self.srcdir, uri), self.images[uri])
        self._written.pictures.append((uri, self.images[uri], name))
        return name

    def add_image(self, path: str) -> str:
        """Take a picture that no node stands for into the book; return its name like `image_file`."""
        uri = os.path.relpath(Path(self.srcdir, path), self.srcdir)
        self._written.whole = False  # for its name depends on what else there is
        self.images.setdefault(uri, f"{len(self.images)}-{Path(path).name}")
        return self.image_file(uri)

    def expect_label(self, docname: str, identifier: str, path: str, line: int) -> None:
        """Note a link at a place: a problem, if the book turns out to have no such label."""
        self._written.expected.append((docname, identifier, path, line))

    def ask_page(self, docname: str, identifier: str) -> None:
        """Note that the page of a label is printed."""
        self._written.asked.append((docname, identifier))

    def note_entry(self, markup: str) -> None:
        """Note what lists of contents, figures or tables have of this document."""
        self._written.entries.append(markup)

    def note_caption(self, kind: str) -> None:
        """Note that a figure or a table has a caption."""
        if kind not in self._written.captions:
            self._written.captions.append(kind)

    def add_problem(self, path: str, line: int, message: str) -> None:
        """Note something that keeps the PDF from being made; the path is relative to the source folder."""
        self._written.whole = False
        self._problems.append(located(Problem(path, line, message), Path(self.srcdir)))

    def mark(self, node: nodes.Element) -> str:
        """Return the reviewers' mark of a paragraph, a caption or a row; "" where nothing is marked."""
        if not self._marking:
            return ""
        node["mark"] = self._marks.mark(node.astext())
        return str(node["mark"])

    def mark_at(self, docname: str, identifier: str) -> str:
        """Return the reviewers' mark of what this identifier of a document stands in; "" if it has none."""
        return self._marks.at(docname, identifier)
