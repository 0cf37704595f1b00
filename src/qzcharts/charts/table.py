"""Metrics and statements in rows and columns."""

from qzcharts.bundle import Table
from qzcharts.charts.evidence import refuse_foreign
from qzcharts.charts.inputs import Metrics, chosen, tell_apart
from qzcharts.charts.speech import Speech
from qzcharts.charts.table_layouts import grid_of, list_of, matrix_of
from qzcharts.charts.translated import in_each_language
from qzcharts.errors import ChartError
from qzcharts.template import filled
from qzcharts.words import Language


@in_each_language
def table(
    *metrics: Metrics, matrix: str | None = None, title: str | None = None, language: Language | None = None
) -> Table:
    """Answer what exactly the figures are, or what is published and what is not.

    Metrics of different indicators are listed, a row each, with bounds, period and source. Of one indicator,
    or where several have each indicator, they stand in a grid whose rows and columns are headed by what
    differs: entities, indicators, periods. With `matrix`, a table of the data package says what stands in
    each cell.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names in the order of the rows, such as ``residents[jinjiang]@2021``; ``residents[*]`` is
        that of every part. Or one frame with a column ``id``.
    matrix : str, optional
        Name of a table with ``label_zh``, ``label_en`` and columns of one's own, instead of metrics. A cell
        names a metric, with a form after a bar such as ``|begin`` or ``|end``, or a statement; an empty one
        is not published. The schema's ``title`` and ``title_en`` head the columns.
    title : str, optional
        The caption in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If there is neither a metric nor a matrix, or both; if a metric is given twice, the matrix lacks a
        column or names what there is not, or `title` names a metric that is not shown.
    UnknownNameError
        If there is no such metric, or no such table.
    """
    speech = Speech(language)
    if (matrix is None) == (not metrics):
        raise ChartError(
            "a table shows metrics or a matrix; allowed: one of them; "
            "mend: give ids, or matrix= with the name of a table"
        )
    if matrix is not None:
        shown = matrix_of(speech, matrix)
    else:
        found = chosen(speech.ledger, *metrics)
        tell_apart((metric.id, metric.id) for metric in found)
        several = len({metric.indicator.id for metric in found}) < len(found)
        shown = grid_of(speech, found) if several else list_of(speech, found)
    if title is not None:
        refuse_foreign(title, shown.metrics, speech.ledger)
    heading = shown.title if title is None else filled(title, speech.ledger, speech.language)
    missing = any(not cell.words for row in shown.rows for cell in row)
    return Table(
        layout=shown.layout,
        language=speech.language,
        title=heading,
        template=title or "",
        subtitle="" if shown.about == heading else shown.about,
        columns=shown.columns,
        rows=shown.rows,
        notes=[speech.say("—: not published")] if missing else [],
    )
