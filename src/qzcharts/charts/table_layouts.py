"""Layouts of tables: metrics with their evidence, numbers in a grid, a matrix of what is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qzcharts.bundle import Cell, Layout
from qzcharts.charts.inputs import rows_of, tell_apart
from qzcharts.charts.speech import Speech
from qzcharts.data import wording
from qzcharts.data.forms import asked, render
from qzcharts.data.formula_words import written
from qzcharts.data.grid_words import GridWords
from qzcharts.data.grids import grid
from qzcharts.data.ledger import Metric
from qzcharts.data.period_words import date_text
from qzcharts.errors import ChartError, FormError, UnitError, UnknownNameError

_LABELS = "label_zh", "label_en"


@dataclass(frozen=True)
class LaidOut:
    """What a layout has made.

    Attributes
    ----------
    layout : str
        Its name.
    metrics : sequence of Metric
    title : str
        What the table shows, where its author does not say it.
    about : str
        What its heads leave out; may be empty.
    columns : sequence of str
    rows : sequence of sequence of Cell
    """

    layout: Layout
    metrics: Sequence[Metric]
    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def list_of(speech: Speech, found: list[Metric]) -> LaidOut:
    """Give metrics a row each, with bounds, period, and source or formula.

    Raises
    ------
    ChartError
        If two have the same label.
    """
    say, labels = speech.say, {}
    for metric in speech.compare(found):
        labels[metric.id] = speech.timeless_label(metric)
    tell_apart(labels.items())

    def source(metric: Metric) -> str:
        if metric.formula:
            operands = [speech.ledger.metrics[name] for name in metric.operands]
            return written(metric.formula, operands, speech.language)
        assert metric.source
        publisher, date = getattr(metric.source, f"publisher_{speech.language}"), metric.source.date
        date = date and date_text(date, speech.language)
        place = metric.locator[speech.language]
        return speech.marks.comma.join(filter(None, (publisher, date, place)))

    rows = [
        [
            Cell(labels[metric.id]),
            Cell(speech.text(metric), metric.id),
            Cell(wording.interval(metric.quantity, speech.language)),
            Cell(speech.period(metric)),
            Cell(source(metric)),
        ]
        for metric in found
    ]
    columns = [say("Indicator"), say("Value"), say("Bounds"), say("Period"), say("Source or formula")]
    return LaidOut("list", found, say("Figures and where they come from"), "", columns, rows)


def grid_of(speech: Speech, found: Sequence[Metric]) -> LaidOut:
    """Give metrics in rows and columns, headed by what differs."""
    laid = grid(found)
    words = GridWords(laid, speech.language)
    rows = []
    for numbers in laid.rows:
        first = next(metric for metric in numbers if metric)
        cells = (Cell(words.value(metric), metric.id) if metric else Cell("") for metric in numbers)
        rows.append([Cell(words.of(first, laid.row_parts)), *cells])
    title = words.common or speech.say("Figures")
    return LaidOut("grid", found, title, words.common, [words.corner, *words.heads], rows)


def matrix_of(speech: Speech, name: str) -> LaidOut:
    """Give the cells of a table of the data package, each a metric, a statement, or nothing.

    Raises
    ------
    ChartError
        If the table lacks a column, has none but labels, or names what there is not.
    UnknownNameError
        If there is no such table.
    """
    language, ledger = speech.language, speech.ledger
    table = ledger.package.table(name)
    rows_of(table, *_LABELS)
    own = [column for column in table.columns if column not in _LABELS]
    if not own or not table.rows:
        raise ChartError(
            "{path} has no column besides its labels, or no row; "
            "allowed: columns whose cells name metrics or statements; mend: add one",
            path=table.path,
        )
    metrics: list[Metric] = []

    def cell(text: str, line: int, column: str) -> Cell:
        if not text:
            return Cell("")
        if text in ledger.statements:
            return Cell(ledger.statements[text].text(language), text)
        notation, form = asked(text)
        try:
            metric = ledger[notation]
            words = render(metric, form, ledger.units, language)
        except (FormError, UnitError, UnknownNameError) as error:
            raise ChartError(
                "{path}, line {line}, column {column}: {problem}; allowed: the name of a metric, with a "
                "form after a bar such as |begin or |end, the id of a statement, or nothing; "
                "mend: correct the cell",
                path=table.path,
                line=line,
                column=column,
                problem=error.what if isinstance(error, FormError) else str(error),
            ) from None
        metrics.append(metric)
        return Cell(words, metric.id)

    label = f"label_{language}"
    rows = [
        [Cell(row[label]), *(cell(row[column].strip(), line, column) for column in own)]
        for line, row in table.numbered()
    ]
    fields = {field["name"]: field for field in table.fields}
    columns = [_titled(fields[column], speech) for column in (label, *own)]
    resources = {resource["name"]: resource for resource in ledger.package.descriptor["resources"]}
    return LaidOut("matrix", metrics, _titled(resources[name], speech), "", columns, rows)


def _titled(described: Mapping[str, str], speech: Speech) -> str:
    """Give the title of a table or a column, or its name where it has none."""
    key = "title" if speech.language == "zh" else "title_en"
    return described.get(key) or described["name"]
