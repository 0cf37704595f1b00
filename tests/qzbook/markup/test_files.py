"""Pictures and downloads are found under any name, and pictures pasted into a notebook are shown."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
from PIL import Image

from qzbook.errors import BuildError
from qzbook.press.application import run
from qzbook.project import Project
from support import NOTEBOOK_HEAD, read_html, write_files

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
#: What an author writes of a picture, and the file that is meant.
NAMES = {
    "img/图一.png": "图一.png",
    "<img/with space.png>": "with space.png",
    "img/A.PNG": "A.PNG",
    "img/100%.png": "100%.png",
    "img/%E5%9B%BE%E4%BA%8C.png": "图二.png",
    "img/a%20b.png": "a b.png",
    "img/x%2520y.png": "x%20y.png",
    "<img/甲（乙）& 丙.png>": "甲（乙）& 丙.png",
    "img/第%231.png": "第#1.png",
}
Write = Callable[..., Project]


def picture(number: int) -> bytes:
    """Give a PNG whose colour says its number."""
    content = io.BytesIO()
    Image.new("RGB", (3, 2), (number, 0, 0)).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def write(small: Path) -> Write:
    """Give a function that writes a book with these files besides its first page."""

    def make(**files: str | bytes) -> Project:
        names = [name for name in files if name.endswith((".md", ".ipynb"))]
        entries = "".join(f"  - file: {name.rpartition('.')[0]}\n" for name in names)
        contents = f"format: jb-book\nroot: index\nchapters:\n{entries}"
        write_files(small / "book", {"_toc.yml": contents, **files})
        return Project.at(small)

    return make


def pictures() -> dict[str, bytes]:
    return {f"img/{name}": picture(number) for number, name in enumerate(NAMES.values())}


def test_pictures_and_downloads_are_found_under_any_name(write: Write, tmp_path: Path) -> None:
    shown = [f"![图]({name})\n" for name in NAMES]
    given = [f"[下载]({name})\n" for name in NAMES]
    figure = "```{figure} img/100%.png\n:alt: 图\n题\n```\n\n{download}`下载 <img/100%.png>`\n"
    text = "\n".join(["# 图片\n", *shown, *given, figure])
    project = write(**{"page.md": text}, **pictures())
    html = Path(run(project, "html", tmp_path / "work").outdir)
    page = read_html(html / "page.html")
    expected = [picture(number) for number in [*range(len(NAMES)), 3]]
    for addresses in (
        [str(image["src"]) for image in page.select("main img")],
        [str(link["href"]) for link in page.select("main a[download]")],
    ):
        assert [(html / unquote(address)).read_bytes() for address in addresses] == expected
    app = run(project, "typst", tmp_path / "work")
    with pikepdf.open(next(Path(app.outdir).glob("*.pdf"))) as pdf:
        images = [image for page in pdf.pages for image in page.get_images()]
    assert len(images) >= len(NAMES)


def test_a_name_that_means_two_files_is_refused(write: Write, tmp_path: Path) -> None:
    files = {"img/a b.png": picture(1), "img/a%20b.png": picture(2)}
    project = write(**{"page.md": "# 图片\n\n文。\n\n![图](<img/a b.png>)\n"}, **files)
    with pytest.raises(BuildError) as raised:
        run(project, "html", tmp_path / "work")
    assert str(raised.value) == (
        "book/page.md:5: the address 'img/a%20b.png' stands for two files, 'img/a%20b.png' and "
        "'img/a b.png' [picture]\n  mend: give one of them a name without percent signs and spaces"
    )


def test_a_picture_that_is_missing_is_called_as_its_author_called_it(write: Write, tmp_path: Path) -> None:
    project = write(**{"page.md": "# 图片\n\n![图](img/没有.png)\n"})
    with pytest.raises(BuildError, match=r"^book/page\.md:3: image file not readable: img/没有\.png"):
        run(project, "html", tmp_path / "work")


def notebook(text: str, attachments: dict[str, dict[str, str | list[str]]]) -> str:
    """Return a notebook whose second cell has a text and pasted pictures."""
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# 笔记"},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": text, "attachments": attachments},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_pasted_pictures_are_shown_in_both_formats(write: Write, tmp_path: Path) -> None:
    pasted: dict[str, dict[str, str | list[str]]] = {
        "image.png": {"image/png": base64.b64encode(picture(9)).decode()},
        "画 一.svg": {"image/svg+xml": [SVG[:20], SVG[20:]]},
    }
    text = "![一](attachment:image.png)\n\n![二](<attachment:画 一.svg>)"
    project = write(**{"note.ipynb": notebook(text, pasted)})
    html = Path(run(project, "html", tmp_path / "work").outdir)
    page = read_html(html / "note.html")
    shown = [(html / str(image["src"])).read_bytes() for image in page.select("main img")]
    assert shown == [picture(9), SVG.encode()]
    assert run(project, "typst", tmp_path / "work")


MISSING = (
    "no pasted picture 't.png'; allowed: png, jpeg, gif, webp or svg [picture]\n"
    "  mend: paste it again into this cell, or save it beside the page and show it as ![words](file)"
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("note.ipynb", notebook("![一](attachment:t.png)", {}), f"cell 2 holds {MISSING}"),
        (
            "note.ipynb",
            notebook("![一](attachment:t.png)", {"t.png": {"text/plain": "x"}}),
            f"cell 2 holds {MISSING}",
        ),
        ("page.md", "# 页\n\n![一](attachment:t.png)\n", f"a page in Markdown holds {MISSING}"),
        (
            "page.md",
            f"{NOTEBOOK_HEAD}# 页\n\n![一](attachment:t.png)\n",
            f"a page in Markdown holds {MISSING}",
        ),
    ],
)
def test_a_pasted_picture_that_is_not_there_is_refused(
    write: Write, tmp_path: Path, name: str, content: str, said: str
) -> None:
    with pytest.raises(BuildError) as raised:
        run(write(**{name: content}), "html", tmp_path / "work")
    assert said in str(raised.value)
    assert "attachment:" not in str(raised.value)


CELL = """
```{{code-cell}}
---
mystnb:
  figure:
    {}
---
import qzcharts as qz
qz.units("{}", title="一张图")
```
"""


def test_two_charts_of_one_title_serve_their_own_data(write: Write, tmp_path: Path) -> None:
    cells = [("name: 图甲", "inspection.units"), ("name: 图乙", "certificates.issued")]
    cells += [("align: left", metric) for _, metric in cells]
    text = f"{NOTEBOOK_HEAD}\n# 图\n" + "".join(CELL.format(*cell) for cell in cells)
    html = Path(run(write(**{"page.md": text}), "html", tmp_path / "work").outdir)
    page = read_html(html / "page.html")
    files = [html / unquote(str(link["href"])) for link in page.select("main a[download]")]
    assert [file.name for file in files[:6:3]] == ["图甲.csv", "图乙.csv"]
    assert len({file.name for file in files[::3]}) == 4
    data = [file.read_text("utf-8") for file in files[::3]]
    assert ["622" in text for text in data] == [True, False, True, False]
    assert ["478" in text for text in data] == [False, True, False, True]
    assert len({drawing.text for drawing in page.select("main svg.wide")}) == 2
