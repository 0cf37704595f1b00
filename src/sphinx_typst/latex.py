"""A formula of LaTeX as tokens, and what is said of one that cannot be read."""

import re
import unicodedata
from typing import NoReturn

from .words import gettext, marked

_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_LENGTH = re.compile(r"(\\\\)\*?(?:[ \t]*\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?")
_IN_TEXT = {"\\" + sign: sign for sign in "&%#$_{} "} | {"~": "\u00a0", r"\,": "\u2009", "{": "", "}": ""}
_DEPTH = 15  # more than formulas have, and less than what Typst's HTML can hold
_SIGNS = ("$", "%", "#")


class FormulaError(ValueError):
    """A formula cannot be converted: what is wrong or allowed, and how to mend it."""

    def __init__(self, what: str, mend: str = "") -> None:
        self.what = what
        self.mend = mend or gettext("write LaTeX mathematics with every group closed")
        super().__init__(gettext("{what}; {mend}", what=self.what, mend=self.mend))


def quoted(latex: str) -> str:
    """Return a formula as messages name it: on one line, and its beginning where it is long."""
    line = " ".join(latex.split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:60]}…'"


def refuse(what: str, mend: str = "", **values: object) -> NoReturn:
    """Raise `FormulaError` with two marked texts, the values being fields of both."""
    raise FormulaError(gettext(what, **values), gettext(mend, **values) if mend else "")


class Tokens:
    """Reads the tokens of a formula from left to right."""

    def __init__(self, latex: str) -> None:
        found = _TOKEN.findall(_LENGTH.sub(r"\1", unicodedata.normalize("NFC", latex.strip())))
        self.tokens = [re.sub(r"^(\\(?:begin|end))\s+", r"\1", token) for token in found]
        self.at = self.depth = 0

    def peek(self) -> str:
        """Return the next token that is no white space, or "" at the end."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        """Return the next token and go on."""
        token = self.peek()
        self.at += 1
        return token

    def close(self, token: str, opened: str) -> None:
        """Read the end of what was opened."""
        found = self.next()
        if found != token:
            if found:
                refuse(marked("{found} closes nothing that is open"), found=found)
            refuse(marked("{opened} is never closed"), opened=opened)

    def enter(self) -> None:
        """Count how deep the reading is."""
        if self.depth == _DEPTH:
            what = marked("more than {most} things lie in one another")
            refuse(what, marked("write several formulas"), most=_DEPTH)
        self.depth += 1

    def raw(self, of: str) -> list[str]:
        """Read the tokens of a group."""
        if self.next() != "{":
            refuse(marked("after {of} braces are missing"), marked("write them"), of=of)
        start, depth = self.at, 1
        while depth:
            if self.at >= len(self.tokens):
                refuse(marked("{opened} is never closed"), opened="a {")
            depth += {"{": 1, "}": -1}.get(self.tokens[self.at], 0)
            self.at += 1
        return self.tokens[start : self.at - 1]

    def text(self, of: str) -> str:
        """Read a group of words."""
        words = ""
        for token in self.raw(of):
            if token in _SIGNS or (token.startswith("\\") and token not in _IN_TEXT):
                what = marked("{token} in {of}{{...}}, which holds nothing but words")
                sign, group = marked("write \\{token} for the sign"), marked("end {of}{{...}} before it")
                refuse(what, sign if token in _SIGNS else group, token=token, of=of)
            words += " " if token.isspace() else _IN_TEXT.get(token, token)
        return words
