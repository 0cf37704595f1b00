"""What Sphinx and its extensions say of their work: each warning once, with its place and its mend."""

import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError

from qzbook.errors import with_mend
from qzbook.press.mends import mended
from qzbook.project import CONFIGURATION, Project
from qzbook.words import gettext

_HEADER = re.compile(r"^(?:(?P<place>[^\n]*?): )?(?:WARNING|ERROR|CRITICAL|SEVERE): ", re.MULTILINE)

_REFUSED = re.compile(r"(?:\[Errno |\bOSError\()(?P<number>\d+)\b(?:.*?: '(?P<file>[^'\n]+)')?")

_NOT_WRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG, errno.EIO}


@dataclass
class Heard:
    """What Sphinx has to say of its work, and the application, as far as it came."""

    app: Sphinx | None = None
    warnings: io.StringIO = field(default_factory=io.StringIO)
    messages: list[str] = field(default_factory=list)


@contextmanager
def hear(project: Project, builder: str) -> Iterator[Heard]:
    """Take down the warnings of what is done meanwhile, and the error that ends it.

    Raises
    ------
    OSError
        If a file could not be written.
    """
    heard, ended = Heard(), ""
    try:
        yield heard
    except ExtensionError as error:
        if isinstance(error.orig_exc, OSError) and error.orig_exc.errno in _NOT_WRITTEN:
            raise error.orig_exc from error
        # One that raises nothing of its own has told what is wrong by warnings.
        told = error.orig_exc or not heard.warnings.getvalue()
        ended = _extension_failed(error, heard.app) if told else ""
    except SphinxError as error:
        ended = str(error)
    for refused in _REFUSED.finditer(heard.warnings.getvalue()):
        if (number := int(refused["number"])) in _NOT_WRITTEN:
            raise OSError(number, os.strerror(number), refused["file"] or builder)
    heard.messages = _messages(project, heard.warnings.getvalue(), ended)


def _extension_failed(error: ExtensionError, app: Sphinx | None) -> str:
    """Say in the author's words what an extension raised, and at which page if one was being read."""
    page = app.env.temp_data.get("docname") if app else None
    raised = f"{type(error.orig_exc).__name__}: {error.orig_exc}".removesuffix(": ")
    what = str(error)
    if error.orig_exc:
        what = gettext("the extension {name} raises {raised}", name=error.modname, raised=raised)
    mend = gettext("undo the last change there, or take the extension out of _config.yml")
    return with_mend(f"{app.env.doc2path(page) if app and page else CONFIGURATION}: {what}", mend)


def _messages(project: Project, warnings: str, error: str = "") -> list[str]:
    """Give each warning once, with its place relative to the project, and its mend."""
    text = warnings.replace(f"{project.root}/", "").strip()
    parts = [text[a:b].strip() for a, b in _spans(text)] if text else []
    if error:
        parts.append(error.replace(f"{project.root}/", ""))
    return [
        mended(_HEADER.sub(lambda m: f"{m['place'].rstrip(':')}: " if m["place"] else "", part))
        for part in dict.fromkeys(parts)
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in _HEADER.finditer(text)] or [0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
