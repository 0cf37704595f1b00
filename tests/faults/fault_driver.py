"""Build a project many times, each time with a fault at another of its writes; a program of its own.

Usage: fault_driver.py BEFORE AFTER SCRATCH START STEP FAULT...

BEFORE is a project with its published edition and its workspace, AFTER the same with another first page.
A FAULT is ``kill`` or the name of an errno; builds have them in turn. A build of BEFORE with the page of
AFTER fails at its START-th write, the next at the one STEP further, and so on; then each builds again
without. Each line of the output is a JSON object.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
from itertools import cycle
from pathlib import Path
from typing import Any

from commands import preload
from qzbook.press.build import build
from qzbook.project import Project
from qzcharts.errors import QzchartsError

_CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime"}
_TAKES_SPACE = {"os.mkdir", "os.rename", "os.symlink"}


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fail_at(number: int, fault: str, root: Path, told: int) -> None:
    """Fail at the `number`-th write below `root`; what was written is told to a descriptor."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        writes = event == "open" and bool((arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if not (writes or event in (_CHANGES if fault == "kill" else _TAKES_SPACE)):
            return
        if not isinstance(arguments[0], (str, bytes, os.PathLike)):
            return
        # An open relative to a descriptor of a folder counts too: rmtree works so.
        path = Path(os.path.abspath(os.fsdecode(arguments[0])))  # noqa: PTH100
        if writes and not path.is_relative_to(root):
            return
        count += 1
        if count != number:
            return
        os.write(told, json.dumps([event, os.path.relpath(path, root)]).encode() + b"\n")
        if fault != "kill":
            code = getattr(errno, fault)
            raise OSError(code, os.strerror(code), str(path))
        if writes and path.parent.is_dir() and not path.is_dir() and path.suffix != ".lock":
            path.write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def prepare(template: Path, edited: Path, root: Path) -> None:
    """Make the project that is built: BEFORE with the page of AFTER."""
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(template, root)
    shutil.copyfile(edited / "book/index.md", root / "book/index.md")


def build_once(root: Path, number: int = 0, fault: str = "") -> tuple[int, list[str], str]:
    """Build in a fork; give its status, the write that failed, and what it said."""
    reads, told = os.pipe()
    said = root.parent / "said.txt"
    pid = os.fork()
    if not pid:
        os.close(reads)
        status = 3
        message = "killed"
        try:
            if fault:
                fail_at(number, fault, root, told)
            build(Project.at(root), allow_problems=True)
            status, message = 0, ""
        except QzchartsError as error:
            status, message = 1, str(error)
        except BaseException as error:
            message = repr(error)
        finally:
            said.write_text(message, "utf-8")
            os._exit(status)
    os.close(told)
    _, waited = os.waitpid(pid, 0)
    with os.fdopen(reads) as stream:
        event = stream.readline()  # of the build's processes each may come to such a write
    status = os.waitstatus_to_exitcode(waited)
    return status, json.loads(event) if event else [], said.read_text("utf-8") if status > 0 else ""


def main() -> None:
    template, edited, scratch = (Path(argument) for argument in sys.argv[1:4])
    number, step, faults = int(sys.argv[4]), int(sys.argv[5]), cycle(sys.argv[6:])
    before, after = digests(template / "_build"), digests(edited / "_build")
    root = scratch / "project"
    preload()
    for fault in faults:
        prepare(template, edited, root)
        status, event, message = build_once(root, number, fault)
        if not event:
            break  # the build has no such write any more
        published = digests(root / "_build")
        again, _, complaint = build_once(root)
        row = {
            "number": number,
            "fault": fault,
            "event": event,
            "status": status,
            "message": message,
            "published": "before" if published == before else "after" if published == after else "half",
            "again": again,
            "complaint": complaint,
            "whole": digests(root / "_build") == after,
            "left": sorted(path.name for path in root.iterdir() if path.name.startswith("._build")),
        }
        print(json.dumps(row), flush=True)
        number += step


if __name__ == "__main__":
    main()
