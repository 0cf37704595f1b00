"""Nodes where MyST has none, or one that will not do: breaks, links, tasks, struck words, bare formulas."""

import re
from html import unescape
from typing import Any

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from qzbook.markup.names import digest

_BOX = re.compile(r"\[(?P<done>[ xX])\] ")


def find_tasks(state: StateCore) -> None:
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


def render_break(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Append the end of a line, which MyST would write in LaTeX too, and no format of the book is that."""
    renderer.current_node.append(nodes.raw("", "<br />\n", format="html"))


def render_link(renderer: Any, token: SyntaxTreeNode) -> None:
    """Append a link; MyST escapes an address for HTML, which every format then does again."""
    renderer.render_link(token)
    link = renderer.current_node.children[-1] if renderer.current_node.children else None
    if isinstance(link, nodes.reference) and "refuri" in link:
        link["refuri"] = unescape(link["refuri"])


def render_struck(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Append a node of class ``s``, of which docutils makes the element of that name."""
    node = nodes.inline(classes=["s"])
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)


def render_checkbox(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Append a box, ticked or not."""
    done = token.meta["done"]
    sign = "\N{BALLOT BOX WITH CHECK}" if done else "\N{BALLOT BOX}"
    renderer.current_node.append(nodes.inline("", f"{sign} ", classes=["checkbox"]))


def render_amsmath(renderer: Any, token: SyntaxTreeNode) -> None:
    """Append a formula; MyST would give one with a number an anchor made at random, another in each build."""
    formula = nodes.math_block("", token.content, nowrap=True, number=None)
    renderer.add_line_and_source_path(formula, token)
    if token.meta["numbered"] != "*":
        earlier = sum(token.content == each.astext() for each in renderer.document.findall(nodes.math_block))
        name = digest(f"{token.content}{earlier}".encode())
        formula["label"] = f"{renderer.sphinx_env.docname}-{name}"
        renderer.current_node.append(renderer.add_math_target(formula))
    renderer.current_node.append(formula)
