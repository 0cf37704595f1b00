"""LaTeX mathematics to Typst mathematics, by way of tylax."""

from __future__ import annotations

import re

import tylax

# The display environments of amsmath, and the one that means the same inside a formula.
_DISPLAYS = {
    "equation": "",
    "align": "aligned",
    "flalign": "aligned",
    "eqnarray": "aligned",
    "alignat": "aligned",
    "gather": "aligned",
    "multline": "aligned",
    "displaymath": "",
}
_DISPLAY = re.compile(
    r"\\begin\{(?P<name>" + "|".join(_DISPLAYS) + r")(?P<star>\*?)\}(?:\{\d+\})?(?P<body>.*)"
    r"\\end\{(?P=name)(?P=star)\}",
    re.DOTALL,
)
_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^}]*\}|\\.|[{}]", re.DOTALL)


def to_typst(latex: str, *, display: bool) -> str:
    r"""
    Return the Typst form of a LaTeX formula, to be evaluated in Typst's math mode.

    A display with line breaks or alignment points outside any environment is read as `aligned`, as Sphinx
    does for its other builders.

    Raises
    ------
    ValueError
        Braces or environments are not balanced; tylax would close them silently, so they are looked at first.
    """
    body = latex.strip()
    _check_balance(body)
    if found := _DISPLAY.fullmatch(body):
        body, inner = found["body"].strip(), _DISPLAYS[found["name"]]
        body = f"\\begin{{{inner}}}{body}\\end{{{inner}}}" if inner else body
    if display and "\\begin" not in body and ("\\\\" in body or re.search(r"(?<!\\)&", body)):
        body = f"\\begin{{aligned}}{body}\\end{{aligned}}"
    converted = tylax.latex_to_typst(body).strip()
    if body and not converted:
        raise ValueError("nothing of it could be read")
    return converted


def _check_balance(latex: str) -> None:
    open_groups: list[str] = []
    for token in _TOKEN.findall(latex):
        if token == "{" or token.startswith("\\begin"):
            open_groups.append(token.removeprefix("\\begin").strip())
        elif token == "}" or token.startswith("\\end"):
            closes = "{" if token == "}" else token.removeprefix("\\end").strip()
            if not open_groups or open_groups.pop() != closes:
                raise ValueError(f"{token} closes nothing that is open")
    if open_groups:
        unclosed = open_groups[-1]
        raise ValueError("a { is never closed" if unclosed == "{" else f"\\begin{unclosed} is never closed")
