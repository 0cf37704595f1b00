"""What a project may consist of: files and folders of its own.

A link leads elsewhere, a pipe or a device may never end, and a file without bounds takes all memory: whoever
reads the project would wait for ever, or publish what lies outside of it. So all of them are refused by name
before anything is read.
"""

import re
import stat
from pathlib import Path

from qzcharts.words import gettext, marked

MOST_BYTES = 50_000_000
"""A larger file is none that a report is made from."""


def allowed() -> str:
    """Say what a project may consist of."""
    return gettext(
        "allowed: the project's own folders, and files of at most {most} MB", most=MOST_BYTES // 1_000_000
    )


#: Controls, ends of lines, marks that turn the direction of text, and bytes that are not UTF-8.
UNTOLD = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_KINDS = {
    stat.S_IFIFO: marked("is a pipe"),
    stat.S_IFSOCK: marked("is a socket"),
    stat.S_IFCHR: marked("is a device"),
    stat.S_IFBLK: marked("is a device"),
}


def fault(path: Path, most: int = MOST_BYTES) -> str:
    """Say why a path is no file or folder of a project's own; empty if it is, or there is nothing."""
    if UNTOLD.search(path.name):
        return gettext("has a name with signs that cannot be printed")
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return gettext("is a link to {target!r}", target=str(path.readlink()))
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return gettext("cannot be looked at: {reason}", reason=error.strerror)
    if kind := _KINDS.get(stat.S_IFMT(status.st_mode)):
        return gettext(kind)
    if stat.S_ISREG(status.st_mode) and status.st_size > most:
        return gettext("has {size} MB", size=status.st_size // 1_000_000)
    return ""
