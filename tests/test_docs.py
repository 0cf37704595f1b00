"""What README, CONTRIBUTING, the guide and ``--help`` show works as it stands; what they name exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from documents import code, fences, rows, spans, tokens
from qzbook.checks import RULES
from qzbook.checks.exemptions import CODES
from qzbook.cli import main
from qzcharts import notebook
from sound_book import BOOK, CITED, exempt
from support import NOTEBOOK_HEAD, PROJECT, read_html, write_files

#: Commands that the documents show and this test does not run, with the reason.
NOT_RUN = {
    "make bench": "takes long, and needs a network",
    "make proof": "takes long",
    "make guide": "is built in test_guide.py",
    "make serve": "does not end by itself",
    "qzcharts serve": "does not end by itself",
    "make check": "runs in make test",
    "make test": "runs this test",
    "pytest": "runs this test",
    "pytest tests/qzcharts/data/test_quantity.py": "runs in make test",
    "pytest tests/qzbook/markup -k caption": "runs in make test",
    'pytest -n 2 -m "not slow"': "runs in make test",
    "make catalogues": "what it makes is compared in test_catalogues.py",
    "make lock": "needs a network",
    "pip install -e '.[test]'": "needs a network",
    "pip install 'qzcharts[cluster]'": "needs a network",
    "qzcharts clean": "removes what is looked at below; stands in test_hostile_publishing.py",
    "qzcharts verify _build": "stands in test_same_bytes.py",
}
#: What a command in running text begins with.
PROGRAMS = {".", "frictionless", "git", "jupyter-book", "make", "mypy", "npm", "pip", "pytest", "python"}
PROGRAMS |= {"python3", "qzcharts", "ruff", "sh", "uv"}
#: A word in a command that stands for what the reader puts there.
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")
_PATH = re.compile(r"(?!\.\./|\d)[\w.-]+/[\w./-]*|[\w-]+\.(?:py|md|csv|json|yml|toml)", re.ASCII)
_COPIED = shutil.ignore_patterns(".*", "_build", "node_modules", "__pycache__", "sources")


def commands_of(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """Give the words of the command itself, and of each command below it."""
    yield before
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands_of(command, *before, name)
        else:
            yield *before, name


HELP = {
    words: CliRunner().invoke(main, [*words, "--help"], prog_name="qzcharts").stdout
    for words in commands_of(main)
}
GUIDE = sorted((PROJECT / "docs/guide/book").rglob("*.md"))
WRITTEN = {
    path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
    for path in (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *GUIDE)
}
TEXTS = [*WRITTEN.values(), *HELP.values()]


def shown_commands(text: str) -> Iterator[str]:
    """Give the commands of a document in the order in which it shows them."""
    for token in tokens(text):
        if token.type == "fence" and token.info == "sh":
            yield from (re.sub(r"\s+#.*", "", line) for line in token.content.splitlines() if line)
        for part in token.children or ():
            first = part.content.partition(" ")[0]
            if part.type == "code_inline" and (first in PROGRAMS or first.startswith(".venv/bin/")):
                yield part.content


SHOWN = list(dict.fromkeys(command for text in TEXTS for command in shown_commands(text)))
RUN = [command for command in SHOWN if command not in NOT_RUN and not _PLACEHOLDER.search(command)]


CONTENTS = """format: jb-book
root: index
parts:
  - caption: 甲部
    numbered: true
    chapters:
      - file: first
      - file: second
      - file: cells
  - caption: 附录
    chapters:
      - file: ledger
      - file: citation
      - file: shown
