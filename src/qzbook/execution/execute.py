"""Runs the book's notebooks, each once for all editions, and again only when what it came from has changed.

In myst-nb's execution mode ``cache`` this takes the place of myst-nb's own cache, which looks at code alone:
here outputs come from code cells, what those read, the package, the locked versions and the interpreter. Of
the data package, only the tables count whose content a cell was given (`qzcharts.data.use`). What is out of
date runs, on all cores or on a cluster, while Sphinx reads pages that have their outputs; each page waits
for its own.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, proxy

from ipython_pygments_lexers import IPython3Lexer
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.util import logging

from qzbook import edition
from qzbook.errors import ExecutionFailed
from qzbook.markup.limits import readable
from qzbook.markup.page_context import page_head
from qzbook.project import Project
from qzbook.translation.languages import source_language, translated_into
from qzbook.words import gettext, languages
from qzcharts.errors import not_utf8

from .cache import ExecutionCache, context_of, translations_for
from .executor import Conditions, Executor, Runner
from .kernel_process import fingerprint
from .notebook import Notebook, stored
from .running import Ended, Running, raise_first

EXECUTED = "qzcharts-notebook-executed"
"""Sphinx event after each run, with the page's name, seconds, how many have run and how many are to run.

It comes from the thread that notebooks run in, as does `RAN`.
"""

RAN = "qzcharts-notebooks-ran"
"""Sphinx event when no notebook has to be run any more, while pages are read or before."""

EXECUTING = "qzcharts-notebooks-executing"
"""Sphinx event before notebooks run, with their files and a function that stops them, of any thread."""

_LEXER = "ipython3"
"""What code is highlighted by."""

_OUTPUTS = "qzcharts_outputs"
"""Key in a page's Sphinx metadata: the digest of the outputs that it shows; empty where it has not run."""

logger = logging.getLogger(__name__)


def cache_folder(app: Sphinx) -> Path:
    """Give the folder of what notebooks gave when they last ran."""
    return Path(app.config.qzcharts_execution_cache or Path(app.outdir).parent / ".execution").resolve()


