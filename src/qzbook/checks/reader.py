"""The pages of a book as readers see them, read from what Sphinx has made of them."""

import pickle
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.dummy import DummyBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from qzbook.checks.doctree import ELSEWHERE, read_into
from qzbook.checks.seen import Page, Sources
from qzbook.evidence.series import series_of
from qzbook.html.surroundings import surroundings
from qzbook.markup.page_context import page_context
from qzbook.project import Project

#: How the heading of the part of a chapter ends that says what its data do not show: 排查未公布的内容.
LIMITS_ENDINGS = (
    *("未公布的内容", "未说明的内容", "没有说明什么", "局限"),
    *("not published", "not said", "do not say", "do not show", "limits"),
)

SEEN = "seen.pickle"
"""Name of the file that keeps what was read of pages."""


class CheckBuilder(DummyBuilder):
    """Reads what readers would see, and writes nothing.

    Attributes
    ----------
    pages : tuple of Page or None
        ``None`` where something kept the pages from being read.
    """

    name = "check"
    #: Every problem is to be told, also after one that ends other builds.
    tells_all = True
    pages: tuple[Page, ...] | None = None

    def write(self, *_: object) -> None:
        """Read every page in place of writing it, resolved as for the HTML edition."""
        self.name = self.format = "html"  # to transforms, and to MyST-NB's order of outputs
        self._reading = Pages(Path(self.outdir, SEEN))
        self.pages = self._reading.read(Project.read_from(self.srcdir).root, self.env, self)
        self.name, self.format = "check", ""

    def keep(self) -> None:
        """Keep the pages for the next check or build, once they are judged."""
        self._reading.keep()


class Pages:
    """Reads the pages of a book, and again only those of which something has changed, or around them.

    Parameters
    ----------
    kept : Path, optional
        File from build to build, in a folder that is as trusted as that of the doctrees.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._known: dict[str, tuple[str, Page]] = {}
        self._kept = kept
        if kept and kept.is_file():
            self._known = pickle.loads(kept.read_bytes())

    def keep(self) -> None:
        """Write what was read, and on which pages nothing was found, for the next build."""
        if self._kept:
            self._kept.parent.mkdir(exist_ok=True)
            self._kept.write_bytes(pickle.dumps(self._known))

    def read(self, root: Path, env: BuildEnvironment, builder: Builder) -> tuple[Page, ...]:
        """Give every page of an environment, in the order of their names.

        Parameters
        ----------
        root : Path
            The project.
        env : BuildEnvironment
            Of an application that has read the book.
        builder : Builder
            The HTML edition's, or a `CheckBuilder`.
        """
        sources, pages = Sources(root), {}
        states = env.app.emit_firstresult("typst-states") or surroundings(env.app)
        for name, state in sorted(states.items()):
            known = self._known.get(name)
            page = known[1] if known and known[0] == state else read_page(env, builder, name, sources)
            pages[name] = state, page
        self._known = pages
        return tuple(page for _, page in pages.values())


def read_page(env: BuildEnvironment, builder: Builder, name: str, sources: Sources) -> Page:
    """Give what readers see of a page.

    Parameters
    ----------
    env : BuildEnvironment
        Of an application that has read the page.
    builder : Builder
        The HTML edition's, or a `CheckBuilder`.
    name : str
    sources : Sources
    """
    doctree = env.get_doctree(name)
    for series in list(doctree.findall(series_of)):
        series.parent.remove(series)  # nobody typed what is in it, and it may be thousands of rows
    for only in list(doctree.findall(addnodes.only)):
        only.replace_self(only.children)  # some reader sees it
    for reference in list(doctree.findall(addnodes.pending_xref)):
        if not reference.get("refexplicit"):
            reference.replace_self(nodes.inline("", "", reference.deepcopy(), classes=[ELSEWHERE]))
    env.apply_post_transforms(doctree, name)
    path = Path(env.doc2path(name)).relative_to(sources.root).as_posix()
    page = Page(name, path, spoken_of=page_context(env, name).period)
    read_into(page, doctree, sources)
    title = doctree.next_node(nodes.title)
    page.title_line = (title.line if title is not None else None) or 1
    page.limits = any(map(_says_limits, doctree.findall(nodes.section)))
    return page


def _says_limits(section: nodes.section) -> bool:
    title = section.next_node(nodes.title)
    return (
        title is not None
        and title.astext().strip().casefold().endswith(LIMITS_ENDINGS)
        and any(paragraph.astext().strip() for paragraph in section.findall(nodes.paragraph))
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_builder(CheckBuilder)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
