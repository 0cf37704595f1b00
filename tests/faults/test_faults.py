"""Whatever stops a build, the published edition is whole, and the next build makes the next one.

`make proof` stops builds at eight to thirty times as many writes, and damages each file in every way.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from fault_driver import digests
from qzbook.press.state import State
from support import PROOF, publish, run_command

DRIVER = Path(__file__).with_name("fault_driver.py")
DATE = {"SOURCE_DATE_EPOCH": "1595894400", "PYTHONWARNINGS": ""}
COARSER, KILLS, STEP = (1, 8, 96 * 1024) if PROOF else (12, 2, 320 * 1024)
pytestmark = pytest.mark.proof
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, and mounts a file system")


def faults(versions: Path, scratch: Path, start: int, step: int, *faults: str) -> list[dict[str, Any]]:
    """Build once for each of the writes `start`, `start` + `step` and so on, which fails."""
    names = [versions / "before", versions / "after", scratch, start, step, *faults]
    done = subprocess.run(
        [sys.executable, DRIVER, *map(str, names)],
        env=os.environ | DATE | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=scratch.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@linux
@pytest.mark.parametrize("start", [1, 4, 7] if PROOF else [5])
def test_a_killed_build_leaves_a_whole_edition(start: int, versions: Path, tmp_path: Path) -> None:
    """Each killed build leaves half a file; in a proof, 50 writes and more are tried."""
    rows = faults(versions, tmp_path / "scratch", start, 9 * COARSER, "kill")
    for row in rows:
        assert row["status"] == -signal.SIGKILL, row
        assert row["published"] in ("before", "after"), row
        assert row["again"] == 0, row
        assert row["whole"], row
        assert not row["left"], row
    assert len(rows) >= 17 // COARSER
    assert not PROOF or {row["published"] for row in rows} == {"before", "after"}


MESSAGES = {
    "ENOSPC": "No space left on device",
    "EROFS": "Read-only file system",
    "EACCES": "Permission denied",
}


@linux
@pytest.mark.parametrize(
    ("kinds", "start", "step"),
    [(["ENOSPC"], 1, 6), (["EROFS"], 3, 12), (["EACCES"], 6, 12), (["ENOSPC"], 4, 6)]
    if PROOF
    else [(list(MESSAGES), 2, 37)],
)
def test_what_cannot_be_written_is_told_and_loses_nothing(
    kinds: list[str], start: int, step: int, versions: Path, tmp_path: Path
) -> None:
    failed = 0
    for row in faults(versions, tmp_path / "scratch", start, step, *kinds):
        # A folder that is there already, and a file that can be written in another way, do no harm.
        assert (row["status"], row["published"]) in ((1, "before"), (0, "after")), row
        if row["status"]:
            failed += 1
            assert MESSAGES[row["fault"]] in row["message"], row
            # Sphinx tells of the theme's own files in its words, and the build stops at that too.
            assert "Failed to copy a file in the theme's" in row["message"] or row["message"].endswith(
                "; what was published before stays\n"
                "  mend: make room, or grant the right to read and write there"
            ), row
        assert row["again"] == 0, row
        assert row["whole"], row
        assert not row["left"], row
    assert failed >= (4 if PROOF else 2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MB in memory, which only root can have."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(mounted)]
    if not sys.platform.startswith("linux") or subprocess.run(command, check=False).returncode:
        pytest.skip("no file system can be mounted here: that takes root, on Linux")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


def test_a_full_disk(versions: Path, small_disk: Path) -> None:
    project = shutil.copytree(versions / "before", small_disk / "project")
    before, after = digests(project / "_build"), digests(versions / "after/_build")
    shutil.copyfile(versions / "after/book/index.md", project / "book/index.md")
    filler = small_disk / "filler"
    failed = 0
    with filler.open("wb") as file:
        file.write(bytes(shutil.disk_usage(small_disk).free))
        while True:
            done = run_command(project, "build", "--allow-problems")
            if done.returncode == 0:
                break
            failed += 1
            assert done.returncode == 1, done.stderr
            assert "No space left on device" in done.stderr
            assert "Traceback" not in done.stderr
            assert digests(project / "_build") == before
            file.truncate(file.seek(-STEP, os.SEEK_CUR))
    assert failed >= (3 if PROOF else 1)
    assert digests(project / "_build") == after


def test_kills_at_any_time(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "before", tmp_path / "project")
    before, after = digests(project / "_build"), digests(versions / "after/_build")
    shutil.copyfile(versions / "after/book/index.md", project / "book/index.md")
    moments = random.Random(20200728)
    ended = 0
    for _ in range(KILLS):
        shutil.rmtree(project / ".qzcharts/execution", ignore_errors=True)  # a kernel runs too
        process = subprocess.Popen(
            [sys.executable, "-m", "qzbook", "build", "--allow-problems"],
            cwd=project,
            env=os.environ | DATE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=moments.uniform(0.3, 3))
            ended += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert digests(project / "_build") in (before, after)
    assert ended < KILLS
    publish(project, "--allow-problems")
    assert digests(project / "_build") == after


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "other bytes": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
}


KEPT = [
    "pages/doctrees/environment.pickle",
    "pages/doctrees/index.doctree",
    "pages/html/chapter.html",
    "pages/html/_static/book.css",
    "pages/typst/*.pdf",
    "state.json",
    "execution/chapter.json",
]


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [*product(KEPT, DAMAGE)] if PROOF else [*zip(KEPT[::2], cycle(DAMAGE), strict=False)],
)
def test_a_damaged_cache_is_rebuilt(pattern: str, damage: str, versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "before", tmp_path / "project")
    (path,) = (project / ".qzcharts").glob(pattern)
    DAMAGE[damage](path)
    shutil.copyfile(versions / "after/book/index.md", project / "book/index.md")
    said = publish(project, "--allow-problems")
    assert digests(project / "_build") == digests(versions / "after/_build")
    if not pattern.startswith("execution"):  # the notebook that it is of was not to be read again
        assert re.match(r"\.qzcharts: .*; every page is made again\n", said), said


@pytest.mark.parametrize(
    "name", [".qzcharts", "_build", *([".qzcharts/pages", ".qzcharts/execution"] if PROOF else [])]
)
def test_folders_may_be_deleted(name: str, versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "after", tmp_path / "project")
    shutil.rmtree(project / name)
    publish(project, "--allow-problems")
    assert digests(project / "_build") == digests(versions / "after/_build")


def test_a_cache_of_other_versions_is_rebuilt(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "after", tmp_path / "project")
    state = State(project / ".qzcharts")
    state.write("pages", state.read("pages") | {"environment": "another"})
    said = publish(project, "--allow-problems")
    assert said.startswith(".qzcharts: it was made by other versions; every page is made again\n")
    assert digests(project / "_build") == digests(versions / "after/_build")


def test_a_second_build_says_that_another_runs(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "after", tmp_path / "project")
    with FileLock(project / ".qzcharts/build.lock"):
        done = run_command(project, "build", "--allow-problems")
    assert done.returncode == 1
    assert done.stderr == (
        "qzcharts: another build or check of this project is running\n"
        "  mend: wait until it has ended, or stop it\n"
    )


def test_builds_at_once_never_mix(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "before", tmp_path / "project")
    shutil.copyfile(versions / "after/book/index.md", project / "book/index.md")
    command = [sys.executable, "-m", "qzbook", "build", "--allow-problems"]
    both = [
        subprocess.Popen(
            command,
            cwd=project,
            env=os.environ | DATE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    for process, text in zip(both, said, strict=True):
        assert process.returncode == 0 or "another build or check of this project is running" in text
    assert 0 in [process.returncode for process in both]
    assert digests(project / "_build") == digests(versions / "after/_build")
