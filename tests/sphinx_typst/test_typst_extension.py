"""What other extensions can do through the public methods of the translator, and options of the book."""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import new_document
from typst_books import Build

from sphinx_typst.builder import TypstBuilder
from sphinx_typst.compiler import Compilation
from sphinx_typst.errors import TypstBuildError

SmallBook = Callable[..., Build]

STAMP = """
    from docutils import nodes
    class stamp(nodes.Inline, nodes.Element):
        pass
    def role(name, rawtext, text, lineno, inliner, options={}, content=[]):
        return [stamp(rawtext, target=text)], []
    def visit(self, node):
        self.markup("#strong[")
        self.text("印章#[")
        self.markup("];")
        self.link("chapter", node["target"], "见彼处", node)
        self.image("boat.svg", "印章上的船", width="3em")
        raise nodes.SkipNode
    def setup(app):
        app.add_node(stamp, typst=(visit, None))
        app.add_role("stamp", role)
    """
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
TOC = "# 书\n\n{stamp}`there`\n\n```{toctree}\nchapter\n```\n"


@pytest.fixture
def stamped(small_book: SmallBook) -> SmallBook:
    def make(chapter: str) -> Build:
        return small_book(
            TOC,
            {"typst_stamp.py": STAMP, "boat.svg": SVG, "chapter.md": chapter},
            extensions=["sphinx_typst", "typst_stamp"],
        )

    return make


def test_a_node_of_another_extension(stamped: SmallBook) -> None:
    build = stamped("# 章\n\n(there)=\n## 彼处\n\n文字。\n")
    assert build.error is None
    structure = build.structure()
    assert [strong.text for strong in structure.walk("Strong")] == ["印章#["]
    assert "见彼处" in [link.text for link in structure.walk("Link")]
    assert [figure.attributes["Alt"] for figure in structure.walk("Figure")] == ["印章上的船"]


def test_its_link_to_nothing_is_a_problem_at_its_place(stamped: SmallBook) -> None:
    build = stamped("# 章\n")
    assert str(build.error).endswith(
        "index.md:3: a reference leads to chapter#there, which the book does not have; "
        "refer to a label of a document that is in the table of contents"
    )


def test_the_review_copy_marks_paragraphs_and_ends_with_a_signing_page(small_book: SmallBook) -> None:
    text = "# 书\n\n第一段。\n\n第二段。\n\n第二段。\n"
    review = small_book(text, typst_review=True)
    edition = small_book(text)
    assert review.pdf.name == "book-review.pdf"
    with pypdfium2.PdfDocument(review.pdf) as pdf:
        pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    marks = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:·\d)?\b", pages[-2])
    assert len(marks) == 3 and marks[2] == f"{marks[1]}·2"
    for word in ("审签", "编辑", "校对", "批准", "姓名", "签字", "日期"):
        assert word in pages[-1]
    with pikepdf.open(review.pdf) as pdf, pikepdf.open(edition.pdf) as other:
        assert len(pdf.pages) == len(other.pages) + 1
    text_of_review = review.structure().text
    assert marks[0] not in text_of_review  # beside the text, not in the reading order
    assert "第一段。" in text_of_review


MARK = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}\b")
MARKED = {
    "items": ("- 一项。\n- 二项。\n", 2),
    "rows, and neither cells nor heads": ("| 甲 | 乙 |\n|----|----|\n| 丙 | 丁 |\n| 戊 | 己 |\n", 2),
    "a row whose first cell is empty": ("| 甲 | 乙 |\n|----|----|\n|    | 丁 |\n", 1),
    "captions of tables": ("```{list-table} 表题\n* - 甲\n* - 乙\n```\n", 3),
    "captions and legends of figures": ("```{figure} boat.svg\n:alt: 船\n\n图题\n\n图注\n```\n", 2),
    "captions of listings": ("```{code-block} python\n:caption: 题\n\nsail()\n```\n", 1),
    "notes": ("词[^a]。\n\n[^a]: 注。\n", 2),
}


@pytest.mark.parametrize("case", MARKED)
def test_what_has_marks(case: str, small_book: SmallBook) -> None:
    text, number = MARKED[case]
    build = small_book(f"# 书\n\n{text}", {"boat.svg": SVG}, typst_review=True)
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        page = pdf[len(pdf) - 2].get_textpage().get_text_range()
    assert len(MARK.findall(page)) == number


def test_marks_stand_on_the_page_of_their_text(small_book: SmallBook) -> None:
    text = "# 书\n\n" + "".join(f"第{number}段，{'纸船' * 40}。\n\n" for number in range(60))
    build = small_book(text, typst_review=True)
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        texts = [pdf[number].get_textpage().get_text_range() for number in range(3, len(pdf) - 1)]
    assert len(texts) > 3
    for page in texts:
        assert len(MARK.findall(page)) == len(re.findall(r"第\s*\d+\s*段", page))


