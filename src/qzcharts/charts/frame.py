"""Figures as a page needs them: drawn in four variants, with their evidence, the same bytes each time.

A figure carries its finding and its unit line. It carries no source line: that is made by the page from the
evidence, and stands in the description inside the SVG, so that a file saved alone has it too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import matplotlib.figure

from qzcharts.bundle import MIME, Bundle, Evidence
from qzcharts.charts.saving import settings, to_pdf, to_svg
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import LOOKS, Look


class Shown(ABC):
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
        bundle = Bundle(self.evidence, svg, self.pdf())
        return {MIME: bundle.as_json(), "image/svg+xml": svg[LOOKS[0].name], "text/plain": self.evidence.alt}

    def _ipython_display_(self) -> None:
        # IPython's formatter of matplotlib figures would draw a PNG besides the bundle.
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)


class Figure(Shown, matplotlib.figure.Figure):
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
