"""What a code cell says: its strings, the metrics it names and the tables it loads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from qzcharts.checks.inline import blank
from qzcharts.checks.page import Cell, Kind, Load, Page, Text, Use

_ID = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"
_FIELD = re.compile(rf"\{{(?P<id>{_ID})(?:\|(?P<form>[^{{}}]*))?\}}")
_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)"
_HIDDEN = re.compile(rf"\{{[^{{}}]*\}}|{_ESCAPE}")
_QUOTES = re.compile(r"""[A-Za-z]{0,2}(?P<quote>\"{3}|'{3}|"|')""")
_IDENTIFIER = re.compile(r"[#A-Za-z_][\w.:/#-]*", re.ASCII)
#: What a cell calls beside the forms; every form writes its own alternative text.
_NO_FORMS = {"load", "metric", "style"}
_HIDING_TAGS = ("remove-cell", "remove-output", "remove_cell", "remove_output")


def is_chart(cell: Cell) -> bool:
    """Whether a cell shows a chart: it calls a form of this package, or draws with matplotlib or pandas."""
    if cell.options is None:
        return False  # Nobody can tell what it shows; that is told.
    tags = cell.options.get("tags") or ()
    if any(tag in tags for tag in _HIDING_TAGS):
        return False
    return _calls_form(cell) or is_raw_chart(cell)


def is_raw_chart(cell: Cell) -> bool:
    """Whether a cell draws with matplotlib or pandas itself, so that nobody writes its alternative text."""
    if _calls_form(cell):
        return False
    names = {name for node in ast.walk(cell.tree) for name in _imported(node)}
    drawn = (isinstance(node, ast.Attribute) and node.attr == "plot" for node in ast.walk(cell.tree))
    return "matplotlib" in names or any(drawn)


def read_cell(page: Page, cell: Cell, code: str, bound: dict[str, str]) -> None:
    """Take what a cell says into its page.

    Parameters
    ----------
    page : Page
    cell : Cell
    code : str
        Source of the cell, as `cell.tree` was made from.
    bound : dict of str to str
        Variables of the page that hold a table; what this cell loads is added.
    """
    rows = code.split("\n")

    def place(node: ast.expr) -> tuple[int, int]:
        before = rows[node.lineno - 1].encode()[: node.col_offset].decode()
        return cell.start + node.lineno - 1, cell.indent + len(before) + 1

    for node in ast.walk(cell.tree):
        match node:
            case ast.Assign([ast.Name(name)], value) if table := _loaded(value, {}):
                bound[name] = table
            case ast.Call(args=[named, *_]) if table := _loaded(node, {}):
                line, column = place(named)
                page.tables.append(Use(line, column + 1, table))
    certain = {id(inner) for call in _calls(cell.tree) for inner in ast.walk(call)}
    for node in _strings(cell.tree):
        source = ast.get_source_segment(code, node) or ""
        line, column = place(node)
        opening = _QUOTES.match(source)
        if opening is None:
            continue
        inner = source[opening.end() : -len(opening["quote"])]
        column += opening.end()
        if re.fullmatch(_ID, inner):
            page.uses.append(Use(line, column, inner, certain=id(node) in certain))
            continue
        for i, row in enumerate(inner.split("\n")):
            at = column if i == 0 else cell.indent + 1
            for field in _FIELD.finditer(row):
                name, form = field["id"], field["form"] or ""
                page.uses.append(Use(line + i, at + field.start("id"), name, form, id(node) in certain))
            if not _IDENTIFIER.fullmatch(inner):
                shown = _HIDDEN.sub(lambda match: blank(match[0]), row)
                page.texts.append(Text(line + i, at, shown, Kind.STRING))
    for frame, table, number in _frames(cell.tree, bound):
        page.loads.append(Load(*place(frame), table, number))


def _strings(tree: ast.Module) -> Iterator[ast.expr]:
    """Give string literals; an f-string as a whole, for Python 3.11 knows no places inside it."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            yield node
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Give the calls of this package's functions."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name("qz" | "qzcharts"), name)) if name != "load":
                yield node


def _calls_form(cell: Cell) -> bool:
    return any(
        isinstance(call.func, ast.Attribute) and call.func.attr not in _NO_FORMS for call in _calls(cell.tree)
    )


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (alias.name.partition(".")[0] for alias in names)
        case ast.ImportFrom(str(module)):
            yield module.partition(".")[0]


def _loaded(node: ast.expr, bound: dict[str, str]) -> str:
    """Name of the table that an expression holds: ``qz.load("inspection")``, or a variable of it."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("qz" | "qzcharts"), "load"), [ast.Constant(str(table))]):
            return table
        case ast.Name(name, ast.Load()):
            return bound.get(name, "")
    return ""


def _frames(tree: ast.Module, bound: dict[str, str]) -> Iterator[tuple[ast.expr, str, int | None]]:
    """Give each use of a loaded table, with the row where ``.loc[row, "id"]`` names one."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Assign([ast.Name()], value) if _loaded(value, {}):
                continue
            case ast.Subscript(
                ast.Attribute(frame, "loc" | "iloc"), ast.Tuple([ast.Constant(int(row)), ast.Constant()])
            ) if table := _loaded(frame, bound):
                yield frame, table, row
                continue
            case ast.expr() if table := _loaded(node, bound):
                yield node, table, None
                continue
        waiting.extend(ast.iter_child_nodes(node))
