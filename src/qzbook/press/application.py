"""Run Jupyter Book's Sphinx in this process, with every warning an error that names its place."""

import gc
import io
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, TypedDict, Unpack

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc import collectors

from qzbook.errors import BuildError, with_mend
from qzbook.press import traversal
from qzbook.press.configuration import configuration_of, contents_of, unusable
from qzbook.press.messages import hear
from qzbook.project import CONFIGURATION, Project
from qzbook.safety.yaml_limits import bound
from qzbook.words import gettext
from qzcharts.errors import QzchartsError
from qzcharts.words import Language

#: An entry of the table of contents that numbers chapters: `true`, or how many levels of them.
_NUMBERED = re.compile(r"\bnumbered: *(?:true|True|[1-9])")

_DOCTREES = 32
"""So many doctrees are held at most."""


class Options(TypedDict, total=False):
    """What may be said of a run of Sphinx.

    Attributes
    ----------
    language : {"zh", "en"}
        Into which the book is translated; without it, the one that it is written in.
    overrides : mapping
        Values of the configuration that ``_config.yml`` does not decide.
    prepare : callable
        Called with the application before it builds, to listen to its events.
    log : text stream or None
        Where Sphinx's own progress goes.
    """

    language: Language | None
    overrides: Mapping[str, Any]
    prepare: Callable[[Sphinx], object]
    log: TextIO | None


def run(project: Project, builder: str, folder: Path, **options: Unpack[Options]) -> Sphinx:
    """Run Sphinx for one builder, as Jupyter Book would, and have it end without a warning.

    Parameters
    ----------
    project, builder, folder, **options
        As of `attempt`.

    Returns
    -------
    Sphinx
        The application.

    Raises
    ------
    BuildError
        With every warning of the build, or the error that ended it. Sphinx does not repeat the warnings of
        pages that it need not read again, so what is in `folder` must not serve another build then.
    OSError
        If a file could not be written. Of some, Sphinx only warns.
    """
    _require_pages(project)
    app, messages = attempt(project, builder, folder, **options)
    if messages or app is None:
        raise BuildError("\n".join(messages))
    return app


def attempt(
    project: Project, builder: str, folder: Path, **options: Unpack[Options]
) -> tuple[Sphinx | None, list[str]]:
    """Run Sphinx for one builder, and give what it has to say.

    Parameters
    ----------
    project : Project
    builder : {"html", "typst", "check"}
    folder : Path
        Where to work: ``doctrees/`` for all builders, and a folder of its own for each.
    **options
        See `Options`.

    Returns
    -------
    app : Sphinx or None
        The application, as far as it came; ``None`` if it did not start.
    messages : list of str
        Each warning once, and the error that ended the build, with their places.

    Raises
    ------
    BuildError
        If the configuration cannot be used.
    OSError
        If a file could not be written. Of some, Sphinx only warns.
    """
    nocolor()
    bound()
    traversal.shorten()
    configuration = configuration_of(project, options.get("language")) | dict(options.get("overrides", {}))
    configuration["qzcharts_execution_cache"] = str(project.execution_cache)
    with hear(project, builder) as heard, patch_docutils(None), docutils_namespace():
        translators.clear()  # each application would be a fallback of the one before, without end
        app = heard.app = _start(
            srcdir=project.book,
            confdir=None,
            outdir=folder / builder,
            doctreedir=folder / "doctrees",
            buildername=builder,
            confoverrides=configuration,
            status=options.get("log"),
            warning=heard.warnings,
        )
        numbered = _NUMBERED.search(project.contents.read_text("utf-8"))
        if configuration["use_multitoc_numbering"] and numbered:
            app.setup_extension("sphinx_multitoc_numbering")
        app.connect("source-read", lambda app, *page: _limit_doctrees(app.env))
        if prepare := options.get("prepare"):
            prepare(app)
        try:
            app.build()
        finally:
            release_contents(
                getattr(listener.handler, "__self__", None)
                for listener in app.events.listeners["env-purge-doc"]
            )
    return heard.app, heard.messages


