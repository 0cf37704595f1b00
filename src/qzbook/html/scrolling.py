"""Boxes of the HTML edition whose content may be wider than the page, and is scrolled within them.

A keyboard must reach what scrolls, and a reader be told what it is (WCAG 2.2, 2.1.1 and 4.1.2). The page's
script takes the stop away again where everything is in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NAMED = 60  # characters of a name that is read out


def scrolling(words: Mapping[str, str], kind: str, name: str) -> dict[str, Any]:
    """Give the attributes of such a box.

    Parameters
    ----------
    words : mapping of str to str
        Of the page's language, as in `qzbook.html.interface.INTERFACE`.
    kind : {"table", "formula"}
    name : str
        What tells it from others of its kind.
    """
    short = " ".join(name.split())
    short = short if len(short) <= _NAMED else short[:_NAMED] + "…"
    return {"role": "region", "tabindex": "0", "aria-label": words[f"scrolling_{kind}"].format(short)}
