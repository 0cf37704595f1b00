"""Whether rows have the evidence that they promise: printed words, quotations, lists."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from qzbook.words import gettext
from qzcharts.data import Metric, Qualifier
from qzcharts.data.assembly import Assembly, Row
from qzcharts.errors import Problem

#: The longest quotation, in characters: the few words that carry a fact, never a sentence.
MOST_CHARACTERS = 20
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟‘’‚‛「」『』〝〞〟'", '"'))
#: Origins that a row can have; what is derived has a table of its own.
ORIGINS = ("published", "counted")
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SEPARATOR = re.compile(r"(?<=[0-9])[,，\u2009\u00a0](?=[0-9]{3})")


def evidence_problems(assembly: Assembly) -> Iterator[Problem]:
    """Tell what the rows of an assembly lack of the evidence of their figures, statements and lists."""
    for name, row in assembly.rows.items():
        if "text_zh" in row.cells:
            yield from quotation_problems(row)
        elif "formula" not in row.cells:
            yield from origin_problems(row, assembly.lists)
            if name in assembly.quantities:
                yield from printed_problems(row, assembly.units)
    for name, rows in assembly.lists.items():
        yield from list_problems(name, rows, assembly.metrics.get(name))


def plain(text: str) -> str:
    """Make widths, kinds of quotation marks and blanks equal, in which copies of a text differ."""
    narrow = (
        unicodedata.normalize("NFKC", character)
        if unicodedata.east_asian_width(character) in "FH"
        else character
        for character in text
    )
    return "".join("".join(narrow).translate(_QUOTATION_MARKS).split())


def origin_problems(row: Row, lists: Collection[str]) -> Iterator[Problem]:
    """Tell what a figure lacks of the evidence that its origin asks for.

    A published figure has its printed form and a quotation that holds it. A counted one has a list of its
    name and no printed form, for nobody printed it; a quotation may open or close the list.

    Parameters
    ----------
    row : Row
    lists : collection of str
        Names of the lists there are.
    """
    name, origin, printed, quotation = (row.cells[key] for key in ("id", "origin", "printed", "quotation"))
    if origin not in ORIGINS:
        message = gettext(
            "{origin!r} is no origin; allowed: {origins}", origin=origin, origins=", ".join(ORIGINS)
        )
        yield row.problem("origin", "origin", message, gettext("write one of what is allowed"))
        return
    if origin == "published":
        if not printed:
            message = gettext("the cell is empty; allowed with published: the figure in the source's words")
            mend = gettext("write it as printed, or set origin to counted where it was counted from a list")
            yield row.problem("printed", "printed", message, mend)
        elif quotation and plain(printed) not in plain(quotation):
            message = gettext(
                "{quotation!r} does not hold {printed!r}; allowed: words that carry the printed figure",
                quotation=quotation,
                printed=printed,
            )
            mend = gettext("quote the words that the figure stands in")
            yield row.problem("quotation", "quotation", message, mend)
        yield from quotation_problems(row)
        return
    if printed:
        message = gettext("{printed!r} is printed nowhere; allowed with counted: nothing", printed=printed)
        mend = gettext("empty the cell, or set origin to published")
        yield row.problem("printed", "printed", message, mend)
    if row.cells["qualifier"] != Qualifier.EXACT:
        message = gettext(
            "a count is not {qualifier!r}; allowed with counted: exact", qualifier=row.cells["qualifier"]
        )
        mend = gettext("write exact, or set origin to published")
        yield row.problem("qualifier", "qualifier", message, mend)
    if name not in lists:
        message = gettext(
            "there is no list {name!r} to count; allowed with counted: the id is the name of a list",
            name=name,
        )
        mend = gettext("add the list to data/lists.csv, or set origin to published")
        yield row.problem("origin", "origin", message, mend)
    if quotation:
        yield from quotation_problems(row)


def quotation_problems(row: Row) -> Iterator[Problem]:
    """Tell whether a quotation is missing, or longer than a few words."""
    quotation = row.cells["quotation"]
    if not quotation:
        message = gettext(
            "the cell is empty; allowed: the source's few words, at most {most} characters",
            most=MOST_CHARACTERS,
        )
        mend = gettext("copy the words that carry it from the source")
        yield row.problem("quotation", "quotation", message, mend)
    elif len(quotation) > MOST_CHARACTERS:
        message = gettext(
            "{quotation!r} has {number} characters; allowed: at most {most}",
            quotation=quotation,
            number=len(quotation),
            most=MOST_CHARACTERS,
        )
        yield row.problem("quotation", "quotation", message, gettext("keep the words that carry it"))


def printed_problems(row: Row, units: Iterable[str]) -> Iterator[Problem]:
    """Compare value and unit with the words of the source, where these hold digits."""
    value, unit, printed = (row.cells[column] for column in ("value", "unit", "printed"))
    joined = _SEPARATOR.sub("", printed)
    numbers = list(_DIGITS.finditer(joined))
    same = next((match for match in numbers if match[0] == value), None)
    mend = gettext("make value, unit and printed agree with the source")
    if numbers and not same:
        message = gettext(
            "{value!r} is not in what was printed, {printed!r}; allowed: the number as printed",
            value=value,
            printed=printed,
        )
        yield row.problem("value", "printed", message, mend)
    if not same:
        return
    after = joined[same.end() :].lstrip()
    named = max((symbol for symbol in units if after.startswith(symbol)), key=len, default=unit)
    if named != unit:
        message = gettext(
            "{unit!r} is not in what was printed, {printed!r}; allowed: {named}",
            unit=unit,
            printed=printed,
            named=named,
        )
        yield row.problem("unit", "printed", message, mend)


def list_problems(name: str, rows: Sequence[Row], metric: Metric | None) -> Iterator[Problem]:
    """Tell whether a list is numbered, and as long as the metric of its name says."""
    due = {str(order) for order in range(1, len(rows) + 1)}
    for row in rows:
        order = row.cells["order"]
        if order not in due:
            message = gettext(
                "{order!r} is out of place; allowed: 1 to {last}, each once", order=order, last=len(rows)
            )
            yield row.problem("order", "list-order", message, gettext("number the rows of the list"))
        due.discard(order)
    if metric and len(rows) not in metric.quantity.bounds:
        message = gettext(
            "{name} has {number} rows, but {place} says {figure}; allowed: as many as it says",
            name=name,
            number=len(rows),
            place=f"{metric.path}:{metric.line}",
            figure=metric.text(),
        )
        mend = gettext("make list and metric agree with the source")
        yield rows[0].problem("list", "list-length", message, mend)
