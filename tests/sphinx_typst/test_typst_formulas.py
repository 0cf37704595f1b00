r"""Formulas in both editions: whatever LaTeX says is on the page, or the formula is refused.

What both editions show is compared letter for letter; a fault is told with its notebook, its line, what is
wrong and how to mend it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors
from typst_books import Build

from qzbook.html.mathematics import to_mathml
from sphinx_typst.fonts import find_fonts
from sphinx_typst.latex import FormulaError, quoted
from sphinx_typst.markup import string
from sphinx_typst.mathematics import to_typst
from sphinx_typst.symbols import (
    ARROWS,
    CASES,
    DELIMITERS,
    FUNCTIONS,
    INSTEAD,
    LIMITS,
    LINES,
    MATRICES,
    OPERATORS,
    SIZES,
    SPACES,
    STYLES,
    SYMBOLS,
)
from support import PROOF

SmallBook = Callable[..., Build]

#: LaTeX, and the text of it in reading order, white space left out.
GOOD = {
    "signs": (r"\& \% \# \$ \_ \{ \} \backslash", r"&%#$_{}\ "),
    "punctuation": ("a,b;c:d!e?f/g|h@i", "a,b;c:d!e?f/g|h@i"),
    "quotation marks": ('"a" `b`', '"a"`b`'),
    "what Typst reads as code": ("#x a_1 @b //c /*d*/ ~".replace("#", r"\#"), "#xa1@b//c/∗d∗/"),
    "what Typst has short forms for": ("n!=1 a->b a<=b a:=b a||b a...b", "n!=1a−>ba<=ba:=ba||ba...b"),
    "half-open interval": (r"x \in [12.955, 12.965)", "x∈[12.955,12.965)"),
    "interval that grows": (r"\left[0, \frac{1}{2}\right)", "[0,12)"),
    "commas in arguments": (r"\frac{1,2}{3;4} \sqrt{a,b} \binom{n,m}{k} \mathbf{x,y}", "1,23;4a,b(n,mk)x,y"),
    "bracket alone in an argument": (r"\frac{a)}{b} \sqrt{(} \hat{]}", "a)b(]^"),
    "thousands": (r"1{,}234{,}567.89", "1,234,567.89"),
    "Greek": (r"\alpha\beta\varepsilon\Omega", "αβεΩ"),
    "scripts": (r"x_1^2 + y^{(k)}_{i,j} + {}^{14}C", "x12+yi,j(k)+14C"),
    "primes": (r"f'(x) + x_1'' + x'^2", "f′(x)+x1″+x′2"),
    "one token as an argument": (r"\frac12 + x^12 + \sqrt2 3", "12+x12+23"),
    "fractions": (r"\frac{a}{b} \dfrac{c}{d} \tfrac{e}{f} \cfrac{g}{h}", "abcdefgh"),
    "roots": (r"\sqrt{x} \sqrt[n+1]{y}", "xyn+1"),
    "accents": (r"\hat{a} \bar{b} \vec{c} \tilde{d} \dot{e} \ddot{f} \mathring{g}", "a^b¯c→d~e˙f¨g˚"),
    "lines over and under": (r"\overline{A \cap B} \underline{x}", "A∩B‾x_"),
    "braces over and under": (r"\overbrace{a}^{b} \underbrace{c}_{d}", "a⏞bc⏟d"),
    "over and under": (r"\overset{a}{=} \underset{b}{+} \stackrel{c}{=}", "=a+b=c"),
    "arrows with text": (r"\xrightarrow[a]{\text{推算}} \xleftarrow{b}", "→a推算←b"),
    "matrix": (r"\begin{pmatrix} f(x,y) & 2 \\ a;b & \end{pmatrix}", "(f(x,y)2a;b)"),
    "array": (r"\left(\begin{array}{cc} 1 & 2 \\[2em] 3 & 4 \end{array}\right)", "(1234)"),
    "cases": (r"\begin{cases} 1, & x > 0 \\ 0, & \text{其他} \end{cases}", "{1,x>00,其他"),
    "aligned": (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a=bc=d"),
    "align with a number of its own": (r"\begin{align*} a &= b \\ c &= d \nonumber \end{align*}", "a=bc=d"),
    "equation with split": (r"\begin{equation}\begin{split} a &= b \end{split}\end{equation}", "a=b"),
    "a system of equations": (r"\left\{\begin{aligned} a &= b, \\ c &= d \end{aligned}\right.", "{a=b,c=d"),
    "lines without an environment": (r"a &= b \\ c &= d", "a=bc=d"),
    "lines under a sum": (r"\sum_{\substack{i<n \\ j<m}} x", "∑i<nj<mx"),
    "limits": (r"\lim_{x \to 0^+} \int\limits_0^1 \sum\nolimits_i", "limx→0+∫01∑i"),
    "names of functions": (
        r"\sin x + \operatorname{Var}(X) + \operatorname*{arg\,max}_y",
        "sinx+Var(X)+argmaxy",
    ),
    "text": (r"\text{约 50\% (a, b) \& c\_d}", "约50%(a,b)&c_d"),
    "text that Typst would read as code": (
        r'\text{*a* _b_ `c` //d <e> @f "g" -- \#h}',
        '*a*_b_`c`//d<e>@f"g"--#h',
    ),
    "Chinese without text": (r"投资_{年} = 12.96\,\text{亿元}", "投资年=12.96亿元"),
    "fonts": (r"\mathrm{kg} \mathbf{v} \mathbb{R} \mathcal{L} \mathscr{F} \mathfrak{g}", "kgvRLFg"),
    "bold symbols": (r"\boldsymbol{\alpha} \bm{x}", "αx"),
    "sized delimiters": (r"\bigl( \Big[ x \Big] \bigr)", "([x])"),
    "delimiters between": (r"\left( a \middle| b \right)", "(a|b)"),
    "a delimiter on one side": (r"\left. \frac{a}{b} \right|_{x=0}", "ab|x=0"),
    "negation": (r"a \not= b \not\in C \nsubseteq D", "a≠b∉C⊈D"),
    "spaces": ("a\\,b\\:c\\;d\\quad e\\qquad f\\!g\\ h~i", "abcdefghi"),
    "modulus": (r"a \bmod b \pmod{n}", "amodb(modn)"),
    "symbols typed as themselves": ("a × b ≤ c → √ ² （α）", "a×b≤c→√2（α）"),
    "percentage": (r"\frac{\text{完成投资}}{52\%} \approx 24.92", "完成投资52%≈24.92"),
}

GROUP = "write LaTeX mathematics with every group closed"
#: LaTeX, what is wrong with it, and the mend.
BAD = {
    "unknown command": (
        r"\unheard{x} = 1",
        r"\unheard is not known",
        r"write it with commands that are, or as \text{...}",
    ),
    "slip of the hand": (
        r"\alhpa",
        r"\alhpa is not known (near: \alpha)",
        r"write it with commands that are, or as \text{...}",
    ),
    "command that together with letters is one of Typst": (
        r"\h{at}",
        r"\h is not known",
        r"write it with commands that are, or as \text{...}",
    ),
    "unknown environment": (
        r"\begin{rcases} a \end{rcases}",
        "the environment rcases is not known",
        "write one of Bmatrix, Vmatrix, align, alignat, aligned, alignedat, array, bmatrix, cases, dcases, "
        "displaymath, eqnarray, equation, flalign, gather, gathered, matrix, multline, pmatrix, smallmatrix, "
        "split, vmatrix",
    ),
    "colour": (r"\color{red} x", r"\color is not known", INSTEAD["color"]),
    "coloured text": (r"\textcolor{red}{x}", r"\textcolor is not known", INSTEAD["color"]),
    "tag": (r"x \tag{7}", r"\tag is not known", INSTEAD["tag"]),
    "label": (r"x \label{eq:x}", r"\label is not known", INSTEAD["label"]),
    "macro": (r"\newcommand{\a}{b} \a", r"\newcommand is not known", INSTEAD["def"]),
    "link": (
        r"\href{javascript:alert(1)}{x}",
        r"\href is not known",
        r"write it with commands that are, or as \text{...}",
    ),
    "plain TeX": (r"a \over b", r"\over is not known", r"write \frac{...}{...}"),
    "bold text": (r"\textbf{a}", r"\textbf is not known", r"write \mathbf{...}, or \text{...}"),
    "group that is not closed": (r"\frac{1}{2", "a { is never closed", GROUP),
    "group that is not open": ("x}", "} closes nothing that is open", GROUP),
    "environment that is not closed": (
        r"\begin{matrix} a",
        r"\begin{matrix} is never closed",
        GROUP,
    ),
    "environment closed by another": (
        r"\begin{matrix} a \end{array}",
        r"\end{array} closes nothing that is open",
        GROUP,
    ),
    "left without right": (r"\left( a", r"\left is never closed", GROUP),
    "right without left": (r"a \right)", r"\right closes nothing that is open", GROUP),
    "left of no bracket": (
        r"\left a \right)",
        r"after \left stands no bracket",
        "write one of " + " ".join(DELIMITERS),
    ),
    "missing argument": (r"\frac{a}", r"after \frac something is missing", "write it in braces"),
    "missing script": (r"x^", "after ^ something is missing", "write it in braces"),
    "two scripts": (r"a^b^c", "two ^ belong to one thing", "write braces around what each belongs to"),
    "alignment outside": (r"a & b", "& aligns columns, and here are none", r"write \& for the sign"),
    "line break in a line": (
        r"a \\ b",
        r"\\ ends a line, and here is one alone",
        "write the formula as a display",
    ),
    "comment": (r"52% x", "% begins a comment in LaTeX, which would be lost", r"write \% for the sign"),
    "number sign": (r"#x", "# is no sign in LaTeX", r"write \# for the sign"),
    "formula in text": (
        r"\text{a \alpha b}",
        r"\alpha in \text{...}, which holds nothing but words",
        r"end \text{...} before it",
    ),
    "sign in text": (
        r"\text{50%}",
        r"% in \text{...}, which holds nothing but words",
        r"write \% for the sign",
    ),
    "text without braces": (r"\text a", r"after \text braces are missing", "write them"),
    "mixed columns": (
        r"\begin{array}{l|r} a & b \end{array}",
        "the columns of an array are all l, all c or all r",
        r"write them so: \begin{array}{cc}",
    ),
    "option": (
        r"\begin{aligned}[t] a \end{aligned}",
        r"\begin{aligned} takes nothing in [ ]",
        r"leave it out; a bracket is \lbrack",
    ),
    "negation without a sign": (r"\not a", r"\not has no sign for what follows", "use another"),
    "too deep": (
        "{" * 16 + "x" + "}" * 16,
        "more than 15 things lie in one another",
        "write several formulas",
    ),
    "deeper than Python goes": (
        r"\sqrt " * 900 + "x",
        "more than 15 things lie in one another",
        "write several formulas",
    ),
    "character that nobody sees": ("a\u200bb", "the character U+200B cannot be seen", "delete it"),
}


def plain(text: str) -> str:
    """Leave letters, digits and signs: no space, no fonts of mathematics, no forms of one sign."""
    text = "".join(
        unicodedata.normalize("NFKC", sign) if sign.isalnum() or sign == "𝜕" else sign for sign in text
    )
    return re.sub(r"[\s\ufe00-\ufe0f]", "", text)


def shown_in_html(latex: str) -> str:
    return plain(html.unescape(re.sub("<[^>]+>", "", to_mathml(latex, display=True))))


def shown_in_pdf(formulas: list[str]) -> list[str]:
    """Return the text of each formula, set with the fonts of the template, in whatever order it is drawn."""
    pages = "".join(
        f'#page(math.equation(alt: "-", eval({string(to_typst(latex, display=True))}, mode: "math")))'
        for latex in formulas
    )
    look = (
        '#set document(title: "-")\n#set page(width: auto, height: auto)\n'
        '#show math.equation: set text(font: ("New Computer Modern Math", "Noto Serif SC"))\n'
    )
    pdf, warnings = typst.compile_with_warnings(
        (look + pages).encode(),
        font_paths=find_fonts([]),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],  # refuses a character that has no glyph
    )
    assert warnings == []
    assert isinstance(pdf, bytes)
    with pypdfium2.PdfDocument(pdf) as document:
        return [plain(page.get_textpage().get_text_range()) for page in document]


@pytest.mark.parametrize(("latex", "shown"), GOOD.values(), ids=GOOD.keys())
def test_the_html_edition_shows_all_of_a_formula(latex: str, shown: str) -> None:
    assert shown_in_html(latex) == plain(html.unescape(shown))


def test_the_pdf_edition_shows_all_of_a_formula() -> None:
    for text, (latex, shown) in zip(
        shown_in_pdf([latex for latex, _ in GOOD.values()]), GOOD.values(), strict=True
    ):
        letters = Counter(sign for sign in plain(shown) if sign.isalnum())
        assert not letters - Counter(text), (latex, text)


def test_every_symbol_has_a_glyph_and_is_shown_in_both_editions() -> None:
    """A dotless i is one by its shape alone: what is copied from the PDF is the letter."""
    latex = " ".join(rf"\{name}" for name in SYMBOLS)
    signs = plain("".join(SYMBOLS.values()))
    (in_pdf,) = shown_in_pdf([latex])
    assert shown_in_html(latex) == signs
    assert set(signs) - set(in_pdf) == {"ı", "ȷ"}


def test_every_command_and_environment_is_set() -> None:
    commands = [
        *(rf"\{name}{{甲}}{{乙}}" for name in (*FUNCTIONS, *ARROWS)),
        *(rf"\{name}_甲 乙" for name in (*OPERATORS, *LIMITS)),
        *(rf"\{name} 甲乙" for name in STYLES),
        *(rf"\{name}( 甲乙" for name in SIZES),
        *(rf"甲{space} 乙" for space in SPACES),
        *(rf"\left{sign} 甲乙 \right{sign}" for sign in DELIMITERS),
    ]
    for name in (*MATRICES, *CASES, *LINES):
        option = {"array": "{c}", "alignat": "{1}", "alignat*": "{1}", "alignedat": "{1}"}.get(name, "")
        commands.append(rf"\begin{{{name}}}{option} 甲 \\ 乙 \end{{{name}}}")
    latex = "".join(f"{{{command}}}" for command in commands)
    for text in (shown_in_html(latex), *shown_in_pdf([latex])):
        assert text.count("甲") == text.count("乙") == len(commands)


PIECES = [
    *"甲乙丙123.,;:!'()[]|/-=<@~&%^_{}√（⟨",
    *(r"\\", r"\&", r"\_", r"\frac", r"\hat", r"\sqrt", r"\textstyle", r"\text{,丁)}"),
    *(r"\left(", r"\right.", r"\alpha", "{a}"),
    *(rf"\{place}{{{name}}}" for place in ("begin", "end") for name in ("cases", "aligned")),
]


@settings(max_examples=200 if PROOF else 60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.booleans())
def test_whatever_is_written_is_shown_or_refused(pieces: list[str], display: bool) -> None:
    latex = " ".join(pieces)
    try:
        to_typst(latex, display=display)
    except FormulaError:
        return
    written = Counter(sign for sign in re.sub(r"\\[a-z]+(\{(cases|aligned)\})?", "", latex) if sign.isalnum())
    shown = plain(html.unescape(re.sub("<[^>]+>", "", to_mathml(latex, display=display))))
    assert not written - Counter(shown)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        (r"\frac{1}{", "}"),
        ("x_{", "}"),
        (r"\left(", r"\right)"),
        (r"\begin{matrix}", r"\end{matrix}"),
    ],
)
def test_a_formula_may_be_as_deep_as_is_said(opening: str, closing: str) -> None:
    latex = opening * 14 + "甲" + closing * 14
    assert "甲" in shown_in_html(latex)
    assert ["甲" in text for text in shown_in_pdf([latex])] == [True]


def test_a_message_names_a_formula_on_one_line() -> None:
    assert quoted("\\frac{a}\n  {b}") == r"'\frac{a} {b}'"
    assert quoted("x" * 61) == f"'{'x' * 60}…'"


def test_columns_keep_their_sides() -> None:
    assert to_typst(r"a &= b & c &= d", display=True) == "a & = b & quad c & = d"
    assert to_typst(r"\begin{alignat}{2} a &= b & c &= d \end{alignat}", display=True) == "a & = b & c & = d"
    assert to_typst(r"\begin{eqnarray} a &=& b \end{eqnarray}", display=True) == "a & = b"


@pytest.mark.parametrize(("latex", "what", "mend"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_converted_is_refused(latex: str, what: str, mend: str) -> None:
    with pytest.raises(FormulaError) as refused:
        to_typst(latex, display=False)
    assert (refused.value.what, refused.value.mend) == (what, mend)


#: A page with every fault, and the line of each.
PAGE = "# 书\n\n" + "\n\n".join(f"第{number}条：${latex}$" for number, (latex, *_) in enumerate(BAD.values()))
LINES_OF_FAULTS = {latex: 3 + 2 * number for number, (latex, *_) in enumerate(BAD.values())}


def test_the_pdf_edition_is_refused_with_every_fault_at_its_line(small_book: SmallBook) -> None:
    build = small_book(PAGE)
    assert build.error is not None
    assert not build.pdf.exists()
    assert str(build.error).splitlines() == [
        f"{build.pdf.parents[2]}/index.md:{LINES_OF_FAULTS[latex]}: "
        f"the formula {quoted(latex)} cannot be converted: {what}; {mend}"
        for latex, what, mend in BAD.values()
    ]


def test_the_html_edition_warns_of_every_fault_at_its_line(tmp_path: Path) -> None:
    roles = ["qzbook.evidence.domain", "qzbook.evidence.references"]
    extensions = ["myst_nb", *roles, "qzbook.html.mathematics"]
    configuration = f'extensions = {extensions}\nmyst_enable_extensions = ["dollarmath"]'
    (tmp_path / "conf.py").write_text(configuration, "utf-8")
    (tmp_path / "index.md").write_text(PAGE, "utf-8")
    app = SphinxTestApp("html", srcdir=tmp_path)
    try:
        app.build()
    finally:
        app.cleanup()
    said = strip_colors(app.warning.getvalue())
    for latex, what, mend in BAD.values():
        place = f"{tmp_path}/index.md:{LINES_OF_FAULTS[latex]}: WARNING: "
        assert (
            f"{place}the formula {quoted(latex)} cannot be converted: {what} [mathematics]\n  mend: {mend}\n"
            in said
        )
