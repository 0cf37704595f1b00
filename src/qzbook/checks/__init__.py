"""What ``qzcharts check`` finds in what readers see, and in the data: all of it in one run."""

from collections.abc import Iterable
from dataclasses import replace

from qzbook.checks import (
    cells,
    characters,
    exemptions,
    glosses,
    hidden,
    metrics,
    periods,
    prose,
    translations,
    typed_references,
    typography,
    whole_pages,
)
from qzbook.checks.manuscript import Manuscript, assemble
from qzbook.checks.reader import SEEN, CheckBuilder, Pages
from qzbook.checks.rule import Finding, Rule
from qzbook.words import marked
from qzcharts.errors import Problem

__all__ = [
    "RULES",
    "SEEN",
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
    Rule(prose.typed_number, marked("a figure typed by hand where {{metric}} belongs"), by_page=True),
    Rule(prose.broken_role, marked("a role such as {{metric}} that is shown as it stands"), by_page=True),
    Rule(
        typed_references.typed_reference,
        marked("a number of a figure, a table or a chapter typed where a reference belongs"),
        by_page=True,
    ),
    Rule(
        prose.doubled_wording, marked("a unit, a qualifier or a sign that a metric says itself"), by_page=True
    ),
    Rule(periods.other_period, marked("words for a time, or a fact, that are of another time"), by_page=True),
    Rule(prose.leftover, marked("a note such as TODO that was left over"), by_page=True),
    Rule(characters.unshown_character, marked("a character that no font of the book has")),
    Rule(typography.typography, marked("marks and spaces that Chinese is not set with"), by_page=True),
    Rule(
        hidden.hidden_character, marked("a sign that nobody sees, such as one that turns text"), by_page=True
    ),
    Rule(hidden.formula_cell, marked("a text of the data that a spreadsheet would compute")),
    Rule(cells.not_run, marked("a page whose outputs are not those of its cells and data")),
    Rule(
        cells.lost_chart,
        marked("a chart that is not shown, a caption over nothing"),
        of_outputs=True,
        by_page=True,
    ),
    Rule(cells.unchecked_picture, marked("a picture of a cell whose figures nobody can tell")),
    Rule(cells.missing_alt, marked("a picture without alternative text")),
    Rule(cells.missing_caption, marked("a chart or figure without a caption")),
    Rule(whole_pages.missing_limits, marked("a chapter without its part on what the data do not show")),
    Rule(whole_pages.broken_toc, marked("a page or an entry that the table of contents misses")),
    Rule(
        translations.untranslated,
        marked("a text that has no translation, though the book is in another language"),
    ),
    Rule(translations.stale_translation, marked("a translation of what has changed or is gone")),
    Rule(
        translations.other_references, marked("a translation that cites other numbers, statements or links")
    ),
    Rule(translations.typed_translation, marked("a number typed in a translation alone")),
    Rule(translations.untranslated_words, marked("Chinese words in a translation, without a mark")),
    Rule(translations.broken_translation, marked("a translation that is no text of one paragraph")),
    Rule(metrics.unused_metric, marked("a metric or a statement that no page uses"), of_outputs=True),
    Rule(metrics.unused_alias, marked("a row of other names of what no page speaks of"), of_outputs=True),
    Rule(metrics.deprecated_metric, marked("a use of a metric that was replaced")),
    Rule(metrics.share_without_denominator, marked("a published share of a whole that is not published")),
    Rule(metrics.disagreement, marked("a published number that cannot be what follows from others")),
    Rule(glosses.missing_gloss, marked("a quotation whose English is missing, or out of date")),
    Rule(metrics.undocumented_file, marked("a file in data/ that the data package omits")),
    Rule(metrics.undocumented_column, marked("a column without a description")),
)


def examine(manuscript: Manuscript) -> list[Problem]:
    """Apply every rule to a manuscript; give the problems in the order of their places.

    Pages on which the rules that judge page by page find nothing are marked, so that these pass over them
    until the page is read again or the data change.
    """
    data = manuscript.ledger.package.digest
    doubtful = replace(manuscript, pages=tuple(page for page in manuscript.pages if page.sound_with != data))
    ran = [rule for rule in RULES if manuscript.ran or not rule.of_outputs]
    found = {rule: list(rule.find(doubtful if rule.by_page else manuscript)) for rule in ran}
    if manuscript.ran:
        faulty = {each.path for rule, findings in found.items() if rule.by_page for each in findings}
        for page in doubtful.pages:
            if page.paths.isdisjoint(faulty):
                page.sound_with = data
    told = [(rule.code, finding) for rule, findings in found.items() for finding in findings]
    codes = {rule.code for rule in RULES}
    return in_order(exemptions.sift(manuscript, told, {rule.code for rule in ran}, codes))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Give problems by file, line and column, each once."""
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, int, Problem]:
    column = int(problem.column) if problem.column.isdecimal() else 0
    return problem.path, problem.line, column, problem
