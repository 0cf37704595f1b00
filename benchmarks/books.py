"""Books to measure with: copies of the real one, made longer, and the same for stock Jupyter Book."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from qzcharts.data import open_ledger
from qzcharts.data.wording import render

PROJECT = Path(__file__).parents[1]
_PARTS = ("_config.yml", "book", "data", "requirements.lock")
_CHAPTERS = ("inspection", "construction", "certificates", "prevention", "partnership")
_ROLE = re.compile(r"\{metric\}`([^`]+)`")
_DIRECTIVE = re.compile(
    r"```\{(?:metric-table|ledger|sources|qualifiers|assumptions|citation)\}.*?```\n", re.DOTALL
)


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


def make_stock(project: Path, execute: str = "cache") -> Path:
    """Make the same book readable for stock Jupyter Book, in place: numbers as text, no extension of ours."""
    ledger = open_ledger(project)

    def words(match: re.Match[str]) -> str:
        name, _, form = match[1].partition("|")
        return render(ledger[name.strip()].quantity, form.strip(), ledger.units)

    for page in (project / "book").rglob("*.md"):
        text = _DIRECTIVE.sub("", page.read_text("utf-8"))
        page.write_text(_ROLE.sub(words, text), "utf-8")
    configuration = yaml.safe_load((project / "_config.yml").read_text("utf-8"))
    stock = {key: configuration[key] for key in ("title", "author", "logo", "only_build_toc_files")}
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
    for original in _CHAPTERS:
        (project / f"book/{original}.md").unlink()
    toc["parts"][0]["chapters"] = entries
    (project / "book/_toc.yml").write_text(yaml.safe_dump(toc, allow_unicode=True), "utf-8")
