"""One process may hold several applications, as the build and the preview do; none takes from another."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx

from qzbook.errors import BuildError
from qzbook.press.application import run
from qzbook.project import Project

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")


def test_an_application_is_let_go_when_another_has_run(small: Path, tmp_path: Path) -> None:
    project = Project.at(small)
    first = weakref.ref(run(project, "html", tmp_path / "first"))
    run(project, "html", tmp_path / "second")  # Sphinx itself holds on to the last one.
    gc.collect()
    assert first() is None


def test_a_proxy_of_what_is_gone_stops_no_application(small: Path, tmp_path: Path) -> None:
    gone = Project.at(small)
    proxy = weakref.proxy(gone)
    del gone
    with pytest.raises(ReferenceError):
        proxy.root
    assert run(Project.at(small), "html", tmp_path / "after")


def test_pages_are_the_same_however_few_doctrees_are_held(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for limit in (32, 1):
        monkeypatch.setattr("qzbook.press.application._DOCTREES", limit)
        run(Project.at(small), "html", tmp_path / str(limit))
        found = sorted((tmp_path / str(limit) / "html").glob("*.html"))
        pages.append({path.name: path.read_bytes() for path in found})
    assert pages[0] == pages[1] and len(pages[0]) > 2


def listeners(app: Sphinx) -> list[tuple[str, str]]:
    """Give who listens to what."""
    return sorted(
        (event, getattr(listener.handler, "__qualname__", repr(type(listener.handler))))
        for event, heard in app.events.listeners.items()
        for listener in heard
    )


@pytest.mark.parametrize("earlier", ["built", "failed", "not started"])
def test_an_earlier_application_takes_no_listeners(earlier: str, small: Path, tmp_path: Path) -> None:
    project = Project.at(small)
    (project.book / "chapter.md").write_text("# Chapter\n", "utf-8")
    kept: list[Any] = []  # alive, as what is not yet collected is
    heard: list[list[tuple[str, str]]] = []

    def note(app: Sphinx) -> None:
        kept.append(app)
        heard.append(listeners(app))

    def build(folder: str, **overrides: object) -> None:
        run(project, "html", tmp_path / folder, overrides=overrides, prepare=note)

    build("first")
    # Another order gives the listeners other numbers.
    extensions = kept[0].config.extensions
    others = [name for name in extensions if name != "jupyter_book"]
    other: dict[str, Any] = {"extensions": ["jupyter_book", "sphinx_external_toc", *others]}
    if earlier == "built":
        build("other", **other)
    elif earlier == "failed":
        (project.book / "chapter.md").write_text("# Chapter\n\n{ref}`nowhere`\n", "utf-8")
        with pytest.raises(BuildError, match="nowhere") as failure:
            build("other", **other)
        kept.append(failure)
        (project.book / "chapter.md").write_text("# Chapter\n", "utf-8")
    else:
        with pytest.raises(BuildError, match="no theme named 'unknown'") as failure:
            build("other", html_theme="unknown", **other)
        kept.append(failure)
    build("second")
    assert heard[-1] == heard[0]
