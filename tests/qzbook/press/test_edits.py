"""An edit gives every byte that a build from nothing gives, and writes no page that it does not change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from changes import Change, append, each, put, remove, swap
from fault_driver import digests
from qzcharts.data import open_ledger
from support import NOTEBOOK_HEAD, SMALL_BOOK, copy_small, publish, write_files

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

见{numref}`fig-mill`、{ref}`place`和{doc}`first`。

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

ALWAYS = {"index", "ledger", "citation", "search", "404"}
"""Pages that say which edition this is, or what is in the others."""
ALL = ALWAYS | {"first", "second", "cells"}


def entitle(title: str) -> Change:
    """Give the report another title."""

    def change(project: Path) -> None:
        path = project / "data/datapackage.json"
        package = json.loads(path.read_text("utf-8"))
        package["report"]["title"] = title
        path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")

    return change


FIGURE = BOOK["book/first.md"][
    BOOK["book/first.md"].index("```{figure}") : BOOK["book/first.md"].index("发证")
]
EDITS: dict[str, tuple[Change, set[str]]] = {
    "nothing but a time": (lambda project: (project / "book/first.md").touch(), set()),
    "the lock, with which notebooks run": (append("requirements.lock", "\n# another\n"), {"cells"}),
    "a sentence": (swap("book/first.md", "发证{", "又一段。\n\n发证{"), {"first"}),
    "a number more": (append("book/second.md", "\n又有{metric}`certificates.issued`。\n"), {"second"}),
    "a cell": (swap("book/cells.md", "as qz\n", "as qz\n\n1 + 1\n"), {"cells"}),
    "a value": (
        each(
            swap("data/certificates.csv", ",478,", ",479,"),
            swap("data/certificates.csv", "出证478本", "出证479本"),
            swap("data/glosses.csv", "出证478本", "出证479本"),
        ),
        {"first", "cells"},
    ),
    "the place of a source": (swap("data/locators.csv", "第三节", "第三部分"), {"first", "cells"}),
    "a picture": (put("book/a/boat.svg", PICTURE.format(3)), {"first"}),
    "the title of a chart": (swap("book/cells.md", 'title="发证"', 'title="发证与排查"'), ALL),
    "the title of a chapter": (swap("book/first.md", "# 上章", "# 上篇"), ALL),
    "a title that others name": (swap("book/first.md", "## 出处", "## 来处"), ALL),
    "a section more": (append("book/cells.md", "\n## 又一节\n\n说明。\n"), ALL),
    "a picture less before another": (swap("book/first.md", FIGURE, ""), ALL),
    "the order of chapters": (
        swap("book/_toc.yml", "{file: first}, {file: second}", "{file: second}, {file: first}"),
        ALL,
    ),
    "the title of a part": (swap("book/_toc.yml", "甲部", "丙部"), ALL),
    "a page more": (
        each(
            put("book/third.md", THIRD),
            swap("book/_toc.yml", "{file: cells}", "{file: cells}, {file: third}"),
        ),
        ALL | {"third"},
    ),
    "a page less": (
        each(remove("book/cells.md"), swap("book/_toc.yml", ", {file: cells}", "")),
        ALL - {"cells"},
    ),
    "the title of the book": (entitle("另一个书名"), ALL),
    "the licence": (swap("_config.yml", "以CC BY 4.0许可发布", "以CC BY许可发布"), ALL),
    "the address": (
        swap("_config.yml", "language: zh_CN", "language: zh_CN\n    html_baseurl: https://example.org/a"),
        ALL,
    ),
}


def exempt(project: Path) -> None:
    """Say that the book may leave numbers and statements of the real data aside, and their other names."""
    ledger = open_ledger(project)
    aliases = project / "data/aliases.csv"
    aliases.write_text("".join(aliases.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    unused = {*ledger.metrics, *ledger.statements} - {"certificates.issued", "inspection.units"}
    path = project / "data/exemptions.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("unused-metric,")]
    path.write_text(
        "\n".join([*kept, *(f"unused-metric,{name},无,None" for name in sorted(unused)), ""]), "utf-8"
    )


def pages(project: Path) -> dict[str, int]:
    """When each page was written."""
    folder = project / ".qzcharts/pages/html"
    return {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.html")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, published, in the folder where Sphinx knows its pages again; a copy of it lies beside."""
    project = copy_small(tmp_path_factory.mktemp("edits") / "project")
    shutil.rmtree(project / "book")
    exempt(write_files(project, BOOK))
    publish(project)
    shutil.copytree(project, project.with_name("whole"))
    return project


@pytest.fixture
def edited(whole: Path) -> Path:
    """The book as it was published."""
    shutil.rmtree(whole)
    return shutil.copytree(whole.with_name("whole"), whole)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_clean_build_gives(name: str, edited: Path) -> None:
    change, concerned = EDITS[name]
    project = edited
    before = pages(project)
    change(project)
    publish(project)
    after = pages(project)
    assert {page for page in after if after[page] != before.get(page)} <= ALWAYS | concerned
    kept = digests(project / "_build")
    shutil.rmtree(project / ".qzcharts/pages")
    shutil.rmtree(project / "_build")
    publish(project)
    assert kept == digests(project / "_build")
