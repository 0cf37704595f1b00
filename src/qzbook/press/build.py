"""Build both editions and publish them together.

Sphinx works in a workspace that carries over from build to build. What readers see is replaced, as a whole,
only by editions that were built without a warning and were found complete.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.checks import SEEN, Pages, assemble
from qzbook.edition import Edition, package_digest, source_files
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.execution.cache import recorded_inputs
from qzbook.execution.execute import EXECUTED
from qzbook.gate import Gate
from qzbook.html import surroundings
from qzbook.press.application import run
from qzbook.press.check import judge
from qzbook.press.current import remember
from qzbook.press.memory import free_memory
from qzbook.press.phases import Phases
from qzbook.press.publish import Editions, fresh_edition, identify, recover, require_edition
from qzbook.press.workspace import KeptPages, held
from qzbook.project import Project
from qzbook.safety import seal
from qzbook.validation import open_ledger
from qzbook.words import gettext
from qzcharts.errors import ProblemsError
from sphinx_typst.builder import TypstBuilder
from sphinx_typst.compiler import Compilation
from sphinx_typst.errors import TypstBuildError

_CODE = re.compile(rb"^[`:]{3,}\{code-cell\}.*?^[`:]{3,}$", re.DOTALL | re.MULTILINE)

_RECORDS = {".buildinfo", ".doctrees", "reports", surroundings.RECORD}
"""What is kept for the next build in the folder of the HTML edition."""


def build(
    project: Project,
    *,
    allow_problems: bool = False,
    review: bool = False,
    log: TextIO | None = None,
    phases: Phases | None = None,
) -> Editions:
    """Build both editions, check what readers would see, and publish them together.

    Parameters
    ----------
    project : Project
    allow_problems : bool
        Whether to build in spite of what the check finds, and mark every page as a draft.
    review : bool
        Whether to make the reviewers' copy of the PDF too.
    log : text stream, optional
        Where Sphinx's own progress goes.
    phases : Phases, optional
        What is told of each phase.

    Returns
    -------
    Editions

    Raises
    ------
    ProblemsError
        If the check finds problems, the data package cannot be used, or something lies among the sources, in
        the workspace or where editions are published that does not belong there.
    BuildError
        If an edition cannot be built without a warning, or there is no room for it; what was published
        before stays.
    """
    try:
        with held(project) as noted, phases or Phases() as phases:
            try:
                made = _Build(project, KeptPages(project, noted), review, log, phases)
                return made.publish(allow_problems)
            finally:
                kernels.stop()
    except OSError as error:
        place = os.path.relpath(error.filename, project.root) if error.filename else project.output.name
        what = gettext("{what}; what was published before stays", what=error.strerror or error)
        raise BuildError(
            f"{place}: {what}", gettext("make room, or grant the right to read and write there")
        ) from error


@dataclass(frozen=True)
class _Written:
    """What is to be known of a book that Sphinx has written, and let go of.

    ``documents`` has the source of each document by its name; ``compilations`` are the PDF edition and its
    copies.
    """

    documents: dict[str, Path]
    inputs: set[str]
    edition: Edition
    html: Path
    compilations: list[Compilation]


@dataclass(frozen=True)
class _Build:
    """One build: what it works with, and its steps."""

    project: Project
    kept: KeptPages
    review: bool
    log: TextIO | None
    phases: Phases

    def publish(self, allow_problems: bool) -> Editions:
        """Make both editions, judge them and put them where readers see them."""
        project, phases, kept = self.project, self.phases, self.kept
        require_edition(project.output)
        if excuse := seal.unkept():
            what = gettext("{excuse}; what is made now will be made again", excuse=excuse)
            phases.say(f"{project.workspace.name}: {what}")
        code = _code_digest(project)
        if kept.notes.get("code") != code:
            kernels.start()  # It warms up while Sphinx starts; a notebook is likely to run.
        recover(project.output)
        ledger = open_ledger(project.root)  # Without usable data there is no draft either.
        package = package_digest()
        with kept.use(package) as lost:
            if lost:
                what = gettext("{lost}; every page is made again", lost=lost)
                phases.say(f"{project.workspace.name}: {what}")
            html = self._write_html()
            phases.begin(gettext("check"))
            pages = Pages(kept.folder / "check" / SEEN)
            seen = pages.read(project.root, html.env, html.builder)
            pages.keep()
            problems = judge(assemble(project.root, html.env, seen, ledger)).problems
            if problems and allow_problems:
                html = self._write_html(draft=True)
            kernels.stop()
            written = None
            if allow_problems or not problems:
                written = self._write_pdf(html)
                del html
                gate = Gate(written.html, written.compilations[0].pdf, written.documents, project.root)
                with ThreadPoolExecutor(1) as pool:  # the compiler needs no Python
                    compiled = pool.submit(self._compile, written.compilations)
                    gate.html_problems  # noqa: B018 - kept for later
                    compiled.result()
            kept.keep(package, {"code": code})
        if written is None:
            raise ProblemsError(problems)
        phases.begin(gettext("compare"))
        if differences := gate.judge():
            raise BuildError("\n".join(map(str, differences)))
        phases.begin(gettext("publish"))
        copies = [compilation.pdf for compilation in written.compilations]
        edition = {**asdict(written.edition), "draft": bool(problems), "review": self.review}
        with fresh_edition(project.output) as fresh:
            files = _files(written.html, copies)
            identify(fresh, edition, files)
            for name, path in files.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, fresh / name)
            _require_whole(fresh, written.documents)
        pdfs = tuple(project.output / "pdf" / copy.name for copy in copies)
        editions = Editions(project.output / "html/index.html", pdfs, len(written.documents), len(problems))
        remember(project, written.edition, editions, review=self.review, inputs=written.inputs)
        return editions

    def _write_html(self, *, draft: bool = False) -> Sphinx:
        """Have Sphinx write the pages of the HTML edition that have changed."""
        self.phases.begin(gettext("reading"))
        html = run(
            self.project,
            "html",
            self.kept.folder,
            overrides={"qzcharts_draft": draft},
            prepare=lambda app: _tell(app, self.phases),
            log=self.log,
        )
        free_memory()
        _discard_stale(html)
        return html

    def _write_pdf(self, html: Sphinx) -> _Written:
        """Have Sphinx write the PDF edition, and the reviewers' copy if it is wanted, for the compiler."""
        self.phases.begin("PDF")
        compilations = []
        for copy in (False, True)[: 2 if self.review else 1]:
            settings = {"qzcharts_draft": html.config.qzcharts_draft}
            settings |= {"typst_compile": False, "typst_review": copy}
            app = run(self.project, "typst", self.kept.folder, overrides=settings, log=self.log)
            assert isinstance(app.builder, TypstBuilder)
            compilations.append(app.builder.compilation)
        documents = {name: Path(html.env.doc2path(name)) for name in sorted(html.env.found_docs)}
        inputs = _inputs(self.project, html.env)
        return _Written(documents, inputs, html.config.qzcharts_edition, Path(html.outdir), compilations)

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


