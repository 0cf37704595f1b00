"""How to mend what Sphinx and its extensions warn of, which say it seldom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qzbook.errors import with_mend
from qzbook.words import gettext

#: Before what to do, on a line of its own or within a sentence.
_SAID = re.compile(r"(?P<line>\n\s*)?(?:mend: |改法：)")


def mended(message: str) -> str:
    """Add to a message how to mend what it says, unless it says so or nobody knows."""
    what, mend = parted(message)
    if not mend and not _SAID.search(message):
        mend = next((mend for words, mend in _mends() if re.search(words, message)), "")
    return with_mend(what, mend) if mend else message


def parted(message: str) -> tuple[str, str]:
    """Part what a message says from how to mend it, which is empty where no line of its own says so."""
    found = _SAID.search(message)
    return (message[: found.start()], message[found.end() :]) if found and found["line"] else (message, "")


def _mends() -> Iterator[tuple[str, str]]:
    """Give mends by what a warning says; the first that fits."""
    yield (
        "Unknown interpreted text role|No role entry",
        gettext(
            "write a role that there is, such as {{metric}}`id`, {{numref}}`name`, {{ref}}`name`, "
            "{{sup}}`words`"
        ),
    )
    yield (
        "Unknown directive type",
        gettext(
            "write a directive that there is, such as {{note}}, {{figure}}, {{list-table}}; "
            "% words are a comment"
        ),
    )
    yield "Unknown option keys", gettext("leave the option out, or write one of those that are allowed")
    yield (
        "undefined label|reference target not found|cross-reference target|unknown document"
        "|equation not found|not in glossary|citation not found",
        gettext("name what there is: (name)= above a heading, the name of a figure, the file of a page"),
    )
    yield (
        "number is not assigned",
        gettext("have _toc.yml number the part, or refer to it by words: {{ref}}`name`"),
    )
    yield (
        "(?:image|download) file not readable|file not found",
        gettext("give the path of a file that there is, as seen from this page"),
    )
    yield "not expected with external-toc", gettext("take it out; book/_toc.yml lists the pages")
    yield (
        "nonexisting document|included in any toctree",
        gettext("list the page in book/_toc.yml, or correct its name there"),
    )
    yield "[Dd]uplicate|more than one target", gettext("give one of them another name")
    yield (
        "[Ll]exer|could not be lexed|[Ll]exing",
        gettext("name the language of the code as Pygments does, or write text"),
    )
    yield (
        "Non-consecutive header level",
        gettext("write the heading with one # more than the one it stands under"),
    )
    yield "is deprecated, place under 'myst'", gettext("put the key and its value under myst:")
    yield "cannot be mocked", gettext("write the directive as reStructuredText, within ```{{eval-rst}}")
    yield (
        "content block|none permitted|argument\\(s\\)|Content block expected|Invalid context",
        gettext("write between the fences of the directive what belongs to it, and the rest behind them"),
    )
