"""What every test can use: copies of the real project to break, and the real book, built once."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from guide_book import build_guide
from support import PROJECT, copy_project, copy_small, end_commands, make_once, publish, shared_folder
from yearbook import write_yearbook

# What is imported and collected stays: the collector would go through it again and again.
gc.disable()

# Messages are compared in the language of the code, whoever runs the tests.
os.environ["LANGUAGE"] = "en"

# The same examples in every run: a failure is one of the change that is tested.
settings.register_profile("data", deadline=None, derandomize=True, database=None, max_examples=50)
settings.register_profile("proof", settings.get_profile("data"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "data"))

#: Folders and modules of tests that build whole books, drive a browser, start processes or try many cases;
#: what takes longest stands first, so that no worker begins it when the others have nothing left.
SLOW = (
    "test_docs.py",
    "test_guide.py",
    "faults",
    "qzbook/press",
    "browser",
    "qzbook/execution",
    "qzbook/serve",
    "hostile",
    "constructs",
    "qzbook/checks/test_checks.py",
    "qzbook/checks/test_cli_check.py",
    "qzbook/evidence/test_ledger_page.py",
    "qzbook/evidence/test_series_page.py",
    "qzbook/evidence/test_metric_tables.py",
    "qzbook/gate/test_gate_build.py",
    "qzbook/gate/test_gate_lawful.py",
    "qzbook/html",
    "qzbook/markup/test_rare_characters.py",
    "qzcharts/charts/test_chart_layout.py",
    "qzcharts/charts/test_chart_saving.py",
    "qzbook/test_language.py",
    "qzbook/translation/test_bilingual_editions.py",
    "qzbook/validation/test_bad_cells.py",
    "qzbook/validation/test_random_damage.py",
    "sphinx_typst/test_typst_attachments.py",
    "sphinx_typst/test_typst_checklist.py",
    "sphinx_typst/test_typst_links.py",
    "sphinx_typst/test_typst_same_bytes.py",
    "sphinx_typst/test_typst_volumes.py",
    "sphinx_typst/test_typst_widths.py",
    "reports/test_report_books.py",
    "reports/test_second_issue.py",
    "test_numbers.py",
)


def pytest_xdist_auto_num_workers() -> int:
    """Have one worker more than cores: tests wait a fifth of their time for browsers, servers and kernels."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, which `pytest -m "not slow"` passes over, and put it first."""
    slow = [PROJECT / "tests" / name for name in SLOW]
    places = {
        path: [*map(path.is_relative_to, slow), True].index(True) for path in {item.path for item in items}
    }
    for item in items:
        if places[item.path] < len(slow):
            item.add_marker("slow")
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish() -> None:
    """Let the collector look seldom, as the commands do, and at what tests make alone."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Keep what a file of tests leaves out of the sight of the next.

    The collector goes through it, and so does sphinx_external_toc whenever an application starts.
    """
    yield
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have all workers seal what they keep with one key, which is not the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(shared_folder(tmp_path_factory) / "state"))
        yield
    end_commands()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project in its first language, that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two pages, with the real data, that a test may change."""
    return copy_small(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with both editions in ``_build``, made once for all workers; not to be changed."""

    def make(target: Path) -> None:
        publish(copy_project(target, translated=True))

    return make_once(tmp_path_factory, "built", "_build/pdf", make)


@pytest.fixture(scope="session")
def html(built: Path) -> Path:
    """The folder of its HTML edition."""
    return built / "_build/html"


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide for authors with both editions in ``_build``, made once; not to be changed."""
    return make_once(tmp_path_factory, "guide", "_build/pdf", build_guide)


@pytest.fixture(scope="session")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of numbers in tables with both editions in ``_build``, made once; not to be changed."""

    def make(target: Path) -> None:
        publish(write_yearbook(target))

    return make_once(tmp_path_factory, "yearbook", "_build/pdf", make)


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project ``before`` and ``after`` an edit, each with its edition; not to be changed."""

    def make(folder: Path) -> None:
        project = copy_small(folder / "before")
        publish(project, "--allow-problems")  # its pages cite nothing
        edited = shutil.copytree(project, folder / "after")
        (edited / "book/index.md").write_text("# Start\n\nMade up anew.\n", "utf-8")
        publish(edited, "--allow-problems")

    return make_once(tmp_path_factory, "versions", "after/_build", make)
