"""Rules for metrics and data: what the pages use, what the data package says of itself."""

import ast
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding
from qzbook.validation import undocumented
from qzbook.words import gettext
from qzcharts.data import Metric
from qzcharts.data.aliases import compared, named
from qzcharts.data.formula_words import result, written
from qzcharts.data.indicator import Measure
from qzcharts.data.reconcile import Reconciliation, Verdict
from qzcharts.data.wording import interval
from qzcharts.errors import UnknownNameError
from qzcharts.words import user_language


def unused_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find indicators and statements that no page uses; one that was replaced may stand unused.

    Of an indicator it is enough that one of its numbers is used, or is computed with.
    """
    used = {use.name for page in manuscript.pages for use in page.uses}
    metrics = manuscript.ledger.metrics
    spoken_of = {metrics[name].indicator.id for name in used if name in metrics}
    told: set[str] = set()
    for name, entry in manuscript.entries.items():
        subject = entry.indicator.id if isinstance(entry, Metric) else name
        if subject in used | spoken_of | told or entry.row.get("replaced_by"):
            continue
        told.add(subject)
        message = gettext("no page uses {name}", name=subject)
        mend = gettext("use it, remove the row, or say in data/exemptions.csv why it stays")
        column = next((name for name in ("id", "indicator") if name in entry.row), "")
        yield Finding(entry.path, entry.line, column, message, mend, subject)


def unused_alias(manuscript: Manuscript) -> Iterator[Finding]:
    """Find rows of other names whose own names no page says, so that they lead to nothing.

    Entities stand in the ledger, if nowhere else.
    """
    text = compared(" ".join(passage.words for passage in manuscript.passages))
    for each in named(manuscript.ledger.package.tables):
        row = each.row
        if "id" in row.table.columns or any(compared(name) in text for name in each.names):
            continue
        name = each.labels[0]
        message = gettext("no page says {name!r}, which has other names for search", name=name)
        mend = gettext("write it as the pages do, or remove the row")
        yield Finding(row.table.path, row.line, "label_zh", message, mend, name)


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
            yield Finding(entry.path, entry.line, "replaced_by", message, mend, name)
        for operand in entry.operands if isinstance(entry, Metric) else ():
            if operand in replaced:
                message = _replaced(operand, replaced[operand])
                mend = gettext("compute with {name}", name=replaced[operand])
                yield Finding(entry.path, entry.line, "formula", message, mend, name)


def _replaced(name: str, other: str) -> str:
    return gettext("{name} is replaced by {other}", name=name, other=other)


def share_without_denominator(manuscript: Manuscript) -> Iterator[Finding]:
    """Find published shares of a whole that is not published."""
    published = {metric.indicator.id for metric in manuscript.ledger}
    told: set[str] = set()
    for metric in manuscript.ledger:
        indicator = metric.indicator
        if metric.formula or indicator.measure != Measure.SHARE or indicator.of in published - {""}:
            continue
        if indicator.id not in told:
            told.add(indicator.id)
            message = (
                gettext(
                    "{name} is a share of {whole} that is not published",
                    name=indicator.id,
                    whole=indicator.of,
                )
                if indicator.of
                else gettext("{name} is a share of a whole that is not published", name=indicator.id)
            )
            mend = gettext(
                "name the indicator of the whole in a column of, or exempt it in data/exemptions.csv"
            )
            yield Finding(indicator.path, indicator.line, "of", message, mend, indicator.id)


def disagreement(manuscript: Manuscript) -> Iterator[Finding]:
    """Find published numbers that cannot be what follows from others."""
    ledger, language = manuscript.ledger, user_language()
    for name, found in ledger.reconciliations.items():
        metric = ledger.metrics[name]
        for each in found:
            if each.verdict is not Verdict.DISAGREES:
                continue
            message = gettext(
                "{name} is {published}, which stands for {interval}, and {formula} gives {result}; "
                "allowed: what both can be",
                name=name,
                published=metric.text(language),
                interval=interval(metric.quantity, language),
                formula=written(each.calculation, [ledger.metrics[one] for one in each.operands], language),
                result=result(each.quantity, language),
            )
            mend = _mends(metric, each)
            yield Finding(metric.path, metric.line, each.column, message, mend, name)


def _mends(metric: Metric, found: Reconciliation) -> str:
    """Say how a disagreement can be mended, by what was computed."""
    measure, name = metric.indicator.measure, metric.id
    match found.calculation.tree:
        case ast.Call(ast.Name("sum")):
            return gettext(
                "correct the wrong cell, give a part that is missing a row in data/entities.csv, or exempt "
                "{name} in data/exemptions.csv",
                name=name,
            )
        case ast.Call(ast.Name("share" | "complement")) if measure == Measure.SHARE:
            return gettext(
                "correct the wrong cell, say in data/formulas.csv how {indicator} is computed, or exempt "
                "{name} in data/exemptions.csv",
                indicator=metric.indicator.id,
                name=name,
            )
        case ast.Call(ast.Name("growth" | "difference" | "points")) if measure == Measure.CHANGE:
            return gettext(
                "correct the wrong cell, say in the column basis of data/indicators.csv on what basis level "
                "and change are, or exempt {name} in data/exemptions.csv",
                name=name,
            )
        case _:
            return gettext(
                "correct the wrong cell or the formula, or exempt {name} in data/exemptions.csv", name=name
            )


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
