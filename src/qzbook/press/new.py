"""Begin a chapter: its notebook, its CSV with its entry in the data package, its line in the contents.

All of it or nothing: the data as they would be are judged in a copy before a file is touched.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

import yaml

from qzbook.checks.numerals import figures
from qzbook.press.rehearsal import refusal, rehearse, write, yaml_text
from qzbook.project import TOC
from qzbook.validation import open_ledger
from qzbook.words import gettext
from qzcharts.data.package import DESCRIPTOR, Package

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: Pages that the HTML edition has besides those of the book.
_OWN_PAGES = {"search"}


def chapter(root: Path, slug: str, title: str = "") -> list[str]:
    """Begin a chapter, whose prompts say what to write and are found by the check until that is done.

    Parameters
    ----------
    root : Path
        The folder that holds ``book/`` and ``data/``.
    slug : str
        Name of its page; its table has underscores in place of hyphens, as the ids of its metrics need.
    title : str
        By default the words of `slug`.

    Returns
    -------
    list of str
        What was added, each as ``file:line`` relative to `root`.

    Raises
    ------
    ProblemsError
        If the name or the title cannot be used, is taken, the project cannot be read, or a file cannot be
        written; nothing was changed then.
    """
    table, title = slug.replace("-", "_"), title.strip() or slug.replace("-", " ")
    page, csv, descriptor = f"book/{slug}.md", f"data/{table}.csv", f"data/{DESCRIPTOR}"
    if not _SLUG.fullmatch(slug) or slug in _OWN_PAGES:
        message = gettext(
            "{slug!r} is no name of a chapter; "
            "allowed: lower-case letters, digits and single hyphens, a letter first; not search",
            slug=slug,
        )
        raise refusal("book", "slug", message, gettext("such as green-space"))
    if not title.isprintable():
        message = gettext("{title!r} is no title; allowed: one line", title=title)
        raise refusal(page, "title", message, gettext("write --title with one line"))
    for name in (page, csv):
        if os.path.lexists(root / name):
            message = gettext("is there already; allowed: a chapter of its own name")
            raise refusal(name, "taken", message, gettext("choose another"))
    ledger = open_ledger(root)
    package = ledger.package
    for figure in figures(title, ledger.units, ledger.names):
        message = gettext(
            "{figure!r} is typed in the title; allowed: dates, ordinals, names", figure=figure.text
        )
        raise refusal(page, "title", message, gettext("say it without a figure"))
    if table in package.tables:
        message = gettext(
            "there is a table {table!r} already; allowed: a chapter of its own name", table=table
        )
        raise refusal(descriptor, "taken", message, gettext("choose another"))

    contents, line = _with_entry(yaml_text(root, TOC), slug)
    last, model = _model(package)
    own = {
        "name": table,
        "path": f"{table}.csv",
        "title": title,
        "title_en": slug.replace("-", " ").capitalize(),
        "description": f"Figures of the chapter {slug}.",
    }
    resource = {key: own.get(key, value) for key, value in (model | own).items()}
    names = {"slug": slug, "table": table, "title": title}
    template = resources.files("qzbook.press").joinpath("chapter.md").read_text("utf-8")
    files = {
        page: Template(template).substitute(names),
        csv: ",".join(package.table(model["name"]).columns) + "\n",
        descriptor: _with_resource((root / descriptor).read_bytes().decode(), last, resource),
        TOC: contents,
    }
    rehearse(root, package.described, files)
    write(root, files)
    return [page, csv, descriptor, f"{TOC}:{line}"]


def _model(package: Package) -> tuple[int, dict[str, Any]]:
    """Give number and entry of the last long table of numbers: a new one gets its schema, and goes behind it.

    What a table says of its own numbers as a whole, it says by defaults, which another one has not.
    """
    entries = package.descriptor["resources"]
    for number, entry in reversed(list(enumerate(entries))):
        if "value" in package.table(entry["name"]).columns:
            return number, {key: value for key, value in entry.items() if key != "defaults"}
    message = gettext(
        "no table with a column 'value'; allowed: tables of numbers, whose columns a new one gets"
    )
    raise refusal(f"data/{DESCRIPTOR}", "no-model", message, gettext("describe one; see CONTRIBUTING.md"))


def _with_resource(text: str, behind: int, resource: Mapping[str, Any]) -> str:
    """Add an entry behind another, in the layout of the file and changing nothing else."""
    # JSON is YAML, but for tabs, and of YAML the places are known.
    descriptor = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader)
    assert isinstance(descriptor, yaml.MappingNode)
    entries = [value for key, value in descriptor.value if key.value == "resources"][-1]
    entry = entries.value[behind]
    end = entry.end_mark.index
    return f"{text[:end]},{_laid_out(resource, text, entry.start_mark.index)}{text[end:]}"


def _laid_out(resource: Mapping[str, Any], text: str, start: int) -> str:
    """Write an entry as the one that starts there is written."""
    margin, step = text[text.rfind("\n", 0, start) + 1 : start], re.search(r"\n([ \t]+)", text)
    if margin.strip() or not step:
        return f" {json.dumps(resource, ensure_ascii=False)}"
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = json.dumps(resource, ensure_ascii=False, indent=step[1]).split("\n")
    return "".join(newline + margin + line for line in lines)


def _with_entry(text: str, slug: str) -> tuple[str, int]:
    """Add a page at the end of the first numbered list of chapters, else of the first; give its line too."""
    found = list(_chapters(yaml.compose(text, Loader=yaml.SafeLoader)))
    lists = [node for numbered, node in found if numbered] or [node for _, node in found]
    lines = text.splitlines(keepends=True)
    for node in lists[:1]:
        item = node.value[-1]
        dash = lines[item.start_mark.line][: item.start_mark.column]
        if dash.strip() == "-":
            newline = "\r\n" if "\r\n" in text else "\n"
            at = _last_line(item) + 1
            lines[at - 1] = lines[at - 1].rstrip("\r\n") + newline
            # A word such as "on" or "null" is none to YAML.
            name = slug if yaml.safe_load(slug) == slug else f'"{slug}"'
            return "".join([*lines[:at], f"{dash}file: {name}{newline}", *lines[at:]]), at + 1
    message = gettext("no list of chapters; allowed: 'chapters:' with one entry a line, '- file: name'")
    raise refusal(TOC, "contents", message, gettext("write the list so, with one chapter at least"))


def _chapters(node: yaml.Node | None) -> Iterator[tuple[bool, yaml.SequenceNode]]:
    """Give the lists of chapters in a table of contents, and whether each is numbered."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _chapters(item)
    elif isinstance(node, yaml.MappingNode):
        pairs = [(key.value, value) for key, value in node.value]
        numbered = any(key == "numbered" and value.value not in ("false", "0") for key, value in pairs)
        for key, value in pairs:
            if key == "chapters" and isinstance(value, yaml.SequenceNode) and value.value:
                yield numbered, value
            else:
                yield from _chapters(value)


def _last_line(node: yaml.Node) -> int:
    """Give the last line that a node has something on; its own end is where the next thing begins."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.line - (node.end_mark.column == 0))
    parts = (
        node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    )
    return max([int(node.start_mark.line), *map(_last_line, parts)])
