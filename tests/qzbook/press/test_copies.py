"""Only what has changed is copied into the next edition, and what a hand has touched is made again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qzbook.press.copies import Copies
from qzbook.press.state import State

FILES = {Path("html/a.html"): "甲", Path("html/b/c.svg"): "乙"}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with what was made, and published."""
    for name, text in FILES.items():
        (tmp_path / "made" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "made" / name).write_text(text, "utf-8")
    publish(tmp_path)
    return tmp_path


def publish(folder: Path) -> dict[str, bool]:
    """Publish what was made; say of each file whether it is the one of the edition before."""
    before = {path: path.stat().st_ino for path in folder.glob("published/**/*.*")}
    copies = Copies(State(folder), folder / "published")
    copies.make({name: folder / "made" / name for name in FILES}, folder / "next")
    same = {
        name.name: before.get(folder / "published" / name) == (folder / "next" / name).stat().st_ino
        for name in FILES
    }
    shutil.rmtree(folder / "published", ignore_errors=True)
    (folder / "next").rename(folder / "published")
    copies.note()
    for name in FILES:
        assert (folder / "published" / name).read_bytes() == (folder / "made" / name).read_bytes()
        assert not (folder / "published" / name).samefile(folder / "made" / name)
    return same


def test_what_has_not_changed_is_handed_on(made: Path) -> None:
    for _ in range(3):
        assert publish(made) == {"a.html": True, "c.svg": True}


def in_the_same_moment(path: Path, text: str) -> None:
    """Write into a file in place, and set its times back."""
    status = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "what was made": lambda folder: (folder / "made/html/a.html").write_text("别的", "utf-8"),
    "what was made, with its times": lambda folder: in_the_same_moment(folder / "made/html/a.html", "丙"),
    "a published file": lambda folder: (folder / "published/html/a.html").write_text("别的", "utf-8"),
    "a published file, with its times": lambda folder: in_the_same_moment(
        folder / "published/html/a.html", "丙"
    ),
    "a published file less": lambda folder: (folder / "published/html/a.html").unlink(),
    "a published file with another name": lambda folder: os.link(
        folder / "published/html/a.html", folder / "elsewhere"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_touched_is_copied(name: str, made: Path) -> None:
    CHANGES[name](made)
    assert publish(made) == {"a.html": False, "c.svg": True}
    assert publish(made) == {"a.html": True, "c.svg": True}


def test_a_copy_of_the_project_hands_nothing_on(made: Path, tmp_path: Path) -> None:
    assert publish(shutil.copytree(made, tmp_path / "other")) == {"a.html": False, "c.svg": False}


def test_without_a_record_all_is_copied(made: Path) -> None:
    (made / "state.json").unlink()
    assert publish(made) == {"a.html": False, "c.svg": False}


def test_where_no_second_name_can_be_given_files_are_copied(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert publish(made) == {"a.html": False, "c.svg": False}
