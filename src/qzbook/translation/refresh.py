"""Bring a catalogue up to date: what is new comes without a translation, what is gone goes."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import denormalize, write_po

from qzbook.translation.catalogue import CHART, parsed
from qzbook.translation.messages import Message
from qzcharts.words import Language

_WIDTH = 100
_GUESSED = {"python-format", "python-brace-format"}
"""Flags that Babel gives to what looks like a template of Python."""
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class Due(NamedTuple):
    """How many messages of a catalogue have no translation, or one of a former text."""

    missing: int
    stale: int


def refreshed(
    name: str,
    standing: bytes,
    messages: Iterable[tuple[str, Message]],
    language: Language,
    elsewhere: Mapping[str, str],
) -> tuple[bytes, Due]:
    """Give a catalogue as it is to be, and what is due in it.

    A message that is like one that is gone gets its translation, marked as fuzzy, with the former text.

    Parameters
    ----------
    name : str
        Of the catalogue.
    standing : bytes
        The catalogue as it is; empty for none.
    messages : iterable of (str, Message)
        Each with the path of its file, in the order of their places.
    language : {"zh", "en"}
    elsewhere : mapping of str to str
        Translations that other catalogues have: what has moved to another page keeps its own.

    Raises
    ------
    ProblemsError
        If what stands is no catalogue.
    """
    wanted, catalogue = Catalog(), _standing(name, standing)
    former = {entry.id: entry.previous_id for entry in catalogue if entry.fuzzy}
    for path, message in messages:
        comments = [CHART] if message.of_cell else []
        wanted.add(message.text, locations=[(path, message.line)], auto_comments=comments)
        if message.text not in catalogue and message.text in elsewhere:
            catalogue.add(message.text, elsewhere[message.text])
    catalogue.update(wanted, update_creation_date=False)
    catalogue.obsolete.clear()
    for entry in catalogue:
        entry.flags -= _GUESSED
        if entry.fuzzy:
            entry.previous_id = entry.previous_id or former.get(entry.id, [])
    own = [entry for entry in catalogue if entry.id]
    due = Due(sum(not entry.string for entry in own), sum(entry.fuzzy for entry in own if entry.string))
    return _written(catalogue, language), due


def _standing(name: str, content: bytes) -> Catalog:
    """Read a catalogue with the former texts of what is fuzzy, which Babel takes for comments."""
    catalogue = parsed(name, content)
    for entry in catalogue:
        entry.previous_id = list(_former(entry))
        entry.user_comments = [line for line in entry.user_comments if not line.startswith("|")]
    return catalogue


def _former(entry: Entry) -> Iterator[str]:
    quoted = [line.removeprefix("|").strip() for line in entry.user_comments if line.startswith("|")]
    if quoted:
        yield denormalize("\n".join(quoted).removeprefix("msgid").strip())


def _written(catalogue: Catalog, language: Language) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, omit_header=True, include_previous=True)
    return _HEAD.format(language=language).encode() + file.getvalue()
