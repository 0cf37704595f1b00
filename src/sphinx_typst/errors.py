"""What can go wrong on the way to the PDF, always told with the place in the author's source."""

from dataclasses import dataclass, replace
from pathlib import Path

from sphinx.errors import SphinxError


@dataclass(frozen=True, order=True)
class Problem:
    """Something that keeps the PDF from being made.

    Parameters
    ----------
    path
        Source file as the author knows it, or "" where no file is to blame.
    line
        Line in it, counted from 1; 0 where unknown.
    message
        What is wrong, what is allowed, and how to mend it.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return place + self.message


def located(problem: Problem, sources: Path) -> Problem:
    """Return a problem whose path, given from the source folder, is the one from the working folder."""
    if not problem.path:
        return problem
    file = sources / problem.path
    near = file.is_relative_to(Path.cwd())
    return replace(problem, path=str(file.relative_to(Path.cwd()) if near else file))


class TypstBuildError(SphinxError):
    """The PDF could not be made; the one made before is untouched."""

    category = "PDF edition not built"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
