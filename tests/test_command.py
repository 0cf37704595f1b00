"""The command as a process: it ends with its status, and loses nothing of what it has said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "qzbook"]


@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), (["--none"], 2), (["list"], 1)])
def test_a_command_ends_with_its_status(tmp_path: Path, arguments: list[str], status: int) -> None:
    ended = subprocess.run([*COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == status
    said = ended.stderr if status else ended.stdout
    assert said.endswith("\n")


def test_what_is_registered_for_the_end_is_done(tmp_path: Path) -> None:
    """Libraries remove their folders then; what was printed last is in a buffer."""
    mark = tmp_path / "mark"
    code = f"""
import atexit, pathlib, sys
from qzbook import __main__, cli
def main(**options):
    atexit.register(pathlib.Path({str(mark)!r}).touch)
    print("said")
    sys.exit(0)
cli.main = main
__main__.run()
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert mark.exists()
    assert ended.stdout == "said\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode
    assert "No space left" in ended.stderr
