"""The width of a picture is what its author says, in the PDF as in the HTML."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from construct_book import FILES, write

from qzbook.press.application import attempt

SIZES = {
    '<img src="boat.svg" alt="船" width="48" height="10">': "fitted(36pt, width => image(",
    "甲![船](boat.svg){width=9cm}乙": "calc.min(255.12pt.to-absolute(), line-length)",
    "```{image} boat.svg\n:alt: 船\n:height: 20px\n:scale: 50\n```": "fitted(7.5pt",
    "```{figure} boat.svg\n:alt: 船\n:figwidth: 40%\n\n题\n```": 'alt: "船", width: 40%',
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chapters of the PDF's source, one for each picture."""
    root = tmp_path_factory.mktemp("sizes")
    project = write(root, {f"p{number}": f"# 页\n\n{text}\n" for number, text in enumerate(SIZES)}, FILES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx's extensions
        _, told = attempt(project, "typst", root / "pages", overrides={"typst_compile": False})
    assert told == []
    return root / "pages/typst/source/chapters"


@pytest.mark.parametrize("number", range(len(SIZES)), ids=SIZES)
def test_the_pdf_has_the_width_that_is_asked_for(number: int, sources: Path) -> None:
    assert [*SIZES.values()][number] in (sources / f"p{number}.typ").read_text("utf-8")
