"""What a page carries around its text."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

import small_package
from qzbook.html.data_readme import readme
from qzbook.html.downloads import zip_package
from qzbook.html.page import opening
from qzcharts.data import read
from qzcharts.data.ledger import from_package
from qzcharts.data.report import contact_words
from qzcharts.words import Language
from support import read_html

CONTENTS = yaml.safe_load((Path(__file__).parents[3] / "book/_toc.yml").read_text("utf-8"))
CHAPTERS = ("inspection", "construction", "certificates", "prevention", "partnership", "outlook")


def _read(html: Path, name: str) -> BeautifulSoup:
    return _soup(html / f"{name}.html")


def _soup(path: Path) -> BeautifulSoup:
    return read_html(path)


def test_contents_list_every_chapter_and_mark_the_page(html: Path) -> None:
    for name in CHAPTERS:
        contents = _read(html, name).find(id="contents")
        assert contents is not None
        links = [link["href"] for link in contents.select("a[href$='.html']")]
        book = ["index", *(chapter["file"] for part in CONTENTS["parts"] for chapter in part["chapters"])]
        assert links == [f"{page}.html" for page in book if page != name]
        assert [link["href"] for link in contents.select("[aria-current=page]")] == ["#"]


def test_each_page_tells_title_and_description_and_the_first_the_edition(html: Path) -> None:
    titles = set()
    for path in html.rglob("*.html"):
        page = read_html(path)
        first = (html / "en" if path.is_relative_to(html / "en") else html) / "index.html"
        assert page.title is not None
        titles.add(page.title.text)
        description = page.find("meta", {"name": "description"})
        assert description is not None
        assert description["content"]
        link, imprint = page.select_one("footer a[href$='#edition']"), page.select_one("footer #edition")
        if path == first:
            assert imprint is not None
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(imprint.select("time")[0]["datetime"]))
            assert re.search(r"[0-9a-f]{64}", page.select("footer")[0].text)
        else:
            assert imprint is None
            assert link is not None
            assert (path.parent / str(link["href"]).partition("#")[0]).resolve() == first
    assert len(titles) == len(list(html.rglob("*.html")))


def test_a_book_without_an_address_gives_search_engines_no_address_of_its_languages(html: Path) -> None:
    for path in html.rglob("*.html"):
        page = read_html(path)
        assert bool(page.select("a.language-switch")) == (path.name != "404.html")
        assert not page.select("link[hreflang]")


def test_pdf_and_data_are_offered_on_every_page(html: Path) -> None:
    for path in html.rglob("*.html"):
        contents = read_html(path).find(id="contents")
        assert contents is not None
        files = [(path.parent / str(link["href"])).resolve() for link in contents.select("a[download]")]
        assert [file.suffix for file in files] == [".pdf", ".zip", ".csv"]
        assert all(file.is_file() for file in files)


def test_the_data_package_is_whole(html: Path, built: Path) -> None:
    (archive,) = html.glob("_downloads/*.zip")
    with zipfile.ZipFile(archive) as package:
        for path in filter(Path.is_file, (built / "data").rglob("*")):
            assert package.read(path.relative_to(built).as_posix()) == path.read_bytes()
        (numbers,) = html.glob("_downloads/*-observations.csv")
        assert package.read("observations.csv") == numbers.read_bytes()
        assert json.loads(package.read("datapackage.json"))["resources"][0]["path"] == "observations.csv"


def test_the_same_package_gives_the_same_archive(tmp_path: Path) -> None:
    ledger = from_package(read(small_package.write(tmp_path)))
    zip_package(ledger, "zh", tmp_path / "one.zip", 1_595_894_400)
    os.utime(tmp_path / "data/towers.csv", (0, 0))
    (tmp_path / "data/towers.csv").chmod(0o600)
    zip_package(ledger, "zh", tmp_path / "two.zip", 1_595_894_400)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    zip_package(ledger, "zh", tmp_path / "early.zip", 0)  # before a ZIP file's calendar begins
    with zipfile.ZipFile(tmp_path / "early.zip") as archive:
        names = [f"data/{name}" for name in ledger.package.described]
        assert archive.namelist() == sorted([*names, "README.md", "datapackage.json", "observations.csv"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_data_say_what_each_table_and_column_is(language: Language, tmp_path: Path) -> None:
    ledger = from_package(read(small_package.write(tmp_path)))
    said = readme(ledger, language)
    for name, content in small_package.TABLES.items():
        _, _, section = said.partition(f"`data/{name}.csv`")
        rows = section.strip().split("\n\n")[0].splitlines()[2:]
        assert [row.split(" | ")[0] for row in rows] == [
            f"| {column}" for column in content.partition("\n")[0].split(",")
        ]
    assert "`observations.csv`" in said


OPENINGS: dict[str, tuple[str, str]] = {
    "all of it": ("甲一二。乙三四", "甲一二。乙三四"),
    "whole sentences": ("甲一二。乙三。丙四五六七八九。", "甲一二。乙三。"),
    "with what closes them": ("他说：“甲一。”丙四五六七八九。", "他说：“甲一。”"),
    "of a long one, its clauses": ("甲一二，乙三四，丙四五六七八九", "甲一二，乙三四…"),
    "of one without any, its beginning": ("甲" * 20, "甲" * 9 + "…"),
    "no sentence after a point in a number": ("A 1.5 m. Then more of it.", "A 1.5 m."),
}


@pytest.mark.parametrize("case", OPENINGS)
def test_a_description_ends_where_a_sentence_does(case: str) -> None:
    text, whole = OPENINGS[case]
    assert opening(text, 10) == whole


def test_a_page_says_where_to_report_an_error_if_the_report_does(html: Path) -> None:
    assert not _read(html, "index").select("footer a[href^='mailto:']")
    assert contact_words("mailto:errata@example.org") == "errata@example.org"
    assert contact_words("https://example.org/errata/") == "example.org/errata"


def test_headings_figures_tables_and_paragraphs_can_be_linked_to(html: Path) -> None:
    for name in CHAPTERS:
        page = _read(html, name)
        for wanted in page.select("main h1, main h2, main figcaption, main caption, main section > p"):
            link = wanted.find("a", class_="anchor")
            assert link is not None, wanted
            assert link.text == ""
            assert page.find(id=str(link["href"]).removeprefix("#")) is not None


def test_no_style_attribute_and_no_handler(html: Path) -> None:
    for path in html.rglob("*.html"):
        page = read_html(path)
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name == "style" or name.startswith("on")], tag


def test_a_shared_link_shows_the_main_figure(html: Path) -> None:
    for name in ("index", *CHAPTERS, "appendix/ledger"):  # the last shows no chart: that of the first page
        page = _read(html, name)
        properties = {str(tag["property"]): str(tag["content"]) for tag in page.select("meta[property]")}
        assert page.title is not None
        assert properties["og:title"] == page.title.text
        assert properties["og:image:alt"]
        image = (html / name).parent / properties["og:image"]
        content = image.read_bytes()
        assert content.startswith(b"\x89PNG")
        size = tuple(int.from_bytes(content[start : start + 4]) for start in (16, 20))
        assert size == tuple(int(properties[f"og:image:{side}"]) for side in ("width", "height"))
        assert min(size[0] / 1200, size[1] / 630) >= 1


def test_a_preview_is_drawn_for_each_chart_that_leads_a_page(html: Path) -> None:
    shown = {
        str(tag["content"]).rpartition("/")[2]
        for path in html.rglob("*.html")
        for tag in read_html(path).select("meta[property='og:image']")
    }
    assert {path.name for path in html.rglob("_previews/*")} == shown


def test_pages_without_a_chart_share_the_preview_of_the_first_page(html: Path) -> None:
    """By a name of its own: when the chart changes, they do not."""
    ledger, index = (
        (html / name).parent / str(_read(html, name).select("meta[property='og:image']")[0]["content"])
        for name in ("appendix/ledger", "index")
    )
    assert ledger.name == "book.png"
    assert ledger.read_bytes() == index.read_bytes()


def test_linked_data_describe_report_and_data(html: Path) -> None:
    for name in ("index", *CHAPTERS):
        script = _read(html, name).find("script", {"type": "application/ld+json"})
        assert script is not None
        graph = json.loads(script.text)["@graph"]
        kinds = [item["@type"] for item in graph]
        assert kinds == (["Report", "Dataset"] if name == "index" else ["Chapter"])
        for dataset in graph[1:]:
            assert [item["encodingFormat"] for item in dataset["distribution"]] == [
                "application/zip",
                "text/csv",
            ]
            assert all((html / item["contentUrl"]).is_file() for item in dataset["distribution"])


def test_every_source_line_ends_as_a_sentence(html: Path) -> None:
    lines = [line.text for path in html.rglob("*.html") for line in _soup(path).select(".figure-source")]
    assert lines
    assert [line for line in lines if not line.endswith(("。", "."))] == []


def test_one_thing_has_one_name_in_tables(html: Path) -> None:
    names = {
        cell["data-column"] for path in html.rglob("*.html") for cell in _soup(path).select("[data-column]")
    }
    assert {"取值范围", "时间"} <= names
    assert not {"界限", "期间"} & names


def test_every_cell_beside_the_head_of_its_row_names_its_column(html: Path) -> None:
    page = _read(html, "inspection")
    (heading_row,) = page.select("#tab-inspection thead tr")
    _, *names = (cell.get_text(strip=True) for cell in heading_row.find_all("th"))
    rows = page.select("#tab-inspection tbody tr")
    assert rows
    for row in rows:
        assert [head["scope"] for head in row.find_all("th")] == ["row"]
        assert [cell["data-column"] for cell in row.find_all("td")] == names
