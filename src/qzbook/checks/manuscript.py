"""Everything that is checked: the pages as readers see them, the table of contents and the data."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.util.matching import patfilter
from sphinx_external_toc.api import TocTree, UrlItem

from qzbook.checks.seen import Cell, Page, Passage, Picture, Sources
from qzbook.project import CONFIGURATION, TOC
from qzbook.title_page import settings
from qzbook.translation import catalogue
from qzbook.translation.catalogue import Entry
from qzbook.translation.languages import SETTING, translated_into
from qzbook.translation.messages import Message, messages_of_book
from qzbook.validation.report import HEAD
from qzbook.words import language_of
from qzcharts.data.ledger import Ledger, Metric, Statement
from qzcharts.data.package import DESCRIPTOR
from qzcharts.words import Language
from sphinx_typst.chapters import is_appendix

#: What an edition says of itself among the texts of its title page.
_IDENTITY = ("date", "commit", "data_digest")


class DataText(NamedTuple):
    """A text of the data that readers see; `subject` is what its row is about."""

    path: str
    line: int
    column: str
    text: str
    subject: str


class Translation(NamedTuple):
    """A page, or the contents, in another language: the messages there are, and those of its catalogue."""

    language: Language
    messages: tuple[tuple[str, Message], ...]
    entries: dict[str, Entry]


class Part(NamedTuple):
    """A list of pages in the table of contents."""

    caption: str
    numbered: bool
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Manuscript:
    """A book that was read, with its data.

    Attributes
    ----------
    root : Path
    ledger : Ledger
    pages : tuple of Page
    parts : tuple of Part
        Of the whole table of contents, wherever they stand in it.
    titles : tuple of (str, str)
        Texts of the title page and of the table of contents, each with the file that holds it; those of the
        report's head are among the texts of the data.
    retitled : tuple of (str, str)
        Titles that the table of contents gives to pages with another heading, each with that heading.
    unlisted : tuple of str
        Pages in ``book/`` that the table of contents does not name, by their path.
    sources : Sources
    translations : tuple of Translation
    foreign_catalogues : tuple of str
        Catalogues of no page or language of the book, by their path.
    """

    root: Path
    ledger: Ledger
    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    titles: tuple[tuple[str, str], ...]
    retitled: tuple[tuple[str, str], ...]
    unlisted: tuple[str, ...]
    sources: Sources
    translations: tuple[Translation, ...] = ()
    foreign_catalogues: tuple[str, ...] = ()

    @property
    def passages(self) -> Iterator[Passage]:
        """All that is read, page by page."""
        return (passage for page in self.pages for passage in page.passages)

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures that no form of the package drew, page by page."""
        return (picture for page in self.pages for picture in page.pictures)

    @property
    def cells(self) -> Iterator[Cell]:
        """The code cells, page by page."""
        return (cell for page in self.pages for cell in page.cells)

    @property
    def ran(self) -> bool:
        """Whether the outputs of all cells are there."""
        return all(cell.ran for cell in self.cells)

    @property
    def chapters(self) -> set[str]:
        """Names of the pages that stand in a numbered part, appendices aside."""
        numbered = (part for part in self.parts if part.numbered and not is_appendix(part.caption))
        return {name for part in numbered for name in part.pages}

    @cached_property
    def entries(self) -> dict[str, Metric | Statement]:
        """Metrics and statements by id."""
        return self.ledger.entries

    def data_texts(self) -> Iterator[DataText]:
        """Give the texts of the data that readers see, in Chinese and English; titles of others aside."""
        for table in self.ledger.package.tables.values():
            columns = [
                column
                for column in table.columns
                if column.endswith(("_zh", "_en")) and not column.startswith("title_")
            ]
            for line, row in table.numbered():
                for column in columns:
                    yield DataText(table.path, line, column, row[column], row[table.columns[0]])
        descriptor = self.ledger.package.descriptor
        head = {**descriptor.get(HEAD, {}), "name": HEAD}
        for described in (descriptor, head, *descriptor["resources"]):
            for key in ("title", "title_en", "description", "note", "note_en"):
                if text := str(described.get(key, "")):
                    path = f"{self.ledger.package.folder.name}/{DESCRIPTOR}"
                    yield DataText(
                        path, self.sources.find(path, 1, text), key, text, str(described.get("name", ""))
                    )


def assemble(root: Path, env: BuildEnvironment, pages: tuple[Page, ...], ledger: Ledger) -> Manuscript:
    """Put together what is to be checked.

    Parameters
    ----------
    root : Path
        The project.
    env : BuildEnvironment
        Of a Sphinx application that has read the book.
    pages : tuple of Page
    ledger : Ledger
    """
    parts = (
        Part(tree.caption or "", bool(tree.numbered), _pages_of(tree, env.found_docs))
        for document in env.config.external_site_map.values()
        for tree in document.subtrees
    )
    messages = messages_of_book(env, root)
    languages = translated_into(root, env.config[SETTING])
    return Manuscript(
        root,
        ledger,
        pages,
        tuple(parts),
        tuple(_titles(env)),
        tuple(_retitled(env)),
        tuple(_unlisted(root, env)),
        Sources(root),
        tuple(
            Translation(language, tuple(found), catalogue.read(root, language, name))
            for language in languages
            for name, found in messages.items()
        ),
        tuple(_foreign_catalogues(root, {(language, name) for language in languages for name in messages})),
    )


def _foreign_catalogues(root: Path, known: set[tuple[Language, str]]) -> Iterator[str]:
    own = {catalogue.path_of(language, name) for language, name in known}
    for path in sorted((root / catalogue.FOLDER).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in own:
            yield name


def _titles(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    config = env.config
    head = settings(config.qzcharts_report, language_of(config))
    stated = {"project": config.project, "html_title": config.html_title, **config.typst_metadata}
    elsewhere = {*_IDENTITY, *head, *head["typst_metadata"]}
    for name, value in stated.items():
        texts = value if isinstance(value, list) else [value]
        yield from ((CONFIGURATION, str(text)) for text in texts if name not in elsewhere)
    for document in config.external_site_map.values():
        for tree in document.subtrees:
            yield TOC, tree.caption or ""
            yield from ((TOC, item.title or "") for item in tree.items if isinstance(item, UrlItem))


def _retitled(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    for name, document in env.config.external_site_map.items():
        heading = env.titles[name].astext() if name in env.titles else ""
        if document.title and heading and document.title != heading:
            yield document.title, heading


def _pages_of(tree: TocTree, known: Collection[str]) -> tuple[str, ...]:
    """Name the pages of a list in the table of contents, whether they are there or not."""
    named = [
        str(Path(name).with_suffix("")) if name.endswith((".md", ".ipynb")) else name for name in tree.files()
    ]
    return *named, *(name for glob in tree.globs() for name in patfilter(sorted(known), glob))


def _unlisted(root: Path, env: BuildEnvironment) -> Iterator[str]:
    """Give the paths of pages that are neither read nor included in one that is."""
    book = Path(env.srcdir)
    # Most pages rest on the same files: each is resolved once.
    included = {Path(book, path).resolve() for path in set().union(*env.dependencies.values())}
    for path in sorted(path for ending in ("*.md", "*.ipynb") for path in book.rglob(ending)):
        own = path.relative_to(book)
        hidden = any(part.startswith(("_", ".")) for part in own.parts)
        if (
            not hidden
            and own.with_suffix("").as_posix() not in env.found_docs
            and path.resolve() not in included
        ):
            yield path.relative_to(root).as_posix()
