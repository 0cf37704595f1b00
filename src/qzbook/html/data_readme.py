"""The README of the packed data, made from what describes them, so that it never lags behind."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qzbook.evidence.basis import titled
from qzbook.words import marked, word
from qzcharts.data import Ledger
from qzcharts.data.observations import OBSERVATIONS, described
from qzcharts.words import Language

_HEAD = marked("Column"), marked("Meaning"), marked("Type"), marked("Description")


def readme(ledger: Ledger, language: Language) -> str:
    """Describe every table and column, the licence and the sources, in Markdown.

    Parameters
    ----------
    ledger : Ledger
        Its data package is packed in a folder of its name, beside the file of all numbers.
    language : {"zh", "en"}
        Of the headings, and of titles; descriptions are as the package has them.
    """
    package = ledger.package.descriptor
    everything = described(ledger, language)
    lines = [
        f"# {titled(package, language)}",
        *_paragraphs(package.get("description", "")),
        _heading(everything["title"]),
        f"`{OBSERVATIONS}`",
        _columns(everything["resources"][0]["schema"]["fields"], language),
        _heading(word(language, "Tables")),
    ]
    for resource in package["resources"]:
        table = ledger.package.tables[resource["name"]]
        lines += [
            f"### {titled(resource, language)}",
            f"`{ledger.package.folder.name}/{resource['path']}`",
            *_paragraphs(resource.get("description", "")),
            _columns(table.fields, language),
        ]
    for heading, entries in (
        (word(language, "Licence"), package.get("licenses")),
        (word(language, "Sources"), package.get("sources")),
    ):
        if entries:
            lines += [_heading(heading), "\n".join(map(_entry, entries))]
    if version := package.get("version"):
        lines += [_heading(word(language, "Version")), str(version)]
    return "\n\n".join(lines) + "\n"


def _heading(text: str) -> str:
    return f"## {text}"


def _paragraphs(text: str) -> Iterator[str]:
    if text:
        yield text


def _columns(fields: Iterable[Mapping[str, Any]], language: Language) -> str:
    """Make a table of columns; the title of one stands where it has one."""
    head = [word(language, each) for each in _HEAD]
    rows = [[field.get(name, "") for name in ("name", "title", "type", "description")] for field in fields]
    if not any(row[1] for row in rows):
        head, rows = [head[0], *head[2:]], [[row[0], *row[2:]] for row in rows]
    return "\n".join(map(_row, [head, ["---"] * len(head), *rows]))


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(' '.join(str(cell).replace('|', '&#124;').split()) for cell in cells)} |"


def _entry(described: Mapping[str, Any]) -> str:
    """Write a licence or a source as an item of a list."""
    name, address = described.get("title") or described.get("name", ""), described.get("path", "")
    version = f" ({described['version']})" if "version" in described else ""
    return f"- {name}{version}{f': {address}' if address else ''}"
