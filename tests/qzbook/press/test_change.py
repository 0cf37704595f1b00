"""One value changed in a CSV changes every place of that number in both editions, and nothing else.

Changed back, it gives what a clean build gives, which `make proof` tries.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from fault_driver import digests
from qzbook.edition import identify
from support import PROOF, publish, read_html

OLD, NEW = "478", "487"
#: A digest of files, or its beginning; on paper a line may end within it.
DIGEST = re.compile(r"[0-9a-f]{10,64}(?:\s+[0-9a-f]+\b)?")


def html_words(project: Path) -> dict[str, str]:
    """Words of every page, the names of its pictures' variants and the digest of the edition aside."""
    html = project / "_build/html"
    return {
        path.relative_to(html).as_posix(): DIGEST.sub("", read_html(path).get_text(" ", strip=True))
        for path in html.rglob("*.html")
    }


def pdf_words(project: Path) -> list[str]:
    """Words of every page, in each language."""
    words: list[str] = []
    for path in sorted((project / "_build/pdf").glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            words += [DIGEST.sub("", page.get_textpage().get_text_range()) for page in document]
    return words


def chart_words(project: Path) -> list[str]:
    """Labels of every chart, in order of their text."""
    pictures = (project / "_build/html").rglob("*.svg")
    return sorted(
        label
        for picture in pictures
        for label in re.findall(r"<tspan[^>]*>([^<]*)<", picture.read_text("utf-8"))
    )


@pytest.mark.proof
def test_one_value_changes_every_place_of_it_and_only_those(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    tables = [project / "data" / name for name in ("certificates.csv", "glosses.csv")]
    for table in tables:  # the number, and what its quotation says in English
        table.write_text(table.read_text("utf-8").replace(OLD, NEW), "utf-8")
    publish(project)

    before = html_words(built)
    after = html_words(project)
    assert after == {name: words.replace(OLD, NEW) for name, words in before.items()}
    changed = {name for name in before if before[name] != after[name]}
    pages = ("index.html", "certificates.html", "partnership.html", "appendix/ledger.html")
    assert changed == {f"{folder}{page}" for folder in ("", "en/") for page in pages}

    digest = identify(project).digest
    named = [path for path in (project / "_build/html").rglob("*.html") if digest in path.read_text("utf-8")]
    assert {path.parent.name for path in named} == {"html", "en"}
    assert {path.name for path in named} == {"index.html"}
    # Outside a repository the version that a citation names is the beginning of the digest.
    assert f"版本{digest[:10]}" in (project / "_build/html/appendix/citation.html").read_text("utf-8")

    assert pdf_words(project) == [words.replace(OLD, NEW) for words in pdf_words(built)]
    assert chart_words(project) == sorted(words.replace(OLD, NEW) for words in chart_words(built))

    if PROOF:
        for table in tables:
            table.write_text(table.read_text("utf-8").replace(NEW, OLD), "utf-8")
        publish(project)
        assert digests(project / "_build") == digests(built / "_build")
