"""Inline markup of MyST: blanked character by character, so that what a reader sees keeps its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qzcharts.checks.numerals import MASK

#: Roles whose text is a target; the words a reader sees are made elsewhere.
_REFERENCES = {"metric", "ref", "numref", "doc", "eq", "download", "any", "term"}

_MARKUP = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | <!--.*?-->
    | \{(?P<role>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?P<content>.+?)(?<!`)(?P=ticks)(?!`)
    | (?P<fence>`+)(?P<code>.+?)(?<!`)(?P=fence)(?!`)
    | !\[(?P<alt>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])
    | \[\^[^\]]+\]                              # footnote
    | \](?:\([^)]*\)|\[[^\]]*\])                # end and target of a link
    | <[a-z][a-z0-9+.-]*:[^>\s]*>               # address in angle brackets
    | (?P<tag></?[A-Za-z][^>]*>)
    | https?://[!-~]+
    | \{\{.*?\}\} | \{[#.][^}]*\}               # substitution, attributes
    | &\#?\w+;
    | \*+ | ~~
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(r"(?P<text>.*?)\s*<[^<>]*>", re.DOTALL)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass
class Inline:
    """What stands in a run of text; every offset counts from its start.

    Attributes
    ----------
    visible : str
        The text with all markup and all code blanked, as long as the original.
    metrics : list of (int, str)
        Offset and text of each ``{metric}`` role.
    code : list of (int, str)
        Offset and text of each code span.
    images : list of (int, str)
        Offset and alternative text of each image; its text is visible too.
    """

    visible: str
    metrics: list[tuple[int, str]] = field(default_factory=list)
    code: list[tuple[int, str]] = field(default_factory=list)
    images: list[tuple[int, int, str]] = field(default_factory=list)


def blank(text: str) -> str:
    """Give as many blanks as `text` has characters; its line breaks stay."""
    return re.sub(r"[^\n]", MASK, text)


def _is_reference(role: str) -> bool:
    return role in _REFERENCES or role.startswith("cite")


def read_inline(text: str) -> Inline:
    """Tell markup and words of a run of text apart."""
    found = Inline("")

    def replace(match: re.Match[str]) -> str:
        kept = ""
        if match["escaped"]:
            kept = "escaped"
        elif role := match["role"]:
            if role == "metric":
                found.metrics.append((match.start("content"), match["content"]))
            elif _TARGET.fullmatch(match["content"]) or not _is_reference(role):
                kept = "content"
        elif match["code"] is not None:
            found.code.append((match.start("code"), match["code"]))
        elif match["alt"] is not None:
            found.images.append((match.start(), match.start("alt"), match["alt"]))
        elif (tag := match["tag"]) and tag.lower().startswith("<img"):
            alt = _ALT.search(tag)
            at = match.start() + (alt.start(alt.lastindex or 0) if alt else 0)
            found.images.append((match.start(), at, alt[alt.lastindex or 0] if alt else ""))
        if not kept:
            return blank(match[0])
        words = match[kept]
        if kept == "content" and (target := _TARGET.fullmatch(words)):
            words = target["text"]
        start = match.start(kept) - match.start()
        return blank(match[0][:start]) + words + blank(match[0][start + len(words) :])

    found.visible = _MARKUP.sub(replace, text)
    return found
