"""Run the Typst compiler, and say in the author's terms what it did not like."""

import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import typst

from .errors import Problem, TypstBuildError, located
from .fonts import find_fonts, font_folders
from .markup import origin_of, string
from .metadata import Metadata
from .parts import Part
from .words import gettext, marked

_DIAGNOSTIC = re.compile(
    r"^(?P<kind>error|warning): (?P<message>[^\n]*)\n"
    r"(?P<rest>(?:(?!^(?:error|warning): )[^\n]*\n?)*)",
    re.MULTILINE,
)
_PLACE = re.compile(r"┌─ (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_HINT = re.compile(r"= hint: (?P<hint>[^\n]+)")
_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed with font `"(?P<font>.+?)"`')
# What the template refuses by itself, which knows the author's line where the compiler has lost it.
_REFUSED = re.compile(r"@(?P<path>[^\n]+?):(?P<line>\d+): (?P<what>\w+)(?: (?P<size>\S+))?")
_REFUSALS = {
    "formula": marked("the formula is too wide; break it by \\\\ into several lines"),
    "table": marked(
        "the table is too wide, even at {size}; part it into several, or make rows of its columns"
    ),
    "turned": marked(
        "the table is too wide, even at {size} on a page on its side; "
        "part it into several, or make rows of its columns"
    ),
}


_has_run = False


def note_run() -> None:
    """
    Note that the compiler runs in this process, before it does.

    From then on it has threads, which a fork of the process has not and would wait for without end.
    """
    global _has_run
    _has_run = True


def has_run() -> bool:
    """Return whether the compiler has run in this process, or one that it is a fork of."""
    return _has_run


class CompileError(Exception):
    """The compiler stopped; `problems` says why, each at the author's line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Compilation:
    """
    A book that is written and waits for the compiler, which needs nothing else that Sphinx knows.

    Parameters
    ----------
    folder, standards, timestamp, sources
        As `compile_book` takes them.
    font_paths
        As `sphinx_typst.fonts.find_fonts` takes them.
    pdf
        Where the PDF goes; what stands there stays until the new one is whole.
    metadata
        What the book says of itself.
    parts
        What the volumes of its body show; none where it is one.
    """

    folder: Path
    pdf: Path
    font_paths: tuple[str, ...]
    standards: tuple[str, ...]
    timestamp: int
    sources: Path
    metadata: Metadata
    parts: tuple[Part, ...] = ()

    @property
    def volumes(self) -> Path:
        """
        The folder beside the PDF with the volumes that it was joined of; absent for a book of one volume.

        Its ``index.json`` is a list of them in their order, each an object of these keys:

        ``file``
            Name of the volume's own PDF in this folder. A link into another volume is a named destination,
            which only the joined PDF has.
        ``objects``
            Begin and end of its bytes that the joined PDF has as they are: what it shows and its structure.
        ``digest``
            Of all that the volume was made of: the same digest, the same file.
        ``first``
            Number of its first page in the joined PDF, counted from 1.
        ``pages``
            How many pages it has.
        ``documents``
            Names of the documents that it shows, in their order; none in the first two volumes, which are
            the front matter and the contents.

        Its ``joined.sha256`` is the digest of the joined PDF.
        """
        return self.pdf.with_suffix(".volumes")

    def run(self, when_set: Callable[[], object] = lambda: None) -> list[Problem]:
        """
        Compile the book and put the PDF in its place.

        Parameters
        ----------
        when_set
            Called when the volumes stand, before they are joined.

        Returns
        -------
        list of Problem
            The compiler's warnings.

        Raises
        ------
        TypstBuildError
            With everything that the compiler refuses.
        """
        try:
            pdf, warnings = self._joined(when_set) if self.parts else self._whole()
        except CompileError as error:
            raise TypstBuildError([located(problem, self.sources) for problem in error.problems]) from None
        aside = self.pdf.with_suffix(".pdf.new")
        aside.write_bytes(pdf)
        aside.replace(self.pdf)
        if self.parts:
            (self.volumes / "joined.sha256").write_text(hashlib.sha256(pdf).hexdigest(), "ascii")
        return [located(warning, self.sources) for warning in warnings]

    def _whole(self) -> tuple[bytes, list[Problem]]:
        from .completion import complete  # which needs what reading and writing do without

        fonts = find_fonts(self.font_paths)
        pdf, warnings = compile_book(self.folder, fonts, self.standards, self.timestamp, self.sources)
        shutil.rmtree(self.volumes, ignore_errors=True)
        return complete(pdf, self.metadata), warnings

    def _joined(self, when_set: Callable[[], object]) -> tuple[bytes, list[Problem]]:
        from .joining import join  # as above
        from .volume import VolumeError
        from .volumes import Volumes

        volumes = Volumes(
            self.folder,
            self.volumes,
            self.parts,
            self.standards,
            self.timestamp,
            font_folders(self.font_paths),
        )
        try:
            volumes.compile()
        except VolumeError as error:
            found = (_problems(each, "error", self.sources) for each in error.diagnostics)
            raise CompileError([*chain.from_iterable(found)]) from None
        when_set()
        said = [warning for volume in volumes.all for warning in volume.found["warnings"]]
        warnings = [problem for each in said for problem in _problems(each, "warning", self.sources)]
        return join(volumes, self.metadata), warnings


def compile_book(
    folder: Path, fonts: typst.Fonts, standards: Sequence[str], timestamp: int, sources: Path
) -> tuple[bytes, list[Problem]]:
    """
    Compile ``book.typ`` in `folder`.

    Parameters
    ----------
    folder
        The generated inputs; the compiler sees nothing outside it.
    fonts
        All fonts that may be used.
    standards
        Names of PDF standards as Typst spells them; the compiler enforces them.
    timestamp
        Date of the PDF, in seconds since 1970 (UTC).
    sources
        The author's source folder, in which a character is looked up to say its very line.

    Returns
    -------
    tuple
        The PDF, and the compiler's warnings.

    Raises
    ------
    CompileError
        The compiler found errors.
    """
    note_run()
    options: dict[str, Any] = {"pdf_standards": list(standards), "timestamp": timestamp, "format": "pdf"}
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(folder / "book.typ"), root=str(folder), font_paths=fonts, ignore_system_fonts=True, **options
        )
    except typst.TypstError as error:
        raise CompileError(_problems(error.diagnostic, "error", sources)) from None
    return pdf, [
        problem for warning in warnings for problem in _problems(warning.diagnostic, "warning", sources)
    ]


def pdf_to_svg(pdf: Path) -> bytes:
    """
    Return the first page of a PDF as SVG, for Typst embeds no PDF where a standard is to be met.

    Raises
    ------
    typst.TypstError
        It is no PDF that can be read.
    """
    note_run()
    page = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image({string('/' + pdf.name)})"
    svg = typst.Compiler(page.encode(), root=str(pdf.parent), ignore_system_fonts=True).compile(format="svg")
    assert isinstance(svg, bytes)  # one page
    return svg


def _problems(diagnostic: str, kind: str, sources: Path) -> list[Problem]:
    problems = []
    for found in _DIAGNOSTIC.finditer(diagnostic):
        if found["kind"] != kind:
            continue
        if refused := _REFUSED.search(found["message"]):
            template = _REFUSALS[refused["what"]]
            message = gettext(template, size=refused["size"])
            problems.append(Problem(refused["path"], int(refused["line"]), message))
            continue
        origins = (_origin(place) for place in _PLACE.finditer(found["rest"]))
        origin = next(filter(None, origins), None)
        path, line = origin or ("", 0)
        if glyph := _GLYPH.search(found["message"]):
            line = _line_with(glyph["text"], sources / path, line)
        problems.append(Problem(path, line, _explain(found["message"], found["rest"])))
    return problems or [Problem("", 0, diagnostic.strip())]


def _origin(place: re.Match[str]) -> tuple[str, int] | None:
    """Return the author's line for one of the places that a message names: its own, or a caller's."""
    generated = Path.cwd() / place["file"]  # the compiler names files from the working folder
    if generated.parent.name == "images":
        return _shown(generated)
    if not generated.is_file():
        return None
    return origin_of(generated.read_text(encoding="utf-8"), int(place["line"]), int(place["column"]))


def _shown(picture: Path) -> tuple[str, int] | None:
    """Return the author's line that first shows a picture, for of a broken one a message names the file."""
    call = string(f"/images/{picture.name}")
    for chapter in sorted((picture.parents[1] / "chapters").rglob("*.typ")):
        lines = chapter.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if call in line:
                return origin_of("\n".join(lines), number, line.index(call))
    return None


def _line_with(text: str, file: Path, line: int) -> int:
    """Return the first line from `line` on that has the text, for a table or a paragraph has many lines."""
    if file.is_file():
        lines = file.read_text(encoding="utf-8").splitlines()[max(line - 1, 0) :]
        return next((number for number, each in enumerate(lines, start=max(line, 1)) if text in each), line)
    return line


def _explain(message: str, rest: str) -> str:
    if glyph := _GLYPH.search(message):
        characters = " ".join(f"{c} (U+{ord(c):04X})" for c in glyph["text"])
        return gettext(
            "the font {font!r} has no glyph for {characters}; "
            "write it with characters that the font has, or show it as a picture with alternative text",
            font=glyph["font"],
            characters=characters,
        )
    if "failed to decode" in message or "failed to parse SVG" in message or "unknown image format" in message:
        message = re.sub(r" in \S*images/[^)]*", "", message)  # the name of a copy says nothing to an author
        return gettext(
            "a picture cannot be read: {message}; save it again as svg, png, jpeg, gif, webp or pdf",
            message=message,
        )
    return "; ".join([gettext("Typst says: {message}", message=message), *_HINT.findall(rest)])
