"""Run Jupyter Book's Sphinx in this process, with every warning an error that names its place."""

import errno
import gc
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO, TypedDict, Unpack

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.errors import ExtensionError, SphinxError
from sphinx.locale import translators
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc import collectors

from qzbook.errors import BuildError, with_mend
from qzbook.press.configuration import configuration_of, contents_of, unusable
from qzbook.press.mends import mended
from qzbook.project import CONFIGURATION, Project
from qzbook.safety.yaml_limits import bound
from qzbook.words import gettext
from qzcharts.errors import QzchartsError
from qzcharts.words import Language

_HEADER = re.compile(r"^(?:(?P<place>[^\n]*?): )?(?:WARNING|ERROR|CRITICAL|SEVERE): ", re.MULTILINE)

_REFUSED = re.compile(r"(?:\[Errno |\bOSError\()(?P<number>\d+)\b(?:.*?: '(?P<file>[^'\n]+)')?")

#: An entry of the table of contents that numbers chapters: `true`, or how many levels of them.
_NUMBERED = re.compile(r"\bnumbered: *(?:true|True|[1-9])")

_DOCTREES = 32
"""So many doctrees are held at most."""

_NOT_WRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG, errno.EIO}


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
    configuration = configuration_of(project, options.get("language")) | dict(options.get("overrides", {}))
    configuration["qzcharts_execution_cache"] = str(project.execution_cache)
    with _heard(project, builder) as heard, patch_docutils(None), docutils_namespace():
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
    with _heard(project, builder) as heard:
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


@dataclass
class _Heard:
    """What Sphinx has to say of its work, and the application, as far as it came."""

    app: Sphinx | None = None
    warnings: io.StringIO = field(default_factory=io.StringIO)
    messages: list[str] = field(default_factory=list)


@contextmanager
def _heard(project: Project, builder: str) -> Iterator[_Heard]:
    """Take down the warnings of what is done meanwhile, and the error that ends it.

    Raises
    ------
    OSError
        If a file could not be written.
    """
    heard, ended = _Heard(), ""
    try:
        yield heard
    except ExtensionError as error:
        if isinstance(error.orig_exc, OSError) and error.orig_exc.errno in _NOT_WRITTEN:
            raise error.orig_exc from error
        # One that raises nothing of its own has told what is wrong by warnings.
        told = error.orig_exc or not heard.warnings.getvalue()
        ended = _extension_failed(error, heard.app) if told else ""
    except SphinxError as error:
        ended = str(error)
    for refused in _REFUSED.finditer(heard.warnings.getvalue()):
        if (number := int(refused["number"])) in _NOT_WRITTEN:
            raise OSError(number, os.strerror(number), refused["file"] or builder)
    heard.messages = _messages(project, heard.warnings.getvalue(), ended)


def _extension_failed(error: ExtensionError, app: Sphinx | None) -> str:
    """Say in the author's words what an extension raised, and at which page if one was being read."""
    page = app.env.temp_data.get("docname") if app else None
    raised = f"{type(error.orig_exc).__name__}: {error.orig_exc}".removesuffix(": ")
    what = str(error)
    if error.orig_exc:
        what = gettext("the extension {name} raises {raised}", name=error.modname, raised=raised)
    mend = gettext("undo the last change there, or take the extension out of _config.yml")
    return with_mend(f"{app.env.doc2path(page) if app and page else CONFIGURATION}: {what}", mend)


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


def _messages(project: Project, warnings: str, error: str = "") -> list[str]:
    """Give each warning once, with its place relative to the project, and its mend."""
    text = warnings.replace(f"{project.root}/", "").strip()
    parts = [text[a:b].strip() for a, b in _spans(text)] if text else []
    if error:
        parts.append(error.replace(f"{project.root}/", ""))
    return [
        mended(_HEADER.sub(lambda m: f"{m['place'].rstrip(':')}: " if m["place"] else "", part))
        for part in dict.fromkeys(parts)
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in _HEADER.finditer(text)] or [0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
