"""The head of a page: what in it has no effect is refused, for neither format shows it."""

import re
from collections.abc import Iterator

from myst_parser.config.main import TopmatterReadError, read_topmatter

from qzbook.errors import with_mend
from qzbook.markup import page_context
from qzbook.words import gettext

#: What this package, Jupytext, Jupyter, MyST, MyST-NB and Sphinx read of a page.
_SHOWN = (page_context.KEY, "jupytext", "kernelspec", "mystnb", "myst", "orphan", "tocdepth")
KEYS = {*_SHOWN, "language_info", "file_format", "substitutions", "html_meta", "nosearch", "nocomments"}


def unknown_keys(text: str) -> Iterator[tuple[int, str]]:
    """Give the keys of a head that nothing reads, each with its line and what is to be said of it."""
    try:
        head = read_topmatter(text) or {}
    except TopmatterReadError:
        return  # MyST tells
    for key in head:
        if key not in KEYS:
            found = re.search(rf"^[\"']?{re.escape(str(key))}[\"']?\s*:", text, re.MULTILINE)
            line = text.count("\n", 0, found.start()) + 1 if found else 1
            message = gettext(
                "{key!r} in the head of the page is shown nowhere; allowed: {allowed}",
                key=key,
                allowed=", ".join(_SHOWN),
            )
            yield line, with_mend(f"{message} [markdown]", gettext("write it in the text, or in _config.yml"))
