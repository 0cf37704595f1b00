"""Pages, settings and data that would run scripts or ask the network: refused at their place, or harmless."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hostile_pages import HOST, ROWS, Hostile, hostile_book, listener, write
from qzbook.cli import main
from qzbook.safety import policy
from qzbook.safety.unconnected import unconnected


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was found in the book of all attempts."""
    return dict(json.loads((hostile_book(tmp_path_factory) / "found.json").read_text("utf-8")))


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS)), ids=[row.name for row in ROWS])
def test_a_page_is_refused_or_harmless(record: dict[str, Any], number: int, row: Hostile) -> None:
    found = record["found"].get(f"p{number}", [])
    if not row.refused:
        assert found == []
    elif row.form:  # MyST-NB has numbers of its own for the lines of an .ipynb
        assert any(row.refused in message for _, message in found), found
    else:
        assert any(line == row.line and row.refused in message for line, message in found), found


def test_nothing_was_asked_when_the_pages_were_read(record: dict[str, Any]) -> None:
    assert record["status"] == 1
    assert record["heard"] == []


SETTINGS = {
    "script": ("html_js_files: [https://foreign.invalid/a.js]", "html_js_files is set"),
    "sheet": ("html_css_files: [https://foreign.invalid/a.css]", "html_css_files is set"),
    "templates": ("templates_path: [_templates]", "templates_path is set"),
    "files of one's own": ("html_extra_path: [extra]", "html_extra_path is set"),
    "static folder": ("html_static_path: [other]", "html_static_path is ['other']"),
    "pages of one's own": ("html_additional_pages: {a: a.html}", "html_additional_pages is set"),
    "another theme": ("html_theme: sphinx_book_theme", "html_theme is 'sphinx_book_theme'"),
    "banner": (
        "html_theme_options: {announcement: <script>canary()</script>}",
        "announcement is set to '<script>canary()</script>'",
    ),
    "footer": ("html_theme_options: {extra_footer: <b>}", "extra_footer is set"),
    "analytics": (
        "html_theme_options: {analytics: {google_analytics_id: G-1}}",
        "google_analytics_id is set",
    ),
    "notes of others": ("comments_config: {hypothesis: true}", "hypothesis is set"),
    "other books": ("intersphinx_mapping: {python: [https://foreign.invalid, null]}", "ask the network"),
    "another's cluster": ("qzcharts_cluster: tcp://foreign.invalid:1", "ask the network"),
    "a language without words": ("language: fr", "language is 'fr'"),
    "a language mistyped": ("language: zh-CN", "allowed: zh_CN, en"),
    "address that runs": ("html_baseurl: javascript:canary()//", "which is no address of a site"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one page."""
    return write(tmp_path_factory.mktemp("settings"), {"one.md": "# 页\n"}).root


def check(root: Path) -> tuple[int, list[dict[str, Any]]]:
    done = CliRunner().invoke(main, ["check", "--project", str(root), "--format", "json"])
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.parametrize(("line", "refused"), SETTINGS.values(), ids=SETTINGS)
def test_a_setting_is_refused_at_its_line(book: Path, line: str, refused: str) -> None:
    path = book / "_config.yml"
    text = path.read_text("utf-8")
    name = line.partition(":")[0]
    lines = [each for each in text.splitlines() if not each.strip().startswith(f"{name}:")]
    path.write_text("\n".join([*lines, f"    {line}", ""]), "utf-8")
    try:
        status, (problem,) = check(book)
    finally:
        path.write_text(text, "utf-8")
    assert status == 1
    assert (problem["path"], problem["line"], problem["code"]) == (
        "_config.yml",
        len(lines) + 1,
        "configuration",
    )
    assert refused in problem["message"]


def test_an_extension_in_the_project_does_not_run_when_it_is_checked(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(book))  # as `python -m` does, run there
    (book / "canary_of_book.py").write_text("raise SystemExit('heard')\n", "utf-8")
    path = book / "_config.yml"
    text = path.read_text("utf-8")
    for old, new, message in (
        ("sphinx:\n", "sphinx:\n  local_extensions: {canary_of_book: .}\n", "local_extensions is set"),
        (
            " extensions: [",
            " extensions: [canary_of_book, ",
            "the extension canary_of_book lies in the project",
        ),
    ):
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        try:
            status, (problem,) = check(book)
        finally:
            path.write_text(text, "utf-8")
        assert status == 1
        assert problem["message"].startswith(message)


def test_a_script_among_the_static_files_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {"one.md": "# 页\n", "_static/canary.js": "canary()"}).root
    status, (problem,) = check(root)
    assert status == 1
    assert "html_js_files is set to ['canary.js']" in problem["message"]
    assert problem["mend"] == "take what is in book/_static out"


DESCRIPTORS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "profile": ({"profile": f"{HOST}/profile.json"}, {}),
    "base path": ({"basepath": HOST}, {}),
    "profile of a table": ({}, {"profile": f"{HOST}/profile.json"}),
    "schema of a table": ({}, {"schema": f"{HOST}/schema.json"}),
    "dialect of a table": ({}, {"dialect": f"{HOST}/dialect.json"}),
    "table": ({}, {"path": f"{HOST}/table.csv"}),
}


@pytest.mark.parametrize(("package", "table"), DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_data_of_another_host_are_refused(book: Path, package: dict[str, Any], table: dict[str, Any]) -> None:
    path = book / "data/datapackage.json"
    text = path.read_text("utf-8")
    descriptor = {**json.loads(text), **package}
    descriptor["resources"][0] |= table
    with listener() as (address, heard):
        changed = json.dumps(descriptor, indent=1).replace(HOST, address)
        path.write_text(changed, "utf-8")
        try:
            done = CliRunner().invoke(main, ["list", "--project", str(book)])
        finally:
            path.write_text(text, "utf-8")
    line = next(number for number, each in enumerate(changed.split("\n"), 1) if address in each)
    assert heard == []
    assert done.exit_code == 1
    assert f"data/datapackage.json:{line}: " in done.output
    assert "which the network would be asked for" in done.output


def test_no_library_gets_through() -> None:
    with listener() as (address, heard):
        port = int(address.rpartition(":")[2])
        with unconnected(), socket.socket(type=socket.SOCK_DGRAM) as letters:
            for ask in (
                lambda: socket.create_connection(("127.0.0.1", port)),
                lambda: socket.getaddrinfo("foreign.invalid", 80),
                lambda: socket.gethostbyname("foreign.invalid"),
                lambda: letters.sendto(b"", ("127.0.0.1", port)),
            ):
                with pytest.raises(OSError, match="the network is never asked"):
                    ask()
        assert heard == []
        socket.create_connection(("127.0.0.1", port)).close()


PAGE = (
    f'<html><head><meta http-equiv="Content-Security-Policy" content="{policy.POLICY}">{{}}</head><body>{{}}'
)
FINISHED = {
    "script": ("", "<script>canary()</script>", "has the script 'canary()'"),
    "script of others": (
        '<script src="https://foreign.invalid/a.js"></script>',
        "",
        "has the script 'https:",
    ),
    "handler": ("", "<p onclick='canary()'>", "has onclick='canary()' on <p>"),
    "frame": ("", "<iframe></iframe>", "has <iframe>"),
    "redirect": ("<meta http-equiv=refresh content=0>", "", "has <meta http-equiv=refresh>"),
    "base": ("<base href='a'>", "", "has <base>"),
    "picture": ("", f"<img src='{HOST}/a.png'>", "has src='http://foreign.invalid/a.png' on <img>"),
    "picture of a host": ("", "<img src='//a/a.png'>", "has src='//a/a.png' on <img>"),
    "sheet": (f"<link rel='stylesheet' href='{HOST}'>", "", "has href='http://foreign.invalid' on <link>"),
    "form": ("", f"<form action='{HOST}'></form>", "has action='http://foreign.invalid' on <form>"),
    "link": ("", "<a href='java\nscript:canary()'>a</a>", "has href="),
}


@pytest.mark.parametrize(("head", "body", "fault"), FINISHED.values(), ids=FINISHED)
def test_a_finished_page_is_judged(head: str, body: str, fault: str) -> None:
    found = next(policy.page_faults(PAGE.format(head, body).encode()))
    assert found.startswith(fault)


def test_a_finished_page_has_scripts_of_the_theme_links_and_its_policy() -> None:
    head = '<script src="../_static/book.js?v=1"></script><link rel="canonical" href="https://e.org/">'
    body = (
        '<a href="https://e.org">a</a><a href="#b">b</a><img src="c.png"><form action="search.html"></form>'
    )
    assert list(policy.page_faults(PAGE.format(head, body).encode())) == []
    assert list(policy.page_faults(b'<meta http-equiv="Refresh" content="0; url=a/b.html" />\n')) == []
    assert list(policy.page_faults(b'<meta http-equiv="Refresh" content="0; url=//b/c.html" />\n')) != []
    assert list(policy.page_faults(b"<html><body>")) == ["does not state the policy of the book"]
