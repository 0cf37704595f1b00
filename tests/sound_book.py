"""A small book with the real data and nothing wrong: prose, pictures, a chart, the ledger, a citation."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from qzcharts.data import open_ledger
from support import NOTEBOOK_HEAD, SMALL_BOOK, copy_small, write_files

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path d="M{}5L8 5H1Z"/></svg>'
LIMITS = "\n## 数字没有说明什么\n\n本书是编造的。\n"
BOOK = SMALL_BOOK | {
    "book/_toc.yml": """format: jb-book
root: index
parts:
  - caption: 甲部
    numbered: 1
    chapters: [{file: first}, {file: second}, {file: cells}]
  - caption: 乙部
    chapters: [{file: ledger}, {file: citation}]
""",
    "book/index.md": "# 卷首\n\n本书是编造的，也说不动产权证。\n",
    "book/first.md": """# 上章

(place)=
## 出处

```{figure} a/boat.svg
:name: fig-boat
:alt: 纸船

纸船
```

发证{metric}`certificates.issued`，提供{metric}`inspection.units`。
""",
    "book/second.md": """# 下章

见{numref}`fig-mill`、{ref}`fig-boat`、{ref}`place`和{doc}`first`。

```{figure} b/boat.svg
:name: fig-mill
:alt: 水车

水车
```
""",
    "book/cells.md": f"""{NOTEBOOK_HEAD}
# 代码

```{{code-cell}}
---
mystnb:
  figure:
    name: fig-cells
tags: [hide-input]
---
import qzcharts as qz

qz.cards("certificates.issued", "inspection.units", title="发证")
```
""",
    "book/ledger.md": "# 台账\n\n```{ledger}\n```\n",
    "book/citation.md": "# 引用\n\n```{citation} report\n```\n",
    "book/a/boat.svg": PICTURE.format(1),
    "book/b/boat.svg": PICTURE.format(2),
}
del BOOK["book/chapter.md"]
for name in ("first", "second", "cells", "third"):
    BOOK[f"book/{name}.md"] = BOOK.get(f"book/{name}.md", "# 末章\n") + LIMITS
THIRD = BOOK.pop("book/third.md")

#: Numbers that its pages cite.
CITED = ("certificates.issued", "inspection.units")


def write_sound(target: Path) -> Path:
    """Write the project of the book."""
    shutil.rmtree(copy_small(target) / "book")
    write_files(target, BOOK)
    exempt(target, CITED)
    return target


def exempt(project: Path, cited: Iterable[str]) -> None:
    """Say that the book may leave aside what it does not cite of the data, and drop other names."""
    ledger = open_ledger(project)
    aliases = project / "data/aliases.csv"
    aliases.write_text("".join(aliases.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    unused = {*ledger.metrics, *ledger.statements} - {*cited}
    path = project / "data/exemptions.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("unused-metric,")]
    path.write_text(
        "\n".join([*kept, *(f"unused-metric,{name},无,None" for name in sorted(unused)), ""]), "utf-8"
    )
