"""A book in two languages is one edition: the same pages and places, each leading to the other."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import bilingual_book
import pikepdf
import pytest
from bilingual_book import catalogue

from qzbook.gate import Gate, foreign
from support import PROJECT, make_once, publish, read_html

INDEX_TEXT = "正文，{metric}`construction.investment`。"
INDEX = {"样例": "Sample", INDEX_TEXT: "Text, {metric}`construction.investment`."}
LEDGER = {"台账": "Ledger"}


def make(folder: Path) -> Path:
    """Write a whole book: its ledger, and a caption in its contents."""
    contents = (
        "format: jb-book\nroot: index\nparts:\n  - caption: 样例的部分\n    numbered: true\n    chapters:\n"
        "      - file: page\n  - caption: 附录\n    chapters:\n      - file: ledger\n"
    )
    files = {
        "book/_toc.yml": contents,
        "book/index.md": f"# 样例\n\n{INDEX_TEXT}\n",
        "book/ledger.md": "# 台账\n\n```{ledger}\n```\n",
        "book/locale/en/index.po": catalogue(INDEX),
        "book/locale/en/ledger.po": catalogue(LEDGER),
        "book/locale/en/_toc.po": catalogue({"样例的部分": "Sample part", "附录": "Appendices"}),
    }
    project = bilingual_book.make(folder, files).root
    configuration = (PROJECT / "_config.yml").read_text("utf-8")
    (project / "_config.yml").write_text(
        f"{configuration}    html_baseurl: https://example.org/book\n", "utf-8"
    )
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["report"] |= {"title": "样例", "title_en": "Sample", "file": "sample"}
    path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def write(folder: Path) -> None:
        publish(make(folder), "--allow-problems")  # its pages do not use all numbers

    return make_once(tmp_path_factory, "bilingual", "_build/pdf", write) / "_build"


@pytest.fixture(scope="module")
def pages(built: Path) -> list[str]:
    return ["index.html", "page.html", "ledger.html"]


def test_an_edition_has_both_languages(built: Path) -> None:
    identity = json.loads((built / "edition.json").read_text("utf-8"))
    assert identity["languages"] == ["zh-CN", "en"]
    assert {path.name for path in (built / "pdf").iterdir()} == {"sample.pdf", "sample-en.pdf"}
    assert (built / "html/en/_downloads/sample-en.pdf").is_file()
    for name, language in (("sample", "zh-CN"), ("sample-en", "en")):
        with pikepdf.open(built / f"pdf/{name}.pdf") as pdf:
            assert str(pdf.Root.Lang).lower().startswith(language[:2])


def test_places_have_the_same_names_in_both(built: Path, pages: list[str]) -> None:
    for name in pages:
        here, there = (
            re.findall(r' id="([^"]+)"', (built / folder / name).read_text("utf-8"))
            for folder in ("html", "html/en")
        )
        assert sorted(here) == sorted(there)


def test_each_page_leads_to_itself_in_the_other_language(built: Path, pages: list[str]) -> None:
    for name in pages:
        for folder, link in (("html", f"en/{name}"), ("html/en", f"../{name}")):
            page = read_html(built / folder / name)
            (switch,) = page.select("a.language-switch")
            assert switch["href"] == link
            assert (built / folder / link).is_file()
            assert {str(tag["hreflang"]): tag["href"] for tag in page.select("link[hreflang]")} == {
                "zh-CN": f"https://example.org/book/{name}",
                "en": f"https://example.org/book/en/{name}",
                "x-default": f"https://example.org/book/{name}",
            }


def test_an_english_page_says_all_in_english(built: Path, pages: list[str]) -> None:
    for name in pages:
        assert [*foreign.unmarked(built / "html/en" / name)] == []
    page = read_html(built / "html/en/page.html")
    assert page.select_one("figcaption").get_text().strip().endswith("The sample of 622 homes")  # type: ignore[union-attr]
    assert [tag.get_text() for tag in page.select(".text [lang=zh]")] == ["样例"]
    assert "See Figure 1.1 and below: 622 homes" in page.get_text()
    assert [tag.get_text() for tag in page.select(".contents .part")][:2] == ["Sample part", "Appendices"]


def test_links_and_notes_of_a_translation_lead_where_those_of_the_original_do(built: Path) -> None:
    here, there = (read_html(built / folder / "page.html") for folder in ("html", "html/en"))
    for page in (here, there):
        anchors = {str(tag["id"]) for tag in page.select("[id]")}
        within = {str(tag["href"])[1:] for tag in page.select("main a[href^='#']")}
        assert within <= anchors
        assert "说明" in within


def test_a_changed_translation_is_in_the_next_edition(tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    publish(project, "--allow-problems")
    catalogues = project / "book/locale/en"
    text = (
        (catalogues / "page.po")
        .read_text("utf-8")
        .replace("The sample of", "A drawing of")
        .replace('"Title"', '"Heading"')
    )
    (catalogues / "page.po").write_text(text, "utf-8")
    publish(project, "--allow-problems")
    page = read_html(project / "_build/html/en/page.html")
    assert "A drawing of 622 homes" in page.get_text()
    assert "Heading" in read_html(project / "_build/html/en/index.html").select_one(".contents").get_text()  # type: ignore[union-attr]


def test_chinese_that_only_the_data_have_is_told_with_its_place(built: Path, tmp_path: Path) -> None:
    project = built.parent
    html = shutil.copytree(built / "html/en", tmp_path / "html")
    page = html / "page.html"
    text = page.read_text("utf-8").replace("They took", "优质现房 took")
    page.write_text(text.replace("<h1>", '<h1 title="没有的话">'), "utf-8")
    sources = {"page": project / "book/locale/en/page.po"}
    found = Gate(html, built / "pdf/sample-en.pdf", sources, project).html_problems
    told = {(each.path, each.code, "“优质现房" in each.message) for each in found}
    row = next(
        path for path in sorted((project / "data").glob("*.csv")) if "优质现房" in path.read_text("utf-8")
    )
    assert (row.relative_to(project).as_posix(), "language", True) in told
    assert ("book/locale/en/page.po", "language", False) in told
    assert len(found) == 2
