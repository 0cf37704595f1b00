"""A token of Markdown that says what is wrong at its place, and becomes no node."""

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from qzbook.markup.told import tell


def refusal(message: str, mend: str, line: int = 0, lines: list[int] | None = None) -> Token:
    """Make a token that refuses what an author wrote.

    Parameters
    ----------
    message, mend : str
    line : int
        How many lines below the beginning of its block it stands.
    lines : list of int, optional
        First and last line of the block, where the token is not within one.
    """
    meta = {"message": message, "mend": mend, "line": line}
    return Token("refusal", "", 0, meta=meta, map=lines)


def place_of(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> nodes.inline:
    """Give a node at the place of a token, for what is told of it later."""
    place = nodes.inline()
    renderer.add_line_and_source_path(place, token)
    return place


def render_refusal(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """Tell it."""
    place = place_of(renderer, token)
    place.line = (place.line or 1) + token.meta["line"]
    tell(place, "markdown", token.meta["message"], token.meta["mend"])
