"""Whether what ``_config.yml`` says of the other languages of a book can be used."""

import re
from collections.abc import Mapping
from typing import Any

from qzbook.errors import BuildError
from qzbook.project import CONFIGURATION
from qzbook.translation.languages import NAMES, OWN, SETTING
from qzbook.words import gettext, language_named


def require_own(configuration: Mapping[str, Any], text: str) -> None:
    """Refuse languages that there are no words of, and settings that they cannot have of their own.

    Parameters
    ----------
    configuration : mapping
        Of Sphinx, as Jupyter Book makes it.
    text : str
        ``_config.yml`` itself.

    Raises
    ------
    BuildError
        With the first of them, and its line.
    """
    others = [name for name in NAMES if name != language_named(configuration.get("language"))]
    named = configuration.get(SETTING, {})
    if not isinstance(named, Mapping):
        raise _refused(text, SETTING, repr(named), gettext("languages with their settings"))
    for language, own in named.items():
        if language not in others:
            raise _refused(text, str(language), repr(language), ", ".join(others))
        if not isinstance(own, Mapping | None):
            raise _refused(text, str(language), repr(own), ", ".join(OWN))
        for name, value in (own or {}).items():
            if name not in OWN:
                raise _refused(text, str(name), repr(name), ", ".join(OWN))
            if not isinstance(value, type(configuration.get(name, value))):
                allowed = repr(configuration[name])
                raise _refused(
                    text, str(name), f"{name}: {value!r}", gettext("a value like {value}", value=allowed)
                )


def _refused(text: str, key: str, found: str, allowed: str) -> BuildError:
    below = text.find(f"{SETTING}:")
    place = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*:", re.MULTILINE).search(
        text, max(below - 40, 0)
    )
    line = f":{text.count(chr(10), 0, place.end()) + 1}" if place else ""
    what = gettext("{found} in {setting}; allowed: {allowed}", found=found, setting=SETTING, allowed=allowed)
    return BuildError(f"{CONFIGURATION}{line}: {what} [configuration]", gettext("correct it, or take it out"))
