"""Two builds of the same sources give the same bytes, wherever, whenever and by whomever they are made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import copy_project, read_files, run_command


def test_another_folder_time_zone_locale_seed_mask_and_year(built: Path, tmp_path: Path) -> None:
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed: apt-get install faketime")
    project = copy_project(tmp_path / "另一个 folder" / "deeper" / "报告", translated=True)
    for number, path in enumerate(sorted(project.rglob("*"))):
        os.utime(path, (1_000_000_000 + 1000 * number,) * 2)
    other = {
        "SOURCE_DATE_EPOCH": "1595894400",
        "PYTHONWARNINGS": "",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
        "USER": "another",
        "COLUMNS": "40",
    }
    command = ["faketime", "-f", "+400d", sys.executable, "-m", "qzbook", "build"]
    done = subprocess.run(
        command, cwd=project, env=os.environ | other, umask=0o077, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = read_files(project / "_build"), read_files(built / "_build")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert {Path(name).suffix for name in ours} >= {".html", ".pdf", ".svg", ".js", ".zip", ".csv"}


def test_an_edition_holds_no_path_of_where_it_was_made(built: Path) -> None:
    for name, content in read_files(built / "_build").items():
        for path in (built, Path(sys.prefix), Path.home()):
            assert bytes(path) not in content, name


def test_verify_finds_every_file_the_same(versions: Path) -> None:
    done = run_command(versions / "before", "verify", "_build", CI="")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "_build: every file is the same\n"


def test_verify_says_what_differs(versions: Path, tmp_path: Path) -> None:
    project = versions / "after"
    edition = shutil.copytree(project / "_build", tmp_path / "edition")
    (edition / "html/other.html").write_text("other", "utf-8")
    (edition / "html/chapter.html").unlink()
    page = edition / "html/index.html"
    page.write_text(page.read_text("utf-8").replace("<h1>", "<h1>！", 1), "utf-8")
    (path,) = (edition / "pdf").glob("*.pdf")
    content = path.read_bytes()
    path.write_bytes(content[:1000] + b"\xff" + content[1001:])

    done = run_command(project, "verify", str(edition), CI="")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "html/chapter.html: is built from the sources, but not published"
    assert re.fullmatch(r"html/index\.html: line \d+", lines[1])
    assert re.fullmatch(r"  published: .*<h1>！Start.*", lines[2])
    assert re.fullmatch(r"  again:     .*<h1>Start.*", lines[3])
    assert lines[4] == "html/other.html: is published, but not built from the sources"
    assert re.fullmatch(rf"pdf/{path.name}: \d+ and \d+ bytes, the same up to byte 1000", lines[5])
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "is not there"), ("{", "is no JSON"), ("[]", "says nothing of an edition")],
    ids=["missing", "cut off", "another's"],
)
def test_verify_wants_an_edition(content: str | None, problem: str, project: Path, tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    edition.mkdir()
    if content is not None:
        (edition / "edition.json").write_text(content, "utf-8")
    done = run_command(project, "verify", str(edition))
    assert done.returncode == 1
    assert done.stderr == (
        f"qzcharts: edition/edition.json {problem}\n"
        "  mend: name the folder of a published edition, with html/, pdf/ and that file, such as _build\n"
    )


def test_verify_refuses_an_edition_of_other_sources(built: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", translated=True)
    (project / "book/outlook.md").write_text("# 别的\n", "utf-8")
    done = run_command(project, "verify", str(built / "_build"))
    assert done.returncode == 1
    assert done.stderr.startswith("qzcharts: _build was made from other sources: their digest is ")
    assert done.stderr.endswith("  mend: check out the sources that it was made from\n")
