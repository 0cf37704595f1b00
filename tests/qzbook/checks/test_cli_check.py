"""`qzcharts check` and `qzcharts list` as a person and a machine meet them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from changes import append
from qzbook.cli import main
from qzbook.press.listing import find_entries
from qzcharts.data import open_ledger
from qzcharts.errors import UnknownNameError
from support import copy_project, run_command

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
PROJECT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path, built: Path) -> Path:
    """A copy of the real project, in both languages, in which the cells have run."""
    project = copy_project(tmp_path / "project", translated=True)
    shutil.copytree(built / ".qzcharts/execution", project / ".qzcharts/execution")
    return project


@pytest.fixture
def spoiled(project: Path) -> Path:
    """A project with a figure typed on a page and a CSV that nobody described."""
    path = project / "book/outlook.md"
    path.write_text(path.read_text("utf-8") + "\n共100%,很多。\n", "utf-8")
    append("book/locale/en/outlook.po", '\nmsgid "共100%,很多。"\nmsgstr "All of it, and that is much."\n')(
        project
    )
    (project / "data/extra.csv").write_text("id\n", "utf-8")
    return project


def check(project: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", "--project", str(project), *arguments])
    return done.exit_code, done.stdout


def test_a_sound_project_is_summed_up_in_a_line(project: Path) -> None:
    done = run_command(project / "book", "check")
    assert done.returncode == 0, done.stdout
    unseen, summary = done.stdout.splitlines()
    assert unseen == "sources/qzcj-2020-02.txt is not here: quotations were not compared with it"
    assert re.fullmatch(r"\d+ pages, \d+ metrics and statements, no problems", summary)
    assert done.stderr == ""


def test_all_problems_are_told_with_place_and_mend_and_status_1(spoiled: Path) -> None:
    done = run_command(spoiled, "check")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    last = len((spoiled / "book/outlook.md").read_text("utf-8").splitlines())
    assert lines[0].startswith(f"book/outlook.md:{last}:2: '100%' is typed in the prose;")
    assert (
        lines[1] == "  mend: add the figure to data/ and cite it: {metric}`id`; `qzcharts list` shows the ids"
    )
    assert lines[2] == f"book/outlook.md:{last}:6: '%,很' is not set so in Chinese [typography]"
    assert lines[-1] == "3 problems in 2 files"


def test_one_problem_is_counted_in_the_singular(project: Path) -> None:
    (project / "data/extra.csv").write_text("id\n", "utf-8")
    assert check(project)[1].splitlines()[-1] == "1 problem in 1 file"


def test_github_gets_workflow_commands_with_escapes(spoiled: Path) -> None:
    status, output = check(spoiled, "--format", "github")
    prose, marks, file = output.splitlines()
    last = len((spoiled / "book/outlook.md").read_text("utf-8").splitlines())
    assert status == 1
    assert prose.startswith(
        f"::error file=book/outlook.md,line={last},title=typed-number,col=2::'100%25' is typed"
    )
    assert "%0Amend: add the figure" in prose
    assert "col=6" in marks
    assert file.startswith("::error file=data/extra.csv,title=undocumented-file::the data package")


def test_github_gets_the_column_of_a_csv_in_words(project: Path) -> None:
    path = project / "data/certificates.csv"
    path.write_text(path.read_text("utf-8").replace(",478,", ",487,"), "utf-8")
    assert (
        "file=data/certificates.csv,line=2,title=printed::value: '487'"
        in check(project, "--format", "github")[1]
    )


def test_json_holds_every_field(spoiled: Path) -> None:
    status, output = check(spoiled, "--format", "json")
    problems = json.loads(output)
    assert status == 1
    assert [problem["code"] for problem in problems] == ["typed-number", "typography", "undocumented-file"]
    assert set(problems[0]) == {"path", "line", "column", "code", "message", "mend", "cell"}


@pytest.mark.parametrize(("form", "expected"), [("json", "[]\n"), ("github", "")])
def test_machines_get_nothing_but_problems(form: str, expected: str, project: Path) -> None:
    assert check(project, "--format", form) == (0, expected)


def test_the_rules_are_listed() -> None:
    output = check(PROJECT, "--rules")[1]
    assert "typed-number              a figure typed by hand where {metric} belongs\n" in output
    assert "stale-exemption" in output


def test_outside_a_project_the_mend_is_told(tmp_path: Path) -> None:
    done = run_command(tmp_path, "check")
    assert done.returncode == 1
    assert "mend: work inside the project, or name it with --project" in done.stderr
    assert "Traceback" not in done.stderr


def test_metrics_are_listed_with_tabs_into_a_pipe() -> None:
    done = run_command(PROJECT, "list", "年度")
    assert done.stdout.splitlines() == [
        "id\tvalue\tbounds\tabout\tledger",
        "construction.plan_share\t约52%\t51.5%～52.5%\t完成投资占年度计划的比例"
        "\tappendix/ledger.html#metric-construction-plan-share",
        "construction.plan_implied\t约24.92亿元\t24.67亿～25.18亿元\t推算的年度投资计划"
        "\tappendix/ledger.html#metric-construction-plan-implied",
    ]


def test_metrics_are_listed_as_json() -> None:
    ledger = open_ledger(PROJECT)
    done = CliRunner().invoke(main, ["list", "--json", "--project", str(PROJECT), "certificates.[ig]*"])
    assert json.loads(done.stdout) == [
        {
            "id": "certificates.issued",
            "value": "478本",
            "bounds": "恰为478本",
            "about": "东宝花苑已办出的不动产权证",
            "ledger": "appendix/ledger.html#metric-certificates-issued",
        },
        {
            "id": "certificates.group",
            "value": ledger.statements["certificates.group"].text(),
            "bounds": "",
            "about": ledger.statements["certificates.group"].label("subject"),
            "ledger": "appendix/ledger.html#statement-certificates-group",
        },
    ]


def test_everything_is_listed_in_the_order_of_the_ledger() -> None:
    ledger = open_ledger(PROJECT)
    entries = {**ledger.metrics, **ledger.statements}
    assert [entry.id for entry in find_entries(PROJECT)] == list(entries)
    assert all(entry.ledger.endswith(f"#{entries[entry.id].anchor}") for entry in find_entries(PROJECT))


@pytest.mark.parametrize("pattern", ["issued", "CERTIFICATES.ISS", "property cert", "cert*issued", "iss?ed"])
def test_a_pattern_finds_ids_and_indicators(pattern: str) -> None:
    assert [entry.id for entry in find_entries(PROJECT, pattern)] == ["certificates.issued"]


def test_a_pattern_that_fits_nothing_gets_near_matches() -> None:
    with pytest.raises(
        UnknownNameError, match=r"no metric or statement 'inspection\.unit-'; near matches: inspection\.units"
    ):
        find_entries(PROJECT, "inspection.unit-")


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("qzbook.press.listing", {"sphinx", "docutils", "matplotlib", "pandas"}),
        ("qzbook.press.check", {"matplotlib", "pandas", "frictionless"}),
        ("qzbook.press.current", {"sphinx.application", "qzcharts.data.ledger", "qzcharts.data.period"}),
        ("qzbook.cli", {"sphinx.application", "rich", "qzcharts.data.ledger", "qzcharts.data.period"}),
    ],
)
def test_a_command_starts_without_what_it_does_not_need(module: str, heavy: set[str]) -> None:
    """They cost a second and more, which an author would wait for each time."""
    assert run_python(f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))") == "[]\n"


def run_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
