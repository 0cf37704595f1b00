"""What an author wrote and no reader would see: nothing is left out without a word."""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from qzbook.markup.markdown.refusals import place_of, refusal
from qzbook.markup.told import tell
from qzbook.words import gettext

_DEFINED, _USED = "defined links", "used links"
"""What is noted of a page in the environment of its parser."""


def find_losses(state: StateCore) -> None:
    """Put a refusal before each block that loses something, and note which links are defined.

    Later than behind the blocks, MyST-NB joins cells without their source.
    """
    tokens: list[Token] = []
    for token in state.tokens:
        tokens += [refusal(*told, lines=token.map) for told in _lost(token)]
        tokens.append(token)
    defined = state.env.setdefault(_DEFINED, {})
    for label, link in state.env.get("references", {}).items():
        if label not in defined:
            defined[label] = None
            tokens.append(Token("definition", "", 0, meta={"label": label}, map=link["map"]))
    state.tokens = tokens
    _find_lost_cells(state)


def _lost(token: Token) -> Iterator[tuple[str, str, int]]:
    """Give what a block loses, each with a mend and its line in the block."""
    first, last = token.map or (0, 0)
    if token.type in ("fence", "colon_fence"):
        name = f"{token.markup} {token.info.strip()}".replace(" {", "{").strip()
        lines = token.content.removesuffix("\n").split("\n") if token.content else []
        if last - first == len(lines) + 1:
            message = gettext(
                "{name!r} has no end, and takes in all that follows; allowed: {fence} below it",
                name=name,
                fence=token.markup,
            )
            yield message, gettext("write {fence} on a line of its own where it ends", fence=token.markup), 0
        if token.type == "colon_fence" and token.info.strip() and not token.info.strip().startswith("{"):
            message = gettext(
                "{name!r} is no directive; allowed: {fence}{{name}}", name=name, fence=token.markup
            )
            yield message, gettext("put the name in braces"), 0
    elif token.type == "myst_line_comment":
        for number, line in enumerate(token.content.split("\n")):
            if line and not line[0].isspace() and line[0] != "%":
                message = gettext("'%{line}' is a comment, which no reader sees; allowed: % words", line=line)
                mend = gettext("put a space after the sign, or write \\% if it is to be seen")
                yield message, mend, number
    elif token.type == "myst_block_break" and token.content and not token.content.startswith("{"):
        message = gettext(
            "{words!r} behind {mark} is shown nowhere; allowed: {mark} alone",
            words=token.content,
            mark=token.markup,
        )
        yield message, gettext("put it into a paragraph of its own"), 0


def _find_lost_cells(state: StateCore) -> None:
    """Note on a row of a table that it has more cells than the head; the parser has dropped those."""
    lines, width, lost = state.src.split("\n"), 0, False
    told: list[Token] = []
    for token in state.tokens:
        if token.type == "table_open":
            width = 0
        elif token.type == "tr_open" and token.map:
            row = token.map[0]
            text = lines[row].strip(" \t>")
            cells = len(escapedSplit(text.removeprefix("|").removesuffix("|")))
            width = width or cells
            message = gettext(
                "{row!r} loses its end, for it has {number} cells; allowed: {allowed}",
                row=lines[row].strip(),
                number=cells,
                allowed=width,
            )
            mend = gettext("write \\| for a bar within a cell, such as that of a role")
            lost, told = cells > width, [refusal(message, mend)]
        elif token.type == "tr_close":
            lost = False
        elif token.type == "inline" and lost:
            token.meta["lost"], told = told, []


def settle_losses(state: StateCore) -> None:
    """Put what was noted on a cell before its words, and note which defined links are used."""
    used: set[str] = state.env.setdefault(_USED, set())
    for token in list(state.tokens):
        if token.type == "nb_cell_raw" and not {"format", "raw_mimetype"} & {*token.meta["metadata"]}:
            message = gettext("no reader sees a raw cell without a format")
            told = refusal(message, gettext("make it a cell of Markdown"), lines=token.map)
            state.tokens.insert(state.tokens.index(token), told)
        token.children = [*token.meta.pop("lost", ()), *(token.children or [])]
        used.update(_labels(token.children))


def _labels(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("link_open", "image") and "label" in token.meta:
            yield token.meta["label"]
        yield from _labels(token.children or [])


def render_definition(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Note where a link is defined."""
    renderer.md_env[_DEFINED][token.meta["label"]] = place_of(renderer, token)


def telling(renderer: type[DocutilsRenderer]) -> type[DocutilsRenderer]:
    """Give a class of renderers that tells, once a page is read, what of it nothing refers to."""

    class Telling(renderer):  # type: ignore[valid-type,misc]
        def _render_finalise(self) -> None:
            for message, mend, place in [*_unused_links(self.md_env), *_unused_footnotes(self)]:
                tell(place, "markdown", message, mend)
            super()._render_finalise()

    return Telling


def _unused_links(env: Any) -> Iterator[tuple[str, str, Any]]:
    for label, place in env.get(_DEFINED, {}).items():
        if label not in env.get(_USED, ()):
            message = gettext(
                "no reader sees this line, for nothing links to [{label}], which it defines",
                label=label.lower(),
            )
            mend = gettext(
                "write % and a space before a comment, or the address at the link: [words](address)"
            )
            yield message, mend, place


def _unused_footnotes(renderer: DocutilsRenderer) -> Iterator[tuple[str, str, Any]]:
    """Give footnotes that nothing outside of footnotes cites, and all but the first of a name."""
    cited = {node["refname"] for node in renderer.document.findall(nodes.footnote_reference)}
    for name, tokens in renderer.md_env.get("foot_refs", {}).items():
        if name not in cited:
            message = gettext(
                "no reader sees the footnote [^{name}], for nothing in the text cites it", name=name
            )
            mend = gettext("write [^{name}] where it belongs, or take it out", name=name)
            yield message, mend, place_of(renderer, tokens[0])
        for token in tokens[1:]:
            message = gettext(
                "the footnote [^{name}] is written twice, and the second is shown nowhere", name=name
            )
            yield message, gettext("give it another name, or join both"), place_of(renderer, token)
        del tokens[1:]  # MyST would tell it again, without a line
