"""Begin a chapter: its notebook, its CSV with its entry in the data package, its line in the contents.

All of it or nothing: the data as they would be are judged in a copy before a file is touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any, NoReturn

import yaml

from qzbook.safety.yaml_limits import bound
from qzcharts.data import open_ledger, plain
from qzcharts.data.ledger import from_package
from qzcharts.data.numerals import figures
from qzcharts.data.package import DESCRIPTOR, Package, read
from qzcharts.errors import Problem, ProblemsError

TOC = "book/_toc.yml"

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
        allowed = "allowed: lower-case letters, digits and single hyphens, a letter first; not search"
        _refuse("book", "slug", f"{slug!r} is no name of a chapter; {allowed}", "such as green-space")
    if not title.isprintable():
        _refuse(page, "title", f"{title!r} is no title; allowed: one line", "write --title with one line")
    for name in (page, csv):
        if os.path.lexists(root / name):
            _refuse(name, "taken", "is there already; allowed: a chapter of its own name", "choose another")
    ledger = open_ledger(root)
    package = ledger.package
    for figure in figures(title, ledger.units, ledger.names):
        message = f"{figure.text!r} is typed in the title; allowed: dates, ordinals, names"
        _refuse(page, "title", message, "say it without a figure")
    if table in package.tables:
        message = f"there is a table {table!r} already; allowed: a chapter of its own name"
        _refuse(descriptor, "taken", message, "choose another")

    contents, line = _with_entry(_contents_text(root / TOC), slug)
    model = _model(package)
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
        descriptor: _with_resource((root / descriptor).read_bytes().decode(), model, resource),
        TOC: contents,
    }
    try:
        _rehearse(root, package.described, files)
        _write(root, files)
    except OSError as error:
        message = f"cannot be written: {error.strerror}; nothing was changed"
        name = Path(error.filename).name if error.filename else root.name
        _refuse(name, "unwritable", message, "make room, or grant the right to write")
    return [page, csv, descriptor, f"{TOC}:{line}"]


def _contents_text(path: Path) -> str:
    """Read the table of contents, which has to be YAML."""
    for each in (path.parent, path):
        if fault := plain.fault(each):
            _refuse(TOC, "not-plain", f"{fault}; {plain.ALLOWED}", plain.MEND)
    try:
        text = path.read_bytes().decode()
        bound()
        yaml.compose(text, Loader=yaml.SafeLoader)
        return text
    except OSError:
        _refuse(TOC, "broken-toc", "is missing; allowed: the table of contents", "restore the file")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        _refuse(f"{TOC}:{line}", "encoding", "is not UTF-8; allowed: UTF-8 only", "save the file as UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{TOC}:{mark.line + 1}" if mark else TOC
        what = getattr(error, "problem", None) or getattr(error, "reason", error)
        _refuse(place, "broken-toc", f"is no YAML: {what}", "correct the YAML")


def _refuse(path: str, code: str, message: str, mend: str) -> NoReturn:
    raise ProblemsError([Problem(path, 0, "", code, message, mend)])


def _model(package: Package) -> dict[str, Any]:
    """Give the entry of the last table of figures: a new one gets its schema, and its place behind it."""
    names = [name for name, table in package.tables.items() if "qualifier" in table.columns]
    if not names:
        message = (
            "no table with a column 'qualifier'; allowed: tables of figures, whose columns a new one gets"
        )
        _refuse(f"data/{DESCRIPTOR}", "no-model", message, "describe one; see CONTRIBUTING.md")
    entries: list[dict[str, Any]] = package.descriptor["resources"]
    return next(entry for entry in entries if entry["name"] == names[-1])


def _with_resource(text: str, model: Mapping[str, Any], resource: Mapping[str, Any]) -> str:
    """Add an entry behind that of another table, in the layout of the file and changing nothing else."""
    longer = (
        f"{text[:end]},{_laid_out(resource, text, start)}{text[end:]}"
        for start, end, value in _objects(text)
        if value == model
    )
    # What reads like the entry may lie elsewhere too.
    return next(each for each in longer if resource in json.loads(each.removeprefix("\ufeff"))["resources"])


def _objects(text: str) -> Iterator[tuple[int, int, Any]]:
    """Give start, end and value of each object in a text of JSON."""
    for brace in re.finditer(r"\{", text):
        with contextlib.suppress(json.JSONDecodeError):  # a brace in a string
            value, end = json.JSONDecoder().raw_decode(text, brace.start())
            yield brace.start(), end, value


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
    message = "no list of chapters; allowed: 'chapters:' with one entry a line, '- file: name'"
    _refuse(TOC, "contents", message, "write the list so, with one chapter at least")


def _chapters(node: yaml.Node | None, numbered: bool = False) -> Iterator[tuple[bool, yaml.SequenceNode]]:
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


def _rehearse(root: Path, described: Iterable[str], files: Mapping[str, str]) -> None:
    """Judge the data as they would be."""
    with tempfile.TemporaryDirectory(prefix="qzcharts-") as folder:
        for name in described:
            copy = Path(folder, "data", name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "data" / name, copy)
        for name, text in files.items():
            if name.startswith("data/"):
                Path(folder, name).write_bytes(text.encode())
        from_package(read(Path(folder, "data")))


def _write(root: Path, files: Mapping[str, str]) -> None:
    """Write files by rename, all of them or none."""
    before = {name: (root / name).read_bytes() if (root / name).exists() else None for name in files}
    aside = {name: (root / name).with_name(f".{Path(name).name}.{os.getpid()}") for name in files}
    replaced: list[str] = []
    try:
        for name, text in files.items():
            aside[name].write_bytes(text.encode())
            if before[name] is not None:
                shutil.copymode(root / name, aside[name])
        for name in files:
            aside[name].replace(root / name)
            replaced.append(name)
    except BaseException:
        for name in replaced:
            content = before[name]
            if content is None:
                (root / name).unlink()
            else:
                (root / name).write_bytes(content)
        raise
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
