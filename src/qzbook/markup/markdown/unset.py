"""Text that looks like markup, of Markdown, of MyST or of another language, and is shown as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from qzbook.markup.markdown.told import refusal
from sphinx_typst.symbols import KNOWN

#: A character that the author has escaped is looked at as one of a private area, and so is a piece of code.
_PRIVATE = 0xF0000
_CODE = "\U000fffff"


def _escaped(character: str) -> str:
    return chr(_PRIVATE + ord(character))


class Unset(NamedTuple):
    """Text that looks like markup and is none.

    Attributes
    ----------
    pattern
        Finds it in a line of text.
    reason
        Why it is none, and what is allowed.
    mend
    """

    pattern: re.Pattern[str]
    reason: str
    mend: str


def _table(*rows: tuple[str, str, str]) -> list[Unset]:
    return [Unset(re.compile(pattern), reason, mend) for pattern, reason, mend in rows]


_BESIDE = "put it directly beside the words, with no space between, or write"
_FORMULA = "write the formula as $x^2$, or between $$ and $$ on lines of its own"
_ROLE = "write {name}`text`, with plain braces and backticks"
_DIRECTIVE = "write ```{name}, the text below it, and ``` at its end"
_OPEN, _CLOSE, _LEFT, _RIGHT, _BACKSLASH = map(_escaped, "()[]\\")
_COMMANDS = "|".join(map(re.escape, [*KNOWN, "frac", "dfrac", "tfrac"]))

_UNSET = _table(
    (
        rf"(?<!\])(?<!{_RIGHT}){_OPEN}(?![\u3400-\u9fff]|\d+{_CLOSE})(?:[^{_CLOSE}]*{_CLOSE})?"
        rf"|{_LEFT}(?![\^!])(?=[^{_RIGHT}]*[A-Za-z=\\^])[^{_RIGHT}\u3400-\u9fff]*{_RIGHT}"
        rf"|{_LEFT}\s*\Z|{_BACKSLASH}[(\[]",
        r"for Markdown takes the signs of \(x\) and \[x\] for escaped brackets; allowed: $x$",
        _FORMULA,
    ),
    (
        r"\*\*+|(?<!_)__(?!_)",
        "for it makes nothing bold; allowed: **words**",
        rf"{_BESIDE} \*\* for the signs",
    ),
    (r"~~+", "for it strikes nothing through; allowed: ~~words~~", rf"{_BESIDE} \~\~ for the signs"),
    (r"＊＊+|＿＿+", "for it is written in full width; allowed: **words**", "write the signs in half width"),
    (r"==(?=\S)[^=]+==", "for Markdown has no such marks", "write **words**, or code in backticks"),
    (
        r"(?<=[0-9A-Za-z)])~[^\s~\u3000-\uffef]{1,8}~",
        "for it sets nothing lower; allowed: {sub}`words`",
        "write the role {sub}, or a formula",
    ),
    (
        r"\^[^\s^\u3000-\uffef]{1,8}\^",
        "for it sets nothing higher; allowed: {sup}`words`",
        "write the role {sup}, or a formula",
    ),
    (
        r"\\(?:begin|end)\{\w*\*?\}",
        "for it begins no formula; allowed: equation, multline, gather, align, alignat, flalign, eqnarray"
        " and matrices, each on lines of its own",
        "write the formula between $$ and $$",
    ),
    (
        rf"\\(?!begin|end)[A-Za-z]+(?=\{{)|(?<![A-Za-z:.\\])\\(?:{_COMMANDS})(?![A-Za-z])",
        "for it is a command of LaTeX outside of a formula",
        _FORMULA + ", a reference as {numref}`name`",
    ),
    (r"\$\$+", "for it begins or ends no formula", _FORMULA),
    (r"\[\^[^\]\s]+\]", "for there is no such footnote", "write its text: [^name]: text"),
    (
        r"\^\[[^\]]+\]",
        "for it is no footnote; allowed: [^name], and its text in a paragraph of its own",
        "write [^name] here, and [^name]: text below",
    ),
    (
        r"!?\[[^\]]*\]\([^)]*\)",
        "for it is no link; allowed: [words](address), the address without spaces",
        "write the address in angle brackets: [words](<address>)",
    ),
    (
        r"!?\[[^\[\]]+\]（[^（）\s]*[./#][^（）\s]*）",
        "for its brackets are of full width; allowed: [words](address)",
        "write the brackets of the address in half width",
    ),
    (
        r"!?\[[^\[\]]+\]\[(?!\d+\])[^\[\]]*\]",
        "for no line defines where it leads; allowed: [words](address)",
        "write the address behind the words: [words](address)",
    ),
    (r"\[\[[^\[\]]+\]\]", "for there are no such links; allowed: [words](page.md)", "write [words](page.md)"),
    (
        r"\[-?@[\w:.-]+[^\]]*\]|(?<![\w.])@(?:fig|tab|tbl|eq|sec|lst)[:-][\w-]+",
        "for it is no reference; allowed: {numref}`name`, {cite}`name`",
        _ROLE,
    ),
    (
        r"\{\{[^{}]*\}\}|\{%[^{}]*%\}",
        "for nothing is put in its place",
        "write the words, or a role: {name}`text`",
    ),
    # A role that became none is told by the check, which may exempt it.
    (r"[{｛]\s*[A-Za-z][\w:.-]*\s*[}｝](?:[\w.|]*`+)?", "", ""),
    (
        r"\{:?\s?[.#][^\s{}][^{}]*\}",
        "for it stands beside nothing that it could name",
        "write (name)= above the block",
    ),
    (rf":[A-Za-z][\w+.:-]*:{_CODE}", "for it is no role; allowed: {name}`text`", _ROLE),
    (rf"{_CODE}__?(?!\w)", "for it is no link; allowed: [words](address)", "write [words](address)"),
    (
        r"(?<![A-Za-z\d:：]):[a-z][a-z0-9_+-]+:(?![A-Za-z\d:])",
        "for it is no option of a directive, which stand right below its first line, and no picture",
        r"put it there, or write \: for the signs",
    ),
    (
        r"(?<![\w|])\|[^\W\d_]\w*\|(?![\w|])",
        "for nothing is put in its place",
        r"write the words, or \| for the signs",
    ),
    (
        r"&(?:[A-Za-z][A-Za-z\d]*|#\w+);",
        "for there is no such character",
        r"write the character itself, or \& for the sign",
    ),
    (
        r"<!--|[<＜]/?(?:sup|sub|br|strong|em|img|[uo]l|li|table|tr|t[dh]|div|span|p|details|summary|code)(?![\w-])",
        "for it is no HTML; allowed: <sup>words</sup>, <!-- words -->",
        r"end it with > or -->, in half width, or write \< for the sign",
    ),
    ("`+", "for it begins or ends no code; allowed: `code`", r"write as many behind it, or \` for the sign"),
)
#: The same at the beginning of a paragraph, or of a line of it.
_UNSET_AT_START = _table(
    (
        r"#{1,6}(?=[^\s#])|＃+",
        "for it is no heading; allowed: # words",
        "put a space after it, in half width",
    ),
    (r"[-+*](?=[\u3400-\u9fff])", "for it is no list; allowed: - words", "put a space after it"),
    (
        r"\|.*\|$",
        "for it is no table; allowed: a head, below it | --- | --- |, then rows, with as many bars",
        "write the line below the head, and an empty line above it",
    ),
    (r"\.\. ?(?:[\w:+.-]+::|_\S|\|)", "for it is no directive; allowed: ```{name}", _DIRECTIVE),
    (r":{3,}", "for it is no directive; allowed: :::{name}, or ```{name}", _DIRECTIVE),
    (r"(?:!!!|\?\?\?)\+? ?[A-Za-z]+", "for it is no directive; allowed: ```{note}", _DIRECTIVE),
    (r"\[![A-Za-z]+\]", "for it is no directive; allowed: ```{note}", _DIRECTIVE),
    (
        r"\[\[?_?(?:toc|TOC)_?\]?\]\s*$",
        "for it is no list of contents; allowed: ```{contents}",
        "write the directive",
    ),
    (
        r"\*\[[^\]]+\]:",
        "for it explains no abbreviation; allowed: {abbr}`HTML (Hypertext Markup Language)`",
        "write the role where the word stands",
    ),
    (
        r"\[[^\]\d][^\]]*\]: ?(?=\S)",
        "for it defines no link; allowed: [words](address)",
        "write the address at the link",
    ),
    (r"\([^()\s]+\)=\s*$", "for it names no place", "put it on a line of its own, right above the block"),
)
_TASK = Unset(
    re.compile(r"\[[ xX]?\]"), "for it is no task; allowed: - [ ] words, - [x] words", "put a space after it"
)


_NO_WORDS = "the heading has no words; allowed: # words", "write them, or remove the marks"


def find_unset(state: StateCore) -> None:
    """Put a refusal where text looks like markup."""
    for before, token in pairwise([Token("", "", 0), *state.tokens]):
        if token.type == "inline" and token.children and "lost" not in token.meta:
            token.children = list(_marked(token.children, begins=before.type in ("paragraph_open", "")))
        if before.type == "heading_open" and not _has_words(token.children or []):
            token.children = [refusal(*_NO_WORDS)]


def _has_words(children: list[Token]) -> bool:
    """Say whether anything is seen of a heading; the PDF's standard has no place for one of nothing."""
    return any(child.content.strip() or child.type not in ("text", "text_special") for child in children)


