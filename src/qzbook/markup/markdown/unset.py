"""Text that looks like markup, of Markdown, of MyST or of another language, and is shown as it stands."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from qzbook.markup.markdown.refusals import refusal
from qzbook.words import gettext
from qzcharts.words import CHINESE
from sphinx_typst.symbols import KNOWN

#: A character that the author has escaped is looked at as one of a private area, and so is a piece of code.
_PRIVATE = 0xF0000
_CODE = "\U000fffff"


def _escaped(character: str) -> str:
    return chr(_PRIVATE + ord(character))


_PARTS = dict(zip(("open", "close", "left", "right", "backslash"), map(_escaped, "()[]\\"), strict=True))
_PARTS |= {"code": _CODE, "chinese": CHINESE}
_PARTS["commands"] = "|".join(map(re.escape, [*KNOWN, "frac", "dfrac", "tfrac"]))


class Unset(NamedTuple):
    """Text that looks like markup and is none: what finds it in a line, and what is said of it."""

    expression: re.Pattern[str]
    reason: str = ""
    mend: str = ""


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[Unset]]:
    """Read the kinds, those that are looked for anywhere and those at the beginning of a line."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        name: [Unset(_compiled(kind.pop("pattern")), **kind) for kind in kinds]
        for name, kinds in tables.items()
    }


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub("«([a-z]+)»", lambda part: _PARTS[part[1]], pattern))


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
            kinds = chain.from_iterable(_kinds().values()) if at_start else _kinds()["anywhere"]
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
