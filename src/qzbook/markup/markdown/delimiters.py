"""Where emphasis begins and ends in Chinese, which has no spaces between words."""

from collections.abc import Callable
from functools import partial

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

from qzbook.markup.chinese import CHARACTER


def beside_chinese(tokenize: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Have a rule for marks around words ask `_scan` whether they can begin and end there."""

    def rule(state: StateInline, silent: bool) -> bool:
        state.scanDelims = partial(_scan, state)  # type: ignore[method-assign]
        return tokenize(state, silent)

    return rule


def _scan(state: StateInline, start: int, can_split_word: bool) -> Scanned:
    """Say whether a run of marks can open and close, as CommonMark does, but for Chinese.

    To the side of the words that they would enclose, Chinese punctuation is as good as a letter; to the other
    side, a Chinese character is as good as a space. Between two digits, one ``*`` multiplies. ``_``, which
    cannot split a word, is left to CommonMark.
    """
    found = StateInline.scanDelims(state, start, can_split_word)
    if not can_split_word:
        return found
    before = state.src[start - 1] if start else " "
    end = start + found.length
    after = state.src[end] if end < state.posMax else " "
    if found.length == 1 and before.isdecimal() and after.isdecimal():
        return Scanned(False, False, 1)
    can_open = not after.isspace() and (not _is_latin_mark(after) or _parts_words(before))
    can_close = not before.isspace() and (not _is_latin_mark(before) or _parts_words(after))
    return Scanned(can_open, can_close, found.length)


def _is_latin_mark(character: str) -> bool:
    return _is_mark(character) and character != "·" and not CHARACTER.match(character)


def _parts_words(character: str) -> bool:
    return character.isspace() or _is_mark(character) or bool(CHARACTER.match(character))


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
