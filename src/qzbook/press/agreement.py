"""Whether what else names a report agrees with its head: configuration, data package, citation."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from qzbook.errors import BuildError
from qzbook.press.rehearsal import yaml_text
from qzbook.project import CITATION, CONFIGURATION
from qzbook.title_page import settings
from qzbook.validation.places import line_of
from qzbook.validation.report import HEAD
from qzbook.words import gettext
from qzcharts.data.package import DESCRIPTOR, Package
from qzcharts.data.period_words import period_text
from qzcharts.data.report import Report
from qzcharts.errors import Problem, ProblemsError
from qzcharts.words import Language

_DATA = f"data/{DESCRIPTOR}"
LANGUAGES: dict[str, Language] = {"title": "zh", "title_en": "en"}
"""The titles that there may be, and the language of each."""


def require_settings(report: Report, language: Language, text: str) -> None:
    """Refuse a configuration that says otherwise what the head of the report says.

    Parameters
    ----------
    report : Report
    language : {"zh", "en"}
        Of the edition.
    text : str
        ``_config.yml`` itself.

    Raises
    ------
    BuildError
        With the first such setting and its line, or if the head has no title in the language of the edition.
    """
    require_title(report, language)
    stated = yaml.safe_load(text)
    for names, value in _decided(settings(report, language)):
        found: Any = stated
        for name in names:
            found = found.get(name) if isinstance(found, Mapping) else None
        if found is not None and found != value:
            what = gettext(
                "{name} is {found!r}; allowed: {value!r}, as the report's head in {file} has it",
                name=names[-1],
                found=found,
                value=value,
                file=_DATA,
            )
            mend = gettext("take it out, or correct the head")
            raise BuildError(f"{CONFIGURATION}:{line_of(text, *names)}: {what} [configuration]", mend)


def require_title(report: Report, language: Language) -> None:
    """Refuse a report whose head has a title, but none in the language of an edition.

    Raises
    ------
    BuildError
        If it is so.
    """
    titles = {each: report.label("title", each) for each in LANGUAGES.values()}
    if any(titles.values()) and not titles[language]:
        needed = "title" if language == "zh" else "title_en"
        what = gettext("the report's head has no {name}, and the edition is in that language", name=needed)
        raise BuildError(f"{_DATA}: {what} [{HEAD}]", gettext("write it beside the other title"))


def _decided(settings: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give where ``_config.yml`` may state what the head decides, and what that is."""
    for name, value in settings.items():
        if name == "html_title":
            yield ("title",), value
        if isinstance(value, str):
            yield ("sphinx", "config", name), value
        else:
            yield from ((("sphinx", "config", name, key), text) for key, text in value.items())


def disagreements(package: Package, root: Path) -> Iterator[Problem]:
    """Find titles that do not name the period, or the report, as its head does.

    Parameters
    ----------
    package : Package
    root : Path
        The folder that may hold ``CITATION.cff``.
    """
    report = Report.of(package.descriptor)
    text = (package.folder / DESCRIPTOR).read_bytes().decode("utf-8-sig")
    for name, language in LANGUAGES.items():
        title, words = str(package.descriptor.get(name, "")), period_text(report.period, language)
        if title and report.period.key and words not in title:
            message = gettext(
                "{name} {title!r} does not name the period of the report; allowed: a title with {words!r}",
                name=name,
                title=title,
                words=words,
            )
            mend = gettext("write these words into it")
            yield Problem(_DATA, line_of(text, name), "", HEAD, message, mend)
    if os.path.lexists(root / CITATION):
        yield from _citation_problems(report, root)


def _citation_problems(report: Report, root: Path) -> Iterator[Problem]:
    allowed = [title for language in LANGUAGES.values() if (title := cited(report, language))]
    try:
        text = yaml_text(root, CITATION)
    except ProblemsError as error:
        yield from error.problems
        return
    found = yaml.safe_load(text)
    given = found.get("title") if isinstance(found, Mapping) else None
    if allowed and given not in allowed:
        message = gettext(
            "title is {title!r}; allowed: {allowed}", title=given, allowed=", ".join(map(repr, allowed))
        )
        mend = gettext("write what the report's head in {file} says", file=_DATA)
        yield Problem(CITATION, line_of(text, "title"), "", HEAD, message, mend)


def cited(report: Report, language: Language) -> str:
    """Give the title that a report is cited by: that of all issues, and the period; empty without a title."""
    title = report.label("title", language)
    if not title or not report.period.key:
        return title
    period = period_text(report.period, language)
    return f"{title}（{period}）" if language == "zh" else f"{title} ({period})"
