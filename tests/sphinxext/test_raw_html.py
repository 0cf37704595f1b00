"""HTML of pages and outputs: in both formats the same, or refused at its line."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
from html_constructs import BLOCKS, LINES, OUTPUTS, REFUSALS, TABLES, Refusal, Shown
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

SHOWN = (*LINES, *BLOCKS, *TABLES, *OUTPUTS)
CONFIGURATION = """
project = "样例"
extensions = [
    "myst_nb",
    "qzcharts.typst",
    "qzcharts.sphinxext.outputs",
    "qzcharts.sphinxext.rawhtml",
    "qzcharts.sphinxext.picture_sizes",
    "translator_of_book",
]
language = "zh_CN"
numfig = True
exclude_patterns = ["_build"]
myst_enable_extensions = ["dollarmath", "attrs_inline"]
nb_execution_mode = "off"
typst_metadata = {"date": "2031-02-03"}
"""
#: The book's translator, in a book without a ledger.
TRANSLATOR = """
from sphinx.writers.html5 import HTML5Translator

from qzcharts.sphinxext.interface import INTERFACE
from qzcharts.sphinxext.translator import BookTranslator


class Translator(BookTranslator):
    def __init__(self, document, builder):
        HTML5Translator.__init__(self, document, builder)
        self.words = INTERFACE["zh"]


def setup(app):
    app.set_translator("html", Translator)
"""
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9" stroke="#000"/></svg>'


def page(case: Shown | Refusal) -> tuple[str, str]:
    """Give the ending and the text of a page with this HTML, or with a cell that shows it."""
    if not case.form:
        return ".md", f"# 页\n\n{case.source}\n"
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {case.form: case.source, "text/plain": case.source},
    }
    code: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": "0",
        "outputs": [output],
    }
    title: dict[str, object] = {"cell_type": "markdown", "metadata": {}, "source": "# 页"}
    kernel = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    cells = [{**cell, "id": str(number)} for number, cell in enumerate((title, code))]
    return ".ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells})


def build(folder: Path, cases: Sequence[Shown | Refusal], *builders: str) -> str:
    """Build a book with a page for each case, and give what Sphinx warned of."""
    names = "".join(f"p{number}\n" for number in range(len(cases)))
    files = {
        "conf.py": CONFIGURATION,
        "translator_of_book.py": TRANSLATOR,
        "boat.svg": BOAT,
        "index.md": f"# 样例\n\n```{{toctree}}\n{names}```\n",
    }
    for number, case in enumerate(cases):
        ending, text = page(case)
        files[f"p{number}{ending}"] = text
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    told = io.StringIO()
    for builder in builders:
        with warnings.catch_warnings(), patch_docutils(str(folder)), docutils_namespace():
            warnings.simplefilter("ignore")  # of Sphinx's own extensions
            out = folder / "_build"
            Sphinx(folder, folder, out / builder, out / ".doctrees", builder, {}, io.StringIO(), told).build()
    return strip_colors(told.getvalue()).replace(f"{folder}/", "")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of all that is shown, in both formats."""
    folder = tmp_path_factory.mktemp("shown")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        assert build(folder, SHOWN, "html", "typst") == ""
    return folder / "_build"


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, str]]]:
    """Line and message of all that was told of a book of what is refused, by page."""
    folder = tmp_path_factory.mktemp("refused")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        text = build(folder, REFUSALS, "dummy")
    told: dict[str, list[tuple[int, str]]] = {}
    for name, line, message in re.findall(
        r"^(p\d+)\.\w+:(\d+): WARNING: (.*(?:\n  .*)*)", text, re.MULTILINE
    ):
        told.setdefault(name, []).append((int(line), message))
    return told


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[case.name for case in SHOWN])
def test_both_formats_hold_the_same(number: int, shown: Path) -> None:
    case = SHOWN[number]
    html = (shown / f"html/p{number}.html").read_text("utf-8")
    body = html[html.index("<section") :]
    assert case.html in body.replace("\n", "").replace("<span></span>", "")
    typst = (shown / f"typst/source/chapters/p{number}.typ").read_text("utf-8")
    assert case.typst in re.sub(r"/\*@.*?\*/", "", typst).replace("\n", "")


@pytest.mark.parametrize("number", range(len(REFUSALS)), ids=[case.name for case in REFUSALS])
def test_the_rest_is_refused_at_its_line(number: int, refused: dict[str, list[tuple[int, str]]]) -> None:
    case = REFUSALS[number]
    line, message = refused[f"p{number}"][0]
    assert message == case.message
    assert line == (case.line or 20002)  # as MyST-NB numbers the second cell of an .ipynb


def test_what_is_refused_is_shown_as_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    build(tmp_path, [Refusal("", "<script>a()</script>", 3, "")], "html")
    html = (tmp_path / "_build/html/p0.html").read_text("utf-8")
    assert "<script>a()" not in html
    assert "&lt;script&gt;a()&lt;/script&gt;" in html


def test_html_glued_from_another_page_is_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    glued = {
        "output_type": "display_data",
        "metadata": {"scrapbook": {"mime_prefix": "", "name": "sheet"}},
        "data": {"text/html": "<table><tr><td>10<sup>5</sup></td></tr></table>", "text/plain": ""},
    }
    ending, text = page(Shown("", "", "", "", "text/html"))
    notebook = json.loads(text)
    notebook["cells"][1]["outputs"] = [glued]
    (tmp_path / f"from{ending}").write_text(json.dumps(notebook), "utf-8")
    case = Shown("", "```{glue} sheet\n:doc: from.ipynb\n```\n\n```{toctree}\nfrom\n```", "", "")
    assert build(tmp_path, [case], "html", "typst") == ""
    assert "<p>10<sup>5</sup></p>" in (tmp_path / "_build/html/p0.html").read_text("utf-8")
    assert '#"10";#super[#"5";]' in (tmp_path / "_build/typst/source/chapters/p0.typ").read_text("utf-8")
