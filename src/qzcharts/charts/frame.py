"""Figures as a page needs them: drawn in two widths, with their evidence, the same bytes each time.

What a page says itself, finding and source, its drawings do not say again; a file saved alone has both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import matplotlib.figure

from qzcharts.bundle import MIME, OTHERS, Bundle, Evidence
from qzcharts.charts.saving import settings, to_png
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import LOOKS, WIDE, Look
from qzcharts.charts.svg import drawing
from qzcharts.charts.untidy import refuse_untidy
from qzcharts.words import Language, language_tag


class Shown(ABC):
    """What a notebook shows of a figure and its evidence."""

    evidence: Evidence
    others: dict[Language, Any]

    @abstractmethod
    def drawings(self) -> Mapping[str, str]:
        """Draw as SVG, by the names that :class:`~qzcharts.bundle.Bundle` has."""

    @abstractmethod
    def png(self) -> bytes:
        """Draw as a file of its own for whoever takes no SVG."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        own = self.bundle()
        others = {language: other.bundle().as_json() for language, other in self.others.items()}
        text = f"{self.evidence.title}\n{self.evidence.alt}"
        shown = own.as_json() | {OTHERS: others}
        return {MIME: shown, "image/svg+xml": own.svg["file"], "text/plain": text}

    def bundle(self) -> Bundle:
        """Draw all that a page needs."""
        return Bundle(self.evidence, self.drawings(), self.png())

    def _ipython_display_(self) -> None:
        # IPython's formatter of matplotlib figures would draw a PNG besides the bundle.
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)


class Figure(Shown, matplotlib.figure.Figure):
    """A figure that a form drew, and can draw again for another width.

    As a figure of matplotlib it is the file of its own: wide, with finding and source.

    Parameters
    ----------
    evidence : Evidence
    draw : callable
        Draws below the subtitle on the sheet it is given.
    look : Look
        What this figure is drawn for.
    alone : bool
        Whether it is a file of its own.

    Raises
    ------
    ChartError
        If text in it is clipped, or stands on other text.
    """

    def __init__(
        self, evidence: Evidence, draw: Callable[[Sheet], None], look: Look = WIDE, *, alone: bool = True
    ) -> None:
        with settings():
            super().__init__()
            self.patch.set_visible(False)
            self.evidence, self.look, self._draw = evidence, look, draw
            self.others = {}
            self.sheet = sheet = Sheet(self, look)
            if alone:
                sheet.write(evidence.title, "title", gap=2, part="title")
            sheet.write(evidence.subtitle, "note", colour="muted", gap=10, part="subtitle")
            draw(sheet)
            if alone:
                sheet.y += 8
                sheet.write(evidence.source, "note", colour="muted", part="source")
            sheet.close()
            refuse_untidy(sheet)

    def variant(self, look: Look) -> Figure:
        """Draw the same for a page, in another width."""
        return Figure(self.evidence, self._draw, look, alone=False)

    def drawings(self) -> dict[str, str]:
        """Draw as SVG."""
        tag = language_tag(self.evidence.language)
        with settings():
            wide, narrow = (self.variant(look).sheet for look in LOOKS)
            alt, alone = self.evidence.alt, f"{self.evidence.title} {self.evidence.alt}"
            return {
                "wide": drawing(wide, alt, language=tag),
                "narrow": drawing(narrow, alt, language=tag),
                "paper": drawing(wide, alt, language=tag, alone=True),
                "file": drawing(self.sheet, alone, language=tag, alone=True),
            }

    def png(self) -> bytes:
        """Draw as PNG on a white ground."""
        with settings():
            return to_png(self)
