"""`qzcharts new source`: its text, its row and a section for the whole of it, or no file touched."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from changes import swap
from qzbook.cli import main
from qzbook.validation import open_ledger
from support import read_files, write_files

SOURCES, LOCATORS = "data/sources.csv", "data/locators.csv"
TEXT = "编造的公报\n常住人口8万人。\n".encode()
FACTS = {
    "--title": "编造的公报，第一号",
    "--title-en": "A made-up bulletin, no. 1",
    "--publisher": "无人",
    "--publisher-en": "Nobody",
    "--date": "2021-03-25",
    "--issue": "1",
    "--medium": "EB/OL",
    "--licence-note": "无",
    "--licence-note-en": "None",
}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The text of a source, outside of the project."""
    path = tmp_path / "Bulletin-2020.TXT"
    path.write_bytes(TEXT)
    return path


def new_source(project: Path, file: Path, **other: str) -> Result:
    """Add a source with all facts but for other ones, which an empty text leaves out."""
    facts = FACTS | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
    options = [part for name, value in facts.items() if value for part in (name, value)]
    return CliRunner().invoke(main, ["new", "source", "--project", str(project), str(file), *options])


def test_a_source_is_a_row_a_section_and_a_text(project: Path, text: Path) -> None:
    before = read_files(project)
    done = new_source(project, text)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == ["sources/bulletin-2020.txt", f"{SOURCES}:3", f"{LOCATORS}:10"]
    after = read_files(project)
    added = {
        name: content.removeprefix(before.get(name, b""))
        for name, content in after.items()
        if content != before.get(name)
    }
    digest = hashlib.sha256(TEXT).hexdigest()
    assert added == {
        "sources/bulletin-2020.txt": TEXT,
        SOURCES: (
            'bulletin-2020,编造的公报，第一号,"A made-up bulletin, no. 1",无人,Nobody,2021-03-25,1,EB/OL,无,'
            f"None,sha256:{digest}\n"
        ).encode(),
        LOCATORS: "bulletin-2020,whole,全文,The whole text\n".encode(),
    }
    assert {row["source"] for row in open_ledger(project).package.table("sources").rows} == {
        "bulletin-2020",
        "qzcj-2020-02",
    }


def test_what_is_known_of_a_publisher_need_not_be_said_again(project: Path, text: Path) -> None:
    row = open_ledger(project).package.table("sources").rows[0]
    unsaid = dict.fromkeys(("publisher_en", "medium", "licence_note", "licence_note_en"), "")
    done = new_source(project, text, publisher=row["publisher_zh"], **unsaid)
    assert done.exit_code == 0, done.stderr
    added = open_ledger(project).package.table("sources").rows[-1]
    for column in ("publisher_en", "medium", "licence_note_zh", "licence_note_en"):
        assert added[column] == row[column]


def test_what_is_said_goes_before_what_is_known(project: Path, text: Path) -> None:
    row = open_ledger(project).package.table("sources").rows[0]
    assert new_source(project, text, publisher=row["publisher_zh"], medium="M").exit_code == 0
    assert open_ledger(project).package.table("sources").rows[-1]["medium"] == "M"


def test_a_text_that_lies_there_already_stays(project: Path) -> None:
    path = project / "sources/report-1.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT)
    done = new_source(project, path)
    assert done.exit_code == 0, done.stderr
    assert path.read_bytes() == TEXT


@pytest.mark.parametrize("end", ["\n", "", "\r\n"])
def test_rows_end_as_those_of_the_table_do(project: Path, text: Path, end: str) -> None:
    path = project / SOURCES
    content = path.read_text("utf-8").rstrip("\n") + "\n"
    content = content.replace("\n", end) if end else content.rstrip("\n")
    path.write_bytes(content.encode())
    assert new_source(project, text).exit_code == 0
    added = path.read_bytes().decode().removeprefix(content)
    assert added.strip("\r\n").count("\n") == 0
    assert added.endswith(end or "\n") and ("\r" in added) == ("\r" in end)


