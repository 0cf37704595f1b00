"""From the text of HTML to nodes.

It is taken apart by the rules of HTML5, as browsers do. The look that it asks for (styles, classes) is left
to the theme. What has no node is refused, never dropped.
"""

import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from html5lib._tokenizer import HTMLTokenizer  # the only way to its tokens, which know nothing of a tree
from html5lib.constants import E as REASONS
from html5lib.constants import tokenTypes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from qzbook.markup.rawhtml import tags
from qzbook.markup.rawhtml.elements import BLOCKS, GROUPS, HOLDERS, LINE, PLAIN, SPACE, VOID, WITHIN
from qzbook.markup.rawhtml.error import HtmlError
from qzbook.words import gettext

_TEXT = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])
#: Errors after which a browser shows the text that stands there; after others it loses some.
_SHOWN = re.compile("null-character|.*(entity|codepoint).*|expected-tag-name(-but-got-right-bracket)?")


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
    line : int
        Of what is being read.
    """

    def __init__(
        self, document: nodes.document, env: BuildEnvironment, *, in_line: bool, is_output: bool
    ) -> None:
        self._document, self._env = document, env
        self._in_line, self._is_output = in_line, is_output
        self._open = [_Open("", nodes.inline() if in_line else nodes.container(), 1)]
        self._is_style, self._wrong = False, ""
        self.taken_away: list[HtmlError] = []
        self.line = 1

    # -- what is read ---------------------------------------------------------------------------------------

    def read(self, html: str, line: int) -> None:
        """Read a piece of HTML that begins on a line of the source."""
        tokenizer, text, begins = HTMLTokenizer(html), "", line
        for token in tokenizer:
            if token["type"] in _TEXT:
                self.line = self.line if text else begins
                text += token["data"]
            else:
                self._take_text(text)
                text, self.line = "", begins
                self._take(token, tokenizer)
            # What a cell wrote has no lines of its own in the source.
            begins = line if self._is_output else line + tokenizer.stream.position()[0] - 1
        self._take_text(text)
        self.line = begins
        if self._wrong:
            raise self._no_html()
        if self._is_style:
            raise HtmlError(
                gettext("<{tag}> does not end", tag="style"), gettext("write </{tag}>", tag="style")
            )

    def put(self, node: nodes.Node) -> None:
        """Put a node of Markdown between the pieces of HTML."""
        if not self._in_line:
            self._end_text()
        top = self._top
        if isinstance(node, nodes.section) and len(self._open) > 1:
            raise self._unended(top)
        is_code = isinstance(top.node, nodes.literal) and not isinstance(node, nodes.Text)
        if is_code or top.tag in HOLDERS or (not self._in_line and isinstance(top.node, nodes.TextElement)):
            raise HtmlError(
                gettext("Markdown stands in <{tag}>", tag=top.tag),
                gettext("write </{tag}> before it, or write all of it as HTML", tag=top.tag),
            )
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
                raise HtmlError(
                    gettext(
                        "the comment {words!r} is none of HTML: {reason}",
                        words=data.strip(),
                        reason=self._wrong,
                    ),
                    gettext("write <!-- words -->, or take it out"),
                )
            raise self._no_content(data if data.startswith("?") else f"!{data}")
        if self._wrong:
            raise self._no_html()
        if kind == tokenTypes["ParseError"] and not _SHOWN.fullmatch(data):
            self._wrong = REASONS.get(data, data) % token.get("datavars", {})
        elif kind == tokenTypes["StartTag"] and name == "style" and self._is_output:
            self._is_style, tokenizer.state = True, tokenizer.rawtextState
        elif kind == tokenTypes["StartTag"]:
            if token["selfClosing"] and name in LINE | BLOCKS:
                raise HtmlError(
                    gettext("<{tag}/> does not end", tag=name),
                    gettext("write <{tag}></{tag}>, or take it out", tag=name),
                )
            self._begin(name, data)
        elif kind == tokenTypes["EndTag"]:
            self._close(name)
        elif kind == tokenTypes["Doctype"]:
            raise self._no_content(f"!DOCTYPE {name}")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        tags.judge(tag, attributes, in_line=self._in_line, is_output=self._is_output)
        self.taken_away += tags.without_form(tag, attributes, self.line)
        if tag == "col":
            return
        top = self._top
        if isinstance(top.node, (nodes.literal, nodes.literal_block)):
            if tag not in PLAIN:
                raise HtmlError(_only_text(tag, top.tag), gettext("take it out of the code"))
            self._open.append(_Open(tag, top.node, self.line))
            return
        node = tags.make(self._env, tag, attributes)
        node.source, node.line = self._document["source"], self.line
        self._place(tag).append(node)
        if tag in VOID:
            return
        holder = node.children[0] if isinstance(node, addnodes.pending_xref) else node
        assert isinstance(holder, nodes.Element)
        self._open.append(_Open(tag, holder, self.line))
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
                raise HtmlError(
                    gettext("</{tag}> stands before the end of <{open}>", tag=tag, open=top.tag),
                    gettext("write </{tag}> before it", tag=top.tag),
                )
            raise HtmlError(
                gettext("</{tag}> ends nothing", tag=tag), gettext("take it out, or write what it ends")
            )
        self._open.pop()
        if top.node is not self._top.node:  # code within code is the same node
            self._end(top)

    def _take_text(self, data: str) -> None:
        """Take in text, its white space as browsers show it."""
        top = self._top
        if self._is_style or not data:
            return
        if not isinstance(top.node, nodes.literal_block):
            data = re.sub(rf"[{SPACE}]+", lambda space: "\n" if "\n" in space[0] else " ", data)
        if isinstance(top.node, nodes.TextElement) or data.strip(SPACE):
            self._place("").append(nodes.Text(data))

    # -- what stands where ----------------------------------------------------------------------------------

    @property
    def _top(self) -> _Open:
        return self._open[-1]

    @staticmethod
    def _unended(top: _Open) -> HtmlError:
        mend = gettext("write </{tag}>, in the same paragraph, section or cell of a table", tag=top.tag)
        return HtmlError(gettext("<{tag}> does not end", tag=top.tag), mend, top.line)

    def _no_html(self) -> HtmlError:
        message = gettext("this is no HTML: {reason}", reason=self._wrong)
        return HtmlError(message, gettext("correct it, or write it in Markdown"))

    @staticmethod
    def _no_content(tag: str) -> HtmlError:
        return HtmlError(gettext("<{tag}> is no content of a page", tag=tag), gettext("take it out"))

    def _place(self, tag: str) -> nodes.Element:
        """Give the node that an element, or text (`tag` is empty), is put into."""
        is_line = tag in LINE or tag in {"", "br", "img"}
        if not is_line:
            self._end_text()
        top = self._top
        if tag in WITHIN and top.tag not in WITHIN[tag]:
            around = gettext(" or ").join(f"<{name}>" for name in WITHIN[tag])
            raise HtmlError(
                gettext("<{tag}> stands outside {around}", tag=tag, around=around),
                gettext("write {around} around it", around=around),
            )
        if tag not in WITHIN and top.tag in HOLDERS:
            allowed = ", ".join(f"<{name}>" for name, around in WITHIN.items() if top.tag in around)
            message = (
                gettext(
                    "<{tag}> stands in <{open}>; allowed: {allowed}", tag=tag, open=top.tag, allowed=allowed
                )
                if tag
                else gettext("text stands in <{open}>; allowed: {allowed}", open=top.tag, allowed=allowed)
            )
            raise HtmlError(message, gettext("put it into one of these"))
        if isinstance(top.node, nodes.TextElement):
            if is_line:
                return top.node
            mend = gettext("write </{tag}> before it, or <div> in place of <{tag}>", tag=top.tag)
            raise HtmlError(_only_text(tag, top.tag), mend)
        if tag == "table" and any(each.tag in {"td", "th"} for each in self._open):
            raise HtmlError(gettext("<table> stands in a cell of another"), gettext("take it out"))
        if tag == "summary" and top.node.children:
            message = gettext("<summary> does not stand first in <details>")
            raise HtmlError(message, gettext("move it there"))
        if tag in {"dt", "dd"}:
            return self._entry_of(tag, top.node)
        if is_line:
            paragraph = nodes.paragraph()
            paragraph.source, paragraph.line = self._document["source"], self.line
            top.node += paragraph
            self._open.append(_Open("", paragraph, self.line))
        return self._top.node

    def _entry_of(self, tag: str, entries: nodes.Element) -> nodes.Element:
        """Give the entry of a list of definitions that a term or definition belongs to."""
        last = entries.children[-1] if entries.children else None
        if tag == "dd" and last is None:
            raise HtmlError(gettext("<dd> explains nothing"), gettext("write the <dt> before it"))
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
        try:
            tags.finish(ended.tag, ended.node)
        except HtmlError as error:
            error.line = ended.line
            raise


def _only_text(tag: str, around: str) -> str:
    return gettext("<{tag}> stands in <{open}>; allowed: text", tag=tag, open=around)
