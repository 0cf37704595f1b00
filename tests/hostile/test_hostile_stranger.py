"""What a stranger's book brings along, be it pickles, records or settings of git: nothing is believed."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_project import QUIET, link, pipe, run, write

import made_up_book
from changes import Change
from qzbook import edition
from qzbook.safety import seal

pytestmark = QUIET


class Trap:
    """An object whose pickle writes a file when it is loaded."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.write_text, (self.file, "sprung")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was checked here."""
    root = made_up_book.make(tmp_path_factory.mktemp("checked") / "project", {"a": "甲"}).root
    (root / "book/a.md").write_text("# 甲\n\n乙。\n", "utf-8")
    assert "undocumented" not in run(root, "check").output
    return root


@pytest.fixture
def another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Be another user, with a state folder of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seal._key.cache_clear()
    yield tmp_path / "state"
    monkeypatch.undo()
    seal._key.cache_clear()


def spring(root: Path, file: Path) -> None:
    for path in (root / ".qzcharts/pages/doctrees").rglob("*.*"):
        path.write_bytes(pickle.dumps(Trap(file)))


def test_a_workspace_of_ones_own_is_used(checked: Path, tmp_path: Path) -> None:
    done = run(shutil.copytree(checked, tmp_path / "project"), "check")
    assert "every page was read again" not in done.output


def test_the_pickles_of_a_stranger_are_not_loaded(checked: Path, tmp_path: Path, another_user: Path) -> None:
    root = shutil.copytree(checked, tmp_path / "project")
    spring(root, tmp_path / "sprung")
    done = run(root, "check")
    assert ".qzcharts: it was not written by this user on this machine" in done.output
    assert not (tmp_path / "sprung").exists()
    key = another_user / "qzcharts/key"
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)
    assert "every page was read again" not in run(root, "check").output


