"""Substitutions of MyST, ``{{ name }}``: the names of values, and no programs.

MyST has Jinja compute what stands between the braces, with the whole of Python in reach, and any page can
turn substitutions on in its front matter: reading a page would run what it says.
"""

import re
from typing import Any

from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line

from qzbook.markup.told import tell
from qzbook.words import gettext

_NAME = re.compile(r"\s*(?!env\b)[^\W\d]\w*\s*")


def render_inline(renderer: Any, token: SyntaxTreeNode) -> None:
    """Put a value into a line."""
    _render(renderer, token, inline=True)


def render_block(renderer: Any, token: SyntaxTreeNode) -> None:
    """Put a value where a paragraph may stand."""
    _render(renderer, token, inline=False)


def _render(renderer: Any, token: SyntaxTreeNode, *, inline: bool) -> None:
    if _NAME.fullmatch(token.content):
        DocutilsRenderer.render_substitution(renderer, token, inline=inline)
        return
    message = gettext(
        "'{{{{{content}}}}}' is no name of a value; "
        "allowed: {{{{ name }}}}, as in the front matter or in _config.yml",
        content=token.content,
    )
    mend = gettext("write the name alone, and compute in a code cell")
    tell((renderer.sphinx_env.docname, token_line(token)), "substitution", message, mend)
