"""`qzcharts new chapter`: a chapter that can be built at once, or no file touched and one message."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from changes import put, swap
from qzbook.cli import main
from qzcharts.data import open_ledger
from support import PROJECT, publish, read_files, run_command

TOC, DESCRIPTOR = "book/_toc.yml", "data/datapackage.json"


def new_chapter(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", "chapter", "--project", str(project), *arguments])


def without_figures(project: Path) -> None:
    package = json.loads((project / DESCRIPTOR).read_text("utf-8"))
    kept = {"indicators", "entities", "units", "sources", "locators"}
    package["resources"] = [entry for entry in package["resources"] if entry["name"] in kept]
    (project / DESCRIPTOR).write_text(json.dumps(package), "utf-8")


NAME = "allowed: lower-case letters, digits and single hyphens, a letter first; not search [slug]"
REFUSED: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "capitals": (lambda project: None, ["Parks"], f"book: 'Parks' is no name of a chapter; {NAME}"),
    "a digit first": (
        lambda project: None,
        ["2020-parks"],
        f"book: '2020-parks' is no name of a chapter; {NAME}",
    ),
    "an underscore": (
        lambda project: None,
        ["city_parks"],
        f"book: 'city_parks' is no name of a chapter; {NAME}",
    ),
    "Chinese": (lambda project: None, ["绿地"], f"book: '绿地' is no name of a chapter; {NAME}"),
    "another folder": (
        lambda project: None,
        ["../parks"],
        f"book: '../parks' is no name of a chapter; {NAME}",
    ),
    "two hyphens": (
        lambda project: None,
        ["city--parks"],
        f"book: 'city--parks' is no name of a chapter; {NAME}",
    ),
    "a hyphen last": (lambda project: None, ["parks-"], f"book: 'parks-' is no name of a chapter; {NAME}"),
    "nothing": (lambda project: None, [""], f"book: '' is no name of a chapter; {NAME}"),
    "a page of the edition": (
        lambda project: None,
        ["search"],
        f"book: 'search' is no name of a chapter; {NAME}",
    ),
    "title of two lines": (
        lambda project: None,
        ["parks", "--title", "绿地\n\n建设"],
        "book/parks.md: '绿地\\n\\n建设' is no title; allowed: one line [title]\n  mend: write --title",
    ),
    "title with a figure": (
        lambda project: None,
        ["parks", "--title", "12个公园"],
        "book/parks.md: '12个' is typed in the title; allowed: dates, ordinals, names [title]",
    ),
    "a page of that name": (
        lambda project: None,
        ["inspection"],
        "book/inspection.md: is there already; allowed: a chapter of its own name [taken]\n  mend: choose",
    ),
    "a table of that name": (
        lambda project: None,
        ["formulas"],
        "data/formulas.csv: is there already",
    ),
    "a folder of that name": (
        lambda project: (project / "book/parks.md").mkdir(),
        ["parks"],
        "book/parks.md: is there already",
    ),
    "a resource of that name in another file": (
        swap(DESCRIPTOR, '"name": "outlook",', '"name": "parks",'),
        ["parks"],
        f"{DESCRIPTOR}: there is a table 'parks' already; allowed: a chapter of its own name [taken]\n",
    ),
    "descriptor that is no JSON": (
        swap(DESCRIPTOR, '"version": "1.0.0",', '"version": "1.0.0"'),
        ["parks"],
        f"{DESCRIPTOR}:8:3: no JSON",
    ),
    "data that cannot be used": (
        swap("data/certificates.csv", ",478,", ",478本,"),
        ["parks"],
        "data/certificates.csv:2:value: ",
    ),
    "no table to learn from": (
        without_figures,
        ["parks"],
        f"{DESCRIPTOR}: no table with a column 'value'",
    ),
    "contents that are no YAML": (put(TOC, "root: [index\n"), ["parks"], f"{TOC}:2: is no YAML"),
    "no contents": (
        lambda project: (project / TOC).unlink(),
        ["parks"],
        f"{TOC}: is missing; allowed: a file of YAML [unreadable]",
    ),
    "contents without chapters": (
        put(TOC, "format: jb-article\nroot: index\nsections:\n- file: inspection\n"),
        ["parks"],
        f"{TOC}: no list of chapters; allowed: 'chapters:' with one entry a line, '- file: name' [contents]\n"
        "  mend: write the list so, with one chapter at least",
    ),
    "an empty list of chapters": (
        put(TOC, "format: jb-book\nroot: index\nchapters: []\n"),
        ["parks"],
        f"{TOC}: no list of chapters",
    ),
    "chapters in one line": (
        put(TOC, "format: jb-book\nroot: index\nchapters: [{file: inspection}]\n"),
        ["parks"],
        f"{TOC}: no list of chapters",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_one_message_and_nothing_is_touched(project: Path, case: str) -> None:
    act, arguments, message = REFUSED[case]
    act(project)
    before = read_files(project)
    done = new_chapter(project, *arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"qzcharts: {message}")
    assert done.stderr.count("  mend: ") >= 1
    assert read_files(project) == before


@pytest.mark.parametrize("failing", range(8))
def test_a_full_disk_at_any_write_leaves_everything_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Four files are written aside, then four are renamed."""
    before, calls = read_files(project), 0

    def failing_at_its_turn(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *arguments: Any) -> Any:
            nonlocal calls
            if project in path.parents and path.name.startswith("."):
                calls += 1
                if calls == failing + 1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return method(path, *arguments)

        return call

    monkeypatch.setattr(Path, "write_bytes", failing_at_its_turn(Path.write_bytes))
    monkeypatch.setattr(Path, "replace", failing_at_its_turn(Path.replace))
    done = new_chapter(project, "parks")
    assert calls == failing + 1
    assert done.exit_code == 1
    assert (
        "cannot be written: No space left on device; nothing was changed [unwritable]\n  mend: "
        in done.stderr
    )
    assert read_files(project) == before


