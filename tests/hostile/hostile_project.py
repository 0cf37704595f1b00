"""Hostile projects: how they are made, and what must come of them."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from changes import Change, put
from qzbook.cli import main

#: What packages warn of in their own code.
QUIET = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
SECRET = "SECRET-2f1c"


def outside(root: Path) -> Path:
    """The folder beside a project, with a secret in several forms and a canary."""
    folder = root.parent / "outside"
    if not folder.exists():
        folder.mkdir()
        (folder / "secret.txt").write_text(f"{SECRET},2\n{SECRET},3\n", "utf-8")
        (folder / "secret.md").write_text(f"# {SECRET}\n", "utf-8")
        Image.new("RGB", (9, 9)).save(folder / "secret.png")
        Image.new("RGB", (9, 9)).save(folder / "secret.pdf")
        os.mkfifo(folder / "pipe")
        (folder / "canary.txt").write_text("alive", "utf-8")
    return folder


def write(name: str, text: str = SECRET) -> Change:
    return put(name, text)


def link(name: str, target: str) -> Change:
    """Put a link in the place of a file or folder; a target with two points leads from there."""

    def change(root: Path) -> None:
        outside(root)
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return change


def pipe(name: str) -> Change:
    def change(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / name)

    return change


def endless(name: str) -> Change:
    """A file of ten gigabytes, of which the disk holds nothing."""

    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        with (root / name).open("ab") as file:
            file.truncate(10_000_000_000)

    return change


def listen(name: str) -> Change:
    def change(root: Path) -> None:
        with socket.socket(socket.AF_UNIX) as made:
            here = Path.cwd()
            os.chdir(root)  # a socket's path is short
            try:
                made.bind(name)
            finally:
                os.chdir(here)

    return change


def run(root: Path, *arguments: str) -> Result:
    """Run a command, which nothing may take by surprise."""
    done = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert done.exit_code in (0, 1, 2), done.output
    assert SECRET not in done.output
    return done


def survives(root: Path) -> bool:
    return (outside(root) / "canary.txt").read_text("utf-8") == "alive"
