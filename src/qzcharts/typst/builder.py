"""The Sphinx builder `typst`: doctrees to Typst to PDF."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util import logging

import typst

from .attachments import attachments
from .compiler import CompileError, compile_book, pdf_to_svg
from .errors import Problem, TypstBuildError
from .fonts import find_fonts
from .index import DOCNAME as INDEX
from .index import index_markup
from .markup import string
from .metadata import Metadata
from .references import INTERNAL
from .review import ParagraphMarks
from .structure import Chapter, letter_captions, plan
from .translator import TypstTranslator

logger = logging.getLogger(__name__)

_LANGUAGES = {"zh_CN": ("zh", "cn"), "zh_TW": ("zh", "tw"), "zh": ("zh", "cn")}


class TypstBuilder(Builder):
    """
    Build one PDF of all documents in the tables of contents.

    The generated Typst files stay in ``source/`` under the output folder, one for each document, so that
    what the compiler saw can be looked at; the PDF stands beside that folder.
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
        self.metadata = Metadata.from_config(self.config)
        self.attachments = attachments(self.config, Path(self.srcdir))
        self.fonts = find_fonts(self.config.typst_font_paths)
        language, _, region = (self.config.language or "en").partition("_")
        self.language, self.region = _LANGUAGES.get(self.config.language, (language, region.lower()))
        self.current_docname = ""
        self.paragraph_marks = ParagraphMarks()
        self._problems: list[Problem] = []
        self._chapters: dict[str, Chapter] = {}
        self._labels: dict[str, set[str]] = {}
        self.captions: set[str] = set()  # kinds of what carries a caption: "figure", "table"
        self._pictures: set[str] = set()  # those that the book shows; others are of other editions
        self._converted: dict[str, bytes] = {}  # pictures in a form that Typst takes, by name

    @property
    def pdf(self) -> Path:
        """The file that is built."""
        suffix = "-review" if self.config.typst_review else ""
        return Path(self.outdir) / f"{self.config.typst_filename}{suffix}.pdf"

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
        """Write and compile the whole book."""
        source = Path(self.outdir) / "source"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        includes = self._write_chapters(source)
        self._copy_images(source)
        self._copy_attachments(source)
        self._write_main(source, includes)
        self._stop_on_problems()
        self._compile(source)

    def finish(self) -> None:
        """Do nothing more: `write` leaves everything in place."""

    # -- what the translator asks ---------------------------------------------------------------------------

    def has_label(self, docname: str, identifier: str) -> bool:
        """Return whether a link can lead to this identifier of this document."""
        return identifier in self._labels.get(docname, ())

    def labels_of(self, docname: str) -> list[str]:
        """Return all identifiers of a document that links can lead to."""
        return sorted(self._labels[docname])

    def is_chapter(self, docname: str) -> bool:
        """Return whether the document begins a chapter."""
        return self._chapters[docname].is_chapter

    def heading_level(self, docname: str) -> int:
        """Return the level of the document's first heading."""
        return self._chapters[docname].level

    def chapter_letter(self, docname: str) -> str | None:
        """Return the letter of an appendix that Sphinx does not number."""
        chapter = self._chapters[docname]
        return chapter.letter if chapter.letter and chapter.is_chapter else None

    def image_file(self, uri: str) -> str | None:
        """Return the name of a doctree's picture among the generated inputs; None if it cannot be read."""
        name = self.images.get(uri)
        if name is None:
            return None
        if not name.endswith(".pdf"):
            self._pictures.add(uri)
            return name
        try:
            self._converted[f"{name}.svg"] = pdf_to_svg(Path(self.srcdir, uri))
        except typst.TypstError:
            return None
        return f"{name}.svg"

    def add_image(self, path: str) -> str:
        """Take a picture that no node stands for into the book; return its name like `image_file`."""
        uri = os.path.relpath(Path(self.srcdir, path), self.srcdir)
        self.images.setdefault(uri, f"{len(self.images)}-{Path(path).name}")
        return str(self.image_file(uri))

    def add_problem(self, path: str, line: int, message: str) -> None:
        """Note something that keeps the PDF from being made; the path is relative to the source folder."""
        if path:
            file = Path(self.srcdir, path)
            path = str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)
        self._problems.append(Problem(path, line, message))

    # -- steps ----------------------------------------------------------------------------------------------

    def _doctrees(self) -> dict[str, nodes.document]:
        """Return the doctrees in the order of the book."""
        trees: dict[str, nodes.document] = {}

        def doctree_of(docname: str) -> nodes.document:
            return trees.setdefault(docname, self.env.get_doctree(docname))

        self._chapters = {chapter.docname: chapter for chapter in plan(self.config.root_doc, doctree_of)}
        return {docname: doctree_of(docname) for docname in self._chapters}

    def _write_chapters(self, source: Path) -> list[str]:
        """Write the Typst files of all documents, return the lines of the book, and let the doctrees go."""
        trees = self._doctrees()
        includes = []
        with self._lettered_numbers():
            self._resolve(trees)
            for docname, tree in trees.items():
                if part := self._chapters[docname].part:
                    includes.append(f"#part({string(part)})")
                includes.append(self._write_chapter(source, docname, self._translate(docname, tree)))
        if self.has_label(INDEX, ""):
            includes.append(self._write_chapter(source, INDEX, index_markup(self)))
        return includes

    def _resolve(self, trees: dict[str, nodes.document]) -> None:
        """Resolve references, choose pictures and note all labels, before anything is translated."""
        for docname, tree in trees.items():
            self.env.resolve_references(tree, docname, self)
            self.post_process_images(tree)
            self._labels[docname] = {"", *_identifiers(tree)}
        if index_markup(self):
            self._labels[INDEX] = {""}

    @contextmanager
    def _lettered_numbers(self) -> Iterator[None]:
        """
        Let Sphinx's section and caption numbers begin with a letter in appendices, for the time being.

        References print these numbers too, so they are changed where Sphinx takes them from. Afterwards the
        environment, which other builders share, is as it was.
        """
        sections, captions = self.env.toc_secnumbers, self.env.toc_fignumbers
        self.env.toc_secnumbers = {
            docname: {anchor: self._number(docname, number) for anchor, number in numbers.items()}
            for docname, numbers in sections.items()
        }
        self.env.toc_fignumbers = cast(Any, letter_captions(captions, self._chapters, sections))
        try:
            yield
        finally:
            self.env.toc_secnumbers, self.env.toc_fignumbers = sections, captions

    def _number(self, docname: str, number: Any) -> Any:
        chapter = self._chapters.get(docname)
        return chapter.number(number) if chapter else number

    def _translate(self, docname: str, tree: nodes.document) -> str:
        self.current_docname = docname
        translator = cast(TypstTranslator, self.create_translator(tree, self))
        tree.walkabout(translator)
        return "".join(translator.body)

    def _write_chapter(self, source: Path, docname: str, markup: str) -> str:
        """Write the Typst file of one document, and return the line that includes it."""
        file = source / "chapters" / f"{docname}.typ"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'#import "/template.typ": *\n{markup}', encoding="utf-8")
        return f"#include {string(file.relative_to(source).as_posix())}"

    def _copy_images(self, source: Path) -> None:
        folder = source / "images"
        folder.mkdir()
        for uri in self._pictures:
            shutil.copyfile(Path(self.srcdir, uri), folder / self.images[uri])
        for name, svg in self._converted.items():
            (folder / name).write_bytes(svg)

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
            "region": self.region,
            "review": self.config.typst_review,
            "draft": self.config.typst_draft,
            "captions": sorted(self.captions),
            "parts": any(chapter.part for chapter in self._chapters.values()),
            "metadata": self.metadata.for_template(),
            "attachments": [attachment.for_template() for attachment in self.attachments],
        }
        (source / "book.json").write_text(
            json.dumps(settings, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        for template in Path(__file__).parent.glob("*.typ"):
            shutil.copyfile(template, source / template.name)
        main = ['#import "/template.typ": *', "#show: book", *includes, ""]
        (source / "book.typ").write_text("\n".join(main), encoding="utf-8")

    def _compile(self, source: Path) -> None:
        try:
            pdf, warnings = compile_book(
                source,
                self.fonts,
                self._standards(),
                self.metadata.timestamp(),
                Path(self.srcdir),
            )
        except CompileError as error:
            for problem in error.problems:
                self.add_problem(problem.path, problem.line, problem.message)
            raise TypstBuildError(self._problems) from None
        for warning in warnings:
            logger.warning("%s", warning, type="typst", subtype="compile")
        aside = self.pdf.with_suffix(".pdf.new")
        aside.write_bytes(pdf)
        aside.replace(self.pdf)

    def _stop_on_problems(self) -> None:
        if self._problems:
            raise TypstBuildError(self._problems)


# MyST gives a formula without a label a random name. Nothing can refer to it, and the PDF must not hold it.
_RANDOM = re.compile(r"equation-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _identifiers(tree: nodes.document) -> Iterator[str]:
    for node in tree.findall(nodes.Element):
        yield from (name for name in node["ids"] if not _RANDOM.fullmatch(name))
        if isinstance(node, addnodes.index):
            yield from (entry[2] for entry in node["entries"])
