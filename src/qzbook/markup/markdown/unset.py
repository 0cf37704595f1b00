"""Text that looks like markup, of Markdown, of MyST or of another language, and is shown as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from qzbook.markup.markdown.refusals import refusal
from qzbook.words import gettext, marked
from sphinx_typst.symbols import KNOWN

#: A character that the author has escaped is looked at as one of a private area, and so is a piece of code.
_PRIVATE = 0xF0000
_CODE = "\U000fffff"


def _escaped(character: str) -> str:
    return chr(_PRIVATE + ord(character))


@dataclass(frozen=True)
class Unset:
    """Text that looks like markup and is none.

    Attributes
    ----------
    pattern
        Finds it in a line of text.
    reason
        Why it is none, and what is allowed.
    mend
    """

    pattern: str
    reason: str
    mend: str

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern, ready to be looked for."""
        return re.compile(self.pattern)


_FORMULA = marked("write the formula as $x^2$, or between $$ and $$ on lines of its own")
_LINK = marked("for it is no link; allowed: [words](address)")
_ROLE = marked("write {{name}}`text`, with plain braces and backticks")
_NOTHING_INSTEAD = marked("for nothing is put in its place")
_NO_DIRECTIVE = marked("for it is no directive; allowed: ```{{note}}")
_DIRECTIVE = marked("write ```{{name}}, the text below it, and ``` at its end")
_SPACE = marked("put a space after it")
_OPEN, _CLOSE, _LEFT, _RIGHT, _BACKSLASH = map(_escaped, "()[]\\")
_COMMANDS = "|".join(map(re.escape, [*KNOWN, "frac", "dfrac", "tfrac"]))

