"""The commands of LaTeX mathematics that formulas may use, as ``symbols.toml`` has them."""

import tomllib
from pathlib import Path
from typing import Any

from .words import marked

_TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text("utf-8"))


def _pairs(name: str) -> dict[str, str]:
    words = _TABLES[name].split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS, DELIMITERS, OPERATORS = _pairs("symbols"), _pairs("delimiters"), _pairs("operators")
PUNCTUATION = {sign: name for sign, name in DELIMITERS.items() if sign not in "<>"} | _pairs("punctuation")
LIMITS: dict[str, str] = _TABLES["limits"]
SPACES: dict[str, str] = _TABLES["spaces"]
FUNCTIONS: dict[str, str] = _TABLES["functions"]
ARROWS: dict[str, str] = _TABLES["arrows"]
STYLES: dict[str, str] = _TABLES["styles"]
MATRICES: dict[str, str] = _TABLES["matrices"]
TEXTS, CASES = tuple(_TABLES["texts"]), tuple(_TABLES["cases"])
DISPLAYS = tuple(_TABLES["displays"])
LINES = ("aligned", "alignedat", "split", "gathered", *DISPLAYS, *(name + "*" for name in DISPLAYS))
SIZES = {
    prefix + side: size
    for prefix, size in {"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}.items()
    for side in ("", "l", "r", "m")
}

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
