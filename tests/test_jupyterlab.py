"""JupyterLab, which opens chapters by jupytext, writes back what it read, but for what was edited."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest
from jupytext import reads, writes
from jupytext.config import load_jupytext_config
from nbformat import NotebookNode
from nbformat.v4 import new_output

from qzbook.markup.markdown.front_matter import KEYS
from support import PROJECT

BOOK = sorted(page for book in ("book", "docs/guide/book") for page in (PROJECT / book).rglob("*.md"))
TEMPLATE = PROJECT / "src/qzbook/press/chapter.md"
SETTINGS = load_jupytext_config(str(BOOK[0]))
#: What a session leaves in a notebook.
LANGUAGE = {"name": "python", "version": "3.11.7", "pygments_lexer": "ipython3", "file_extension": ".py"}
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL = {"trusted": True, "editable": True, "scrolled": False, "slideshow": {"slide_type": ""}}


def opened(text: str) -> NotebookNode:
    """Open a page as JupyterLab does, with a kernel."""
    notebook: NotebookNode = reads(text, fmt=".md", config=SETTINGS)
    notebook.metadata |= {"kernelspec": KERNEL, "language_info": LANGUAGE, "widgets": {"state": {}}}
    for cell in notebook.cells:
        cell.metadata |= CELL
    return notebook


def run(notebook: NotebookNode) -> NotebookNode:
    """Give every code cell an output, its number and its times."""
    for number, cell in enumerate(_code(notebook), 1):
        cell.outputs, cell.execution_count = [new_output("stream", text="42\n")], number
        cell.metadata["execution"] = {"shell.execute_reply": "2020-07-28T00:00:00Z"}
    return notebook


def saved(notebook: NotebookNode) -> str:
    return str(writes(notebook, fmt=".md", config=SETTINGS))


def _code(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def page(path: Path) -> str:
    text = path.read_text("utf-8")
    names = {"slug": "green-space", "table": "green_space", "title": "绿地建设"}
    return Template(text).substitute(names) if path == TEMPLATE else text


@pytest.mark.parametrize("path", [*BOOK, TEMPLATE], ids=lambda path: path.stem)
def test_a_page_that_was_run_is_saved_as_it_was(path: Path) -> None:
    text = page(path)
    assert saved(run(opened(text))) == text


@pytest.mark.parametrize("path", [*BOOK, TEMPLATE], ids=lambda path: path.stem)
def test_an_edit_changes_its_line_alone(path: Path) -> None:
    text = page(path)
    for number, cell in enumerate(opened(text).cells):
        notebook = run(opened(text))
        notebook.cells[number].source += "\n# edited"
        changes = list(difflib.ndiff(text.splitlines(), saved(notebook).splitlines()))
        assert [line for line in changes if line[0] in "+-"] == ["+ # edited"], cell.source


def test_what_a_head_and_a_cell_may_say_is_kept() -> None:
    head = dict.fromkeys(sorted(KEYS - {"language_info", "jupytext", "kernelspec"}), "kept")
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    cell = (
        "```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    name: a\ntags: [hide-input]\n---\n6 * 7\n```"
    )
    shown = saved(run(opened(f"---\n{lines}\n---\n\n# Page\n\n{cell}\n")))
    assert all(f"\n{line}\n" in shown for line in lines.splitlines())
    assert shown.endswith(f"\n---\n\n# Page\n\n{cell}\n")
