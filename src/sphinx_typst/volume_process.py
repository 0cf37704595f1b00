"""
Compiles the volumes of a book that it is told, several at a time, in a process that may be ended at any time.

It has no threads, so that it can be forked: what the compiler takes up for a volume is given back when its
process ends.
"""

import io
import json
import os
import select
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import typst

from .volume_file import Numbering, volume_file

# macOS forks, but its system libraries may crash in a process that forked and did not exec.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
AWAY = "volume:"  # begins the address of a place in another volume, as in pieces.typ
# Typst names a variable font by its thinnest weight, whichever it sets; no printer has that one to look for.
_VARIABLE = {"NotoSansCJKsc-Thin": "NotoSansCJKsc-VF"}
_SHIFT = 10.0  # points that the compiler's destinations lie above their places
# More than a volume has pages and links, which are counted together.
_KEYS = 1_000_000
# Where what can be linked to stands, and what a link says of it: "where" and its number.
_PLACES = """
query(selector.or(heading, figure, math.equation, table)).filter(it => it.has("label")).map(it => {
  let (at, given) = (it.location().position(), it.fields())
  let (supplement, number) = ("supplement", "numbering").map(key => given.at(key, default: none))
  (str(it.label), (
    page: at.page, x: at.x.pt(), y: at.y.pt(), kind: repr(it.func()), supplement: supplement,
    number: if number != none { numbering(number, 1) }))
}).to-dict()
"""
_LEVELS = "query(heading).filter(it => it.bookmarked != false).map(it => it.level)"


