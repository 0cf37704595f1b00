"""Files inside the PDF: what a reviewer needs to check the book without asking for anything."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from sphinx.config import Config
from sphinx.errors import ConfigError

from .words import gettext, marked

# What a file is to the book, as PDF names it (ISO 32000-2, table 43) and Typst spells it.
_RELATIONSHIPS = ("data", "source", "alternative", "supplement")
_KEYS = ("path", "name", "mime_type", "relationship", "description")


@dataclass(frozen=True)
class Attachment:
    """
    One entry of the configuration value `typst_review_attachments`.

    Parameters
    ----------
    path
        The file, absolute or relative to the source folder.
    mime_type
        What kind of file it is, such as ``text/csv``.
    relationship
        What it is to the book: ``data``, ``source``, ``alternative`` or ``supplement``.
    description
        What a reader of the list of attachments should know.
    name
        Its name in the PDF, by default its own. It has no folders, for viewers cannot save such a name.
    """

    path: Path
    mime_type: str
    relationship: str
    description: str
    name: str

    def for_template(self) -> dict[str, str]:
        """Return what the template reads."""
        return {key: value for key, value in asdict(self).items() if key != "path"}


def attachments(config: Config, source: Path) -> list[Attachment]:
    """
    Return the attachments that the configuration gives to the copy that is made: none but to a review copy.

    Raises
    ------
    ConfigError
        A key is unknown or missing, a file is not there, or two have one name.
    """
    if not config.typst_review:
        return []
    found = [_attachment(given, source) for given in config.typst_review_attachments]
    names = [attachment.name for attachment in found]
    for name in names:
        if names.count(name) > 1:
            _refuse(marked("two files have the name {name!r}; give one another `name`."), name=name)
    return found


def _refuse(what: str, **values: object) -> NoReturn:
    raise ConfigError(f"typst_review_attachments: {gettext(what, **values)}")


def _attachment(given: Mapping[str, Any], source: Path) -> Attachment:
    for key in given:
        if key not in _KEYS:
            message = marked("typst_review_attachments has an unknown key {key!r}; allowed are {keys}.")
            raise ConfigError(gettext(message, key=key, keys=", ".join(_KEYS)))
    for key in _KEYS:
        if key != "name" and not given.get(key):
            _refuse(marked("{given!r} has no {key!r}; give one."), given=dict(given), key=key)
    path = source / str(given["path"])
    if not path.is_file():
        _refuse(marked("there is no file {path!r}; correct its path."), path=given["path"])
    if given["relationship"] not in _RELATIONSHIPS:
        what = marked("relationship {given!r} of {name!r} is none of {allowed}.")
        _refuse(what, given=given["relationship"], name=path.name, allowed=", ".join(_RELATIONSHIPS))
    name = str(given.get("name") or path.name)
    if re.search(r"[/\\]", name):
        _refuse(marked("the name {name!r} has a folder in it; give a `name` without one."), name=name)
    return Attachment(
        path, str(given["mime_type"]), str(given["relationship"]), str(given["description"]), name
    )
