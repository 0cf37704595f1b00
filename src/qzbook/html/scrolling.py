"""Boxes of the HTML edition whose content may be wider than the page, and is scrolled within them.

A keyboard must reach what scrolls, and a reader be told what it is (WCAG 2.2, 2.1.1 and 4.1.2). The page's
script takes the stop away again where everything is in sight.
"""

from typing import Any

_NAMED = 60  # characters of a name that is read out


def scrolling(name: str) -> dict[str, Any]:
    """Give the attributes of such a box; its name tells what it is, and which of its kind."""
    return {"role": "region", "tabindex": "0", "aria-label": name}


def shortened(text: str) -> str:
    """Give as much of a text as a name may have."""
    short = " ".join(text.split())
    return short if len(short) <= _NAMED else short[:_NAMED] + "…"
