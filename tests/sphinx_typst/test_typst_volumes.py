"""A long book is set in volumes and joined: it says the same, and leads to the same, as in one piece."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
import volume_books
from typst_books import BOOK, Build, build_book

from sphinx_typst import parts, typesetters, volume_process, volumes
from sphinx_typst.errors import TypstBuildError
from sphinx_typst.fonts import find_fonts, font_folders
from sphinx_typst.typesetters import Typesetters
from sphinx_typst.volume_process import Job, plain_text
from validators import findings

SmallBook = Callable[..., Build]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path d="M4 0L8 6H0Z"/></svg>'


def in_volumes(make: Callable[[], Build], chapters: int) -> Build:
    """Build a book with so many chapters in a volume."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "CHAPTERS", chapters)
        build = make()
    assert build.error is None, build.error
    return build


@pytest.fixture(scope="session")
def parted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    """The book of every construct, and its reviewers' copy, in volumes."""
    builds = {}
    for name in ("book", "review"):
        source = tmp_path_factory.mktemp(f"parted-{name}") / "book"
        shutil.copytree(BOOK, source)
        build = partial(build_book, source, "torture", typst_review=name == "review")
        builds[name] = in_volumes(build, 2)
    return builds


@pytest.fixture(params=["book", "review"])
def both(request: pytest.FixtureRequest, parted: dict[str, Build]) -> tuple[Build, Build]:
    """The book in one piece and in volumes."""
    return request.getfixturevalue(request.param), parted[request.param]


def is_of_note(link: volume_books.Link) -> bool:
    """Tell whether a link leads to a footnote or back."""
    return link.says.startswith("脚注") or link.says.isdigit()


