"""Which settings of ``_config.yml`` a book may have.

None that puts scripts onto pages, asks the network, or names files outside of the project. What Jupyter Book
makes of the file decides, whichever way a setting came into it.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import yaml

from qzbook.edition import PACKAGES
from qzbook.errors import BuildError
from qzbook.project import CONFIGURATION, Project
from qzbook.safety import plain
from qzbook.words import gettext, marked

_PAGES = marked("it would put onto pages what nobody has checked")
_CODE = marked("its code would run whenever the book is read, by a check too")
_NETWORK = marked("it would ask the network")
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
    "nb_custom_formats": _CODE,
    "intersphinx_mapping": _NETWORK,
    "qzcharts_cluster": _NETWORK,
}
#: Settings that hold others.
_HOLDERS = ("html_theme_options", "analytics", "launch_buttons", "comments_config", "sphinx")
#: What is read or copied, by its path from ``book/``.
_PATHS = (
    *("html_static_path", "html_extra_path", "html_logo", "html_favicon", "templates_path"),
    *("html_theme_path", "locale_dirs", "bibtex_bibfiles", "typst_review_attachments"),
)
#: What files are named by that are written; with a slash they would lie elsewhere.
_NAMES = ("typst_filename", "html_file_suffix", "html_sourcelink_suffix", "html_additional_pages")
_NAME = re.compile(r"(?!\.\.)[^/\\\0]*")


def require_harmless(configuration: Mapping[str, Any], text: str) -> None:
    """Refuse settings that put onto pages what nobody has checked, run code, or ask the network.

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
    settings = {"sphinx": (yaml.safe_load(text) or {}).get("sphinx"), **configuration}
    for name in _HOLDERS:
        held = settings.get(name)
        settings |= held if isinstance(held, Mapping) else {}
    for name, why in _EMPTY.items():
        if value := settings.get(name):
            what = marked("{name} is set to {value}: {why}; allowed: nothing")
            _refuse(text, name, what, value=value, why=why)
    if (theme := settings.get("html_theme")) != "qzcharts":
        what = marked("{name} is {value}: {why}; allowed: qzcharts")
        _refuse(text, "html_theme", what, value=theme, why=_PAGES)
    if (paths := settings.get("html_static_path", [])) not in ([], ["_static"]):
        what = marked("{name} is {value}: {why}; allowed: _static")
        _refuse(text, "html_static_path", what, value=paths, why=_PAGES)
    if not re.match(r"https?://|$", str(address := settings.get("html_baseurl", ""))):
        what = marked("{name} is {value}, which is no address of a site; allowed: one with https:")
        _refuse(text, "html_baseurl", what, value=address)
    if not re.fullmatch(r"zh(_CN)?|en(_[A-Z]{2})?", str(language := settings.get("language") or "en")):
        what = marked("{name} is {value}, whose words are not here; allowed: zh_CN, en")
        _refuse(text, "language", what, value=language, mend=gettext("write one of these"))


def _refuse(text: str, name: str, what: str, *, value: object, why: str = "", mend: str = "") -> NoReturn:
    own = name.removeprefix("html_")  # as Jupyter Book names some
    place = _place(text, rf"^[^#\n]*\b({name}|{own})\b[\"']?\s*:")
    shown = repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:60]}…"
    message = gettext(what, name=name, value=shown, why=gettext(why) if why else "")
    absent = gettext("take what is in book/_static out")
    mend = mend or (absent if place == CONFIGURATION else gettext("take it out"))
    raise BuildError(f"{place}: {message} [configuration]", mend)


def _place(text: str, sign: str) -> str:
    """Give the place of a setting in ``_config.yml``: the first line with its sign, if there is one."""
    found = re.search(sign, text, re.MULTILINE)
    return f"{CONFIGURATION}:{text.count(chr(10), 0, found.start()) + 1}" if found else CONFIGURATION


def require_within(project: Project, configuration: Mapping[str, Any], text: str) -> None:
    """Refuse settings that have files read or written outside of where they belong.

    Raises
    ------
    BuildError
        With the first of them, and its line.
    """

    def refuse(name: str, what: str, mend: str) -> NoReturn:
        raise BuildError(f"{_place(text, re.escape(name))}: {what}", mend)

    for setting, name in _given(configuration, _PATHS):
        if "://" in name:
            continue
        path = project.book / name
        fault = plain.out_of_reach(path, project.root)
        for place, what in [(path, fault)] if fault else plain.faults(path):
            values = {"setting": setting, "path": os.path.relpath(place, project.book), "fault": what}
            refuse(
                name,
                gettext(
                    "{setting}: {path!r} {fault}; "
                    "allowed: files and folders of the project that are not hidden",
                    **values,
                ),
                gettext("put a copy into the project, and give its path from book/"),
            )
    for _, name in _given(configuration, ("extensions",)):
        if any(file.resolve().is_relative_to(project.root.resolve()) for file in _own_files(name)):
            refuse(
                name,
                gettext(
                    "the extension {name} lies in the project: {why}; allowed: extensions that are installed",
                    name=name,
                    why=gettext(_CODE),
                ),
                gettext("take it out, or have who builds the book install it"),
            )
    for setting, name in _given(configuration, _NAMES):
        if not _NAME.fullmatch(name):
            refuse(
                name,
                gettext(
                    "{setting}: {name!r} is no part of a file's name; "
                    "allowed: no slashes, and no two points at its beginning",
                    setting=setting,
                    name=name,
                ),
                gettext("write a name of letters, digits and hyphens"),
            )


def _own_files(extension: str) -> Iterator[Path]:
    """Give what an extension would be read from, but for what is installed; nothing of it is imported."""
    try:
        spec = find_spec(extension.partition(".")[0])
    except (ImportError, ValueError):
        return
    installed = [Path(sys.prefix), Path(sys.base_prefix), *PACKAGES]
    for name in [spec.origin, *(spec.submodule_search_locations or ())] if spec else ():
        path = Path(name or "")
        if name and not any(path.is_relative_to(each) for each in installed):
            yield path


def _given(configuration: Mapping[str, Any], settings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the names that settings hold; what is none, Sphinx itself refuses."""
    for setting in settings:
        value = configuration.get(setting)
        for name in value if isinstance(value, list | dict) else [value]:
            path = name.get("path") if isinstance(name, dict) else name
            if isinstance(path, str):
                yield setting, path
