"""How authors name a number: ``indicator[member, …]@period``.

Members are entities, and members of other breakdowns such as sectors. Empty brackets mean the whole over all
breakdowns. A period is as :meth:`~qzcharts.data.period.Period.parse` reads it, or an offset from the one that
is spoken of.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from qzcharts.data.period import Period
from qzcharts.errors import NotationError

_OFFSETS = {"previous": Period.previous, "year-before": Period.year_before, "year": Period.year}
#: What Chinese input methods make of the signs.
_NARROW = str.maketrans("［］＠，", "[]@,")
_INDICATOR = r"[^\W\d]\w*(?:\.\w+)*"
_MEMBERS = r"(?:\[(?P<members>[^\[\]]*)\])?"
_NOTATION = re.compile(rf"(?P<indicator>{_INDICATOR})\s*{_MEMBERS}\s*(?:@\s*(?P<period>.+))?")
#: Within a formula a period ends where its signs do: a minus or a slash goes on only before its next part.
_SET = r"\[[^\[\]]*\]"
_END = rf"(?:{_SET}|\w+(?:[-—–～~][HhQq]?\d\w*)*|\.\.)"
IN_FORMULA = re.compile(
    rf"(?<![\w.\"'])(?P<indicator>{_INDICATOR})(?!\s*\(|\w|\.)"
    rf"{_MEMBERS}(?:@(?P<period>year-before|previous|{_END}(?:/(?=[\d.\[]){_END})?))?"
)


@dataclass(frozen=True)
class Reference:
    """A number as it was named; what was left out comes from where it stands.

    Attributes
    ----------
    indicator : str
    members : tuple of str or None
        ``None`` where no brackets were written.
    period : str
        As written, an offset included; empty where it was left out.
    """

    indicator: str
    members: tuple[str, ...] | None = None
    period: str = ""

    def time(self, spoken_of: Period) -> Period | None:
        """Give the period that is meant where another is spoken of; ``None`` where the offset has none.

        Raises
        ------
        ValueError
            If it cannot be read.
        """
        if not self.period:
            return spoken_of
        if self.period in _OFFSETS:
            return _OFFSETS[self.period](spoken_of)
        return Period.parse(self.period)

    @property
    def text(self) -> str:
        """The name again."""
        brackets = "" if self.members is None else f"[{','.join(self.members)}]"
        return self.indicator + brackets + (f"@{self.period}" if self.period else "")

    @property
    def is_offset(self) -> bool:
        """Whether the period is named by its distance from another."""
        return self.period in _OFFSETS


@lru_cache(maxsize=4096)
def parse_notation(text: str) -> Reference:
    """Read the name of a number.

    Raises
    ------
    NotationError
        If it cannot be read.
    """
    found = _NOTATION.fullmatch(text.strip().translate(_NARROW))
    if not found:
        raise NotationError(
            "{text!r} names no number; allowed: indicator, indicator[entity], indicator@period, such as "
            "residents[jinjiang]@2021",
            text=text,
        )
    return reference_of(found)


def reference_of(found: re.Match[str]) -> Reference:
    """Make the reference of a match."""
    members = found["members"]
    return Reference(
        found["indicator"],
        None if members is None else tuple(name for part in members.split(",") if (name := part.strip())),
        (found["period"] or "").strip(),
    )


def written(indicator: str, members: tuple[str, ...], period: Period | None) -> str:
    """Write the name of a number, without what is empty."""
    brackets = f"[{','.join(members)}]" if members else ""
    return f"{indicator}{brackets}" + (f"@{period.key}" if period else "")
