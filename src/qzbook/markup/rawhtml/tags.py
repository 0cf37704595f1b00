"""One element of HTML by itself: whether a page may have it, and the node that it becomes."""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from qzbook.markup.rawhtml import addresses, tables
from qzbook.markup.rawhtml.elements import (
    ALLOWED,
    ATTRIBUTES,
    BLOCKS,
    CLASSES,
    HEADINGS,
    LINE,
    NUMBERS,
    SPACE,
    TELLING,
    VOID,
)
from qzbook.markup.rawhtml.error import HtmlError
from qzbook.words import gettext

#: A break within a line, as MyST has it for one in Markdown.
BREAK = "<br />\n"


def judge(tag: str, attributes: dict[str, str], *, in_line: bool, is_output: bool) -> None:
    """Refuse what has no form in both formats, wherever it stands.

    Raises
    ------
    HtmlError
    """
    if tag not in LINE | BLOCKS and tag not in VOID:
        raise HtmlError(
            gettext("<{tag}> has no form in both formats; allowed: {allowed}", tag=tag, allowed=ALLOWED),
            gettext("write it in Markdown, or show a picture or a table"),
        )
    if in_line and (tag in BLOCKS or tag == "hr"):
        raise HtmlError(
            gettext("<{tag}> stands in a line of text", tag=tag),
            gettext("begin it on a line of its own, after an empty one"),
        )
    if tag in HEADINGS and not is_output:
        raise HtmlError(
            gettext("<{tag}> is in no table of contents", tag=tag),
            gettext("write it in Markdown: {marks} and its words", marks="#" * int(tag[1])),
        )
    for name, allowed in TELLING.items():
        if name in attributes and tag not in allowed:
            raise HtmlError(
                gettext(
                    "the attribute {name} of <{tag}> says something that paper cannot", name=name, tag=tag
                ),
                gettext("write it in the text, or take it out"),
            )


def without_form(tag: str, attributes: dict[str, str], line: int) -> list[HtmlError]:
    """Give what is to be said of attributes that are none of a page, which the node does without."""
    return [
        HtmlError(
            gettext(
                "the attribute {name} of <{tag}> has no form in both formats; allowed: {allowed}",
                name=name,
                tag=tag,
                allowed=", ".join(sorted(ATTRIBUTES - TELLING.keys())),
            ),
            gettext("take it out"),
            line,
        )
        for name in attributes
        if name not in ATTRIBUTES and not name.startswith(("data-", "aria-"))
    ]


def make(env: BuildEnvironment, tag: str, attributes: dict[str, str]) -> nodes.Element:
    """Make the node of an element.

    Raises
    ------
    HtmlError
        If it leads nowhere, or a number of its attributes is none.
    """
    if tag == "img":
        return addresses.image(env, attributes)
    if tag == "a" and attributes.get("href"):
        return addresses.link(env, attributes)
    if tag == "br":
        return nodes.raw("", BREAK, format="html")
    if tag == "hr":
        return nodes.transition()
    node = (LINE | BLOCKS)[tag](classes=list(CLASSES.get(tag, ())))
    if isinstance(node, nodes.literal_block):
        node["language"] = "none"
    elif isinstance(node, nodes.entry):
        spans = [_number(attributes, name) for name in ("colspan", "rowspan")]
        node.update_all_atts({"spans": spans, "heads": tag == "th"})
    elif tag == "ol":
        kind = NUMBERS.get(attributes.get("type", ""), "arabic")
        start = _number(attributes, "start")
        node.update_all_atts({"enumtype": kind, "prefix": "", "suffix": ".", "start": start})
    elif tag == "tfoot":
        node["foot"] = True
    elif tag == "q":
        node += nodes.Text("“")
    elif tag == "abbr":
        node["explanation"] = attributes.get("title", "")
    elif tag == "details" and "open" in attributes:
        node["classes"].append("toggle-shown")
    return node


def finish(tag: str, node: nodes.Element) -> None:
    """Arrange what a node holds once its element has ended; text alone has begun a paragraph without `tag`.

    Raises
    ------
    HtmlError
        If it lacks what readers need of it.
    """
    if isinstance(node, nodes.literal_block):
        node.rawsource = node.astext().removeprefix("\n").rstrip("\n")
        node[:] = [nodes.Text(node.rawsource)]
    elif isinstance(node, nodes.TextElement) and tag not in LINE:
        _trim(node)
    elif tag == "details" and node.first_child_matching_class(nodes.title) is None:
        message = gettext("<details> has no <summary>, which is what opens it")
        raise HtmlError(message, gettext("write <summary>…</summary> first in it"))
    elif tag == "table":
        tables.arrange(node)
    elif tag == "q":
        node += nodes.Text("”")
    elif tag == "a" and (type(node) is not nodes.inline or isinstance(node.parent, addnodes.pending_xref)):
        if not node.astext().strip() and node.next_node(nodes.image) is None:
            raise HtmlError(gettext("a link has no words"), gettext("write what it leads to before </a>"))
    elif tag == "colgroup":
        node.parent.remove(node)
    elif tag in {"div", "span", "a"} and not node["ids"]:
        node.replace_self(node.children)


def _number(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1").strip()
    if not re.fullmatch("[0-9]{1,3}", value):
        message = gettext("{name}={value!r} is no number; allowed: from 0 to 999", name=name, value=value)
        raise HtmlError(message, gettext("correct it"))
    return int(value)


def _trim(block: nodes.Element) -> None:
    """Take white space from the ends of a block of text, and from around the breaks of its lines."""
    for at in reversed(range(len(block))):
        text = block[at]
        if isinstance(text, nodes.Text):
            begins = at == 0 or isinstance(block[at - 1], nodes.raw)
            ends = at == len(block) - 1 or isinstance(block[at + 1], nodes.raw)
            trimmed = text.lstrip(SPACE) if begins else str(text)
            trimmed = trimmed.rstrip(SPACE) if ends else trimmed
            block[at : at + 1] = [nodes.Text(trimmed)] if trimmed else []
