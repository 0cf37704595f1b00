"""What keeps the text of a page from being read: hidden characters, and more than a page may hold.

Markdown and what is made of it take time by the square of what stands in one block, and Python holds only so
many things in one another. The bounds are far beyond what people write. A text that a page includes counts
with the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from yaml import MarkedYAMLError
from yaml.reader import Reader

from qzbook.errors import Unreadable
from qzcharts.data.hidden import HIDDEN

MOST_CHARACTERS = 500_000
"""So many a page may have: a book of its own."""
MOST_IN_NOTEBOOK = 20_000_000
"""So many an ``.ipynb`` may have, with the outputs and pictures of its cells."""
MOST_IN_LINE = 5_000
"""So many characters a line, or the lines of a paragraph, may have."""
MOST_LINES_TOGETHER = 1_000
"""So many lines may follow one another without an empty one."""
MOST_PARTS = 10_000
"""So many parts a page may have: three for a paragraph, an item, a cell of a table, a mark in a line."""
_PARTS = "parts on the page, three for each paragraph, item, cell, role or mark in a line"
_PLAIN = {"text", "text_special", "softbreak"}
MOST_DIRECTIVES = 1_000
"""So many directives a page may have."""
MOST_LEVELS = 10
"""So many directives may lie in one another."""
MOST_NESTED = 40
"""So many quotations, lists and items may lie in one another; markdown-it drops what lies deeper."""
MOST_NODES_DEEP = 100
"""So deep a page may be, of all that lies in one another on it."""

_SHORTEN = "move a part of it to a page of its own, or figures and lists to a table of data/"


class TooMuch(Exception):  # noqa: N818 - says what happened
    """A page holds more than a page may.

    Parameters
    ----------
    line : int
        From 1.
    what : str
        What is wrong and what is allowed.
    text : str
        The part of the page that the line is counted in; empty for the whole.
    """

    def __init__(self, line: int, what: str, text: str = "") -> None:
        super().__init__(what)
        self.line, self.text = line, text


@contextmanager
def readable(path: Path, source: str) -> Iterator[None]:
    """Tell what keeps a page from being read, and where.

    Parameters
    ----------
    path : Path
        Of the page.
    source : str
        Its text.

    Raises
    ------
    Unreadable
    """
    # YAML takes no control characters, nor does HTML; of the head of a page, myst-parser lets it fail.
    if found := Reader.NON_PRINTABLE.search(source) or HIDDEN.search(source):
        line = source.count("\n", 0, found.start()) + 1
        message = f"the character U+{ord(found[0]):04X} is none that a text may hold\n  mend: delete it"
        raise Unreadable(path, line, message)
    try:
        if path.suffix == ".md":
            _judge_text(source)
        else:
            _judge(1, len(source), MOST_IN_NOTEBOOK, "characters in a notebook")
        yield
    except TooMuch as error:
        line = _first_line(source, error.text) + error.line - 1
        raise Unreadable(path, line, f"{error}\n  mend: {_SHORTEN}") from error
    except MarkedYAMLError as error:
        line, what = 1, error.problem or error.context
        if mark := error.problem_mark or error.context_mark:
            line = _first_line(source, mark.buffer or "") + mark.line
        raise Unreadable(path, line, f"is no YAML: {what}\n  mend: correct the YAML") from error
    except RecursionError as error:
        message = "more lies in one another than can be read\n  mend: write it without nesting"
        raise Unreadable(path, 1, message) from error


def _first_line(source: str, text: str) -> int:
    """Give the line of a page that a part of it begins on; the first where it is not found."""
    at = source.find(text.strip("\0\n"))
    return source.count("\n", 0, max(at, 0)) + 1


def _judge_text(text: str) -> None:
    """Judge a text of Markdown by its size, its longest line and the lines that follow one another.

    Raises
    ------
    TooMuch
    """
    _judge(1, len(text), MOST_CHARACTERS, "characters on the page")
    together = 0
    for number, line in enumerate(text.split("\n"), 1):
        _judge(number, len(line), MOST_IN_LINE, "characters in a line")
        together = together + 1 if line.strip() else 0
        _judge(number, together, MOST_LINES_TOGETHER, "lines without an empty one between them")


def judge_depth(document: nodes.document) -> None:
    """Judge how much lies in one another on a page.

    Raises
    ------
    TooMuch
    """
    level: list[nodes.Node] = [document]
    line = 1
    for _ in range(MOST_NODES_DEEP):
        level = [child for node in level for child in node.children]
        if not level:
            return
        line = next((node.line for node in level if node.line), line)
    _judge(line, MOST_NODES_DEEP + 1, MOST_NODES_DEEP, "things in one another")


def limits_plugin(md: MarkdownIt) -> None:
    """Have a parser of MyST, which is made for one page, count what the page and what it includes hold."""
    characters = parts = directives = 0
    open_: list[int] = []  # lines of the directives that lie in one another

    def count_text(state: StateCore) -> None:
        nonlocal characters
        characters += len(state.src)
        with placed(state):
            _judge_text(state.src)
            _judge(1, characters, 2 * MOST_CHARACTERS, "characters on the page, with what it includes")

    def count_parts(state: StateCore) -> None:
        nonlocal parts
        line = 1
        with placed(state):
            for token in state.tokens:
                parts += 1
                line = token.map[0] + 1 if token.map else line
                _judge(line, parts, MOST_PARTS, _PARTS)
                _judge(line, token.level, MOST_NESTED, "quotations, lists and items in one another")
                if token.type == "inline":
                    _judge(line, len(token.content), MOST_IN_LINE, "characters in a paragraph")

    def count_inline(state: StateCore) -> None:
        nonlocal parts
        line = 1
        with placed(state):
            for token in state.tokens:
                marks = (child for child in token.children or () if child.type not in _PLAIN)
                parts += 3 * sum(1 for _ in marks)
                line = token.map[0] + 1 if token.map else line
                _judge(line, parts, MOST_PARTS, _PARTS)

    @contextmanager
    def placed(state: StateCore) -> Iterator[None]:
        try:
            yield
        except TooMuch as error:
            # What is within a directive may come from another file.
            line, text = (open_[0], "") if open_ else (error.line, state.src)
            raise TooMuch(line, str(error), text) from None

    md.options["maxNesting"] = MOST_NESTED + 20
    md.core.ruler.before("normalize", "count_text", count_text)
    md.core.ruler.after("block", "count_parts", count_parts)
    md.core.ruler.after("inline", "count_inline", count_inline)
    run_directive = md.renderer.run_directive  # type: ignore[attr-defined]

    def run_counted(
        name: str, first: str, content: str, position: int, **options: Any
    ) -> Iterable[nodes.Node]:
        nonlocal directives
        directives += 1
        open_.append(position)
        _judge(open_[0], directives, MOST_DIRECTIVES, "directives on the page, with what it includes")
        _judge(open_[0], len(open_), MOST_LEVELS, "directives in one another")
        made: Iterable[nodes.Node] = run_directive(name, first, content, position, **options)
        open_.pop()
        return made

    md.renderer.run_directive = run_counted  # type: ignore[attr-defined]


def _judge(line: int, number: int, most: int, what: str) -> None:
    if number > most:
        raise TooMuch(line, f"more than {most:,} {what}; allowed: {most:,}")
