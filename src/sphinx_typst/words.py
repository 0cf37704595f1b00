"""What the builder says, in the language of who runs it, and what books say by themselves, in their own."""

from __future__ import annotations

import gettext as standard
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("locale")


def gettext(text: str, /, **values: object) -> str:
    """Return a message in the language of the user, with its fields filled as by `str.format`."""
    return standard.translation("sphinx_typst", _FOLDER, fallback=True).gettext(text).format(**values)


def word(language: str, text: str, /, **values: object) -> str:
    """Return what a book says by itself."""
    return _translations(language).gettext(text).format(**values)


def marked(text: str) -> str:
    """Mark a text of a table for translators: it is looked up when it is said."""
    return text


@lru_cache
def _translations(language: str) -> standard.NullTranslations:
    return standard.translation("sphinx_typst", _FOLDER, [language], fallback=True)


_KINDS = {
    "part": marked("part"),
    "chapter": marked("chapter"),
    "section": marked("section"),
    "front": marked("page"),
}
_WORDS = {
    "contents": marked("Contents"),
    "figures": marked("Figures"),
    "tables": marked("Tables"),
    "index": marked("Index"),
    "imprint": marked("About this edition"),
    "issue": marked("Issue"),
    "period": marked("Period"),
    "publisher": marked("Publisher"),
    "author": marked("Author"),
    "edition": marked("Edition"),
    "date": marked("Date"),
    "commit": marked("Source"),
    "data": marked("Digest of the data and sources"),
    "note": marked("Note"),
    "licence": marked("Licence"),
    "keywords": marked("Keywords"),
    "appendix": marked("Appendix"),
    "draft": marked("Draft: checks have failed, not for publication"),
    "approval": marked("Approval"),
    "role": marked("Role"),
    "name": marked("Name"),
    "signature": marked("Signature"),
    "figure": marked("Figure"),
    "table": marked("Table"),
    "listing": marked("Listing"),
    "attachments": marked("Attachments"),
    "file": marked("File"),
    "content": marked("Content"),
    "title": marked("Title"),
    "approves": marked("A signature is for this edition alone."),
    "approval-note": marked(
        "The mark of four characters beside a paragraph, a caption or a row of a table is a digest of its "
        "text: it stays while the text stays. Name it in a remark."
    ),
    "attachments-note": marked(
        "These files are in this PDF; a viewer opens or saves them from its list of attachments."
    ),
}
_ROLES = (marked("Editor"), marked("Checker"), marked("Approver"))


def template_words(language: str) -> dict[str, Any]:
    """Return what the template says by itself; in ``chapter`` the number is still to be put."""
    return {
        **{name: word(language, text) for name, text in _WORDS.items()},
        "signed": word(language, "Date"),
        "chapter": word(language, "Chapter {number}", number="{number}"),
        "kinds": {name: word(language, text) for name, text in _KINDS.items()},
        "roles": [word(language, text) for text in _ROLES],
    }
