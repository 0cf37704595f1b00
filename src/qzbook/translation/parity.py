"""Whether a translation says what its original says: the same references, no figure more, no Chinese."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qzbook.translation import catalogue
from qzbook.translation.catalogue import Entry
from qzbook.words import gettext
from qzcharts.words import CHINESE, Language

KEPT = "zh"
"""The role for words that stay Chinese in a translation, such as a name at its first mention."""
# All bounded, so that no text takes long.
_ROLE = re.compile(
    r"\{(?P<name>[A-Za-z][\w:+.-]{0,99}+)\}(?P<marks>`++)(?P<text>.{1,999}?)(?<!`)(?P=marks)(?!`)", re.DOTALL
)
_TARGET = re.compile(r"[^<>]*+<([^<>]+)>\s*", re.DOTALL)
#: What else leads elsewhere or is no words, each by its kind: the group is what has to be the same.
_OTHERS = {
    "code": re.compile(r"(?<![`}])`++([^`]++)`++"),
    "substitution": re.compile(r"\{\{\s*+([^{}]{1,99}+)\}\}"),
    "footnote": re.compile(r"\[\^([^\]\[]{1,99}+)\]"),
    "formula": re.compile(r"(?<![\\$])\$(?!\s)([^$]{1,999}?)(?<![\s\\])\$"),
    "link": re.compile(r"\]\(\s*+<?([^)>\s]{0,1999}+)[^)]{0,999}+\)"),
    "address": re.compile(r"<((?:https?|mailto|tel):[^<>]{0,1999}+)>"),
}
_FIELD = re.compile(r"\{([^{}]*+)\}")
_ROLE_LIKE = re.compile(r"[{｛]\s{0,9}[A-Za-z][\w:.-]{0,99}\s{0,9}[}｝]|`")
#: Words for numbers, with what a Chinese text says for them.
_IN_WORDS = {
    "two": "二两双", "twice": "二两双", "half": "半", "three": "三", "four": "四", "five": "五", "six": "六",
    "seven": "七", "eight": "八", "nine": "九", "ten": "十", "eleven": "十", "twelve": "十", "dozen": "十打",
    "twenty": "十", "thirty": "十", "forty": "十", "fifty": "十", "sixty": "十", "seventy": "十",
    "eighty": "十", "ninety": "十", "hundred": "百", "thousand": "千", "million": "万", "billion": "亿",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BLOCK = re.compile(
    r"\s*(?:\d{1,9}[.)](?:\s|$)|[-+*]\s|#{1,6}\s|>|`{3}|~{3}|:{3}|\||={3}|-{3}|\$\$|%\s|\([\w-]+\)=)"
)
_HTML = re.compile(r"</?[A-Za-z][\w-]*+(?:\s[^<>]{0,999}+)?/?>|<!--|&(?:[A-Za-z]++|#\w++);")
_NOQA = re.compile(r"#\s{0,9}noqa\s*+$")
_LEFT = re.compile(f"[{CHINESE}\u3000-\u303f\uff01-\uff5e]+")


class Fault(NamedTuple):
    """What is wrong with a translation: the name of its rule, what it is, and how to mend it."""

    code: str
    message: str
    mend: str


def faults(entry: Entry, language: Language) -> Iterator[Fault]:
    """Find where a translation, if there is a current one, says something else than its original."""
    text, translation = entry.text, entry.translation
    if not translation or entry.stale:
        return
    original, own = (
        References(entry.text, of_cell=entry.of_cell),
        References(translation, of_cell=entry.of_cell),
    )
    missing, added = original.found - own.found, own.found - original.found
    if missing or added:
        message = gettext(
            "the translation cites other things: missing {missing}, added {added}; "
            "allowed: those of the original, in any order",
            missing=_listed(missing),
            added=_listed(added),
        )
        yield Fault(
            "other-references", message, gettext("cite what the original cites, as it is typed there")
        )
    if odd := _new(_ROLE_LIKE, own.words, original.words):
        message = gettext("{words!r} became no role, and would be shown as it stands", words=odd)
        yield Fault("broken-translation", message, gettext("write {{name}}`text`, both marks closed"))
    if number := _new(_NUMBER, own.words, original.words):
        message = gettext(
            "{number!r} is typed in the translation, and not in the original; allowed: figures of the ledger",
            number=number,
        )
        yield Fault(
            "typed-translation", message, gettext("cite it as the original does, or write it in words")
        )
    if language == "en" and (said := counted(own.words, original.words)):
        message = gettext(
            "{number!r} is typed in the translation, and not in the original; allowed: figures of the ledger",
            number=said,
        )
        yield Fault("typed-translation", message, gettext("cite it as the original does, or take it out"))
    if language != "zh" and (left := _LEFT.search(own.words)):
        message = gettext(
            "{words!r} is left in Chinese; allowed: {{zh}}`words` for what has to stay Chinese", words=left[0]
        )
        yield Fault("untranslated-words", message, gettext("translate it, or mark it"))
    yield from _unlike_text(translation, text)


def translations(project: Path, language: Language, domain: str, *, of_cells: bool = False) -> dict[str, str]:
    """Give the translations of a catalogue that can stand for their originals; the others, the check tells.

    Parameters
    ----------
    project : Path
        Its root.
    language : {"zh", "en"}
    domain : str
        Name of a page, or of the contents.
    of_cells : bool
        Whether those of texts in cells alone are asked for.

    Raises
    ------
    ProblemsError
        If it is no catalogue.
    """
    return {
        text: entry.translation
        for text, entry in catalogue.read(project, language, domain).items()
        if entry.translation and not entry.stale and (entry.of_cell or not of_cells)
        if not any(faults(entry, language))
    }


def _unlike_text(translation: str, text: str) -> Iterator[Fault]:
    """Find what is not the text of one paragraph."""
    mend = gettext("write it as words of one paragraph")
    if (block := _BLOCK.match(translation)) and not _BLOCK.match(text):
        message = gettext(
            "{words!r} at its beginning would make it a list, a heading or the like", words=block[0].strip()
        )
        yield Fault("broken-translation", message, gettext("begin with a word, or put a backslash before it"))
    if re.search(r"\n\s*\n", translation):
        yield Fault(
            "broken-translation", gettext("the translation has two paragraphs, the original one"), mend
        )
    if _NOQA.search(translation):
        yield Fault(
            "broken-translation",
            gettext("'# noqa' would keep Sphinx from comparing references"),
            gettext("take it out"),
        )
    if html := _new(_HTML, translation, text):
        message = gettext("{words!r} is HTML; allowed: Markdown", words=html)
        yield Fault("broken-translation", message, gettext("write it in Markdown"))
    if translation.strip() != translation or translation.count("**") % 2 != text.count("**") % 2:
        message = gettext("the translation begins or ends with a space, or leaves ** open")
        yield Fault("broken-translation", message, mend)


class References:
    """What a text cites, and the words that are left of it.

    Parameters
    ----------
    text : str
    of_cell : bool
        Whether it names metrics in braces, as titles of charts do, and has no roles.

    Attributes
    ----------
    found : Counter of (str, str)
        Kind and target of each reference.
    words : str
        The rest.
    """

    def __init__(self, text: str, *, of_cell: bool = False) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self.words = text.replace("\\`", "").replace("｜", "|")
        if of_cell:
            self._take("metric", _FIELD)
            return
        self.words = _ROLE.sub(self._role, self.words)
        for kind, expression in _OTHERS.items():
            self._take(kind, expression)

    def _role(self, role: re.Match[str]) -> str:
        if role["name"] != KEPT:
            target = _TARGET.fullmatch(role["text"])
            self.found[role["name"], (target[1] if target else role["text"]).strip()] += 1
        return ""

    def _take(self, kind: str, expression: re.Pattern[str]) -> None:
        for found in expression.finditer(self.words):
            self.found[kind, found[1].strip()] += 1
        self.words = expression.sub("", self.words)


def _new(expression: re.Pattern[str], translation: str, text: str) -> str:
    """Give the first thing that a translation has more often than its original; empty if there is none."""
    found = expression.findall(translation)
    spare = Counter(found) - Counter(expression.findall(text))
    return next((each for each in found if spare[each]), "")


def _listed(references: Counter[tuple[str, str]]) -> str:
    named = [f"{{{kind}}}`{target}`" for kind, target in references.elements()]
    return ", ".join(named) if named else gettext("nothing")


def counted(words: str, original: str) -> str:
    """Give the first word for a number that the original says in no way; empty if there is none."""
    named = (word for word in re.findall("[a-z]+", words.lower()) if word in _IN_WORDS)
    return next((word for word in named if not set(_IN_WORDS[word]) & set(original)), "")
