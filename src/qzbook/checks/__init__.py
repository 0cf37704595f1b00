"""What ``qzcharts check`` finds in what readers see, and in the data: all of it in one run."""

from __future__ import annotations

from collections.abc import Iterable

from qzbook.checks import (
    cells,
    characters,
    contents,
    evidence,
    exemptions,
    hidden,
    prose,
    typed_references,
    typography,
)
from qzbook.checks.manuscript import Manuscript, assemble
from qzbook.checks.reader import CheckBuilder, Pages
from qzbook.checks.rule import Finding, Rule
from qzcharts.errors import Problem

__all__ = [
    "RULES",
    "CheckBuilder",
    "Finding",
    "Manuscript",
    "Pages",
    "Rule",
    "assemble",
    "examine",
    "in_order",
]

RULES = (
    Rule("typed-number", "a figure typed by hand where {metric} belongs", prose.typed_number),
    Rule("broken-role", "a role such as {metric} that is shown as it stands", prose.broken_role),
    Rule(
        "typed-reference",
        "a number of a figure, a table or a chapter typed where a reference belongs",
        typed_references.typed_reference,
    ),
    Rule("doubled-wording", "a unit, a qualifier or a sign that a metric says itself", prose.doubled_wording),
    Rule("leftover", "a note such as TODO that was left over", prose.leftover),
    Rule("unshown-character", "a character that no font of the book has", characters.unshown_character),
    Rule("typography", "marks and spaces that Chinese is not set with", typography.typography),
    Rule("hidden-character", "a sign that nobody sees, such as one that turns text", hidden.hidden_character),
    Rule("formula-cell", "a text of the data that a spreadsheet would compute", hidden.formula_cell),
    Rule("not-run", "a page whose outputs are not those of its cells and data", cells.not_run),
    Rule(
        "lost-chart", "a chart that is not shown, a caption over nothing", cells.lost_chart, of_outputs=True
    ),
    Rule("unchecked-picture", "a picture of a cell whose figures nobody can tell", cells.unchecked_picture),
    Rule("missing-alt", "a picture without alternative text", cells.missing_alt),
    Rule("missing-caption", "a chart or figure without a caption", cells.missing_caption),
    Rule(
        "missing-limits", "a chapter without its part on what the data do not show", contents.missing_limits
    ),
    Rule("broken-toc", "a page or an entry that the table of contents misses", contents.broken_toc),
    Rule(
        "unused-metric", "a metric or a statement that no page uses", evidence.unused_metric, of_outputs=True
    ),
    Rule("deprecated-metric", "a use of a metric that was replaced", evidence.deprecated_metric),
    Rule(
        "share-without-denominator",
        "a published share of a whole that is not published",
        evidence.share_without_denominator,
    ),
    Rule("undocumented-file", "a file in data/ that the data package omits", evidence.undocumented_file),
    Rule("undocumented-column", "a column without a description", evidence.undocumented_column),
)


def examine(manuscript: Manuscript) -> list[Problem]:
    """Apply every rule to a manuscript; give the problems in the order of their places."""
    ran = [rule for rule in RULES if manuscript.ran or not rule.of_outputs]
    found = [(rule.code, finding) for rule in ran for finding in rule.find(manuscript)]
    codes = {rule.code for rule in RULES}
    return in_order(exemptions.sift(manuscript, found, {rule.code for rule in ran}, codes))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Give problems by file, line and column, each once."""
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, int, Problem]:
    column = int(problem.column) if problem.column.isdecimal() else 0
    return problem.path, problem.line, column, problem
