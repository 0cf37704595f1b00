"""LaTeX mathematics to Typst mathematics, for both editions.

Whatever is not known is refused, so nothing of a formula can be lost or be read as code of Typst:
characters that mean something to Typst are written by their names, and text as strings.
"""

import difflib
import re
import unicodedata
from typing import NoReturn

from . import symbols
from .latex import Tokens, refuse
from .markup import string
from .words import marked

_CHINESE = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT = "\u0338"  # the stroke through what stands before it


def to_typst(latex: str, *, display: bool) -> str:
    r"""
    Return the Typst form of a LaTeX formula, to be evaluated in Typst's math mode.

    A display with line breaks or alignment points outside any environment is read as `aligned`, as Sphinx
    does for its other builders.

    Raises
    ------
    FormulaError
        The formula is not sound, or holds what is not known.

    Examples
    --------
    >>> to_typst(r"\frac{a_1}{52\%}", display=False)
    'frac(a_(1), 52 percent)'
    """
    return _Formula(latex).whole(display=display)


class _Formula(Tokens):
    """Reads a formula from left to right."""

    # -- lines ----------------------------------------------------------------------------------------------

    def whole(self, *, display: bool) -> str:
        while self.tokens and self.tokens[0] in _WRAPPERS:
            if self.tokens[-1] != self.tokens[0].replace("begin", "end"):
                break
            self.tokens = self.tokens[1:-1]
        name = _environment(self.peek())
        if name in symbols.LINES:
            self.next()
            lines = self.lines(name)
            if not self.peek():
                return _BREAK_LINE.join(lines)
            self.at = 0
        whole = _BREAK_LINE.join(_aligned(self.rows("", ""))) if display else self.row()
        self.close("", "")
        return whole

    def row(self, *ends: str) -> str:
        """Read up to one of these tokens, or one that closes something, which stays to be read."""
        items = []
        while (token := self.peek()) and token not in ends and not _closes(token):
            items.append(self.item())
        return " ".join(filter(None, items))

    def rows(self, end: str, opened: str) -> list[list[str]]:
        """Read lines of cells up to a token, which is read too."""
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row("&", _BREAK))
            if self.peek() not in ("&", _BREAK):
                break
            if self.next() == _BREAK:
                rows.append([])
        self.close(end, opened)
        return rows[:-1] if len(rows) > 1 and rows[-1] == [""] else rows

    def lines(self, name: str) -> list[str]:
        """Read the rest of an environment of lines."""
        if name.startswith("aligna") or name == "alignedat":
            self.raw(f"\\begin{{{name}}}")
        rows = self.body(name)
        if name.startswith("eqnarray"):
            rows = [[first, " ".join(rest)] for first, *rest in rows]
        return _aligned(rows, apart="at" not in name)

    def body(self, name: str) -> list[list[str]]:
        if self.peek() == "[":
            what = marked(r"\begin{{{name}}} takes nothing in [ ]")
            refuse(what, marked(r"leave it out; a bracket is \lbrack"), name=name)
        return self.rows(f"\\end{{{name}}}", f"\\begin{{{name}}}")

    # -- items ----------------------------------------------------------------------------------------------

    def item(self) -> str:
        """Read one thing with what is set above and below it."""
        self.enter()
        base = "" if self.peek() in ("^", "_", "'") else self.base(self.next())
        if (place := self.peek()) in (r"\limits", r"\nolimits"):
            self.next()
            base = f"limits({base})" if place == r"\limits" else f"scripts({base})"
        primes, scripts = "", {}
        while (sign := self.peek()) in ("^", "_", "'"):
            self.next()
            if sign == "'":
                primes += "'"
            elif sign in scripts:
                what = marked("two {sign} belong to one thing")
                refuse(what, marked("write braces around what each belongs to"), sign=sign)
            else:
                scripts[sign] = self.argument(sign)
        self.depth -= 1
        base = base or ('""' if primes or scripts else "")
        return base + primes + "".join(f"{sign}({script})" for sign, script in scripts.items())

    def argument(self, of: str) -> str:
        """Read a group, or one token."""
        token = self.peek()
        if not token or _closes(token) or token in ("^", "_", "&", _BREAK):
            refuse(marked("after {of} something is missing"), marked("write it in braces"), of=of)
        self.next()
        if token == "{":
            found = self.row()
            self.close("}", "a {")
        else:
            self.enter()
            found = token if token.isdigit() else self.base(token)
            self.depth -= 1
        return found or '""'

    def base(self, token: str) -> str:
        if token == "{":
            group = self.row()
            self.close("}", "a {")
            return f'class("normal", {group})' if group else '""'
        if token.isascii() and token.isdigit():
            return self.number(token)
        if _CHINESE.match(token):
            return string(self.run(token))
        if token in symbols.PUNCTUATION:
            return symbols.PUNCTUATION[token]
        if token in symbols.SPACES or token[1:].isspace():
            return symbols.SPACES.get(token, "space")
        if token in _MISPLACED:
            refuse(*_MISPLACED[token])
        if token.startswith("\\begin"):
            return self.environment(_environment(token))
        if len(token) > 1:
            return self.command(token[1:])
        if not token.isprintable():
            refuse(
                marked("the character U+{number:04X} cannot be seen"), marked("delete it"), number=ord(token)
            )
        # Brackets of Unicode would pair with those of Typst, and a root sign would take what follows.
        return string(token) if unicodedata.category(token)[0] == "P" or token in "√∛∜" else token

    def number(self, digits: str) -> str:
        """Read the rest of a number, whose comma may stand in braces for a narrower one."""
        rest = re.match(r"\d*(?:(?:\.|\{[.,]\})\d+)*", "".join(self.tokens[self.at :]), re.ASCII)
        assert rest is not None
        self.at += len(rest[0])
        number = digits + re.sub(r"[{}]", "", rest[0])
        return string(number) if "," in number else number

    def run(self, characters: str) -> str:
        """Read the rest of a run of Chinese characters."""
        while self.at < len(self.tokens) and _CHINESE.match(self.tokens[self.at]):
            characters += self.tokens[self.at]
            self.at += 1
        return characters

    def command(self, name: str) -> str:
        if name in symbols.SYMBOLS:
            return symbols.SYMBOLS[name]
        if name in symbols.OPERATORS or name in symbols.LIMITS:
            limits = name in symbols.LIMITS
            return _operator((symbols.LIMITS if limits else symbols.OPERATORS)[name], limits=limits)
        if template := symbols.FUNCTIONS.get(name):
            count = 2 if "{1}" in template else 1
            return template.format(*(self.argument("\\" + name) for _ in range(count)))
        if name in symbols.TEXTS:
            return string(self.text("\\" + name))
        if name == "operatorname":
            if starred := self.peek() == "*":
                self.next()
            return _operator(self.text(r"\operatorname"), limits=starred)
        if name in symbols.STYLES:
            rest = self.row("&", _BREAK, "]")
            return f"{symbols.STYLES[name]}({rest})" if rest else ""
        if name == "sqrt":
            degree, radicand = self.option(), self.argument(r"\sqrt")
            return f"root({degree}, {radicand})" if degree else f"sqrt({radicand})"
        if name == "substack":
            if self.next() != "{":
                refuse(marked("after {of} braces are missing"), marked("write them"), of=r"\substack")
            return _BREAK_LINE.join(_aligned(self.rows("}", "a {")))
        if name in symbols.ARROWS:
            below, above = self.option(), self.argument("\\" + name)
            return f"stretch({symbols.ARROWS[name]})^({above})" + (f"_({below})" if below else "")
        if name == "left":
            return self.sized()
        if name == "middle":
            return f"mid({self.delimiter(name)})"
        if name in symbols.SIZES:
            return f"lr(size: #{symbols.SIZES[name]}, {self.delimiter(name)})"
        if name == "not":
            negated = unicodedata.normalize("NFC", self.argument(r"\not") + _NOT)
            if len(negated) != 1:
                refuse(marked(r"\not has no sign for what follows"), marked("use another"))
            return negated
        if name == "colon":
            return 'class("punctuation", colon)'
        if name in ("bmod", "mod"):
            return 'class("binary", op("mod"))'
        return _unknown(name)

    def option(self) -> str:
        """Read what may stand in square brackets."""
        if self.peek() != "[":
            return ""
        self.next()
        found = self.row("]")
        self.close("]", "a [")
        return found

    def delimiter(self, of: str) -> str:
        token = self.next()
        if token not in symbols.DELIMITERS and (token != "." or of not in ("left", "right")):
            what, names = marked(r"after \{of} stands no bracket"), " ".join(symbols.DELIMITERS)
            refuse(what, marked("write one of {names}"), of=of, names=names)
        return symbols.DELIMITERS.get(token, "")

    def sized(self) -> str:
        """Read what stands between delimiters that grow with it."""
        opening = self.delimiter("left")
        body = self.row()
        self.close(_RIGHT, r"\left")
        inside = " ".join(filter(None, (opening, body, self.delimiter("right"))))
        return f"lr({inside})" if inside else ""

    def environment(self, name: str) -> str:
        if name in symbols.CASES:
            rows = self.body(name)
            return "cases(" + ", ".join("& " + " && quad ".join(row) for row in rows) + ")"
        if name in symbols.LINES:
            return f"mat(delim: #none, {'; '.join(self.lines(name))})"
        if name not in symbols.MATRICES:
            known = {each.rstrip("*") for each in (*symbols.MATRICES, *symbols.CASES, *symbols.LINES)}
            what, names = marked("the environment {name} is not known"), ", ".join(sorted(known))
            refuse(what, marked("write one of {names}"), name=name, names=names)
        align = f"align: #{self.columns()}, " if name == "array" else ""
        cells = "; ".join(", ".join(cell or '""' for cell in row) for row in self.body(name))
        matrix = f"mat(delim: {symbols.MATRICES[name]}, {align}{cells})"
        return f"inline({matrix})" if name == "smallmatrix" else matrix

    def columns(self) -> str:
        """Read how the columns of an array are aligned."""
        columns = set("".join(self.raw(r"\begin{array}")).replace(" ", ""))
        if len(columns) != 1 or not columns <= set("lcr"):
            what = marked("the columns of an array are all l, all c or all r")
            refuse(what, marked(r"write them so: \begin{{array}}{{cc}}"))
        return {"l": "left", "c": "center", "r": "right"}[columns.pop()]


