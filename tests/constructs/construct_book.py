"""Two books of the table's rows, each read once: what is shown, in both formats, and what is refused."""

from __future__ import annotations

import io
import re
import shutil
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
import yaml
from lxml import etree
from PIL import Image
from rows import Refusal, Shown
from sphinx.application import Sphinx

from qzbook.execution import kernels
from qzbook.gate import Gate
from qzbook.gate.marked import read_pages
from qzbook.gate.pdf import Structure, open_pdf
from qzbook.press.application import attempt
from qzbook.project import Project
from sphinx_typst.builder import TypstBuilder
from sphinx_typst.errors import TypstBuildError
from support import NOTEBOOK_HEAD, PROJECT, copy_project, write_files

BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9" stroke="#000"/></svg>'


def _picture(mode: str, form: str) -> bytes:
    """Give a picture with colours of this mode."""
    content = io.BytesIO()
    Image.new(mode, (4, 3)).save(content, form)
    return content.getvalue()


FILES: dict[str, str | bytes] = {
    "boat.svg": BOAT,
    "wide.svg": BOAT.replace('"9"', '"2400"', 1),
    "boat.py": "a = 1\nb = 2\nc = 3\n",
    "boat.csv": "船,数\n甲,1\n",
    "img/图一.png": _picture("RGB", "PNG"),
    "img/a b.png": _picture("L", "PNG"),
    "img/A.PNG": _picture("RGBA", "PNG"),
    "img/deep.png": _picture("I;16", "PNG"),
    "img/boat.pdf": (PROJECT / "tests/sphinx_typst/book/images/boat.pdf").read_bytes(),
    "img/press.jpg": _picture("CMYK", "JPEG"),
    "img/broken.png": b"no picture \xff",
    "img/broken.pdf": b"no picture \xff",
    "img/broken.svg": "no drawing",
}
FIRST = {"index": "# 构件\n\n每页一类。\n"}


def cell(row: Shown | Refusal) -> str:
    """Give the Markdown of a row, of which a cell may be made."""
    if not row.form:
        return row.source
    code = row.source
    if row.form != "python":
        code = f"from IPython.display import display\ndisplay({{{row.form!r}: {row.source!r}}}, raw=True)"
    return f"```{{code-cell}} python\n{code}\n```"


def write(root: Path, pages: Mapping[str, str], files: Mapping[str, str | bytes]) -> Project:
    """Write a project with the real data and configuration, these pages, and these files beside them."""
    copy_project(root)
    shutil.rmtree(root / "book")
    contents = {"format": "jb-book", "root": "index", "chapters": [{"file": name} for name in pages]}
    written = {f"{name}.md": text for name, text in {**FIRST, **pages}.items()}
    written["_toc.yml"] = yaml.safe_dump(contents, allow_unicode=True)
    write_files(root / "book", {**written, **files})
    return Project.at(root)


# -- what is shown ------------------------------------------------------------------------------------------

Sections = dict[str, dict[str, str]]
"""What is in the sections of pages: by the page's name, then by the section's."""


@dataclass
class Book:
    """A book as a reader of each format meets it, and what is wrong with it."""

    problems: list[str]
    html: Sections = field(default_factory=dict)
    pdf: Sections = field(default_factory=dict)


def holds(found: str, expected: str) -> bool:
    """Say whether what was found holds what is expected; three dots stand for anything between two pieces."""
    found = re.sub(' data-words="[^"]*"', "", found)  # a digest of what is shown
    return re.search(".*?".join(map(re.escape, expected.split("..."))), found) is not None


def page(title: str, rows: Iterable[Shown]) -> str:
    """Give a page with a section for each row."""
    text = "\n\n".join(f"## {row.name}\n\n{cell(row)}" for row in rows)
    head = NOTEBOOK_HEAD if "{code-cell}" in text else ""
    return f"{head}\n# {title}\n\n{text}\n"


def build(root: Path, kinds: Mapping[str, tuple[Shown, ...]]) -> Book:
    """Build both formats of a book with a page for each kind, judge them by the gate, and read them."""
    project = write(root, {name: page(name, rows) for name, rows in kinds.items()}, FILES)
    web, paper, told = _run(project, "html")
    if told:
        return Book(told)
    assert web is not None
    assert paper is not None
    assert isinstance(paper.builder, TypstBuilder)
    warned = [str(problem) for problem in paper.builder.compilation.run()]
    pdf = paper.builder.compilation.pdf
    sources = {name: Path(web.env.doc2path(name)) for name in sorted(web.env.found_docs)}
    gate = Gate(Path(web.outdir), pdf, sources, root)
    names = {kind: [row.name for row in rows] for kind, rows in kinds.items()}
    return Book(
        [*warned, *map(str, gate.judge())], _read_html(Path(web.outdir), names), _read_pdf(pdf, names)
    )