ID = "is no id of a source; allowed: lower-case letters, digits and single hyphens [id]"
NO_FILE = "is no regular file; allowed: a file with the words of the source, as UTF-8 [no-file]"
REFUSED: dict[str, tuple[Callable[[Path, Path], object], dict[str, str], str]] = {
    "no file": (lambda project, text: text.unlink(), {}, "Bulletin-2020.TXT: cannot be read: No such file"),
    "a folder": (
        lambda project, text: (text.unlink(), text.mkdir()),  # type: ignore[func-returns-value]
        {},
        f"Bulletin-2020.TXT: {NO_FILE}",
    ),
    "a pipe": (
        lambda project, text: (text.unlink(), os.mkfifo(text)),  # type: ignore[func-returns-value]
        {},
        f"Bulletin-2020.TXT: {NO_FILE}",
    ),
    "a link to a device": (
        lambda project, text: (text.unlink(), text.symlink_to(os.devnull)),  # type: ignore[func-returns-value]
        {},
        f"Bulletin-2020.TXT: {NO_FILE}",
    ),
    "a page": (
        lambda project, text: text.write_bytes(f"\ufeff<!DOCTYPE html>\n<p>{TEXT.decode()}</p>".encode()),
        {},
        "Bulletin-2020.TXT: is a page of HTML or XML; allowed: the words of the source, as UTF-8 [no-text]",
    ),
    "another encoding": (
        lambda project, text: text.write_bytes("编造\n的公报".encode("gb18030")),
        {},
        "Bulletin-2020.TXT:1: saved as GBK; allowed: UTF-8 only [encoding]",
    ),
    "a picture": (
        lambda project, text: text.write_bytes(b"\x89PNG\r\n\x1a\n"),
        {},
        "Bulletin-2020.TXT: the file is a picture, whatever its name; allowed: text in UTF-8 [no-text]",
    ),
    "nothing": (
        lambda project, text: text.write_bytes(b" \n"),
        {},
        "Bulletin-2020.TXT: holds no text; allowed: the words of the source, as UTF-8 [no-text]",
    ),
    "a large file": (
        lambda project, text: text.write_bytes(b"a" * 5_000_001),
        {},
        "Bulletin-2020.TXT: the file has more than 5,000,000 bytes",
    ),
    "an id in capitals": (lambda project, text: None, {"id": "Q1"}, f"{SOURCES}: 'Q1' {ID}"),
    "a path": (lambda project, text: None, {"id": "../q"}, f"{SOURCES}: '../q' {ID}"),
    "a Chinese id": (lambda project, text: None, {"id": "公报"}, f"{SOURCES}: '公报' {ID}"),
    "a taken id": (
        lambda project, text: None,
        {"id": "qzcj-2020-02"},
        f"{SOURCES}:2: there is a source 'qzcj-2020-02' already; allowed: an id of its own [taken]",
    ),
    "a taken name": (
        lambda project, text: write_files(project, {"sources/q.txt": "a"}),
        {"id": "q"},
        "sources/q.txt: is there already; allowed: a text of its own name [taken]",
    ),
    "a linked folder": (
        lambda project, text: (project / "sources").symlink_to(project.parent),
        {"id": "q"},
        "sources: is a link to ",
    ),
    "missing facts": (
        lambda project, text: None,
        {"title_en": "", "date": ""},
        f"{SOURCES}: these facts about the source are missing: --title-en, --date [missing-facts]\n"
        "  mend: give each of these options",
    ),
    "a day that is none": (
        lambda project, text: None,
        {"date": "2021-3-25"},
        f"{SOURCES}: '2021-3-25' is no day; allowed: YYYY-MM-DD [date]",
    ),
    "data that cannot be used": (
        lambda project, text: swap("data/certificates.csv", ",478,", ",478,,")(project),
        {},
        "data/certificates.csv:2:",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_source_is_refused_and_nothing_is_touched(project: Path, text: Path, case: str) -> None:
    act, facts, message = REFUSED[case]
    act(project, text)
    before = read_files(project)
    done = new_source(project, text, **facts)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"qzcharts: {message}")
    assert "\n  mend: " in done.stderr
    assert read_files(project) == before


@pytest.mark.parametrize("failing", range(6))
def test_a_full_disk_at_any_write_leaves_everything_as_it_was(
    project: Path, text: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Three files are written aside, then three are renamed."""
    before, calls = read_files(project), 0

    def failing_at_its_turn(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *arguments: Any) -> Any:
            nonlocal calls
            if project in path.parents and path.name.startswith("."):
                calls += 1
                if calls == failing + 1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return method(path, *arguments)

        return call

    monkeypatch.setattr(Path, "write_bytes", failing_at_its_turn(Path.write_bytes))
    monkeypatch.setattr(Path, "replace", failing_at_its_turn(Path.replace))
    done = new_source(project, text)
    assert calls == failing + 1
    assert done.exit_code == 1
    assert "cannot be written: No space left on device; nothing was changed [unwritable]" in done.stderr
    assert read_files(project) == before
    assert not (project / "sources").exists()
