"""Phrases that stay on one line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.words import language_of
from qzcharts.words import CHINESE

#: A number with its unit: 62.2套/天, 约52%. Lines of running text have equal lengths, which longer phrases
#: would stretch: there a qualifier of several characters may stand on the line before. In a cell none does,
#: not even where the head says the unit: 不少于62.2.
_QUALIFIER = "(?:恰为|不少于|不超过|不足|超过|大于|约|近)"
_DIGITS = rf"\d[\d.]*(?:[万亿]?(?:个百分点|[{CHINESE}])|%)(?:/(?:\([^)]*\)|[{CHINESE}]))?"
_NUMBER = f"[约近]?{_DIGITS}"
_QUALIFIED = rf"{_QUALIFIER}?{_DIGITS}|{_QUALIFIER}\d[\d.]*"


def _phrases(number: str) -> str:
    """Give the phrases that stay on one line: a date, a day of the year, numbers, an ordinal, 图1.2."""
    return (
        r"\d{4}-\d{2}-\d{2}"
        r"|\d+月(?:\d+日)?起?"
        r"|[上下]半年"
        rf"|{number}"
        rf"|第[\d一二三四五六七八九十]+[{CHINESE}]"
        r"|[图表](?:[A-Z]\.)?\d[\d.]*"
    )


#: Marks that begin no line. On paper a held phrase is a box, and behind one a line may break before these
#: "nonstarters" (UAX #14, LB20 before LB21), and before the sign of a range; others hold on by themselves.
_NO_BEGINNING = ("：", "；", "～")
_PHRASE = re.compile(_phrases(_NUMBER))
#: In English: about 98.8%, CNY 1.296 billion, 622 homes, 28 July, Figure 1.2.
_PHRASE_IN_ENGLISH = re.compile(
    r"(?:about )?(?:CNY )?−?\d(?:[\d,.]*\d)?%?(?: (?:(?:m|b|tr)illion|percentage points?|[A-Za-z]{2,}))?"
    r"|(?:Figure|Table|Chapter|[Ss]ection|page) (?:[A-Z]\.)?\d[\d.]*"
)
#: In a cell, which is narrow, a short remark in brackets too.
_PHRASE_IN_CELL = re.compile(rf"（[^（）]{{1,10}}）|{_phrases(_QUALIFIED)}")


class HoldPhrases(SphinxPostTransform):
    """Keep on one line what line breaking in Chinese would part: 2020-07-28, 第2处, 不超过10天.

    CLREQ (W3C) allows a break between any two characters, and so between a number and its unit.
    """

    default_priority = 895
    formats = ("html", "typst")

    def run(self, **kwargs: Any) -> None:
        """Go through the texts of one document."""
        paper = self.app.builder.format == "typst"
        english = language_of(self.config) == "en"
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block, (nodes.FixedTextElement, nodes.literal, nodes.math)):
                continue
            cell = _cell(block)
            # In a cell, but for one of many words, a stylesheet holds a number in Chinese whole.
            whole = cell and "long" not in cell["classes"] and "metric" in block["classes"]
            if paper or english or not whole:
                phrase = _PHRASE_IN_CELL if cell and not paper else _PHRASE
                phrase = _PHRASE_IN_ENGLISH if english else phrase
                if any(isinstance(child, nodes.Text) and phrase.search(child) for child in block.children):
                    block[:] = [part for child in block.children for part in _held(child, phrase)]
        if paper:
            for block in list(self.document.findall(nodes.TextElement)):
                if any(map(_cannot_begin, block.children[1:])):
                    block[:] = _with_stops(block.children)


def _held(child: Node, phrase: re.Pattern[str]) -> Iterator[Node]:
    """Give a text in parts, each phrase in it held; and any other node as it is."""
    if not isinstance(child, nodes.Text):
        yield child
        return
    end = 0
    for found in phrase.finditer(child):
        if found.start() > end:
            yield nodes.Text(child[end : found.start()])
        held = "remark" if found[0].startswith("（") else "together"
        yield nodes.inline("", found[0], classes=[held])
        end = found.end()
    if end < len(child):
        yield nodes.Text(child[end:])


def _with_stops(children: Iterable[Node]) -> list[Node]:
    """Hold a mark that begins no line with the phrase before it, even one at the end of a link."""
    made: list[Node] = []
    for child in children:
        if made and _cannot_begin(child) and _ends_held(made[-1]):
            mark, *rest = list(child.astext())
            made[-1] = nodes.inline("", "", made[-1], nodes.Text(mark), classes=["together"])
            child = nodes.Text("".join(rest))
        if isinstance(child, Element) or child.astext():
            made.append(child)
    return made


def _cannot_begin(child: Node) -> bool:
    """Whether a node is a text that begins with a mark that begins no line."""
    return isinstance(child, nodes.Text) and child.astext().startswith(_NO_BEGINNING)


def _ends_held(node: Node) -> bool:
    """Whether the last words of a node are a phrase that stays on one line."""
    while isinstance(node, Element) and "together" not in node["classes"] and node.children:
        node = node.children[-1]
    return isinstance(node, Element) and "together" in node["classes"]


def _cell(node: Element | None) -> Element | None:
    """Give the cell of a table that a node stands in, if any."""
    while node is not None and not isinstance(node, nodes.entry):
        node = node.parent
    return node


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(HoldPhrases)
