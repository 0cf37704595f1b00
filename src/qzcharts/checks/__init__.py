"""What ``qzcharts check`` finds: problems of the book and of the data, all in one run."""

from __future__ import annotations

from pathlib import Path

from qzcharts.checks import evidence, exemptions, prose, typography
from qzcharts.checks.manuscript import Manuscript, read_manuscript
from qzcharts.checks.numerals import ALLOWED, Allowed, typed_numerals
from qzcharts.checks.rule import Finding, Rule
from qzcharts.errors import Problem

__all__ = [
    "ALLOWED",
    "RULES",
    "Allowed",
    "Finding",
    "Manuscript",
    "Rule",
    "examine",
    "read_manuscript",
    "run",
    "typed_numerals",
]

RULES = (
    Rule("typed-number", "a figure typed by hand where {metric} belongs", prose.typed_number),
    Rule("unknown-metric", "an id that the data package does not hold", evidence.unknown_metric, "package"),
    Rule("unknown-form", "a form or unit that a metric cannot take", evidence.unknown_form, "ledger"),
    Rule("unused-metric", "a metric that no page uses", evidence.unused_metric, "package"),
    Rule("deprecated-metric", "a use of a metric that was replaced", evidence.deprecated_metric, "package"),
    Rule(
        "share-without-denominator",
        "a published share of a whole that is not published",
        evidence.share_without_denominator,
        "package",
    ),
    Rule("undocumented-file", "a CSV that the data package omits", evidence.undocumented_file, "package"),
    Rule("undocumented-column", "a column without a description", evidence.undocumented_column, "package"),
    Rule("missing-limits", "a chapter without its part on what the data do not show", prose.missing_limits),
    Rule("missing-alt", "a picture without alternative text", prose.missing_alt),
    Rule("missing-caption", "a chart or figure without a caption", prose.missing_caption),
    Rule("broken-line", "a line break inside a Chinese paragraph", prose.broken_line),
    Rule("typography", "marks and spaces that Chinese is not set with", typography.typography),
    Rule("leftover", "a note such as TODO that was left over", prose.leftover),
    Rule("broken-toc", "a page or an entry that the table of contents misses", prose.broken_toc),
    Rule("unreadable-cell", "a cell or options that cannot be read", prose.unreadable),
)


def examine(manuscript: Manuscript) -> list[Problem]:
    """Apply every rule that can run to a manuscript; give the problems in the order of their places."""
    ready = [rule for rule in RULES if getattr(manuscript, rule.needs) is not None]
    found = [(rule.code, finding) for rule in ready for finding in rule.find(manuscript)]
    ran, known = {rule.code for rule in ready}, {rule.code for rule in RULES}
    return sorted({*manuscript.problems, *exemptions.sift(manuscript, found, ran, known)}, key=_place)


def run(project_root: Path) -> list[Problem]:
    """Check the project in a folder.

    Parameters
    ----------
    project_root : Path
        The folder that holds ``book/`` and ``data/``.

    Returns
    -------
    list of Problem
        Sorted by file, line and column; empty where all is well.
    """
    return examine(read_manuscript(project_root))


def _place(problem: Problem) -> tuple[str, int, int, Problem]:
    column = int(problem.column) if problem.column.isdecimal() else 0
    return problem.path, problem.line, column, problem
