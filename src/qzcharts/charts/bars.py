"""Amounts of one kind, compared."""

from collections.abc import Sequence

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, chosen, span
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.data.ledger import Metric
from qzcharts.errors import ChartError
from qzcharts.words import Language

#: How far the point of a bar without an upper bound stands out, in CSS pixels.
_POINT = 8.0


def bars(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer which is more.

    Bars start at zero and have one colour up to the lower bound, another from there to the upper one. A
    figure only bounded above has the other colour throughout; one only bounded below ends in a point. Bars of
    one indicator are named by what sets them apart, such as entities or periods, and finding or unit line
    names the indicator.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names in the order of the bars, such as ``residents[jinjiang]@2021``; ``residents[*]`` is
        that of every part. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If no metric is given, or they do not measure one kind of thing.
    """
    speech = Speech(language)
    found = speech.compare(chosen(speech.ledger, *metrics))
    first = found[0].quantity.unit
    for metric in found:
        if metric.quantity.unit.dimensions != first.dimensions:
            raise ChartError(
                "{id} is in {unit}, {other_id} in {other}; allowed: one kind of unit in a chart; "
                "mend: draw them apart, or as cards",
                id=found[0].id,
                unit=first.symbol,
                other_id=metric.id,
                other=metric.quantity.unit.symbol,
            )
    spans = [span(metric) for metric in found]
    marks = [speech.say("Bars are as long as the figures")]
    if any(low != high for low, _, high in spans):
        marks.append(speech.say("a part in another colour is the range within bounds"))
    if any_open := any(metric.quantity.bounds.upper is None for metric in found):
        marks.append(speech.say("a point at the end: no upper bound"))
    told = speech.evidence(
        Drawn("bars", found, finding=_finding(found, speech), kind=speech.say("Bar chart"), marks=marks),
        title=title,
    )

    def draw(sheet: Sheet) -> None:
        palette, thick = sheet.palette, 22.0
        values = [sheet.block(speech.text(metric), "label") for metric in found]
        widest = max(sheet.block(speech.label(metric), "label").width for metric in found)
        column = min(widest, 0.36 * sheet.width) if sheet.look.wide else 0.0
        names = [sheet.block(speech.label(metric), "label", column or sheet.width) for metric in found]
        least, most = min(0.0, *(low for low, _, _ in spans)), max(0.0, *(high for _, _, high in spans))
        # Each value stands beyond the end of its bar, and of the point that may end it.
        beyond = 10 + max(value.width for value in values) + (_POINT if any_open else 0)
        left = (column + 14 if column else 0) + (beyond if least < 0 else 0)
        right = sheet.width - (beyond if most > 0 else 0)

        def x(amount: float) -> float:
            return left + (right - left) * (amount - least) / ((most - least) or 1)

        for name, value, (low, _, high), metric in zip(names, values, spans, found, strict=True):
            if column:
                height = max(name.height, thick + 6)
                sheet.put(name, column, sheet.y + (height - name.height) / 2, anchor="right", label="name")
                middle = sheet.y + height / 2
            else:
                sheet.put(name, 0, sheet.y, label="name")
                height = name.height + 2 + thick
                middle = sheet.y + height - thick / 2
            top = middle - thick / 2
            near, far = (low, high) if abs(low) <= abs(high) else (high, low)
            if near * far < 0:
                near = 0.0
            sheet.stretch(x(0), x(near), top, thick, palette.done, "bar")
            sheet.stretch(x(near), x(far), top, thick, palette.uncertain, "band")
            tip = x(far)
            if metric.quantity.bounds.upper is None:
                sheet.polygon(
                    [(tip, top), (tip + _POINT, middle), (tip, top + thick)], palette.uncertain, label="open"
                )
                tip += _POINT
            beside, anchor = (tip - 8, "right") if far < 0 else (tip + 8, "left")
            sheet.put(value, beside, middle - value.height / 2, anchor=anchor, label="value")  # type: ignore[arg-type]
            sheet.line([(x(0), top), (x(0), top + thick)], palette.muted, width=1.5, label="zero")
            sheet.y += height + 10
        sheet.y -= 6

    return Figure(told, draw)


def _finding(metrics: Sequence[Metric], speech: Speech) -> str:
    """Name the one metric, or the largest if it is so whatever the figures may be within their bounds.

    That the whole of all the others is the largest says nothing; the largest of these is named.
    """
    if len(metrics) == 1:
        return speech.named(metrics[0])
    metrics = [metric for metric in metrics if not _is_whole(metric, metrics, speech)]
    for metric in metrics:
        least = metric.quantity.bounds.lower
        others = [other.quantity for other in metrics if other is not metric]
        if (
            least is not None
            and others
            and all(
                other.bounds.upper is not None
                and other.bounds.upper * other.unit.factor < least * metric.quantity.unit.factor
                for other in others
            )
        ):
            if speech.subject:
                name, figure = speech.label(metric), speech.text(metric)
                return speech.say("the largest is {name}, {figure}", name=name, figure=figure)
            return speech.say("Largest: {finding}", finding=speech.named(metric))
    return speech.say("The figures compared")


def _is_whole(whole: Metric, metrics: Sequence[Metric], speech: Speech) -> bool:
    """Whether all the others are parts of one."""
    above, subjects = speech.ledger.dimensions.above, {each.id for each in whole.subjects}
    return all(
        (part.indicator, part.period) == (whole.indicator, whole.period)
        and subjects <= {name for each in part.subjects for name in above(each.id)}
        for part in metrics
        if part is not whole
    )
