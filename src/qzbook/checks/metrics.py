"""Rules for metrics and data: what the pages use, what the data package says of itself."""

import re
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding
from qzbook.validation import undocumented
from qzbook.words import gettext
from qzcharts.errors import UnknownNameError

#: A share of a whole says so in its name; rates, growth and changes of prices have no whole to be published.
_SHARE = re.compile(r"占|比例|比重|份额|构成")
_NO_SHARE = re.compile(r"增长|增速|增幅|下降|降幅|涨幅|涨跌|价格|指数|率$")


def unused_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find metrics and statements that no page uses; one that was replaced may stand unused."""
    used = {use.name for page in manuscript.pages for use in page.uses}
    for name, entry in manuscript.entries.items():
        if name not in used and not entry.row.get("replaced_by"):
            message = gettext("no page uses {name}", name=name)
            mend = gettext("use it, remove the row, or say in data/exemptions.csv why it stays")
            yield Finding(entry.table.path, entry.line, "id", message, mend, name)


def deprecated_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find uses of a metric whose row names another that replaces it."""
    replaced = {
        name: entry.row["replaced_by"]
        for name, entry in manuscript.entries.items()
        if entry.row.get("replaced_by")
    }
    for page in manuscript.pages:
        for use in page.uses:
            if other := replaced.get(use.name):
                message, mend = _replaced(use.name, other), gettext("use {name}", name=other)
                yield Finding(use.path, use.line, "", message, mend, use.name, use.exemptions)
    for name, entry in manuscript.entries.items():
        other = replaced.get(name, "")
        if other and other not in manuscript.entries:
            message = str(UnknownNameError(gettext("metric"), other, manuscript.entries))
            mend = gettext("name a metric")
            yield Finding(entry.table.path, entry.line, "replaced_by", message, mend, name)
        formula = manuscript.ledger[name].formula if name in manuscript.ledger else None
        for operand in formula.operands if formula else ():
            if operand in replaced:
                message = _replaced(operand, replaced[operand])
                mend = gettext("compute with {name}", name=replaced[operand])
                yield Finding(entry.table.path, entry.line, "formula", message, mend, name)


def _replaced(name: str, other: str) -> str:
    return gettext("{name} is replaced by {other}", name=name, other=other)


def share_without_denominator(manuscript: Manuscript) -> Iterator[Finding]:
    """Find published shares of a whole that is not published."""
    for metric in manuscript.ledger:
        whole, label = metric.row.get("denominator", ""), metric.label("indicator")
        is_share = metric.quantity.unit.symbol == "%" and _SHARE.search(label) and not _NO_SHARE.search(label)
        if metric.formula or not is_share or whole in manuscript.ledger:
            continue
        message = (
            gettext("{name} is a share of {whole} that is not published", name=metric.id, whole=whole)
            if whole
            else gettext("{name} is a share of a whole that is not published", name=metric.id)
        )
        mend = gettext(
            "name the metric of the whole in a column denominator, or exempt it in data/exemptions.csv"
        )
        yield Finding(metric.path, metric.line, "unit", message, mend, metric.id)


def undocumented_file(manuscript: Manuscript) -> Iterator[Finding]:
    """Find CSVs that the data package does not describe."""
    yield from (finding for code, finding in _undocumented(manuscript) if code == "undocumented-file")


def undocumented_column(manuscript: Manuscript) -> Iterator[Finding]:
    """Find columns that the data package names but does not explain."""
    yield from (finding for code, finding in _undocumented(manuscript) if code == "undocumented-column")


def _undocumented(manuscript: Manuscript) -> Iterator[tuple[str, Finding]]:
    for problem in undocumented(manuscript.ledger.package):
        place = problem.path, problem.line, problem.column
        subject = f"{problem.path}:{problem.column}" if problem.column else problem.path
        yield problem.code, Finding(*place, problem.message, problem.mend, subject)
