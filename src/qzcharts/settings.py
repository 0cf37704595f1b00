"""Which settings of ``_config.yml`` a book may not have: that put scripts onto pages, or ask the network.

What Jupyter Book makes of the file decides, whichever way a setting came into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PAGES = "it would put onto pages what nobody has checked"
_CODE = "its code would run whenever the book is read, by a check too"
_NETWORK = "it would ask the network"
#: Settings that have to be empty, by their names as Sphinx or Jupyter Book has them, and why.
_EMPTY = {
    **dict.fromkeys(
        (
            *("html_js_files", "html_css_files", "html_style", "html_extra_path", "html_additional_pages"),
            *("html_context", "html_theme_path", "html_sidebars", "templates_path", "mathjax_path"),
            *("announcement", "extra_footer", "extra_navbar", "navbar_footer_text"),
            *("google_analytics_id", "plausible_analytics_domain", "thebe", "thebe_config"),
            *("hypothesis", "utterances", "dokieli"),
        ),
        _PAGES,
    ),
    "local_extensions": _CODE,
    "intersphinx_mapping": _NETWORK,
}
#: Settings that hold others.
_HOLDERS = ("html_theme_options", "analytics", "launch_buttons", "comments_config", "sphinx")


def refused(configuration: Mapping[str, Any], written: Mapping[str, Any], text: str) -> Iterator[str]:
    """Give a message for each setting that a book may not have, with its line.

    Parameters
    ----------
    configuration : mapping
        Of Sphinx, as Jupyter Book makes it.
    written : mapping
        ``_config.yml`` as it was read.
    text : str
        The file itself.
    """
    settings = {"sphinx": written.get("sphinx"), **configuration}
    for name in _HOLDERS:
        held = settings.get(name)
        settings |= held if isinstance(held, Mapping) else {}
    for name, why in _EMPTY.items():
        if settings.get(name):
            yield _message(text, name, f"{name} is set to {_shown(settings[name])}: {why}", "nothing")
    if (theme := settings.get("html_theme")) != "qzcharts":
        yield _message(text, "html_theme", f"html_theme is {_shown(theme)}: {_PAGES}", "qzcharts")
    if (paths := settings.get("html_static_path", [])) not in ([], ["_static"]):
        yield _message(text, "html_static_path", f"html_static_path is {_shown(paths)}: {_PAGES}", "_static")
    if not re.match(r"https?://|$", str(address := settings.get("html_baseurl", ""))):
        what = f"html_baseurl is {_shown(address)}, which is no address of a site"
        yield _message(text, "html_baseurl", what, "one with https:")


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:60]}…"


def _message(text: str, name: str, what: str, allowed: str) -> str:
    own = name.removeprefix("html_")  # as Jupyter Book names some
    found = re.search(rf"^[^#\n]*\b({name}|{own})\b[\"']?\s*:", text, re.MULTILINE)
    place = f"_config.yml:{text.count(chr(10), 0, found.start()) + 1}" if found else "_config.yml"
    mend = "take it out" if found else "take what is in book/_static out"
    return f"{place}: {what}; allowed: {allowed} [configuration]\n  mend: {mend}"