@dataclass(frozen=True)
class Job:
    """
    A volume to compile.

    Parameters
    ----------
    folder
        The generated inputs; the compiler sees nothing outside it.
    number
        Which of the volumes it is; the front matter is 0.
    standards, timestamp
        As `sphinx_typst.compiler.compile_book` takes them.
    result
        Where results go: to this name with ``.pdf`` the volume, with ``.json`` what was found of it, its
        `pages`, the `number` of the last of them, `places` and `headings` and the compiler's `warnings`, or
        only its `error`.
    draft
        Whether the PDF is not wanted, and nothing of it but pages and places.
    """

    folder: str
    number: int
    standards: list[Any]
    timestamp: int
    result: str
    draft: bool

    @property
    def _settings(self) -> str:
        return f"volumes/{Path(self.result).name}.json"

    def run(self, fonts: typst.Fonts) -> None:
        """Compile the volume and write what came of it."""
        aside = Path(f"{self.result}-{os.getpid()}.new")
        compiler = typst.Compiler(
            f"{self.folder}/volumes/{self.number}.typ",
            root=self.folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"settings": f"/{self._settings}"},
        )
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=self.standards, timestamp=self.timestamp
            )
        except typst.TypstError as error:
            found: dict[str, Any] = {"error": error.diagnostic}
        else:
            assert isinstance(pdf, bytes)
            places, levels = (json.loads(compiler.eval(asked)) for asked in (_PLACES, _LEVELS))
            with pikepdf.open(io.BytesIO(pdf)) as file:
                heights = [float(page.mediabox[3]) for page in file.pages]
                for place in places.values():
                    place["y"] = heights[place["page"] - 1] - max(place["y"] - _SHIFT, 0)
                    place |= {key: plain_text(place[key]) for key in ("supplement", "number")}
                found = {"pages": len(heights), "number": _last_number(file), "places": places}
                found["warnings"] = [warning.diagnostic for warning in warnings]
                if not self.draft:
                    titles = _bookmarks(file)
                    found["headings"] = [(level, *title) for level, title in zip(levels, titles, strict=True)]
                    pdf, found["objects"] = self._written(file)
                    aside.with_suffix(".pdf").write_bytes(pdf)
        aside.with_suffix(".json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        deserted = _is_deserted()  # what the compiler has seen may have changed under it then
        for suffix in (".json", ".pdf"):  # who finds the PDF finds what is known of it
            made = aside.with_suffix(suffix)
            if deserted:
                made.unlink(missing_ok=True)
            elif made.exists():
                made.replace(f"{self.result}{suffix}")

    def _written(self, file: pikepdf.Pdf) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF, made ready to be joined with others, and what these have to know of its objects."""
        volume = json.loads(Path(self.folder, self._settings).read_text("utf-8"))["volume"]
        _make_unique(file, self.number)
        _lead_away(file, volume["elsewhere"])
        if volume["within"]:
            document = file.Root.StructTreeRoot.K[0]
            assert document.K[0].S == "/H1"  # which is for the compiler alone
            del document.K[0]
        return volume_file(file, self.number, Numbering(volume["step"]))


def name_fonts(each: pikepdf.Object) -> None:
    """Give an object, if it is a font, a name that can be found."""
    for key in ("/BaseFont", "/FontName"):
        if key in each:
            subset, _, name = str(each[key]).partition("+")
            if name in _VARIABLE:
                each[key] = pikepdf.Name(f"{subset}+{_VARIABLE[name]}")


def plain_text(content: Any) -> str:
    """Return the text of content, as the compiler writes it in JSON."""
    match content:
        case {"func": "space"}:
            return " "
        case {"text": str(text)}:
            return text
        case dict():
            return "".join(plain_text(each) for each in content.values() if isinstance(each, dict | list))
        case list():
            return "".join(map(plain_text, content))
        case str():
            return content
    return ""


def _last_number(file: pikepdf.Pdf) -> int:
    """Return the number of the last page, as its label has it."""
    *_, start, label = file.Root.PageLabels.Nums
    return int(label.get("/St", 1)) + len(file.pages) - 1 - int(start)


def _bookmarks(file: pikepdf.Pdf) -> Iterator[tuple[str, int, float, float]]:
    """Give title, page, counted from 1, and place of each bookmark, in their order."""
    pages = {page.objgen: number for number, page in enumerate(file.pages, start=1)}

    def within(item: Any) -> Iterator[tuple[str, int, float, float]]:
        while item is not None:
            page, _, x, y, _ = item.Dest
            yield str(item.Title), pages[page.objgen], float(x), float(y)
            yield from within(item.get("/First"))
            item = item.get("/Next")

    if "/Outlines" in file.Root:
        yield from within(file.Root.Outlines.get("/First"))


def _make_unique(file: pikepdf.Pdf, number: int) -> None:
    """Let numbers and names that the volumes have in common begin with the number of this one."""
    shift, prefix = number * _KEYS, f"{number}-"
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            continue
        name_fonts(each)
        for key in ("/StructParent", "/StructParents"):
            if key in each:
                each[key] += shift
        if each.get("/Type") == "/StructElem":
            if "/ID" in each:
                each.ID = pikepdf.String(prefix + str(each.ID))
            for attributes in each.get("/A", ()):
                if "/Headers" in attributes:
                    attributes.Headers = pikepdf.Array(prefix + str(name) for name in attributes.Headers)
    tree = file.Root.StructTreeRoot
    tree.ParentTreeNextKey += shift
    keys = tree.ParentTree.Nums
    for at in range(0, len(keys), 2):
        keys[at] += shift
    tree.ParentTree = _with_leaf(file, keys, "/Nums")
    if "/IDTree" in tree:
        names = tree.IDTree.Names
        for at in range(0, len(names), 2):
            names[at] = pikepdf.String(prefix + str(names[at]))
        tree.IDTree = _with_leaf(file, names, "/Names")


def _with_leaf(file: pikepdf.Pdf, pairs: Any, kind: str) -> pikepdf.Dictionary:
    """Return a tree of names or numbers with one leaf, which may be that of another tree too."""
    leaf = pikepdf.Dictionary({"/Limits": pikepdf.Array([pairs[0], pairs[-2]]), kind: pairs})
    return pikepdf.Dictionary(Kids=pikepdf.Array([file.make_indirect(leaf)]))


def _lead_away(file: pikepdf.Pdf, elsewhere: dict[str, str]) -> None:
    """Let links into other volumes lead to the names of their places, and say what these are."""
    for page in file.pages:
        for link in page.get("/Annots", ()):
            address = bytes(link.A.URI).decode() if "/A" in link and "/URI" in link.A else ""
            if address.startswith(AWAY):
                name = address.removeprefix(AWAY)
                del link.A
                link.Dest = pikepdf.String(name.encode())
                link.Contents = pikepdf.String(elsewhere[name])


def _run_all(jobs: list[Job], fonts: typst.Fonts) -> None:
    """Run jobs, each in a fork of this process if there can be one, as many at a time as there are cores."""
    if not CAN_FORK:
        for job in jobs:
            job.run(fonts)
        return
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for number, job in enumerate(jobs):
        if _is_deserted():
            sys.exit()
        if not os.fork():
            try:
                job.run(fonts)
            except Exception:
                if not _is_deserted():  # else what it works with may have gone before it
                    traceback.print_exc()
            except KeyboardInterrupt:
                pass
            os._exit(0)
        if number >= cores - 1:
            os.wait()
    for _ in jobs[: cores - 1]:
        os.wait()


def _is_deserted() -> bool:
    """Tell whether whoever waits for the jobs has ended: nothing is told while they are being done."""
    return os.name == "posix" and bool(select.select([sys.stdin], [], [], 0)[0])


def main() -> None:
    """Read folders of fonts, then lists of jobs, a line of JSON each, and answer a list when it is done."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        _run_all([Job(**job) for job in json.loads(line)], fonts)
        try:
            print(flush=True)
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
