"""A build with nothing to do says so; anything that could change the edition makes it build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from changes import Change, append
from qzbook.press.current import recall
from qzbook.project import Project
from support import publish, run_command

NOTHING = "nothing has changed since this was published:\n"


@pytest.fixture
def published(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The real project with what is published."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1595894400")
    return Project.at(shutil.copytree(built, tmp_path / "project"))


CHANGES: dict[str, Change] = {
    "prose": append("book/index.md", "\n又一句。\n"),
    "a table": append("data/outlook.csv", "\n"),
    "the configuration": append("_config.yml", "\n# 说明\n"),
    "the lock": append("requirements.lock", "\n# another\n"),
    "a new page": lambda project: (project / "book/new.md").write_text("# 新\n", "utf-8"),
    "a published page": append("_build/html/index.html", "<!-- by hand -->"),
    "a published file less": lambda project: (project / "_build/html/404.html").unlink(),
    "no workspace": lambda project: shutil.rmtree(project / ".qzcharts"),
    "a broken record": append(".qzcharts/state.json", "}"),
}


def test_with_nothing_to_do_the_command_says_so(published: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in published.output.rglob("*")}
    done = run_command(published.root, "build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(NOTHING)
    assert {path: path.stat().st_mtime_ns for path in published.output.rglob("*")} == before


def test_what_is_published_is_known(published: Project) -> None:
    editions = recall(published, review=False)
    assert editions is not None
    assert editions.html.is_file()
    assert [path.is_file() for path in editions.pdfs] == [True, True]  # in both languages
    assert (editions.pages, editions.problems) == (10, 0)


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_could_change_it_has_to_be_built(name: str, published: Project) -> None:
    CHANGES[name](published.root)
    assert recall(published, review=False) is None


def test_another_copy_or_date_has_to_be_built(published: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recall(published, review=True) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1595894401")
    assert recall(published, review=False) is None


def test_an_input_that_is_no_source_has_to_be_watched(versions: Path, tmp_path: Path) -> None:
    """A cell that reads a file beside the folders of sources: nothing is noted that would not notice it."""
    project = shutil.copytree(versions / "after", tmp_path / "project")
    page = project / "book/chapter.md"
    (project / "notes.txt").write_text("one", "utf-8")
    page.write_text(page.read_text("utf-8").replace("6 * 7", "open('../notes.txt').close()"), "utf-8")
    for _ in range(2):
        assert not publish(project, "--allow-problems").startswith(NOTHING)
