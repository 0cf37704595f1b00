"""An edit gives every byte that a build from nothing gives, and writes no page that it does not change.

`make proof` tries each edit alone. Here edits of pages that know nothing of each other are tried together,
and of those that change every page some of each kind: what others name, what is numbered, the contents, the
head.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from changes import Change, append, each, put, remove, swap
from fault_driver import digests
from sound_book import BOOK, PICTURE, THIRD, write_sound
from support import PROOF, publish

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
    "the title of a chart": (swap("book/cells.md", 'title="发证"', 'title="发证与排查"'), {"cells"}),
    "a caption that another page names": (
        swap("book/first.md", "纸船\n```", "帆船\n```"),
        {"first", "second"},
    ),
    "the title of a chapter": (swap("book/first.md", "# 上章", "# 上篇"), ALL),
    "a title that others name": (swap("book/first.md", "## 出处", "## 来处"), ALL),
    "a section more": (append("book/cells.md", "\n## 又一节\n\n说明。\n"), ALL),
    "a picture less before another": (
        each(swap("book/first.md", FIGURE, ""), swap("book/second.md", "、{ref}`fig-boat`", "")),
        ALL,
    ),
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


def pages(project: Path) -> dict[str, int]:
    """When each page was written."""
    folder = project / ".qzcharts/pages/html"
    return {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.html")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, published, in the folder where Sphinx knows its pages again; a copy of it lies beside."""
    project = write_sound(tmp_path_factory.mktemp("edits") / "project")
    publish(project)
    shutil.copytree(project, project.with_name("whole"))
    return project


@pytest.fixture
def edited(whole: Path) -> Path:
    """The book as it was published."""
    shutil.rmtree(whole)
    return shutil.copytree(whole.with_name("whole"), whole)


#: Edits of different pages, of which none could hide what another leaves undone.
APART = (
    ("a sentence", "a number more", "a cell"),
    ("a picture", "the lock, with which notebooks run"),
    ("nothing but a time",),
    ("a value",),
    ("the title of a chart",),
    ("a caption that another page names",),
    ("the place of a source",),
)
#: Of edits that change every page, those of another kind than the others.
OF_A_KIND = (
    "a title that others name",
    "a picture less before another",
    "the title of a part",
    "a page more",
    "a page less",
    "the title of the book",
    "the address",
)


@pytest.mark.proof
@pytest.mark.parametrize(
    "names",
    [(name,) for name in EDITS] if PROOF else [*APART, *((name,) for name in OF_A_KIND)],
    ids=", ".join,
)
def test_an_edit_gives_what_a_clean_build_gives(names: tuple[str, ...], edited: Path) -> None:
    project = edited
    before = pages(project)
    for name in names:
        EDITS[name][0](project)
    publish(project)
    after = pages(project)
    concerned = set[str]().union(ALWAYS, *(EDITS[name][1] for name in names))
    assert {page for page in after if after[page] != before.get(page)} <= concerned
    kept = digests(project / "_build")
    shutil.rmtree(project / ".qzcharts/pages")
    shutil.rmtree(project / "_build")
    publish(project)
    assert kept == digests(project / "_build")
