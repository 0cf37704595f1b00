"""Build both editions and publish them: the one place that runs Jupyter Book.

Sphinx works in ``_build/.work``, which carries over from build to build. What readers see, ``_build/html``
and ``_build/pdf``, is replaced only by editions that were built whole and without a warning.
"""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import yaml
from filelock import FileLock, Timeout
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from qzcharts.checks import run as find_problems
from qzcharts.data import open_ledger
from qzcharts.errors import BuildError, ProblemsError
from qzcharts.publish import discard_stale, publish, recover
from qzcharts.sphinxext import kernels
from qzcharts.sphinxext.edition import source_files

CONFIGURATION = "_config.yml"
_HEADER = re.compile(r"^(?:(?P<place>[^\n]*?): )?(?:WARNING|ERROR|CRITICAL|SEVERE): ", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """Where things lie in a project.

    Attributes
    ----------
    root : Path
        The folder that holds ``_config.yml``, ``book/`` and ``data/``.
    """

    root: Path

    @property
    def book(self) -> Path:
        """The notebooks."""
        return self.root / "book"

    @property
    def output(self) -> Path:
        """The folder of everything that is built."""
        return self.root / "_build"

    @property
    def work(self) -> Path:
        """What carries over from build to build."""
        return self.output / ".work"

    @classmethod
    def find(cls, start: Path) -> Project:
        """Find the project that `start` lies in.

        Raises
        ------
        BuildError
            If neither `start` nor a folder above it is a project.
        """
        for folder in (start, *start.parents):
            if (folder / CONFIGURATION).is_file() and (folder / "book").is_dir():
                return cls(folder)
        raise BuildError(
            f"no {CONFIGURATION} beside a folder book/ in {start.name or start} or above it\n"
            "  mend: work inside the project, or name it with --project"
        )


@dataclass(frozen=True)
class Editions:
    """What a build published.

    Attributes
    ----------
    html : Path
        First page of the HTML edition.
    pdf : Path
    seconds : dict of str to float
        Time of each phase.
    """

    html: Path
    pdf: Path
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    project: Project,
    *,
    allow_problems: bool = False,
    review: bool = False,
    log: TextIO | None = None,
    tell: Callable[[str, float], None],
) -> Editions:
    """Check the book, build both editions and publish them together.

    Parameters
    ----------
    project : Project
    allow_problems : bool
        Whether to build in spite of what the check finds, and mark every page as a draft.
    review : bool
        Whether to make the reviewers' copy of the PDF too.
    log : text stream, optional
        Where Sphinx's own progress goes.
    tell : callable
        Called with the name and the seconds of each phase as it ends.

    Returns
    -------
    Editions

    Raises
    ------
    ProblemsError
        If the check finds problems, or the data package cannot be used.
    BuildError
        If an edition cannot be built without a warning; what was published before stays.
    """
    try:
        project.output.mkdir(exist_ok=True)
        with FileLock(project.output / ".lock", timeout=0):
            try:
                return _build(project, allow_problems, review, log, tell)
            finally:
                kernels.stop()
    except Timeout as error:
        raise BuildError(
            "another build of this project is running\n  mend: wait until it has ended, or stop it"
        ) from error
    except OSError as error:
        place = Path(error.filename).name if error.filename else project.output.name
        raise BuildError(
            f"{place}: {error.strerror}; what was published before stays\n"
            "  mend: make room, or grant the right to write"
        ) from error


