"""A made-up book whose notebooks are run, and what its builds ran and gave."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from qzbook.execution import execute as execution
from support import NOTEBOOK_HEAD, write_files

READS = """# Made up

Some prose.

```{code-cell}
:tags: [hide-input]

import glob, helper
print("value", open("../data/made_up.csv").read())
```

```{code-cell}
print("files", sorted(glob.glob("../data/*.csv")), helper.NAME)
try:
    print("extra", open("../data/extra.txt").read())
except FileNotFoundError:
    print("no extra")
```
"""
COUNTS = """# Counts

```{code-cell}
1 + 1
```
"""


class Book:
    """A made-up project, and what its builds ran and gave."""

    notebooks: tuple[str, ...] = ("reads", "part/counts")

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = ""
        self.fill()

    def fill(self) -> None:
        """Write the project."""
        self.write("data/datapackage.json", "{}")
        self.write("data/made_up.csv", "1")
        self.write("requirements.lock", "a==1")
        self.write("package/module.py", "a = 1")
        self.write("book/helper.py", "NAME = 'first'")
        self.write("book/index.md", "# Start\n\n```{toctree}\nreads\npart/counts\n```\n")
        self.write("book/reads.md", NOTEBOOK_HEAD + READS)
        self.write("book/part/counts.md", NOTEBOOK_HEAD + COUNTS)

    def write(self, name: str, text: str) -> Path:
        return write_files(self.root, {name: text}) / name

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def executing(self, *_: Any) -> None:
        """Do nothing before notebooks run: tests put in its place what does."""

    def build(self, target: str = "_build", builder: str = "dummy", **config: Any) -> list[str]:
        """Build, and name the notebooks that ran."""
        ran: list[str] = []
        status, warnings = io.StringIO(), io.StringIO()
        out = self.root / target
        settings = {"extensions": ["qzbook.execution.execute"], "nb_execution_mode": "cache", **config}
        source = self.root / "book"
        with patch_docutils(str(source)), docutils_namespace():
            app = Sphinx(source, None, out / builder, out / ".doctrees", builder, settings, status, warnings)
            app.connect(execution.EXECUTED, lambda app, name, seconds, done, total: ran.append(name))
            app.connect(execution.EXECUTING, self.executing)
            app.build()
            self.pages = {name: app.env.get_doctree(name).pformat() for name in app.env.found_docs}
        self.log = status.getvalue()
        assert warnings.getvalue() == ""
        return sorted(ran)

    def clean(self) -> dict[str, str]:
        """Give the pages of a build from nothing."""
        shutil.rmtree(self.root / "_clean", ignore_errors=True)
        assert self.build("_clean") == sorted(self.notebooks)
        return self.pages
