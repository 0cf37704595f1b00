"""What a page can reach: the files of its project, whatever directive, role, link or picture names them.

While a directive runs, opening any other file fails, be it one of docutils, Sphinx, MyST or an extension: a
page must neither publish what lies outside of the project nor wait for a device that never ends.
Pictures and downloads, which Sphinx copies later, are judged when the page is read.
"""

import errno
import mimetypes
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.parsers import RSTParser

from qzbook.edition import PACKAGES
from qzbook.markup.told import tell
from qzbook.project import Project
from qzbook.safety import plain
from qzbook.words import gettext

_RULE = "out-of-reach"
#: What Python, its packages and this one read for themselves.
_LIBRARIES = {folder.resolve() for folder in (Path(sys.prefix), Path(sys.base_prefix), *PACKAGES)}
_DATA_LAYER = "qzcharts.data.package"
"""It judges itself what it opens, again and again."""
_SHOWN = 100
"""Characters of a path."""
_MOST_TIMES = 20


class _Reach:
    """Judges what a page opens.

    Parameters
    ----------
    root : Path
        Of the project.
    made : Path
        Folder of the files that outputs of cells have become.
    """

    def __init__(self, root: Path, made: Path) -> None:
        self.root, self.made = root, made.resolve()
        self.refused: dict[Path, tuple[str, str]] = {}
        self.times: Counter[Path] = Counter()

    def fault(self, path: Path) -> str:
        """Say why the page must not have a file; empty if it may."""
        if _leads_below(path, self.made):
            return ""
        what = plain.out_of_reach(path, self.root)
        return "" if what and any(_leads_below(path, folder) for folder in _LIBRARIES) else what

    def open(self, path: Path) -> None:
        """Let a file be opened, or raise `OSError`, which every directive makes a warning of."""
        if what := self.fault(path):
            self.refused[path] = _no_file(path, what)
        elif _leads_below(path, self.root):
            self.times[path] += 1
            if self.times[path] > _MOST_TIMES:
                message = gettext(
                    "the file {file!r} is read more than {most} times, as one that includes itself; "
                    "allowed: no more for one page",
                    file=_shown(path),
                    most=_MOST_TIMES,
                )
                mend = gettext(
                    "take the directive out that includes it, in the file or in one that it includes"
                )
                self.refused[path] = message, mend
        if path in self.refused:
            raise OSError(errno.EINVAL, self.refused[path][0])


def _leads_below(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        return False


_reach: ContextVar[_Reach | None] = ContextVar("reach", default=None)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Judge what Python opens to read, in a thread that runs a directive (PEP 578)."""
    if event == "open" and (reach := _reach.get()) is not None:
        path, _, flags = arguments
        reads = not isinstance(path, int) and flags & os.O_ACCMODE != os.O_WRONLY
        if reads and sys._getframe(1).f_globals.get("__name__") != _DATA_LAYER:
            reach.open(Path(os.fsdecode(path)))


def confine(renderer: Any) -> None:
    """Have a renderer of MyST run directives within the files of the project.

    Not the whole page: of an ``.ipynb``, myst-nb runs the cells while it is parsed.
    """
    run, render = renderer.run_directive, renderer.render_restructuredtext

    def run_confined(name: str, first_line: str, content: str, position: int, **options: Any) -> Any:
        with _confined(renderer.sphinx_env, renderer.document["source"], position):
            return run(name, first_line, content, position, **options)

    def render_confined(token: SyntaxTreeNode) -> None:
        with _confined(renderer.sphinx_env, renderer.document["source"], token_line(token), token.content):
            render(token)

    renderer.run_directive, renderer.render_restructuredtext = run_confined, render_confined


class ReStructuredTextParser(RSTParser):
    """Sphinx's parser of reStructuredText, kept to the files of the project."""

    def parse(self, inputstring: Any, document: nodes.document) -> None:
        """Parse a page."""
        text = inputstring if isinstance(inputstring, str) else "\n".join(inputstring)
        with _confined(self.env, document["source"], 0, text):
            super().parse(inputstring, document)


@contextmanager
def _confined(env: Any, source: str, line: int, text: str = "") -> Iterator[None]:
    """Keep what runs to the files of the project, and tell what wants more.

    Parameters
    ----------
    env : BuildEnvironment
        Of the page being read.
    source : str
        The page, or what it includes.
    line : int
        There.
    text : str
        In which the line of a file is looked for, from there on.
    """
    outer, reach = _reach.get(), _of(env)
    if outer:  # a directive in a file that another one includes
        reach.times = outer.times
    token = _reach.set(reach)
    try:
        yield
    finally:
        _reach.reset(token)
        for path, (message, mend) in reach.refused.items():
            lines = text.split("\n")
            more = next((number for number, each in enumerate(lines, 1) if path.name in each), 0)
            tell(f"{source}:{line + more}", _RULE, message, mend)


def _of(env: Any) -> _Reach:
    return _Reach(Project.read_from(env.srcdir).root, Path(env.mystnb_config.output_folder))


def _path(env: Any, name: str) -> Path:
    if "\0" in name:
        return Path(env.srcdir, env.docname).parent / name
    return Path(env.relfn2path(name, env.docname)[1])


def may_read(env: Any, name: str) -> bool:
    """Return whether the page being read may have the file that it names, if there is one."""
    return not _of(env).fault(_path(env, name))


def _no_file(path: Path, what: str) -> tuple[str, str]:
    """Say of a file what keeps it from the pages, and how to mend it."""
    message = gettext(
        "the file {file!r} {what}; allowed: files of the project that are not hidden",
        file=_shown(path),
        what=what,
    )
    return message, gettext("put a copy into the project, and give its path from this page")


def _shown(path: Path) -> str:
    name = str(path)
    return name if len(name) <= _SHOWN else f"…{name[-_SHOWN:]}"


def judge_files(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse pictures and downloads that are no files of the project, before Sphinx takes them in."""
    reach = _of(app.env)
    for node in list(doctree.findall(lambda n: isinstance(n, nodes.image | addnodes.download_reference))):
        assert isinstance(node, nodes.Element)
        name = node.get("uri") or node.get("reftarget", "")
        if "://" in name or name.startswith("data:"):
            continue
        for each in dict.fromkeys((name, unquote(name))):
            path = _path(app.env, each)
            if what := reach.fault(path):
                tell(node, _RULE, *_no_file(path, what))
                node.replace_self(nodes.Text(node.get("alt", "") or node.astext()))
                break


sys.addaudithook(_guard)  # once in a process, for none can be taken away


def setup(app: Sphinx) -> None:
    """Guard the parsers, and what the pages show and hand out."""
    if not mimetypes.inited:
        mimetypes.init()  # which reads the lists of the system, once
    app.add_source_parser(ReStructuredTextParser, override=True)
    app.connect("doctree-read", judge_files, priority=100)
