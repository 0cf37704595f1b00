"""Rules for cells and pictures: what they show, and what they would show if nothing were lost."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, at

#: What a cell calls beside the forms.
_NO_FORMS = {"load", "metric", "style"}


def not_run(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pages whose outputs are not those of their cells and data."""
    for page in manuscript.pages:
        for cell in [cell for cell in page.cells if not cell.ran][:1]:
            message = "the cells of this page have not run since they, or what they read, changed"
            mend = "run `qzcharts build`, or keep `qzcharts serve` running; then check again"
            yield at(cell, message, mend)


def lost_chart(manuscript: Manuscript) -> Iterator[Finding]:
    """Find charts that are drawn and not shown, and captions that stand over nothing."""
    for page in manuscript.pages:
        for cell in page.cells:
            for line in _dropped(cell.code):
                message = "this chart vanishes: a cell shows the value of its last line alone"
                mend = "give each chart a cell of its own, as its last line, without a semicolon"
                yield at(cell, message, mend)._replace(line=cell.start + line - 1)
            if cell.captioned and not cell.shows:
                message = "the caption of this cell stands over no chart, picture or table"
                mend = "end the cell with the chart, or take the caption out of its options"
                yield at(cell, message, mend)
            if cell.captioned and len(cell.shows) > 1 and "chart" in cell.shows:
                message = f"one caption and one name for {len(cell.shows)} pictures: all but one lose theirs"
                yield at(cell, message, "give each chart a cell of its own")


def _dropped(code: str) -> Iterator[int]:
    """Give the lines of statements that draw a chart whose value nobody keeps."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError):
        return  # magic of IPython, or no Python: the cell has not run then, which is told
    shown = body[-1] if body and not code.rstrip().endswith(";") else None
    for statement in body:
        for node in ast.walk(statement):
            if node is not shown and isinstance(node, ast.Expr) and _is_form(node.value):
                yield node.lineno


def _is_form(node: ast.expr) -> bool:
    match node:
        case ast.Call(ast.Attribute(ast.Name("qz" | "qzcharts"), name)):
            return name not in _NO_FORMS
    return False


def missing_alt(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pictures that say nothing to who cannot see them."""
    for page in manuscript.pages:
        for picture in page.pictures:
            if not picture.alt:
                mend = (
                    "draw it with a form of qzcharts, or end the cell with qz.finish"
                    if picture.drawn
                    else "write what it shows: ![text](file), or the option :alt: text"
                )
                yield at(picture, "the picture has no alternative text", mend, _name(picture.name))


def missing_caption(manuscript: Manuscript) -> Iterator[Finding]:
    """Find figures and drawn pictures without a caption."""
    for page in manuscript.pages:
        for picture in page.pictures:
            if not picture.captioned:
                mend = (
                    "add mystnb: figure: caption: to the options of the cell"
                    if picture.drawn
                    else "write the caption as the body of the directive"
                )
                yield at(picture, "the figure has no caption", mend, _name(picture.name))
        for cell in page.cells:
            if "chart" in cell.shows and not cell.captioned:
                mend = "add mystnb: figure: caption: to the options of the cell"
                yield at(cell, "the chart of this cell has no caption", mend)


def unchecked_picture(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pictures that a cell drew by itself, whose figures nobody can read out of them."""
    for page in manuscript.pages:
        for picture in page.pictures:
            if picture.drawn:
                message = "nobody can tell which figures this picture shows; allowed: charts with evidence"
                mend = "end the cell with qz.finish(figure, metrics=[…], title=…, alt=…)"
                yield at(picture, message, mend, _name(picture.name))


def _name(file: str) -> str:
    return file if not file.startswith("data:") else "data:"
