"""Where editions are published, and what goes out with them: only what is ours is replaced or handed on."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hostile_project import QUIET, SECRET, link, outside, pipe, run, survives, write

import made_up_book
from changes import Change
from qzbook.press.publish import fresh_edition, identify, recover
from qzbook.press.verify import compare
from support import run_command, shared_folder

pytestmark = QUIET


def made_edition(folder: Path, **identity: object) -> None:
    folder.mkdir(parents=True)
    identify(folder, dict(identity), [Path("html/index.html"), Path("pdf/a.pdf")])
    write("html/index.html", "</html>")(folder)
    write("pdf/a.pdf", "%%EOF")(folder)


def edition_with(change: Change) -> Change:
    def make(root: Path) -> None:
        made_edition(root / "_build")
        change(root)

    return make


def earlier_edition_with(change: Change) -> Change:
    """An edition whose files are not named in it."""

    def make(root: Path) -> None:
        made_edition(root / "_build")
        write("_build/edition.json", "{}")(root)
        change(root)

    return make


def link_to_an_edition(root: Path) -> None:
    made_edition(outside(root) / "other")
    link("_build", "../outside/other")(root)


PLACES: dict[str, tuple[Change, str]] = {
    "a link to a folder": (link("_build", "../outside"), "_build: is a link to '../outside'"),
    "a link to an edition": (
        link_to_an_edition,
        "_build: is a link to",
    ),
    "a link to nothing": (link("_build", "/nowhere"), "_build: is a link to '/nowhere'"),
    "a file": (write("_build", "mine"), "_build: is a file"),
    "a pipe": (pipe("_build"), "_build: is a pipe"),
    "notes alone": (write("_build/notes.txt", "mine"), "_build/notes.txt: is none of an edition's"),
    "pages without an edition": (write("_build/html/index.html"), "_build/html: is none of"),
    "notes beside an edition": (edition_with(write("_build/notes.txt")), "_build/notes.txt: is none"),
    "notes within an edition": (edition_with(write("_build/html/n.txt")), "_build/html/n.txt: is none"),
    "a folder beside an edition": (edition_with(write("_build/mine/n.txt")), "_build/mine: is none"),
    "a hidden file": (edition_with(write("_build/.htaccess", "mine")), "_build/.htaccess: is none"),
    "an edition with a link": (edition_with(link("_build/html", "../../outside")), "_build/html: is a link"),
    "an edition with a link for a page": (
        edition_with(link("_build/html/index.html", "../../../outside/canary.txt")),
        "_build/html/index.html: is a link",
    ),
    "an earlier edition with notes": (earlier_edition_with(write("_build/n.txt")), "_build/n.txt: is"),
    "no JSON": (edition_with(write("_build/edition.json", "[" * 9999)), "_build/edition.json: is none of"),
    "an edition that is a pipe": (edition_with(pipe("_build/edition.json")), "edition.json: is a pipe"),
    "notes where one is made": (write("._build-new/n.txt", "mine"), "._build-new/n.txt: is none"),
    "notes where one is put aside": (write("._build-old/n.txt", "mine"), "._build-old/n.txt: is none"),
    "a link where one is made": (link("._build-new", "../outside"), "._build-new: is a link"),
    "a workspace elsewhere": (link(".qzcharts", "../outside"), ".qzcharts: is a link to '../outside'"),
    "a workspace that is a file": (write(".qzcharts", "mine"), ".qzcharts: is a file"),
    "notes in the workspace": (write(".qzcharts/notes.txt", "mine"), ".qzcharts/notes.txt: is none that"),
    "a folder among the pages": (write(".qzcharts/pages/mine/n.txt"), ".qzcharts/pages/mine: is none"),
    "pages elsewhere": (link(".qzcharts/pages", "../../outside"), ".qzcharts/pages: is a link"),
    "pages of HTML elsewhere": (link(".qzcharts/pages/html", "../../../outside"), "pages/html: is a link"),
    "a preview elsewhere": (link(".qzcharts/serve", "../../outside"), ".qzcharts/serve: is a link"),
    "a record that is none": (pipe(".qzcharts/state.json"), ".qzcharts/state.json: is a pipe"),
    "a lock that is a pipe": (pipe(".qzcharts/build.lock"), ".qzcharts/build.lock: is a pipe"),
}  # fmt: skip


def kept(root: Path) -> dict[str, bytes]:
    """Everything in and beside a project but its sources, as it is without being followed."""
    return {
        path.as_posix(): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for folder in (root, outside(root))
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or path.is_file()) and path.name != "build.lock"
    }


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project to be copied."""
    return made_up_book.make(tmp_path_factory.mktemp("empty") / "project", {"a": "甲"}).root


@pytest.mark.parametrize("name", PLACES)
def test_what_no_build_made_is_named_and_nothing_is_touched(name: str, empty: Path, tmp_path: Path) -> None:
    change, message = PLACES[name]
    root = shutil.copytree(empty, tmp_path / "project")
    outside(root)
    change(root)
    before = kept(root)
    for command in ("build", "clean"):
        done = run(root, command)
        assert done.exit_code == 1
        assert message in done.output
        assert "  mend: move it elsewhere" in done.output
        assert kept(root) == before


