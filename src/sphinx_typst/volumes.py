"""Set a long book in volumes, each for itself, until the pages that they print of each other are right."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, NoReturn

from . import objects, volume_file, volume_process
from .errors import Problem, TypstBuildError
from .markup import string
from .parts import Part
from .typesetters import Typesetters
from .volume import Volume, VolumeError
from .volume_file import Numbering
from .volume_process import Job
from .words import gettext, word

_ROUNDS = 6
_TOLD = "told.json"  # what volumes were told, round after round
_PICTURE = re.compile(r'"/images/(?:[^"\\]|\\.)+"')
_ON_PAGES = {"title", "author", "keywords", "date", "day"}  # what pages of the body say of the book


class Volumes:
    """
    The volumes of a book, of which only those are compiled that are made of something else than before.

    A round gives each volume the pages and the places that the others had in the round before. The first
    begins with the same guess whatever is known from earlier builds, so that a book ends as the same bytes
    however it came about; what a volume comes to is kept by a digest of all that it is made of.

    Parameters
    ----------
    source
        The generated inputs.
    kept
        Folder for what volumes came to, from build to build.
    parts
        What the volumes of the body show.
    standards, timestamp
        As `sphinx_typst.compiler.compile_book` takes them.
    fonts
        Folders of all fonts that may be used.
    """

    def __init__(
        self,
        source: Path,
        kept: Path,
        parts: Sequence[Part],
        standards: Sequence[str],
        timestamp: int,
        fonts: Sequence[str],
    ) -> None:
        self._source, self._kept, self._fonts = source, kept, fonts
        self._standards, self._timestamp = list(standards), timestamp
        self._used: set[Path] = set()
        self._told: list[
            tuple[int, dict[str, Any], bool]
        ] = []  # which volume, what it was told, and if a draft
        self._firsts: list[int] = []  # number of the first page of each, as far as is known
        self._last_before: dict[str, Any] = {}  # what the last came to in the build before, if it is the same
        self._volume_of = {name: number for number, part in enumerate(parts, 1) for name in part.documents}
        self.numbering = Numbering(1 << (len(parts) + 1).bit_length())
        (source / "volumes").mkdir(exist_ok=True)
        kept.mkdir(exist_ok=True)
        settings = json.loads((source / "book.json").read_text("utf-8"))
        self._page = word(settings["language"], "page {page}", page="{page}")
        alike = repr([list(standards), timestamp, *map(version, ("typst", "pikepdf")), *map(_files, fonts)])
        code = map(Path, (__file__, objects.__file__, volume_file.__file__, volume_process.__file__))
        self._alike = alike.encode() + b"".join(map(Path.read_bytes, [*code, *sorted(source.glob("*.typ"))]))
        self._pictures = {string(f"/images/{path.name}"): path for path in (source / "images").iterdir()}
        attached = sorted((source / "attachments").iterdir())
        front = Part((), False, {}, frozenset(), tuple(entry for part in parts for entry in part.entries))
        self.all = [Volume(0, front, settings, self._write(0, front.entries, attached))]
        self.all += (self._body(number, part, settings) for number, part in enumerate(parts, 1))

    def _body(self, number: int, part: Part, settings: dict[str, Any]) -> Volume:
        is_last = number == max(self._volume_of.values())
        if not (is_last and settings["review"]):
            said = {key: value if key in _ON_PAGES else "" for key, value in settings["metadata"].items()}
            settings = settings | {"metadata": said, "attachments": []}
        files = [self._source / "chapters" / f"{name}.typ" for name in part.documents]
        includes = [f"#include {string(f'/chapters/{name}.typ')}" for name in part.documents]
        sources = self._write(number, includes, files)
        return Volume(number, part, settings, sources)

    def _write(self, number: int, lines: Sequence[str], files: list[Path]) -> bytes:
        """Write the main file of a volume; return a digest of it and of the files that belong to it."""
        main = "\n".join(['#import "/template.typ": *', "#show: book", *lines, ""])
        (self._source / f"volumes/{number}.typ").write_text(main, "utf-8")
        contents = [main.encode(), *(file.read_bytes() for file in files)]
        shown = {name for each in contents for name in _PICTURE.findall(each.decode(errors="ignore"))}
        contents += [self._pictures[name].read_bytes() for name in sorted(shown & self._pictures.keys())]
        return hashlib.sha256(
            b"".join(hashlib.sha256(each).digest() for each in [self._alike, *contents])
        ).digest()

    def compile(self) -> None:
        """
        Compile the volumes until none is made of anything else than in the round before.

        Raises
        ------
        VolumeError
            The compiler found errors.
        TypstBuildError
            There is no end to it, or the compiler ended without a word.
        """
        front, *body = self.all
        with Typesetters(self._fonts) as typesetters:
            self._run(typesetters, self._likely())
            for number in range(_ROUNDS):
                before = [volume.digest for volume in body]
                # The last, with an index or a ledger, prints pages of all: it is told those of this round.
                self._round(typesetters, body[:-1], draft=number == 0)
                # Beside it the front matter, of which nothing is needed; at first nothing is known for it.
                if number:
                    self._round(typesetters, [front, body[-1]])
                else:
                    self._round(typesetters, body[-1:], self._likely_front(), draft=True)
                if before == [volume.digest for volume in body]:
                    break
            else:
                _refuse(
                    gettext(
                        "the pages of the book do not settle: numbers of pages move what they count; "
                        "write a sentence anew near the end of a page that prints some"
                    )
                )
        self._write_index()

    def pdf(self, volume: Volume) -> Path:
        """Return the file of a volume."""
        return self._kept / f"{volume.digest}.pdf"

    def _round(
        self,
        typesetters: Typesetters,
        volumes: Sequence[Volume],
        beside: Mapping[str, Job | None] | None = None,
        *,
        draft: bool = False,
    ) -> None:
        """
        Compile volumes with what is known of the others now, or take what they came to before.

        A draft yields only where everything stands. Beside them something may be compiled for later.
        """
        self._count_pages()
        jobs, errors = {}, []
        for volume in volumes:
            about = self._about(volume)
            self._told.append((volume.number, about, draft))
            volume.digest, job = self._job(volume, about, draft)
            jobs[volume.digest] = job
        self._run(typesetters, {**jobs, **(beside or {})})
        for volume in volumes:
            record = self._kept / f"{volume.digest}.json"
            self._used.add(record)
            volume.found = json.loads(record.read_text("utf-8")) if record.is_file() else {}
            if error := volume.found.get("error"):
                record.unlink()
                errors.append(error)
            elif not (record if draft else self.pdf(volume)).is_file():
                _refuse(
                    gettext(
                        "the compiler ended before the volume with {documents} was whole; "
                        "look for very large tables and pictures, and for too little memory",
                        documents=", ".join(volume.part.documents) or gettext("the front matter"),
                    )
                )
        if errors:
            raise VolumeError(errors)

    def _count_pages(self) -> None:
        ends = [0, *accumulate(each.found.get("pages", 0) for each in self.all[1:])]
        self._firsts = [1, *(end + 1 for end in ends)]

    def _likely(self) -> dict[str, Job | None]:
        """
        Return what will be compiled if pages and places are as in the build before: all of it at once.

        What is not asked for after all goes with what none is made of any more.
        """
        record = self._kept / _TOLD
        before = json.loads(record.read_text("utf-8")) if record.is_file() else []
        jobs: dict[str, Job | None] = {}
        for number, about, draft in before:
            if number >= len(self.all):
                continue
            digest, jobs[digest] = self._job(self.all[number], about, draft)
            last = self._kept / f"{digest}.json"
            if number == self.all[-1].number and last.is_file():
                self._last_before = json.loads(last.read_text("utf-8"))
        return jobs

    def _likely_front(self) -> dict[str, Job | None]:
        """Return how the front matter will be compiled if the last volume comes to what it did before."""
        front, last = self.all[0], self.all[-1]
        if not self._last_before:
            return {}
        last.found = self._last_before
        self._count_pages()
        try:
            return dict([self._job(front, self._about(front), False)])
        finally:
            last.found = {}

    def _job(self, volume: Volume, about: dict[str, Any], draft: bool) -> tuple[str, Job | None]:
        """Return the digest of all that a volume is made of, and what there is to do, if anything."""
        settings = json.dumps({**volume.settings, "volume": about}, ensure_ascii=False)
        digest = hashlib.sha256(volume.sources + settings.encode()).hexdigest()[:32]
        result = self._kept / digest
        if result.with_suffix(".json" if draft else ".pdf").is_file():
            return digest, None
        (self._source / f"volumes/{digest}.json").write_text(settings, "utf-8")
        # Already in the first round the last is often told what it ends with: its draft is the whole of it.
        draft = draft and volume is not self.all[-1]
        return digest, Job(
            str(self._source), volume.number, self._standards, self._timestamp, str(result), draft
        )

    def _run(self, typesetters: Typesetters, jobs: Mapping[str, Job | None]) -> None:
        if fresh := [job for job in jobs.values() if job]:
            typesetters.run(fresh)

    def _about(self, volume: Volume) -> dict[str, Any]:
        """Return what a volume is told of its place among the others, and of theirs."""
        if volume.number:
            known = {name: self._place(docname, name) for name, docname in volume.part.away.items()}
            pages = {name: page for name, (page, _) in known.items() if name in volume.part.asked}
        else:
            known = {
                name: self._place(each.part.documents[0], name)
                for each in self.all[1:]
                for name, place in each.found["places"].items()
                if place["kind"] in ("heading", "figure")
            }
            pages = {name: page for name, (page, _) in known.items()}
        matter = "front" if volume.number == 0 else "back" if volume is self.all[-1] else "body"
        return {
            "matter": matter,
            "step": self.numbering.step,
            "first": self._firsts[volume.number],
            "within": volume.part.within,
            "elsewhere": {name: said for name, (_, said) in known.items()},
            "pages": pages,
        }

    def _place(self, docname: str, name: str) -> tuple[int, str]:
        """Return the page of a place in a document, and what a link to it says; at first, a guess."""
        volume = self.all[self._volume_of[docname]]
        if not volume.found:
            return [*self._volume_of].index(docname) + 1, ""
        place = volume.found["places"].get(name)
        if place is None:
            message = f"label `<{name}>` does not exist in the document"
            _refuse(gettext("Typst says: {message}", message=message))
        page = self._firsts[volume.number] + place["page"] - 1
        # As the compiler says it of a place in the same volume.
        if place["number"]:
            return page, f"{place['supplement']} {place['number']}"
        return page, ", ".join(filter(None, [place["supplement"], self._page.format(page=page)]))

    def _write_index(self) -> None:
        """Say which files are the volumes, and remove what none is made of any more."""
        index, first = [], 1
        for volume in self.all:
            pages = volume.found["pages"]
            run = volume.found["objects"]["run"]
            about = {"file": self.pdf(volume).name, "digest": volume.digest, "first": first, "pages": pages}
            about["objects"] = [run["begin"], run["end"]]
            index.append(about | {"documents": volume.part.documents})
            first += pages
        record = self._kept / "index.json"
        record.write_text(json.dumps(index, ensure_ascii=False, indent=1), "utf-8")
        told = self._kept / _TOLD
        told.write_text(json.dumps(self._told, ensure_ascii=False), "utf-8")
        for path in {*self._kept.iterdir()} - self._used - {record, told, *map(self.pdf, self.all)}:
            path.unlink()


def _refuse(message: str) -> NoReturn:
    raise TypstBuildError([Problem("", 0, message)])


def _files(folder: str) -> list[tuple[str, int, int]]:
    """Return what tells whether the fonts of a folder are the same."""
    files = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
    return [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
