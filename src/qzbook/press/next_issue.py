"""Make the head of the next issue: period, number, name of the files, and the titles that name them."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import yaml

from qzbook.press.agreement import LANGUAGES, cited, disagreements
from qzbook.press.rehearsal import refusal, rehearse, write, yaml_text
from qzbook.project import CITATION
from qzbook.validation import read
from qzbook.validation.places import exchanged, line_of, place_of
from qzbook.validation.report import HEAD, file_fault
from qzbook.words import gettext
from qzcharts.data.ledger import from_package
from qzcharts.data.package import DESCRIPTOR, Package, find_folder
from qzcharts.data.period import Period
from qzcharts.data.period_words import period_text
from qzcharts.data.report import Context, Report
from qzcharts.errors import DataError, PeriodError, ProblemsError, UnknownNameError

_DATA = f"data/{DESCRIPTOR}"


def issue(root: Path, period: str, number: int | None = None, file: str = "") -> tuple[list[str], list[str]]:
    """Have the head of a project be that of the next issue; rows and prose are its author's.

    Parameters
    ----------
    root : Path
        The folder that holds ``book/`` and ``data/``.
    period : str
        What the next issue reports on, as :meth:`qzcharts.data.period.Period.parse` reads it.
    number : int, optional
        By default the one after that of this issue.
    file : str, optional
        Name of its files; by default that of this issue, with the end of its period exchanged.

    Returns
    -------
    tuple of two lists of str
        What was changed, each as ``file:line: value``; and the ids of published numbers of this issue that
        stand for the next one too, until there are later ones.

    Raises
    ------
    ProblemsError
        If it is no later issue, titles do not agree with the head as it is, the project cannot be read, or a
        file cannot be written; nothing was changed then.
    """
    package = read(find_folder(root))
    if problems := [*disagreements(package, root)]:
        raise ProblemsError(problems)
    descriptor, before = package.descriptor, Report.of(package.descriptor)
    time = _later(before.period, period)
    values: dict[tuple[str, ...], int | str] = {(HEAD, "period"): time.key}
    if before.issue or number:
        values[HEAD, "issue"] = _number(before.issue, number)
    if before.file or file:
        values[HEAD, "file"] = _file(before, time, file)
    if name := _renamed(descriptor.get("name", ""), before.period, time):
        values["name",] = name
    for key, language in LANGUAGES.items():
        if title := descriptor.get(key):
            values[key,] = title.replace(period_text(before.period, language), period_text(time, language))
    text = (root / _DATA).read_bytes().decode()
    try:
        files = {_DATA: exchanged(text, values)}
    except KeyError as error:
        message = gettext("the report's head has no {name!r} to be exchanged", name=error.args[0])
        raise refusal(_DATA, HEAD, message, gettext("write that of this issue there first")) from error
    carried = [*_carried_over(package, time)]
    # What the numbers say is not judged: those of the next issue are not there yet.
    after = Report.of(rehearse(root, package.described, files).descriptor)
    if os.path.lexists(root / CITATION):
        files[CITATION] = _cited(yaml_text(root, CITATION), before, after)
    write(root, files)
    return _told(files, values), carried


def _carried_over(package: Package, time: Period) -> Iterator[str]:
    """Name the published numbers of this issue that belong to the period of the next one as well."""
    with suppress(DataError):  # of numbers that cannot be used, the check tells
        ledger = from_package(package)
        spoken_of = Context(time, ledger.report.entity)
        for metric in ledger:
            # Of this issue are those whose names need no period.
            if metric.source and metric.period.last and "@" not in metric.id:
                with suppress(UnknownNameError):
                    if ledger.resolve(metric.id, spoken_of) is metric:
                        yield metric.id


def _later(before: Period, text: str) -> Period:
    """Read the period of the next issue."""
    try:
        time = Period.parse(text)
    except PeriodError as error:
        raise refusal(_DATA, "period", str(error), error.mend) from error
    if not before.last:
        message = gettext("the report's head names no period that has an end")
        raise refusal(_DATA, "period", message, gettext("write the period of this issue there first"))
    if not time.last or time.last <= before.last:
        message = gettext(
            "{period!r} does not end later than this issue's period, {before!r}; allowed: a later one",
            period=text,
            before=before.key,
        )
        raise refusal(_DATA, "period", message, gettext("name the period that the next issue reports on"))
    return time


def _number(before: int | None, number: int | None) -> int:
    if number is not None and before and number <= before:
        message = gettext(
            "issue {number} does not come after {before}; allowed: a higher number",
            number=number,
            before=before,
        )
        raise refusal(_DATA, "issue", message, gettext("leave out --number, or give a higher one"))
    return number or (before or 0) + 1


def _file(before: Report, time: Period, name: str) -> str:
    if name and (fault := file_fault(name)):
        raise refusal(_DATA, "file", fault, gettext("give another --file"))
    if not name and not (name := _renamed(before.file, before.period, time)):
        message = gettext("{file!r} does not name the end of this issue's period", file=before.file)
        raise refusal(_DATA, "file", message, gettext("name the files of the next issue with --file"))
    if name == before.file:
        message = gettext("this issue's files are called {file!r}; allowed: a name of its own", file=name)
        raise refusal(_DATA, "file", message, gettext("give another --file"))
    return name


def _renamed(name: str, before: Period, after: Period) -> str:
    """Exchange in a name what names a period, or the day, month or year of its end; empty if nothing does."""
    assert before.last and after.last
    pairs = [(before.slug, after.slug)]
    pairs += [(f"{before.last:{form}}", f"{after.last:{form}}") for form in ("%Y-%m-%d", "%Y-%m", "%Y")]
    for old, new in pairs:
        found = re.search(rf"(?<![0-9]){re.escape(old)}(?!-?[0-9])", name, re.IGNORECASE)
        if found and old != new:
            return f"{name[: found.start()]}{new}{name[found.end() :]}"
    return ""


def _cited(text: str, before: Report, after: Report) -> str:
    """Exchange the title of a citation, in the layout of the file and changing nothing else."""
    place = place_of(text, "title")
    written, title = text[place.start : place.end], yaml.safe_load(text)["title"]
    for language in LANGUAGES.values():
        old, new = cited(before, language), cited(after, language)
        if title == old:
            end = "\n" if written.endswith("\n") else ""
            anew = written.replace(old, new) if old in written else json.dumps(new, ensure_ascii=False) + end
            return f"{text[: place.start]}{anew}{text[place.end :]}"
    return text  # of a report without a title


def _told(files: Mapping[str, str], values: Mapping[tuple[str, ...], int | str]) -> list[str]:
    """Say what has been changed, and where."""
    text = files[_DATA]
    told = [
        f"{_DATA}:{line_of(text, *names)}: {json.dumps(value, ensure_ascii=False)}"
        for names, value in values.items()
    ]
    if CITATION in files:
        line = line_of(files[CITATION], "title")
        told.append(f"{CITATION}:{line}: {files[CITATION].splitlines()[line - 1].strip()}")
    return told
