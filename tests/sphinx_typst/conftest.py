"""The book of every construct, built once for all tests of a worker, and small books for single questions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import tagged
from typst_books import BOOK, Build, build_book


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The book of every construct."""
    source = tmp_path_factory.mktemp("torture") / "book"
    shutil.copytree(BOOK, source)
    build = build_book(source, "torture")
    assert build.error is None, build.error
    return build


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The reviewers' copy of it, with attachments."""
    source = tmp_path_factory.mktemp("review") / "book"
    shutil.copytree(BOOK, source)
    build = build_book(source, "torture", typst_review=True)
    assert build.error is None, build.error
    return build


@pytest.fixture(scope="session", params=["book", "review"])
def copy(request: pytest.FixtureRequest) -> Build:
    """Both copies, one after the other."""
    build: Build = request.getfixturevalue(request.param)
    return build


@pytest.fixture(scope="session")
def structure(book: Build) -> tagged.Element:
    """Its structure tree."""
    return book.structure()


@pytest.fixture
def small_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Build]:
    """Return a function that builds a book from texts: the root document's, and other files'."""
    monkeypatch.syspath_prepend(tmp_path / "small")

    def make(text: str, files: dict[str, str | bytes] | None = None, **settings: Any) -> Build:
        source = tmp_path / "small"
        extensions = ["myst_nb", *settings.pop("extensions", ["sphinx_typst"])]
        conf = f"""
            project = "虚构小书"
            extensions = {extensions!r}
            nb_execution_mode = "off"
            myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence"]
            """
        for name, content in {"conf.py": conf, "index.md": text, **(files or {})}.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        defaults = {"language": "zh_CN", "typst_metadata": {"date": "2031-02-03"}}
        return build_book(source, **{**defaults, **settings})

    return make