"""


def copy(target: Path) -> Path:
    """Copy the project, with this environment as if make had made it; its book is small.

    A page of the book is what README shows.
    """
    shutil.copytree(PROJECT, target, ignore=_COPIED)
    shutil.rmtree(target / "book")
    (target / ".venv").mkdir()
    (target / ".venv/bin").symlink_to(Path(sys.executable).parent)
    (target / ".venv/ready").touch()
    shown = "\n\n".join(fences(WRITTEN["README.md"], "markdown"))
    page = f"{NOTEBOOK_HEAD}\n# 样例\n\n{shown}\n"
    write_files(target, BOOK | {"book/_toc.yml": CONTENTS, "book/shown.md": page})
    exempt(target, {*CITED, *re.findall(r"\b[a-z_]+\.[a-z_]+\b", shown)})
    return target


def test_what_is_shown_works(built: Path, tmp_path: Path) -> None:
    """One shell runs every command of the documents in their order, over a book with every example in it."""
    project = copy(tmp_path / "project")
    lines = [line for command in RUN for line in (f"echo {shlex.quote(f'$ {command}')}", command)]
    environment = os.environ | {"PYTHONWARNINGS": ""}  # Python's own warnings are for the tests
    done = subprocess.run(
        ["sh", "-e"], input="\n".join(lines), cwd=project, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    assert "WARNING" not in done.stdout + done.stderr

    page = read_html(project / "_build/html/shown.html").get_text()
    (given,) = re.findall(r"```\n\ngives (.+)", WRITTEN["README.md"])
    assert given in page

    for name, text in WRITTEN.items():
        for path in filter(_PATH.fullmatch, spans(text)):
            one = path.replace("PAGE", "index")  # which stands for the name of any page
            there = (project / one).exists() or (built / one).exists() or any(project.rglob(one))
            assert there, f"{name}: there is no {path}"


def test_every_command_that_is_not_run_is_shown() -> None:
    assert set(NOT_RUN) - set(SHOWN) == set()
    assert '"verify", "_build"' in (PROJECT / "tests/qzbook/press/test_same_bytes.py").read_text("utf-8")


@pytest.mark.parametrize("usage", [command for command in SHOWN if _PLACEHOLDER.search(command)])
def test_a_command_with_a_placeholder_is_that_of_its_help(usage: str) -> None:
    program, *words, placeholder = usage.split()
    if words[-1].startswith("--"):
        assert f" {words.pop()} {placeholder} " in HELP[tuple(words)]
        return
    assert HELP[tuple(words)].startswith(f"Usage: {program} {' '.join(words)} [OPTIONS] {placeholder}\n")


def test_every_command_stands_in_the_table_of_the_readme() -> None:
    named = {code(row[0]).split()[1] for row in rows(WRITTEN["README.md"], "Command")}
    assert named == set(main.commands)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_option_that_is_named_exists(name: str) -> None:
    existing = set(re.findall(r"--[a-z-]+", "".join(HELP.values())))
    assert {span.split()[0] for span in spans(WRITTEN[name]) if span.startswith("--")} <= existing


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_the_help_of_a_command_says_its_purpose_in_a_line(words: tuple[str, ...]) -> None:
    """A longer one would be cut off in the list of commands."""
    assert "..." not in HELP[words].partition("Commands:")[2]


def test_rows_that_are_shown_stand_in_the_data() -> None:
    tables = [path.read_text("utf-8").splitlines() for path in (PROJECT / "data").glob("*.csv")]
    for header, *shown in map(str.splitlines, fences(WRITTEN["README.md"], "csv")):
        assert any(table[0] == header and set(shown) <= set(table) for table in tables), shown


@pytest.mark.parametrize("text", TEXTS)
def test_rules_are_spelled_as_they_are(text: str) -> None:
    rules = {rule.code for rule in RULES} | set(CODES)
    exempted = re.findall(r"^% allow ([\w-]+)", text, re.MULTILINE)
    assert set(exempted) <= rules
    for span in spans(text):
        assert span in rules or not get_close_matches(span, rules, cutoff=0.8)


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_cell_can_use_is_named_as_it_is(text: str) -> None:
    assert set(re.findall(r"\bqz\.(\w+)", text)) <= set(notebook.__all__)


def test_the_version_of_python_is_that_of_the_package() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in WRITTEN["README.md"]
