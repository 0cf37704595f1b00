"""Rules for the other languages of a book: every text has a translation, and that says the same."""

from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding
from qzbook.translation.catalogue import FOLDER, Entry
from qzbook.translation.parity import faults
from qzbook.words import gettext

_SHOWN = 30


def untranslated(manuscript: Manuscript) -> Iterator[Finding]:
    """Find texts of pages, charts and contents that have no translation."""
    mend = gettext("run qzcharts translate, and write it in the catalogue")
    for translation in manuscript.translations:
        for path, message in translation.messages:
            entry = translation.entries.get(message.text)
            if entry is None or not entry.translation.strip():
                place = (entry.path, entry.line) if entry else (path, message.line)
                words = gettext(
                    "“{text}” has no translation in {language}",
                    text=_short(message.text),
                    language=translation.language,
                )
                yield Finding(*place, "", words, mend)


def stale_translation(manuscript: Manuscript) -> Iterator[Finding]:
    """Find translations of what has changed since, or is gone."""
    for translation in manuscript.translations:
        wanted = {message.text for _, message in translation.messages}
        for entry in translation.entries.values():
            if entry.stale:
                message = gettext("“{text}” has the translation of a former text", text=_short(entry.text))
                yield _in(entry, message, gettext("bring it up to date, and take the mark fuzzy away"))
            elif entry.text not in wanted and (manuscript.ran or not entry.of_cell):
                message = gettext("“{text}” stands on the page no more", text=_short(entry.text))
                yield _in(entry, message, gettext("run qzcharts translate"))
    for path in manuscript.foreign_catalogues:
        message = gettext(
            "there is no such page or language; allowed: {folder}/LANGUAGE/PAGE.po, as the book has them",
            folder=FOLDER,
        )
        yield Finding(path, 1, "", message, gettext("run qzcharts translate, or take it out"))


def other_references(manuscript: Manuscript) -> Iterator[Finding]:
    """Find translations that cite other numbers, statements, links or notes than their originals."""
    return _faults(manuscript, "other-references")


def typed_translation(manuscript: Manuscript) -> Iterator[Finding]:
    """Find numbers that are typed in a translation and not in its original."""
    return _faults(manuscript, "typed-translation")


def untranslated_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Find Chinese words that are left in a translation without a mark."""
    return _faults(manuscript, "untranslated-words")


def broken_translation(manuscript: Manuscript) -> Iterator[Finding]:
    """Find translations that would not be read as words of one paragraph."""
    return _faults(manuscript, "broken-translation")


def _faults(manuscript: Manuscript, code: str) -> Iterator[Finding]:
    for translation in manuscript.translations:
        for entry in translation.entries.values():
            for fault in faults(entry, translation.language):
                if fault.code == code:
                    yield _in(entry, fault.message, fault.mend)


def _in(entry: Entry, message: str, mend: str) -> Finding:
    return Finding(entry.path, entry.line, "", message, mend)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
