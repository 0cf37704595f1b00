"""Nearly all of something, with the little that is left made visible."""

from __future__ import annotations

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import share_of
from qzcharts.charts.phrases import MARKS, listed, named, notes, ranged, sentences
from qzcharts.charts.progress import heading
from qzcharts.charts.sheet import Sheet
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "kind": "放大了末端的条形图",
        "magnified": "整条为全部，下方放大其末端",
        "plain": "整条为全部",
        "band": "已完成与余下之间的一段是取值范围",
    },
    "en": {
        "kind": "Bar with its end magnified",
        "magnified": "The bar is the whole, its end magnified below",
        "plain": "The bar is the whole",
        "band": "the part between done and left is the range within bounds",
    },
}
#: The magnified end is so many times what is left.
WINDOW = 4


def nearly_whole(
    share: str, remaining: str, *, title: str | None = None, language: Language = "zh"
) -> Figure:
    """Answer how little is left.

    The upper bar is the whole; below, its end is magnified to :data:`WINDOW` times what is left, so that the
    remainder and its bounds can be seen. If that would be the whole again, or nothing is left, the upper bar
    stands alone.

    Parameters
    ----------
    share, remaining : str
        Ids of the share that is done and of what it leaves of the whole.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If a share is none or above the whole, or the two do not make up the whole.
    """
    ledger = open_ledger()
    words = _WORDS[language]
    done, left = ledger[share], ledger[remaining]
    (low, _, high), (*_, most) = share_of(done), share_of(left)
    if sum(metric.quantity.value * metric.quantity.unit.factor for metric in (done, left)) != 1:
        raise ChartError(
            f"{share} ({done.text('en')}) and {remaining} ({left.text('en')}) do not make up the whole; "
            f"mend: derive the remainder by the formula complement({share})"
        )
    window = WINDOW * most
    magnified = 0 < window < 1
    marks = ["magnified" if magnified else "plain", *(["band"] if low < high else [])]
    told = evidence(
        "nearly_whole", ledger, [done, left], title=title, kind=words["kind"],
        finding=MARKS[language].comma.join(named(metric, language) for metric in (done, left)),
        said=sentences(language, listed([done, left], language), notes([done, left], language)),
        unit=MARKS[language].semicolon.join(words[mark] for mark in marks), language=language,
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        palette, width = sheet.palette, sheet.width
        tall = 34 if sheet.look.wide else 28

        def bar(top: float, height: float, start: float) -> None:
            """Draw the whole from `start` to its end over the full width."""

            def x(part: float) -> float:
                return width * (max(part, start) - start) / (1 - start)

            name = "magnified " if start else ""
            sheet.rectangle(0, top, x(low), height, palette.done, label=f"{name}done")
            sheet.rectangle(x(low), top, x(high) - x(low), height, palette.uncertain, label=f"{name}band")
            sheet.rectangle(
                x(high), top, width - x(high), height, palette.remaining, label=f"{name}remaining"
            )

        heading(sheet, done, language)
        bar(sheet.y, tall, 0)
        sheet.y += tall
        if magnified:
            start, drop = 1 - window, 26
            corners = [
                (width * start, sheet.y),
                (width, sheet.y),
                (width, sheet.y + drop),
                (0, sheet.y + drop),
            ]
            sheet.polygon(corners, palette.surface, label="lens")
            sheet.y += drop
            bar(sheet.y, tall, start)
            sheet.y += tall
        sheet.y += 6
        value_block = sheet.block(left.text(language), "figure")
        label = left.label("indicator", language) + ranged(left, language).removeprefix(left.text(language))
        block = sheet.block(label, "label", width)
        sheet.y = sheet.put(
            value_block, width, sheet.y, anchor="right", colour=palette.remaining, label="value"
        )
        sheet.y = sheet.put(block, width, sheet.y, anchor="right", colour=palette.muted, label="label")

    return Figure(told, draw)
