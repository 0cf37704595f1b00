"""`qzcharts new issue`: the head of the next one and nothing else, or no file touched and one message."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from changes import put, swap
from qzbook.cli import main
from qzbook.press.agreement import disagreements
from qzbook.press.next_issue import _renamed
from qzbook.validation import read
from qzcharts.data.period import Period
from support import PROJECT, copy_project, read_files

CITATION, DESCRIPTOR = "CITATION.cff", "data/datapackage.json"
PERIOD = '"period": "2020-01-01/2020-07-28"'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project, with what it is cited by."""
    project = copy_project(tmp_path / "project")
    (project / CITATION).write_bytes((PROJECT / CITATION).read_bytes())
    return project


def new_issue(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", "issue", "--project", str(project), *arguments])


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Give the lines that are others than before, of which there have to be as many."""
    pairs = zip(before.decode().split("\n"), after.decode().split("\n"), strict=True)
    return [new.strip() for old, new in pairs if old != new]


def test_the_next_issue_changes_what_names_the_period_and_nothing_else(project: Path) -> None:
    before = read_files(project)
    done = new_issue(project, "2020年下半年")
    assert (done.exit_code, done.stderr) == (0, "")
    after = read_files(project)
    assert {name for name in after if after[name] != before.get(name)} == {CITATION, DESCRIPTOR}
    assert changed_lines(before[DESCRIPTOR], after[DESCRIPTOR]) == [
        '"name": "quanzhou-area-development-2020-12",',
        '"title": "泉州北峰丰州片区开发工作数据（2020年下半年）",',
        '"title_en": "Area development in Beifeng-Fengzhou, Quanzhou, second half of 2020: the data",',
        '"issue": 2,',
        '"period": "2020-H2",',
        '"file": "beifeng-fengzhou-2020-12",',
    ]
    assert changed_lines(before[CITATION], after[CITATION]) == [
        "title: 泉州北峰丰州片区开发工作数据报告（2020年下半年）"
    ]
    assert [*disagreements(read(project / "data"), project)] == []
    *places, advice, carried = done.stdout.splitlines()
    for place in places:
        name, line, value = re.fullmatch(r"(.+?):(\d+): (.*)", place).groups()  # type: ignore[union-attr]
        assert value in after[name].decode().splitlines()[int(line) - 1]
    assert len(places) == 7
    assert "qzcharts check names the numbers that have no row" in advice
    # What is published as of 28 July belongs to the second half as well, and the first half's does not.
    assert carried.startswith("These stand for the new period too, until later ones are there: inspection.")
    assert "certificates.issued" in carried
    assert "construction.investment" not in carried


def test_what_ends_before_the_next_period_is_not_carried_over(project: Path) -> None:
    assert "These stand" not in new_issue(project, "2021-H1").stdout


def test_one_issue_may_follow_the_other(project: Path) -> None:
    for period in ("2020-H2", "2021-Q1", "2021-H1", "2021"):
        assert new_issue(project, period, "--file", f"report-{period.lower()}").exit_code == 0
    head = json.loads((project / DESCRIPTOR).read_text("utf-8"))["report"]
    assert (head["issue"], head["period"], head["file"]) == (5, "2021", "report-2021")


def test_number_and_name_may_be_given(project: Path) -> None:
    assert new_issue(project, "2021", "--number", "7", "--file", "annual").exit_code == 0
    head = json.loads((project / DESCRIPTOR).read_text("utf-8"))["report"]
    assert (head["issue"], head["file"]) == (7, "annual")


NAMES = [
    ("a-2020-07", "2020-01/2020-07", "2020-08/2020-12", "a-2020-12"),
    ("a-2020-07-28", "2020-01-01/2020-07-28", "2020-H2", "a-2020-12-31"),
    ("2020-q2-town", "2020-Q2", "2020-Q3", "2020-q3-town"),
    ("town-2020-H1", "2020-H1", "2020-H2", "town-2020-h2"),
    ("town2020", "2020", "2021", "town2021"),
    ("town-2019-for-2020", "2020", "2021", "town-2019-for-2021"),
    ("town-2020", "2020-H1", "2021-H1", "town-2021"),
    ("town-2020", "2020-H1", "2020-H2", ""),
    ("town-12020", "2020", "2021", ""),
    ("town-2020-11", "2020", "2021", ""),
    ("town", "2020", "2021", ""),
    ("", "2020", "2021", ""),
]


@pytest.mark.parametrize(("name", "before", "after", "renamed"), NAMES)
def test_a_name_has_the_end_of_the_period_exchanged(name: str, before: str, after: str, renamed: str) -> None:
    assert _renamed(name, Period.parse(before), Period.parse(after)) == renamed


THIS = "2020-01-01/2020-07-28"
LATER = f"{DESCRIPTOR}: '{{}}' does not end later than this issue's period, {THIS!r}"
REFUSED: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "no period": (lambda project: None, ["next"], f"{DESCRIPTOR}: 'next'"),
    "a day by strokes": (lambda project: None, ["2020/12/31"], f"{DESCRIPTOR}: '2020/12/31'"),
    "nothing": (lambda project: None, [""], LATER.format("")),
    "the same period": (
        lambda project: None,
        ["2020-01-01/2020-07-28"],
        LATER.format("2020-01-01/2020-07-28"),
    ),
    "an earlier period": (lambda project: None, ["2019"], LATER.format("2019")),
    "a period that ends before": (lambda project: None, ["2020-H1"], LATER.format("2020-H1")),
    "a period without an end": (lambda project: None, ["2020-06/.."], LATER.format("2020-06/..")),
    "this issue's number": (
        lambda project: None,
        ["2020-H2", "--number", "1"],
        f"{DESCRIPTOR}: issue 1 does not come after 1; allowed: a higher number [issue]",
    ),
    "a name that is none": (
        lambda project: None,
        ["2020-H2", "--file", "../report"],
        f"{DESCRIPTOR}: '../report' is no name of a file",
    ),
    "this issue's name": (
        lambda project: None,
        ["2020-H2", "--file", "beifeng-fengzhou-2020-07"],
        f"{DESCRIPTOR}: this issue's files are called 'beifeng-fengzhou-2020-07'",
    ),
    "a name without the period": (
        swap(DESCRIPTOR, '"file": "beifeng-fengzhou-2020-07"', '"file": "report"'),
        ["2020-H2"],
        f"{DESCRIPTOR}: 'report' does not name the end of this issue's period [file]\n"
        "  mend: name the files of the next issue with --file",
    ),
    "a head without a period": (
        swap(DESCRIPTOR, PERIOD, '"period": ""'),
        ["2020-H2", "--file", "next"],
        f"{CITATION}:4: title is '泉州北峰丰州片区开发工作数据报告（2020年1月1日至7月28日）'; allowed: ",
    ),
    "a period without an end in the head": (
        lambda project: [
            swap(DESCRIPTOR, PERIOD, '"period": "2020-01/.."')(project),
            swap(DESCRIPTOR, "（2020年1月1日至7月28日）", "（始于2020年1月）")(project),
            swap(DESCRIPTOR, "1 January to 28 July 2020", "begun in January 2020")(project),
            swap(CITATION, "（2020年1月1日至7月28日）", "（始于2020年1月）")(project),
        ],
        ["2020-H2"],
        f"{DESCRIPTOR}: the report's head names no period that has an end [period]",
    ),
    "a number for a report without": (
        swap(DESCRIPTOR, '    "issue": 1,\n', ""),
        ["2020-H2", "--number", "2"],
        f"{DESCRIPTOR}: the report's head has no 'issue' to be exchanged",
    ),
    "titles that do not agree": (
        swap(CITATION, "（2020年1月1日至7月28日）", ""),
        ["2020-H2"],
        f"{CITATION}:4: title is '泉州北峰丰州片区开发工作数据报告'; allowed: ",
    ),
    "a citation that is no YAML": (put(CITATION, "title: ["), ["2020-H2"], f"{CITATION}:"),
    "data that cannot be used": (
        swap("data/certificates.csv", ",478,", ",478,,"),
        ["2020-H2"],
        "data/certificates.csv:2:",
    ),
    "descriptor that is no JSON": (
        swap(DESCRIPTOR, '"version": "1.0.0",', '"version": "1.0.0"'),
        ["2020-H2"],
        f"{DESCRIPTOR}:8:3: no JSON",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_next_issue_is_refused_and_nothing_is_touched(project: Path, case: str) -> None:
    act, arguments, message = REFUSED[case]
    act(project)
    before = read_files(project)
    done = new_issue(project, *arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"qzcharts: {message}")
    assert "\n  mend: " in done.stderr
    assert read_files(project) == before


LAYOUTS: dict[str, Callable[[str], str]] = {
    "tabs": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent="\t") + "\n",
    "one line": lambda text: json.dumps(json.loads(text)),
    "lines that end with CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "another head before": lambda text: text.replace("{", '{"more": {"report": {"period": ""}}, ', 1),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_descriptor_keeps_its_layout(project: Path, layout: str) -> None:
    path = project / DESCRIPTOR
    path.write_bytes(LAYOUTS[layout](path.read_text("utf-8")).encode())
    before = path.read_bytes()
    done = new_issue(project, "2020-H2")
    assert done.exit_code == 0, done.stderr
    after = path.read_bytes()
    for sign in (b"\r\n", b"\t", b"\\u", b"\xef\xbb\xbf", b" "):
        assert (sign in after) == (sign in before)
    old, new = json.loads(before.decode("utf-8-sig")), json.loads(after.decode("utf-8-sig"))
    assert {name for name in new if new[name] != old[name]} == {"name", "title", "title_en", "report"}
    assert list(new) == list(old)
    assert list(new["report"]) == list(old["report"])


QUOTED: dict[str, Callable[[str], str]] = {
    "double": lambda title: json.dumps(title, ensure_ascii=False),
    "escaped": json.dumps,
    "single": lambda title: f"'{title}'",
    "folded": lambda title: f">-\n  {title}",
}


@pytest.mark.parametrize("style", QUOTED)
def test_a_citation_is_edited_however_it_is_written(project: Path, style: str) -> None:
    path = project / CITATION
    text = path.read_text("utf-8")
    title = re.search("^title: (.*)$", text, re.MULTILINE)
    assert title
    path.write_text(text.replace(title[1], QUOTED[style](title[1])), "utf-8")
    done = new_issue(project, "2020-H2")
    assert done.exit_code == 0, done.stderr
    assert [*disagreements(read(project / "data"), project)] == []
    assert len(path.read_text("utf-8").splitlines()) == len(text.splitlines()) + (style == "folded")
