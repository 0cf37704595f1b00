"""Markdown as Chinese authors write it: what looks like markup is markup, or is refused with its line.

CommonMark finds where emphasis begins and ends by the spaces between words, which Chinese has not, and prints
whatever it could not read as it stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import myst_nb.sphinx_
import myst_parser.parsers.sphinx_
from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util import logging

from . import reach, substitutions
from .limits import limits_plugin

logger = logging.getLogger(__name__)

#: Han, full-width marks, and those that Chinese shares with other languages: quotation marks, dash, ellipsis.
_CHINESE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014·\U00020000-\U0003ffff]"
)
#: Where MyST-NB and MyST-Parser take the parser from. Neither lets an extension add to it.
PARSER_MODULES: tuple[Any, ...] = (myst_nb.sphinx_, myst_parser.parsers.sphinx_)


class Unset(NamedTuple):
    """Text that looks like markup and is none.

    Attributes
    ----------
    pattern
        Finds it in a line of text, without what the author has escaped.
    reason
        Why it is none, and what is allowed.
    mend
    """

    pattern: re.Pattern[str]
    reason: str
    mend: str


_UNSET = [
    Unset(re.compile(pattern), reason, mend)
    for pattern, reason, mend in (
        (
            r"\*\*+|(?<!_)__(?!_)",
            "for it makes nothing bold; allowed: **words**",
            r"put it directly beside the words, with no space between, or write \*\* for the signs",
        ),
        (
            r"~~+",
            "for it strikes nothing through; allowed: ~~words~~",
            r"put it directly beside the words, with no space between, or write \~\~ for the signs",
        ),
        (r"==(?=\S)[^=]+==", "for Markdown has no such marks", "write **words**, or code in backticks"),
        (
            r"(?<=[0-9A-Za-z)])~[^\s~]{1,8}~",
            "for it sets nothing lower; allowed: {sub}`words`",
            "write the role {sub}, or a formula",
        ),
        (
            r"\^[^\s^]{1,8}\^",
            "for it sets nothing higher; allowed: {sup}`words`",
            "write the role {sup}, or a formula",
        ),
        (
            r"\\(?:begin|end)\{\w*\*?\}",
            "for it begins no formula; allowed: equation, multline, gather, align, alignat, flalign, eqnarray"
            " and matrices, each on lines of its own",
            "write the formula between $$ and $$",
        ),
        (r"\[\^[^\]\s]+\]", "for there is no such footnote", "write its text: [^name]: text"),
        (
            r"!?\[[^\]]*\]\([^)]*\)",
            "for it is no link; allowed: [words](address), the address without spaces",
            "write the address in angle brackets: [words](<address>)",
        ),
    )
]
#: The same at the beginning of a paragraph, or of a line of it.
_UNSET_AT_START = [
    Unset(re.compile(pattern), reason, mend)
    for pattern, reason, mend in (
        (r"#{1,6}(?=[^\s#])", "for it is no heading; allowed: # words", "put a space after it"),
        (r"[-+*](?=[\u3400-\u9fff])", "for it is no list; allowed: - words", "put a space after it"),
        (
            r"\|.*\|$",
            "for it is no table; allowed: a head, below it | --- | --- |, then rows, with as many bars",
            "write the line below the head, and an empty line above it",
        ),
    )
]
#: Of a substitution; `env` is what Sphinx knows of the book, and no words.
_ESCAPED = "\N{OBJECT REPLACEMENT CHARACTER}"
_BOX = re.compile(r"\[(?P<done>[ xX])\] ")
_ESCAPE_BARS = r"write \| for a bar within a cell, such as that of a role"
_TASK = Unset(
    re.compile(r"\[[ xX]?\]"), "for it is no task; allowed: - [ ] words, - [x] words", "put a space after it"
)


@contextmanager
def chinese_markdown() -> Iterator[None]:
    """Have the pages that are parsed meanwhile read as this module says."""
    for module in PARSER_MODULES:
        module.create_md_parser = _create_parser
    try:
        yield
    finally:
        for module in PARSER_MODULES:
            module.create_md_parser = create_md_parser


def _create_parser(config: Any, renderer: Callable[[MarkdownIt], Any]) -> MarkdownIt:
    parser: MarkdownIt = create_md_parser(config, renderer)
    reach.confine(parser.renderer)
    return parser.use(limits_plugin).use(chinese_plugin)


def chinese_plugin(md: MarkdownIt) -> None:
    """Add to a parser of MyST the rules and the nodes of this module."""
    md.inline.ruler.at("emphasis", _beside_chinese(emphasis.tokenize))
    md.inline.ruler.at("strikethrough", _beside_chinese(strikethrough.tokenize))
    md.core.ruler.after("block", "lost_cells", _find_lost_cells)  # later, MyST-NB joins cells without source
    md.core.ruler.disable("github-tasklists", ignoreInvalid=True)  # MyST's own, else there are two boxes
    md.core.ruler.after("inline", "tasks", _find_tasks)
    md.core.ruler.before("text_join", "unset_markup", _find_unset)  # after it, nothing tells what is escaped
    # The renderer finds its methods under their whole names.
    renders = {
        "s": _render_struck,
        "checkbox": _render_checkbox,
        "amsmath": _render_amsmath,
        "unset": _render_unset,
        "substitution_inline": substitutions.render_inline,
        "substitution_block": substitutions.render_block,
    }
    for name, render in renders.items():
        md.add_render_rule(f"render_{name}", render, fmt=DocutilsRenderer.__output__)


# -- emphasis -----------------------------------------------------------------------------------------------


def _beside_chinese(tokenize: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Have a rule for marks around words ask `_scan` whether they can begin and end there."""

    def rule(state: StateInline, silent: bool) -> bool:
        state.scanDelims = partial(_scan, state)  # type: ignore[method-assign]
        return tokenize(state, silent)

    return rule


