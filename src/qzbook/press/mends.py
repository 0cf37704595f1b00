"""How to mend what Sphinx and its extensions warn of, which say it seldom."""

from __future__ import annotations

import re

#: By what a warning says; the first that fits.
_MENDS = [
    (re.compile(said), mend)
    for said, mend in (
        (
            "Unknown interpreted text role|No role entry",
            "write a role that there is, such as {metric}`id`, {numref}`name`, {ref}`name`, {sup}`words`",
        ),
        (
            "Unknown directive type",
            "write a directive that there is, such as {note}, {figure}, {list-table}; % words are a comment",
        ),
        ("Unknown option keys", "leave the option out, or write one of those that are allowed"),
        (
            "undefined label|reference target not found|cross-reference target|unknown document"
            "|equation not found|not in glossary|citation not found",
            "name what there is: (name)= above a heading, the name of a figure, the file of a page",
        ),
        ("number is not assigned", "have _toc.yml number the part, or refer to it by words: {ref}`name`"),
        (
            "(?:image|download) file not readable|file not found",
            "give the path of a file that there is, as seen from this page",
        ),
        ("not expected with external-toc", "take it out; book/_toc.yml lists the pages"),
        (
            "nonexisting document|included in any toctree",
            "list the page in book/_toc.yml, or correct its name there",
        ),
        ("[Dd]uplicate|more than one target", "give one of them another name"),
        (
            "[Ll]exer|could not be lexed|[Ll]exing",
            "name the language of the code as Pygments does, or write text",
        ),
        ("Non-consecutive header level", "write the heading with one # more than the one it stands under"),
        ("is deprecated, place under 'myst'", "put the key and its value under myst:"),
        ("cannot be mocked", "write the directive as reStructuredText, within ```{eval-rst}"),
        (
            "content block|none permitted|argument\\(s\\)|Content block expected|Invalid context",
            "write between the fences of the directive what belongs to it, and the rest behind them",
        ),
    )
]


def with_mend(message: str) -> str:
    """Add to a message how to mend what it says, unless it says so or nobody knows."""
    if "mend: " in message:
        return message
    mend = next((mend for said, mend in _MENDS if said.search(message)), "")
    return f"{message}\n  mend: {mend}" if mend else message
