"""What a build says while it runs: much on a terminal, a line a phase in CI, and otherwise nothing."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from qzbook.cli import main
from qzbook.press.phases import Phases
from qzbook.press.state import State
from support import PROJECT, publish, run_command


def said(*, terminal: bool) -> tuple[str, dict[str, float]]:
    screen = io.StringIO()
    with Phases(Console(file=screen, force_terminal=terminal, width=80)) as phases:
        phases.begin("reading")
        phases.doing("inspection")
        phases.done("ran inspection in 1.2 s (1 of 2)")
        phases.begin("HTML")
        phases.say("[one] thing to know")
    return screen.getvalue(), phases.seconds


LINES = r"reading +\d+\.\d s\n\[one\] thing to know\nHTML +\d+\.\d s\n"


def test_a_terminal_shows_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    text, seconds = said(terminal=True)
    for part in ("reading  inspection", "  ran inspection in 1.2 s (1 of 2)", "[one] thing to know", "HTML"):
        assert part in text
    assert list(seconds) == ["reading", "HTML"]


def test_continuous_integration_has_a_line_a_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    text, _ = said(terminal=False)
    assert re.fullmatch(LINES, text)


def test_elsewhere_there_is_only_what_a_person_should_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    text, seconds = said(terminal=False)
    assert text == "[one] thing to know\n"
    assert list(seconds) == ["reading", "HTML"]


def test_a_phase_that_fails_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    screen = io.StringIO()
    with pytest.raises(ZeroDivisionError), Phases(Console(file=screen)) as phases:
        phases.begin("check")
        phases.begin("reading")
        raise ZeroDivisionError
    assert re.fullmatch(r"check +\d+\.\d s\n", screen.getvalue())


SUMMARY = (
    r"_build/html/index\.html  \d+\.\d\d MB\n_build/pdf/[\w-]+\.pdf  \d+\.\d\d MB\n"
    r"2 pages, \d+ problems: a draft, \d+\.\d s\n"
)


def test_a_build_ends_with_a_summary(versions: Path, tmp_path: Path) -> None:
    project = shutil.copytree(versions / "after", tmp_path / "project")

    def build(*options: str, CI: str) -> str:  # noqa: N803
        State(project / ".qzcharts").write("published", None)  # or there is nothing to do
        return publish(project, "--allow-problems", *options, CI=CI)

    assert re.fullmatch(SUMMARY, build(CI=""))
    names = ("reading", "HTML", "check", "reading", "HTML", "PDF", "compare", "publish")  # twice: a draft
    phases = "".join(rf"{name} +\S+ s\n" for name in names)
    assert re.fullmatch(phases + SUMMARY, build(CI="true"))
    assert "building [html]" in build("-v", CI="")


def test_an_error_that_nobody_foresaw_shows_no_traceback(project: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    # Found before the library's own module, as a damaged installation would be.
    (broken / "filelock.py").write_text("raise RuntimeError('made up')\n", "utf-8")
    inherited = os.environ.get("PYTHONPATH", "")
    done = run_command(project, "build", PYTHONPATH=f"{broken}{os.pathsep}{inherited}", TMPDIR=str(tmp_path))
    assert done.returncode == 3
    (log,) = tmp_path.glob("qzcharts-*.log")
    assert done.stderr == (
        "qzcharts: an error that nobody foresaw: RuntimeError: made up\n"
        f"  mend: undo the last change to book, data or configuration; {log} says where it is\n"
    )
    assert "Traceback" in log.read_text("utf-8")


def test_that_nobody_reads_any_more_is_no_error_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("qzbook.press.listing.show", closed)
    done = CliRunner().invoke(main, ["list", "--project", str(PROJECT)])
    assert (done.exit_code, done.stderr) == (1, "")
