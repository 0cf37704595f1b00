"""Figures of an author's own drawing: given what a form gives, and with what was typed into them."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import matplotlib.figure
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.category import StrCategoryFormatter
from matplotlib.container import BarContainer
from matplotlib.dates import DateConverter
from matplotlib.legend import Legend
from matplotlib.table import Cell
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FuncFormatter

from qzcharts.bundle import MASK, Evidence
from qzcharts.charts.frame import Shown
from qzcharts.charts.inputs import chosen
from qzcharts.charts.saving import settings, to_pdf, to_svg
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.charts.style import DARK, LIGHT, LOOKS, PIXELS_PER_INCH, Look
from qzcharts.charts.template import filled, masked, mentioned
from qzcharts.errors import ChartError
from qzcharts.words import Language, marked


class Finished(Shown):
    """A figure of an author's own drawing, with its evidence.

    It is drawn once and fitted to each variant: narrow by its size, dark by exchanging the book's colours.
    """

    def __init__(self, figure: matplotlib.figure.Figure, evidence: Evidence) -> None:
        self.figure, self.evidence = figure, evidence
        self._ratio = figure.get_figheight() / figure.get_figwidth()

    def svg(self, look: Look = LOOKS[0]) -> str:
        """Draw as SVG."""
        with self.fitted(look):
            text = to_svg(self.figure, self.evidence)
        if look.ground == "dark":
            dark = {light: getattr(DARK, name) for name, light in vars(LIGHT).items()}
            pattern = re.compile("|".join(dark))
            text = pattern.sub(lambda found: dark[found[0]], text)
        return text

    def pdf(self) -> bytes:
        """Draw the wide light variant as PDF."""
        with self.fitted(LOOKS[0]):
            return to_pdf(self.figure, self.evidence)

    @contextmanager
    def fitted(self, look: Look) -> Iterator[Text]:
        """Give the figure the width of a look, and its finding as title, which is what it yields."""
        size = self.figure.get_figwidth(), self.figure.get_figheight()
        width = look.pixels / PIXELS_PER_INCH
        # A phone is higher than wide: the plot loses width, not height.
        height = self._ratio * LOOKS[0].pixels / PIXELS_PER_INCH * (1 if look.wide else 0.85)
        with settings():
            self.figure.set_size_inches(width, height)
            sheet = Sheet(self.figure, look)
            title = sheet.block(self.evidence.title, "title")
            above = self.figure.suptitle(
                "\n".join(title.lines), x=0, horizontalalignment="left",
                fontsize=title.size * 72 / PIXELS_PER_INCH, linespacing=1.2,
            )  # fmt: skip
            # Else the layout starts from the last one, of another width, and differs in its last digits.
            for axes in self.figure.axes:
                if axes.get_in_layout() and (place := axes.get_subplotspec()):
                    axes.set_subplotspec(place)
            try:
                yield above
            finally:
                self.figure.set_size_inches(*size)


def finish(
    figure: matplotlib.figure.Figure,
    metrics: Sequence[str],
    title: str,
    alt: str,
    language: Language | None = None,
) -> Finished:
    """Give a raw matplotlib figure its finding, its source line and its alternative text.

    What is written in the figure is judged as prose is, once the page is read. Numbers of a scale are
    matplotlib's and stay; any other number stands as ``qz.metric(id).text()`` gives it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn after :func:`~qzcharts.charts.style.style`. If pyplot holds it, pyplot lets it go.
    metrics : sequence of str
        Names of the metrics that it shows.
    title, alt : str
        The finding, and what kind of picture it is and what it says; numbers as metrics in braces.

    Raises
    ------
    ChartError
        If `title` or `alt` is empty, there is no metric, or labels of an axis or of a legend are the same.
    """
    speech = Speech(language)
    if not title.strip() or not alt.strip():
        raise ChartError("title and alt are needed: without them a figure says nothing to who cannot see it")
    found = chosen(speech.ledger, *dict.fromkeys([*metrics, *mentioned(alt)]))
    told = speech.evidence(Drawn("raw", found, said=filled(alt, speech.ledger, speech.language)), title=title)
    printed = [speech.text(speech.ledger.metrics[name]) for name in told.metrics]
    with Finished(figure, told).fitted(LOOKS[0]) as above:
        # Ticks get their labels when they are drawn.
        figure.draw_without_rendering()
        _judge_labels(figure)
        typed = [masked(alt), *_typed(figure, printed, above)]
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)
    return Finished(figure, replace(told, typed=(*told.typed, *typed)))


def _typed(figure: matplotlib.figure.Figure, printed: Iterable[str], title: Text) -> Iterator[str]:
    """Give what is written in the figure besides the title, with the words that its metrics have masked.

    What an axis makes of its positions, no one has typed.
    """
    longest = sorted(printed, key=len, reverse=True)
    # 7项 stands in 7项 and not in 27项 or 0.7项.
    whole = re.compile("|".join(rf"(?<![\d.,−-]){re.escape(words)}(?![\d.,]*\d)" for words in longest))
    made = {title, *(text for axis in figure.findobj(Axis) for text in _scale(axis))}
    cells = [cell.get_text() for cell in figure.findobj(Cell)]
    for text in _seen([*figure.findobj(Text), *cells]):
        if text not in made:
            yield whole.sub(MASK, text.get_text())


def _scale(axis: Axis) -> Iterator[Text]:
    """Give the labels that an axis makes of its positions, which no one wrote."""
    yield axis.get_offset_text()
    written = FixedFormatter, FuncFormatter, StrCategoryFormatter
    if not isinstance(axis.get_major_formatter(), written):
        yield from axis.get_majorticklabels()
    if not isinstance(axis.get_minor_formatter(), written):
        yield from axis.get_minorticklabels()


def _judge_labels(figure: matplotlib.figure.Figure) -> None:
    """Refuse what a reader could not tell apart: labels of an axis or a legend, or bars in one place."""
    for axis in figure.findobj(Axis):
        # Dates repeat their months from year to year.
        if axis.axes.axison and not isinstance(axis.get_converter(), DateConverter):
            _refuse_repeated(
                marked(
                    "an axis of the figure shows the label {label!r} more than once; allowed: labels that "
                    "tell apart what is drawn; mend: say in the label of each what sets it apart"
                ),
                axis.get_majorticklabels(),
            )
    for legend in figure.findobj(Legend):
        _refuse_repeated(
            marked(
                "a legend of the figure shows the label {label!r} more than once; allowed: labels that tell "
                "apart what is drawn; mend: say in the label of each what sets it apart"
            ),
            legend.get_texts(),
        )
    for axes in figure.findobj(Axes):
        for bars in axes.containers:
            if isinstance(bars, BarContainer):
                corners = [bar.get_xy() for bar in bars]
                if len(set(corners)) < len(corners):
                    raise ChartError(
                        "two bars stand in the same place, as bars of the same name do; allowed: a name for "
                        "each; mend: say in the name of each what sets it apart"
                    )


def _refuse_repeated(message: str, texts: Iterable[Text]) -> None:
    shown = [text.get_text() for text in _seen(texts)]
    if repeated := next((label for label in shown if shown.count(label) > 1), None):
        raise ChartError(message, label=repeated)


def _seen(texts: Iterable[Text]) -> Iterator[Text]:
    return (text for text in texts if text.get_visible() and text.get_text().strip())
