"""What is wrong with a book is said with the author's file and line; the PDF made before stays as it was."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from typst_books import Build

SmallBook = Callable[..., Build]

NO_ALT = (
    "the picture 'boat.svg' has no alternative text; say what it shows: ![text](file), :alt: in a figure, "
    "or `image: {alt: text}` under `mystnb` in the metadata of a code cell"
)
NOT_READ = (
    "cannot be read; give the path, from this file, of an svg, png, jpeg, gif, webp or pdf file that exists"
)
NO_GLYPH = (
    "the font 'Noto Serif SC' has no glyph for 😀 (U+1F600); write it with characters that the font has, "
    "or show it as a picture with alternative text"
)

BAD = {
    "picture without alternative text": ("# 书\n\n文字。\n\n![](boat.svg)\n", f"index.md:5: {NO_ALT}"),
    "figure without alternative text": ("# 书\n\n```{figure} boat.svg\n题目\n```\n", f"index.md:3: {NO_ALT}"),
    "picture that is not there": (
        "# 书\n\n![船](nowhere.svg)\n",
        f"index.md:3: the picture 'nowhere.svg' {NOT_READ}",
    ),
    "picture that cannot be read": (
        "# 书\n\n文字。\n\n![船](broken.png)\n",
        "index.md:5: a picture cannot be read: failed to decode image (Format error decoding Png: "
        "Invalid PNG signature.); save it again as svg, png, jpeg, gif, webp or pdf",
    ),
    "drawing that cannot be read": (
        "# 书\n\n文字。\n\n![船](boat.svg)\n\n```{figure} broken.svg\n:alt: 船\n\n题目\n```\n",
        "index.md:7: a picture cannot be read: failed to parse SVG (unknown token at 1:1); "
        "save it again as svg, png, jpeg, gif, webp or pdf",
    ),
    "drawing that is no text": (
        "# 书\n\n![船](binary.svg)\n",
        "index.md:3: a picture cannot be read: failed to parse SVG (file is not valid UTF-8); "
        "save it again as svg, png, jpeg, gif, webp or pdf",
    ),
    "PDF that cannot be read": (
        "# 书\n\n文字。\n\n![船](broken.pdf)\n",
        f"index.md:5: the picture 'broken.pdf' {NOT_READ}",
    ),
    "picture for a printing press": (
        "# 书\n\n文字。\n\n![船](press.JPG)\n",
        "index.md:5: the picture 'press.JPG' has CMYK colours; allowed: RGB and grey. Save it again as RGB",
    ),
    "drawing with a picture for a printing press": (
        "# 书\n\n文字。\n\n![船](press.svg)\n",
        "index.md:5: the picture 'press.svg' has CMYK colours; allowed: RGB and grey. Save it again as RGB",
    ),
    "character without glyph": ("# 书\n\n第一段。\n\n第二段有😀字。\n", f"index.md:5: {NO_GLYPH}"),
    "character without glyph in a table": ("# 书\n\n| 甲 |\n|----|\n| 😀 |\n", f"index.md:5: {NO_GLYPH}"),
    "unknown command in a formula": (
        "# 书\n\n$$\n\\unheard{x} = 1\n$$\n",
        "index.md:3: the formula '\\unheard{x} = 1' cannot be converted: \\unheard is not known; "
        "write it with commands that are, or as \\text{...}",
    ),
    "formula that is not closed": (
        "# 书\n\n行内 $\\frac{1}{2$ 公式。\n",
        "index.md:3: the formula '\\frac{1}{2' cannot be converted: a { is never closed; "
        "write LaTeX mathematics with every group closed",
    ),
    "Typst that does not compile": (
        "# 书\n\n```{raw} typst\n#nothing()\n```\n",
        "index.md:3: Typst says: unknown variable: nothing",
    ),
}


def encoded(mode: str, colour: int = 0) -> bytes:
    """Return a JPEG of one colour."""
    content = io.BytesIO()
    Image.new(mode, (4, 3), colour).save(content, "JPEG")
    return content.getvalue()


def drawing(jpeg: bytes) -> str:
    """Return a drawing that holds a JPEG."""
    href = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{href}"/></svg>'


def test_pictures_of_other_colours_are_shown(small_book: SmallBook) -> None:
    """Grey, RGB, 16 bits a channel, and RGB within a drawing."""
    deep = io.BytesIO()
    Image.new("I;16", (4, 3), 51400).save(deep, "PNG")
    files = {
        "grey.jpg": encoded("L"),
        "colour.jpg": encoded("RGB"),
        "deep.png": deep.getvalue(),
        "held.svg": drawing(encoded("RGB", 99)),  # of another colour: equal ones are kept once
    }
    build = small_book("# 书\n\n" + "".join(f"![图]({name})\n\n" for name in files), files)
    assert build.error is None
    with pikepdf.open(build.pdf) as pdf:
        images: list[Any] = [image for page in pdf.pages for image in page.get_images().values()]
        greys = [pikepdf.PdfImage(image).as_pil_image().convert("L").getpixel((0, 0)) for image in images]
    assert len(greys) == len(files)
    assert 51400 >> 8 in greys


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD.keys())
def test_a_problem_names_file_line_and_mend(small_book: SmallBook, text: str, message: str) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>'
    broken: dict[str, str | bytes] = {
        "broken.png": b"no png \xff",
        "broken.pdf": b"no pdf \xff",
        "broken.svg": "no drawing",
        "binary.svg": b"<svg>\xff\xfe</svg>",
        "press.JPG": encoded("CMYK"),
        "press.svg": drawing(encoded("CMYK")),
    }
    files = {"boat.svg": svg, **broken}
    build = small_book(text, files)
    assert build.error is not None
    source = build.pdf.parents[2]
    assert str(build.error) == f"{source}/{message}"
    assert build.error.category == "PDF edition not built"
    assert not build.pdf.exists()


def test_all_problems_are_told_at_once(small_book: SmallBook) -> None:
    build = small_book(
        "# 书\n\n![](a.svg)\n\n$\\frac{$\n", {"a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    assert build.error is not None
    assert [line.split(":")[1] for line in str(build.error).splitlines()] == ["3", "5"]


def test_a_reference_to_nothing(small_book: SmallBook) -> None:
    """A document that is in no table of contents is no part of the book."""
    text = "# 书\n\n见 [别处](other.md)。\n"
    build = small_book(text, {"other.md": "---\norphan: true\n---\n# 别处\n"})
    assert build.error is not None
    assert str(build.error).endswith(
        "index.md:3: a reference leads to other#, which the book does not have; "
        "refer to a label of a document that is in the table of contents"
    )


def test_the_earlier_pdf_stays(small_book: SmallBook) -> None:
    good = small_book("# 书\n\n文字。\n")
    before = good.pdf.read_bytes()
    bad = small_book("# 书\n\n😀。\n")
    assert bad.error is not None
    assert good.pdf.read_bytes() == before
    assert [path.name for path in good.pdf.parent.glob("*.pdf*")] == ["book.pdf"]


MYST_NOTEBOOK = """\
---
file_format: mystnb
kernelspec:
  name: python3
