"""What tests of the whole project share: run the command, copy the project."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import pytest
from bs4 import BeautifulSoup
from filelock import FileLock

PROJECT = Path(__file__).parents[1]
#: Whether `make proof` runs, which tries far more cases.
PROOF = os.environ.get("HYPOTHESIS_PROFILE") == "proof"
_PARTS = ("_config.yml", "book", "data", "requirements.lock")

NOTEBOOK_HEAD = """---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  name: python3
  language: python
---
"""
SMALL_BOOK = {
    "book/_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n",
    "book/index.md": "# Start\n\nMade up.\n",
    "book/chapter.md": f"""{NOTEBOOK_HEAD}
# Chapter

```{{code-cell}}
6 * 7
```
""",
}


def run_command(
    folder: Path, *arguments: str, seconds: float = 300, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``qzcharts`` in a folder as a person would.

    Where that can be, it is a fork of a process that has imported the package; settings of Python itself take
    a process of its own.
    """
    variables = os.environ | {"PYTHONWARNINGS": "", "SOURCE_DATE_EPOCH": "1595894400", **environment}
    if sys.platform.startswith("linux") and not any(name.startswith("PYTHON") for name in environment):
        return _run_fork(folder, arguments, variables, seconds)
    return subprocess.run(
        [sys.executable, "-m", "qzbook", *arguments],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


@cache
def _commands() -> subprocess.Popen[str]:
    """Start the process that commands are forks of."""
    command = [sys.executable, str(Path(__file__).with_name("commands.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def end_commands() -> None:
    """End that process, if any command was run."""
    if _commands.cache_info().currsize:
        _commands().communicate()
        _commands.cache_clear()


def _run_fork(
    folder: Path, arguments: tuple[str, ...], variables: dict[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    requests, answers = _commands().stdin, _commands().stdout
    assert requests
    assert answers
    with TemporaryDirectory() as outputs:
        said, told = Path(outputs, "said"), Path(outputs, "told")
        request = {"cwd": folder, "env": variables, "arguments": arguments, "said": said, "told": told}
        print(json.dumps(request, default=str), file=requests, flush=True)
        timer = Timer(seconds, os.kill, (int(answers.readline()), signal.SIGKILL))
        timer.start()
        status = int(answers.readline())
        timer.cancel()
        if status == -signal.SIGKILL:
            raise subprocess.TimeoutExpired(arguments, seconds)
        return subprocess.CompletedProcess(
            arguments, status, said.read_text("utf-8"), told.read_text("utf-8")
        )


def publish(project: Path, *options: str, **environment: str) -> str:
    """Build a project, which goes well, and give what the command said."""
    done = run_command(project, "build", *options, seconds=300, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def copy_project(target: Path, *, translated: bool = False) -> Path:
    """Copy what the book is made from; only with its catalogues is it built in its other languages too."""
    target.mkdir(parents=True, exist_ok=True)
    left = ("__pycache__", "_build", *(() if translated else ("locale",)))
    for name in _PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns(*left))
        else:
            shutil.copy2(source, target / name)
    return target


def copy_data(target: Path) -> Path:
    """Copy the real data for a book of another name; what its head says of period and entity stays."""
    path = shutil.copytree(PROJECT / "data", target) / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    head = package["report"]
    package["report"] = {name: head[name] for name in ("period", "entity")}
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return target


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the temporary folder that all workers have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def make_once(factory: pytest.TempPathFactory, name: str, last: str, make: Callable[[Path], object]) -> Path:
    """Have one worker make a folder for all of them; `last` is what is in it when it is whole."""
    shared = shared_folder(factory)
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (folder / last).is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
    return folder


def copy_small(target: Path) -> Path:
    """Copy the project with the real data, and a book of two pages instead of its own."""
    shutil.rmtree(copy_project(target) / "book")
    return write_files(target, SMALL_BOOK)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their names in a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read_html(path: Path) -> BeautifulSoup:
    """Read a page of an HTML edition."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def read_files(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, by its name in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