_UNSET: tuple[Unset, ...] = (
    Unset(
        rf"(?<!\])(?<!{_RIGHT}){_OPEN}(?![\u3400-\u9fff]|\d+{_CLOSE})(?:[^{_CLOSE}]*{_CLOSE})?"
        rf"|{_LEFT}(?![\^!])(?=[^{_RIGHT}]*[A-Za-z=\\^])[^{_RIGHT}\u3400-\u9fff]*{_RIGHT}"
        rf"|{_LEFT}\s*\Z|{_BACKSLASH}[(\[]",
        marked(r"for Markdown takes the signs of \(x\) and \[x\] for escaped brackets; allowed: $x$"),
        _FORMULA,
    ),
    Unset(
        r"\*\*+|(?<!_)__(?!_)",
        marked("for it makes nothing bold; allowed: **words**"),
        marked(r"put it directly beside the words, with no space between, or write \*\* for the signs"),
    ),
    Unset(
        r"~~+",
        marked("for it strikes nothing through; allowed: ~~words~~"),
        marked(r"put it directly beside the words, with no space between, or write \~\~ for the signs"),
    ),
    Unset(
        r"＊＊+|＿＿+",
        marked("for it is written in full width; allowed: **words**"),
        marked("write the signs in half width"),
    ),
    Unset(
        r"==(?=\S)[^=]+==",
        marked("for Markdown has no such marks"),
        marked("write **words**, or code in backticks"),
    ),
    Unset(
        r"(?<=[0-9A-Za-z)])~[^\s~\u3000-\uffef]{1,8}~",
        marked("for it sets nothing lower; allowed: {{sub}}`words`"),
        marked("write the role {{sub}}, or a formula"),
    ),
    Unset(
        r"\^[^\s^\u3000-\uffef]{1,8}\^",
        marked("for it sets nothing higher; allowed: {{sup}}`words`"),
        marked("write the role {{sup}}, or a formula"),
    ),
    Unset(
        r"\\(?:begin|end)\{\w*\*?\}",
        marked(
            "for it begins no formula; allowed: equation, multline, gather, align, alignat, flalign, eqnarray"
            " and matrices, each on lines of its own"
        ),
        marked("write the formula between $$ and $$"),
    ),
    Unset(
        rf"\\(?!begin|end)[A-Za-z]+(?=\{{)|(?<![A-Za-z:.\\])\\(?:{_COMMANDS})(?![A-Za-z])",
        marked("for it is a command of LaTeX outside of a formula"),
        marked(
            "write the formula as $x^2$, or between $$ and $$ on lines of its own, "
            "a reference as {{numref}}`name`"
        ),
    ),
    Unset(r"\$\$+", marked("for it begins or ends no formula"), _FORMULA),
    Unset(
        r"\[\^[^\]\s]+\]", marked("for there is no such footnote"), marked("write its text: [^name]: text")
    ),
    Unset(
        r"\^\[[^\]]+\]",
        marked("for it is no footnote; allowed: [^name], and its text in a paragraph of its own"),
        marked("write [^name] here, and [^name]: text below"),
    ),
    Unset(
        r"!?\[[^\]]*\]\([^)]*\)",
        marked("for it is no link; allowed: [words](address), the address without spaces"),
        marked("write the address in angle brackets: [words](<address>)"),
    ),
    Unset(
        r"!?\[[^\[\]]+\]（[^（）\s]*[./#][^（）\s]*）",
        marked("for its brackets are of full width; allowed: [words](address)"),
        marked("write the brackets of the address in half width"),
    ),
    Unset(
        r"!?\[[^\[\]]+\]\[(?!\d+\])[^\[\]]*\]",
        marked("for no line defines where it leads; allowed: [words](address)"),
        marked("write the address behind the words: [words](address)"),
    ),
    Unset(
        r"\[\[[^\[\]]+\]\]",
        marked("for there are no such links; allowed: [words](page.md)"),
        marked("write [words](page.md)"),
    ),
    Unset(
        r"\[-?@[\w:.-]+[^\]]*\]|(?<![\w.])@(?:fig|tab|tbl|eq|sec|lst)[:-][\w-]+",
        marked("for it is no reference; allowed: {{numref}}`name`, {{cite}}`name`"),
        _ROLE,
    ),
    Unset(
        r"\{\{[^{}]*\}\}|\{%[^{}]*%\}",
        _NOTHING_INSTEAD,
        marked("write the words, or a role: {{name}}`text`"),
    ),
    # A role that became none is told by the check, which may exempt it.
    Unset(r"[{｛]\s*[A-Za-z][\w:.-]*\s*[}｝](?:[\w.|]*`+)?", "", ""),
    Unset(
        r"\{:?\s?[.#][^\s{}][^{}]*\}",
        marked("for it stands beside nothing that it could name"),
        marked("write (name)= above the block"),
    ),
    Unset(rf":[A-Za-z][\w+.:-]*:{_CODE}", marked("for it is no role; allowed: {{name}}`text`"), _ROLE),
    Unset(rf"{_CODE}__?(?!\w)", _LINK, marked("write [words](address)")),
    Unset(
        r"(?<![A-Za-z\d:：]):[a-z][a-z0-9_+-]+:(?![A-Za-z\d:])",
        marked("for it is no option of a directive, which stand right below its first line, and no picture"),
        marked(r"put it there, or write \: for the signs"),
    ),
    Unset(
        r"(?<![\w|])\|[^\W\d_]\w*\|(?![\w|])",
        _NOTHING_INSTEAD,
        marked(r"write the words, or \| for the signs"),
    ),
    Unset(
        r"&(?:[A-Za-z][A-Za-z\d]*|#\w+);",
        marked("for there is no such character"),
        marked(r"write the character itself, or \& for the sign"),
    ),
    Unset(
        r"<!--|[<＜]/?(?:sup|sub|br|strong|em|img|[uo]l|li|table|tr|t[dh]|div|span|p|details|summary|code)(?![\w-])",
        marked("for it is no HTML; allowed: <sup>words</sup>, <!-- words -->"),
        marked(r"end it with > or -->, in half width, or write \< for the sign"),
    ),
    Unset(
        "`+",
        marked("for it begins or ends no code; allowed: `code`"),
        marked(r"write as many behind it, or \` for the sign"),
    ),
)
#: The same at the beginning of a paragraph, or of a line of it.
_UNSET_AT_START: tuple[Unset, ...] = (
    Unset(r"\A\[[ xX]?\]", marked("for it is no task; allowed: - [ ] words, - [x] words"), _SPACE),
    Unset(
        r"\A(?:#{1,6}(?=[^\s#])|＃+)",
        marked("for it is no heading; allowed: # words"),
        marked("put a space after it, in half width"),
    ),
    Unset(r"\A[-+*](?=[\u3400-\u9fff])", marked("for it is no list; allowed: - words"), _SPACE),
    Unset(
        r"\A\|.*\|$",
        marked("for it is no table; allowed: a head, below it | --- | --- |, then rows, with as many bars"),
        marked("write the line below the head, and an empty line above it"),
    ),
    Unset(
        r"\A\.\. ?(?:[\w:+.-]+::|_\S|\|)", marked("for it is no directive; allowed: ```{{name}}"), _DIRECTIVE
    ),
    Unset(r"\A:{3,}", marked("for it is no directive; allowed: :::{{name}}, or ```{{name}}"), _DIRECTIVE),
    Unset(r"\A(?:!!!|\?\?\?)\+? ?[A-Za-z]+", _NO_DIRECTIVE, _DIRECTIVE),
    Unset(r"\A\[![A-Za-z]+\]", _NO_DIRECTIVE, _DIRECTIVE),
    Unset(
        r"\A\[\[?_?(?:toc|TOC)_?\]?\]\s*$",
        marked("for it is no list of contents; allowed: ```{{contents}}"),
        marked("write the directive"),
    ),
    Unset(
        r"\A\*\[[^\]]+\]:",
        marked("for it explains no abbreviation; allowed: {{abbr}}`HTML (Hypertext Markup Language)`"),
        marked("write the role where the word stands"),
    ),
    Unset(
        r"\A\[[^\]\d][^\]]*\]: ?(?=\S)",
        marked("for it defines no link; allowed: [words](address)"),
        marked("write the address at the link"),
    ),
    Unset(
        r"\A\([^()\s]+\)=\s*$",
        marked("for it names no place"),
        marked("put it on a line of its own, right above the block"),
    ),
)


