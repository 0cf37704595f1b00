"""A running preview of a short book, and what a browser would hear from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from qzbook.execution import kernels
from qzbook.project import Project
from qzbook.serve import Session
from qzbook.serve.preview import Preview
from support import PROJECT, copy_project, make_once

SECONDS = 120.0
"""Within which anything has to happen, on a machine however busy."""
PAGE = "book/inspection.md"
FIRST_CELL = "import qzcharts as qz"
_PAGES = ("inspection", "outlook", "appendix/ledger")
_CONTENTS = """format: jb-book
root: index
parts:
  - caption: 各项工作
    numbered: true
    chapters:
      - file: inspection
  - caption: 下一步
    numbered: true
    chapters:
      - file: outlook
  - caption: 附录
    chapters:
      - file: appendix/ledger
"""


def make_short(project: Path) -> Path:
    """Make a project of four pages of the real one, whose cells have run."""
    shutil.rmtree(copy_project(project) / "book")
    (project / "book/appendix").mkdir(parents=True)
    for name in _PAGES:
        shutil.copy2(PROJECT / f"book/{name}.md", project / f"book/{name}.md")
    (project / "book/_toc.yml").write_text(_CONTENTS, "utf-8")
    (project / "book/index.md").write_text("# 开始\n\n编造的一页。\n", "utf-8")
    return project


def copy_short(factory: pytest.TempPathFactory, target: Path) -> Path:
    """Copy the short project, which is made once for all workers, to be changed."""

    def make(project: Path) -> None:
        make_short(project)
        with ThreadPoolExecutor(1) as thread:  # where no event loop runs, as Playwright's does in this one
            thread.submit(Preview(Project.at(project), project / ".qzcharts/serve").update, set()).result()
        shutil.rmtree(project / ".qzcharts/serve")

    short = make_once(factory, "short", ".qzcharts/execution", make)
    return shutil.copytree(short, target)


class Live:
    """A preview of a project at an address."""

    def __init__(self, project: Path, url: str) -> None:
        self.project = project
        self.url = url

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    def get(self, path: str) -> bytes:
        """Fetch a page or file, that of an error too."""
        try:
            with urlopen(self.url + quote(path), timeout=SECONDS) as response:
                return bytes(response.read())
        except HTTPError as error:
            return error.read()

    def text(self, path: str) -> str:
        return self.get(path).decode()

    @contextmanager
    def follow(self, path: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Give what the server tells a page, from now on."""
        with urlopen(f"{self.url}.preview/events?page=/{quote(path)}", timeout=SECONDS) as stream:
            yield (json.loads(line.removeprefix(b"data: ")) for line in stream if line.startswith(b"data: "))

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that must be there, as an editor that writes a new file does."""
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        save(path, text.replace(old, new))


class Command(Live):
    """``qzcharts serve`` in a process of its own."""

    def __init__(self, project: Path, *, port: int = 0, environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qzbook", "serve", "--port", str(port), "--no-open"],
            cwd=project,
            env=os.environ | {"PYTHONWARNINGS": "", "PYTHONUNBUFFERED": "1"} | dict(environment or {}),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        super().__init__(project, self.process.stdout.readline().split()[0])

    def wait_for_line(self, part: str) -> None:
        """Wait until the command has printed a line that holds this."""
        assert self.process.stdout is not None
        assert any(part in line for line in self.process.stdout)

    def stop(self, number: int) -> int:
        """Send a signal and give the status."""
        self.process.send_signal(number)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


@contextmanager
def previewing(project: Path) -> Iterator[Live]:
    """Run a preview in a thread of this process, whose first pages are there."""
    Project.at(project).workspace.mkdir(exist_ok=True)
    told: list[str] = []
    with Session(Project.at(project), 0, told.append) as session:
        begun, ended = threading.Event(), threading.Event()

        def work() -> None:
            session.begin()
            begun.set()
            while not ended.is_set():
                session.go_on()

        thread = threading.Thread(target=work)
        thread.start()
        try:
            assert begun.wait(SECONDS)
            yield Live(project, session.server.url)
        finally:
            ended.set()
            save(project / "book/ended.md", "")  # which is a change, so that it need not wait for one
            thread.join()
    kernels.stop()


def save(path: Path, text: str) -> None:
    """Put a new file in the place of one, at once."""
    aside = path.with_name(f"{path.name}.new~")
    aside.write_text(text, "utf-8")
    aside.replace(path)
