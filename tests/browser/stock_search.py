"""Sphinx's own search over the same book: what ours is measured by."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from types import SimpleNamespace

import sphinx
from docutils import nodes
from jinja2 import Template
from playwright.sync_api import Page
from sphinx.search import IndexBuilder, js_index

_STATIC = Path(sphinx.__file__).parent / "themes/basic/static"
_SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "language_data.js",
    "searchtools.js",
)
_OPTIONS = "const DOCUMENTATION_OPTIONS = {LANGUAGE: 'zh-CN', FILE_SUFFIX: '.html', LINK_SUFFIX: '.html'};"


def write_stock_search(doctrees: Path, folder: Path) -> Path:
    """Index the documents of a build with Sphinx's indexer for Chinese, and write a page with its scripts."""
    names = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries")
    memory = {f"_search_index_{name}": {} for name in (*names, "objtypes", "objnames")}
    index = IndexBuilder(SimpleNamespace(domains={}, version={}, **memory), "zh_CN", {}, "")
    for path in sorted(doctrees.rglob("*.doctree")):
        name = path.relative_to(doctrees).with_suffix("").as_posix()
        doctree = pickle.loads(path.read_bytes())
        index.feed(name, f"{name}.md", doctree.next_node(nodes.title).astext(), doctree)
    with (folder / "searchindex.js").open("w", encoding="utf-8") as stream:
        index.dump(stream, js_index)
    for name in ("doctools.js", "sphinx_highlight.js", "searchtools.js"):
        shutil.copy2(_STATIC / name, folder / name)
    (folder / "documentation_options.js").write_text(_OPTIONS, "utf-8")
    language = Template((_STATIC / "language_data.js.jinja").read_text("utf-8"))
    (folder / "language_data.js").write_text(language.render(index.context_for_searchtool()), "utf-8")
    scripts = "".join(f'<script src="{name}"></script>' for name in (*_SCRIPTS, "searchindex.js"))
    page = folder / "search.html"
    page.write_text(f'<!DOCTYPE html><html data-content_root="./"><meta charset="utf-8">{scripts}', "utf-8")
    return page


def stock_results(page: Page, query: str) -> list[str]:
    """Give the documents that Sphinx's search finds, best first."""
    found = page.evaluate("(query) => Search._performSearch(...Search._parseQuery(query))", query)
    return list(dict.fromkeys(result[0] for result in reversed(found)))
