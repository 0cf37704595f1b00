"""Rules for cells and pictures: what they show, and what they would show if nothing were lost."""

import ast
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, at, in_code
from qzbook.checks.seen import Picture
from qzbook.words import gettext

#: What a cell calls beside the forms.
_NO_FORMS = {"load", "metric", "style"}


def not_run(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pages whose outputs are not those of their cells and data."""
    for page in manuscript.pages:
        for cell in [cell for cell in page.cells if not cell.ran][:1]:
            message = gettext("the cells of this page have not run since they, or what they read, changed")
            mend = gettext("run `qzcharts build`, or keep `qzcharts serve` running; then check again")
            yield at(cell, message, mend)


def lost_chart(manuscript: Manuscript) -> Iterator[Finding]:
    """Find charts that are drawn and not shown, and captions that stand over nothing."""
    for cell in manuscript.cells:
        for line in _dropped(cell.code):
            message = gettext("this chart vanishes: a cell shows the value of its last line alone")
            mend = gettext("give each chart a cell of its own, as its last line, without a semicolon")
            yield in_code(cell, line, message, mend)
        if cell.captioned and not cell.shows:
            message = gettext("the caption of this cell stands over no chart, picture or table")
            yield at(
                cell, message, gettext("end the cell with the chart, or take the caption out of its options")
            )
        if cell.named and len(cell.shows) > 1 and "chart" in cell.shows:
            message = gettext(
                "one name for {number} pictures: all but one lose theirs", number=len(cell.shows)
            )
            yield at(cell, message, gettext("give each chart a cell of its own"))


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
    for picture in manuscript.pictures:
        if not picture.alt:
            mend = (
                gettext("draw it with a form of qzcharts, or end the cell with qz.finish")
                if picture.drawn
                else gettext("write what it shows: ![text](file), or the option :alt: text")
            )
            yield _of_picture(picture, gettext("the picture has no alternative text"), mend)


def missing_caption(manuscript: Manuscript) -> Iterator[Finding]:
    """Find figures and drawn pictures without a caption."""
    of_cell = gettext("add mystnb: figure: caption: to the options of the cell")
    for picture in manuscript.pictures:
        if not picture.captioned:
            mend = of_cell if picture.drawn else gettext("write the caption as the body of the directive")
            yield _of_picture(picture, gettext("the figure has no caption"), mend)


def unchecked_picture(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pictures that a cell drew by itself, whose figures nobody can read out of them."""
    for picture in manuscript.pictures:
        if picture.drawn:
            message = gettext(
                "nobody can tell which figures this picture shows; allowed: charts with evidence"
            )
            mend = gettext("end the cell with qz.finish(figure, metrics=[…], title=…, alt=…)")
            yield _of_picture(picture, message, mend)


def _of_picture(picture: Picture, message: str, mend: str) -> Finding:
    return at(picture, message, mend, "data:" if picture.name.startswith("data:") else picture.name)
