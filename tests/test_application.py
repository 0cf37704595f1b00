"""One process may hold several applications, as the build and the preview do; none takes from another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx

from qzcharts.application import run
from qzcharts.errors import BuildError
from qzcharts.project import Project
from support import make_small

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")


def listeners(app: Sphinx) -> list[tuple[str, str]]:
    """Give who listens to what."""
    return sorted(
        (event, getattr(listener.handler, "__qualname__", repr(type(listener.handler))))
        for event, heard in app.events.listeners.items()
        for listener in heard
    )


@pytest.mark.parametrize("earlier", ["built", "failed", "not started"])
def test_an_earlier_application_takes_no_listeners(earlier: str, project: Path, tmp_path: Path) -> None:
    small = Project.at(make_small(project))
    (small.book / "chapter.md").write_text("# Chapter\n", "utf-8")
    kept: list[Any] = []  # alive, as what is not yet collected is
    heard: list[list[tuple[str, str]]] = []

    def note(app: Sphinx) -> None:
        kept.append(app)
        heard.append(listeners(app))

    def build(folder: str, **overrides: object) -> None:
        run(small, "html", tmp_path / folder, overrides=overrides, prepare=note)

    build("first")
    # Another order gives the listeners other numbers.
    extensions = kept[0].config.extensions
    others = [name for name in extensions if name != "jupyter_book"]
    other: dict[str, Any] = {"extensions": ["jupyter_book", "sphinx_external_toc", *others]}
    if earlier == "built":
        build("other", **other)
    elif earlier == "failed":
        (small.book / "chapter.md").write_text("# Chapter\n\n{ref}`nowhere`\n", "utf-8")
        with pytest.raises(BuildError, match="nowhere") as failure:
            build("other", **other)
        kept.append(failure)
        (small.book / "chapter.md").write_text("# Chapter\n", "utf-8")
    else:
        with pytest.raises(BuildError, match="no theme named 'unknown'") as failure:
            build("other", html_theme="unknown", **other)
        kept.append(failure)
    build("second")
    assert heard[-1] == heard[0]
