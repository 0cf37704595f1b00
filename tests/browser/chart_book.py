"""A book whose first page has the charts of the guide's gallery: every form, with made-up data."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from qzcharts import charts
from support import NOTEBOOK_HEAD, PROJECT, write_files

_GUIDE = PROJECT / "docs/guide"
_CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)
_COMMAND = [str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml"]


def build_chart_book(folder: Path) -> Path:
    """Build it by Jupyter Book's own command, which makes no PDF, and give the folder of its pages."""
    gallery = (_GUIDE / "book/appendix/gallery.md").read_text("utf-8")
    names = {*charts.__all__, "load"} - {"finish"}  # whose figures are pictures
    drawing = [cell for cell in _CELL.findall(gallery) if names.issuperset(re.findall(r"qz\.(\w+)\(", cell))]
    shutil.copytree(_GUIDE / "data", folder / "data")
    shutil.copy(_GUIDE / "_config.yml", folder)
    pages = {
        "book/_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: ledger\n",
        "book/index.md": "\n\n".join([NOTEBOOK_HEAD, "# 图", *drawing, ""]),
        "book/ledger.md": "# 数据\n\n```{ledger}\n```\n",
    }
    command = [*_COMMAND, "--path-output", "."]
    done = subprocess.run(
        command, cwd=write_files(folder, pages), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "_build/html"
