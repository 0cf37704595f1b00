"""Words in catalogues: English in the code, Chinese in ``locale/`` beside it.

Messages speak the language of who runs a command: that of ``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` or
``LANG``, as GNU gettext has it. What a book shows speaks the language of its edition.
"""

import gettext as standard
import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]

_SOURCE = "en"
CHINESE = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""What counts as a Chinese character, within the brackets of a regular expression."""
_CHINESE = re.compile(f"[{CHINESE}]")
EDITION = "QZCHARTS_LANGUAGE"
"""Variable of the environment that tells the cells of a notebook in which language the edition is.

What they show is read by readers, error messages too: it goes before the language of who runs them.
"""


TRANSLATIONS = "QZCHARTS_TRANSLATIONS"
"""Variable of the environment with the other languages of a book, as JSON: a mapping of each to translations.

These are of what an author types in cells, such as titles of charts, by the text as it was typed.
"""


def edition_language() -> Language:
    """Give the language of the edition that is built; Chinese where nobody tells it."""
    return "en" if os.environ.get(EDITION) == "en" else "zh"


def translations() -> dict[Language, dict[str, str]]:
    """Give the other languages of the book that cells belong to, each with translations of their texts."""
    found: dict[Language, dict[str, str]] = json.loads(os.environ.get(TRANSLATIONS) or "{}")
    return found


def language_tag(language: Language) -> str:
    """Give the tag of a language by which browsers choose glyphs and hyphens (BCP 47)."""
    return {"zh": "zh-CN", "en": "en"}[language]


def has_chinese(text: str) -> bool:
    """Say whether a text has a Chinese character."""
    return _CHINESE.search(text) is not None


def capitalized(text: str) -> str:
    """Begin a text with a capital, as English sentences and titles do; what begins otherwise stays."""
    return text[:1].upper() + text[1:]


class Catalogue:
    """The words of one package.

    Parameters
    ----------
    folder : pathlib.Path
        Where ``<language>/LC_MESSAGES/<name>.mo`` lies, `name` being that of the package.
    name : str
        Name of the package.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def gettext(self, text: str, /, **values: object) -> str:
        """Give a message in the language of the user, its fields filled as by :meth:`str.format`."""
        return self._translations(languages()).gettext(text).format(**values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Give a message about so many things; `number` is a field of it."""
        text = self._translations(languages()).ngettext(one, many, number)
        return text.format(number=number, **values)

    def word(self, language: Language, text: str, /, **values: object) -> str:
        """Give what a book shows in the language of its edition."""
        return self._translations((language,)).gettext(text).format(**values)

    def words(self, language: Language, one: str, many: str, number: int, /, **values: object) -> str:
        """Give what a book shows of so many things; `number` is a field of it."""
        text = self._translations((language,)).ngettext(one, many, number)
        return text.format(number=number, **values)

    @lru_cache  # noqa: B019 - a package has one catalogue, for as long as the process lives
    def _translations(self, languages: tuple[str, ...]) -> standard.NullTranslations:
        return standard.translation(self._name, self._folder, languages, fallback=True)


def marked(text: str) -> str:
    """Mark a text of a table for translators: it is looked up when it is said."""
    return text


def languages() -> tuple[str, ...]:
    """Give the user's languages in the order of their liking, up to the one of the code."""
    for name in (EDITION, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _liked(value)
    return ()


@lru_cache
def _liked(value: str) -> tuple[str, ...]:
    liked = []
    for language in value.split(":"):
        if language.startswith((_SOURCE, "C")):
            break
        liked.append(language)
    return tuple(liked)


def user_language() -> Language:
    """Give the language that messages are in, for the figures in them."""
    return "zh" if "".join(languages()[:1]).startswith("zh") else "en"


_catalogue = Catalogue(Path(__file__).with_name("locale"), "qzcharts")
gettext, ngettext = _catalogue.gettext, _catalogue.ngettext
word, words = _catalogue.word, _catalogue.words
