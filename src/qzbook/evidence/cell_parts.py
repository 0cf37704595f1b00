"""What charts and tables of a cell have alike: a caption with numbers in it, and their code below them."""

import re
from collections.abc import Iterator

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from qzbook.evidence.domain import domain_of
from qzbook.evidence.page_numbers import skip
from qzbook.evidence.references import metric_reference
from qzbook.markup.tables import GENERATED
from qzbook.words import word
from qzcharts.bundle import Evidence, Table
from qzcharts.words import marked

_FIELD = re.compile(r"\{([^{}]*)\}")
CODE_OF_FIGURE, CODE_OF_TABLE = marked("Code of the figure"), marked("Code of the table")


class web_only(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """A disclosure that only the HTML edition has; ``summary`` is what it is opened by."""


class figure_tools(nodes.General, nodes.Element):  # noqa: N801
    """The row of data, downloads and code under a chart or a table, which only the HTML edition has."""


def caption_of(env: BuildEnvironment, shown: Evidence | Table) -> Iterator[Node]:
    """Give the author's words for a finding, its metrics as links; without any, those of the form."""
    if not shown.template:
        yield nodes.inline("", shown.title, **{GENERATED: "all"})
    for place, part in enumerate(_FIELD.split(shown.template)):
        if part:
            yield metric_reference(env, part) if place % 2 else nodes.Text(part)


def hidden_code(shown: Node, summary: str) -> list[Node]:
    """Take the hidden code of a cell from above what it shows, to stand below it."""
    cell: Node | None = shown
    while cell is not None and getattr(cell, "attributes", {}).get("nb_element") != "cell_code":
        cell = cell.parent
    if not isinstance(cell, nodes.container) or cell.attributes.pop("hide_mode", None) is None:
        return []
    inputs = (child for child in cell.children if isinstance(child, nodes.container))
    source = next((child for child in inputs if "cell_input" in child["classes"]), None)
    if source is None:
        return []
    cell.remove(source)
    assert cell.document is not None
    language = domain_of(cell.document.settings.env).language
    return [web_only("", *source.children, summary=word(language, summary))]


def visit_tools(translator: HTML5Translator, node: figure_tools) -> None:
    """Open the row."""
    translator.body.append('<div class="figure-tools">\n')


def depart_tools(translator: HTML5Translator, node: figure_tools) -> None:
    """Close the row."""
    translator.body.append("</div>\n")


def visit_web_only(translator: HTML5Translator, node: web_only) -> None:
    """Open the disclosure."""
    summary = translator.encode(node["summary"])
    translator.body.append(f'<details class="figure-details"><summary>{summary}</summary>\n')


def depart_web_only(translator: HTML5Translator, node: web_only) -> None:
    """Close the disclosure."""
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(web_only, html=(visit_web_only, depart_web_only), typst=(skip, None))
    app.add_node(figure_tools, html=(visit_tools, depart_tools), typst=(skip, None))
