"""What a document in Markdown shows: code, examples, tables."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def spans(text: str) -> list[str]:
    """Give the code in the running text and the tables of a document; what follows a role is none."""
    found = []
    for token in tokens(text):
        before = ""
        for part in token.children or () if token.type == "inline" else ():
            if part.type == "code_inline" and not before.endswith("}"):
                found.append(part.content)
            before = part.content
    return found


def fences(text: str, kind: str) -> list[str]:
    return [token.content for token in tokens(text) if token.type == "fence" and token.info == kind]


def rows(text: str, header: str) -> list[list[Token]]:
    """Give the rows of the table whose first column has a header, each as its cells."""
    found, row, inside = [], list[Token](), False
    for token in tokens(text):
        match token.type:
            case "tr_open":
                row = []
            case "inline":
                row.append(token)
            case "tr_close" if inside or row[0].content == header:
                found.append(row)
                inside = True
            case "table_close" if inside:
                return found[1:]
    raise AssertionError(f"no table has the header {header!r}")


def code(cell: Token) -> str:
    return next(part.content for part in cell.children or () if part.type == "code_inline")
