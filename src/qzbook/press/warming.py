"""Kernels warm up from the first moment of a build in which a notebook is likely to run."""

import hashlib
import re
from contextlib import suppress

from qzbook.edition import source_files
from qzbook.execution import kernels
from qzbook.press.state import State
from qzbook.project import Project

CODE = "code"
"""Name of the note, among those of the pages, of the code that was run last."""

_CELL = re.compile(rb"^[`:]{3,}\{code-cell\}.*?^[`:]{3,}$", re.DOTALL | re.MULTILINE)


def warm_up(project: Project) -> None:
    """Have the process that kernels fork from start, if code or data have changed since the last build.

    This is done before anything that is slow to import: the process imports meanwhile.
    """
    with suppress(OSError, ValueError, TypeError, KeyError):  # nothing is known then, and all has to run
        if State(project.workspace).read("pages")["notes"][CODE] == code_digest(project):
            return
    kernels.start()


def code_digest(project: Project) -> str:
    """Give a digest of the sources without the prose of the pages: while it stays, no notebook need run."""
    digest = hashlib.sha256()
    for path in source_files(project.root):
        content = path.read_bytes()
        parts = _CELL.findall(content) if path.suffix == ".md" else [content]
        digest.update(path.relative_to(project.root).as_posix().encode())
        digest.update(b"\0".join(parts))
    return digest.hexdigest()
