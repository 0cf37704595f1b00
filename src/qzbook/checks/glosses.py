"""The rule for the English of quotations, which stay Chinese in an edition in English."""

import re
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.numerals import figures
from qzbook.checks.rule import Finding
from qzbook.evidence.glosses import carried
from qzbook.translation.parity import counted
from qzbook.words import gettext
from qzcharts.errors import UnknownNameError
from qzcharts.template import masked, mentioned
from qzcharts.words import has_chinese

_DIGITS = re.compile(r"\d[\d.]*")
_TABLE, _WORDS, _ENGLISH = "glosses", "words", "english"


def missing_gloss(manuscript: Manuscript) -> Iterator[Finding]:
    """Find quotations without English, where the data have a table of it, and English of none."""
    table = manuscript.ledger.package.tables.get(_TABLE)
    if table is None:
        return
    known = {row[_WORDS] for row in table.rows}
    quoted = {entry.quotation for entry in manuscript.entries.values()} - {""}
    for name, entry in manuscript.entries.items():
        if entry.row.get("quotation") and entry.quotation not in known:
            message = gettext(
                "{quotation!r} has no English; allowed: quotations that {path} has",
                quotation=entry.quotation,
                path=table.path,
            )
            mend = gettext("add a row to {path}: these words, and what they mean", path=table.path)
            yield Finding(entry.path, entry.line, "quotation", message, mend, name)
    for line, row in table.numbered():
        for column, message, mend in _faults(manuscript, quoted, row[_WORDS], row[_ENGLISH]):
            yield Finding(table.path, line, column, message, mend, row[_WORDS])


def _faults(
    manuscript: Manuscript, quoted: set[str], words: str, english: str
) -> Iterator[tuple[str, str, str]]:
    if words not in quoted:
        message = gettext("nothing quotes {words!r}; allowed: quotations of the data", words=words)
        yield _WORDS, message, gettext("correct it to the words that are quoted, or remove the row")
    if has_chinese(english):
        message = gettext(
            "{english!r} is not all English; allowed: English, names romanised", english=english
        )
        yield _ENGLISH, message, gettext("translate it")
    for figure in figures(masked(english), manuscript.ledger.units, manuscript.ledger.names):
        message = gettext("{figure!r} is typed; allowed: metrics in braces", figure=figure.text)
        yield _ENGLISH, message, gettext("write the id of its metric in braces")
    if said := counted(masked(english), words):
        message = gettext("{figure!r} is typed; allowed: metrics in braces", figure=said)
        yield _ENGLISH, message, gettext("write the id of its metric in braces")
    for name in mentioned(english):
        try:
            metric = carried(manuscript.ledger, words, name)
        except UnknownNameError as error:
            yield _ENGLISH, str(error), gettext("write an id of the ledger; `qzcharts list` shows them")
            continue
        if metric.quotation != words and not any(
            each in words for each in _DIGITS.findall(metric.text("zh"))
        ):
            message = gettext(
                "{name} is {metric}, which {words!r} does not say; allowed: its own numbers",
                name=name,
                metric=metric.text("zh"),
                words=words,
            )
            yield _ENGLISH, message, gettext("write the number of these words, with its period after @")
