"""What keeps the text of a page from being read: hidden characters, and more than a page may hold.

Markdown and what is made of it take time by the square of what stands in one block, and Python holds only so
many things in one another. The bounds are far beyond what people write. A text that a page includes counts
with the page.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from yaml import MarkedYAMLError
from yaml.reader import Reader

from qzbook.errors import Unreadable, with_mend
from qzbook.safety.hidden import HIDDEN
from qzbook.words import gettext, marked


class Bound(NamedTuple):
    """How much there may be of something, and what is said of more."""

    most: int
    message: str

    def judge(self, line: int, number: int) -> None:
        """Raise `TooMuch`, at a line, if there is more."""
        if number > self.most:
            raise TooMuch(line, gettext(self.message, most=self.most))


#: A book of its own.
_CHARACTERS = Bound(500_000, marked("more than {most:,} characters on the page; allowed: {most:,}"))
_CHARACTERS_IN_ALL = Bound(
    1_000_000,
    marked("more than {most:,} characters on the page, with what it includes; allowed: {most:,}"),
)
#: Of an ``.ipynb``, with the outputs and pictures of its cells.
_IN_NOTEBOOK = Bound(20_000_000, marked("more than {most:,} characters in a notebook; allowed: {most:,}"))
_IN_LINE = Bound(5_000, marked("more than {most:,} characters in a line; allowed: {most:,}"))
_IN_PARAGRAPH = Bound(5_000, marked("more than {most:,} characters in a paragraph; allowed: {most:,}"))
_LINES_TOGETHER = Bound(
    1_000, marked("more than {most:,} lines without an empty one between them; allowed: {most:,}")
)
_PARTS = Bound(
    10_000,
    marked(
        "more than {most:,} parts on the page, three for each paragraph, item, cell, role or mark in a line; "
        "allowed: {most:,}"
    ),
)
_DIRECTIVES = Bound(
    1_000,
    marked("more than {most:,} directives on the page, with what it includes; allowed: {most:,}"),
)
_LEVELS = Bound(10, marked("more than {most:,} directives in one another; allowed: {most:,}"))
#: markdown-it drops what lies deeper.
_NESTED = Bound(
    40, marked("more than {most:,} quotations, lists and items in one another; allowed: {most:,}")
)
_NODES_DEEP = Bound(100, marked("more than {most:,} things in one another; allowed: {most:,}"))
_PLAIN = {"text", "text_special", "softbreak"}


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
        message = gettext("the character U+{code:04X} is none that a text may hold", code=ord(found[0]))
        raise Unreadable(path, line, with_mend(message, gettext("delete it")))
    try:
        if path.suffix == ".md":
            _judge_text(source)
        else:
            _IN_NOTEBOOK.judge(1, len(source))
        yield
    except TooMuch as error:
        line = _first_line(source, error.text) + error.line - 1
        mend = gettext("move a part of it to a page of its own, or figures and lists to a table of data/")
        raise Unreadable(path, line, with_mend(str(error), mend)) from error
    except MarkedYAMLError as error:
        line, what = 1, error.problem or error.context
        if mark := error.problem_mark or error.context_mark:
            line = _first_line(source, mark.buffer or "") + mark.line
        message = gettext("is no YAML: {reason}", reason=what)
        raise Unreadable(path, line, with_mend(message, gettext("correct the YAML"))) from error
    except RecursionError as error:
        message = gettext("more lies in one another than can be read")
        raise Unreadable(path, 1, with_mend(message, gettext("write it without nesting"))) from error


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
    _CHARACTERS.judge(1, len(text))
    together = 0
    for number, line in enumerate(text.split("\n"), 1):
        _IN_LINE.judge(number, len(line))
        together = together + 1 if line.strip() else 0
        _LINES_TOGETHER.judge(number, together)


def judge_depth(document: nodes.document) -> None:
    """Judge how much lies in one another on a page.

    Raises
    ------
    TooMuch
    """
    level: list[nodes.Node] = [document]
    line = 1
    for _ in range(_NODES_DEEP.most):
        level = [child for node in level for child in node.children]
        if not level:
            return
        line = next((node.line for node in level if node.line), line)
    _NODES_DEEP.judge(line, _NODES_DEEP.most + 1)


def limits_plugin(md: MarkdownIt) -> None:
    """Have a parser of MyST, which is made for one page, count what the page and what it includes hold."""
    count = _Count()
    md.options["maxNesting"] = _NESTED.most + 20
    md.core.ruler.before("normalize", "count_text", count.text)
    md.core.ruler.after("block", "count_blocks", count.blocks)
    md.core.ruler.after("inline", "count_marks", count.marks)
    renderer: Any = md.renderer
    renderer.run_directive = partial(count.directive, renderer.run_directive)


class _Count:
    """What a page holds, with what it includes."""

    def __init__(self) -> None:
        self._characters = self._parts = self._directives = 0
        self._open: list[int] = []  # lines of the directives that lie in one another

    def text(self, state: StateCore) -> None:
        """Count the characters of a text."""
        self._characters += len(state.src)
        with self._placed(state):
            _judge_text(state.src)
            _CHARACTERS_IN_ALL.judge(1, self._characters)

    def blocks(self, state: StateCore) -> None:
        """Count the parts of blocks, before anything is read within lines."""
        self._count(state, _parts_of_block)

    def marks(self, state: StateCore) -> None:
        """Count what was read within lines."""
        self._count(state, _parts_in_line)

    def directive(
        self,
        run: Callable[..., Iterable[nodes.Node]],
        name: str,
        first_line: str,
        content: str,
        position: int,
        **options: Any,
    ) -> Iterable[nodes.Node]:
        """Run a directive, and count it."""
        self._directives += 1
        self._open.append(position)
        _DIRECTIVES.judge(self._open[0], self._directives)
        _LEVELS.judge(self._open[0], len(self._open))
        made = run(name, first_line, content, position, **options)
        self._open.pop()
        return made

    def _count(self, state: StateCore, parts: Callable[[Token, int], int]) -> None:
        line = 1
        with self._placed(state):
            for token in state.tokens:
                line = token.map[0] + 1 if token.map else line
                self._parts += parts(token, line)
                _PARTS.judge(line, self._parts)

    @contextmanager
    def _placed(self, state: StateCore) -> Iterator[None]:
        try:
            yield
        except TooMuch as error:
            # What is within a directive may come from another file.
            line, text = (self._open[0], "") if self._open else (error.line, state.src)
            raise TooMuch(line, str(error), text) from None


def _parts_of_block(token: Token, line: int) -> int:
    _NESTED.judge(line, token.level)
    if token.type == "inline":
        _IN_PARAGRAPH.judge(line, len(token.content))
    return 1


def _parts_in_line(token: Token, line: int) -> int:
    return 3 * sum(child.type not in _PLAIN for child in token.children or ())
