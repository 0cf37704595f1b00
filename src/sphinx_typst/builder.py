"""The Sphinx builder `typst`: doctrees to Typst to PDF."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from .attachments import attachments
from .book import Book
from .chapters import Chapter, letter_numbers, plan
from .compiler import Compilation
from .errors import TypstBuildError
from .fonts import find_fonts
from .index import DOCNAME as INDEX
from .index import index_markup
from .kept import Kept, Written
from .links import INTERNAL
from .markup import string
from .parts import parts
from .pictures import PictureError
from .translator import TypstTranslator
from .words import gettext, template_words

logger = logging.getLogger(__name__)
_TEMPLATES = sorted(Path(__file__).parent.glob("*.typ"))


class TypstBuilder(Book):
    """
    Build one PDF of all documents in the tables of contents.

    The generated Typst files stay under the output folder, in ``source/`` (``source-review/`` for the
    reviewers' copy), one for each document, so that what the compiler saw can be looked at; the PDF stands
    beside that folder.
    """

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types: list[str] = [  # noqa: RUF012 (Sphinx declares it so)
        "image/svg+xml",
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]

    def init(self) -> None:
        """Read the configuration; what is wrong with it is said before anything is built."""
        super().init()
        self.attachments = attachments(self.config, Path(self.srcdir))
        find_fonts(self.config.typst_font_paths)

    @property
    def _suffix(self) -> str:
        return "-review" if self.config.typst_review else ""

    @property
    def source(self) -> Path:
        """The folder of what the compiler sees."""
        return Path(self.outdir) / f"source{self._suffix}"

    @property
    def pdf(self) -> Path:
        """The file that is built."""
        return Path(self.outdir) / f"{self.config.typst_filename}{self._suffix}.pdf"

    @property
    def compilation(self) -> Compilation:
        """What is left to do once the book is written."""
        return Compilation(
            self.source,
            self.pdf,
            tuple(self.config.typst_font_paths),
            tuple(self._standards()),
            self.metadata.timestamp(),
            Path(self.srcdir),
            self.metadata,
            self._parts,
        )

    # -- what Sphinx asks a builder -------------------------------------------------------------------------

    def get_outdated_docs(self) -> str:
        """Return that the book is always made whole: page numbers and references hang together."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address by which the translator knows a document of this book."""
        return INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same address; in one book no document is nearer than another."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Do nothing: all is written at once."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: all is written at once."""

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Iterable[str], method: str = "update"
    ) -> None:
        """Write the whole book for the compiler."""
        self.events.emit("write-started", self)
        self.attachments = attachments(self.config, Path(self.srcdir))  # pages may have added some
        source = self.source
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        includes = self._write_chapters(source)
        self._pictures.write(source / "images")
        self._copy_attachments(source)
        self._write_main(source, includes)
        self._stop_on_problems()

    def finish(self) -> None:
        """Compile the book, unless who runs the builder wants to do that."""
        if self.config.typst_compile:
            for warning in self.compilation.run():
                logger.warning("%s", warning, type="typst", subtype="compile")

    # -- steps ----------------------------------------------------------------------------------------------

    def _write_chapters(self, source: Path) -> list[str]:
        """Write the Typst files of all documents, one doctree at a time, and return the lines of the book."""
        self._chapters = {
            chapter.docname: chapter for chapter in plan(self.config.root_doc, self.env.tocs.__getitem__)
        }
        includes, documents = [], []
        kept, order = self._kept(), repr([*self._chapters.values()])
        with self._lettered_numbers():
            for docname in self._chapters:
                place = f"{order} {self._noted} {self.metadata.title}"
                written = self._as_before(docname, kept.get(docname, place)) or self._translate(docname)
                kept.put(docname, place, written)
                documents.append((docname, written))
                includes.append(self._write_chapter(source, docname, written.markup))
        kept.write()
        chapters = [*self._chapters.values()]
        self._written = Written()
        if markup := index_markup(self):
            self._labels[INDEX] = {""}
            documents.append((INDEX, self._written))
            includes.append(self._write_chapter(source, INDEX, markup))
        if self.config.typst_review:
            matter = self._review_matter()
            documents += matter
            includes += [self._write_chapter(source, docname, written.markup) for docname, written in matter]
        self._parts = parts(documents, chapters)
        return includes

    def _review_matter(self) -> list[tuple[str, Written]]:
        """Return what other extensions end the reviewers' copy with; it has no marks of its own."""
        self._marking = False
        matter = []
        for number, tree in enumerate(filter(None, self.events.emit("typst-review-matter")), start=1):
            docname = f"review-matter-{number}"
            self._chapters[docname] = Chapter(docname, 1, True, on_new_page=True)
            matter.append((docname, self._set(docname, tree)))
        return matter

    @contextmanager
    def _lettered_numbers(self) -> Iterator[None]:
        """
        Let Sphinx's section and caption numbers begin with a letter in appendices, for the time being.

        Afterwards the environment, which other builders share, is as it was.
        """
        sections, captions = self.env.toc_secnumbers, self.env.toc_fignumbers
        letter_numbers(self.env, self._chapters)
        try:
            yield
        finally:
            self.env.toc_secnumbers, self.env.toc_fignumbers = sections, captions

    def _kept(self) -> Kept:
        """Return what is kept of former builds, if anybody knows when a document shows the same as then."""
        known = None if self._marking else self.events.emit_firstresult("typst-states")
        return Kept(Path(self.outdir) / "written.json", known or {})

    def _as_before(self, docname: str, written: Written | None) -> Written | None:
        """Take a document into the book as it was; return None if there is none, or a name is another now."""
        if written is None:
            return None
        self._written = Written()  # which notes the pictures once more
        try:
            for uri, name, known_as in written.pictures:
                if self.env.images.get(uri, ("", ""))[1] != name:
                    return None
                self.images[uri] = name
                if self.image_file(uri) != known_as:
                    return None
        except (OSError, PictureError):
            return None
        self._begin(docname, written)
        self._end(written)
        return written

    def _begin(self, docname: str, written: Written) -> None:
        self._written = written
        self._labels[docname] = set(written.labels)
        self.begin_document(docname, noted=written.noted)

    def _end(self, written: Written) -> None:
        self.captions |= set(written.captions)
        self._expected += written.expected

    def _translate(self, docname: str) -> Written:
        tree = self.env.get_doctree(docname)
        self.env.resolve_references(tree, docname, self)
        self.post_process_images(tree)
        return self._set(docname, tree)

    def _set(self, docname: str, tree: nodes.document) -> Written:
        """Return what a doctree becomes, and note where its labels stand."""
        noted = next(tree.findall(nodes.footnote), None) is not None
        written = Written(labels=sorted({"", *_identifiers(tree)}), noted=noted)
        self._begin(docname, written)
        translator = cast(TypstTranslator, self.create_translator(tree, self))
        tree.walkabout(translator)
        written.markup = "".join(translator.body)
        self._end(written)
        if self._marking:
            self._marks.note_places(docname, tree)
        return written

    def _write_chapter(self, source: Path, docname: str, markup: str) -> str:
        """Write the Typst file of one document, and return the line that includes it."""
        file = source / "chapters" / f"{docname}.typ"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'#import "/template.typ": *\n{markup}', encoding="utf-8")
        return f"#include {string(file.relative_to(source).as_posix())}"

    def _copy_attachments(self, source: Path) -> None:
        folder = source / "attachments"
        folder.mkdir()
        for attachment in self.attachments:
            shutil.copyfile(attachment.path, folder / attachment.name)

    def _standards(self) -> list[str]:
        standards: list[str] = self.config.typst_pdf_standards
        if not self.attachments:
            return standards
        return [re.sub("^a-[12]", "a-3", standard) for standard in standards]

    def _write_main(self, source: Path, includes: list[str]) -> None:
        settings = {
            "language": self.language,
            "words": template_words(self.language, (path.read_text("utf-8") for path in _TEMPLATES)),
            "region": self.region,
            "review": self.config.typst_review,
            "draft": self.config.typst_draft,
            "roles": self.config.typst_roles,
            "captions": sorted(self.captions),
            "parts": any(chapter.part for chapter in self._chapters.values()),
            "metadata": self.metadata.for_template(),
            "attachments": [attachment.for_template() for attachment in self.attachments],
        }
        (source / "book.json").write_text(
            json.dumps(settings, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        for template in _TEMPLATES:
            shutil.copyfile(template, source / template.name)
        main = ['#import "/template.typ": *', "#show: book", *includes, ""]
        (source / "book.typ").write_text("\n".join(main), encoding="utf-8")

    def _stop_on_problems(self) -> None:
        for docname, identifier, path, line in self._expected:
            if not self.has_label(docname, identifier):
                self.add_problem(
                    path,
                    line,
                    gettext(
                        "a reference leads to {docname}#{identifier}, which the book does not have; "
                        "refer to a label of a document that is in the table of contents",
                        docname=docname,
                        identifier=identifier,
                    ),
                )
        if self._problems:
            raise TypstBuildError(self._problems)


# MyST gives a formula without a label a random name. Nothing can refer to it, and the PDF must not hold it.
_RANDOM = re.compile(r"equation-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _identifiers(tree: nodes.document) -> Iterator[str]:
    for node in tree.findall(nodes.Element):
        yield from (name for name in node["ids"] if not _RANDOM.fullmatch(name))
        if isinstance(node, addnodes.index):
            yield from (entry[2] for entry in node["entries"])
