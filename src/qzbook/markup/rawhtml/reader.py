"""From the text of HTML to nodes.

It is taken apart by the rules of HTML5, as browsers do. The look that it asks for (styles, classes) is left
to the theme. What has no node is refused, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from html5lib._tokenizer import HTMLTokenizer  # the only way to its tokens, which know nothing of a tree
from html5lib.constants import E as REASONS
from html5lib.constants import tokenTypes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from qzbook.markup.rawhtml import addresses, tables
from qzbook.markup.rawhtml.elements import (
    ALLOWED,
    ATTRIBUTES,
    BLOCKS,
    GROUPS,
    HEADINGS,
    HOLDERS,
    LINE,
    NUMBERS,
    PLAIN,
    TELLING,
    VOID,
    WITHIN,
    make,
)

#: A break within a line, as MyST has it for one in Markdown.
BREAK = "<br />\n"
_SPACE = " \t\r\n\f"  # of HTML: a no-break space is none
_TEXT = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])
#: Errors after which a browser shows the text that stands there; after others it loses some.
_SHOWN = re.compile("null-character|.*(entity|codepoint).*|expected-tag-name(-but-got-right-bracket)?")


class HtmlError(ValueError):
    """HTML that has no nodes; the message says what is wrong and how to mend it, `line` where."""

    def __init__(self, what: str, mend: str, line: int) -> None:
        super().__init__(f"{what} [html]\n  mend: {mend}")
        self.line = line


@dataclass
class _Open:
    """An element that has begun; a paragraph begun by its text alone has no `tag`."""

    tag: str
    node: nodes.Element
    line: int


class HtmlReader:
    """Reads HTML, piece by piece, into nodes; nodes of Markdown may stand between the pieces.

    Parameters
    ----------
    document : docutils document
        Learns the names of places.
    env : BuildEnvironment
        Of the application that reads the page.
    in_line : bool
        Whether what is read is part of a line of text.
    is_output : bool
        Whether a cell wrote it: its places, styles and headings are not those of the page.

    Attributes
    ----------
    taken_away : list of HtmlError
        Attributes that are none of a page, which the nodes do without.
    """

    def __init__(
        self, document: nodes.document, env: BuildEnvironment, *, in_line: bool, is_output: bool
    ) -> None:
        self._document, self._env = document, env
        self._in_line, self._is_output = in_line, is_output
        self._open = [_Open("", nodes.inline() if in_line else nodes.container(), 1)]
        self._here = 1  # line of what is being read
        self._is_style, self._wrong = False, ""
        self.taken_away: list[HtmlError] = []

    # -- what is read ---------------------------------------------------------------------------------------

    def read(self, html: str, line: int) -> None:
        """Read a piece of HTML that begins on a line of the source."""
        tokenizer, text, begins = HTMLTokenizer(html), "", line
        for token in tokenizer:
            if token["type"] in _TEXT:
                self._here = self._here if text else begins
                text += token["data"]
            else:
                self._take_text(text)
                text, self._here = "", begins
                self._take(token, tokenizer)
            # What a cell wrote has no lines of its own in the source.
            begins = line if self._is_output else line + tokenizer.stream.position()[0] - 1
        self._take_text(text)
        self._here = begins
        if self._wrong:
            raise self._refused(f"this is no HTML: {self._wrong}", "correct it, or write it in Markdown")
        if self._is_style:
            raise self._refused("<style> does not end", "write </style>")

    def put(self, node: nodes.Node) -> None:
        """Put a node of Markdown between the pieces of HTML."""
        if not self._in_line:
            self._end_text()
        top = self._top
        if isinstance(node, nodes.section) and len(self._open) > 1:
            raise self._unended(top)
        is_code = isinstance(top.node, nodes.literal) and not isinstance(node, nodes.Text)
        if is_code or top.tag in HOLDERS or (not self._in_line and isinstance(top.node, nodes.TextElement)):
            mend = f"write </{top.tag}> before it, or write all of it as HTML"
            raise self._refused(f"Markdown stands in <{top.tag}>", mend)
        top.node += node

    def finish(self) -> list[nodes.Node]:
        """Give what has been read.

        Raises
        ------
        HtmlError
            If an element has not ended.
        """
        self._end_text()
        if len(self._open) > 1:
            raise self._unended(self._top)
        return list(self._top.node.children)

    # -- what HTML is made of -------------------------------------------------------------------------------

    def _take(self, token: dict[str, Any], tokenizer: HTMLTokenizer) -> None:
        """Take in a tag, or refuse what is no content or what browsers would read with a loss."""
        kind, name, data = token["type"], token.get("name", ""), token.get("data", "")
        if self._wrong and kind == tokenTypes["Comment"]:
            if not data.startswith(("?", "[CDATA[")):  # a comment that begins or ends wrongly
                mend = "write <!-- words -->, or take it out"
                raise self._refused(f"the comment {data.strip()!r} is none of HTML: {self._wrong}", mend)
            mark = "" if data.startswith("?") else "!"
            raise self._refused(f"<{mark}{data}> is no content of a page", "take it out")
        if self._wrong:
            raise self._refused(f"this is no HTML: {self._wrong}", "correct it, or write it in Markdown")
        if kind == tokenTypes["ParseError"] and not _SHOWN.fullmatch(data):
            self._wrong = REASONS.get(data, data) % token.get("datavars", {})
        elif kind == tokenTypes["StartTag"] and name == "style" and self._is_output:
            self._is_style, tokenizer.state = True, tokenizer.rawtextState
        elif kind == tokenTypes["StartTag"]:
            if token["selfClosing"] and name in LINE | BLOCKS:
                raise self._refused(f"<{name}/> does not end", f"write <{name}></{name}>, or take it out")
            self._begin(name, data)
        elif kind == tokenTypes["EndTag"]:
            self._close(name)
        elif kind == tokenTypes["Doctype"]:
            raise self._refused(f"<!DOCTYPE {name}> is no content of a page", "take it out")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._check(tag, attributes)
        if tag == "col":
            return
        top = self._top
        if isinstance(top.node, (nodes.literal, nodes.literal_block)):
            if tag not in PLAIN:
                raise self._refused(
                    f"<{tag}> stands in <{top.tag}>; allowed: text", "take it out of the code"
                )
            self._open.append(_Open(tag, top.node, self._here))
            return
        node = self._node(tag, attributes)
        node.source, node.line = self._document["source"], self._here
        self._place(tag).append(node)
        if tag in VOID:
            return
        holder = node.children[0] if isinstance(node, addnodes.pending_xref) else node
        assert isinstance(holder, nodes.Element)
        self._open.append(_Open(tag, holder, self._here))
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        if name and not self._is_output and tag not in GROUPS:
            node["names"].append(nodes.fully_normalize_name(name))
            self._document.note_explicit_target(node, node)

    def _close(self, tag: str) -> None:
        """End an element."""
        if tag == "style" and self._is_style:
            self._is_style = False
            return
        self._end_text()
        top = self._top
        if tag != top.tag:
            if any(each.tag == tag for each in self._open):
                mend = f"write </{top.tag}> before it"
                raise self._refused(f"</{tag}> stands before the end of <{top.tag}>", mend)
            raise self._refused(f"</{tag}> ends nothing", "take it out, or write what it ends")
        self._open.pop()
        if top.node is not self._top.node:  # code within code is the same node
            self._end(top)

    def _take_text(self, data: str) -> None:
        """Take in text, its white space as browsers show it."""
        top = self._top
        if self._is_style or not data:
            return
        if not isinstance(top.node, nodes.literal_block):
            data = re.sub(rf"[{_SPACE}]+", lambda space: "\n" if "\n" in space[0] else " ", data)
        if isinstance(top.node, nodes.TextElement) or data.strip(_SPACE):
            self._place("").append(nodes.Text(data))

    # -- what stands where ----------------------------------------------------------------------------------

    @property
    def _top(self) -> _Open:
        return self._open[-1]

    def _refused(self, what: str, mend: str) -> HtmlError:
        return HtmlError(what, mend, self._here)

    @staticmethod
    def _unended(top: _Open) -> HtmlError:
        mend = f"write </{top.tag}>, in the same paragraph, section or cell of a table"
        return HtmlError(f"<{top.tag}> does not end", mend, top.line)

    def _check(self, tag: str, attributes: dict[str, str]) -> None:
        """Refuse what has no form in both formats, wherever it stands."""
        if tag not in LINE | BLOCKS and tag not in VOID:
            mend = "write it in Markdown, or show a picture or a table"
            raise self._refused(f"<{tag}> has no form in both formats; allowed: {ALLOWED}", mend)
        if self._in_line and (tag in BLOCKS or tag == "hr"):
            mend = "begin it on a line of its own, after an empty one"
            raise self._refused(f"<{tag}> stands in a line of text", mend)
        if tag in HEADINGS and not self._is_output:
            mend = f"write it in Markdown: {'#' * int(tag[1])} and its words"
            raise self._refused(f"<{tag}> is in no table of contents", mend)
        for name, allowed in TELLING.items():
            if name in attributes and tag not in allowed:
                what = f"the attribute {name} of <{tag}> says something that paper cannot"
                raise self._refused(what, "write it in the text, or take it out")
        for name in attributes:
            if name not in ATTRIBUTES and not name.startswith(("data-", "aria-")):
                names = ", ".join(sorted(ATTRIBUTES - TELLING.keys()))
                what = f"the attribute {name} of <{tag}> has no form in both formats; allowed: {names}"
                self.taken_away.append(self._refused(what, "take it out"))

    def _node(self, tag: str, attributes: dict[str, str]) -> nodes.Element:
        try:
            if tag == "img":
                return addresses.image(self._env, attributes)
            if tag == "a" and attributes.get("href"):
                return addresses.link(self._env, attributes)
        except addresses.AddressError as wrong:
            raise self._refused(str(wrong), wrong.mend) from None
        if tag == "br":
            return nodes.raw("", BREAK, format="html")
        if tag == "hr":
            return nodes.transition()
        node = make(tag)
        if tag == "q":
            node += nodes.Text("“")
        elif tag == "abbr":
            node["explanation"] = attributes.get("title", "")
        elif tag == "ol":
            node["enumtype"] = NUMBERS.get(attributes.get("type", ""), "arabic")
            node["start"] = self._number(attributes, "start", 1)
        elif tag == "details" and "open" in attributes:
            node["classes"].append("toggle-shown")
        elif isinstance(node, nodes.entry):
            spans = [self._number(attributes, name, 1) for name in ("colspan", "rowspan")]
            node.update_all_atts({"spans": spans, "heads": tag == "th"})
        return node

    def _number(self, attributes: dict[str, str], name: str, default: int) -> int:
        value = attributes.get(name, str(default)).strip()
        if not re.fullmatch("[0-9]{1,3}", value):
            raise self._refused(f"{name}={value!r} is no number; allowed: from 0 to 999", "correct it")
        return int(value)

    def _place(self, tag: str) -> nodes.Element:
        """Give the node that an element, or text (`tag` is empty), is put into."""
        is_line = tag in LINE or tag in {"", "br", "img"}
        if not is_line:
            self._end_text()
        top = self._top
        if tag in WITHIN and top.tag not in WITHIN[tag]:
            around = " or ".join(f"<{name}>" for name in WITHIN[tag])
            raise self._refused(f"<{tag}> stands outside {around}", f"write {around} around it")
        if tag not in WITHIN and top.tag in HOLDERS:
            allowed = ", ".join(f"<{name}>" for name, around in WITHIN.items() if top.tag in around)
            what = f"{f'<{tag}>' if tag else 'text'} stands in <{top.tag}>; allowed: {allowed}"
            raise self._refused(what, "put it into one of these")
        if isinstance(top.node, nodes.TextElement):
            if is_line:
                return top.node
            mend = f"write </{top.tag}> before it, or <div> in place of <{top.tag}>"
            raise self._refused(f"<{tag}> stands in <{top.tag}>; allowed: text", mend)
        if tag == "table" and any(each.tag in {"td", "th"} for each in self._open):
            raise self._refused("<table> stands in a cell of another", "take it out")
        if tag == "summary" and top.node.children:
            raise self._refused("<summary> does not stand first in <details>", "move it there")
        if tag in {"dt", "dd"}:
            return self._entry_of(tag, top.node)
        if is_line:
            paragraph = nodes.paragraph()
            paragraph.source, paragraph.line = self._document["source"], self._here
            top.node += paragraph
            self._open.append(_Open("", paragraph, self._here))
        return self._top.node

    def _entry_of(self, tag: str, entries: nodes.Element) -> nodes.Element:
        """Give the entry of a list of definitions that a term or definition belongs to."""
        last = entries.children[-1] if entries.children else None
        if tag == "dd" and last is None:
            raise self._refused("<dd> explains nothing", "write the <dt> before it")
        if last is None or (tag == "dt" and isinstance(last.children[-1], nodes.definition)):
            last = nodes.definition_list_item()
            entries += last
        assert isinstance(last, nodes.Element)
        return last

    # -- ends -----------------------------------------------------------------------------------------------

    def _end_text(self) -> None:
        """End the paragraph that only its text began, if one is open."""
        if not self._top.tag and len(self._open) > 1:
            self._end(self._open.pop())

    def _end(self, ended: _Open) -> None:
        node, tag = ended.node, ended.tag
        if isinstance(node, nodes.literal_block):
            node.rawsource = node.astext().removeprefix("\n").rstrip("\n")
            node[:] = [nodes.Text(node.rawsource)]
        elif isinstance(node, nodes.TextElement) and tag not in LINE:
            _trim(node)
        elif tag == "details" and node.first_child_matching_class(nodes.title) is None:
            mend = "write <summary>…</summary> first in it"
            raise HtmlError("<details> has no <summary>, which is what opens it", mend, ended.line)
        elif tag == "table":
            try:
                tables.arrange(node)
            except ValueError as error:
                raise HtmlError(str(error), "correct its rows and spans", ended.line) from None
        elif tag == "q":
            node += nodes.Text("”")
        elif tag == "a" and (
            type(node) is not nodes.inline or isinstance(node.parent, addnodes.pending_xref)
        ):
            if not node.astext().strip() and node.next_node(nodes.image) is None:
                raise HtmlError("a link has no words", "write what it leads to before </a>", ended.line)
        elif tag == "colgroup":
            node.parent.remove(node)
        elif tag in {"div", "span", "a"} and not node["ids"]:
            node.replace_self(node.children)


def _trim(block: nodes.Element) -> None:
    """Take white space from the ends of a block of text, and from around the breaks of its lines."""
    for at in reversed(range(len(block))):
        text = block[at]
        if isinstance(text, nodes.Text):
            begins = at == 0 or isinstance(block[at - 1], nodes.raw)
            ends = at == len(block) - 1 or isinstance(block[at + 1], nodes.raw)
            trimmed = text.lstrip(_SPACE) if begins else str(text)
            trimmed = trimmed.rstrip(_SPACE) if ends else trimmed
            block[at : at + 1] = [nodes.Text(trimmed)] if trimmed else []
