"""A build stops at the gate, says where and why, and keeps what was published before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from gate_book import BOAT, _no_warnings

from qzbook.errors import BuildError
from qzbook.press.build import build
from qzbook.press.phases import Phases
from qzbook.project import Project
from sphinx_typst.translator import TypstTranslator
from support import write_files

PAGES = {
    "book/_toc.yml": "format: jb-book\nroot: index\n",
    "book/index.md": "# 虚构的书\n\n## 后来\n\n写于2031年，一万是10{sup}`4`，共**12**个。\n",
    "book/boat.svg": BOAT,
}
MESSAGE = """\
book/index.md:5: HTML and PDF differ under “后来”:
  HTML: …于2031年，一万是10▮^4▮，共12个。
  PDF:  …于2031年，一万是10▮▮，共12个。
  allowed: the same words, numbers, levels and alternative texts, in the same order [formats]
  mend: write it so that both formats can have it, or in one alone: {only} html, {only} typst; \
if it is written as it should be, this is a fault of the translator"""


def build_anyhow(project: Path) -> dict[str, float]:
    """Build in spite of statements that the small book does not use; give the seconds of each phase."""
    phases = Phases()
    with _no_warnings():
        build(Project.at(project), allow_problems=True, phases=phases)
    return phases.seconds


def test_a_difference_stops_the_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / "book")
    write_files(project, PAGES)
    assert "compare" in build_anyhow(project)
    page, pdf = project / "_build/html/index.html", next((project / "_build/pdf").iterdir())
    published = page.read_bytes(), pdf.read_bytes()

    def skip(translator: TypstTranslator, node: Any) -> None:
        raise nodes.SkipNode

    monkeypatch.setattr(TypstTranslator, "visit_superscript", skip)
    shutil.rmtree(project / ".qzcharts")  # what was translated before is kept there
    with pytest.raises(BuildError) as raised:
        build_anyhow(project)
    assert str(raised.value) == MESSAGE
    assert (page.read_bytes(), pdf.read_bytes()) == published
