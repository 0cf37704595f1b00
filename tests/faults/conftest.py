"""A small project before and after an edit of its first page, for builds that go wrong in between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from support import copy_project, run_command

PAGES = {
    "book/_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n",
    "book/index.md": "# 开头\n\n虚构。\n",
    "book/chapter.md": """---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  name: python3
  language: python
---
# 一章

```{code-cell}
6 * 7
```
""",
}


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders ``before`` and ``after``, each with its published edition; not to be changed."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "versions"
    with FileLock(shared / "versions.lock"):
        if not (folder / "after/_build").is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            project = copy_project(folder / "before")
            shutil.rmtree(project / "book")
            for name, text in PAGES.items():
                (project / name).parent.mkdir(exist_ok=True)
                (project / name).write_text(text, "utf-8")
            _build(project)
            edited = shutil.copytree(project, folder / "after")
            (edited / "book/index.md").write_text("# 开头\n\n虚构，改过。\n", "utf-8")
            _build(edited)
    return folder


def _build(project: Path) -> None:
    done = run_command(project, "build", "--allow-problems")  # its pages cite nothing
    assert done.returncode == 0, done.stderr
