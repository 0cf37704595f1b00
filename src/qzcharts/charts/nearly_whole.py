"""Nearly all of something, with the little that is left made visible."""

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import share_of
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.errors import ChartError
from qzcharts.words import Language, user_language

#: The magnified end is so many times what is left.
WINDOW = 4


def nearly_whole(
    share: str, remaining: str, *, title: str | None = None, language: Language | None = None
) -> Figure:
    """Answer how little is left.

    The upper bar is the whole; below, its end is magnified to :data:`WINDOW` times what is left, so that the
    remainder and its bounds can be seen. If that would be the whole again, or nothing is left, the upper bar
    stands alone.

    Parameters
    ----------
    share, remaining : str
        Names of the share that is done and of what it leaves of the whole.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If a share is none or above the whole, or the two do not make up the whole.
    """
    speech = Speech(language)
    done, left = speech.ledger[share], speech.ledger[remaining]
    (low, _, high), (*_, most) = share_of(done), share_of(left)
    if sum(metric.quantity.value * metric.quantity.unit.factor for metric in (done, left)) != 1:
        raise ChartError(
            "{share} ({done}) and {remaining} ({left}) do not make up the whole; "
            "mend: derive the remainder by the formula complement({share})",
            share=share,
            done=done.text(user_language()),
            remaining=remaining,
            left=left.text(user_language()),
        )
    window = WINDOW * most
    magnified = 0 < window < 1
    whole = (
        speech.say("The bar is the whole, its end magnified below")
        if magnified
        else speech.say("The bar is the whole")
    )
    band = [speech.say("the part between done and left is the range within bounds")] if low < high else []
    told = speech.evidence(
        Drawn(
            "nearly_whole",
            [done, left],
            kind=speech.say("Bar with its end magnified"),
            finding=speech.marks.comma.join(map(speech.named, (done, left))),
            marks=[whole, *band],
        ),
        title=title,
    )

    def draw(sheet: Sheet) -> None:
        palette, width = sheet.palette, sheet.width
        tall = 34 if sheet.look.wide else 28

        def bar(top: float, height: float, start: float) -> None:
            """Draw the whole from `start` to its end over the full width."""

            def x(part: float) -> float:
                return width * (max(part, start) - start) / (1 - start)

            name = "magnified " if start else ""
            sheet.stretch(0, x(low), top, height, palette.done, f"{name}done")
            sheet.stretch(x(low), x(high), top, height, palette.uncertain, f"{name}band")
            sheet.stretch(x(high), width, top, height, palette.remaining, f"{name}remaining")

        sheet.heading(speech.text(done), speech.label(done))
        bar(sheet.y, tall, 0)
        sheet.y += tall
        if magnified:
            start, drop = 1 - window, 26
            top, bottom = sheet.y, sheet.y + drop
            corners = [(width * start, top), (width, top), (width, bottom), (0, bottom)]
            sheet.polygon(corners, palette.surface, label="lens")
            sheet.y += drop
            bar(sheet.y, tall, start)
            sheet.y += tall
        sheet.y += 6
        value_block = sheet.block(speech.text(left), "figure")
        label = speech.label(left) + speech.ranged(left).removeprefix(speech.text(left))
        block = sheet.block(label, "label", width)
        sheet.y = sheet.put(
            value_block, width, sheet.y, anchor="right", colour=palette.remaining, label="value"
        )
        sheet.y = sheet.put(block, width, sheet.y, anchor="right", colour=palette.muted, label="label")

    return Figure(told, draw)
