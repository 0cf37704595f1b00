"""Commands speak the language of the user: no sentence of ours is left in English where that is Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from changes import Change, append, put, remove
from qzbook.cli import main
from qzbook.help_pages import Formatter
from qzbook.serve import guard, site
from support import NOTEBOOK_HEAD, run_command

HELP = [
    [],
    ["build"],
    ["serve"],
    ["verify"],
    ["check"],
    ["list"],
    ["new"],
    ["new", "chapter"],
    ["translate"],
    ["clean"],
]
#: More than two words in a row; names of options, files and rules are fewer.
ENGLISH = re.compile(r"(?<![\w/.`-])[A-Za-z][a-z]+(?:,? [a-z]{2,}){2,}")


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")


def said(*arguments: str) -> str:
    return CliRunner().invoke(main, arguments, prog_name="qzcharts", terminal_width=80).output


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_help_is_in_the_language_of_the_user(command: list[str]) -> None:
    text = said(*command, "--help")
    assert "用法" in text
    assert "显示这条信息并退出。" in text
    assert not ENGLISH.findall(text.replace("qzcharts new chapter", ""))


def test_the_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Show this message and exit." in said("--language", "en", "--help")
    monkeypatch.setenv("LANGUAGE", "en")
    assert "显示这条信息并退出。" in said("--language", "zh", "--help")


def test_lines_of_help_have_room_and_do_not_begin_with_a_comma() -> None:
    formatter = Formatter(width=20)
    formatter.write_text("先运行过期的单元格，再生成HTML和PDF。\n\n“引号”中的词。")
    assert formatter.getvalue() == ("先运行过期的单元格，\n再生成HTML和PDF。\n\n“引号”中的词。\n")


#: What Python and PyYAML say.
FOREIGN = re.compile("division by zero|expected the node content, but found")
CELL = f"{NOTEBOOK_HEAD}\n# Chapter\n\n```{{code-cell}}\n1 / 0\n```\n"
TOLD: dict[str, tuple[Change, list[str], str]] = {
    "no command": (lambda project: None, ["nothing"], "错误：没有命令'nothing'。"),
    "no option": (lambda project: None, ["build", "--nix"], "错误：没有选项'--nix'。"),
    "no project": (remove("_config.yml"), ["check"], "改法：在项目文件夹内运行"),
    "no name of a chapter": (lambda project: None, ["new", "chapter", "Parks"], "不能作章的名称；允许："),
    "no edition": (lambda project: None, ["verify", "book"], "book/edition.json 不存在\n  改法："),
    "no entry of the contents": (
        append("book/_toc.yml", "  - file: gone\n"),
        ["build"],
        "book/_toc.yml:5: 没有页面book/gone.md\n  改法：改正名称",
    ),
    "no YAML": (put("book/_toc.yml", "root: [\n"), ["build"], "book/_toc.yml:2: 不是YAML："),
    "a script": (
        append("_config.yml", "    html_js_files: x.js\n"),
        ["build"],
        "html_js_files设为'x.js'：它会把没有检查过的内容放到页面上；允许：不设 [configuration]\n  改法：",
    ),
    "a cell that fails": (
        put("book/chapter.md", CELL),
        ["build"],
        "第1个代码单元格（从第13行起）引发ZeroDivisionError",
    ),
    "not among what builds keep": (
        put(".qzcharts/notes.txt", ""),
        ["build"],
        ".qzcharts/notes.txt: 不是留在这里供下次生成使用的内容",
    ),
    "a draft": (lambda project: None, ["build", "--allow-problems"], "个问题（草稿），"),
    "rules": (lambda project: None, ["check", "--rules"], "没有写明理由的例外"),
    "what the check finds": (
        append("book/index.md", "\n共100%。\n"),
        ["check"],
        "正文中写入了'100%'；允许：",
    ),
    "how to mend it": (append("book/index.md", "\n共100%。\n"), ["check"], "\n  改法：把数字加进data/"),
    "no metric": (lambda project: None, ["list", "zzz"], "没有指标或陈述'zzz'；已有："),
    "data that cannot be used": (append("data/units.csv", "x\n"), ["check"], "data/units.csv:"),
}


@pytest.mark.parametrize("case", TOLD)
def test_messages_are_in_the_language_of_the_user(case: str, small: Path) -> None:
    change, arguments, expected = TOLD[case]
    change(small)
    done = run_command(small, *arguments, LANGUAGE="zh", LANG="C.UTF-8")
    text = done.stdout + done.stderr
    assert expected in text
    assert not ENGLISH.findall(FOREIGN.sub("", text))


def test_the_preview_is_in_the_language_of_the_user() -> None:
    script = bytes(site.client_script(None).body).decode()
    assert "The last change" not in script
    assert site.told(("a", "b")) == "检查发现2个问题"
    assert not ENGLISH.findall(re.sub(r"<[^>]*>", "", guard.elsewhere()))
