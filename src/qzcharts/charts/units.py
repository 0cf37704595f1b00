"""One mark a thing, at true count."""

from math import ceil

from qzcharts.charts.evidence import Drawn
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import count_of
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.errors import ChartError
from qzcharts.words import Language, user_language

#: Up to this count each mark is one thing; up to ten times as many a mark is ten, and so on.
MOST_MARKS = 1000
_SCALES = (1, 10, 100, 1000)


@in_each_language
def units(metric: str, *, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer how many that is.

    Marks stand in rows of ten and squares of a hundred, so that they can be counted. Above
    :data:`MOST_MARKS` a mark stands for ten, a hundred or a thousand things, which the unit line says, and
    the last mark is as wide as its part of that.

    Parameters
    ----------
    metric : str
        Name of an exact count.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If the metric is no exact count above zero, or too large to be drawn so.
    """
    speech = Speech(language)
    counted = speech.ledger[metric]
    count = count_of(counted)
    per = next((scale for scale in _SCALES if count <= MOST_MARKS * scale), None)
    if per is None:
        raise ChartError(
            "{id} is {figure}: too many to be shown one by one; "
            "allowed: up to {most:,}; mend: draw it with ranking or cards",
            id=metric,
            figure=counted.text(user_language()),
            most=MOST_MARKS * _SCALES[-1],
        )
    # What is counted has a measure word in Chinese, and is named by the title in English.
    symbol = counted.quantity.unit.symbol if speech.language == "zh" else ""
    amounts = speech.say("one"), speech.say("ten"), speech.say("a hundred"), speech.say("a thousand")
    unit = speech.say(
        "Each square stands for {amount}; rows of ten, blocks of a hundred",
        amount=amounts[_SCALES.index(per)] + symbol,
    )
    marks, last = ceil(count / per), (count % per or per) / per
    note = speech.notes([counted])
    told = Drawn(
        "units",
        [counted],
        finding=speech.named(counted),
        kind=speech.say("Unit chart"),
        said=speech.sentences(speech.heard(counted), unit, note),
        subtitle=speech.marks.semicolon.join(filter(None, [unit, speech.period(counted)])),
    ).evidence(speech, title)

    def draw(sheet: Sheet) -> None:
        blocks = ceil(marks / 100)
        gap = 14 if sheet.look.wide else 10
        most = 5 if sheet.look.wide else 4
        across = ceil(blocks / ceil(blocks / most))
        # Whole pixels, so that all marks and all gaps look alike on any screen.
        pitch = min(14, int((sheet.width - (across - 1) * gap) / (10 * across)))
        side = pitch - max(1, round(0.2 * pitch))
        corners = []
        for index in range(marks):
            block, row, column = index // 100, index // 10 % 10, index % 10
            x = block % across * (10 * pitch + gap) + column * pitch
            corners.append((x, block // across * (10 * pitch + gap) + row * pitch))
        right = max(x for x, _ in corners) + pitch + 16
        value = sheet.block(speech.text(counted), "value")
        beside = right + max(value.width, 180) <= sheet.width
        top = sheet.y if beside else sheet.y + value.height + 4
        bottom = top + max(y for _, y in corners) + pitch
        with sheet.mark(counted.id, speech.heard(counted)):
            sheet.squares([(x, top + y) for x, y in corners], side, "done", last=last, part="mark")
            x, y = (right, sheet.y - 8) if beside else (0, sheet.y)
            sheet.y = sheet.put(value, x, y, colour="done", part="value")
        if not beside:
            sheet.y = bottom + 8
            sheet.note(note)
        elif note:
            aside = sheet.block(note, "note", sheet.width - right)
            sheet.y = max(bottom, sheet.put(aside, right, sheet.y, colour="muted", part="note"))
        else:
            sheet.y = max(sheet.y, bottom)

    return Figure(told, draw)