def _marked(children: list[Token], *, begins: bool) -> Iterator[Token]:
    """Give the tokens of a paragraph, and before each run of text what in it looks like markup."""
    line, at_start = 0, begins
    for is_text, run in groupby(
        children, lambda child: child.type in ("text", "text_special", "code_inline")
    ):
        tokens = list(run)
        if is_text:
            kinds = [*_UNSET, *([_TASK, *_UNSET_AT_START] if at_start else [])]
            yield from (
                refusal(message, mend, line) for message, mend in _look("".join(map(_typed, tokens)), kinds)
            )
        for token in tokens:
            line += token.type in ("softbreak", "hardbreak")
            at_start = begins and token.type in ("softbreak", "hardbreak")
            yield token


def _typed(token: Token) -> str:
    """Give a text with signs for what the author has escaped; a backslash that escapes nothing is text."""
    if token.type == "code_inline":
        return _CODE
    escaped = token.type == "text_special" and token.content != token.markup and token.content.isascii()
    return _escaped(token.content) if escaped else token.content


def _look(text: str, kinds: list[Unset]) -> Iterator[tuple[str, str]]:
    """Give what looks like markup, each piece of text once: as the kind that stands first in its table."""
    taken: list[range] = []
    for kind in kinds:
        for found in (
            kind.pattern.finditer(text) if kind in _UNSET else filter(None, [kind.pattern.match(text)])
        ):
            if not any(found.start() in span or span.start in range(*found.span()) for span in taken):
                taken.append(range(*found.span()))
                if kind.reason:
                    yield f"{_as_typed(found[0])!r} is shown as it stands, {kind.reason}", kind.mend


def _as_typed(text: str) -> str:
    text = text.replace(_CODE, "`…`")
    return "".join(f"\\{chr(ord(sign) - _PRIVATE)}" if ord(sign) > _PRIVATE else sign for sign in text)