def _scan(state: StateInline, start: int, can_split_word: bool) -> Scanned:
    """Say whether a run of marks can open and close, as CommonMark does, but for Chinese.

    To the side of the words that they would enclose, Chinese punctuation is as good as a letter; to the other
    side, a Chinese character is as good as a space. Between two digits, one ``*`` multiplies. ``_``, which
    cannot split a word, is left to CommonMark.
    """
    found = StateInline.scanDelims(state, start, can_split_word)
    if not can_split_word:
        return found
    before = state.src[start - 1] if start else " "
    end = start + found.length
    after = state.src[end] if end < state.posMax else " "
    if found.length == 1 and before.isdecimal() and after.isdecimal():
        return Scanned(False, False, 1)
    can_open = not after.isspace() and (not _is_latin_mark(after) or _parts_words(before))
    can_close = not before.isspace() and (not _is_latin_mark(before) or _parts_words(after))
    return Scanned(can_open, can_close, found.length)


def _is_latin_mark(character: str) -> bool:
    return _is_mark(character) and not _CHINESE.match(character)


def _parts_words(character: str) -> bool:
    return character.isspace() or _is_mark(character) or bool(_CHINESE.match(character))


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


# -- tasks --------------------------------------------------------------------------------------------------


def _find_tasks(state: StateCore) -> None:
    """Put a box before an item of a list that begins with ``[ ]`` or ``[x]``.

    MyST's own extension fails on a page with cells.
    """
    lists: list[Token] = []
    for item, _, token in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(item)
        elif item.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        first = token.children[0] if token.type == "inline" and token.children else None
        if item.type != "list_item_open" or first is None or not (found := _BOX.match(first.content)):
            continue
        first.content = first.content[found.end() :]
        token.children = [
            Token("checkbox", "", 0, meta={"done": found["done"] != " "}),
            *(token.children or []),
        ]
        lists[-1].attrSet("class", "contains-task-list")
        item.attrSet("class", "task-list-item")


# -- what is no markup --------------------------------------------------------------------------------------