def test_a_chapter_is_a_draft_until_its_prompts_are_replaced(small: Path) -> None:
    project = small
    done = run_command(project, "new", "chapter", "green-space", "--title", "绿地建设")
    assert (done.returncode, done.stderr) == (0, "")
    places = done.stdout.splitlines()[:4]
    assert places == ["book/green-space.md", "data/green_space.csv", DESCRIPTOR, f"{TOC}:5"]
    page = project / "book/green-space.md"
    lines = page.read_text("utf-8").splitlines()
    prompts = [number for number, line in enumerate(lines, 1) if line.startswith(("待写", "## 待写"))]
    assert len(prompts) == 8
    checked = run_command(project, "check")
    assert checked.returncode == 1
    for number in prompts:
        place = f"book/green-space.md:{number}:{lines[number - 1].index('待写') + 1}"
        assert f"{place}: '待写' is left over [leftover]\n" in checked.stdout + checked.stderr
    publish(project, "--allow-problems")
    html = (project / "_build/html/green-space.html").read_text("utf-8")
    assert "绿地建设" in html
    assert "data/green_space.csv" in html
    assert "tab-green-space-figures" not in html

    page.write_text(page.read_text("utf-8").replace("待写：", ""), "utf-8")
    # A figure of the book itself: none is made up, not even here.
    for model, table in (("certificates", "green_space"), ("indicators", "indicators")):
        lines = (project / f"data/{model}.csv").read_text("utf-8").splitlines()
        row = next(line for line in lines if line.startswith("certificates.issued,"))
        own = row.replace("certificates.", "green_space.").replace(",,3,", ",qzcj-2020-02,3,")
        with (project / f"data/{table}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{own}\n")
    publish(project, "--allow-problems")  # the other pages cite nothing
    assert "green" not in run_command(project, "check").stdout
    assert "tab-green-space-figures" in (project / "_build/html/green-space.html").read_text("utf-8")


def test_a_chapter_has_the_columns_of_the_others_and_no_row(project: Path) -> None:
    done = new_chapter(project, "parks")
    assert done.exit_code == 0, done.stderr
    others = (project / "data/inspection.csv").read_text("utf-8").splitlines()
    assert (project / "data/parks.csv").read_text("utf-8") == others[0] + "\n"
    package = open_ledger(project).package
    assert package.table("parks").rows == ()
    entries = {entry["name"]: entry for entry in package.descriptor["resources"]}
    model = {key: value for key, value in entries["publication"].items() if key != "defaults"}
    assert entries["parks"] == model | {
        "name": "parks", "path": "parks.csv", "title": "parks", "title_en": "Parks",
        "description": "Figures of the chapter parks.",
    }  # fmt: skip
    assert list(entries)[list(entries).index("parks") - 1] == "publication"
    page = (project / "book/parks.md").read_text("utf-8")
    assert "\n# parks\n" in page
    assert "$" not in page


def test_problems_that_were_there_do_not_stop_a_chapter(project: Path) -> None:
    swap("book/outlook.md", "# 下一步机制与数据缺口\n", "# 下一步机制与数据缺口\n\n共100%。\n")(project)
    swap(TOC, "caption: 展望", "caption: 展望的20件事")(project)
    done = new_chapter(project, "parks")
    assert done.exit_code == 0, done.stderr


def test_chapters_may_follow_one_another(project: Path) -> None:
    for name in ("parks", "trees", "null"):
        assert new_chapter(project, name).exit_code == 0
    contents = yaml.safe_load((project / TOC).read_text("utf-8"))
    assert [entry["file"] for entry in contents["parts"][0]["chapters"]][-4:] == [
        "partnership", "parks", "trees", "null",
    ]  # fmt: skip


