"""Colours that a `pandas.Styler` gives to cells become marks, which both formats have.

A stylesheet within a page is refused by its policy, and colours that are chosen for a light page cannot be
read on a dark one. What is bold or italic stays so.
"""

import re

from docutils import nodes

from qzbook.markup.told import tell
from qzbook.words import gettext

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CELL = re.compile(r'(<t[dh] id="(\w+)"[^>]*>)(.*?)(</t[dh]>)', re.DOTALL)
_COLOURS = ("background-color", "background", "color")


def mark_cells(raw: nodes.raw) -> None:
    """Mark the cells of a styled table, or tell that it cannot do with marks."""
    looks = _looks(raw.astext())
    colours = {colour for look in looks.values() if (colour := _colour(look))}
    if len(colours) > 1:
        message = gettext(
            "this table tells its cells apart by {number} colours; allowed: one, for marks",
            number=len(colours),
        )
        mend = gettext("mark the cells that matter in one colour, or say in a column what the colours mean")
        tell(raw, "output", message, mend)
    if looks:
        raw[:] = [nodes.Text(_CELL.sub(lambda cell: _marked(cell, looks), raw.astext()))]


def _looks(html: str) -> dict[str, dict[str, str]]:
    """Give the declarations for each element that has some by its id."""
    looks: dict[str, dict[str, str]] = {}
    for selectors, body in (rule for style in _STYLE.findall(html) for rule in _RULE.findall(style)):
        pairs = (part.split(":", 1) for part in body.split(";") if ":" in part)
        declarations = {name.strip(): value.strip() for name, value in pairs}
        for selector in selectors.split(","):
            if found := re.fullmatch(r"\s*#(\w+)\s*", selector):
                looks.setdefault(found[1], {}).update(declarations)
    return looks


def _colour(look: dict[str, str]) -> str:
    return next((look[name] for name in _COLOURS if look.get(name)), "")


def _marked(cell: re.Match[str], looks: dict[str, dict[str, str]]) -> str:
    start, name, content, end = cell.groups()
    look = looks.get(name, {})
    tags = {
        "mark": bool(_colour(look)),
        "b": look.get("font-weight") in ("bold", "bolder", "600", "700", "800", "900"),
        "i": look.get("font-style") in ("italic", "oblique"),
    }
    for tag in (tag for tag, wanted in tags.items() if wanted and content.strip()):
        content = f"<{tag}>{content}</{tag}>"
    return f"{start}{content}{end}"