def write_again(app: Sphinx, project: Project, builder: str, log: TextIO | None) -> Builder:
    """Have another builder write what an application has read, and end without a warning.

    It takes the first one's place, so that the application serves nobody else any more: either this happens
    in a fork, or all else is done. Nothing is started or read again; listeners hear of the writing alone.

    Parameters
    ----------
    app : Sphinx
        Whose configuration says what the builder has to know.
    project : Project
    builder : {"html", "typst", "check"}
        Whose folder is beside that of the first.
    log : text stream or None
        Where Sphinx's own progress goes.

    Returns
    -------
    Builder

    Raises
    ------
    BuildError
        With every warning, or the error that ended it.
    OSError
        If a file could not be written. Of some, Sphinx only warns.
    """
    with hear(project, builder) as heard:
        heard.app = app
        logging.setup(app, log or io.StringIO(), heard.warnings)
        for tag in (app.builder.name, app.builder.format):
            for form in (tag, f"format_{tag}", f"builder_{tag}"):
                app.tags.remove(form)
        app.outdir = app.outdir.with_name(builder)
        app.outdir.mkdir(exist_ok=True)
        app.builder = app.registry.create_builder(app, builder, app.env)
        app.phase = BuildPhase.RESOLVING
        app.builder.init()
        app.builder.write(None, [], "all")
        app.builder.finish()
    if heard.messages:
        raise BuildError("\n".join(heard.messages))
    return app.builder


def _require_pages(project: Project) -> None:
    """Raise `BuildError` if the contents name pages that are not there; what was kept of them misleads."""
    name = project.contents.relative_to(project.root).as_posix()
    pages = contents_of(project)
    lines = project.contents.read_text("utf-8").splitlines()
    missing = []
    for page in pages:
        if not any((project.book / f"{page}{suffix}").is_file() for suffix in ("", ".md", ".ipynb", ".rst")):
            entry = re.compile(rf"\W{re.escape(page)}(\W|$)")
            line = next((number for number, line in enumerate(lines, 1) if entry.search(line)), 1)
            what = gettext("there is no page book/{page}.md", page=page)
            missing.append(with_mend(f"{name}:{line}: {what}", gettext("correct the name, or add the page")))
    if missing:
        raise BuildError("\n".join(missing))


class _Collected:
    """What sphinx_external_toc sees of all live objects: collectors, and no proxy of one that is gone."""

    @staticmethod
    def get_objects() -> list[object]:
        """Give the objects that it looks for; to ask a proxy for its class would raise `ReferenceError`."""
        return [each for each in gc.get_objects() if issubclass(type(each), TocTreeCollector)]


vars(collectors)["gc"] = _Collected


def _start(**settings: Any) -> Sphinx:
    """Start Sphinx; what goes wrong before it has read a page lies in the configuration."""
    try:
        return Sphinx(**settings)
    except Exception as error:
        release_contents(gc.get_objects())
        if isinstance(error, SphinxError | QzchartsError | OSError):
            raise
        # Whatever an extension does with a value that it did not expect.
        raise unusable(CONFIGURATION, error) from error


def keep_templates(app: Sphinx, folder: Path) -> None:
    """Have the templates of pages compiled once, and kept in ``templates/`` of a folder."""
    templates = folder / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    app.builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(templates))


def _limit_doctrees(env: BuildEnvironment) -> None:
    """Let go of doctrees that Sphinx holds until it writes their pages: of a large book, a large part.

    It reads them again from its files then, which takes a few milliseconds each.
    """
    held = getattr(env, "_write_doc_doctree_cache", {})
    if len(held) >= _DOCTREES:
        held.clear()


def release_contents(objects: Iterable[object]) -> None:
    """Make what collected the contents for an application forget that it listens to its events.

    When an application starts, sphinx_external_toc looks for collectors among all live objects, those of
    earlier applications too, and disconnects by their numbers what are other listeners of the new one.
    """
    for collector in objects:
        with suppress(ReferenceError):  # a proxy of what is gone
            if isinstance(collector, TocTreeCollector):
                collector.listener_ids = None
