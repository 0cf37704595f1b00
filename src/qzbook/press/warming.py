"""What takes long and needs nothing of Sphinx begins as soon as a build does, while Sphinx is imported."""

import hashlib
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial

from qzbook.edition import source_files
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.beside import Work
from qzbook.press.deferred import defer
from qzbook.press.state import State
from qzbook.project import Project

CODE = "code"
"""Name of the note, among those of the pages, of the code that was run last."""

_CELL = re.compile(rb"^[`:]{3,}\{code-cell\}.*?^[`:]{3,}$", re.DOTALL | re.MULTILINE)


@contextmanager
def warmed_up(project: Project, cluster: str = "") -> Iterator[Callable[[], set[str]]]:
    """Have the data judged beside, and kernels started then, if code or data have changed since a build.

    This is done before anything that is slow to import: another core imports what these need meanwhile, one
    after the other, for what the build itself imports comes first.

    Parameters
    ----------
    project : Project
    cluster : str
        Address of the cluster that runs the cells, if one does: no kernel is started then.

    Yields
    ------
    callable
        What waits for the judgement and gives the states of data in which nothing was found, as
        `qzbook.validation.sound` has them.
    """
    if _unchanged(project):
        yield set
        return
    import qzbook.validation  # noqa: F401 - slow to import, and this process needs it too

    judging = Work(partial(_sound, project))
    if kernels.CAN_FORK:
        judging.fork()
    judging.begin()

    def judged() -> set[str]:
        sound: set[str] = set()
        with suppress(BuildError):  # where its process was ended, who reads the data next judges them
            sound = judging.result()
        if not cluster:
            kernels.start()
        return sound

    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            yield thread.submit(judged).result
        finally:
            judging.end()


def _unchanged(project: Project) -> bool:
    try:
        return bool(State(project.workspace).read("pages")["notes"][CODE] == code_digest(project))
    except (OSError, ValueError, TypeError, KeyError):  # nothing is known then, and all has to run
        return False


def _sound(project: Project) -> set[str]:
    """Judge the data; what is wrong with them is told by who reads them next."""
    from qzbook import validation

    defer()  # the build itself does so only when this process has been forked
    with suppress(OSError, ValueError, TypeError, KeyError):  # all is judged then
        validation.sound.update(map(str, State(project.workspace).read("sound")))
    with suppress(Exception):
        validation.read(project.root / "data")
    return validation.sound


def code_digest(project: Project) -> str:
    """Give a digest of the sources without the prose of the pages: while it stays, no notebook need run."""
    digest = hashlib.sha256()
    for path in source_files(project.root):
        content = path.read_bytes()
        parts = _CELL.findall(content) if path.suffix == ".md" else [content]
        digest.update(path.relative_to(project.root).as_posix().encode())
        digest.update(b"\0".join(parts))
    return digest.hexdigest()
