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
from matplotlib.ticker import FixedFormatter, Formatter, FuncFormatter, LogFormatterMathtext, LogitFormatter

from qzcharts.bundle import MASK, Evidence
from qzcharts.charts.evidence import Drawn
from qzcharts.charts.frame import Shown
from qzcharts.charts.inputs import chosen
from qzcharts.charts.saving import settings, to_png, to_svg
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import DARK, LIGHT, LOOKS, PIXELS_PER_INCH, WIDE, Look
from qzcharts.charts.translated import in_each_language
from qzcharts.charts.untidy import refuse_untidy_figure
from qzcharts.errors import ChartError
from qzcharts.template import filled, masked, mentioned
from qzcharts.words import Language, marked


class Finished(Shown):
    """A figure of an author's own drawing, with its evidence.

    It is drawn once and fitted to each variant: narrow by its size, dark by exchanging the book's colours.
    """

    def __init__(self, figure: matplotlib.figure.Figure, evidence: Evidence) -> None:
        self.figure, self.evidence, self.others = figure, evidence, {}
        self._ratio = figure.get_figheight() / figure.get_figwidth()

    def drawings(self) -> dict[str, str]:
        """Draw as pictures for a page and a phone, on a light and a dark ground."""
        found: dict[str, str] = {}
        dark = {light: getattr(DARK, name) for name, light in vars(LIGHT).items()}
        for look in LOOKS:
            with self.fitted(look):
                text = to_svg(self.figure, self.evidence)
            found[f"{look.name}-light"] = text
            found[f"{look.name}-dark"] = re.sub("|".join(dark), lambda colour: dark[colour[0]], text)
        with self.fitted(WIDE, alone=True):
            file = to_svg(self.figure, self.evidence)
        return {**found, "paper": found["wide-light"], "file": file}

    def png(self) -> bytes:
        """Draw as PNG on a white ground."""
        with self.fitted(WIDE, alone=True):
            return to_png(self.figure)

    @contextmanager
    def fitted(self, look: Look, *, alone: bool = False) -> Iterator[None]:
        """Give the figure the width of a look; as a file of its own it has its finding as title."""
        size = self.figure.get_figwidth(), self.figure.get_figheight()
        width = look.pixels / PIXELS_PER_INCH
        # A phone is higher than wide: the plot loses width, not height.
        height = self._ratio * WIDE.pixels / PIXELS_PER_INCH * (1 if look.wide else 0.85)
        with settings():
            self.figure.set_size_inches(width, height)
            title = Sheet(self.figure, look).block(self.evidence.title, "title")
            self.figure.suptitle(
                "\n".join(title.lines) if alone else "", x=0, horizontalalignment="left",
                fontsize=title.size * 72 / PIXELS_PER_INCH, linespacing=1.2,
            )  # fmt: skip
            # Else the layout starts from the last one, of another width, and differs in its last digits.
            for axes in self.figure.axes:
                if axes.get_in_layout() and (place := axes.get_subplotspec()):
                    axes.set_subplotspec(place)
            try:
                yield
            finally:
                self.figure.set_size_inches(*size)


@in_each_language
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
        If `title` or `alt` is empty, there is no metric, labels of an axis or of a legend are the same, or
        text is clipped or stands on other text, on a page or on a phone.
    """
    speech = Speech(language)
    if not title.strip() or not alt.strip():
        raise ChartError("title and alt are needed: without them a figure says nothing to who cannot see it")
    found = chosen(speech.ledger, *dict.fromkeys([*metrics, *mentioned(alt)]))
    told = Drawn("raw", found, said=filled(alt, speech.ledger, speech.language)).evidence(speech, title)
    printed = [speech.text(speech.ledger.metrics[name]) for name in told.metrics]
    _write_powers(figure)
    own = Finished(figure, told)
    for look in LOOKS:
        with own.fitted(look):
            # Ticks get their labels when they are drawn.
            figure.draw_without_rendering()
            _judge_labels(figure)
            refuse_untidy_figure(figure, _seen(_written(figure)), look)
    typed = [masked(alt), *_typed(figure, printed)]
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)
    return Finished(figure, replace(told, typed=(*told.typed, *typed), described=alt))


class _Plain(Formatter):
    """Writes the same positions as another formatter does, as plain numbers.

    Parameters
    ----------
    other : matplotlib.ticker.Formatter
    """

    def __init__(self, other: Formatter) -> None:
        self._other = other

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Give the number of a position, or nothing where the other gives nothing."""
        return self.fix_minus(f"{x:.12g}") if self._other(x, pos) else ""

    def set_locs(self, locs: list[float]) -> None:
        """Tell the other of all positions, by which it chooses."""
        self._other.set_locs(locs)


def _write_powers(figure: matplotlib.figure.Figure) -> None:
    """Have scales of powers write numbers, for no dollar sign in a figure begins mathematics."""
    for axis in figure.findobj(Axis):
        if isinstance(major := axis.get_major_formatter(), LogFormatterMathtext | LogitFormatter):
            axis.set_major_formatter(_Plain(major))
        if isinstance(minor := axis.get_minor_formatter(), LogFormatterMathtext | LogitFormatter):
            axis.set_minor_formatter(_Plain(minor))


def _typed(figure: matplotlib.figure.Figure, printed: Iterable[str]) -> Iterator[str]:
    """Give what is written in the figure, with the words that its metrics have masked.

    What an axis makes of its positions, no one has typed.
    """
    longest = sorted(printed, key=len, reverse=True)
    # 7项 stands in 7项 and not in 27项 or 0.7项.
    whole = re.compile("|".join(rf"(?<![\d.,−-]){re.escape(words)}(?![\d.,]*\d)" for words in longest))
    made = {text for axis in figure.findobj(Axis) for text in _scale(axis)}
    for text in _seen(_written(figure)):
        if text not in made:
            yield whole.sub(MASK, text.get_text())


def _written(figure: matplotlib.figure.Figure) -> Iterator[Text]:
    """Give the texts of a figure but for those of axes that are not shown, and of ticks beyond their ends."""
    beyond: set[Text] = set()
    for axis in figure.findobj(Axis):
        if not _is_shown(axis):
            beyond.update(axis.findobj(Text))
        start, end = sorted(axis.get_view_interval())
        room = 1e-9 * (end - start)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not start - room <= tick.get_loc() <= end + room:
                beyond |= {tick.label1, tick.label2}
    texts = [*figure.findobj(Text), *(cell.get_text() for cell in figure.findobj(Cell))]
    yield from (text for text in dict.fromkeys(texts) if text not in beyond)


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
        if _is_shown(axis) and not isinstance(axis.get_converter(), DateConverter):
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


def _is_shown(axis: Axis) -> bool:
    return axis.get_visible() and axis.axes.get_visible() and axis.axes.axison


def _seen(texts: Iterable[Text]) -> Iterator[Text]:
    return (text for text in texts if text.get_visible() and text.get_text().strip())