def test_an_edition_is_replaced_and_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    published = tmp_path / "_build"
    for folder in (published, tmp_path / "._build-new", tmp_path / "._build-old"):
        made_edition(folder)
    (tmp_path / "._build-new/html/index.html").unlink()
    recover(published)
    with fresh_edition(published) as fresh:
        identify(fresh, {}, [Path("html/a.html")])
        write("html/a.html", "new")(fresh)
    assert [path.name for path in tmp_path.iterdir()] == ["_build"]
    assert sorted(path.name for path in published.rglob("*")) == ["a.html", "edition.json", "html"]


def test_what_is_put_beside_an_edition_during_a_build_stays(tmp_path: Path) -> None:
    published = tmp_path / "_build"
    made_edition(published)
    with pytest.raises(Exception, match=r"_build/notes\.txt: is none of"), fresh_edition(published) as fresh:
        identify(fresh, {}, [])
        write("notes.txt", "mine")(published)
    assert (published / "notes.txt").read_text("utf-8") == "mine"
    assert (published / "html/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["_build"]


IDENTITIES = {
    "no object": "[]",
    "nothing said": "{}",
    "a date beyond all": '{"timestamp": 99999999999999999999}',
    "a date before all": '{"timestamp": -1}',
    "a date in words": '{"timestamp": "1; rm"}',
    "nested without end": "[" * 100_000,
    "a number of ten thousand digits": '{"timestamp": ' + "9" * 10_000 + "}",
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_what_an_edition_says_of_itself_is_not_believed(name: str, empty: Path, tmp_path: Path) -> None:
    given = IDENTITIES[name]
    if '"timestamp"' in given:
        more = ', "commit": "", "digest": "", "draft": false, "review": false}'
        given = given.removesuffix("}") + more
    write("edition/edition.json", given)(tmp_path)
    done = run(empty, "verify", str(tmp_path / "edition"))
    assert done.exit_code == 1
    assert "edition/edition.json " in done.output


LYING_ABOUT: dict[str, Change] = {
    "data/notes.txt": write("data/notes.txt"),
    "data/other.csv": write("data/other.csv"),
    "data/raw/survey.xlsx": write("data/raw/survey.xlsx"),
    "data/units.csv~": write("data/units.csv~"),
    "data/schemas/a.json": write("data/schemas/a.json"),
    "data/.env": write("data/.env"),
    "data/.~lock.units.csv#": write("data/.~lock.units.csv#"),
    "data/.git/config": write("data/.git/config"),
    "book/.env": write("book/.env"),
    "book/unused.md": write("book/unused.md", f"# {SECRET}\n"),
    "book/_static/.htpasswd": write("book/_static/.htpasswd"),
    "extra/.netrc": write("extra/.netrc"),
    "sources/other.txt": write("sources/other.txt"),
    "README.md": write("README.md"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of a book about which secrets lie, with the reviewers' copy."""

    def make(root: Path) -> None:
        made_up_book.make(root, {"a": "甲"}, {"data/README.md": "README of the data\n"})
        with (root / "_config.yml").open("a", encoding="utf-8") as configuration:
            configuration.write("    html_theme_options: {}\n")
        for change in LYING_ABOUT.values():
            change(root)
        done = run(root, "build", "--allow-problems", "--review")
        assert done.exit_code == 0, done.output
        (root / "_build/said.txt").write_text(run(root, "check").output, "utf-8")

    root = Path(tempfile.mkdtemp(dir=shared_folder(tmp_path_factory))) / "published"
    make(root)
    return root


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and every file within an archive or a PDF."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        yield path.name, path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        elif path.suffix == ".pdf":
            with pikepdf.open(path) as document:
                for name, attached in document.attachments.items():
                    yield name, attached.get_file().read_bytes()


def test_nothing_that_lies_about_goes_out(published: Path) -> None:
    names = set()
    for name, content in contents(published / "_build"):
        assert SECRET.encode() not in content, name
        names.add(name)
    assert {
        "README.md",
        "data/README.md",
        "data/datapackage.json",
        "units.csv",
        "data/schemas/units.json",
    } <= names


@pytest.mark.parametrize("name", [name for name in LYING_ABOUT if name.startswith("data/")])
def test_what_lies_undescribed_in_the_data_is_a_finding_unless_it_is_hidden(
    name: str, published: Path
) -> None:
    said = (published / "_build/said.txt").read_text("utf-8")
    told = (
        f"{name}: the data package does not name this file; allowed: README.md, and CSVs and schemas" in said
    )
    assert told == ("/." not in name)


def test_what_is_no_file_of_an_edition_is_told_by_a_comparison(tmp_path: Path) -> None:
    for name in ("edition", "again"):
        made_edition(tmp_path / name)
    link("edition/html/index.html", "../../outside/secret.txt")(tmp_path)
    link("edition/html/zero", "/dev/zero")(tmp_path)
    pipe("edition/pdf/a.pdf")(tmp_path)
    write("edition/more.txt")(tmp_path)
    assert [str(difference) for difference in compare(tmp_path / "edition", tmp_path / "again")] == [
        "html/index.html: is a link to '../../outside/secret.txt', and no file of an edition",
        "html/zero: is a link to '/dev/zero', and no file of an edition",
        "more.txt: is published, but not built from the sources",
        "pdf/a.pdf: is a pipe, and no file of an edition",
    ]


def test_a_preview_is_not_begun_where_it_would_write_elsewhere(empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "project")
    link(".qzcharts/serve", "../../outside")(root)
    done = run_command(root, "serve", "--no-open", "--port", "0", seconds=30)
    assert (done.returncode, ".qzcharts/serve: is a link to '../../outside'" in done.stderr) == (1, True)
    assert survives(root)
