"""Bad input stops the build with one message, and what was published before stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from changes import Change, put, recode, swap
from fault_driver import digests
from support import copy_small, run_command

CONTENTS = "format: jb-book\nroot: index\nparts:\n  - caption: 各章\n    chapters: [{file: chapter}]\n"


def use_empty_font_folder(project: Path) -> None:
    (project / "fonts").mkdir()
    swap("_config.yml", "    numfig: true", f"    typst_font_paths: [{project}/fonts]\n    numfig: true")(
        project
    )


BAD_INPUTS: dict[str, tuple[Change, str]] = {
    "a cell that raises": (
        swap("book/chapter.md", "6 * 7", 'raise ValueError("no such wall")'),
        """\
qzcharts: book/chapter.md:13: code cell 1, from line 13 on, raises ValueError: no such wall
    raise ValueError("no such wall")
Mend the cell, or tag it `raises-exception` if readers are to see the error.
""",
    ),
    "a control character": (
        swap("book/chapter.md", "kernelspec:", "kernelspec:\0"),
        """\
qzcharts: book/chapter.md:5: the character U+0000 is none that a text may hold
  mend: delete it
""",
    ),
    "a CSV with too many columns": (
        swap(
            "data/outlook.csv", "Counted by this report from the source’s list.", "Counted, by this report."
        ),
        """\
qzcharts: data/outlook.csv:2: too many columns (10); allowed: 9, as in the header [columns]
  mend: give the row as many columns as the header; quote a cell that holds a comma
""",
    ),
    "a value that is no number": (
        swap("data/construction.csv", ",12.96,", ",12.9x,"),
        """\
qzcharts: data/construction.csv:2:value: '12.9x' has x in it; allowed: the number alone, \
for the indicator states the unit 亿元 [value]
  mend: write 12.9 if x is another word for 亿元 or the mark of a note; \
what else it says belongs to a note
""",
    ),
    "an encoding other than UTF-8": (
        recode("data/outlook.csv", "gb18030"),
        """\
qzcharts: data/outlook.csv:2: saved as GBK; allowed: UTF-8 only [encoding]
  mend: save the file as UTF-8 (in a spreadsheet: "CSV UTF-8", not "CSV")
""",
    ),
    "a configuration that is not UTF-8": (
        recode("_config.yml", "gb18030"),
        """\
qzcharts: _config.yml:3: saved as GBK; allowed: UTF-8 only
  mend: save the file as UTF-8
""",
    ),
    "a configuration with a value of the wrong kind": (
        swap("_config.yml", "extensions: [myst_nb,", "extensions: [{a: b}, myst_nb,"),
        """\
qzcharts: _config.yml: a value that cannot be used: TypeError: unhashable type: 'dict'
  mend: correct the value that was changed last
""",
    ),
    "a table of contents that is not UTF-8": (
        put("book/_toc.yml", CONTENTS.encode("gb18030")),
        """\
qzcharts: book/_toc.yml:4: saved as GBK; allowed: UTF-8 only
  mend: save the file as UTF-8
""",
    ),
    "a missing font": (
        use_empty_font_folder,
        """\
qzcharts: The font family 'Noto Serif SC' is missing (searched: fonts). \
Install it with: pip install pylopdf-fonts-zh-cn (and leave typst_font_paths empty), \
or name the folder of its files in typst_font_paths.
""",
    ),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_input_stops_the_build(name: str, versions: Path, tmp_path: Path) -> None:
    """Even that of a draft."""
    change, message = BAD_INPUTS[name]
    project = shutil.copytree(versions / "before", tmp_path / "project")
    published = digests(project / "_build")
    change(project)
    done = run_command(project, "build", "--allow-problems")
    assert done.returncode == 1
    assert done.stderr == message
    assert digests(project / "_build") == published


def test_a_failed_build_fails_again(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "before", tmp_path / "project")
    swap("book/index.md", "Made up.", "{metric}`inspection.unit`")(project)
    for _ in range(2):
        done = run_command(project, "build")
        assert done.returncode == 1
        assert done.stderr == (
            "qzcharts: book/index.md:3: there is no metric 'inspection.unit'; near matches: "
            "inspection.units, inspection.items, inspection.pace [metric]\n"
            "  mend: write an id of the ledger; `qzcharts list` shows them\n"
        )


def test_problems_are_allowed_in_a_draft_that_says_so(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    swap("book/index.md", "Made up.", "要做7件事。")(project)
    refused = run_command(project, "build")
    assert refused.returncode == 1
    assert "[typed-number]" in refused.stderr
    allowed = run_command(project, "build", "--allow-problems")
    assert allowed.returncode == 0, allowed.stderr
    for path in (project / "_build/html").rglob("*.html"):
        assert "草稿：检查未通过" in path.read_text("utf-8"), path.name
    (pdf,) = (project / "_build/pdf").glob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            assert "草稿" in page.get_textpage().get_text_range()


def test_outside_a_project(tmp_path: Path) -> None:
    done = run_command(tmp_path, "build")
    assert done.returncode == 1
    assert done.stderr == (
        f"qzcharts: no _config.yml beside a folder book/ in {tmp_path.name} or above it\n"
        "  mend: work inside the project, or name it with --project\n"
    )
