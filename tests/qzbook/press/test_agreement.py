"""Title, period, issue and file name stand in the report's head; what says otherwise is refused or found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from sphinx.application import Sphinx

from changes import swap
from qzbook.errors import BuildError
from qzbook.press.agreement import disagreements, require_settings
from qzbook.press.application import attempt
from qzbook.project import Project
from qzbook.title_page import settings
from qzcharts.data import find_folder, read
from qzcharts.data.report import Report
from qzcharts.errors import Problem
from qzcharts.words import Language
from support import PROJECT, run_command

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

CITATION, DESCRIPTOR = "CITATION.cff", "data/datapackage.json"
HEAD = {"title": "题", "title_en": "Title", "issue": 3, "period": "2020-H1", "file": "a-1", "note": "注"}
REPORT = Report.of({"report": HEAD})


def test_a_book_says_of_itself_what_the_head_says() -> None:
    assert settings(REPORT, "zh") == {
        "project": "题",
        "html_title": "题",
        "typst_filename": "a-1",
        "typst_metadata": {"title": "题", "issue": "第3期", "period": "2020年上半年", "note": "注"},
    }
    assert settings(REPORT, "en") == {
        "project": "Title",
        "html_title": "Title",
        "typst_filename": "a-1",
        "typst_metadata": {"title": "Title", "issue": "No. 3", "period": "first half of 2020"},
    }
    assert settings(Report.of({}), "zh") == {"typst_metadata": {}}


CONFLICTS: dict[str, tuple[str, Language, str]] = {
    "title": (
        "author: 甲\ntitle: 别\n",
        "zh",
        "_config.yml:2: title is '别'; allowed: '题', as",
    ),
    "project": (
        "sphinx:\n  config:\n    project: 别\n",
        "zh",
        "_config.yml:3: project is '别'; allowed: '题'",
    ),
    "title in HTML": ("sphinx: {config: {html_title: 别}}", "zh", "_config.yml:1: html_title is '别'"),
    "file": ("sphinx:\n  config:\n    typst_filename: b\n", "zh", "_config.yml:3: typst_filename is 'b'"),
    "period": (
        "sphinx:\n  config:\n    typst_metadata:\n      subtitle: 副\n      period: 2020年\n",
        "zh",
        "_config.yml:5: period is '2020年'; allowed: '2020年上半年'",
    ),
    "issue": ("sphinx: {config: {typst_metadata: {issue: 3}}}", "zh", "_config.yml:1: issue is 3; allowed:"),
    "note": ("sphinx: {config: {typst_metadata: {note: ''}}}", "zh", "_config.yml:1: note is ''; allowed:"),
    "title of the other language": ("title: 题\n", "en", "_config.yml:1: title is '题'; allowed: 'Title'"),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_configuration_that_says_otherwise_is_refused_in_its_line(case: str) -> None:
    text, language, message = CONFLICTS[case]
    with pytest.raises(BuildError) as error:
        require_settings(REPORT, language, text)
    assert str(error.value).startswith(message)
    assert str(error.value).endswith("[configuration]\n  mend: take it out, or correct the head")


@pytest.mark.parametrize(
    "text",
    [
        "author: 甲\n",
        "title: 题\n",
        "sphinx:\n",
        "sphinx: {config: {typst_metadata: {title: 题, subtitle: 副}}}",
        "sphinx: {config: {typst_metadata: }}",
    ],
)
def test_a_configuration_may_say_the_same_or_nothing(text: str) -> None:
    require_settings(REPORT, "zh", text)


def test_a_book_whose_head_has_no_name_has_that_of_its_configuration() -> None:
    require_settings(Report.of({"report": {"period": "2020"}}), "en", "title: Another\n")


def test_an_edition_needs_a_title_in_its_language() -> None:
    with pytest.raises(BuildError, match=r"datapackage.json: the report's head has no title_en, and"):
        require_settings(Report.of({"report": {"title": "题"}}), "en", "")


def test_a_page_is_read_with_the_settings_of_the_head(small: Path, tmp_path: Path) -> None:
    app, messages = attempt(Project.at(small), "check", tmp_path / "pages")
    assert app is not None, messages
    given = Report.of(read(find_folder(PROJECT)).descriptor)
    config = app.config
    assert config.qzcharts_report == given
    assert config.project == config.html_title == given.title
    assert config.typst_filename == given.file
    own = yaml.safe_load((PROJECT / "_config.yml").read_text("utf-8"))["sphinx"]["config"]["typst_metadata"]
    assert config.typst_metadata.items() >= own.items()
    assert config.typst_metadata["issue"] == f"第{given.issue}期"


def test_a_head_that_changes_has_every_page_read_again(small: Path, tmp_path: Path) -> None:
    read: list[list[str]] = []

    def listen(app: Sphinx) -> None:
        app.connect("env-before-read-docs", lambda app, env, names: read.append(sorted(names)))

    for _ in range(3):
        attempt(Project.at(small), "check", tmp_path / "pages", prepare=listen)
        if len(read) == 2:
            swap(DESCRIPTOR, '"note_en": "', '"note_en": "Draft. ')(small)
    assert read == [["chapter", "index"], [], ["chapter", "index"]]


def found(project: Path) -> list[Problem]:
    return [*disagreements(read(project / "data"), project)]


@pytest.fixture
def cited(small: Path) -> Path:
    """A project with the real data and citation."""
    (small / CITATION).write_bytes((PROJECT / CITATION).read_bytes())
    return small


def test_the_real_report_agrees_with_itself(cited: Path) -> None:
    assert found(cited) == []


def test_a_project_need_not_say_how_it_is_cited(small: Path) -> None:
    assert found(small) == []


def test_titles_that_name_another_period_are_found(cited: Path) -> None:
    swap(DESCRIPTOR, '"period": "2020-01-01/2020-07-28"', '"period": "2020-H2"')(cited)
    problems = found(cited)
    lines = {name: (cited / name).read_text("utf-8").splitlines() for name in (DESCRIPTOR, CITATION)}
    assert [lines[each.path][each.line - 1].split(":")[0].strip(' "') for each in problems] == [
        "title", "title_en", "title",
    ]  # fmt: skip
    assert "does not name the period of the report; allowed: a title with '2020年下半年'" in str(problems[0])
    assert "allowed: a title with 'second half of 2020'" in problems[1].message
    assert "（2020年下半年）'" in problems[2].message
    assert all(each.mend for each in problems)


CITATIONS = {
    "no title": ("title: .*\n", "", f"{CITATION}: title is None; allowed: '"),
    "no YAML": ("title: ", "title: [", f"{CITATION}:"),
    "a list": ("(?s).*", "- title", f"{CITATION}: title is None"),
}


@pytest.mark.parametrize("case", CITATIONS)
def test_a_citation_of_another_kind_is_found(cited: Path, case: str) -> None:
    sign, put, message = CITATIONS[case]
    path = cited / CITATION
    path.write_text(re.sub(sign, put, path.read_text("utf-8"), count=1), "utf-8")
    (problem,) = found(cited)
    assert str(problem).startswith(message)


def test_a_citation_that_is_a_link_is_found(cited: Path) -> None:
    (cited / CITATION).unlink()
    (cited / CITATION).symlink_to("/etc/hostname")
    (problem,) = found(cited)
    assert problem.code == "not-plain"


def test_a_report_may_be_cited_in_english(cited: Path) -> None:
    head = json.loads((cited / DESCRIPTOR).read_text("utf-8"))["report"]
    title = f"{head['title_en']} (1 January to 28 July 2020)"
    (cited / CITATION).write_text(f'title: "{title}"\n', "utf-8")
    assert found(cited) == []


def test_what_does_not_agree_is_told_by_the_check(cited: Path) -> None:
    (cited / CITATION).write_text("title: 别的报告\n", "utf-8")
    done = run_command(cited, "check")
    assert done.returncode == 1
    assert "CITATION.cff:1: title is '别的报告'; allowed: " in done.stdout + done.stderr
