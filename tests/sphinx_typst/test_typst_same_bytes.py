"""Two builds in other folders, time zones, locales and with other hash seeds give the same bytes.

The reviewers' copy holds all that the edition does; `make proof` builds that too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typst_books import BOOK

from support import PROOF

PLACES = {
    "one": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "a much longer/folder 名": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
}


@pytest.mark.proof
@pytest.mark.parametrize(
    "options", [pytest.param(["-D", "typst_review=1"], id="review"), *([[]] if PROOF else [])]
)
def test_the_same_bytes_everywhere(tmp_path: Path, options: list[str]) -> None:
    pdfs = []
    for place, environment in PLACES.items():
        source = tmp_path / place / "book"
        shutil.copytree(BOOK, source)
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "typst",
            *options,
            str(source),
            str(source / "out"),
        ]
        subprocess.run(
            command, check=True, env=os.environ | environment, cwd=source.parent, capture_output=True
        )
        (pdf,) = (source / "out").glob("*.pdf")
        pdfs.append(pdf.read_bytes())
    assert pdfs[0] == pdfs[1]
