"""Markdown as Chinese authors write it: what looks like markup is markup, or is refused with its line.

CommonMark finds where emphasis begins and ends by the spaces between words, which Chinese has not, prints
whatever it could not read as it stands, and leaves out what nothing refers to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import myst_nb.sphinx_
import myst_parser.parsers.sphinx_
from markdown_it import MarkdownIt
from markdown_it.rules_inline import emphasis, strikethrough
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from qzbook.markup import reach, substitutions
from qzbook.markup.limits import limits_plugin
from qzbook.markup.markdown.delimiters import beside_chinese
from qzbook.markup.markdown.losses import find_losses, render_definition, settle_losses, telling
from qzbook.markup.markdown.nodes import (
    find_tasks,
    render_amsmath,
    render_break,
    render_checkbox,
    render_link,
    render_struck,
)
from qzbook.markup.markdown.refusals import render_refusal
from qzbook.markup.markdown.unset import find_unset
from qzbook.markup.restructured import part_of_the_page
from qzbook.translation.messages import messages_plugin

#: Where MyST-NB and MyST-Parser take the parser from. Neither lets an extension add to it.
PARSER_MODULES: tuple[Any, ...] = (myst_nb.sphinx_, myst_parser.parsers.sphinx_)


@contextmanager
def chinese_markdown() -> Iterator[None]:
    """Have the pages that are parsed meanwhile read as this module says."""
    for module in PARSER_MODULES:
        module.create_md_parser = _create_parser
    try:
        with part_of_the_page():
            yield
    finally:
        for module in PARSER_MODULES:
            module.create_md_parser = create_md_parser


def _create_parser(config: Any, renderer: type[DocutilsRenderer]) -> MarkdownIt:
    parser: MarkdownIt = create_md_parser(config, telling(renderer))
    reach.confine(parser.renderer)
    return parser.use(limits_plugin).use(chinese_plugin).use(messages_plugin)


def chinese_plugin(md: MarkdownIt) -> None:
    """Add to a parser of MyST the rules and the nodes of this package."""
    md.options["store_labels"] = True  # else nothing tells which definition a link has used
    md.inline.ruler.at("emphasis", beside_chinese(emphasis.tokenize))
    md.inline.ruler.at("strikethrough", beside_chinese(strikethrough.tokenize))
    md.core.ruler.after("block", "losses", find_losses)
    md.core.ruler.disable("github-tasklists", ignoreInvalid=True)  # MyST's own, else there are two boxes
    md.core.ruler.after("inline", "tasks", find_tasks)
    md.core.ruler.before("text_join", "unset_markup", find_unset)  # after it, nothing tells what is escaped
    md.core.ruler.after("unset_markup", "settle_losses", settle_losses)
    # The renderer finds its methods under their whole names.
    renders = {
        "hardbreak": render_break,
        "link": render_link,
        "s": render_struck,
        "checkbox": render_checkbox,
        "amsmath": render_amsmath,
        "refusal": render_refusal,
        "definition": render_definition,
        "substitution_inline": substitutions.render_inline,
        "substitution_block": substitutions.render_block,
    }
    for name, render in renders.items():
        md.add_render_rule(f"render_{name}", render, fmt=DocutilsRenderer.__output__)
