"""Add a source: its text with the checksum, its row among the sources, and a section for the whole of it."""

import csv
import hashlib
import io
import os
import re
import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from qzbook.press.rehearsal import refusal, rehearse, write
from qzbook.safety import plain
from qzbook.validation import read
from qzbook.words import gettext
from qzcharts.data.assembly import LOCATORS
from qzcharts.data.content import MOST_BYTES, content_problem, is_markup
from qzcharts.data.package import DESCRIPTOR, SOURCE_TEXTS, Package, Table, find_folder
from qzcharts.errors import ProblemsError

OPTIONS = {
    "source": "--id",
    "title_zh": "--title",
    "title_en": "--title-en",
    "publisher_zh": "--publisher",
    "publisher_en": "--publisher-en",
    "date": "--date",
    "issue": "--issue",
    "medium": "--medium",
    "licence_note_zh": "--licence-note",
    "licence_note_en": "--licence-note-en",
}
"""What tells each fact on the command line, by the columns of the table of sources."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What sources of one publisher have in common.
_SHARED = ("publisher_en", "medium", "licence_note_zh", "licence_note_en")
#: The section of a source that is all of it.
_WHOLE = {"locator": "whole", "label_zh": "全文", "label_en": "The whole text"}


def source(root: Path, file: Path, facts: Mapping[str, str]) -> list[str]:
    """Add a source.

    Parameters
    ----------
    root : Path
        The folder that holds ``data/``, and ``sources/`` for the texts.
    file : Path
        Its text.
    facts : mapping of str to str
        What is known of it, by the columns of the table of sources. By default its id is the name of `file`,
        and what sources of one publisher have in common is as in the last of them.

    Returns
    -------
    list of str
        What was added, each as ``file:line``.

    Raises
    ------
    ProblemsError
        If the id is taken or none, the text is none, a fact is missing or wrong, the project cannot be read,
        or a file cannot be written; nothing was changed then.
    """
    package = read(find_folder(root))
    sources, locators = _tables(package)
    name, content = facts.get("source") or file.stem.lower(), _content(file)
    text = _free(root, file, name, sources)
    row = _complete(sources, dict(facts) | {"source": name, "checksum": _checksum(content)})
    files: dict[str, str] = {}
    places = [text]
    for table, added in ((sources, row), (locators, _WHOLE | {"source": name})):
        files[table.path] = _with_row((root / table.path).read_bytes().decode(), table, added)
        places.append(f"{table.path}:{len(files[table.path].splitlines())}")
    rehearse(root, package.described, files)
    write(root, {**files, text: content})
    return places


def _tables(package: Package) -> tuple[Table, Table]:
    """Give the table of sources, and that of their sections."""
    sources = package.having("checksum")
    if not sources or LOCATORS not in package.tables:
        message = gettext("no tables of sources and of their sections; allowed: sources and locators")
        mend = gettext("describe both, as data packages of reports do")
        raise refusal(f"{package.folder.name}/{DESCRIPTOR}", "no-model", message, mend)
    return sources[0], package.table(LOCATORS)


def _content(file: Path) -> bytes:
    """Read a text, which has to be one; a pipe is none, for it may never end."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            message = gettext("is no regular file; allowed: a file with the words of the source, as UTF-8")
            mend = gettext("copy the words of the source into a text file, and name that")
            raise refusal(file.name, "no-file", message, mend)
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        message = gettext("cannot be read: {reason}", reason=error.strerror)
        mend = gettext("name a file with the text of the source")
        raise refusal(file.name, "unreadable", message, mend) from error
    if unreadable := content_problem(file.name, content):
        raise ProblemsError([unreadable])
    if b"\0" in content or not content.strip():
        message = gettext("holds no text; allowed: the words of the source, as UTF-8")
        mend = gettext("copy the words of the source into a text file, and name that")
        raise refusal(file.name, "no-text", message, mend)
    if is_markup(content):
        message = gettext("is a page of HTML or XML; allowed: the words of the source, as UTF-8")
        mend = gettext("open it in a browser, copy its words into a text file, and name that")
        raise refusal(file.name, "no-text", message, mend)
    return content


def _free(root: Path, file: Path, name: str, sources: Table) -> str:
    """Give the path that a text is to have, which nothing else may have."""
    if not _ID.fullmatch(name):
        message = gettext(
            "{name!r} is no id of a source; allowed: lower-case letters, digits and single hyphens", name=name
        )
        raise refusal(sources.path, "id", message, gettext("give one with --id, such as bulletin-2020"))
    for line, row in sources.numbered():
        if row["source"] == name:
            message = gettext("there is a source {name!r} already; allowed: an id of its own", name=name)
            raise refusal(sources.path, "taken", message, gettext("give another with --id"), line)
    text = f"{SOURCE_TEXTS}/{name}.txt"
    for path in (root / SOURCE_TEXTS, root / text):
        if fault := plain.fault(path):
            place = path.relative_to(root).as_posix()
            raise refusal(place, "not-plain", f"{fault}; {plain.allowed()}", plain.mend())
    if os.path.lexists(root / text) and not file.samefile(root / text):
        message = gettext("is there already; allowed: a text of its own name")
        raise refusal(text, "taken", message, gettext("give another --id, or move the file away"))
    return text


def _complete(sources: Table, given: Mapping[str, str]) -> dict[str, str]:
    """Give all that is to be known of a source, and refuse it where something is not."""
    facts = dict(given)
    for row in sources.rows:
        if row["publisher_zh"] == facts.get("publisher_zh"):
            facts |= {column: given.get(column) or row[column] for column in _SHARED}
    needed = [field["name"] for field in sources.fields if field.get("constraints", {}).get("required")]
    missing = [option for column, option in OPTIONS.items() if column in needed and not facts.get(column)]
    if missing:
        message = gettext("these facts about the source are missing: {options}", options=", ".join(missing))
        mend = gettext("give each of these options")
        raise refusal(sources.path, "missing-facts", message, mend)
    try:
        date.fromisoformat(facts.get("date") or "2000-01-01")
    except ValueError:
        message = gettext("{date!r} is no day; allowed: YYYY-MM-DD", date=facts["date"])
        mend = gettext("give the day of publication with --date")
        raise refusal(sources.path, "date", message, mend) from None
    return facts


def _checksum(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _with_row(text: str, table: Table, row: Mapping[str, str]) -> str:
    """Add a row at the end of a CSV, whose lines end as its own do."""
    newline = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO(newline="")
    csv.writer(added, lineterminator=newline).writerow([row.get(column, "") for column in table.columns])
    return f"{text}{'' if text.endswith(newline) else newline}{added.getvalue()}"
