"""The guide for authors, to be built with what its pages show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from documents import fences
from support import NOTEBOOK_HEAD, PROJECT, publish

GUIDE = PROJECT / "docs/guide"
PAGES = {
    path.relative_to(GUIDE / "book").with_suffix("").as_posix(): path.read_text("utf-8")
    for path in sorted((GUIDE / "book").rglob("*.md"))
}


def only_shown(text: str) -> list[str]:
    """Give the examples of a page that do not stand beside what they make."""
    found = []
    for fence in fences(text, "markdown"):
        live = text.replace(f"```markdown\n{fence}```", "").replace("{code-cell} ipython3", "{code-cell}")
        if fence not in re.sub("^> ", "", live, flags=re.MULTILINE):
            found.append(fence)
    return found


def build_guide(folder: Path) -> None:
    """Build the guide in both formats, with a page of the examples that it only shows."""
    shutil.copytree(GUIDE, folder, ignore=shutil.ignore_patterns(".*", "_build"))
    shown = [fence for text in PAGES.values() for fence in only_shown(text)]
    (folder / "book/shown.md").write_text("\n\n".join([NOTEBOOK_HEAD, "# 样例", *shown, ""]), "utf-8")
    with (folder / "book/_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("      - file: shown\n")
    assert "no problems" in publish(folder)