def _code_digest(project: Project) -> str:
    """Give a digest of the sources without the prose of the pages: while it stays, no notebook need run."""
    digest = hashlib.sha256()
    for path in source_files(project.root):
        content = path.read_bytes()
        parts = _CODE.findall(content) if path.suffix == ".md" else [content]
        digest.update(path.relative_to(project.root).as_posix().encode())
        digest.update(b"\0".join(parts))
    return digest.hexdigest()


def _files(html: Path, copies: list[Path]) -> dict[Path, Path]:
    """Give the files of both editions by their names; the PDF is among the downloads of the HTML too."""
    files = {path.relative_to(html): path for path in sorted(html.rglob("*")) if path.is_file()}
    targets = {Path("html", name): path for name, path in files.items() if name.parts[0] not in _RECORDS}
    targets |= {Path("pdf", copy.name): copy for copy in copies}
    targets[Path("html/_downloads", copies[0].name)] = copies[0]
    return targets


def _require_whole(fresh: Path, documents: Iterable[str]) -> None:
    """Raise `BuildError` if something is missing or was cut off."""
    ends = {f"html/{name}.html": b"</html>" for name in documents}
    ends |= {path.relative_to(fresh).as_posix(): b"%%EOF" for path in (fresh / "pdf").iterdir()}
    for name, end in ends.items():
        path = fresh / name
        if not (path.is_file() and path.read_bytes().rstrip().endswith(end)):
            what = gettext("{name} is not whole; what was published before stays", name=name)
            raise BuildError(what, gettext("build again"))


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
