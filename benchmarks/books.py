"""Books to measure with: copies of the real one, made longer, and the same for stock Jupyter Book."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from qzcharts.data import open_ledger
from qzcharts.data.forms import asked, render

PROJECT = Path(__file__).parents[1]
_PARTS = ("_config.yml", "book", "data", "requirements.lock")
_CHAPTERS = ("inspection", "construction", "certificates", "prevention", "partnership")
_ROLE = re.compile(r"\{(metric|statement)\}`([^`]+)`")
_DIRECTIVE = re.compile(r"```\{(?:items|ledger|sources|qualifiers|assumptions|citation)\}.*?```\n", re.DOTALL)


def copy_book(target: Path, chapters: int | None = None) -> Path:
    """Copy the project; with `chapters`, repeat its five chapters until there are so many."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in _PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("_build", "__pycache__"))
        else:
            shutil.copy2(source, target / name)
    if chapters is not None:
        _lengthen(target, chapters)
    return target


def drop_translations(project: Path) -> None:
    """Have a book in one language: an edit of the original alone would be refused, its translation due."""
    shutil.rmtree(project / "book/locale")


def make_stock(project: Path, execute: str = "cache") -> Path:
    """Make the same book readable for stock Jupyter Book, in place: evidence as text, no extension."""
    ledger = open_ledger(project)

    def words(match: re.Match[str]) -> str:
        if match[1] == "statement":
            return ledger.statement(match[2]).text()
        notation, form = asked(match[2])
        return render(ledger[notation], form, ledger.units)

    for page in (project / "book").rglob("*.md"):
        text = _DIRECTIVE.sub("", page.read_text("utf-8"))
        page.write_text(_ROLE.sub(words, text), "utf-8")
    configuration = yaml.safe_load((project / "_config.yml").read_text("utf-8"))
    stock = {key: configuration[key] for key in ("author", "logo", "only_build_toc_files")}
    stock["title"] = ledger.report.title
    stock["execute"] = {"execute_notebooks": execute, "timeout": 60}
    stock["sphinx"] = {"config": {"language": "zh_CN"}}
    (project / "_config.yml").write_text(yaml.safe_dump(stock, allow_unicode=True), "utf-8")
    return project


def _lengthen(project: Path, chapters: int) -> None:
    """Repeat chapters under names of their own; figures and tables get names of their own too."""
    toc = yaml.safe_load((project / "book/_toc.yml").read_text("utf-8"))
    entries = []
    for number in range(chapters):
        original = _CHAPTERS[number % len(_CHAPTERS)]
        text = (project / f"book/{original}.md").read_text("utf-8")
        text = re.sub(r"\b(fig|tab)-([a-z-]+)", rf"\1-\2-{number}", text)
        name = f"chapter{number}"
        (project / f"book/{name}.md").write_text(text, "utf-8")
        entries.append({"file": name})
    index = project / "book/index.md"
    text = index.read_text("utf-8")
    for number, original in enumerate(_CHAPTERS):
        (project / f"book/{original}.md").unlink()
        text = text.replace(f"{{doc}}`{original}`", f"{{doc}}`chapter{number % chapters}`")
    index.write_text(text, "utf-8")
    drop_translations(project)  # whose words are not of these chapters
    toc["parts"][0]["chapters"] = entries
    (project / "book/_toc.yml").write_text(yaml.safe_dump(toc, allow_unicode=True), "utf-8")


_LONG_CHAPTER = """# 虚构的第{number}章

{paragraphs}

## 表与图

```{{list-table}} 虚构的表
:name: tab-{number}
:header-rows: 1
* - 序
  - 船名
  - 说明
{rows}
```

```{{figure}} boat.svg
:name: fig-{number}
:alt: 一只三角形的纸船
:width: 50%

虚构的纸船
```

见{{numref}}`fig-{number}`与{{numref}}`tab-{number}`，又见{{ref}}`chapter-{other}`，另有一注[^note]。

[^note]: 注里的话也是编造的，说的是第{number}章。

## 公式与代码

$$
\\bar{{x}}_{{{number}}} = \\frac{{1}}{{n}} \\sum_{{i=1}}^{{n}} x_i
$$ (eq-{number})

式{{eq}}`eq-{number}`之后是代码。

```python
def launch(boat: str, times: int = {number}) -> bool:
    return boat == "纸船" and times > 0
```

{paragraphs}
"""
_LONG_CONF = """project = "虚构长书"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_typst"]
numfig = True
myst_enable_extensions = ["dollarmath"]
typst_metadata = {"date": "2031-02-03"}
"""
_BOAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M45 5L85 45H5Z"/></svg>'


def make_long_book(source: Path, chapters: int = 100) -> Path:
    """Write a made-up book for plain Sphinx, of more than 300 pages, without notebooks."""
    source.mkdir(parents=True)
    for number in range(chapters):
        paragraphs = "\n\n".join(
            f"第{number}章的第{count}段是编造的，只为占满一页，"
            + "纸船一艘接一艘下水，岸上的人一边数云一边记账，" * 5
            + "数完便走。"
            for count in range(1, 9)
        )
        rows = "\n".join(f"* - {row}\n  - 纸船{row}号\n  - 虚构的第{row}次下水" for row in range(1, 13))
        text = _LONG_CHAPTER.format(
            number=number, other=(number + 1) % chapters, paragraphs=paragraphs, rows=rows
        )
        (source / f"chapter{number:03}.md").write_text(f"(chapter-{number})=\n{text}", "utf-8")
    toctree = "\n".join(f"chapter{number:03}" for number in range(chapters))
    (source / "index.md").write_text(f"# 虚构长书\n\n```{{toctree}}\n:numbered: 2\n{toctree}\n```\n", "utf-8")
    (source / "conf.py").write_text(_LONG_CONF, "utf-8")
    (source / "boat.svg").write_text(_BOAT, "utf-8")
    return source
