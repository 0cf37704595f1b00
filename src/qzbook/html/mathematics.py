"""Formulas of the HTML edition: MathML, which browsers set by themselves, made by the compiler of the PDF.

One reading of LaTeX serves both editions, so that neither shows a formula which the other refuses, and no
page loads an engine.
"""

import functools
import html
import re
import unicodedata
from typing import Any

import typst
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from qzbook.html.scrolling import scrolling, shortened
from qzbook.markup.names import digest_of_words
from qzbook.markup.told import tell
from qzbook.words import gettext, language_of, word
from sphinx_typst.compiler import note_run
from sphinx_typst.latex import FormulaError, quoted
from sphinx_typst.mathematics import to_typst

RENDERER = "qzcharts"
_SHORT = 24  # characters of LaTeX that surely have room in a line
_FORMULA = b'#math.equation(block: sys.inputs.display == "yes", eval(sys.inputs.formula, mode: "math"))'
_TAG = re.compile("<[^>]*>")
_MATHML = re.compile(r"<math.*</math>", re.DOTALL)
#: A letter that browsers slant by themselves; the plain one is found when the page is searched for it.
_SLANTED = re.compile("<mi>([\u210e\U0001d434-\U0001d467\U0001d6e2-\U0001d71b])</mi>")
#: What a strict Content-Security-Policy refuses; Typst puts nothing into it but fine spacing.
_STYLE = re.compile(r' style="[^"]*"')
#: Combining accents, and those that stand by themselves, as in an element of its own they must.
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030a\u030c\u0332\u20d6\u20d7",
        "`´^~¯‾˘˙¨˚ˇ_←→",
        strict=True,
    )
)
_ACCENT = re.compile(f"<mo([^>]*)>([{''.join(_ACCENTS)}])</mo>")
#: The stylesheet draws lines over and under a formula, as few fonts have long ones; an arrow is small.
_LOOKS = {"\u0305": ' class="over"', "\u0332": ' class="under"', "\u20d7": ' mathsize="70%"'}


@functools.cache
def to_mathml(latex: str, *, display: bool) -> str:
    r"""Give the MathML of a LaTeX formula.

    Raises
    ------
    FormulaError
        If it cannot be converted.

    Examples
    --------
    >>> to_mathml("x^2", display=False)
    '<math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    inputs = {"formula": to_typst(latex, display=display), "display": "yes" if display else "no"}
    note_run()
    try:
        page, _ = typst.compile_with_warnings(_FORMULA, format="html", sys_inputs=inputs)
    except typst.TypstError as error:
        raise FormulaError(
            gettext("Typst says: {reason}", reason=error.args[0]), gettext("write it in another way")
        ) from None
    assert isinstance(page, bytes)
    found = _MATHML.search(page.decode())
    assert found is not None
    written = _STYLE.sub("", found[0])
    written = _SLANTED.sub(lambda match: f"<mi>{unicodedata.normalize('NFKC', match[1])}</mi>", written)
    written = _ACCENT.sub(_accent, written)
    words = digest_of_words(html.unescape(_TAG.sub("", written)))
    # The digest of what is shown, by which the finished page is held against it.
    return written.replace("<math", f'<math alttext="{html.escape(latex.strip())}" data-words="{words}"', 1)


def _accent(found: re.Match[str]) -> str:
    return f"<mo{found[1]}{_LOOKS.get(found[2], '')}>{_ACCENTS[found[2]]}</mo>"


def _write(translator: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    latex = node.astext()
    try:
        translator.body.append(to_mathml(latex, display=isinstance(node, nodes.math_block)))
    except FormulaError as error:
        message = gettext(
            "the formula {formula} cannot be converted: {what}", formula=quoted(latex), what=error.what
        )
        tell(node, "mathematics", message, error.mend)


def _box(translator: HTML5Translator, latex: str) -> dict[str, Any]:
    """Give the attributes of the box that a formula is scrolled in."""
    language = language_of(translator.builder.config)
    return scrolling(word(language, "Formula: {formula}", formula=shortened(latex)))


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line; browsers break none, so a long one has a box to scroll in."""
    latex = node.astext()
    if len(latex) > _SHORT:
        box = _box(translator, latex)
        translator.body.append(translator.starttag(node, "span", "", CLASS="scroll long-formula", **box))
    _write(translator, node)
    translator.body.append("</span>" if len(latex) > _SHORT else "")
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, with its number if it has one."""
    box = _box(translator, node.astext())
    translator.body.append(translator.starttag(node, "div", CLASS="scroll formula", **box))
    _write(translator, node)
    if node.get("number"):
        number = translator.encode(get_node_equation_number(translator, node))
        translator.body.append(f'<span class="formula-number">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _choose(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = RENDERER


def setup(app: Sphinx) -> None:
    """Register the renderer, and choose it."""
    app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_math_block, None))
    app.connect("config-inited", _choose)