def find_unset(state: StateCore) -> None:
    """Put a refusal where text looks like markup."""
    for before, token in pairwise([Token("", "", 0), *state.tokens]):
        if token.type == "inline" and token.children and "lost" not in token.meta:
            token.children = list(_marked(token.children, begins=before.type in ("paragraph_open", "")))
        if before.type == "heading_open" and not _has_words(token.children or []):
            message = gettext("the heading has no words; allowed: # words")
            token.children = [refusal(message, gettext("write them, or remove the marks"))]


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
            kinds = (*_UNSET, *_UNSET_AT_START) if at_start else _UNSET
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


def _look(text: str, kinds: Iterable[Unset]) -> Iterator[tuple[str, str]]:
    """Give what looks like markup, each piece of text once: as the kind that stands first in its table."""
    taken: list[range] = []
    for kind in kinds:
        for found in kind.expression.finditer(text):
            if not any(found.start() in span or span.start in range(*found.span()) for span in taken):
                taken.append(range(*found.span()))
                if kind.reason:
                    message = gettext(
                        "{words!r} is shown as it stands, {reason}",
                        words=_as_typed(found[0]),
                        reason=gettext(kind.reason),
                    )
                    yield message, gettext(kind.mend)


def _as_typed(text: str) -> str:
    text = text.replace(_CODE, "`…`")
    return "".join(f"\\{chr(ord(sign) - _PRIVATE)}" if ord(sign) > _PRIVATE else sign for sign in text)