class Execution:
    """Runs and remembers the notebooks of a Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self._app: Sphinx = proxy(app)  # what is kept for an application must not keep it
        self.root = Project.read_from(app.srcdir).root
        self.folder = cache_folder(app)
        self._language = source_language(app.config)
        self._ready: dict[str, Notebook] = {}
        self._running: Running | None = None
        self._cache = self._open_cache()

    def _open_cache(self) -> ExecutionCache:
        lock = fingerprint(self.root / "requirements.lock")
        self._others = translated_into(self.root, self._app.config.qzcharts_languages)
        common = [sys.version, lock, edition.package_digest(), self._language]
        context = partial(context_of, common, self.root, self._others)
        return ExecutionCache(self.folder, self.root, context)

    def outdated(self, env: Any, reread: set[str]) -> list[str]:
        """List the pages, beyond those that Sphinx reads again, whose outputs would now be others."""
        self._cache = self._open_cache()
        stale = []
        for name in sorted(env.found_docs - reread):
            if (shown := env.metadata[name].get(_OUTPUTS)) is not None:
                origin = self._cache.origin(name)
                if origin is None or origin.outputs != shown:
                    stale.append(name)
        return stale

    def prepare(self, env: Any, names: Sequence[str]) -> None:
        """Have the notebooks among these pages ready with their outputs."""
        self._ready = {}
        stale, lost = [], set()
        failures = []
        for name in names:
            path = Path(env.doc2path(name))
            try:
                source = path.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                line, what = not_utf8(error)
                message = gettext("{what}. Save the file in that encoding.", what=what)
                failures.append(ExecutionFailed(path, line, message))
                continue
            try:
                notebook = self._read(env, name, source)
            except ExecutionFailed as failure:
                failures.append(failure)
                continue
            if notebook:
                self._ready[name] = notebook
                if not self._recall(notebook):
                    stale.append(notebook)
                    if _OUTPUTS in env.metadata[name] and not self._cache.path(name).exists():
                        lost.add(name)
        raise_first(failures)
        if lost := lost | self._cache.broken:
            which = ", ".join(sorted(lost))
            logger.info("execution cache: rebuilt where missing, damaged or another's: %s", which)
        self._running = self._run(stale)
        if self._running is None:
            self._app.emit(RAN)

    def wait(self, name: str) -> None:
        """Wait until the notebook of a page has run, if it is being run.

        Raises
        ------
        ExecutionFailed
            If it could not be run to its end; it names all that could not.
        SphinxError
            If the run was stopped, or what runs it is lost.
        """
        if self._running:
            self._running.wait(name)

    def finish(self) -> list[str]:
        """Wait until all that is being run has run, and raise what `wait` does; no page is read for that."""
        if self._running:
            self._running.finish()
        return []

    def end(self) -> None:
        """End what is still being run."""
        if self._running:
            self._running.end()

    def notebook(self, env: Any, source: str) -> Notebook | None:
        """Give the page being read with its outputs, if it is a notebook that is to be run."""
        notebook = self._ready.pop(env.docname, None)
        if notebook is None or notebook.source != source:
            # A page read by itself, or one whose text an extension has changed.
            notebook = self._read(env, env.docname, source)
            if notebook is None:
                return None
            if not self._recall(notebook):
                self.finish()  # who hears that all have run ends the kernels
                if running := self._run([notebook]):
                    running.finish()
        if notebook.cells:
            env.metadata[env.docname][_OUTPUTS] = notebook.origin.outputs if notebook.origin else ""
        return notebook

    def _read(self, env: Any, name: str, source: str) -> Notebook | None:
        config = env.mystnb_config
        path = Path(env.doc2path(name))
        if config.execution_mode != "cache" or any(map(path.match, config.execution_excludepatterns)):
            return None
        try:
            if path.suffix == ".ipynb":
                node = stored(path, source)
                if node.metadata.get("kernelspec", {}).get("language", "python") != "python":
                    return None
            elif is_myst_markdown_notebook(source):
                options: dict[str, Any] = {"config": env.myst_config, "add_source_map": True, "path": path}
                with readable(path, source):
                    node = read_myst_markdown_notebook(source, **options)
            else:
                return None
            mode = node.metadata.get(config.metadata_key, {}).get("execution_mode", "cache")
        except ExecutionFailed:
            raise
        except Exception as error:  # whatever the readers of YAML, Markdown and notebooks find
            line = re.search(r"at line (\d+)", str(error))
            message = gettext(
                "cannot be read as a notebook: {error}\nMend its front matter, or the options of the cell.",
                error=error,
            )
            raise ExecutionFailed(path, int(line[1]) if line else 1, message) from None
        node.metadata["language_info"] = {"name": "python", "pygments_lexer": _LEXER}
        for place, cell in enumerate(node.cells):
            cell["id"] = f"cell-{place + 1}"  # a random one otherwise
        if mode != "cache":
            return None
        head = page_head(path, source, self.root)
        return Notebook(name, path, source, node, head, translations_for(self.root, self._others, name))

    def _recall(self, notebook: Notebook) -> bool:
        """Give a notebook the outputs of its last run, if it would give them again."""
        if notebook.cells:
            entry = self._cache.load(notebook.name, notebook.code)
            if entry is None:
                return False
            notebook.origin, notebook.outputs = entry
        return True

    def _run(self, notebooks: Sequence[Notebook]) -> Running | None:
        """Have notebooks run, if there are any and they may."""
        if not notebooks or not self._app.config.qzcharts_run_notebooks:
            return None
        running = Running([each.name for each in notebooks], partial(self._run_all, notebooks))
        self._app.emit(EXECUTING, {notebook.path for notebook in notebooks}, running.stop)
        return running

    def _executor(self) -> Executor:
        """Give what runs notebooks: the cluster that was named, else this machine."""
        app = self._app
        written = (self.folder, app.outdir, app.doctreedir)
        messages = ":".join(languages()) or "en"
        timeout = app.config.nb_execution_timeout
        conditions = Conditions(self.root, tuple(map(Path, written)), self._language, messages, timeout)
        # Imported here, with Jupyter's clients: seldom is there anything to run.
        if address := app.config.qzcharts_cluster:
            from .cluster import cluster

            return cluster(address, conditions)
        from .cells import local

        return local(conditions)

    async def _run_all(self, notebooks: Sequence[Notebook], ended: Ended) -> None:
        done = 0

        async def run(notebook: Notebook) -> None:
            nonlocal done
            try:
                seconds = await self._run_one(notebook, runner)
            except ExecutionFailed as failure:
                ended(notebook.name, failure)
                return
            done += 1
            logger.info("executed %s in %.1f s (%d of %d)", notebook.name, seconds, done, len(notebooks))
            self._app.emit(EXECUTED, notebook.name, seconds, done, len(notebooks))
            ended(notebook.name, None)

        async with self._executor() as runner:
            await asyncio.gather(*map(run, notebooks))
        if done == len(notebooks):
            self._app.emit(RAN)

    async def _run_one(self, notebook: Notebook, runner: Runner) -> float:
        """Run a notebook, keep what it gave, and say how many seconds that took."""
        from .cells import take

        run = await runner(notebook)
        take(notebook, run, self._app.config.nb_execution_timeout)
        notebook.origin = self._cache.save(notebook.name, notebook.code, run.inputs, notebook.outputs)
        return run.seconds


executions: WeakKeyDictionary[Sphinx, Execution] = WeakKeyDictionary()
"""Those of the applications that live."""


def _end(app: Sphinx, error: Exception | None) -> None:
    if execution := executions.get(app):  # there is none where the application did not start
        execution.end()


def setup(app: Sphinx) -> None:
    """Connect to Sphinx.

    `qzcharts_execution_cache` is the cache's folder, by default beside the output's. Where
    `qzcharts_run_notebooks` is false, cells have the outputs of their last run, or none. `qzcharts_cluster`
    is the address of the cluster that runs them, by default none but this machine.
    """
    app.setup_extension("myst_nb")
    app.setup_extension("qzbook.translation.messages")
    app.add_config_value("qzcharts_execution_cache", "", "", types=(str,))
    app.add_config_value("qzcharts_run_notebooks", True, "", types=(bool,))
    app.add_config_value("qzcharts_cluster", "", "", types=(str,))
    app.add_lexer(_LEXER, IPython3Lexer)  # or Pygments asks all that is installed for one of this name
    app.add_event(EXECUTING)
    app.add_event(EXECUTED)
    app.add_event(RAN)
    app.setup_extension("qzbook.execution.parser")
    app.connect("builder-inited", lambda app: executions.update({app: Execution(app)}))
    app.connect(
        "env-get-outdated",
        lambda app, env, *reread: executions[app].outdated(env, set().union(*reread)),
    )
    app.connect("env-before-read-docs", lambda app, env, names: executions[app].prepare(env, names))
    app.connect("source-read", lambda app, name, text: executions[app].wait(name))
    # Of a page that could not be read, nobody waited for the cells.
    app.connect("env-get-updated", lambda app, env: executions[app].finish(), priority=1)
    app.connect("build-finished", _end)
