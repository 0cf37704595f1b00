"""What the builder says, in the language of who runs it, and what books say by themselves, in their own."""

import gettext as standard
import re
from collections.abc import Iterable
from pathlib import Path

TEMPLATE_WORD = re.compile(r'\bword\("([^"]+)"\)')
_NAME = "sphinx_typst"
_FOLDER = Path(__file__).with_name("locale")


def gettext(text: str, /, **values: object) -> str:
    """Return a message in the language of the user, with its fields filled as by `str.format`."""
    return standard.translation(_NAME, _FOLDER, fallback=True).gettext(text).format(**values)


def word(language: str, text: str, /, **values: object) -> str:
    """Return what a book says by itself."""
    return standard.translation(_NAME, _FOLDER, [language], fallback=True).gettext(text).format(**values)


def marked(text: str) -> str:
    """Mark a text of a table for translators: it is looked up when it is said."""
    return text


def template_words(language: str, templates: Iterable[str]) -> dict[str, str]:
    """Return what templates say by themselves, which they ask for as ``word("Contents")``."""
    texts = (text for template in templates for text in TEMPLATE_WORD.findall(template))
    return {text: word(language, text) for text in texts}