---

# 章

一

![](boat.svg)

```{code-cell} ipython3
1
```

二

![](boat.svg)
"""


def test_lines_of_a_text_notebook_are_lines_of_its_file(small_book: SmallBook) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>'
    toc = "# 书\n\n```{toctree}\nchapter\n```\n"
    build = small_book(toc, {"chapter.md": MYST_NOTEBOOK, "boat.svg": svg})
    assert build.error is not None
    assert [line.split(":")[1] for line in str(build.error).splitlines()] == ["11", "19"]


def notebook(text: str) -> str:
    """Return a notebook whose second cell has the text."""
    cells = [
        {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}
        for name, source in (("a", "# 章\n\n一段。"), ("b", text))
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


IN_NOTEBOOKS = {
    "picture that is not there": ("一\n\n![船](nowhere.svg)", 3, f"the picture 'nowhere.svg' {NOT_READ}"),
    "picture that cannot be read": (
        "一\n\n![船](broken.png)",
        3,
        "a picture cannot be read: failed to decode image (Format error decoding Png: Invalid PNG "
        "signature.); save it again as svg, png, jpeg, gif, webp or pdf",
    ),
    "formula that is not closed": (
        "一\n\n二\n\n行内 $\\frac{1}{2$ 公式。",
        5,
        "the formula '\\frac{1}{2' cannot be converted: a { is never closed; "
        "write LaTeX mathematics with every group closed",
    ),
    "unknown command in a formula": (
        "$$\n\\unheard{x} = 1\n$$",
        1,
        "the formula '\\unheard{x} = 1' cannot be converted: \\unheard is not known; "
        "write it with commands that are, or as \\text{...}",
    ),
    "character without glyph": ("一\n\n二😀", 3, NO_GLYPH),
    "reference to nothing": (
        "见 [别处](other.md)。",
        1,
        "a reference leads to other#, which the book does not have; "
        "refer to a label of a document that is in the table of contents",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), IN_NOTEBOOKS.values(), ids=IN_NOTEBOOKS.keys())
def test_in_a_notebook_a_problem_has_the_number_of_cell_and_line(
    small_book: SmallBook, text: str, line: int, message: str
) -> None:
    toc = "# 书\n\n```{toctree}\nchapter\n```\n"
    files = {
        "chapter.ipynb": notebook(text),
        "broken.png": b"no png \xff",
        "other.md": "---\norphan: true\n---\n# 别处\n",
    }
    build = small_book(toc, files)
    assert build.error is not None
    assert str(build.error) == f"{build.pdf.parents[2]}/chapter.ipynb:{20_001 + line}: {message}"


@pytest.mark.parametrize("role", ["{ref}`nothing`", "{numref}`nothing`", "{eq}`nothing`", "{doc}`nothing`"])
def test_a_label_that_is_nowhere_is_a_warning_with_its_place(small_book: SmallBook, role: str) -> None:
    build = small_book(f"# 书\n\n一段。\n\n见 {role}。\n")
    assert re.search(r"index\.md:5: WARNING: .*nothing", build.warnings)


def test_an_unknown_node_is_a_warning_and_its_text_stays(small_book: SmallBook) -> None:
    extension = """
        from docutils import nodes
        from docutils.parsers.rst import Directive
        class stamp(nodes.General, nodes.Element):
            pass
        class Stamp(Directive):
            def run(self):
                node = stamp("", nodes.paragraph("", "盖章的文字"))
                node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
                return [node]
        def setup(app):
            app.add_node(stamp)
            app.add_directive("stamp", Stamp)
        """
    build = small_book(
        "# 书\n\n```{stamp}\n```\n",
        {"unknown_stamp.py": extension},
        extensions=["sphinx_typst", "unknown_stamp"],
    )
    assert build.error is None
    assert build.warnings.strip().endswith(
        "index.md:3: WARNING: the typst builder knows no form for the node 'stamp'; "
        "its text is kept without layout"
    )
    assert "盖章的文字" in build.structure().text


CONFIGURATIONS = {
    "unknown key": (
        {"typst_metadata": {"titel": "书"}},
        "typst_metadata has an unknown key 'titel'; allowed are title, subtitle, issue, period, publisher, "
        "author, edition, date, commit, data_digest, note, licence, keywords, contact. Did you mean 'title'?",
    ),
    "no date": (
        {"typst_metadata": {"date": "3. Februar"}},
        "typst_metadata: date '3. Februar' is no day as YYYY-MM-DD, such as 2024-05-31.",
    ),
}


@pytest.mark.parametrize(("settings", "message"), CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_a_wrong_configuration(small_book: SmallBook, settings: dict[str, object], message: str) -> None:
    build = small_book("# 书\n", **settings)
    assert str(build.error) == message


def test_a_missing_font_is_named_with_its_mend(small_book: SmallBook, tmp_path: Path) -> None:
    (empty := tmp_path / "empty").mkdir()
    build = small_book("# 书\n", typst_font_paths=[str(empty)])
    assert str(build.error) == (
        f"The font family 'Noto Serif SC' is missing (searched: {empty}). "
        "Install it with: pip install pylopdf-fonts-zh-cn (and leave typst_font_paths empty), "
        "or name the folder of its files in typst_font_paths."
    )
