"""What a notebook shows of a figure: drawings with real text and a PNG, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import book_figures
import made_up
import matplotlib as mpl
import numpy as np
import pytest
from book_figures import FIGURES
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from IPython.utils.capture import capture_output
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from qzcharts import charts
from qzcharts.bundle import INLINE, MIME, Bundle
from qzcharts.charts.saving import to_png
from qzcharts.charts.style import LIGHT, LOOKS
from qzcharts.data import open_ledger

pytestmark = pytest.mark.usefixtures("in_book")
BOOK = pytest.mark.parametrize("name", FIGURES)
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("rect", "circle", "path", "text")
#: All that a drawing in a page may hold: no id, which another on the page could have, and no style.
ELEMENTS = {"svg", "g", "tspan", *SHAPES}
ATTRIBUTES = {
    "viewBox", "width", "height", "role", "aria-label", "lang", "translate", "class", "data-metric", "x", "y",
    "cx", "cy", "r", "d", "fill", "stroke-width", "stroke-dasharray", "font-size", "text-anchor",
    "textLength", "lengthAdjust",
}  # fmt: skip


def bundle(figure: charts.Figure) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(json.dumps(figure._repr_mimebundle_()[MIME]))
    return bundle


@BOOK
def test_a_bundle_holds_evidence_and_drawings(name: str) -> None:
    figure = FIGURES[name]()
    shown = figure._repr_mimebundle_()
    assert set(shown) == {MIME, "image/svg+xml", "text/plain"}
    assert shown["text/plain"] == f"{figure.evidence.title}\n{figure.evidence.alt}"
    read = Bundle.from_json(bundle(figure))
    assert tuple(read.svg) == (*INLINE, "paper", "file")
    assert shown["image/svg+xml"] == read.svg["file"]
    assert read.evidence.title == figure.evidence.title
    assert read.evidence.cards == [*figure.evidence.cards]
    assert bool(read.evidence.cards) == (name == "cards")


@BOOK
@pytest.mark.parametrize("width", INLINE)
def test_a_drawing_in_the_page_has_no_look_of_its_own(name: str, width: str) -> None:
    svg = FIGURES[name]().drawings()[width]
    assert len(svg.encode()) < 60_000
    root = etree.fromstring(svg)
    assert root.get("width") == {"wide": "680", "narrow": "328"}[width]
    assert {each.tag for each in root.iter()} <= ELEMENTS
    assert {attribute for each in root.iter() for attribute in each.attrib} <= ATTRIBUTES
    assert {each.get("fill") for each in root.iter()} <= {None, "none"}
    for each in set(root.iter(*SHAPES)) - set(root.iterfind(".//*[@class='hit']")):
        role, *_ = each.get("class").split()
        assert re.sub("^[fs]-", "", role).replace("-", "_") in vars(LIGHT)


@BOOK
def test_a_drawing_is_named_by_its_alternative_text_and_its_language(name: str) -> None:
    figure = FIGURES[name]()
    drawings = {key: etree.fromstring(svg) for key, svg in figure.drawings().items()}
    alt = figure.evidence.alt
    for key, root in drawings.items():
        assert root.get("aria-label") == (f"{figure.evidence.title} {alt}" if key == "file" else alt)
        assert root.get("lang") == "zh-CN"
        # Marks in a page are reached one by one; elsewhere a drawing is a picture.
        assert root.get("role") == ("group" if key in INLINE else "img")


@BOOK
@pytest.mark.parametrize("width", INLINE)
def test_a_mark_is_named_by_what_it_stands_for(name: str, width: str) -> None:
    figure, ledger = FIGURES[name](), open_ledger()
    marks = {
        mark.get("data-metric"): mark.get("aria-label")
        for mark in etree.fromstring(figure.drawings()[width]).iter("g")
    }
    if name == "stages":
        assert set(marks) == {row["statement"] for row in ledger.package.table("projects").rows}
        return
    assert list(marks) == [*figure.evidence.metrics]
    for metric, heard in marks.items():
        assert ledger[metric].text() in heard


@BOOK
def test_every_label_is_text_of_its_drawing(name: str) -> None:
    figure = FIGURES[name]()
    drawings = figure.drawings()
    for key, drawn in (("file", figure), *((look.name, figure.variant(look)) for look in LOOKS)):
        spans = [span.text for span in etree.fromstring(drawings[key]).iter("{*}tspan")]
        assert spans == [text.get_text() for text in drawn.findobj(Text)]
    # A page and the PDF have title and source beside their drawing; a file has nothing beside it.
    joined = {
        key: "".join(etree.fromstring(svg).itertext()).replace(" ", "") for key, svg in drawings.items()
    }
    for words in (figure.evidence.title, figure.evidence.source):
        held = {key for key, text in joined.items() if words.replace(" ", "") in text}
        assert held == {"file"}


@BOOK
@pytest.mark.parametrize("key", ["paper", "file"])
def test_a_drawing_without_a_page_has_its_colours_itself(name: str, key: str) -> None:
    svg = FIGURES[name]().drawings()[key]
    root = etree.fromstring(svg)
    assert root.tag == f"{SVG}svg" and "Noto Sans SC" in root.get("font-family")
    assert not re.search(r"class=|style|<g|data-metric|textLength", svg)
    colours = {each.get(name) for each in root.iter() for name in ("fill", "stroke")} - {None, "none"}
    assert colours <= set(vars(LIGHT).values())
    assert all(each.get("fill") in vars(LIGHT).values() for each in root.iter(f"{SVG}text"))
    shapes = list(root.iter(*(f"{SVG}{shape}" for shape in SHAPES)))
    assert all(each.get("fill", "none") != "none" or each.get("stroke") for each in shapes)


def test_a_label_may_hold_what_xml_sets_apart() -> None:
    title = "甲 & 乙 <i> \"引\" '号' -- 和]]>"
    root = etree.fromstring(charts.units("inspection.units", title=title).drawings()["file"])
    assert "".join(next(root.iter(f"{SVG}text")).itertext()) == title
    assert root.get("aria-label").startswith(title)


@BOOK
def test_a_png_is_dense_and_stands_on_white(name: str) -> None:
    figure = FIGURES[name]()
    with Image.open(io.BytesIO(figure.png())) as picture:
        assert (picture.format, picture.mode) == ("PNG", "P")
        assert picture.width == 2 * 680
        assert picture.height == round(2 * 96 * figure.get_figheight())
        assert picture.convert("RGBA").getpixel((0, picture.height - 1)) == (255, 255, 255, 255)
        assert not picture.info.keys() & {"Software", "Creation Time"}


@pytest.mark.parametrize(("colours", "mode"), [(1, "P"), (200, "P"), (4000, "RGB")])
def test_a_png_has_every_colour_in_its_place(colours: int, mode: str) -> None:
    drawn = np.resize(np.random.default_rng(0).integers(0, 256, (colours, 3), np.uint8), (96, 192, 3))
    figure = Figure(figsize=(1, 0.5))
    figure.figimage(drawn)
    with Image.open(io.BytesIO(to_png(figure))) as picture:
        assert picture.mode == mode
        assert np.array_equal(np.asarray(picture.convert("RGB")), drawn)


def test_another_process_gives_the_same_bytes_and_imports_nothing_slow() -> None:
    environment = {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "2", "LC_ALL": "POSIX"}
    run = subprocess.run(
        [sys.executable, book_figures.__file__],
        cwd=made_up.REAL,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == {"digests": book_figures.digests(), "slow": []}


@pytest.mark.usefixtures("restored_settings")
def test_forms_are_drawn_the_same_whatever_was_set_before() -> None:
    before = bundle(FIGURES["timeline"]())
    mpl.rcParams.update(
        {
            "font.size": 40,
            "text.usetex": True,
            "lines.linewidth": 9,
            "path.sketch": (1, 100, 2),
            "svg.fonttype": "none",
        }
    )
    assert bundle(FIGURES["timeline"]()) == before


def test_forms_do_not_touch_what_was_set() -> None:
    before = {name: value for name, value in mpl.rcParams.items() if name != "backend"}
    bundle(FIGURES["homes"]())
    assert {name: mpl.rcParams[name] for name in before} == before


@pytest.fixture
def restored_settings() -> Iterator[None]:
    with mpl.rc_context():
        yield


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    shell = InteractiveShell.instance()
    select_figure_formats(shell, {"png", "svg"})
    yield shell
    InteractiveShell.clear_instance()


def test_a_notebook_shows_the_bundle_and_draws_no_png_beside_it(shell: InteractiveShell) -> None:
    shell.user_ns["figure"] = FIGURES["homes"]()
    with capture_output() as captured:
        shell.run_cell("figure").raise_error()
    (output,) = captured.outputs
    assert set(output.data) == {MIME, "image/svg+xml", "text/plain"}