@pytest.mark.parametrize("looked_at", [False, True])
def test_pickles_that_were_exchanged_are_not_loaded_though_size_and_time_are_the_same(
    looked_at: bool, checked: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(checked, tmp_path / "project")
    if looked_at:  # since they have been in this folder
        assert "every page was read again" not in run(root, "check").output
    before = {path: path.stat() for path in (root / ".qzcharts/pages/doctrees").iterdir() if path.is_file()}
    spring(root, tmp_path / "sprung")
    for path, status in before.items():
        with path.open("r+b") as file:
            file.truncate(status.st_size)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert ".qzcharts: its files have been changed" in run(root, "check").output
    assert not (tmp_path / "sprung").exists()


def forge_record(root: Path) -> None:
    """Have the record say what is there, with a seal of the same length."""
    path = root / ".qzcharts/state.json"
    path.write_bytes(b"0" * 64 + path.read_bytes()[64:])


FORGED: dict[str, Change] = {
    "a record": forge_record,
    "a record without a seal": write(".qzcharts/state.json", '{"pages": {"notes": {}, "files": {}}}'),
    "a record of nothing": write(".qzcharts/state.json", ""),
    "what a notebook gave": write(".qzcharts/execution/a.json", '{"format": 3}\nnull\n'),
    "what notebooks gave, as a list": write(".qzcharts/execution/a.json", "x\n[1]\n"),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_records_are_not_believed(name: str, checked: Path, tmp_path: Path) -> None:
    root = shutil.copytree(checked, tmp_path / "project")
    FORGED[name](root)
    if "a record" in name:
        spring(root, tmp_path / "sprung")
    done = run(root, "check")
    assert not (tmp_path / "sprung").exists()
    assert ("every page was read again" in done.output) == ("a record" in name)


def test_what_is_put_among_kept_pages_is_named_and_stays(checked: Path, tmp_path: Path) -> None:
    root = shutil.copytree(checked, tmp_path / "project")
    write(".qzcharts/pages/doctrees/notes.txt", "mine")(root)
    assert ".qzcharts/pages/doctrees/notes.txt: is none that a build keeps" in run(root, "check").output
    assert (root / ".qzcharts/pages/doctrees/notes.txt").read_text("utf-8") == "mine"


def test_what_earlier_versions_kept_is_passed_over(checked: Path, tmp_path: Path) -> None:
    root = shutil.copytree(checked, tmp_path / "project")
    for name in ("published.json", "sound.json", "pages/record.json"):
        write(f".qzcharts/{name}", "{}")(root)
    assert run(root, "check").output == run(checked, "check").output


def key(content: str, mode: int) -> Change:
    def change(state: Path) -> None:
        write("qzcharts/key", content)(state)
        (state / "qzcharts/key").chmod(mode)

    return change


KEYS: dict[str, Change] = {
    "no folder can be made": lambda state: state.write_text("a file", "utf-8"),
    "a key that others can read": key("0" * 32, 0o644),
    "a key that is a pipe": pipe("qzcharts/key"),
    "a key that is too short": key("0", 0o600),
    "a key that is a link": link("qzcharts/key", "/dev/zero"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_cannot_be_kept_is_told(name: str, another_user: Path) -> None:
    KEYS[name](another_user)
    assert seal.unkept().startswith("there is no key of this user: ")
    assert seal.opened("a", seal.sealed("a", b"\nb")) == b"\nb"
    for name, content in (
        ("b", seal.sealed("a", b"c")),
        ("a", b""),
        ("a", b"\n"),
        ("a", b"\xff" * 64 + b"\nc"),
    ):
        with pytest.raises(ValueError, match="not sealed here"):
            seal.opened(name, content)


HOOKS = (
    "post-index-change",
    "reference-transaction",
    "post-checkout",
    "fsmonitor-watchman",
    "query-watchman",
)
PROGRAMS = {
    "a monitor": ["core.fsmonitor"],
    "hooks": ["core.hooksPath"],
    "a filter": ["filter.a.clean", "filter.a.smudge", "filter.a.process"],
    "texts of differences": ["diff.a.textconv", "diff.a.command", "diff.external"],
    "signatures": ["gpg.program"],
    "a pager and an editor": ["core.pager", "pager.log", "core.editor"],
    "a transport": ["core.sshCommand", "core.gitProxy", "remote.origin.uploadpack"],
}


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgSign=false")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("git") / "project"
    for name in ("book/a.md", "data/a.csv", "_config.yml", "book/甲.md"):
        write(name, "a\n")(root)
    write(".gitattributes", "* filter=a diff=a\n")(root)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "a")
    return root


@pytest.mark.parametrize("name", PROGRAMS)
def test_git_runs_no_program_of_the_repository(name: str, repository: Path, tmp_path: Path) -> None:
    root = shutil.copytree(repository, tmp_path / "project")
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho run >> '{tmp_path}/run'\ncat\n", "utf-8")
    script.chmod(0o700)
    for setting in PROGRAMS[name]:
        git(root, "config", setting, str(tmp_path if setting == "core.hooksPath" else script))
    for hook in HOOKS:
        shutil.copy(script, root / ".git/hooks" / hook)
        shutil.copy(script, tmp_path / hook)
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "remote.origin.url", f"ext::{script}")
    git(root, "config", "remote.origin.promisor", "true")
    (tmp_path / "run").unlink(missing_ok=True)
    write("book/a.md", "b\n")(root)  # git has to look at it
    os.utime(root / "data/a.csv", (1, 1))
    found, changes = edition.identify(root), edition.last_changes(root / "book")
    for blob in (root / ".git/objects").glob("??/*"):
        blob.unlink()  # git would fetch it
    edition.identify(root)
    edition.last_changes(root / "book")
    assert not (tmp_path / "run").exists()
    assert found.commit.endswith("+")
    assert set(changes) == {"甲.md"}


CHANGES: dict[str, tuple[Change, bool]] = {
    "nothing": (lambda root: None, False),
    "a time": (lambda root: os.utime(root / "book/a.md", (1, 1)), False),
    "what is hidden": (write("book/.a.md"), False),
    "a content": (write("book/a.md", "b\n"), True),
    "a file more": (write("book/b.md"), True),
    "a file less": (lambda root: (root / "book/a.md").unlink(), True),
    "a file of another folder": (write("README.md"), False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_from_its_commit_is_known_without_git(
    name: str, repository: Path, tmp_path: Path
) -> None:
    change, differs = CHANGES[name]
    root = shutil.copytree(repository, tmp_path / "project")
    change(root)
    assert edition.identify(root).commit.endswith("+") == differs
    assert git(root, "rev-parse", "--short=10", "HEAD") in edition.identify(root).commit
    assert ("a.md" in edition.last_changes(root / "book")) == (name not in ("a content", "a file less"))
