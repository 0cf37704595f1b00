"""The commands of LaTeX mathematics that formulas may use, and what stands for each in Typst.

Symbols and names are as in "The Comprehensive LaTeX Symbol List" and amsmath's user's guide.
"""

from __future__ import annotations

from .words import marked


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


#: Commands that are one character.
SYMBOLS = _pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ
    varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ
    Omega Ω

    times × div ÷ cdot ⋅ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
    wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ setminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡
    diamond ⋄ triangleleft ◁ triangleright ▷ bigcirc ◯

    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈ sim ∼ simeq ≃
    cong ≅ equiv ≡ propto ∝ asymp ≍ doteq ≐ prec ≺ succ ≻ preceq ⪯ succeq ⪰ models ⊨ vdash ⊢ dashv ⊣
    perp ⟂ parallel ∥ nparallel ∦ mid ∣ nmid ∤ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
    nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ nleq ≰ ngeq ≱ nless ≮ ngtr ≯
    lesssim ≲ gtrsim ≳ triangleq ≜ coloneqq ≔ bowtie ⋈ smile ⌣ frown ⌢ lt < gt >

    to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
    longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸
    Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩
    uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙
    nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌
    leadsto ⇝ nrightarrow ↛ nleftarrow ↚

    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀
    bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄

    infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ complement ∁
    top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ blacksquare ■ lozenge ◊ bigstar ★ checkmark ✓
    ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ beth ℶ wp ℘ mho ℧ eth ð imath 𝚤 jmath 𝚥 prime ′ backprime ‵ degree °
    therefore ∴ because ∵ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
    ldots … dots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱
    S § P ¶ copyright © pounds £ yen ¥
    """
)

#: What may stand at a formula's side and grow with it, by Typst's names.
DELIMITERS = _pairs(
    r"""
    ( paren.l ) paren.r [ bracket.l ] bracket.r | bar.v / slash < chevron.l > chevron.r
    \{ brace.l \} brace.r \| bar.v.double \lbrace brace.l \rbrace brace.r \lbrack bracket.l \rbrack bracket.r
    \vert bar.v \lvert bar.v \rvert bar.v \Vert bar.v.double \lVert bar.v.double \rVert bar.v.double
    \langle chevron.l \rangle chevron.r \lfloor floor.l \rfloor floor.r \lceil ceil.l \rceil ceil.r
    \backslash backslash \uparrow arrow.t \downarrow arrow.b \updownarrow arrow.t.b
    """
)
#: Other characters, of which many mean something to Typst, by names that mean them alone.
PUNCTUATION = {
    **{sign: name for sign, name in DELIMITERS.items() if sign not in "<>"},
    **_pairs(
        r"""
        + + = = < < > > . . - − * ∗ , comma ; semi : colon ! excl ? quest @ at " quote.double ` "`"
        \& amp \% percent \# hash \$ dollar \_ "_"
        """
    ),
}

#: Names that are set upright, and those of them whose limits stand below in a display.
OPERATORS = _pairs(
    """
    sin sin cos cos tan tan cot cot sec sec csc csc arcsin arcsin arccos arccos arctan arctan sinh sinh
    cosh cosh tanh tanh coth coth exp exp log log ln ln lg lg arg arg deg deg dim dim hom hom ker ker
    """
)
LIMITS = {
    **_pairs("lim lim max max min min sup sup inf inf det det gcd gcd Pr Pr"),
    **{"limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max", "argmin": "arg min"},
}

SPACES = {
    **{r"\,": "thin", r"\thinspace": "thin", r"\:": "med", r"\>": "med", r"\medspace": "med", r"\;": "thick"},
    **{r"\thickspace": "thick", r"\quad": "quad", r"\qquad": "wide", r"\enspace": "#h(0.5em)"},
    **{r"\!": "#h(-0.1667em)", r"\negthinspace": "#h(-0.1667em)", "\\ ": "space", "\\\n": "space"},
    **{"~": "space.nobreak", r"\nonumber": "", r"\notag": ""},
}

#: Commands with one or two formulas after them.
FUNCTIONS = {
    "frac": "frac({0}, {1})",
    "dfrac": "display(frac({0}, {1}))",
    "cfrac": "display(frac({0}, {1}))",
    "tfrac": "inline(frac({0}, {1}))",
    "binom": "binom({0}, {1})",
    "dbinom": "display(binom({0}, {1}))",
    "tbinom": "inline(binom({0}, {1}))",
    "overset": "limits({1})^({0})",
    "stackrel": 'class("relation", limits({1})^({0}))',
    "underset": "limits({1})_({0})",
    "overline": 'accent({0}, "\\u{{305}}")',
    "underline": 'accent({0}, "\\u{{332}}")',
    "overbrace": "limits(overbrace({0}))",
    "underbrace": "limits(underbrace({0}))",
    "overrightarrow": "arrow({0})",
    "overleftarrow": "arrow.l({0})",
    "vec": "arrow({0})",
    "hat": "hat({0})",
    "widehat": "hat({0})",
    "tilde": "tilde({0})",
    "widetilde": "tilde({0})",
    "bar": "macron({0})",
    "dot": "dot({0})",
    "ddot": "dot.double({0})",
    "dddot": "dot.triple({0})",
    "acute": "acute({0})",
    "grave": "grave({0})",
    "check": "caron({0})",
    "breve": "breve({0})",
    "mathring": "circle({0})",
    "mathrm": "upright({0})",
    "mathbf": "upright(bold({0}))",
    "mathit": "italic({0})",
    "mathsf": "upright(sans({0}))",
    "mathtt": "upright(mono({0}))",
    "mathbb": "bb({0})",
    "mathcal": "cal({0})",
    "mathfrak": "frak({0})",
    "mathscr": "scr({0})",
    "boldsymbol": "bold({0})",
    "bm": "bold({0})",
    "mathbin": 'class("binary", {0})',
    "mathrel": 'class("relation", {0})',
    "mathord": 'class("normal", {0})',
    "pmod": 'quad paren.l op("mod") thin {0} paren.r',
}
#: Arrows as long as what stands above and below them.
ARROWS = {"xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔"}
STYLES = {"displaystyle": "display", "textstyle": "inline", "scriptstyle": "script"}
TEXTS = ("text", "textrm", "textnormal", "mbox")
SIZES = {
    prefix + side: size
    for prefix, size in {"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}.items()
    for side in ("", "l", "r", "m")
}

#: Environments of columns, with what stands at their sides.
MATRICES = {
    "matrix": "#none",
    "smallmatrix": "#none",
    "array": "#none",
    "pmatrix": '"("',
    "bmatrix": '"["',
    "Bmatrix": '"{"',
    "vmatrix": '"|"',
    "Vmatrix": '"‖"',
}
CASES = ("cases", "dcases")
#: Environments of lines; amsmath has each display with a star too.
DISPLAYS = ("align", "alignat", "flalign", "gather", "multline", "eqnarray", "equation", "displaymath")
LINES = ("aligned", "alignedat", "split", "gathered", *DISPLAYS, *(name + "*" for name in DISPLAYS))

#: What to write instead of commands that LaTeX has and formulas here do not.
INSTEAD = {
    **dict.fromkeys(
        ("label", "tag"), marked("give the formula a label in MyST, and both editions number it")
    ),
    **dict.fromkeys(
        ("color", "textcolor", "colorbox"), marked("say it in words, for colour alone is not read out")
    ),
    **dict.fromkeys(("newcommand", "def", "DeclareMathOperator"), marked("write the formula out")),
    **dict.fromkeys(("textbf", "bf"), marked(r"write \mathbf{{...}}, or \text{{...}}")),
    **dict.fromkeys(("textit", "it"), marked(r"write \mathit{{...}}, or \text{{...}}")),
    "rm": marked(r"write \mathrm{{...}}"),
    "over": marked(r"write \frac{{...}}{{...}}"),
    "choose": marked(r"write \binom{{...}}{{...}}"),
    "mathop": marked(r"write \operatorname{{...}}"),
    "hline": marked("a matrix has no rules; use a table"),
    "ref": marked("refer to it in the sentence"),
}

#: All that may follow a backslash, to find what is near to an unknown name.
KNOWN = sorted(
    {*SYMBOLS, *OPERATORS, *LIMITS, *FUNCTIONS, *ARROWS, *STYLES, *TEXTS, *SIZES}
    | {"sqrt", "operatorname", "substack", "left", "right", "middle", "not", "colon", "bmod", "mod"}
    | {"limits", "nolimits"}
    | {name[1:] for name in (*SPACES, *DELIMITERS) if name[1:].isalpha()}
)
