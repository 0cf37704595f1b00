"""Projects that reach for what is none of theirs, or would be read without end: refused with the place.

Beside each lie a secret, which must not be in anything that comes out, and a canary, which must live.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile_project import QUIET, SECRET, endless, link, listen, outside, pipe, run, survives, write

import made_up_book
from changes import Change
from qzcharts.data.plain import MOST_BYTES

pytestmark = QUIET


SOURCES: dict[str, tuple[Change, str]] = {
    "a page that is a link": (link("book/a.md", "../../outside/secret.md"), "book/a.md: is a link to"),
    "a page that never ends": (link("book/a.md", "/dev/zero"), "book/a.md: is a link to '/dev/zero'"),
    "a page that is a pipe": (pipe("book/a.md"), "book/a.md: is a pipe"),
    "a page that is a socket": (listen("book/b.md"), "book/b.md: is a socket"),
    "a page without bounds": (endless("book/a.md"), "book/a.md: has 10000 MB"),
    "a hidden pipe": (pipe("book/.a"), "book/.a: is a pipe"),
    "a folder that leads in a circle": (link("book/circle", ".."), "book/circle: is a link to '..'"),
    "a folder that leads to the root": (link("book/.all", "/"), "book/.all: is a link to '/'"),
    "pictures elsewhere": (link("book/_static", "../../outside"), "book/_static: is a link"),
    "a picture in a folder": (link("book/_static/a.png", "/nowhere"), "book/_static/a.png: is a link"),
    "contents that are a pipe": (pipe("book/_toc.yml"), "book/_toc.yml: is a pipe"),
    "contents elsewhere": (link("book/_toc.yml", "../../outside/secret.txt"), "book/_toc.yml: is a link"),
    "a configuration that is a pipe": (pipe("_config.yml"), "_config.yml: is a pipe"),
    "a configuration elsewhere": (link("_config.yml", "../outside/secret.txt"), "_config.yml: is a link"),
    "a book elsewhere": (link("book", "../outside"), "book: is a link to '../outside'"),
    "data elsewhere": (link("data", "../outside"), "data: is a link to '../outside'"),
    "a table that is a pipe": (pipe("data/units.csv"), "data/units.csv: is a pipe"),
    "a table elsewhere": (link("data/units.csv", "../../outside/secret.txt"), "data/units.csv: is a link"),
    "a table without bounds": (endless("data/units.csv"), "data/units.csv: has 10000 MB"),
    "a pipe that no table is": (pipe("data/other"), "data/other: is a pipe"),
    "a schema that is a pipe": (pipe("data/schemas/units.json"), "data/schemas/units.json: is a pipe"),
    "schemas elsewhere": (link("data/schemas", "../../outside"), "data/schemas: is a link"),
    "a descriptor that is a pipe": (pipe("data/datapackage.json"), "data/datapackage.json: is a pipe"),
    "a text of a source that is a pipe": (pipe("sources/fable.txt"), "sources/fable.txt: is a pipe"),
    "texts of sources elsewhere": (link("sources", "../outside"), "sources: is a link"),
    "a lock that is a pipe": (pipe("requirements.lock"), "requirements.lock: is a pipe"),
    "a name that is no text": (write(os.fsdecode(b"data/\xff")), r"data/\udcff: has a name with signs"),
    "a name of two lines": (write("book/a\n::error::b.md"), r"book/a\n::error::b.md: has a name with signs"),
    "a name that turns": (write("data/a\u202ev.csv"), r"data/a\u202ev.csv: has a name with signs"),
    "code elsewhere": (link("src", "../outside"), "src: is a link"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_no_file_of_the_project_is_named_before_anything_is_read(name: str, tmp_path: Path) -> None:
    change, message = SOURCES[name]
    root = made_up_book.make(tmp_path / "project", {"a": "甲"}).root
    outside(root)
    change(root)
    for command in ("check", "build"):
        done = run(root, command)
        assert done.exit_code == 1
        assert message in done.output
        assert "allowed: the project's own folders, and files of at most 50 MB" in done.output
        assert "  mend: " in done.output
    assert not (root / "_build").exists()
    assert survives(root)


@pytest.mark.parametrize(
    "name", ["data", "data/datapackage.json", "data/schemas/units.json", "data/units.csv"]
)
def test_data_that_are_none_are_named_by_every_command(name: str, tmp_path: Path) -> None:
    root = made_up_book.make(tmp_path / "project", {"a": "甲"}).root
    outside(root)
    if name == "data":
        link(name, "../outside")(root)
        (outside(root) / "datapackage.json").write_text("{}", "utf-8")
    else:
        pipe(name)(root)
    for command in (["list"], ["new", "chapter", "more"]):
        done = run(root, *command)
        assert (done.exit_code, f"{name}: cannot be read: is a" in done.output or "data/" in done.output) == (
            1,
            True,
        )
    assert survives(root)


def test_an_editors_lock_is_no_matter(tmp_path: Path) -> None:
    root = made_up_book.make(tmp_path / "project", {"a": "甲"}).root
    (root / "book/.#a.md").symlink_to("somebody@somewhere.17")
    assert "is a link" not in run(root, "check").output
    assert MOST_BYTES == 50_000_000


SHOWN = "the file {!r} lies outside of the project"
PAGES: dict[str, tuple[str, str]] = {
    "include": ("```{include} ../../outside/secret.txt\n```", "secret.txt"),
    "include-device": (f"```{{include}} {'../' * 30}dev/zero\n```", "/dev/zero"),
    "include-pipe": ("```{include} ../../outside/pipe\n```", "pipe"),
    "literal": ("```{literalinclude} ../../outside/secret.txt\n```", "secret.txt"),
    "literal-change": ("```{literalinclude} index.md\n:diff: ../../outside/secret.txt\n```", "secret.txt"),
    "table": ("```{csv-table} 表\n:file: ../../outside/secret.txt\n```", "secret.txt"),
    "raw": ("```{raw} html\n:file: ../../outside/secret.txt\n```", "secret.txt"),
    "rst-include": ("```{eval-rst}\n.. include:: ../../outside/secret.txt\n```", "secret.txt"),
    "rst-raw": ("```{eval-rst}\n.. raw:: html\n   :file: ../../outside/secret.txt\n```", "secret.txt"),
    "picture": ("![甲](../../outside/secret.png)", "secret.png"),
    "picture-encoded": ("![甲](%2e%2e/%2E%2E/outside/secret.png)", "secret.png"),
    "picture-any": ("![甲](../../outside/secret.*)", "secret.*"),
    "figure": ("```{figure} ../../outside/secret.png\n:alt: 甲\n\n乙\n```", "secret.png"),
    "download": ("{download}`甲 <../../outside/secret.txt>`", "secret.txt"),
    "link": ("[甲](../../outside/secret.txt)", "secret.txt"),
    "html-picture": ('<img src="../../outside/secret.png" alt="甲">', "is no file of the book"),
    "html-link": ('<a href="../../outside/secret.txt">甲</a>', "leads to no page and no file"),
    "hidden": ("```{include} ../.git/config\n```", "is hidden"),
    "hidden-download": ("{download}`甲 <../.env>`", "is hidden"),
    "program": ("{{ cycler.__init__.__globals__.os.popen('touch run').read() }}", "is no name of a value"),
    "environment": ("甲{{ env }}", "is no name of a value"),
    "name-too-long": (f"![甲]({'a' * 4000}.png)", "File name too long"),
    "name-with-nul": ("{download}`甲 <a%00b>`", "is no path"),
    "picture-drawn": ("![甲](../../outside/secret.pdf)", "secret.pdf"),
    "picture-of-long-name": (f"![甲]({'a' * 4000}.svg)", "File name too long"),
    "picture-with-nul": ("![甲](a%00b.pdf)", "is no path"),
    "again": ("```{eval-rst}\n" + ".. include:: more.md\n" * 21 + "```", "is read more than 20 times"),
    "circle": ("```{include} circle.md\n```", "more than 10 directives in one another"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check says of one book with all the pages."""
    enabled = "---\nmyst:\n  enable_extensions: [substitution]\n---\n"
    pages = {name: text for name, (text, _) in PAGES.items()}
    files = {".git/config": SECRET, ".env": SECRET, "book/more.md": "甲\n"}
    root = made_up_book.make(tmp_path_factory.mktemp("pages") / "project", pages, files).root
    outside(root)
    for name in ("program", "environment"):
        page = root / f"book/{name}.md"
        page.write_text(page.read_text("utf-8").replace("---\n", enabled[:-4], 1), "utf-8")
    done = run(root, "check")
    assert done.exit_code == 1
    assert survives(root)
    assert not Path("run").exists()
    assert not [*root.rglob("*.svg")]  # which a PDF becomes
    for path in (path for path in (root / ".qzcharts").rglob("*") if path.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path
    return done.output.replace(str(root.parent), "")


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_names_outside_of_the_project_is_refused_with_its_line(name: str, told: str) -> None:
    message = PAGES[name][1]
    lines = [line for line in told.splitlines() if line.startswith(f"book/{name}.md:1")]
    assert any(message in line for line in lines), lines
    if "secret" in message:
        assert any("lies outside of the project; allowed: files of the project" in line for line in lines), (
            lines
        )


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_that_includes_itself_is_refused_at_its_line(times: int, tmp_path: Path) -> None:
    page = {"a": "```{include} a.md\n```\n\n" * times}
    done = run(made_up_book.make(tmp_path / "project", page).root, "check")
    assert done.exit_code == 1
    assert "book/a.md:12: more than 10 directives in one another; allowed: 10" in done.output


SETTINGS: dict[str, tuple[str, str]] = {
    "html_extra_path: [../../outside]": ("'../../outside'", "lies outside of the project"),
    "html_extra_path: [/etc]": ("etc'", "lies outside of the project"),
    "html_static_path: [/]": ("'../../", "lies outside of the project"),
    "html_logo: ../../outside/secret.png": ("secret.png'", "lies outside of the project"),
    "html_favicon: ../.git/config": ("config'", "is hidden"),
    "templates_path: [../../outside]": ("'../../outside'", "lies outside of the project"),
    "typst_review_attachments: [{path: ../../outside/secret.txt}]": ("secret.txt'", "lies outside"),
    "html_extra_path: [../extra]": ("'../extra/link'", "is a link to"),
    "typst_filename: ../../../outside/canary": ("'../../../outside/canary'", "is no part of a file's name"),
    "html_file_suffix: /../../../a.html": ("'/../../../a.html'", "is no part of a file's name"),
    "html_additional_pages: {../../a: page.html}": ("'../../a'", "is no part of a file's name"),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_a_setting_names_outside_of_the_project_is_refused_with_its_line(
    setting: str, tmp_path: Path
) -> None:
    root = made_up_book.make(tmp_path / "project", {"a": "甲"}, {"book/_static/a.css": ""}).root
    link("extra/link", "../../outside/secret.txt")(root)
    with (root / "_config.yml").open("a", encoding="utf-8") as file:
        file.write(f"    {setting}\n")
    line = len((root / "_config.yml").read_text("utf-8").splitlines())
    done = run(root, "check")
    shown, what = SETTINGS[setting]
    assert done.exit_code == 1
    assert f"_config.yml:{line}: {setting.partition(':')[0]}: " in done.output
    assert shown in done.output
    assert what in done.output
    assert survives(root)
