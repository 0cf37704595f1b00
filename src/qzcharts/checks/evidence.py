"""Rules for metrics and data: what the pages use, what the data package says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from qzcharts.checks.manuscript import Manuscript
from qzcharts.checks.page import Page, Use
from qzcharts.checks.rule import Finding, on_page
from qzcharts.data.derive import parse_formula
from qzcharts.data.package import undocumented
from qzcharts.data.wording import render
from qzcharts.errors import FormulaError, UnitError, UnknownNameError


def _uses(manuscript: Manuscript) -> Iterator[tuple[Page, Use]]:
    """Give every place that uses a metric; the generated ledger is none."""
    package = manuscript.package
    for page in manuscript.pages:
        for use in page.uses:
            yield page, use
        for load in page.loads:
            table = package.tables.get(load.table) if package else None
            if table is None or "id" not in table.columns:
                continue
            rows = table.rows if load.row is None else table.rows[load.row : load.row + 1]
            for row in rows:
                yield page, Use(load.line, load.column, row["id"])


def unknown_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find ids that the data package does not hold, and tables likewise."""
    assert manuscript.package
    mend = "write an id of the ledger; `qzcharts list` shows them"
    known = {*manuscript.figures, *manuscript.lists}
    for page, use in _uses(manuscript):
        if use.certain and use.name not in known:
            message = str(UnknownNameError("metric", use.name, manuscript.figures))
            yield on_page(page, use.line, use.column, message, mend)
    for page in manuscript.pages:
        for table in page.tables:
            if table.name not in manuscript.package.tables:
                message = str(UnknownNameError("table", table.name, manuscript.package.tables))
                yield on_page(page, table.line, table.column, message, "write the name of a table of data/")


def unknown_form(manuscript: Manuscript) -> Iterator[Finding]:
    """Find forms that nobody can write, such as a unit that does not fit."""
    assert manuscript.ledger
    ledger = manuscript.ledger
    for page, use in _uses(manuscript):
        if use.form and use.name in ledger:
            try:
                render(ledger[use.name].quantity, use.form, ledger.units)
            except UnitError as error:
                mend = "write `id`, or `id|form` with one of these"
                yield on_page(page, use.line, use.column, f"{use.name}|{use.form}: {error}", mend)


def unused_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find metrics that no page uses; one that was replaced may stand unused."""
    used = {use.name for _, use in _uses(manuscript)}
    for name, figure in manuscript.figures.items():
        if name not in used and not figure.row.get("replaced_by"):
            mend = "use it, remove the row, or say in data/exemptions.csv why it stays"
            yield Finding(figure.table.path, figure.line, "id", f"no page uses {name}", mend, name)


def deprecated_metric(manuscript: Manuscript) -> Iterator[Finding]:
    """Find uses of a metric whose row names another that replaces it."""
    replaced = {
        name: figure.row["replaced_by"]
        for name, figure in manuscript.figures.items()
        if figure.row.get("replaced_by")
    }
    for page, use in _uses(manuscript):
        if use.name in replaced:
            other = replaced[use.name]
            message, mend = f"{use.name} is replaced by {other}", f"use {other}"
            yield on_page(page, use.line, use.column, message, mend)
    for name, figure in manuscript.figures.items():
        other = replaced.get(name, "")
        if other and other not in manuscript.figures:
            message = str(UnknownNameError("metric", other, manuscript.figures))
            yield Finding(figure.table.path, figure.line, "replaced_by", message, "name a metric", name)
        try:
            operands = parse_formula(figure.row["formula"]).operands if "formula" in figure.row else ()
        except FormulaError:
            continue  # Told by the data package.
        for operand in operands:
            if operand in replaced:
                message = f"{operand} is replaced by {replaced[operand]}"
                mend = f"compute with {replaced[operand]}"
                yield Finding(figure.table.path, figure.line, "formula", message, mend, name)


def share_without_denominator(manuscript: Manuscript) -> Iterator[Finding]:
    """Find published shares of a whole that is not published."""
    assert manuscript.package
    ratios = {
        row.get("unit")
        for table in manuscript.package.having("factor")
        for row in table.rows
        if not row.get("dimension", "-")
    }
    for name, figure in manuscript.figures.items():
        whole = figure.row.get("denominator", "")
        if "formula" in figure.row or figure.row.get("unit") not in ratios or whole in manuscript.figures:
            continue
        message = f"{name} is a share of {whole or 'a whole'} that is not published"
        mend = "name the metric of the whole in a column denominator, or exempt it in data/exemptions.csv"
        yield Finding(figure.table.path, figure.line, "unit", message, mend, name)


def undocumented_file(manuscript: Manuscript) -> Iterator[Finding]:
    """Find CSVs that the data package does not describe."""
    yield from (finding for code, finding in _undocumented(manuscript) if code == "undocumented-file")


def undocumented_column(manuscript: Manuscript) -> Iterator[Finding]:
    """Find columns that the data package names but does not explain."""
    yield from (finding for code, finding in _undocumented(manuscript) if code == "undocumented-column")


def _undocumented(manuscript: Manuscript) -> Iterator[tuple[str, Finding]]:
    assert manuscript.package
    for problem in undocumented(manuscript.package):
        place = problem.path, problem.line, problem.column
        subject = f"{problem.path}:{problem.column}" if problem.column else problem.path
        yield problem.code, Finding(*place, problem.message, problem.mend, subject)
