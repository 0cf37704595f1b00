"""Reads pages with the outputs of their cells, within the bounds of what a page may hold."""

from copy import copy
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import Parser
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.util import logging

from qzbook.errors import ExecutionFailed, Unreadable
from qzbook.markup.limits import judge_depth, readable
from qzbook.markup.markdown import chinese_markdown
from qzbook.markup.markdown.front_matter import unknown_keys
from qzbook.markup.page_context import note_context, page_head
from qzbook.project import Project
from qzbook.translation.messages import TYPED, note_messages
from qzbook.words import gettext
from qzcharts.errors import CELL

from .execute import executions
from .notebook import Notebook, show_less, stored, too_much

logger = logging.getLogger(__name__)


class NotebookParser(Parser):  # type: ignore[misc]
    """myst-nb's parser, given notebooks that have run."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page, a notebook that is to be run with its outputs."""
        env: Any = self.env
        try:
            with readable(Path(env.doc2path(env.docname)), inputstring):
                self._parse(env, inputstring, document)
                judge_depth(document)
                note_messages(env, document)
        except Unreadable as error:
            logger.warning(error.message, location=f"{error.path}:{error.line}")
            _empty(env, document)

    def _parse(self, env: Any, inputstring: str, document: nodes.document) -> None:
        for line, message in unknown_keys(inputstring):
            logger.warning(message, location=(env.docname, line))
        path = Path(env.doc2path(env.docname))
        try:
            note_context(env, page_head(path, inputstring, Project.read_from(env.srcdir).root))
        except Unreadable as error:
            logger.warning(error.message, location=f"{error.path}:{error.line}")
        notebook = executions[env.app].notebook(env, inputstring)
        if path.suffix == ".ipynb":
            _check_stored(path, notebook.node if notebook else stored(path, inputstring))
        if notebook is None:
            with chinese_markdown():
                super().parse(inputstring, document)
            return
        config = env.mystnb_config
        reader = (f"{__name__}.as_executed", {"notebook": notebook.node}, False)
        formats = {**config.custom_formats, Path(env.doc2path(env.docname)).name: reader}
        env.mystnb_config = config.copy(execution_mode="off", custom_formats=formats)
        try:
            with chinese_markdown():
                super().parse(inputstring, document)
        finally:
            env.mystnb_config = config
        for cell in document.findall(nodes.container):
            if cell.get("nb_element") == "cell_code":
                _describe(cell, notebook)


def _empty(env: Any, document: nodes.document) -> None:
    """Make a page as if it held nothing but a title, so that what else is wrong in the book is told too."""
    for domain in env.domains.values():
        domain.clear_doc(env.docname)
    source = document["source"]
    nodes.document.__init__(document, document.settings, document.reporter)
    document["source"] = source
    document += nodes.section("", nodes.title("", env.docname), ids=[nodes.make_id(env.docname)])


def _check_stored(path: Path, notebook: NotebookNode) -> None:
    """Refuse a notebook in which a cell has kept more outputs than may be shown."""
    for number, cell in enumerate(notebook.cells, 1):
        if what := too_much(cell.get("outputs", [])):
            message = gettext("the cell {what}", what=what)
            raise ExecutionFailed(path, number * CELL + 2, f"{message}\n{show_less()}")


def _describe(container: nodes.container, notebook: Notebook) -> None:
    """Note in a cell's node its code, which node shows that, and whether the cell has still to run."""
    place = container["cell_index"]
    fence: int = notebook.node.metadata.get("source_map", {place: notebook.line(place)})[place]
    code = notebook.node.cells[place].source.split("\n")
    for node in container.findall(nodes.Element):
        typed = node.get(TYPED) or ["\n"]
        within = next((at for at, text in enumerate(code) if typed[0] in text), None)
        node.line = fence if within is None else notebook.line(place, within + 1)
    container["code"], container["code_line"] = notebook.node.cells[place].source, notebook.line(place)
    container["not_run"] = place in notebook.cells and notebook.origin is None
    for part in container.findall(nodes.container):
        if part.get("nb_element") == "cell_code_source":
            for code in part.findall(nodes.literal_block):
                code["cell_source"] = True


def as_executed(_source: str, notebook: NotebookNode) -> NotebookNode:
    """Be the reader that myst-nb calls for a page whose notebook is at hand.

    The lines of code cells are those of their fences, as MyST-NB adds two to what it is told; cells of an
    ``.ipynb`` have no lines.
    """
    if "source_map" not in notebook.metadata:
        return notebook
    cells = zip(notebook.cells, notebook.metadata["source_map"], strict=True)
    lines = [line - 2 if cell.cell_type == "code" else line for cell, line in cells]
    shifted = copy(notebook)
    shifted.metadata = notebook.metadata | {"source_map": lines}
    return shifted


def setup(app: Sphinx) -> None:
    """Have pages read so."""
    app.add_source_parser(NotebookParser, override=True)
