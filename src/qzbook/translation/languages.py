"""Which languages a book is in: the one that it is written in, and those that it is translated into.

``qzcharts_languages`` in ``_config.yml`` names the others, each with the settings that it has of its own; a
language is built once there is a catalogue of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzbook.translation.catalogue import domains
from qzbook.words import language_named, language_of
from qzcharts.words import Language

if TYPE_CHECKING:
    from sphinx.config import Config

SETTING = "qzcharts_languages"
SOURCE = "qzcharts_source_language"
NAMES: tuple[Language, ...] = ("zh", "en")
_MERGED = ("typst_metadata",)
OWN = ("author", "copyright", "html_secnumber_suffix", "numfig_format", "typst_roles", *_MERGED)
"""Settings with words in them, which a language may have of its own."""
_CODES = {"zh": "zh_CN", "en": "en"}


def translated_into(project: Path, named: Mapping[str, Any]) -> tuple[Language, ...]:
    """Name the languages that a book is translated into.

    Parameters
    ----------
    project : Path
        Its root.
    named : mapping
        What its configuration says of them.
    """
    return tuple(language for language in NAMES if language in named and any(domains(project, language)))


def source_language(config: Config) -> Language:
    """Give the language that a book is written in."""
    return language_named(getattr(config, SOURCE, "") or config.language)


def is_translation(config: Config) -> bool:
    """Whether an edition is in another language than its book is written in."""
    return language_of(config) != source_language(config)


def spoken(configuration: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Give the configuration of a book for an edition in a language that it is translated into."""
    made = deepcopy(dict(configuration))
    own = dict(made[SETTING][language] or {})
    for name in _MERGED:
        own[name] = {**made.get(name, {}), **own.get(name, {})}
    made.pop("numfig_format", None)  # Sphinx has words of each language itself
    made |= {SOURCE: language_named(made.get("language")), "language": _CODES[language], **own}
    if made.get("html_baseurl"):
        made["html_baseurl"] = f"{made['html_baseurl'].rstrip('/')}/{language}/"
    return made