def _run(project: Project, first: str) -> tuple[Sphinx | None, Sphinx | None, list[str]]:
    """Run a builder, and that of the PDF without its compiler; give both with all that they tell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx's extensions
        folder = project.root / "pages"
        try:
            one, told = attempt(project, first, folder) if first != "typst" else (None, [])
            other, more = attempt(project, "typst", folder, overrides={"typst_compile": False})
        finally:
            kernels.stop()
    # The PDF's builder tells its problems in one message.
    return (
        one,
        other,
        list(dict.fromkeys(re.split(r"\n(?=book/)", "\n".join(told + more)) if told + more else [])),
    )


#: What every paragraph, heading and caption has in the book, whatever is in it, and numbers of pages.
_OF_EVERY_PAGE = re.compile(
    r"\n| page=\"\d+\"|<a class=\"anchor\".*?</a>|(?<=<p) id=\"p-[^\"]*\"|<span></span>|</?section.*?>"
    r"|<span class=\"together\">(?=[^<]*</span>)"
)


def _read_html(folder: Path, names: Mapping[str, list[str]]) -> Sections:
    found = {}
    for kind, sections in names.items():
        text = (folder / f"{kind}.html").read_text("utf-8").replace("\n", "")
        parts = re.split(r"<h2>(.+?)<a class=.*?</h2>", text[: text.index('</div><nav class="neighbours"')])
        heads = zip(map(unescape, parts[1::2]), parts[2::2], strict=True)
        found[kind] = _sections(heads, sections)
    return found


def _read_pdf(path: Path, names: Mapping[str, list[str]]) -> Sections:
    marks = [page.by_mark() for page in read_pages(path)]
    with open_pdf(path) as file:
        documents = Structure(file, marks).documents
    found = {}
    for kind, sections in names.items():
        pieces = (
            ("".join(each.itertext()).strip(), "")
            if each.tag == "H2"
            else ("", etree.tostring(each, encoding="unicode"))
            for each in documents[kind]
        )
        found[kind] = _sections(pieces, sections)
    return found


def _sections(pieces: Iterable[tuple[str, str]], names: list[str]) -> dict[str, str]:
    """Join pieces, each with the heading that it begins with, to the sections of these names."""
    sections: dict[str, str] = {}
    current, waiting = "", list(names)
    for head, text in pieces:
        if waiting and head == waiting[0]:
            current = waiting.pop(0)
        sections[current] = sections.get(current, "") + _OF_EVERY_PAGE.sub("", text)
    assert waiting == []
    return sections


# -- what is refused ----------------------------------------------------------------------------------------

_TOLD = re.compile(r"book/(?P<page>[^\n:]+)\.\w+:(?P<line>\d+)?:? ?(?P<message>.*)", re.DOTALL)


def refuse(root: Path, rows: Sequence[Refusal]) -> dict[int, list[tuple[int, str]]]:
    """Give line and message of all that is told of a book of these rows, by the row's number; else by -1.

    Each row has a page; those with cells are sections of one, for a page with cells takes a process.
    """
    pages = {f"p{number}": f"# 页\n\n{row.source}\n" for number, row in enumerate(rows) if not row.form}
    text, starts = f"{NOTEBOOK_HEAD}\n# 页\n", {0: -1}
    for number, row in enumerate(rows):
        if row.form:
            starts[text.count("\n") + 2] = number
            text += f"\n{cell(row)}\n"
    project = write(root, pages | ({"cells": text} if len(starts) > 1 else {}), FILES)
    _, _, told = _run(project, "check")
    found: dict[int, list[tuple[int, str]]] = {}
    for message in told:
        match = _TOLD.fullmatch(message)
        if match is None:
            found.setdefault(-1, []).append((0, message))
            continue
        line, page = int(match["line"] or 0), match["page"].removeprefix("p")
        if page.isdecimal():
            number = int(page)
        else:
            start = max(start for start in starts if start <= line)
            line, number = line - start, starts[start]
        found.setdefault(number, []).append((line, match["message"]))
    return found


def compile_alone(root: Path, rows: Sequence[Refusal]) -> list[list[str]]:
    """Give what the compiler tells of each row, in a book of it alone, for it stops at the first fault."""
    pages = {f"p{number}": f"# 页\n\n{row.source}\n" for number, row in enumerate(rows)}
    _, paper, told = _run(write(root, pages, FILES), "typst")
    assert told == []
    assert paper is not None
    assert isinstance(paper.builder, TypstBuilder)
    main = paper.builder.source / "book.typ"
    lines = main.read_text("utf-8").splitlines()
    found = []
    for number in range(len(rows)):
        chosen = [line for line in lines if "#include" not in line or f"/p{number}." in line]
        main.write_text("\n".join(chosen), "utf-8")
        with pytest.raises(TypstBuildError) as raised:
            paper.builder.compilation.run()
        found.append([str(problem).removeprefix(f"{root}/book/") for problem in raised.value.problems])
    return found
