"""What cells are refused with: why they are no number with bounds, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from qzcharts.data.unit import Unit
from qzcharts.words import gettext, marked


class CellError(ValueError):
    """A cell that cannot be read.

    Parameters
    ----------
    message : str
        What is wrong and what is allowed.
    mend : str
        What to write instead.
    """

    def __init__(self, message: str, mend: str) -> None:
        self.mend = mend
        super().__init__(message)


_N = r"[-+]?[0-9]+(?:\.[0-9]+)?"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_IN_WORDS = marked("{cell!r} is a number in words that a table cannot compute with; allowed: digits")
_SIGN = marked("{cell!r} holds a sign in place of a word; allowed: words such as 约, 不足, 超过")
_DATE = marked("{cell!r} is a date, or what a spreadsheet program made one of; allowed: a number")
_IF_BELOW_ZERO = marked("write -{number} if it is below zero, else {number}")
_AS_TEXT = marked("make text the format of the column in the spreadsheet program, and write the number again")
#: A pattern of the whole cell, the message, and the mend; groups of the pattern are fields of the mend.
_REFUSED = [
    (
        r"|[.…⋯·]+|[-—–－/\\*×]+",
        marked("{cell!r} holds no number; allowed: a number"),
        marked("write the number as printed, or leave the row out"),
    ),
    (
        r"=.*",
        marked("{cell!r} is a formula of a spreadsheet; allowed: a number"),
        marked("save the value that it gives; what is computed belongs to data/formulas.csv"),
    ),
    (
        r"#.*|nan|[-+]?inf(?:inity)?|∞|none|null|n/?a|true|false",
        marked("{cell!r} is what a program writes where it has no number; allowed: a number"),
        marked("write the number as printed, or leave the cell blank where none was published"),
    ),
    (
        rf"{_N}E[-+]?[0-9]+",
        marked("{cell!r} is written with an exponent, which hides digits; allowed: all digits"),
        marked("write every digit as printed"),
    ),
    (
        rf"{_MONTH}[-/. ]?[0-9]+|[0-9]+[-/. ]?{_MONTH}(?:[-/. ]?[0-9]+)?"
        r"|[0-9]+([-/.])[0-9]+\1[0-9]+|[0-9]+/[0-9]+|(?:[0-9]+年)?(?:[0-9]+月)?(?:[0-9]+[日号])?",
        _DATE,
        _AS_TEXT,
    ),
    (
        r"(?P<first>[0-9]+(?:\.[0-9]+)?)-(?P<last>[0-9]+(?:\.[0-9]+)?)",
        marked("{cell!r} may be a range, a date or a difference; allowed: 3～5 for a range"),
        marked("write {first}～{last} if it is a range"),
    ),
    (
        rf"{_N}(?:[:：∶]{_N})+",
        marked("{cell!r} holds several numbers; allowed: one"),
        marked("give each its own row or column, with an indicator for each"),
    ),
    (
        rf"[(（](?P<number>{_N})[)）]",
        marked("{cell!r} stands in brackets; allowed: a minus sign for what is below zero"),
        _IF_BELOW_ZERO,
    ),
    (
        rf"(?P<number>{_N})(?:[\[［〔【(（^][0-9*]+[\]］〕】)）]?|[①-⑳⁰¹²³⁴-⁹*†‡]+)",
        marked("{cell!r} has the mark of a footnote in it; allowed: the number alone"),
        marked("write {number}, and what the footnote says into note_zh and note_en"),
    ),
    (rf"[~～≈](?P<number>{_N})", _SIGN, marked("write 约{number}")),
    (rf"[<＜](?P<number>{_N})", _SIGN, marked("write 不足{number}")),
    (rf"[>＞](?P<number>{_N})", _SIGN, marked("write 超过{number}")),
    (rf"(?:[≤≦⩽]|<=)(?P<number>{_N})", _SIGN, marked("write 不超过{number}")),
    (rf"(?:[≥≧⩾]|>=)(?P<number>{_N})", _SIGN, marked("write 不少于{number}")),
    (r"(?P<number>[0-9.]+[百千万亿]*)\+", _SIGN, marked("write {number}以上")),
    (
        rf"(?P<sign>[负一—–―ーｰ➖↑↓▲▼△▽])(?P<number>{_N})",
        marked("{cell!r} begins with what may stand for a minus sign; allowed: a minus sign"),
        _IF_BELOW_ZERO,
    ),
    (
        r"(?P<whole>-?[0-9]+)(?P<mark>[,，、。·・;；])(?P<rest>[0-9]+)",
        marked("{cell!r} may be one number with decimals, or several; allowed: a point before decimals"),
        marked("write {whole}.{rest} if it is one; give several their own rows or columns"),
    ),
    (
        rf"{_N}±{_N}",
        _SIGN,
        marked("write the range from its lower to its upper end, as 3～5"),
    ),
    (
        r"(?P<minus>-?)(?P<number>\.[0-9]+)",
        marked("{cell!r} has no digit before the point; allowed: a zero there"),
        marked("write {minus}0{number}"),
    ),
    (
        r"(?P<number>-?[0-9]+)\.",
        marked("{cell!r} ends in a point; allowed: a digit after the point, or no point"),
        marked("write {number}, or every decimal as printed"),
    ),
    (
        r".*(?:几|数[十百千万亿]|上[百千万亿]|成[百千万]|若干|多个|许多|不少[^于]).*",
        marked("{cell!r} says no number that has bounds; allowed: a number with its qualifier"),
        marked("leave it out of the table, and say it as a statement in data/statements.csv"),
    ),
    (
        r"(?P<before>[^\d万亿]*)(?P<number>(?:万亿|[万亿])(?:[余多].*|以[上下内])?)",
        marked("{cell!r} has no number before 万 or 亿; allowed: 1万余"),
        marked("write {before}1{number}"),
    ),
    (
        r".*(?:成|分之|番|半|倍增).*",
        _IN_WORDS,
        marked("write the number in the indicator's unit: 30 for 三成, with the unit %; 100 for 翻一番"),
    ),
    (
        r"(?:同比|环比|[比较与同].+?)(?P<number>[增上提下降减回持].*)",
        marked("{cell!r} says what it is compared with; allowed: the change alone"),
        marked("write {number}; data/indicators.csv says, in against, what the change is against"),
    ),
    (
        r"(?:增|上|提|下|降|减|回).{0,3}[到至为].*",
        marked("{cell!r} says what a number changed to, which is no change; allowed: by how much"),
        marked("write the level in a row or column of its own indicator, or by how much it changed"),
    ),
    (
        r".*(?:[0-9][百千万亿]+零?[0-9]|[万亿]零?[一二两三四五六七八九]).*",
        marked("{cell!r} has digits after 万 or 亿; allowed: one number with decimals, such as 3.5万"),
        marked("write it as one number"),
    ),
]
#: What is part of a number, and never only beside one.
_OF_NUMBERS = re.compile("[-–—+±.0-9零〇一二两三四五六七八九十百千万亿余多～~]")
_SEPARATED = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:[,，'’\s\u2009][0-9]{3})+(?![0-9])")


def refusal(
    printed: str, cell: str, unit: Unit, units: Mapping[str, Unit], reads: Callable[[str], object]
) -> CellError:
    """Say why a cell is none, and what to write instead.

    Parameters
    ----------
    printed : str
        As it stands.
    cell : str
        The same without blanks, and with digits of one width.
    unit : Unit
        That of the indicator.
    units : mapping of str to Unit
        The simple units there are.
    reads : callable
        Whether a text is a cell.
    """
    if _SEPARATED.search(cell):
        number = _SEPARATED.sub(lambda match: re.sub("[^0-9]", "", match[0]), cell)
        return CellError(
            gettext("{cell!r} has separators between its digits; allowed: digits alone", cell=printed),
            gettext("write {number}", number=number),
        )
    for pattern, message, mend in _REFUSED:
        if match := re.fullmatch(pattern, cell, re.IGNORECASE):
            return CellError(gettext(message, cell=printed), gettext(mend, **match.groupdict()))
    extra = _extra(cell, unit, reads)
    mend = gettext("write the number as printed without its unit; what else is said of it belongs to a note")
    if not extra:
        message = gettext(
            "{cell!r} is no number as sources print one; allowed: digits, with words such as 约, 近, 超过 "
            "before them, or 余, 以上, 以内 after them",
            cell=printed,
        )
    elif extra in units and extra != unit.symbol:
        message = gettext(
            "{cell!r} has the unit {typed} in it, and the indicator has {unit}; allowed: the number alone",
            cell=printed,
            typed=extra,
            unit=unit.symbol,
        )
        mend = gettext(
            "write the number in {unit}, or correct the unit in data/indicators.csv", unit=unit.symbol
        )
    else:
        message = gettext(
            "{cell!r} has {typed} in it; allowed: the number alone, for the indicator states the unit {unit}",
            cell=printed,
            typed=extra,
            unit=unit.symbol,
        )
        number = cell.replace(extra, "", 1)
        if extra == unit.symbol:
            mend = gettext("write {number}", number=number)
        elif re.search(rf"{_OF_NUMBERS.pattern}{re.escape(extra)}(?![0-9])", cell):
            # Before a number, or within it, a word may turn it round: 未超5, 负3.
            mend = gettext(
                "write {number} if {typed} is another word for {unit} or the mark of a note; what else it "
                "says belongs to a note",
                number=number,
                typed=extra,
                unit=unit.symbol,
            )
    return CellError(message, mend)


def _extra(cell: str, unit: Unit, reads: Callable[[str], object]) -> str:
    """Give the unit, or another word, without which a cell could be read; empty where there is none."""
    words = (cell[start : start + size] for size in range(1, 5) for start in range(len(cell) - size + 1))
    for word in (unit.symbol, *(word for word in words if not _OF_NUMBERS.search(word))):
        before, _, after = cell.partition(word)
        # What stands between digits would make another number of them: 12·3 is not 123.
        if word in cell and not (before[-1:].isdigit() and after[:1].isdigit()) and reads(before + after):
            return word
    return ""