def test_other_extensions_end_the_review_copy_and_name_marks(small_book: SmallBook) -> None:
    asked: list[str] = []

    def end(app: SphinxTestApp) -> nodes.document:
        assert isinstance(app.builder, TypstBuilder)
        asked.append(app.builder.mark_at("index", "there"))
        tree = new_document("")
        title = nodes.title("", "末章")
        tree += nodes.section("", title, nodes.paragraph("", f"见{asked[-1]}。"), ids=["last"])
        return tree

    def extend(app: SphinxTestApp) -> None:
        app.connect("typst-review-matter", end)
        app.connect("typst-review-matter", lambda app: None)

    text = "# 书\n\n(there)=\n\n这一段。\n"
    edition = small_book(text, extend=extend)
    assert asked == []
    assert "末章" not in edition.structure().text
    review = small_book(text, extend=extend, typst_review=True)
    assert [heading.text for heading in review.structure().walk("H1")][-2:] == ["末章", "审签"]
    with pypdfium2.PdfDocument(review.pdf) as pdf:
        before, last = (pdf[len(pdf) - at].get_textpage().get_text_range() for at in (3, 2))
    assert asked and asked[0] in before, "the mark beside the paragraph"
    assert MARK.findall(last) == asked, "what ends the copy names marks and has none"


def test_a_paragraph_keeps_its_mark_wherever_it_goes(small_book: SmallBook) -> None:
    def marks(text: str) -> list[str]:
        build = small_book(text, typst_review=True)
        with pypdfium2.PdfDocument(build.pdf) as pdf:
            page = pdf[len(pdf) - 2].get_textpage().get_text_range()
        return re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}\b", page)

    first = marks("# 书\n\n留下的一段。\n\n要改的一段。\n")
    second = marks("# 书\n\n新添的一段。\n\n要改的一段，改了。\n\n留下的一段。\n")
    assert first[0] == second[2]
    assert first[1] not in second


def test_words_of_the_template_follow_the_language(small_book: SmallBook) -> None:
    text = "# Boats\n\n```{toctree}\n:numbered:\nchapter\n```\n"
    metadata = {"date": "2031-02-03", "publisher": "Nowhere Press"}
    build = small_book(text, {"chapter.md": "# First\n\nText.\n"}, language="en", typst_metadata=metadata)
    text = build.structure().text
    for word in ("About this edition", "Publisher", "Contents", "Chapter 1\u2002First"):
        assert word in text
    assert not re.search(r"[\u4e00-\u9fff]", text.replace("虚构小书", ""))
    with pikepdf.open(build.pdf) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_the_cover_and_imprint_say_only_what_is_given(small_book: SmallBook) -> None:
    text = small_book("# 书\n").structure().text
    for word in ("期次", "版次", "源码版本", "许可"):
        assert word not in text


def test_an_image_name_in_two_folders_is_two_pictures(small_book: SmallBook) -> None:
    build = small_book("# 书\n\n![甲](a/p.svg)\n\n![乙](b/p.svg)\n", {"a/p.svg": SVG, "b/p.svg": SVG})
    assert [figure.attributes["Alt"] for figure in build.structure().walk("Figure")] == ["甲", "乙"]


def test_equal_pictures_are_kept_once(small_book: SmallBook) -> None:
    other = SVG.replace("<svg", "<svg id='other'")
    files = {"a/p.svg": SVG, "b/q.svg": SVG, "c.svg": other}
    build = small_book("# 书\n\n![甲](a/p.svg)\n\n![乙](b/q.svg)\n\n![丙](c.svg)\n", files)
    assert [figure.attributes["Alt"] for figure in build.structure().walk("Figure")] == ["甲", "乙", "丙"]
    kept = [path.read_text("utf-8") for path in (build.pdf.parent / "source/images").iterdir()]
    assert sorted(kept) == sorted([SVG, other])


def test_the_compiler_can_be_left_to_who_runs_the_builder(small_book: SmallBook) -> None:
    waiting: list[Compilation] = []

    def note(app: SphinxTestApp) -> None:
        app.connect("build-finished", lambda app, error: waiting.append(app.builder.compilation))

    build = small_book("# 书\n", typst_compile=False, extend=note)
    assert build.error is None and not build.pdf.exists()
    assert waiting[-1].run() == []
    assert build.structure().text.endswith("书")

    page = "# 书\n\n![甲](broken.png)\n"
    small_book(page, {"broken.png": b"no png"}, typst_compile=False, extend=note)
    with pytest.raises(TypstBuildError, match=r"index\.md:3: a picture cannot be read"):
        waiting[-1].run()
    assert build.structure().text.endswith("书"), "what stood there stays"


def test_a_document_may_have_any_name(small_book: SmallBook) -> None:
    names = ["book", "template", "images/book", "第一章"]
    toc = "# 书\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    build = small_book(toc, {f"{name}.md": f"# {name}\n" for name in names})
    assert build.error is None, build.error
    assert [heading.text for heading in build.structure().walk("H1")][-4:] == names
