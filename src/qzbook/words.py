"""The words of the press and of its pages, see :mod:`qzcharts.words`."""

from __future__ import annotations

from pathlib import Path

from qzcharts.words import Catalogue, languages, marked

__all__ = ["gettext", "languages", "marked", "ngettext", "word", "words"]

_catalogue = Catalogue(Path(__file__).with_name("locale"), "qzbook")
gettext, ngettext = _catalogue.gettext, _catalogue.ngettext
word, words = _catalogue.word, _catalogue.words