def without_pages(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def test_it_says_the_same_in_the_same_order(both: tuple[Build, Build]) -> None:
    def said(build: Build) -> list[tuple[str, str, str | None]]:
        return [
            (each.role, without_pages(each.text), each.attributes.get("Alt"))
            for each in build.structure().walk()
            # The compiler nests a table and its caption otherwise where the table goes on on another page.
            if each.role not in ("Table", "Div")
        ]

    one, several = map(said, both)
    assert one == several
    assert len(one) > 700


def test_links_say_the_same_and_lead_to_the_same_place(both: tuple[Build, Build]) -> None:
    one, several = (volume_books.links(build.pdf) for build in both)
    assert len(one) == len(several) > 60
    for before, after in zip(one, several, strict=True):
        assert without_pages(before.text) == without_pages(after.text)
        assert without_pages(before.says) == without_pages(after.says)
        assert before.place[0] == after.place[0], before
    moved = [(a, b) for a, b in zip(one, several, strict=True) if a.page == b.page and a.place != b.place]
    assert len(moved) < len(one) / 2, "what stands on the same page as before stands at the same place"


def test_printed_pages_are_those_that_their_links_lead_to(both: tuple[Build, Build]) -> None:
    printed = 0
    for link in volume_books.links(both[1].pdf):
        if said := re.fullmatch(r".*页 (\w+)", link.says):
            assert said[1] == link.page, link
        if is_of_note(link):
            continue
        if number := re.search(r"(?:\u2060|^)(\d+)$", link.text):
            printed += 1
            assert number[1] == link.page, link
    assert printed > 40


def test_contents_and_bookmarks_have_the_pages_of_the_headings(both: tuple[Build, Build]) -> None:
    one, several = (volume_books.bookmarks(build.pdf) for build in both)
    assert [each[:2] for each in one] == [each[:2] for each in several]
    numbers = volume_books.labels(both[1].pdf)
    assert numbers[:3] == ["", "i", "ii"]
    assert numbers[numbers.index("1") :] == [
        str(at) for at in range(1, len(numbers) - numbers.index("1") + 1)
    ]
    with pypdfium2.PdfDocument(both[1].pdf) as pdf:
        texts = [re.sub(r"\s", "", each.get_textpage().get_text_range()) for each in pdf]
    for _, title, number in several:
        assert re.sub(r"\s", "", title) in texts[numbers.index(number)], title


def test_every_volume_begins_a_page(both: tuple[Build, Build]) -> None:
    folder = both[1].pdf.with_suffix(".volumes")
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert [each["documents"] for each in index[:4]] == [
        [],
        [],
        ["index", "chapters/inline"],
        ["chapters/blocks", "chapters/nested", "chapters/tables"],
    ]
    assert {path.name for path in folder.glob("*.pdf")} == {each["file"] for each in index}
    for before, after in pairwise(index):
        assert before["first"] + before["pages"] == after["first"]
    for each in index:
        with pikepdf.open(folder / each["file"]) as pdf:
            assert len(pdf.pages) == each["pages"]


def test_it_holds_the_objects_of_its_volumes_as_they_are(both: tuple[Build, Build]) -> None:
    folder = both[1].pdf.with_suffix(".volumes")
    compared = set()
    with pikepdf.open(both[1].pdf) as whole:
        assert whole.check_pdf_syntax() == []
        for each in json.loads((folder / "index.json").read_text("utf-8")):
            run = json.loads((folder / f"{each['digest']}.json").read_text("utf-8"))["objects"]["run"]
            held = [number for _, numbers in run["packed"] for number in numbers]
            with pikepdf.open(folder / each["file"]) as volume:
                assert volume.check_pdf_syntax() == []
                for number in (*held, *(number for number, _ in run["places"])):
                    own, joined = (pdf.get_object((number, 0)) for pdf in (volume, whole))
                    assert own.unparse(resolved=True) == joined.unparse(resolved=True) != b"null"
                    if isinstance(own, pikepdf.Stream):
                        assert own.read_raw_bytes() == joined.read_raw_bytes()
                    assert number not in compared
                    compared.add(number)
    assert len(compared) > 1000


def test_its_structure_is_whole(both: tuple[Build, Build]) -> None:
    with pikepdf.open(both[1].pdf) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = list(volume_books.elements(root.K[0]))
        assert len(elements) > 1000
        parents = dict(volume_books.tree(root.ParentTree, "/Nums"))
        assert list(parents) == sorted(parents)
        assert max(parents) < root.ParentTreeNextKey
        known = {each.objgen for each in elements}
        keys = []
        for sheet in pdf.pages:
            keys.append(sheet.StructParents)
            for mark, parent in enumerate(parents[sheet.StructParents]):
                assert parent.objgen in known, mark
            for link in sheet.get("/Annots", []):
                keys.append(link.StructParent)
                assert parents[link.StructParent].objgen in known
        assert len(keys) == len(set(keys))
        names = [str(each.ID) for each in elements if "/ID" in each]
        assert len(names) == len(set(names)) > 20
        assert sorted(map(str, dict(volume_books.tree(root.IDTree, "/Names")))) == sorted(names)
        heads = {
            str(name)
            for each in elements
            for attributes in each.get("/A", [])
            for name in attributes.get("/Headers", [])
        }
        assert heads and heads <= set(names)
        order = [str(name) for name, _ in volume_books.tree(root.IDTree, "/Names")]
        assert order == sorted(order)


@pytest.mark.parametrize(
    ("name", "archived"),
    [("book", page.ValidationProfile.PDF_A_2A), ("review", page.ValidationProfile.PDF_A_3A)],
)
def test_validators_find_nothing(
    parted: dict[str, Build], name: str, archived: page.ValidationProfile
) -> None:
    assert findings(parted[name].pdf, archived) == []


def test_the_properties_are_of_the_whole(parted: dict[str, Build], book: Build) -> None:
    def properties(build: Build) -> tuple[dict[str, str], int]:
        with pikepdf.open(build.pdf) as pdf:
            metadata = pdf.open_metadata()
            assert int(metadata["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"]) == len(pdf.pages)
            return {key: str(value) for key, value in metadata.items()}, len(pdf.Root.OutputIntents)

    one, several = properties(book), properties(parted["book"])
    assert one[1] == several[1]
    differing = {key for key in one[0] if one[0][key] != several[0][key]}
    assert {key.rpartition("}")[2] for key in differing} <= {"NPages", "InstanceID", "DocumentID", "History"}
    assert {key.rpartition("}")[2] for key in differing} >= {"NPages", "InstanceID"}


# -- from build to build -------------------------------------------------------------------------------------


CHAPTERS = 6
WORDS = "编造的一句话，只为占满这一行。" * 30


def chapters(**other: str) -> dict[str, str]:
    """Return the chapters of a small book; each refers to the one before and the one after it."""
    found = {
        f"c{number}.md": f"""(to-{number})=
# 第{number}篇

```{{index}} 纸船, 只在{number}
```

{WORDS}

见{{ref}}`to-{(number + 1) % CHAPTERS}`与{{ref}}`to-{number - 1 if number else 5}`，又有一注[^note]。

[^note]: 第{number}篇的注。
"""
        for number in range(CHAPTERS)
    }
    return found | {f"{name}.md": text for name, text in other.items()}


ROOT = "# 小书\n\n```{toctree}\n" + "\n".join(f"c{number}" for number in range(CHAPTERS)) + "\n```\n"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which volumes are compiled, in their order."""
    monkeypatch.setattr(parts, "CHAPTERS", 2)
    numbers: list[int] = []
    run = Typesetters.run

    def note(self: Typesetters, jobs: Sequence[Job]) -> None:
        numbers.extend(job.number for job in jobs)
        run(self, jobs)

    monkeypatch.setattr(Typesetters, "run", note)
    return numbers


def test_only_what_is_edited_is_compiled_again(small_book: SmallBook, compiled: list[int]) -> None:
    first = small_book(ROOT, chapters()).pdf.read_bytes()
    assert set(compiled) == {0, 1, 2, 3, 4, 5}
    compiled.clear()
    build = small_book(ROOT, chapters())
    assert compiled == []
    assert build.pdf.read_bytes() == first

    edited = chapters()["c2.md"].replace("这一行。\n", "这两行。\n")
    build = small_book(ROOT, chapters(c2=edited))
    assert set(compiled) == {3}
    assert build.pdf.read_bytes() != first
    warm = build.pdf.read_bytes()
    shutil.rmtree(build.pdf.parent)
    assert small_book(ROOT, chapters(c2=edited)).pdf.read_bytes() == warm, "as from nothing"
    assert small_book(ROOT, chapters()).pdf.read_bytes() == first, "and back again"


def test_another_edition_is_another_front_and_the_chapter_that_names_it(
    small_book: SmallBook, compiled: list[int]
) -> None:
    def edition(digest: str) -> Build:
        named = chapters()["c5.md"] + f"\n版本{digest}。\n"
        return small_book(
            ROOT, chapters(c5=named), typst_metadata={"date": "2031-02-03", "data_digest": digest}
        )

    edition("aaaa")
    compiled.clear()
    build = edition("bbbb")
    assert set(compiled) == {0, 5}
    texts = [element.text for element in build.structure().walk()]
    assert sum("bbbb" in text for text in texts) > 1
    assert not any("aaaa" in text for text in texts)


def test_where_in_its_source_something_stands_is_shown_nowhere(
    small_book: SmallBook, compiled: list[int]
) -> None:
    first = small_book(ROOT, chapters()).pdf.read_bytes()
    compiled.clear()
    assert small_book(ROOT, chapters(c2=f"\n\n{chapters()['c2.md']}")).pdf.read_bytes() == first
    assert compiled == []


def test_pages_of_the_contents_go_on_after_those_of_the_front(
    small_book: SmallBook, compiled: list[int]
) -> None:
    about = {"date": "2031-02-03", "note": WORDS * 9, "title": "很长的书名" * 60}
    build = small_book(ROOT, chapters(), typst_metadata=about)
    numbers = volume_books.labels(build.pdf)
    assert numbers[:7] == ["", "", "i", "ii", "iii", "iv", "1"], "two of the cover, three of the imprint"
    assert ("目录", "iv") in [each[1:] for each in volume_books.bookmarks(build.pdf)]


def test_what_is_likely_is_compiled_at_once(
    small_book: SmallBook, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_book(ROOT, chapters())
    batches: list[list[tuple[int, bool]]] = []
    run = Typesetters.run

    def note(self: Typesetters, jobs: Sequence[Job]) -> None:
        batches.append([(job.number, job.draft) for job in jobs])
        run(self, jobs)

    monkeypatch.setattr(Typesetters, "run", note)
    small_book(ROOT, chapters(c2=chapters()["c2.md"].replace("这一行。\n", "这两行。\n")))
    assert batches == [[(3, True), (3, False)]]
    batches.clear()
    longer = chapters()["c2.md"].replace(WORDS, WORDS * 12)
    small_book(ROOT, chapters(c2=longer))
    # The index and the contents print other pages; what follows begins on another.
    assert batches == [[(3, True), (3, False)], [(5, False), (1, False)], [(4, False)]]
    batches.clear()
    small_book(ROOT, chapters(c2=longer.replace("# 第2篇", "# 另一篇")))
    # Index, contents and next chapter link to it: what these links say is known when it is set.
    assert batches == [
        [(3, True), (4, True)],
        [(5, False), (3, False), (4, False), (1, False)],
        [(4, False)],
    ]


def test_a_page_more_moves_all_that_comes_after(small_book: SmallBook, compiled: list[int]) -> None:
    build = small_book(ROOT, chapters())
    before = volume_books.bookmarks(build.pdf)
    compiled.clear()
    longer = chapters()["c1.md"] + "\n" + (WORDS + "\n\n") * 8
    build = small_book(ROOT, chapters(c1=longer))
    assert set(compiled) == {1, 3, 4, 5}
    after = volume_books.bookmarks(build.pdf)
    moves = [int(new[2]) - int(old[2]) for old, new in zip(before[3:], after[3:], strict=True)]
    assert moves == [0, 0, *[moves[2]] * (len(moves) - 2)] and moves[2] > 0
    for link in volume_books.links(build.pdf):
        if link.text.isdigit() and not is_of_note(link):
            assert link.text == link.page, link


def test_the_index_names_the_pages_of_all_volumes(small_book: SmallBook, compiled: list[int]) -> None:
    build = small_book(ROOT, chapters())
    pages = {title: number for _, title, number in volume_books.bookmarks(build.pdf)}
    entry = next(each.text for each in build.structure().walk("P") if each.text.startswith("纸船，"))
    assert entry == "纸船，" + "，".join(pages[f"第{number}篇"] for number in range(CHAPTERS))


def test_a_book_that_has_become_short_is_one_volume(small_book: SmallBook, compiled: list[int]) -> None:
    folder = small_book(ROOT, chapters()).pdf.with_suffix(".volumes")
    assert folder.is_dir()
    build = small_book("# 小书\n\n```{toctree}\nc0\n```\n", chapters(c0="# 独篇\n"))
    assert build.error is None
    assert not folder.exists()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# 篇\n\n![甲](broken.png)\n", "c3.md:3: a picture cannot be read"),
        ("# 篇\n\n字\u0e01\n", "c3.md:3: the font 'Noto"),
    ],
)
def test_what_the_compiler_refuses_is_told_at_the_authors_line(
    small_book: SmallBook, compiled: list[int], page: str, said: str
) -> None:
    whole = small_book(ROOT, chapters()).pdf.read_bytes()
    for _ in range(2):
        build = small_book(ROOT, {**chapters(c3=page), "broken.png": b"no png"})
        assert said in f"{build.error} {build.warnings}"
    if build.error:
        assert build.pdf.read_bytes() == whole, "what stood there stays"


def test_pages_that_do_not_settle_are_refused(
    small_book: SmallBook, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "_ROUNDS", 1)
    build = small_book(ROOT, chapters())
    assert isinstance(build.error, TypstBuildError)
    assert "the pages of the book do not settle" in str(build.error)


def test_a_compiler_that_ends_without_a_word_is_told_of(
    small_book: SmallBook, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetters, "_PROGRAM", [*typesetters._PROGRAM[:1], "-c", "input()"])
    build = small_book(ROOT, chapters())
    assert "the compiler ended before the volume with the front matter was whole" in str(build.error)


def test_jobs_are_done_without_a_fork_too(
    small_book: SmallBook, compiled: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build = small_book(ROOT, chapters())
    source = str(build.pdf.parent / "source")
    index = json.loads((build.pdf.with_suffix(".volumes") / "index.json").read_text("utf-8"))
    for number in (1, 2):
        shutil.copy(f"{source}/volumes/{index[number]['digest']}.json", f"{source}/volumes/{number}.json")
    monkeypatch.setattr(volume_process, "CAN_FORK", False)
    monkeypatch.setattr(volume_process, "_is_deserted", lambda: False)
    jobs = [Job(source, number, ["ua-1"], 0, str(tmp_path / f"{number}"), number == 1) for number in (1, 2)]
    volume_process._run_all(jobs, find_fonts([]))
    assert {path.name for path in tmp_path.glob("?.*")} == {"1.json", "2.json", "2.pdf"}
    assert json.loads((tmp_path / "1.json").read_text("utf-8"))["pages"] == 1


def test_what_nobody_waits_for_any_more_is_not_kept(
    small_book: SmallBook, compiled: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build = small_book(ROOT, chapters())
    source = build.pdf.parent / "source"
    index = json.loads((build.pdf.with_suffix(".volumes") / "index.json").read_text("utf-8"))
    shutil.copy(source / f"volumes/{index[1]['digest']}.json", source / "volumes/1.json")
    job = Job(str(source), 1, ["ua-1"], 0, str(tmp_path / "1"), False)
    told = "\n".join([json.dumps(font_folders([])), json.dumps([asdict(job)])])
    # All is told at once, and then nobody is there.
    subprocess.run(typesetters._PROGRAM, input=told, text=True, check=True)
    assert not [*tmp_path.glob("1*")]
    monkeypatch.setattr(volume_process, "_is_deserted", lambda: True)
    job.run(find_fonts([]))
    assert not [*tmp_path.glob("1*")], "what was written aside is gone"


@pytest.mark.parametrize("deserted", [False, True])
def test_what_goes_wrong_is_told_while_somebody_waits(
    deserted: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    here = os.getpid()
    monkeypatch.setattr(volume_process, "_is_deserted", lambda: deserted and os.getpid() != here)
    volume_process._run_all(
        [Job(str(tmp_path / "gone"), 1, [], 0, str(tmp_path / "1"), False)], find_fonts([])
    )
    assert ("Traceback" in capfd.readouterr().err) is not deserted


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        ("图 1", "图 1"),
        ({"func": "text", "text": "甲"}, "甲"),
        ({"func": "space"}, " "),
        ({"func": "strong", "body": {"func": "text", "text": "乙"}}, "乙"),
        (
            {"func": "sequence", "children": [{"func": "text", "text": "a"}, {"func": "h", "amount": "1em"}]},
            "a",
        ),
        ({"func": "link", "dest": "https://example.org", "body": {"func": "text", "text": "b"}}, "b"),
    ],
)
def test_content_is_said_as_text(content: object, text: str) -> None:
    assert plain_text(content) == text
