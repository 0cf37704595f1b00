"""The grammar of figures as ``grammar.toml`` has it: kinds of phrases with reasons, examples, patterns."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

_GRAMMAR: dict[str, Any] = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text("utf-8"))


class Phrase(NamedTuple):
    """A kind of phrase.

    Attributes
    ----------
    name : str
    reason : str
        Why it is a figure, or why it is none, with examples after a colon.
    patterns : tuple of str
        Regular expressions of the whole phrase, of which the first that fits is taken, for :data:`re.ASCII`.
    """

    name: str
    reason: str
    patterns: tuple[str, ...]


def measure_words(units: Collection[str] = ()) -> str:
    """Give the pattern of a measure word or of one of the units of the data package."""
    patterns = dict.fromkeys(units, "")
    for entry in _GRAMMAR["measures"].split():
        word, *others = entry.split("|")
        patterns[word] = "".join(f"(?!{other})" for other in others)
    longest_first = sorted(patterns, key=len, reverse=True)
    words = [re.escape(word) + patterns[word] for word in longest_first]
    return f"(?:{'|'.join([*words, *_GRAMMAR['measures-before']])})"


def chinese_figures(units: Collection[str] = ()) -> tuple[Phrase, ...]:
    """Give the kinds of figures in Chinese characters, to be tried in this order.

    Parameters
    ----------
    units : collection of str
        Symbols that count as measure words besides those of the language.
    """
    return _phrases("figures", measure_words({*units} - {*_GRAMMAR["grades"]}))


def _phrases(kind: str, measure: str) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(each["name"], each["reason"], tuple(_filled(pattern, measure) for pattern in each["patterns"]))
        for each in _GRAMMAR[kind]
    )


def _filled(pattern: str, measure: str) -> str:
    """Put its parts into a pattern."""
    parts = _GRAMMAR["parts"] | {"measure": measure}
    return re.sub("«([a-z-]+)»", lambda found: _filled(parts[found[1]], measure), pattern)


CHARACTERS, VAGUE, NO_AMOUNT = (_filled(f"«{part}»", "") for part in ("characters", "vague", "no-amount"))
#: What is written with a number and states no figure, in the order in which it is tried, before any figure.
ALLOWED = _phrases("allowed", measure_words(_GRAMMAR["grades"]))
