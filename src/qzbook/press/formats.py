"""The HTML and the PDF edition in one language: Sphinx writes both, the compiler makes the PDF."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.edition import Edition
from qzbook.errors import BuildError
from qzbook.execution.cache import recorded_inputs
from qzbook.execution.execute import EXECUTED
from qzbook.html import surroundings
from qzbook.html.languages import EDITIONS
from qzbook.press.application import run
from qzbook.press.memory import free_memory
from qzbook.press.phases import Phases
from qzbook.project import Project
from qzbook.translation.catalogue import path_of
from qzbook.words import gettext
from qzcharts.errors import Problem
from qzcharts.words import Language
from sphinx_typst.builder import TypstBuilder
from sphinx_typst.compiler import Compilation
from sphinx_typst.errors import TypstBuildError

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
        found = {path.relative_to(self.html): path for path in sorted(self.html.rglob("*")) if path.is_file()}
        named = {folder / name: path for name, path in found.items() if name.parts[0] not in _RECORDS}
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

    def write_html(self, *, draft: bool = False, read: Any = None) -> Sphinx:
        """Have Sphinx write the pages of the HTML edition that have changed.

        Parameters
        ----------
        draft : bool
        read : callable, optional
            Called when all pages are read, and their cells have run.
        """
        self.phases.begin(gettext("reading"))

        def prepare(app: Sphinx) -> None:
            _tell(app, self.phases)
            if read:
                app.connect("env-updated", lambda *_: read(), priority=998)

        settings = {"qzcharts_draft": draft, "qzcharts_cluster": self.cluster}
        html = run(
            self.project,
            "html",
            self.folder,
            language=self.language,
            overrides={**settings, EDITIONS: list(self.languages)},
            prepare=prepare,
            log=self.log,
        )
        free_memory()
        _discard_stale(html)
        return html

    def finish(self, html: Sphinx) -> Made:
        """Make the PDF of what has been written as HTML, and judge both.

        Raises
        ------
        BuildError
            If the PDF cannot be made.
        """
        from qzbook.gate import MEMORY, Gate, Memory  # imported when there is something to compare

        compilations = self._write_pdf(html)
        documents = {name: self._source(html.env, name) for name in sorted(html.env.found_docs)}
        inputs, pages = _inputs(self.project, html.env), Path(html.outdir)
        edition, draft = html.config.qzcharts_edition, html.config.qzcharts_draft
        del html
        memory = Memory(self.folder / "gate" / MEMORY)
        gate = Gate(pages, compilations[0].pdf, documents, self.project.root, memory=memory)
        with ThreadPoolExecutor(1) as pool:  # the compiler needs no Python
            compiled = pool.submit(self._compile, compilations)
            gate.html_problems  # noqa: B018 - kept for later
            compiled.result()
        self.phases.begin(gettext("compare"))
        pdfs = [compilation.pdf for compilation in compilations]
        # What a draft may lack, the check has told.
        found = [each for each in gate.judge() if not (draft and each.code == "language")]
        memory.keep()
        return Made(self.language, pages, pdfs, documents, inputs, edition, found)

    def _source(self, env: BuildEnvironment, name: str) -> Path:
        """Give the file that holds the words of a document: of a translation, its catalogue."""
        own = self.project.root / path_of(self.language, name) if self.language else Path()
        return own if own.is_file() else Path(env.doc2path(name))

    def _write_pdf(self, html: Sphinx) -> list[Compilation]:
        """Have Sphinx write the PDF edition, and the reviewers' copy if it is wanted, for the compiler."""
        self.phases.begin("PDF")
        compilations = []
        for copy in (False, True)[: 2 if self.review else 1]:
            settings = {"qzcharts_draft": html.config.qzcharts_draft}
            settings |= {"typst_compile": False, "typst_review": copy}
            app = run(
                self.project,
                "typst",
                self.folder,
                language=self.language,
                overrides=settings,
                prepare=lambda app: app.connect("typst-states", surroundings.surroundings),
                log=self.log,
            )
            assert isinstance(app.builder, TypstBuilder)
            compilations.append(app.builder.compilation)
        return compilations

    def _compile(self, compilations: list[Compilation]) -> None:
        """Compile the PDF edition and its copies."""
        free_memory()
        for number, compilation in enumerate(compilations):
            if number:
                self.phases.begin(gettext("review"))
            try:
                problems = compilation.run()
            except TypstBuildError as error:
                problems = error.problems
            if problems:
                raise BuildError("\n".join(map(str, problems)).replace(f"{self.project.root}/", ""))


def _inputs(project: Project, env: BuildEnvironment) -> set[str]:
    """Name what pages and cells have read, from the root; not what cells have made for their pages."""
    included = {project.book / path for paths in env.dependencies.values() for path in paths}
    read = {project.root / path for path in recorded_inputs(project.execution_cache)}
    names = {os.path.relpath(path, project.root) for path in included | read}
    own = os.path.relpath(project.workspace, project.root)
    return {name for name in names if not name.startswith(f"{own}{os.sep}")}


def _tell(app: Sphinx, phases: Phases) -> None:
    """Have an application tell what it reads, runs and writes."""

    def executed(_: Sphinx, name: str, seconds: float, done: int, number: int) -> None:
        counts = {"done": done, "count": number}
        phases.done(
            gettext("ran {name} in {seconds:.1f} s ({done} of {count})", name=name, seconds=seconds, **counts)
        )
        phases.doing(gettext("running notebooks, {done} of {count} done", **counts))

    app.connect("source-read", lambda _, name, text: phases.doing(name))
    app.connect(EXECUTED, executed)
    app.connect("env-updated", lambda *_: phases.begin("HTML"), priority=999)
    app.connect("html-page-context", lambda _, name, *others: phases.doing(name))


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
