"""What an author may write beyond what this book holds: formulas, outputs, links; and the words around it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from site_facts import FOLDER
from sites import serving, write_elements

from qzbook.html.mathematics import to_mathml
from support import run_command

#: Names, and what has no Chinese form. Words of the cells and ids are set as code.
LATIN = {"CC", "BY", "MIT", "PDF", "CSV", "SVG", "PNG", "HTML", "DOI", "GB", "BibTeX", "MyST"}
LATIN |= {"matplotlib", "qzcharts", "Esc"}
#: Those of every page; formulas need none.
SCRIPTS = ["appearance.js", "book.js", "navigation.js"]


_WORD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])")  # no part of a digest


@pytest.fixture
def page_of_elements(page: Page, elements: Path) -> Page:
    page.goto((elements / "_build/html/elements.html").as_uri())
    return page


def test_a_formula_is_set_by_the_browser_alone(page: Page, elements: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    with serving(elements / "_build/html", FOLDER) as address:
        page.goto(f"{address}elements.html")
        assert page.locator("math").count() == 2
        for formula in page.locator("math").all():
            box = formula.bounding_box()
            assert box is not None
            assert box["width"] > 5
            assert box["height"] > 5
        above, below = (page.locator("mfrac > mi").nth(i).bounding_box() for i in (0, 1))
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] / 2 < below["y"]
        line = page.locator("mover:has(.over) > :first-child")
        assert line.evaluate("(each) => getComputedStyle(each).borderBlockStartStyle") == "solid"
        cells = [page.locator("mtr").nth(i).locator("mi").nth(2 - 2 * i).bounding_box() for i in (0, 1)]
        ends = [box["x"] + box["width"] for box in cells if box is not None]
        assert ends[0] == pytest.approx(ends[1], abs=1)
        expect(page.locator(".formula-number")).to_have_text("(1)")
        scripts = page.evaluate("[...document.scripts].map((script) => script.src).filter(Boolean)")
        assert [script.partition("?")[0].removeprefix(f"{address}_static/") for script in scripts] == SCRIPTS
        page.goto(f"{address}appendix/ledger.html")
        assert page.locator("math").count() == 0
    assert complaints == []


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("x^2", "x2"),
        (r"\frac{12.96}{52\%}", "12.9652%"),
        (r"\sqrt[3]{x_i}", "xi3"),
        (r"\text{约} 52", "约52"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1234)"),
        (r"\begin{cases}a & b\\c & d\end{cases}", "{abcd"),
        (r"\mathbb{R}", "ℝ"),
        (r"a \& b", "a&b"),
        (r"a < b > c", "a<b>c"),
        ("h", "h"),
    ],
)
def test_latex_becomes_mathml(page: Page, latex: str, shown: str) -> None:
    page.set_content(to_mathml(latex, display=True))
    text = page.locator("math").text_content() or ""
    assert re.sub(r"\s", "", text) == shown
    assert page.locator("math").get_attribute("alttext") == latex


def test_what_cannot_be_shown_safely_stops_the_build_at_its_line(project: Path) -> None:
    faults = {
        r"公式$\unheard{x}$。": "cannot be converted",
        "[链接](<JAVA&#9;script:alert(1)>)": "",
        "```{eval-rst}\n`链接 <javascript:alert(1)>`__\n```": "may not start with javascript:",
        "```{eval-rst}\n.. contents::\n```": "is never carried out",
        "```{code-cell} python\nfrom IPython.display import HTML\n"
        "HTML('<p onclick=\"f()\">甲</p><script>window.entered = true</script>')\n```": (
            "<script> has no form in both formats"
        ),
    }
    write_elements(project, "", "\n" + "\n\n".join(faults) + "\n")
    done = run_command(project, "build", "--allow-problems")
    assert done.returncode == 1
    for message in filter(None, faults.values()):
        assert re.search(rf"elements\.md(:\d+)?: .*{re.escape(message)}", done.stderr), done.stderr


def test_a_link_out_of_the_book_is_marked_and_tells_nothing(page_of_elements: Page) -> None:
    link = page_of_elements.get_by_role("link", name="万维网联盟")
    assert set(str(link.get_attribute("rel")).split()) == {"external", "noopener", "noreferrer"}
    expect(link).to_have_accessible_name(re.compile("站外链接"))
    mark = link.evaluate("(each) => getComputedStyle(each, '::after').content")
    assert "↗" in mark
    inside = page_of_elements.get_by_role("link", name="表", exact=True)
    assert inside.get_attribute("rel") is None


def test_a_data_frame_is_a_table_of_the_book(page_of_elements: Page) -> None:
    table = page_of_elements.locator("table.dataframe")
    assert table.locator("thead th[scope=col]").all_text_contents() == ["甲", "乙"]
    expect(table).to_contain_text("<script>window.entered = true</script>")
    assert page_of_elements.evaluate("window.entered") is None
    assert page_of_elements.locator("style, [style], [border]").count() == 0


def test_hidden_parts_of_cells_are_named_by_what_they_are(page_of_elements: Page) -> None:
    names = page_of_elements.locator("details.code > summary").all_text_contents()
    assert names == ["代码", "输出", "代码和输出"]


def test_no_space_stands_where_a_line_of_the_source_ends(page_of_elements: Page) -> None:
    expect(page_of_elements.locator("section > p").first).to_contain_text("页内链接表。第二行接着写")


def test_what_a_version_changed_is_said_in_chinese(page_of_elements: Page, elements: Path) -> None:
    said = ["1.2版新增：说明。", "1.3版变更。", "1.4版起不再推荐：说明。", "1.5版移除。"]
    opening = page_of_elements.locator("p:has(.versionmodified)")
    assert [re.sub(r"\s", "", text) for text in opening.all_text_contents()] == said
    (pdf,) = (elements / "_build/pdf").glob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(words in re.sub(r"\s", "", text) for words in said)


def _latin_words(page: Page) -> set[str]:
    texts: list[str] = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
            const texts = [document.title];
            const skipped = "code, pre, math, script, style, [lang=en], #search-results p";
            while (walker.nextNode()) {
                if (!walker.currentNode.parentElement.closest(skipped)) texts.push(walker.currentNode.data);
            }
            const names = ["alt", "aria-label", "title", "placeholder", "content", "data-column"];
            const metas = "meta[property='og:title'], meta[property='og:image:alt']";
            for (const each of document.querySelectorAll(`body *, ${metas}`)) {
                // A box to scroll a formula is named by its source, till the page finds all in sight.
                if (each.matches(".formula, .long-formula")) continue;
                for (const name of names) if (each.hasAttribute(name)) texts.push(each.getAttribute(name));
            }
            return texts;
        }"""
    )
    return {
        word for text in texts for word in re.findall(r"(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])", text)
    }


def test_every_word_of_a_page_is_chinese(each_page: Page) -> None:
    assert _latin_words(each_page) - LATIN == set()


def test_every_word_around_every_element_is_chinese(page_of_elements: Page) -> None:
    assert _latin_words(page_of_elements) - LATIN - {"script", "window", "entered", "true"} == set()
    page_of_elements.evaluate("document.querySelector('main').append('Show code cell source')")
    assert "Show" in _latin_words(page_of_elements)  # the test can fail
