"""Read the book as a build would, but run nothing and write no page, and judge what readers would see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qzbook.checks import CheckBuilder, Manuscript, assemble, examine, in_order
from qzbook.edition import package_digest
from qzbook.errors import BuildError
from qzbook.press.agreement import disagreements
from qzbook.press.application import attempt
from qzbook.press.mends import parted
from qzbook.press.workspace import KeptPages, held
from qzbook.project import Project
from qzbook.validation import open_ledger, quotations
from qzcharts.data.ledger import Ledger
from qzcharts.errors import Problem, ProblemsError

#: A message of Sphinx: place, words, name of the rule.
_MESSAGE = re.compile(
    r"(?:(?P<path>[^\s:]+\.\w+)(?::(?P<line>\d+))?: )?(?P<message>.*?)(?: \[(?P<code>[\w.-]+)\])?", re.DOTALL
)


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes
    ----------
    problems : list of Problem
        In the order of their places.
    pages, metrics : int
        How many were judged.
    unseen : list of str
        Sources whose text is not there, so that quotations could not be compared with it.
    lost : str
        Why what was kept for this check was not used, if it was not.
    """

    problems: list[Problem]
    pages: int = 0
    metrics: int = 0
    unseen: list[str] = field(default_factory=list)
    lost: str = ""


def check(project: Project) -> Report:
    """Check a project with the outputs that its cells had when they last ran.

    Where the data cannot be used, or something lies there that does not belong into a project, that alone is
    told: without them no figure can be judged.

    Raises
    ------
    BuildError
        If a build of the project is running, or its configuration cannot be used.
    """
    try:
        with held(project) as noted:
            return _check(project, KeptPages(project, noted), open_ledger(project.root))
    except ProblemsError as error:
        return Report(in_order(error.problems))


def _check(project: Project, kept: KeptPages, ledger: Ledger) -> Report:
    package = package_digest()
    with kept.use(package) as lost:
        try:
            app, messages = attempt(
                project,
                "check",
                kept.folder,
                overrides={"qzcharts_run_notebooks": False},
            )
        except BuildError as error:
            return Report([problem(str(error))])
        found = [problem(message) for message in messages]
        report = Report(in_order(found))
        if app is not None and isinstance(app.builder, CheckBuilder) and app.builder.pages is not None:
            report = judge(assemble(project.root, app.env, app.builder.pages, ledger), found)
            app.builder.keep()
        report = replace(report, lost=lost)
        if not messages:
            kept.keep(package, kept.notes)
    return report


def judge(manuscript: Manuscript, found: Sequence[Problem] = ()) -> Report:
    """Judge a book that was read.

    Parameters
    ----------
    manuscript : Manuscript
    found : sequence of Problem
        What is known to be wrong already.
    """
    if not manuscript.ran:
        # Charts that are not there yet have no label; that their cells have not run is told.
        found = [problem for problem in found if "undefined label" not in problem.message]
    package, root = manuscript.ledger.package, manuscript.root
    misquoted, unseen = quotations.compare(package, root)
    problems = in_order([*found, *misquoted, *disagreements(package, root), *examine(manuscript)])
    return Report(problems, len(manuscript.pages), len(manuscript.entries), unseen)


def problem(message: str) -> Problem:
    """Make a problem of a message of Sphinx."""
    said, mend = parted(message)
    match = _MESSAGE.fullmatch(said)
    assert match is not None
    place = match["path"] or "book", int(match["line"] or 0), ""
    return Problem(*place, match["code"] or "build", match["message"], mend)
