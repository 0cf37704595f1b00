"""The words of the press and of its pages, see :mod:`qzcharts.words`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qzcharts.words import Catalogue, Language, languages, marked

__all__ = ["gettext", "language_named", "language_of", "languages", "marked", "ngettext", "word", "words"]

if TYPE_CHECKING:
    from sphinx.config import Config

_catalogue = Catalogue(Path(__file__).with_name("locale"), "qzbook")
gettext, ngettext = _catalogue.gettext, _catalogue.ngettext
word, words = _catalogue.word, _catalogue.words


def language_of(config: Config) -> Language:
    """Give the language of an edition by the configuration of its book."""
    return language_named(config.language)


def language_named(name: object) -> Language:
    """Give the language of an edition by its name in the configuration; by default English, as in Sphinx."""
    return "zh" if str(name).startswith("zh") else "en"
