"""Ids of sections, captions, targets and paragraphs: from their own words, in both formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx

from qzbook.errors import BuildError
from qzbook.markup.names import slug
from qzbook.press.application import run
from qzbook.project import Project
from support import copy_small, read_html, write_files

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: 成效\n  - file: ledger\n"
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
PAGE = """# 成效

## 计划

一样。

一样。

## 计划

一样。见[第二个计划](#计划-2)、{ref}`说明`、[说明](#说明)、{numref}`图甲`、{numref}`表甲`、[首页](index.md#开始)。

(说明)=
### 口径 PDF

{metric}`construction.investment`、{metric}`construction.investment`、{metric}`construction.plan_share`。[^注]

:::{list-table} 甲表
:name: 表甲
* - 甲
* - 乙
:::

```{figure} boat.svg
:name: 图甲
:alt: 船
一只船
```

```{figure} boat.svg
:alt: 船
两只船
```

(plain-name)=
## ？！

文。

[^注]: 注文。
"""
INDEX = "# 开始\n\n见[计划](成效.md#计划)、[](成效.md#计划-2)、[](#说明)、{numref}`图甲`、[](成效.md)。\n"


def make(folder: Path, page: str = PAGE, index: str = INDEX) -> Project:
    """Write a small book of two pages and the ledger."""
    project = Project.at(copy_small(folder))
    pages = {
        "_toc.yml": CONTENTS,
        "成效.md": page,
        "index.md": index,
        "ledger.md": "# 台账\n\n```{ledger}\n```\n",
        "boat.svg": BOAT,
    }
    write_files(project.book, pages)
    return project


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("anchors")
    return Path(run(make(folder / "project"), "html", folder / "work").outdir)


@pytest.fixture(scope="module")
def page(html: Path) -> BeautifulSoup:
    return read(html / "成效.html")


def read(path: Path) -> BeautifulSoup:
    return read_html(path)


def ids(tags: list[Tag]) -> list[str]:
    return [str(tag["id"]) for tag in tags]


def test_sections_captions_and_targets_are_called_by_their_words(page: BeautifulSoup) -> None:
    sections = ids(page.select("main section"))
    assert sections[:4] == ["成效", "计划", "计划-2", "说明"]
    assert sections[4:] == ["plain-name"]
    assert page.find(id="口径-pdf") is not None
    assert page.find(id=slug("？！")) is not None
    assert ids(page.select("main figure, main table[id]")) == ["表甲", "图甲", "两只船"]


def test_equal_paragraphs_have_ids_of_their_own(page: BeautifulSoup) -> None:
    first, second, third = [name for name in ids(page.select("section > p[id]")) if "计划" in name][:3]
    assert second == f"{first}-2"
    assert third.startswith("p-计划-2-")


def test_each_use_of_a_metric_is_counted_for_itself(page: BeautifulSoup) -> None:
    assert ids(page.select("a.evidence-link")) == [
        "use-1-metric-construction-investment",
        "use-2-metric-construction-investment",
        "use-1-metric-construction-plan-share",
    ]


def test_every_link_leads_somewhere_and_no_id_stands_twice(html: Path) -> None:
    pages = {path: read(path) for path in html.rglob("*.html")}
    anchors = {path: ids(page.select("[id]")) for path, page in pages.items()}
    for path, page in pages.items():
        assert len(set(anchors[path])) == len(anchors[path])
        for link in page.select("a[href]"):
            parts = urlsplit(str(link["href"]))
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not parts.scheme and target.suffix == ".html":
                assert not parts.fragment or parts.fragment in anchors[target], link


def test_search_and_ledger_lead_to_the_same_ids(html: Path) -> None:
    index = (html / "_static/searchindex.js").read_text("utf-8")
    assert '["计划-2","计划"' in index
    uses = [str(link["href"]) for link in read(html / "ledger.html").select(".ledger a[href*='#use-']")]
    assert "#use-2-metric-construction-investment" in {f"#{urlsplit(use).fragment}" for use in uses}


def test_the_pdf_has_the_same_places(tmp_path: Path) -> None:
    app = run(make(tmp_path / "project"), "typst", tmp_path / "work")
    with pikepdf.open(next(Path(app.outdir).glob("*.pdf"))) as pdf:
        places = {bytes(name).decode() for name in _names(pdf.Root.Names.Dests)}
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
    assert {"成效#", "成效#计划", "成效#计划-2", "成效#说明", "成效#plain-name"} <= places
    assert len(links) > 10


def _names(tree: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from list(tree.get("/Names", []))[::2]
    for child in tree.get("/Kids", []):
        yield from _names(child)


def test_a_name_of_a_formula_is_refused_where_it_cannot_be_an_id(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "# 题\n\n文。\n\n$$\nx\n$$ (面积)\n", "# 开始\n")
    with pytest.raises(BuildError) as raised:
        run(project, "html", tmp_path / "work")
    assert str(raised.value) == (
        "book/成效.md:5: the name of the formula, '面积', cannot be an id; allowed: ASCII letters, digits "
        "and hyphens [equation]\n  mend: name it like eq-area"
    )


Ids = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def ids_of(tmp_path_factory: pytest.TempPathFactory) -> Ids:
    """Give a function that reads a page, and gives words and id of its sections and paragraphs."""
    folder = tmp_path_factory.mktemp("read")
    project = make(folder / "project", index="# 开始\n")
    app: Sphinx = run(project, "html", folder / "work")

    def read_html(text: str) -> list[tuple[str, str]]:
        (project.book / "成效.md").write_text(text, "utf-8")
        app.env.clear_doc("成效")
        app.builder.read_doc("成效")
        tree = app.env.get_and_resolve_doctree("成效", app.builder)
        found: list[tuple[str, str]] = []
        for node in tree.findall(nodes.Element):
            if isinstance(node, nodes.section):
                found.append((node[0].astext(), node["ids"][0]))
            elif isinstance(node, nodes.paragraph):
                found.append((node.astext(), node["ids"][0]))
        return found

    return read_html


WORDS = st.text("成效图表 ABab19，。（）、—", min_size=1, max_size=5).filter(str.strip)
SECTIONS = st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=5)
Sections = list[tuple[str, list[str]]]
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(sections: Sections) -> str:
    parts = ["# 题\n"]
    for heading, paragraphs in sections:
        parts += [f"## {heading}\n", *(f"文{words}\n" for words in paragraphs)]
    return "\n".join(parts)


@few
@given(sections=SECTIONS)
def test_no_two_places_of_a_page_have_one_id(ids_of: Ids, sections: Sections) -> None:
    found = [name for _, name in ids_of(written(sections))]
    assert len(found) == 1 + len(sections) + sum(len(paragraphs) for _, paragraphs in sections)
    assert all(found)
    assert len(set(found)) == len(found)


@few
@given(sections=SECTIONS, new=st.tuples(WORDS, st.lists(WORDS, max_size=3)), place=st.integers(0, 5))
def test_another_section_changes_no_id(
    ids_of: Ids, sections: Sections, new: tuple[str, list[str]], place: int
) -> None:
    heading, paragraphs = f"另外{new[0]}", new[1]  # no section is called so
    changed = [*sections[:place], (heading, paragraphs), *sections[place:]]
    before, after = ids_of(written(sections)), ids_of(written(changed))
    added = 1 + len(paragraphs)
    start = 1 + sum(1 + len(paragraphs) for _, paragraphs in sections[:place])
    assert [*after[:start], *after[start + added :]] == before


def test_a_number_that_a_reference_gets_changes_no_id_of_a_paragraph(ids_of: Ids) -> None:
    figure = "```{figure} boat.svg\n:name: 图甲\n:alt: 船\n一只船\n```\n"
    other = "```{figure} boat.svg\n:alt: 船\n别的船\n```\n"
    before = ids_of(f"# 题\n\n{figure}\n见{{numref}}`图甲`。\n")
    after = ids_of(f"# 题\n\n{other}\n{figure}\n见{{numref}}`图甲`。\n")
    assert before[-1][1] == after[-1][1]
