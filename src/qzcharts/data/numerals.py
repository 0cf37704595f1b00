"""Chinese numerals below ten thousand, in which counts are printed: 五, 十, 一百二十, 双."""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_ONE = f"[{''.join(_DIGITS)[1:]}]"
_TENS = f"{_ONE}十{_ONE}?"
_HUNDREDS = f"百(?:零{_ONE}|{_TENS})?"
#: A numeral in full; 三百二 and 两千五 may leave a 十 or a 百 out, so that they are none.
NUMERAL = (
    f"{_ONE}?千(?:零(?:{_TENS}|{_ONE})|{_ONE}{_HUNDREDS})?|{_ONE}?{_HUNDREDS}|{_ONE}?十{_ONE}?|{_ONE}|零|双"
)
_PLACES = re.compile(f"(?P<digit>{_ONE}?)(?P<place>[十百千]?)")
_VALUES = {"": 1, "十": 10, "百": 100, "千": 1000}


def read_numeral(numeral: str) -> int:
    """Give the number that a match of :data:`NUMERAL` says."""
    if numeral == "双":
        return 2
    places = (match for match in _PLACES.finditer(numeral) if match[0])
    return sum(_DIGITS.get(match["digit"], 1) * _VALUES[match["place"]] for match in places)