_BREAK, _RIGHT, _BREAK_LINE = r"\\", r"\right", r" \ "
_WRAPPERS = tuple(f"\\begin{{{name}{star}}}" for name in ("equation", "displaymath") for star in ("", "*"))
_MISPLACED = {
    "&": (marked("& aligns columns, and here are none"), marked(r"write \& for the sign")),
    _BREAK: (marked(r"\\ ends a line, and here is one alone"), marked("write the formula as a display")),
    "%": (marked("% begins a comment in LaTeX, which would be lost"), marked(r"write \% for the sign")),
    "#": (marked("# is no sign in LaTeX"), marked(r"write \# for the sign")),
    "$": (marked("$ is no sign in a formula"), marked(r"write \$ for the sign")),
    "\\": (marked("\\ at the end means nothing"), marked("leave it out")),
}


def _unknown(name: str) -> NoReturn:
    if mend := symbols.INSTEAD.get(name):
        refuse(marked(r"\{name} is not known"), mend, name=name)
    mend = marked(r"write it with commands that are, or as \text{{...}}")
    if near := difflib.get_close_matches(name, symbols.KNOWN, n=3, cutoff=0.75):
        nearest = ", ".join("\\" + each for each in near)
        refuse(marked(r"\{name} is not known (near: {nearest})"), mend, name=name, nearest=nearest)
    refuse(marked(r"\{name} is not known"), mend, name=name)


def _closes(token: str) -> bool:
    return token in ("}", _RIGHT) or token.startswith("\\end")


def _environment(token: str) -> str:
    return token[len(r"\begin{") : -1] if token.startswith(r"\begin{") else ""


def _operator(name: str, *, limits: bool) -> str:
    return f"op({string(name)}, limits: #true)" if limits else f"op({string(name)})"


def _aligned(rows: list[list[str]], *, apart: bool = True) -> list[str]:
    """Return lines of Typst; pairs of columns stand apart as amsmath has them."""
    pair = " & quad " if apart else " & "
    lines = []
    for row in rows:
        line = row[0]
        for position, cell in enumerate(row[1:], 1):
            line += (" & " if position % 2 else pair) + cell
        lines.append(line.strip())
    return lines