def with_schemas(package: Any) -> Any:
    """Write the schemas into a descriptor."""
    for entry in package["resources"]:
        entry["schema"] = json.loads((PROJECT / "data" / entry["schema"]).read_text("utf-8"))
    return package


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "four spaces": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=4),
    "tabs": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent="\t") + "\n",
    "one line": lambda text: json.dumps(json.loads(text)),
    "no space at all": lambda text: json.dumps(json.loads(text), separators=(",", ":")),
    "lines that end with CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "a list in one line": lambda text: text.replace(
        text[text.index('"sources": ') : text.index('"resources": ')],
        '"sources": [{"title": "{\\"a\\": 1}"}], ',
    ),
    "schemas in it": lambda text: json.dumps(with_schemas(json.loads(text)), ensure_ascii=False, indent=2),
    "the entry elsewhere before": lambda text: text.replace(
        '"resources": ', f'"more": [{json.dumps(json.loads(text)["resources"][6])}], "resources": '
    ),
    "other resources before": lambda text: text.replace(
        '"version": "2020-07-28"', '"version": "2020-07-28", "more": {"resources": [1, {"a": "]"}]}'
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_descriptor_keeps_its_layout_and_gets_one_entry(project: Path, layout: str) -> None:
    path = project / DESCRIPTOR
    path.write_bytes(LAYOUTS[layout](path.read_text("utf-8")).encode())
    before = path.read_bytes()
    done = new_chapter(project, "parks")
    assert done.exit_code == 0, done.stderr
    after = path.read_bytes()
    start = next(at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    added = after[start : start + len(after) - len(before)]
    assert after == before[:start] + added + before[start:]
    old, new = json.loads(before.decode("utf-8-sig")), json.loads(after.decode("utf-8-sig"))
    assert [entry for entry in new["resources"] if entry["name"] != "parks"] == old["resources"]
    assert {**new, "resources": None} == {**old, "resources": None}
    if layout in ("as it is", "four spaces", "tabs"):
        steps: dict[str, int | str] = {"as it is": 2, "four spaces": 4, "tabs": "\t"}
        same = json.dumps(new, ensure_ascii=False, indent=steps[layout])
        assert after.decode().rstrip("\n") == same
    assert (b"\r\n" in added) == (layout == "lines that end with CRLF")
    assert (added.count(b"\n") == 0) == (layout in ("one line", "no space at all"))


CONTENTS = {
    "comments": (
        "format: jb-book  # first\nroot: index\nparts:\n  - caption: 工作\n    numbered: true\n"
        "    chapters:\n"
        "      # the first\n      - file: inspection  # homes\n\n      # the last\n  - caption: 附录\n"
        "    chapters:\n      - file: outlook\n",
        "      - file: inspection  # homes\n      - file: parks\n\n      # the last\n",
    ),
    "lists that are not indented": (
        "format: jb-book\nroot: index\nchapters:\n- file: inspection\n- file: outlook",
        "- file: inspection\n- file: outlook\n- file: parks\n",
    ),
    "lines that end with CRLF": (
        "format: jb-book\r\nroot: index\r\nchapters:\r\n  - file: inspection\r\n",
        "  - file: inspection\r\n  - file: parks\r\n",
    ),
    "pages below the last chapter": (
        "format: jb-book\nroot: index\nchapters:\n  - file: inspection\n    title: |\n      工作\n"
        "    sections:\n      - file: outlook\n        title: >-\n          以后\n          的事\n# end\n",
        "          以后\n          的事\n  - file: parks\n# end\n",
    ),
    "numbered after others": (
        "format: jb-book\nroot: index\nparts:\n- chapters:\n  - file: inspection\n- numbered: 2\n"
        "  chapters:\n  -   file: outlook\n",
        "  -   file: outlook\n  -   file: parks\n",
    ),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_the_contents_keep_every_byte_and_get_one_line(project: Path, case: str) -> None:
    before, part = CONTENTS[case]
    for path in [*project.glob("book/*.md"), *project.glob("book/appendix/*.md")]:
        if path.stem not in ("index", "inspection", "outlook"):
            path.unlink()
    (project / TOC).write_bytes(before.encode())
    done = new_chapter(project, "parks")
    assert done.exit_code == 0, done.stderr
    after = (project / TOC).read_bytes().decode()
    assert part in after
    end = "\r\n" if "\r\n" in before else "\n"
    lines, number = after.split(end), int(done.stdout.split(f"{TOC}:")[1].split()[0])
    assert lines.pop(number - 1).strip() in ("- file: parks", "-   file: parks")
    assert end.join(lines).rstrip() == before.rstrip()
