"""The HTML and the PDF edition in one language: read once by Sphinx, and written in both formats."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.edition import Edition
from qzbook.errors import BuildError
from qzbook.execution.cache import recorded_inputs
from qzbook.execution.execute import RAN
from qzbook.html import surroundings
from qzbook.html.languages import EDITIONS
from qzbook.press.application import keep_templates, run, write_again
from qzbook.press.beside import Beside, Work, tell
from qzbook.press.memory import free_memory
from qzbook.press.phases import Phases
from qzbook.press.state import stamps
from qzbook.project import Project
from qzbook.translation.catalogue import path_of
from qzbook.words import gettext
from qzcharts.errors import Problem
from qzcharts.words import Language, language_tag
from sphinx_typst.builder import TypstBuilder
from sphinx_typst.compiler import Compilation, compile_book
from sphinx_typst.errors import TypstBuildError
from sphinx_typst.fonts import find_fonts

Compiler = Callable[[list[Compilation]], list[Path]]

_RECORDS = {".buildinfo", ".doctrees", "reports", surroundings.RECORD}
"""What is kept for the next build in the folder of the HTML edition."""


@dataclass(frozen=True)
class Made:
    """What is to be known of both formats in a language.

    Attributes
    ----------
    language : {"zh", "en"} or None
        Into which the book is translated; ``None`` for that which it is written in.
    html : Path
        Folder of the pages.
    pdfs : list of Path
        The PDF edition and its copies.
    documents : dict of str to Path
        The file of each document by its name, in which its words are looked for.
    inputs : set of str
        What pages and cells have read, by its path from the project's root.
    edition : Edition
    differences : list of Problem
        What HTML and PDF do not have in common, or must not hold.
    """

    language: Language | None
    html: Path
    pdfs: list[Path]
    documents: dict[str, Path]
    inputs: set[str]
    edition: Edition
    differences: list[Problem]

    def files(self) -> dict[Path, Path]:
        """Give all files by their names in an edition; the PDF is among the downloads of the HTML too."""
        folder = Path("html", self.language or "")
        names = [name for name in stamps(self.html) if name.split("/")[0] not in _RECORDS]
        named = {folder / name: self.html / name for name in names}
        named |= {Path("pdf", pdf.name): pdf for pdf in self.pdfs}
        named[folder / "_downloads" / self.pdfs[0].name] = self.pdfs[0]
        return named

    @property
    def pages(self) -> list[str]:
        """Name the files of the pages in an edition."""
        return [Path("html", self.language or "", f"{name}.html").as_posix() for name in self.documents]


@dataclass(frozen=True)
class Formats:
    """Makes both formats in one language.

    Parameters
    ----------
    project : Project
    folder : Path
        Where Sphinx works, from build to build.
    languages : sequence of {"zh", "en"}
        Of all editions that are made together.
    phases : Phases
    language : {"zh", "en"}, optional
        Into which the book is translated; by default the one that it is written in.
    review : bool
        Whether the reviewers' copy is wanted.
    log : text stream, optional
        Where Sphinx's own progress goes.
    cluster : str
        Address of the cluster that runs the cells; without, this machine does.
    """

    project: Project
    folder: Path
    languages: Sequence[Language]
    phases: Phases
    language: Language | None = None
    review: bool = False
    log: TextIO | None = None
    cluster: str = ""

    def write_html(
        self,
        *,
        draft: bool = False,
        ran: Callable[[], object] | None = None,
        read: Callable[[Sphinx], object] | None = None,
    ) -> Sphinx:
        """Have Sphinx write the pages of the HTML edition that have changed.

        Parameters
        ----------
        draft : bool
        ran : callable, optional
            Called, from any thread, when the cells of all pages have run.
        read : callable, optional
            Given the application when all pages are read.
        """
        self.phases.begin(gettext("reading"))

        def prepare(app: Sphinx) -> None:
            self.phases.follow(app)
            keep_templates(app, self.folder.parent if self.language else self.folder)  # for all languages
            if ran:
                app.connect(RAN, lambda _: ran())
            if read:
                # The last to hear of it, when everything is numbered.
                app.connect("env-get-updated", lambda app, _: [read(app)][:0], priority=1000)

        settings = {"qzcharts_draft": draft, "typst_compile": False, "qzcharts_cluster": self.cluster}
        html = run(
            self.project,
            "html",
            self.folder,
            language=self.language,
            overrides={**settings, EDITIONS: list(self.languages)},
            prepare=prepare,
            log=self.log,
        )
        _discard_stale(html)
        return html

    def print_beside(self, beside: Beside, app: Sphinx, compiler: Compiler) -> Work[list[Path]]:
        """Begin the PDF edition, and the reviewers' copy if it is wanted, of what an application has read.

        Parameters
        ----------
        beside : Beside
        app : Sphinx
        compiler : callable
            As `compile`.
        """
        printed = beside.fork(partial(self._make_pdfs, app, compiler))
        printed.begin()
        return printed

    def _make_pdfs(self, app: Sphinx, compiler: Compiler) -> list[Path]:
        compilations = []
        for app.config.typst_review in (False, True)[: 2 if self.review else 1]:
            builder = write_again(app, self.project, "typst", self.log)
            assert isinstance(builder, TypstBuilder)
            compilations.append(builder.compilation)
        return compiler(compilations)

    def warm_up(self) -> None:
        """Compile what the last build wrote, and leave it, unless it was set in volumes.

        The compiler remembers, by all that they depend on, the parts that it has set, and a process that has
        set the book before sets it again in a sixth of the time.
        """
        folder = self.folder / "typst"
        if not any(folder.glob("*.volumes")):
            compile_book(folder / "source", find_fonts(()), (), 0, folder)

    def compile(self, compilations: list[Compilation]) -> list[Path]:
        """Compile the PDF edition and its copies.

        Raises
        ------
        BuildError
            With everything that the compiler finds wrong.
        """
        if any(compilation.parts for compilation in compilations):
            free_memory()
        for compilation in compilations:
            try:
                problems = compilation.run(tell)
            except TypstBuildError as error:
                problems = error.problems
            if problems:
                raise BuildError("\n".join(map(str, problems)).replace(f"{self.project.root}/", ""))
        return [compilation.pdf for compilation in compilations]

    def make(self, compiler: Compiler, draft: bool) -> Made:
        """Make both formats, the PDF beside the HTML, and judge them.

        Parameters
        ----------
        compiler : callable
            As `compile`.
        draft : bool

        Raises
        ------
        BuildError
            If one of them cannot be made; it names the language.
        """
        try:
            with Beside() as beside:
                printed: list[Work[list[Path]]] = []
                html = self.write_html(
                    draft=draft,
                    read=lambda app: printed.append(self.print_beside(beside, app, compiler)),
                )
                return self.finish(html, printed[0].result)
        except BuildError as error:
            assert self.language is not None
            which = gettext("in the edition {language}:", language=language_tag(self.language))
            raise BuildError(f"{which}\n{error}") from error

    def finish(self, html: Sphinx, make_pdfs: Callable[[Callable[[], object]], list[Path]]) -> Made:
        """Judge what has been written as HTML, and the PDF, which `make_pdfs` gives once that is made.

        What `make_pdfs` is given reads the volumes of the PDF while they are joined.

        Raises
        ------
        BuildError
            If the PDF cannot be made.
        """
        from qzbook.gate import MEMORY, Gate, Memory  # imported when there is something to compare

        self.phases.begin("PDF")
        documents = {name: self._source(html.env, name) for name in sorted(html.env.found_docs)}
        inputs, pages = _inputs(self.project, html.env), Path(html.outdir)
        edition, draft = html.config.qzcharts_edition, html.config.qzcharts_draft
        pdf = self.folder / "typst" / f"{html.config.typst_filename}.pdf"
        del html
        memory = Memory(self.folder / "gate" / MEMORY)
        gate = Gate(pages, pdf, documents, self.project.root, memory=memory)
        gate.html_problems  # noqa: B018 - kept for later, while the PDF is made
        pdfs = make_pdfs(gate.read_ahead)
        self.phases.begin(gettext("compare"))
        # What a draft may lack, the check has told.
        found = [each for each in gate.judge() if not (draft and each.code == "language")]
        memory.keep()
        return Made(self.language, pages, pdfs, documents, inputs, edition, found)

    def _source(self, env: BuildEnvironment, name: str) -> Path:
        """Give the file that holds the words of a document: of a translation, its catalogue."""
        own = self.project.root / path_of(self.language, name) if self.language else Path()
        return own if own.is_file() else Path(env.doc2path(name))


def _inputs(project: Project, env: BuildEnvironment) -> set[str]:
    """Name what pages and cells have read, from the root; not what cells have made for their pages."""
    included = {project.book / path for path in set[str]().union(*env.dependencies.values())}
    read = {project.root / path for path in recorded_inputs(project.execution_cache)}
    names = {os.path.relpath(path, project.root) for path in included | read}
    own = os.path.relpath(project.workspace, project.root)
    return {name for name in names if not name.startswith(f"{own}{os.sep}")}


def _discard_stale(app: Sphinx) -> None:
    """Remove what earlier builds left in the output and this one does not refer to.

    Sphinx writes into the folder of the build before; without this, an edition would hold the pictures of
    figures that have changed and the pages of chapters that are gone, which a clean build does not have.
    """
    output = Path(app.outdir)
    images = {name for _, name in app.env.images.values()}
    downloads = {name for _, name in app.env.dlfiles.values()}
    for path in (output / "_images").glob("*"):
        if path.name not in images:
            path.unlink()
    for path in (output / "_downloads").glob("*/*"):
        if path.relative_to(output / "_downloads").as_posix() not in downloads:
            path.unlink()
    for source in (path for path in (output / "_sources").rglob("*") if path.is_file()):
        page = source.relative_to(output / "_sources").as_posix().split(".")[0]
        if page not in app.env.found_docs:
            source.unlink()
            (output / f"{page}.html").unlink(missing_ok=True)
