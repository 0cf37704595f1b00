"""Read a page of the book: its blocks by markdown-it, its directives and cells by the rules of MyST."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from qzcharts.checks.cell import read_cell
from qzcharts.checks.inline import read_inline
from qzcharts.checks.numerals import MASK
from qzcharts.checks.page import Cell, Comment, Fault, Heading, Image, Kind, Page, Text, Use

#: Directives whose body is shown as it stands, or is a list of files: no Markdown.
_VERBATIM = {"code", "code-block", "sourcecode", "math", "raw", "mermaid", "csv-table", "eval-rst"}
_FILES = {"toctree", "include", "literalinclude", "bibliography", "tableofcontents"}
_TABLES = {"list-table", "table"}
#: Directives whose argument is no text: a path, a language, a keyword.
_NO_TITLE = {*_VERBATIM, *_FILES, "image", "figure", "citation", "code-cell", "contents"}
_SHOWN_OPTIONS = {"caption": Kind.CAPTION, "title": Kind.CAPTION, "alt": Kind.ALT}
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.-]+)\}\s*(?P<argument>.*)")
_OPTION = re.compile(r":(?P<key>[\w-]+):(?P<space>\s*)(?P<value>.*)")
_MAGIC = re.compile(r"^\s*[%!].*", re.MULTILINE)
_HARD_BREAK = re.compile(r"(?:\\|  )$")
_PLUGINS = (front_matter_plugin, myst_block_plugin, colon_fence_plugin, deflist_plugin, footnote_plugin)
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in _PLUGINS:
        parser.use(plugin)
    # Inline markup is read by our own rules, which keep positions; footnotes stay where they are written.
    return parser.disable(["inline", "footnote_tail"])


def read_page(path: str, source: str) -> Page:
    """Read a page.

    Parameters
    ----------
    path : str
        Relative to the project, for messages.
    source : str
    """
    page = Page(path, source.split("\n"))
    _Reader(page).blocks(source, 0)
    page.texts.sort(key=lambda text: (text.line, text.column))
    page.uses.sort(key=lambda use: (use.line, use.column))
    return page


class _Reader:
    """Fills a page; every ``line`` here counts from 0."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bound: dict[str, str] = {}
        self.cursor = (0, 0)

    def blocks(self, source: str, offset: int, usual: Kind = Kind.PROSE) -> None:
        """Read Markdown that begins on line `offset` of the page; its paragraphs are of the kind `usual`."""
        tokens = _parser().parse(source)
        ends: dict[int, int] = {}
        for token in tokens:
            if token.map:
                start, end = token.map
                ends[start] = max(end, ends.get(start, 0))
        kind, level, in_cell = usual, 0, False
        for token in tokens:
            line = offset + (token.map[0] if token.map else 0)
            match token.type:
                case "heading_open":
                    kind, level = Kind.HEADING, int(token.tag[1])
                case "th_open" | "td_open":
                    kind, in_cell = Kind.TABLE, True
                case "heading_close" | "th_close" | "td_close":
                    kind, in_cell = usual, False
                case "inline":
                    if kind is Kind.HEADING:
                        self.page.headings.append(Heading(line + 1, level, token.content))
                    # Only in a cell can a bar not stand for itself; markdown-it has taken its backslash.
                    content = token.content.replace("|", r"\|") if in_cell else token.content
                    columns = self.run(content, line, kind)
                    if kind is not Kind.HEADING:
                        self.breaks(content, line, columns)
                case "fence" | "colon_fence":
                    self.fence(token, line)
                case "code_block" | "html_block":
                    content = token.content.rstrip("\n")
                    self.run(content, line, Kind.CODE if token.type == "code_block" else usual)
                case "myst_line_comment":
                    assert token.map
                    start, end = token.map
                    below = range(offset + end + 1, offset + ends.get(end, end) + 1)
                    for number, text in enumerate(token.content.split("\n"), offset + start + 1):
                        self.page.comments.append(Comment(number, text.strip(), below))
                case _:
                    pass

    def place(self, line: int, text: str) -> int:
        """Find the column, from 0, at which a line of the page holds `text`, after what was found before."""
        source = self.page.lines[line] if line < len(self.page.lines) else ""
        after = self.cursor[1] if self.cursor[0] == line else 0
        found = max(source.find(text, after), 0)
        self.cursor = (line, found + len(text))
        return found

    def run(self, content: str, line: int, kind: Kind) -> list[int]:
        """Take in text with inline markup; give the column, from 0, at which each line of it begins."""
        rows = content.split("\n")
        columns = [self.place(line + i, row) for i, row in enumerate(rows)]

        def position(at: int) -> tuple[int, int]:
            i = content.count("\n", 0, at)
            return line + i + 1, columns[i] + at - (content.rfind("\n", 0, at) + 1) + 1

        if kind is Kind.CODE:
            for i, row in enumerate(rows):
                if row.strip():
                    self.page.texts.append(Text(line + i + 1, columns[i] + 1, row, kind))
            return columns
        inline = read_inline(content)
        for i, row in enumerate(inline.visible.split("\n")):
            if row.strip(MASK + " "):
                self.page.texts.append(Text(line + i + 1, columns[i] + 1, row, kind))
        inner = [(at, code, Kind.CODE) for at, code in inline.code]
        for at, inside, alt in inline.images:
            self.page.images.append(Image(*position(at), alt.strip(), caption=True))
            inner.append((inside, alt, Kind.ALT))
        for at, text, inner_kind in inner:
            for part in re.finditer(r".+", text):
                self.page.texts.append(Text(*position(at + part.start()), part[0], inner_kind))
        for at, source in inline.metrics:
            self.use(*position(at), source)
        return columns

    def breaks(self, content: str, line: int, columns: list[int]) -> None:
        """Take in the line breaks of a paragraph, hard ones aside."""
        for i, row in enumerate(content.split("\n")[:-1]):
            if not _HARD_BREAK.search(self.page.lines[line + i]):
                self.page.breaks.append((line + i + 1, columns[i] + len(row) + 1))

    def use(self, line: int, column: int, source: str) -> None:
        """Take in ``id`` or ``id|form``, written at a place that counts from 1."""
        name, _, form = source.partition("|")
        column += len(name) - len(name.lstrip())
        self.page.uses.append(Use(line, column, name.strip(), form.strip()))

    def fence(self, token: Token, line: int) -> None:
        """Read a fence: code that is shown, or a directive."""
        match = _DIRECTIVE.match(token.info.strip())
        body = token.content.rstrip("\n")
        if match is None:
            self.run(body, line + 1, Kind.CODE)
            return
        name, argument = match["name"], match["argument"].strip()
        self.page.directives.add(name)
        if argument and name not in _NO_TITLE:
            self.run(argument, line, Kind.CAPTION)
        options, skipped = self.options(body, line + 1)
        rest, start = "\n".join(body.split("\n")[skipped:]), line + 1 + skipped
        match name:
            case "code-cell":
                self.cell(rest, start, line, options)
            case "metric-table":
                for i, row in enumerate(rest.split("\n")):
                    if row.strip():
                        self.use(start + i + 1, self.place(start + i, row.strip()) + 1, row.strip())
            case "image" | "figure":
                caption = name == "image" or bool(rest.strip())
                alt = str((options or {}).get("alt") or "").strip()
                self.page.images.append(Image(line + 1, 1, alt, caption))
                self.blocks(rest, start, Kind.CAPTION)
            case _ if name in _VERBATIM:
                self.run(rest, start, Kind.CODE)
            case _ if name not in _FILES:
                self.blocks(rest, start, Kind.TABLE if name in _TABLES else Kind.PROSE)

    def options(self, body: str, line: int) -> tuple[dict[str, Any] | None, int]:
        """Read the options at the head of a directive, ``None`` if broken, and how many lines they take."""
        rows = body.split("\n")
        if rows[0].strip() == "---" and "---" in [row.strip() for row in rows[1:]]:
            end = [row.strip() for row in rows].index("---", 1)
            # The first line is left empty, so that marks count from the fence.
            source = "\n" + "\n".join(rows[1:end])
            try:
                node = yaml.compose(source, Loader=LOADER)
            except yaml.MarkedYAMLError as error:
                mark = error.problem_mark or error.context_mark
                at = (mark.line, mark.column) if mark else (0, 0)
                message = f"the options are no YAML: {error.problem}"
                self.fault(line + at[0], at[1], message, "correct the YAML")
                return None, end + 1
            self.shown(node, source.split("\n"), line)
            value = plain(node) if node else {}
            return (value if isinstance(value, dict) else {}), end + 1
        options: dict[str, Any] = {}
        for i, row in enumerate(rows):
            match = _OPTION.fullmatch(row.strip())
            if match is None:
                return options, i
            options[match["key"]] = match["value"]
            if match["key"] in _SHOWN_OPTIONS and match["value"]:
                self.run(match["value"], line + i, _SHOWN_OPTIONS[match["key"]])
        return options, len(rows)

    def shown(self, node: yaml.Node | None, rows: list[str], line: int) -> None:
        """Take in the captions and alternative texts of a YAML mapping."""
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            kind = _SHOWN_OPTIONS.get(key.value)
            if not isinstance(value, yaml.ScalarNode) or kind is None:
                self.shown(value, rows, line)
                continue
            start, end = value.start_mark, value.end_mark
            quoted, block = value.style in ("'", '"'), value.style in ("|", ">")
            for i in range(start.line + block, end.line + 1):
                low = start.column + quoted if i == start.line else len(rows[i]) - len(rows[i].lstrip())
                high = end.column - quoted if i == end.line else len(rows[i])
                if text := rows[i][low:high].rstrip():
                    self.run(text, line + i, kind)

    def cell(self, code: str, start: int, line: int, options: dict[str, Any] | None) -> None:
        """Read a code cell."""
        rows = code.split("\n")
        first = next((i for i, row in enumerate(rows) if row.strip()), 0)
        indent = self.place(start + first, rows[first])
        try:
            tree = ast.parse(_MAGIC.sub("", code))
        except SyntaxError as error:
            place = start + (error.lineno or 1) - 1, indent + (error.offset or 1) - 1
            self.fault(*place, f"the cell is no Python: {error.msg}", "correct the code")
            return
        cell = Cell(line + 1, options, tree, start + 1, indent)
        self.page.cells.append(cell)
        read_cell(self.page, cell, code, self.bound)

    def fault(self, line: int, column: int, message: str, mend: str) -> None:
        self.page.faults.append(Fault(line + 1, column + 1, message, mend))


def plain(node: yaml.Node) -> Any:
    """Give the value of a YAML node, every scalar as text."""
    match node:
        case yaml.MappingNode():
            return {plain(key): plain(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [plain(item) for item in node.value]
        case _:
            return node.value
