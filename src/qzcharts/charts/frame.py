"""Figures as a page needs them: drawn in four variants, with their evidence, the same bytes each time.

A figure carries its finding and its unit line. It carries no source line: that is made by the page from the
evidence, and stands in the description inside the SVG, so that a file saved alone has it too.
"""

from __future__ import annotations

import base64
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib.figure

from qzcharts.charts.evidence import Evidence, evidence
from qzcharts.charts.inputs import chosen
from qzcharts.charts.phrases import fill, mentioned
from qzcharts.charts.saving import settings, to_pdf, to_svg
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import DARK, LIGHT, LOOKS, PIXELS_PER_INCH, Look
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

MIME = "application/vnd.qzcharts.figure+json"


class _Shown(ABC):
    """What a notebook shows of a figure and its evidence."""

    evidence: Evidence

    @abstractmethod
    def svg(self, look: Look = LOOKS[0]) -> str:
        """Draw as SVG."""

    @abstractmethod
    def pdf(self) -> bytes:
        """Draw the wide light variant as PDF."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        svg = {look.name: self.svg(look) for look in LOOKS}
        described = self.evidence.as_dict()
        cards = described.pop("cards")
        bundle = {
            "evidence": described,
            "svg": svg,
            "pdf": base64.b64encode(self.pdf()).decode("ascii"),
            **({"html": cards} if cards else {}),
        }
        return {MIME: bundle, "image/svg+xml": svg[LOOKS[0].name], "text/plain": self.evidence.alt}

    def _ipython_display_(self) -> None:
        # IPython's formatter of matplotlib figures would draw a PNG besides the bundle.
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)  # type: ignore[no-untyped-call]


class Figure(_Shown, matplotlib.figure.Figure):
    """A figure that a form drew, and can draw again for another width or ground.

    Parameters
    ----------
    evidence : Evidence
    draw : callable
        Draws below title and unit line on the sheet it is given.
    look : Look
        What this figure is drawn for.
    """

    def __init__(self, evidence: Evidence, draw: Callable[[Sheet], None], look: Look = LOOKS[0]) -> None:
        with settings():
            super().__init__()
            self.patch.set_visible(False)
            self.evidence, self.look, self._draw = evidence, look, draw
            sheet = Sheet(self, look)
            sheet.write(evidence.title, "title", gap=2, label="title")
            sheet.write(evidence.unit, "note", colour=look.palette.muted, label="unit")
            sheet.y += 12
            draw(sheet)
            sheet.close()

    def variant(self, look: Look) -> Figure:
        """Draw the same for another width or ground."""
        return self if look == self.look else Figure(self.evidence, self._draw, look)

    def svg(self, look: Look = LOOKS[0]) -> str:
        """Draw as SVG."""
        figure = self.variant(look)
        with settings():
            return to_svg(figure, self.evidence)

    def pdf(self) -> bytes:
        """Draw the wide light variant as PDF."""
        with settings():
            return to_pdf(self.variant(LOOKS[0]), self.evidence)


class Finished(_Shown):
    """A figure of an author's own drawing, with its evidence.

    It is drawn once and fitted to each variant: narrow by its size, dark by exchanging the book's colours.
    """

    def __init__(self, figure: matplotlib.figure.Figure, evidence: Evidence) -> None:
        self.figure, self.evidence = figure, evidence
        self._ratio = figure.get_figheight() / figure.get_figwidth()

    def svg(self, look: Look = LOOKS[0]) -> str:
        """Draw as SVG."""
        with self._fitted(look):
            text = to_svg(self.figure, self.evidence)
        if look.ground == "dark":
            dark = {light: getattr(DARK, name) for name, light in vars(LIGHT).items()}
            pattern = re.compile("|".join(dark))
            text = pattern.sub(lambda found: dark[found[0]], text)
        return text

    def pdf(self) -> bytes:
        """Draw the wide light variant as PDF."""
        with self._fitted(LOOKS[0]):
            return to_pdf(self.figure, self.evidence)

    @contextmanager
    def _fitted(self, look: Look) -> Iterator[None]:
        """Give the figure the width of a look, and its finding as title."""
        size = self.figure.get_figwidth(), self.figure.get_figheight()
        width = look.pixels / PIXELS_PER_INCH
        # A phone is higher than wide: the plot loses width, not height.
        height = self._ratio * LOOKS[0].pixels / PIXELS_PER_INCH * (1 if look.wide else 0.85)
        with settings():
            self.figure.set_size_inches(width, height)
            sheet = Sheet(self.figure, look)
            title = sheet.block(self.evidence.title, "title")
            self.figure.suptitle(
                "\n".join(title.lines), x=0, horizontalalignment="left",
                fontsize=title.size * 72 / PIXELS_PER_INCH, linespacing=1.2,
            )  # fmt: skip
            try:
                yield
            finally:
                self.figure.set_size_inches(*size)


def finish(
    figure: matplotlib.figure.Figure,
    metrics: Sequence[str],
    title: str,
    alt: str,
    language: Language = "zh",
) -> Finished:
    """Give a raw matplotlib figure its finding, its source line and its alternative text.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn after :func:`~qzcharts.charts.style.style`. If pyplot holds it, pyplot lets it go.
    metrics : sequence of str
        Ids of the metrics that it shows.
    title, alt : str
        The finding, and what kind of picture it is and what it says; numbers as metrics in braces.

    Raises
    ------
    ChartError
        If a number is typed in `title` or `alt`, one of them is empty, or there is no metric.
    """
    ledger = open_ledger()
    if not title.strip() or not alt.strip():
        raise ChartError("title and alt are needed: without them a figure says nothing to who cannot see it")
    found = chosen(ledger, *dict.fromkeys([*metrics, *mentioned(alt)]))
    said = fill(alt, ledger, language)
    told = evidence("raw", ledger, found, title=title, finding="", kind="", said=said, language=language)
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)
    return Finished(figure, told)
