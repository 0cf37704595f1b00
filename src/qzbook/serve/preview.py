"""The HTML edition as it is being written: builds again what a change concerns, and no more."""

import os
import shutil
from collections.abc import Callable, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from qzbook.checks import Pages, assemble
from qzbook.errors import BuildError
from qzbook.execution.execute import EXECUTING
from qzbook.press.application import keep_templates, run
from qzbook.press.check import judge
from qzbook.press.workspace import require_plain
from qzbook.project import CONFIGURATION, Project
from qzbook.validation import open_ledger
from qzbook.words import gettext
from qzcharts.errors import Problem, QzchartsError
from sphinx_typst.builder import TypstBuilder
from sphinx_typst.compiler import Compilation

WHOLE = frozenset({CONFIGURATION, "requirements.lock"})
"""Files of the project that every page rests on."""


class Preview:
    """The HTML edition in a folder of its own, which may be half-written at any time but after `update`.

    After a failure it goes on from the last good state, and reads again whatever was read or written since.

    Parameters
    ----------
    project : Project
    folder : Path
        Where to work; what is there is removed.
    running : callable, optional
        Called when cells begin to run, with the files of their notebooks and a function that stops them.

    Attributes
    ----------
    html : Path
        The folder of the pages.
    place : str
        The page that was last read or written, from the root of the project; "" if none was yet.
    waiting : bool
        Whether `update` has put off pages that are out of date.
    pdf_name : str
        Name of the PDF edition's file, once there are pages.
    """

    def __init__(
        self,
        project: Project,
        folder: Path,
        running: Callable[[Set[Path], Callable[[], None]], object] = lambda *_: None,
    ) -> None:
        self.project = project
        self.html = folder / "html"
        self.waiting = False
        self.pdf_name = ""
        self._portion = 1
        self._running = running
        self._folder = folder
        self._environment = folder / "doctrees/environment.pickle"
        self._app: Sphinx | None = None
        self._read = Pages()
        self._forget()

    def _forget(self) -> None:
        """Go back to an empty folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._good = b""
        """The pickled environment of the last good state."""
        self._suspects: set[str] = set()
        """Pages read or written since the last good state."""

    def update(self, changed: Set[Path], shown: Set[str] = frozenset()) -> None:
        """Bring the pages up to date.

        Parameters
        ----------
        changed : set of Path
            Files that have been changed, added or removed since the last call.
        shown : set of str
            Names of the pages that somebody looks at. They and changed pages come first. Others may be put
            off, which `waiting` tells: each further call without a change builds twice as many of them.

        Raises
        ------
        DataError
            If the data package has problems.
        BuildError
            If a page cannot be built without a warning; the files of other pages may be new or old then.
        """
        try:
            self._build(changed, shown)
        except BuildError:
            if not self.waiting:
                raise
            # A page that was put off may hold what this one refers to.
            self._build(changed, frozenset())

    def findings(self) -> list[Problem]:
        """Give what the check finds in the pages as they are; it asks nothing of pages that were put off."""
        app, self._app = self._app, None
        if app is None:
            return []
        pages = self._read.read(self.project.root, app.env, app.builder)
        ledger = open_ledger(self.project.root)
        return judge(assemble(self.project.root, app.env, pages, ledger)).problems

    def write_pdf(self, overtaken: Callable[[], bool]) -> Compilation:
        """Write the PDF edition for the compiler, when no page is put off.

        Parameters
        ----------
        overtaken : callable
            Asked before each page whether something else comes first.

        Raises
        ------
        DataError, BuildError
            As `update` does, and if it is overtaken.
        """

        def look(*_: Any) -> None:
            if overtaken():
                raise SphinxError(gettext("something else comes first"))

        app = self._run("typst", lambda app: app.connect("doctree-resolved", look))
        assert isinstance(app.builder, TypstBuilder)
        return app.builder.compilation

    def _build(self, changed: Set[Path], shown: Set[str]) -> None:
        if any(self.project.root / name in changed for name in WHOLE):
            self._forget()
        self._changed, self._shown, self.waiting = changed, shown, False
        self._app = None  # an earlier application listens no more
        app = self._app = self._run("html", self._listen)
        self.pdf_name = f"{app.config.typst_filename}.pdf"
        self._suspects.clear()
        self._good = self._environment.read_bytes()

    def _run(self, builder: str, prepare: Callable[[Sphinx], object]) -> Sphinx:
        """Run Sphinx anew, for its extensions keep things from a build that the next must not see.

        If it finds anything wrong, go back to the last good state.
        """
        self.place = ""

        def begin(app: Sphinx) -> None:
            # A page that cites the edition would be read again with every change, and by either format once
            # more.
            app.config.qzcharts_edition = replace(app.config.qzcharts_edition, commit="", digest="preview")
            app.connect("source-read", self._note_place)
            app.connect("doctree-resolved", lambda app, _, name: self._note_place(app, name))
            prepare(app)

        try:
            require_plain(self.project.root)
            open_ledger(self.project.root)
            return run(self.project, builder, self._folder, overrides={"typst_compile": False}, prepare=begin)
        except QzchartsError:
            self._recover()
            raise
        except (Exception, SystemExit):  # nobody knows what has come of the folder
            self._forget()
            raise

    def _recover(self) -> None:
        self._environment.unlink(missing_ok=True)
        if self._good:
            self._environment.write_bytes(self._good)

    def _listen(self, app: Sphinx) -> None:
        keep_templates(app, self._folder)
        app.connect(EXECUTING, lambda _, *notebooks: self._running(*notebooks))
        app.connect("env-get-outdated", self._note_outdated)
        app.connect("env-before-read-docs", self._put_off, priority=100)
        app.connect("html-page-context", self._note_written)

    def _note_place(self, app: Sphinx, name: str, *_: Any) -> None:
        self.place = os.path.relpath(app.env.doc2path(name), self.project.root)

    def _pages(self, env: BuildEnvironment) -> dict[Path, str]:
        return {Path(env.doc2path(name)): name for name in env.found_docs}

    def _note_outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> set[str]:
        """Name pages to read: Sphinx, which goes by times, misses what was saved while it read."""
        for name in removed:
            Path(app.builder.get_outfilename(name)).unlink(missing_ok=True)  # type: ignore[attr-defined]
        book = self.project.book
        files = {os.path.relpath(path, book) for path in self._changed} | set(map(str, self._changed))
        dependents = {name for name, paths in env.dependencies.items() if not files.isdisjoint(paths)}
        pages = self._pages(env)
        return self._suspects | dependents | {pages[path] for path in self._changed if path in pages}

    def _put_off(self, app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
        pages, data = self._pages(env), self.project.root / "data"
        edited = {pages[path] for path in self._changed & pages.keys()} & env.all_docs.keys()
        other = [path for path in self._changed if pages.get(path) not in edited]
        # Where pages come and go, all have to be read for contents and references to be right.
        settled = env.all_docs.keys() >= set(names) and all(path.is_relative_to(data) for path in other)
        if self._shown and settled:
            first = self._shown | edited
            self._portion = 1 if self._changed else 2 * self._portion
            if not self._changed:
                first |= set([name for name in names if name not in first][: self._portion])
            self.waiting = not first >= set(names)
            names[:] = [name for name in names if name in first]
        self._suspects.update(names)

    def _note_written(self, app: Sphinx, pagename: str, *_: Any) -> None:
        self._suspects.add(pagename)
