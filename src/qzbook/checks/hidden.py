"""Rules for what nobody sees: signs that turn or hide text, and cells that a spreadsheet would compute."""

from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, in_code, in_passage
from qzbook.project import CONFIGURATION, TOC
from qzbook.safety.hidden import HIDDEN, computes, hidden, hidden_or_escaped, shown
from qzbook.words import gettext

_TEXT = {"string", "any"}


def hidden_character(manuscript: Manuscript) -> Iterator[Finding]:
    """Find signs that turn the direction of text or hide in it, wherever they may reach a reader."""
    yield from _on_pages(manuscript)
    yield from _in_files(manuscript)
    for table in manuscript.ledger.package.tables.values():
        for line, row in table.numbered():
            for column, cell in row.items():
                for _, name in hidden(cell):
                    message = gettext(
                        "the cell holds the hidden character {name}; allowed: signs that a reader sees",
                        name=name,
                    )
                    yield Finding(table.path, line, column, message, gettext("delete it"), shown(cell))


def _on_pages(manuscript: Manuscript) -> Iterator[Finding]:
    # A page that holds one is refused as it is read; here are those that an entity or an output makes.
    for passage in manuscript.passages:
        for match in HIDDEN.finditer(passage.text):
            message = _stands(f"U+{ord(match[0]):04X}", gettext(passage.kind))
            found = in_passage(manuscript, passage, match.span(), message, gettext("delete it"))
            yield found._replace(subject=shown(found.subject))
    for cell in manuscript.cells:
        for place, name in hidden_or_escaped(cell.code):
            line = cell.code.count("\n", 0, place) + 1
            yield in_code(cell, line, _stands(name, gettext("a cell")), gettext("delete it"), name)


def _stands(name: str, where: str) -> str:
    return gettext(
        "{name}, a hidden character, stands in {where}; allowed: signs that a reader sees",
        name=name,
        where=where,
    )


def _in_files(manuscript: Manuscript) -> Iterator[Finding]:
    root, data = manuscript.root, manuscript.ledger.package.folder
    describing = [data / name for name in manuscript.ledger.package.described if name.endswith(".json")]
    for path in (root / CONFIGURATION, root / TOC, *describing):
        text = path.read_text("utf-8-sig")
        for place, name in hidden_or_escaped(text):
            line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
            message = gettext(
                "the file holds the hidden character {name}; allowed: signs that a reader sees", name=name
            )
            where = path.relative_to(root).as_posix(), line, str(column)
            yield Finding(*where, message, gettext("delete it"), name)
    for folder in (root / "book", data):
        for path in sorted(folder.rglob("*")):
            for _, name in hidden(path.name):
                message = gettext(
                    "the name of the file holds the hidden character {name}; "
                    "allowed: signs that a reader sees",
                    name=name,
                )
                where = shown(path.relative_to(root).as_posix()), 0, ""
                yield Finding(*where, message, gettext("rename the file"), name)


def formula_cell(manuscript: Manuscript) -> Iterator[Finding]:
    """Find cells of text that a spreadsheet would compute in place of showing them."""
    for table in manuscript.ledger.package.tables.values():
        texts = [f["name"] for f in table.fields if f.get("type", "string") in _TEXT]
        for line, row in table.numbered():
            for column in texts:
                if computes(row[column]):
                    message = gettext(
                        "a spreadsheet computes {words!r} and shows another; "
                        "allowed: text that does not begin with = + - or @",
                        words=shown(row[column])[:40],
                    )
                    mend = gettext("write words before it, or the sign in words")
                    yield Finding(table.path, line, column, message, mend, row[column])