def _find_unset(state: StateCore) -> None:
    """Put a token of its own where text looks like markup, and where a row of a table loses its end."""
    for before, token in pairwise([Token("", "", 0), *state.tokens]):
        if token.type == "inline" and token.children:
            token.children = list(_marked(token.children, begins=before.type in ("paragraph_open", "")))
        if lost := token.meta.get("lost"):
            token.children = [_unset(lost, _ESCAPE_BARS, 0), *(token.children or [])]


def _marked(children: list[Token], *, begins: bool) -> Iterator[Token]:
    """Give the tokens of a paragraph, and before each run of text what in it looks like markup."""
    line, at_start = 0, begins
    for is_text, run in groupby(children, lambda child: child.type in ("text", "text_special")):
        tokens = list(run)
        if is_text:
            kinds = [*_UNSET, *([_TASK, *_UNSET_AT_START] if at_start else [])]
            yield from (
                _unset(message, mend, line) for message, mend in _look("".join(map(_typed, tokens)), kinds)
            )
        for token in tokens:
            line += token.type in ("softbreak", "hardbreak")
            at_start = begins and token.type in ("softbreak", "hardbreak")
            yield token


def _typed(token: Token) -> str:
    """Give a text without what the author has escaped; a backslash that escapes nothing is text."""
    return token.content if token.content == token.markup or token.type == "text" else _ESCAPED


def _look(text: str, kinds: list[Unset]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        if found := (kind.pattern.search if kind in _UNSET else kind.pattern.match)(text):
            yield f"{found[0]!r} is shown as it stands, {kind.reason}", kind.mend


def _find_lost_cells(state: StateCore) -> None:
    """Note on the first cell of a row that it has more cells than the head; the parser has dropped those."""
    lines, width, row = state.src.split("\n"), 0, (0, 0)
    for token in state.tokens:
        if token.type == "table_open":
            width = 0
        elif token.type == "tr_open" and token.map:
            text = lines[token.map[0]].strip(" \t>")
            cells = len(escapedSplit(text.removeprefix("|").removesuffix("|")))
            row, width = (token.map[0], cells), width or cells
        elif token.type == "inline" and row[1] > width:
            message = f"{lines[row[0]].strip()!r} loses its end, for it has {row[1]} cells; allowed: {width}"
            token.meta["lost"] = message
            row = (0, 0)


def _unset(message: str, mend: str, line: int) -> Token:
    return Token("unset", "", 0, meta={"message": f"{message} [markdown]\n  mend: {mend}", "line": line})


# -- nodes --------------------------------------------------------------------------------------------------


def _render_struck(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Append a node of class ``s``, of which docutils makes the element of that name."""
    node = nodes.inline(classes=["s"])
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)


def _render_checkbox(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    done = token.meta["done"]
    sign = "\N{BALLOT BOX WITH CHECK}" if done else "\N{BALLOT BOX}"
    renderer.current_node.append(nodes.inline("", f"{sign} ", classes=["checkbox"]))


def _render_amsmath(renderer: Any, token: SyntaxTreeNode) -> None:
    """Append a formula; MyST would give one with a number an anchor made at random, another in each build."""
    formula = nodes.math_block("", token.content, nowrap=True, number=None)
    renderer.add_line_and_source_path(formula, token)
    if token.meta["numbered"] != "*":
        earlier = sum(token.content == each.astext() for each in renderer.document.findall(nodes.math_block))
        digest = hashlib.sha256(f"{token.content}{earlier}".encode()).hexdigest()[:12]
        formula["label"] = f"{renderer.sphinx_env.docname}-{digest}"
        renderer.current_node.append(renderer.add_math_target(formula))
    renderer.current_node.append(formula)


def _render_unset(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Refuse what is shown as it was typed and was not meant so."""
    place = nodes.inline()
    renderer.add_line_and_source_path(place, token)
    place.line = (place.line or 1) + token.meta["line"]
    logger.warning(token.meta["message"], location=place)
