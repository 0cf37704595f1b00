"""Whether what is published is what a build would publish again: then there is nothing to do.

This is asked before anything that is slow to import, so that an answer costs a fraction of a second.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from qzbook.edition import SOURCES, Edition, identify, package_digest
from qzbook.press.publish import Editions, require_edition
from qzbook.press.state import State, environment, stamps
from qzbook.press.workspace import prepare
from qzbook.project import CITATION, Project
from qzcharts.data.package import SOURCE_TEXTS


def recall(project: Project, *, review: bool) -> Editions | None:
    """Give what is published if a build would publish the same, without a problem; otherwise nothing.

    Parameters
    ----------
    project : Project
    review : bool
        Whether the reviewers' copy is wanted.

    Raises
    ------
    ProblemsError
        If something lies in the project that does not belong there.
    """
    prepare(project)
    require_edition(project.output)
    try:
        record = State(project.workspace).read("published")
        if record["state"] != _state(project, identify(project.root), review):
            return None
        pdfs = tuple(project.output / "pdf" / name for name in record["pdfs"])
        return Editions(project.output / "html/index.html", pdfs, record["pages"], problems=0)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember(
    project: Project, edition: Edition, editions: Editions, *, review: bool, inputs: Iterable[str]
) -> None:
    """Note what has been published, if all that it came from is known and still the same.

    Parameters
    ----------
    project : Project
    edition : Edition
        What the sources were when they were read.
    editions : Editions
        What was published.
    review : bool
        Whether the reviewers' copy is among it.
    inputs : iterable of str
        Paths from the root of what cells and pages have read. A file that is no source of an edition would
        have to be watched as well: then nothing is noted.
    """
    content = None
    known = all(Path(path).parts[:1] and Path(path).parts[0] in SOURCES for path in inputs)
    if known and not editions.problems and identify(project.root) == edition:
        content = {
            "state": _state(project, edition, review),
            "pages": editions.pages,
            "pdfs": [path.name for path in editions.pdfs],
        }
    State(project.workspace).write("published", content)


def _state(project: Project, edition: Edition, review: bool) -> str:
    # What quotations and the report's head are compared with is no part of an edition, but can forbid one.
    compared = [stamps(project.root / name) for name in (SOURCE_TEXTS, CITATION)]
    files = stamps(project.output), *compared
    return json.dumps([environment(package_digest()), repr(edition), review, *files])
