"""Texts of authors with metrics in braces, such as ``投资完成{construction.plan_share}``.

A form of :func:`~qzcharts.data.forms.render` may follow a bar: ``{metric.id|range}``.
"""

import re
from collections.abc import Callable, Mapping

from qzcharts.bundle import MASK
from qzcharts.data.forms import asked, render
from qzcharts.data.ledger import Ledger
from qzcharts.data.metric import Metric
from qzcharts.data.unit import Unit
from qzcharts.errors import ChartError
from qzcharts.words import Language, capitalized

_FIELD = re.compile(r"\{([^{}]*)\}")
#: Marks of Markdown and HTML, which a plain text would show as they are.
_MARKUP = re.compile(r"\*\*|`[^`]+`|</[A-Za-z]|\]\(")


def filled(template: str, ledger: Ledger, language: Language) -> str:
    """Write the metrics named in braces into a text.

    Raises
    ------
    ChartError
        If nothing is written, a brace has no other, there is markup, or a unit or qualifier is typed beside
        braces, which would stand there twice.
    UnknownNameError
        If the ledger has no such metric.
    """
    if not template.strip():
        raise ChartError("a text of the cell is empty; allowed: words; mend: write them, or leave it out")
    if found := re.search("[{}]", _FIELD.sub("", template)) or _MARKUP.search(template):
        raise ChartError(
            "{mark!r} in {template!r} would be shown as it is; allowed: plain words, and metrics in pairs of "
            "braces; mend: leave it out, or close the braces",
            mark=found[0],
            template=template,
        )

    def value(field: re.Match[str]) -> str:
        name, form = asked(field[1])
        written = render(ledger[name], form, ledger.units, language)
        before, after = re.split(r"\d(?:.*\d)?", written, maxsplit=1)
        for beside, twice in (
            (before, template[: field.start()].endswith(before)),
            (after, template[field.end() :].startswith(after)),
        ):
            if beside and twice:
                raise ChartError(
                    "{word!r} is typed beside {field} in {template!r}, which gives {written}; "
                    "mend: leave it out",
                    word=beside.strip(),
                    field=field[0],
                    template=template,
                    written=written,
                )
        return written

    written = _FIELD.sub(value, template)
    return capitalized(written) if language == "en" else written


def inserted(text: str, find: Callable[[str], Metric], units: Mapping[str, Unit], language: Language) -> str:
    """Write the metrics named in braces, as they are found, into a text of the data, or a part of one."""

    def value(field: re.Match[str]) -> str:
        name, form = asked(field[1])
        return render(find(name), form, units, language)

    return _FIELD.sub(value, text)


def mentioned(template: str) -> list[str]:
    """Give the ids in the braces of a text."""
    return [asked(field)[0] for field in _FIELD.findall(template)]


def masked(template: str) -> str:
    """Give what an author typed of a text, with the metrics in its braces masked."""
    return _FIELD.sub(MASK, template)
