"""What a notebook shows of a figure: four drawings and a PDF, well formed, the same bytes each time."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

import book_figures
import made_up
import matplotlib as mpl
import pikepdf
import pypdfium2
import pytest
from book_figures import FIGURES
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from IPython.utils.capture import capture_output
from matplotlib.text import Text

from qzcharts import charts
from qzcharts.bundle import MIME, VARIANTS, Bundle
from qzcharts.charts.style import DARK, LIGHT, LOOKS

pytestmark = pytest.mark.usefixtures("in_book")
BOOK = pytest.mark.parametrize("name", FIGURES)
SVG = "{http://www.w3.org/2000/svg}"


def bundle(figure: charts.Figure) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(json.dumps(figure._repr_mimebundle_()[MIME]))
    return bundle


@BOOK
def test_a_bundle_holds_evidence_four_drawings_and_a_pdf(name: str) -> None:
    figure = FIGURES[name]()
    shown = figure._repr_mimebundle_()
    assert set(shown) == {MIME, "image/svg+xml", "text/plain"}
    assert shown["text/plain"] == figure.evidence.alt
    read = Bundle.from_json(bundle(figure))
    assert tuple(read.svg) == VARIANTS
    assert shown["image/svg+xml"] == read.svg["wide-light"]
    assert read.evidence.title == figure.evidence.title
    assert read.evidence.cards == [*figure.evidence.cards]
    assert bool(read.evidence.cards) == (name == "cards")
    assert read.pdf.startswith(b"%PDF")


@BOOK
def test_every_drawing_is_svg_that_can_stand_beside_others(name: str) -> None:
    figure = FIGURES[name]()
    seen: set[str] = set()
    for look, svg in bundle(figure)["svg"].items():
        assert len(svg.encode()) < 150_000
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("width") == ("680" if "wide" in look else "328")
        named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
        assert [node.text for node in named if node is not None] == [
            figure.evidence.title, f"{figure.evidence.alt} {figure.evidence.source}",
        ]  # fmt: skip
        assert root.get("aria-labelledby") == " ".join(
            node.get("id", "") for node in named if node is not None
        )
        ids = [node.get("id", "") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert not seen.intersection(ids)
        seen.update(ids)
        assert {ref.removeprefix("#") for node in root.iter() if (ref := node.get("href", ""))} <= set(ids)
        # A style element would reach beyond the drawing; a comment and a DOCTYPE have no place in HTML.
        assert not re.search(r"<style|<!--|<!DOCTYPE|<\?xml|xlink|<text|font-family", svg)
        palette = DARK if "dark" in look else LIGHT
        other = LIGHT if "dark" in look else DARK
        assert palette.ink in svg and other.ink not in svg


@BOOK
def test_the_text_of_every_label_can_be_read_from_the_drawing(name: str) -> None:
    figure = FIGURES[name]()
    for look in LOOKS:
        root = ElementTree.fromstring(figure.svg(look))
        drawn = [node.get("data-text") for node in root.iter() if node.get("data-text")]
        texts = figure.variant(look).findobj(Text)
        assert sorted(filter(None, drawn)) == sorted(text.get_text() for text in texts)


def test_a_label_may_hold_what_xml_sets_apart() -> None:
    title = "甲 & 乙 <i> \"引\" '号' -- 和]]>"
    root = ElementTree.fromstring(charts.units("inspection.units", title=title).svg())
    assert title in {node.get("data-text") for node in root.iter()}
    assert root.findtext(f"{SVG}title") == title


@BOOK
def test_the_pdf_has_its_text_and_no_trace_of_when_it_was_made(name: str) -> None:
    figure = FIGURES[name]()
    content = base64.b64decode(bundle(figure)["pdf"])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == figure.evidence.title
        assert not {"/CreationDate", "/ModDate", "/Producer"} & set(pdf.docinfo.keys())
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert figure.evidence.title.replace(" ", "") in re.sub(r"\s", "", text)


def test_the_same_bytes_in_another_time_zone_and_locale() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, book_figures.__file__],
            cwd=folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for folder, environment in (
            (made_up.REAL, {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}),
            (made_up.REAL.parent, {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "2", "LC_ALL": "POSIX"}),
        )
    ]
    one, other = (json.loads(run.communicate()[0]) for run in runs)
    assert one == other
    assert set(one) == set(FIGURES)


@pytest.mark.usefixtures("restored_settings")
def test_forms_are_drawn_the_same_whatever_was_set_before() -> None:
    before = bundle(FIGURES["progress"]())
    mpl.rcParams.update(
        {
            "font.size": 40,
            "text.usetex": True,
            "lines.linewidth": 9,
            "path.sketch": (1, 100, 2),
            "svg.fonttype": "none",
        }
    )
    assert bundle(FIGURES["progress"]()) == before


def test_forms_do_not_touch_what_was_set() -> None:
    before = {name: value for name, value in mpl.rcParams.items() if name != "backend"}
    bundle(FIGURES["homes"]())
    assert {name: mpl.rcParams[name] for name in before} == before


def test_forms_do_without_pyplot() -> None:
    program = (
        "import sys; from qzcharts import charts; charts.units('inspection.units')._repr_mimebundle_(); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=made_up.REAL, check=True)


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