def _build(
    project: Project,
    allow_problems: bool,
    review: bool,
    log: TextIO | None,
    tell: Callable[[str, float], None],
) -> Editions:
    seconds: dict[str, float] = {}

    @contextmanager
    def phase(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - start
        tell(name, seconds[name])

    stamp = project.work / "edition"
    if not stamp.exists() or any(
        path.stat().st_mtime > stamp.stat().st_mtime for path in source_files(project.root)
    ):
        kernels.start()  # It warms up while the book is checked; a notebook is likely to run.
    published = {name: project.output / name for name in ("html", "pdf")}
    for folder in published.values():
        recover(folder)
    with phase("check"):
        problems = find_problems(project.root)
        if problems and not allow_problems:
            raise ProblemsError(problems)
        open_ledger(project.root)  # Without usable data there is no draft either.
    draft = {"qzcharts_draft": bool(problems)}
    with phase("HTML"):
        html = run(project, "html", log, draft, edition=stamp)
    with phase("PDF"):
        typst = run(project, "typst", log, draft)
    name = f"{typst.config.typst_filename}.pdf"
    copies = [name]
    if review:
        with phase("review"):
            run(project, "typst", log, draft | {"typst_review": True})
        copies.append(f"{typst.config.typst_filename}-review.pdf")
    with phase("publish"):
        discard_stale(html)
        shutil.copy2(Path(typst.outdir) / name, Path(html.outdir) / "_downloads" / name)
        publish(Path(html.outdir), published["html"])
        publish(Path(typst.outdir), published["pdf"], only=copies)
        stamp.write_text(repr(html.config.qzcharts_edition), "utf-8")
    return Editions(published["html"] / "index.html", published["pdf"] / name, seconds)


def run(
    project: Project,
    builder: str,
    log: TextIO | None = None,
    overrides: Mapping[str, Any] | None = None,
    edition: Path | None = None,
) -> Sphinx:
    """Run Jupyter Book's Sphinx for one builder.

    Parameters
    ----------
    project : Project
    builder : {"html", "typst"}
    log : text stream, optional
        Where Sphinx's own progress goes.
    overrides : mapping, optional
        Values of the configuration that ``_config.yml`` does not decide.
    edition : Path, optional
        File that says which edition the output holds. If it is another, every page is written again, for each
        names its edition and shows the contents of the whole book; without it, only pages that were read.

    Returns
    -------
    Sphinx
        The application, after a build without a warning.

    Raises
    ------
    BuildError
        With every warning of the build, or the error that ended it.
    """
    nocolor()
    configuration = _configuration(project) | dict(overrides or {})
    warnings = io.StringIO()
    try:
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                srcdir=project.book,
                confdir=None,
                outdir=project.work / builder,
                doctreedir=project.work / "doctrees",
                buildername=builder,
                confoverrides=configuration,
                status=log,
                warning=warnings,
            )
            if configuration["use_multitoc_numbering"] and "numbered: true" in _toc(project).read_text(
                "utf-8"
            ):
                app.setup_extension("sphinx_multitoc_numbering")
            app.build(force_all=edition is not None and not _holds(edition, app))
    except SphinxError as error:
        forget(project)
        raise BuildError("\n".join(_messages(project, warnings.getvalue(), str(error)))) from error
    if warnings.getvalue():
        forget(project)
        raise BuildError("\n".join(_messages(project, warnings.getvalue())))
    return app


def _holds(edition: Path, app: Sphinx) -> bool:
    return edition.exists() and edition.read_text("utf-8") == repr(app.config.qzcharts_edition)


def forget(project: Project) -> None:
    """Have the next build read every page again.

    Sphinx does not repeat the warnings of pages that it need not read again: a build that failed would
    succeed when it is run a second time.
    """
    (project.work / "doctrees/environment.pickle").unlink(missing_ok=True)


def _toc(project: Project) -> Path:
    return project.book / "_toc.yml"


def _configuration(project: Project) -> dict[str, Any]:
    """Give the configuration that Jupyter Book makes of ``_config.yml``."""
    overrides = {"external_toc_path": str(_toc(project)), "latex_individualpages": False}
    try:
        parse_toc_yaml(_toc(project))
        configuration, _ = get_final_config(
            user_yaml=project.root / CONFIGURATION, cli_config=overrides, sourcedir=project.book
        )
    except OSError as error:
        raise BuildError(f"{error.filename}: {error.strerror}\n  mend: restore the file") from error
    except (yaml.YAMLError, MalformedError) as error:
        raise BuildError(f"{error}\n  mend: correct {CONFIGURATION} or book/_toc.yml") from error
    return dict(configuration)


def _messages(project: Project, warnings: str, error: str = "") -> list[str]:
    """Give each warning once, with its place relative to the project."""
    text = warnings.replace(f"{project.root}/", "").strip()
    parts = [text[a:b].strip() for a, b in _spans(text)] if text else []
    if error:
        parts.append(error.replace(f"{project.root}/", ""))
    return [
        _HEADER.sub(lambda m: f"{m['place']}: " if m["place"] else "", part) for part in dict.fromkeys(parts)
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in _HEADER.finditer(text)] or [0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
