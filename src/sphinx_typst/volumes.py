"""Set a long book in volumes, each for itself, until the pages that they print of each other are right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, NoReturn

from . import objects, volume_file, volume_process
from .errors import Problem, TypstBuildError
from .parts import Part
from .typesetters import Typesetters
from .volume import Volume, VolumeError, volumes_of
from .volume_file import Numbering
from .volume_process import Job
from .words import gettext, word

_ROUNDS = 6
_TOLD = "told.json"  # what volumes were told, round after round


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
        # By digest: which volume, what it was told, and if a draft.
        self._told: dict[str, tuple[int, dict[str, Any], bool]] = {}
        self._firsts: list[int] = []  # number of the first page of each, as far as is known
        self._before: dict[int, Path] = {}  # what volumes came to in the build before
        self._volume_of = {name: number for number, part in enumerate(parts, 2) for name in part.documents}
        self.numbering = Numbering(1 << (len(parts) + 2).bit_length())
        kept.mkdir(exist_ok=True)
        settings = json.loads((source / "book.json").read_text("utf-8"))
        self._page = word(settings["language"], "page {page}", page="{page}")
        alike = repr([list(standards), timestamp, *map(version, ("typst", "pikepdf")), *map(_files, fonts)])
        code = map(Path, (__file__, objects.__file__, volume_file.__file__, volume_process.__file__))
        self.all = volumes_of(source, parts, settings, alike.encode() + b"".join(map(Path.read_bytes, code)))
        # They are told the pages of the others of the same round, so that one will often do.
        self._last = [volume for volume in self.all if self._prints_pages_of_most(volume)]

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
        front, contents, *body = self.all
        first = [front, *(volume for volume in body if volume not in self._last)]
        with Typesetters(self._fonts) as typesetters:
            likely, later = self._likely()
            self._run(typesetters, likely)
            for number in range(_ROUNDS):
                before = [volume.digest for volume in body]
                # Beside them the rest, in case they come to what they did; at first nothing is known of it.
                beside = self._foreseen([*self._last, contents]) if number else {}
                self._round(typesetters, first, beside, draft=number == 0)
                if number:
                    self._round(typesetters, [*self._last, contents])
                else:
                    self._round(typesetters, self._last, {**later, **self._likely_contents()}, draft=True)
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
            volume.digest, job = self._job(volume, about, draft)
            self._told[volume.digest] = volume.number, about, draft
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
        front, _, *body = self.all
        ends = accumulate((each.found.get("pages", 0) for each in body), initial=0)
        self._firsts = [1, front.found.get("number", 0) + 1, *(end + 1 for end in ends)]

    def _prints_pages_of_most(self, volume: Volume) -> bool:
        """Say whether a volume, as with a ledger or an index, prints pages of most volumes before it."""
        part = volume.part
        asked = {self._volume_of[docname] for name, docname in part.away.items() if name in part.asked}
        return 2 * sum(number < volume.number for number in asked) > max(volume.number - 2, 0)

    def _likely(self) -> tuple[dict[str, Job], dict[str, Job]]:
        """
        Return what will be compiled if pages and places are as in the build before, at once and later.

        They are not likely to be for what leads into volumes that have changed: its links say what stands
        there. So that it can follow soon, drafts are compiled first, and the rest beside it. What is not
        asked for after all goes with what none is made of any more.
        """
        record = self._kept / _TOLD
        before = json.loads(record.read_text("utf-8")) if record.is_file() else {}
        jobs: dict[int, dict[str, Job]] = {}
        for former, (number, about, draft) in before.items():
            if number >= len(self.all):
                continue
            digest, job = self._job(self.all[number], about, draft)
            self._before[number] = self._kept / f"{former}.json"
            if job:
                jobs.setdefault(number, {})[digest] = job
        changed = set(jobs)
        waiting = [volume for volume in (self.all[1], *self._last) if self._leads_into(volume, changed)]
        for volume in waiting:
            jobs.pop(volume.number, None)
        likely = {digest: job for each in jobs.values() for digest, job in each.items()}
        if not changed.intersection(volume.number for volume in waiting):
            return likely, {}
        first = {digest: job for digest, job in likely.items() if job.draft or job.number == 0}
        return first, {digest: job for digest, job in likely.items() if digest not in first}

    def _leads_into(self, volume: Volume, changed: set[int]) -> bool:
        """Say whether links of a volume lead into others of these."""
        within = self._volume_of if volume.matter == "contents" else volume.part.away.values()
        return bool(changed.intersection(self._volume_of[docname] for docname in within) - {volume.number})

    def _likely_contents(self) -> dict[str, Job | None]:
        """Return how the contents will be compiled if the last volumes come to what they did before."""
        before = [self._before.get(volume.number) for volume in self._last]
        if not all(record and record.is_file() for record in before):
            return {}
        try:
            for volume, record in zip(self._last, filter(None, before), strict=True):
                volume.found = json.loads(record.read_text("utf-8"))
            return self._foreseen(self.all[1:2])
        finally:
            for volume in self._last:
                volume.found = {}

    def _foreseen(self, volumes: Sequence[Volume]) -> dict[str, Job | None]:
        """Return how volumes will be compiled if what is known of all now does not change."""
        self._count_pages()
        return dict(self._job(volume, self._about(volume), draft=False) for volume in volumes)

    def _job(self, volume: Volume, about: dict[str, Any], draft: bool) -> tuple[str, Job | None]:
        """Return the digest of all that a volume is made of, and what there is to do, if anything."""
        settings = json.dumps({**volume.settings, "volume": about}, ensure_ascii=False)
        digest = hashlib.sha256(volume.sources + settings.encode()).hexdigest()[:32]
        result = self._kept / digest
        if result.with_suffix(".json" if draft else ".pdf").is_file():
            return digest, None
        (self._source / f"volumes/{digest}.json").write_text(settings, "utf-8")
        # Already in the first round some are often told what they end with: then a draft is the whole of it.
        draft = draft and volume.matter != "front" and volume not in self._last
        return digest, Job(
            str(self._source), volume.number, self._standards, self._timestamp, str(result), draft
        )

    def _run(self, typesetters: Typesetters, jobs: Mapping[str, Job | None]) -> None:
        if fresh := [job for job in jobs.values() if job]:
            typesetters.run(fresh)

    def _about(self, volume: Volume) -> dict[str, Any]:
        """Return what a volume is told of its place among the others, and of theirs."""
        if volume.matter == "contents":
            known = {
                name: self._place(each.part.documents[0], name)
                for each in self.all[2:]
                for name, place in each.found["places"].items()
                if place["kind"] in ("heading", "figure")
            }
            pages = {name: page for name, (page, _) in known.items()}
        else:
            known = {name: self._place(docname, name) for name, docname in volume.part.away.items()}
            pages = {name: page for name, (page, _) in known.items() if name in volume.part.asked}
        return {
            "matter": volume.matter,
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
