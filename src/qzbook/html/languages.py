"""The same page in the other languages of a book: what a page says of them to readers and to machines."""

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from qzbook.html.page import MISSING
from qzbook.translation.languages import is_translation, source_language
from qzbook.words import language_of
from qzcharts.words import Language, language_tag

EDITIONS = "qzcharts_editions"
"""Setting that names the languages which editions are made in together."""
_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}


@dataclass(frozen=True)
class Alternate:
    """A page in a language.

    Attributes
    ----------
    tag, name : str
        Of the language.
    link : str
        Where it lies from this page.
    address : str
        Its whole address, as search engines want it; empty if the book has none.
    current, original : bool
        Whether it is this page, and whether it is that of the original.
    """

    tag: str
    name: str
    link: str
    address: str
    current: bool
    original: bool


def add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put what leads to the other languages where the templates find it."""
    config, found = app.config, []
    own, source = language_of(config), source_language(config)
    up = "../" * (pagename.count("/") + is_translation(config))
    base = config.html_baseurl.removesuffix(f"{own}/" if is_translation(config) else "")
    several = len(config[EDITIONS]) > 1 and pagename != MISSING
    for language in config[EDITIONS] if several else ():
        path = f"{'' if language == source else f'{language}/'}{pagename}.html"
        link = f"{up}{path}"
        address = f"{base}{path}" if base else ""
        found.append(
            Alternate(
                language_tag(language), _NAMES[language], link, address, language == own, language == source
            )
        )
    context["alternates"] = found


def setup(app: Sphinx) -> None:
    """Register the setting, and what pages say."""
    app.add_config_value(EDITIONS, [], "html", types=(list,))
    app.connect("html-page-context", add_alternates)
