"""Whether rows have the evidence that they promise: printed words, quotations, lists."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from qzbook.words import gettext
from qzcharts.data import Qualifier, Table
from qzcharts.data.assembly import Assembly
from qzcharts.data.derivation import Derived
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.lookup import Lookup
from qzcharts.data.number import Number
from qzcharts.data.qualifier import RULES
from qzcharts.data.rows import Row
from qzcharts.data.unit import MAGNITUDES
from qzcharts.data.wording import text
from qzcharts.errors import Problem, UnknownNameError

#: The longest quotation, in characters: the few words that carry a fact, never a sentence.
MOST_CHARACTERS = 20
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟‘’‚‛「」『』〝〞〟'", '"'))
#: What the column origin can hold; empty is the same as the first. What is derived has a table of its own.
ORIGINS = ("published", "counted")
_SEPARATOR = re.compile(r"(?<=[0-9])[,，\u2009\u00a0](?=[0-9]{3})")
#: The last sign of a number; what follows it in a cell stands behind the unit in print: 10内, 10天内.
_AFTER_NUMBER = re.compile(r"(.*[0-9一二三四五六七八九十百千万亿零〇两双余多])(.*)")


def evidence_problems(assembly: Assembly) -> Iterator[Problem]:
    """Tell what the rows of an assembly lack of the evidence of their figures, statements and lists."""
    for row in assembly.rows.values():
        yield from quotation_problems(row)
    for table in {number.row.table.name: number.row.table for number in assembly.numbers.values()}.values():
        yield from _missing_evidence(table)
    for number in assembly.numbers.values():
        yield from origin_problems(number, assembly.lists)
        cells = number.row.cells
        if number.place is None and cells.get("quotation") and cells.get("origin") != "counted":
            yield from printed_problems(number, assembly.dimensions)
    derived, dimensions = assembly.derivation.derived, assembly.dimensions
    keys = (*assembly.numbers, *derived)
    lookup = Lookup(keys, dimensions.indicators, dimensions.entities, assembly.report.context)
    for name, rows in assembly.lists.items():
        try:
            key = lookup.find(name)
        except UnknownNameError:
            continue
        yield from list_problems(name, rows, assembly.numbers.get(key) or derived[key])


def _missing_evidence(table: Table) -> Iterator[Problem]:
    """Tell whether nothing says in which source, or where in it, the numbers of a table stand."""
    for column in ("source", "locator"):
        if column not in (*table.columns, *table.defaults):
            message = gettext(
                "nothing says the {column} of the numbers; allowed: a column, or a default", column=column
            )
            mend = gettext(
                "add it to the defaults of {table} in {descriptor}",
                table=table.name,
                descriptor=table.described_in,
            )
            yield Row(table, 1, {}).problem(column, "missing-column", message, mend)


def plain(text: str) -> str:
    """Make widths, kinds of quotation marks and blanks equal, in which copies of a text differ."""
    narrow = (
        unicodedata.normalize("NFKC", character)
        if unicodedata.east_asian_width(character) in "FH"
        else character
        for character in text
    )
    return "".join("".join(narrow).translate(_QUOTATION_MARKS).split())


def origin_problems(number: Number, lists: Collection[str]) -> Iterator[Problem]:
    """Tell what a figure lacks of the evidence that its origin asks for.

    A published figure has a quotation, or its place in a table. A counted one has a list of its indicator's
    name; a quotation may open or close the list.

    Parameters
    ----------
    number : Number
    lists : collection of str
        Names of the lists there are.
    """
    row, name = number.row, number.key.indicator
    origin = row.cells.get("origin", "") or "published"
    if origin not in ORIGINS:
        message = gettext(
            "{origin!r} is no origin; allowed: {origins}", origin=origin, origins=", ".join(ORIGINS)
        )
        yield row.problem("origin", "origin", message, gettext("write one of what is allowed"))
    elif origin == "published" and number.place is None:
        yield from quotation_problems(row)
    elif origin == "counted":
        if row.cells.get("quotation"):
            yield from quotation_problems(row)
        if number.quantity.qualifier != Qualifier.EXACT:
            message = gettext(
                "a count is not {qualifier!r}; allowed with counted: exact",
                qualifier=number.quantity.qualifier.value,
            )
            mend = gettext("write the number alone, or leave origin empty")
            yield row.problem(number.column, "qualifier", message, mend)
        if name not in lists:
            message = gettext(
                "there is no list {name!r} to count; allowed with counted: an indicator with a list",
                name=name,
            )
            mend = gettext("add its items to data/lists.csv, or leave origin empty")
            yield row.problem("origin", "origin", message, mend)


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


def printed_problems(number: Number, dimensions: Dimensions) -> Iterator[Problem]:
    """Compare a cell, and the unit of its indicator, with the words of the source."""
    row, quotation = number.row, row_text(number.row, "quotation")
    found = _AFTER_NUMBER.fullmatch(plain(number.printed))
    parts = [part for part in (found.groups() if found else (plain(number.printed),)) if part]
    match = re.search(".*?".join(f"({_whole(part)})" for part in parts), quotation)
    if match is None:
        message = gettext(
            "{cell!r} does not stand in {quotation!r}; allowed: the number as it stands there, without unit",
            cell=number.printed,
            quotation=row.cells["quotation"],
        )
        mend = gettext("write the cell as printed, or quote the words that the number stands in")
        yield row.problem(number.column, "printed", message, mend)
        return
    before, after = quotation[: match.start()], quotation[match.end(1) :]
    own = dimensions.indicators[number.key.indicator].unit.symbol
    known = {own, *(magnitude + unit for unit in dimensions.units for magnitude in ("", *MAGNITUDES))}
    named = max((symbol for symbol in known if after.startswith(plain(symbol))), key=len, default=own)
    if named != own:
        message = gettext(
            "the unit of {indicator} is {unit}, but in {quotation!r} the number is followed by {named}",
            indicator=number.key.indicator,
            unit=own,
            quotation=row.cells["quotation"],
            named=named,
        )
        mend = gettext("make the unit in data/indicators.csv and the quotation agree")
        yield row.problem(number.column, "printed", message, mend)
    said = _said_beside(before, after.removeprefix(plain(named)))
    if said and number.quantity.qualifier not in said.values():
        message = gettext(
            "in {quotation!r} {words} stands with the number, which the cell leaves out; "
            "allowed: the number as it stands there",
            quotation=row.cells["quotation"],
            words=max(said, key=len),
        )
        mend = gettext("write it in the cell too; where it is part of another word, quote without that")
        yield row.problem(number.column, "printed", message, mend)


def _said_beside(before: str, after: str) -> dict[str, Qualifier]:
    """Give the words beside a number that say how exact it is, with what the longest of each side means."""
    sides = [
        [(word, each) for each, rule in RULES.items() for word in rule.before if before.endswith(word)],
        [(word, each) for each, rule in RULES.items() for word in rule.after if after.startswith(word)],
    ]
    return dict(max(side, key=lambda said: len(said[0])) for side in sides if side)


def row_text(row: Row, column: str) -> str:
    """Give a text of a row made plain, its numbers without separators."""
    return _SEPARATOR.sub("", plain(row.cells[column]))


def _whole(part: str) -> str:
    """Write a pattern of a number that is not a part of a longer one."""
    return rf"(?<![0-9.]){re.escape(part)}(?![0-9]|\.[0-9])"


def list_problems(name: str, rows: Sequence[Row], number: Number | Derived) -> Iterator[Problem]:
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
    if len(rows) not in number.quantity.bounds:
        message = gettext(
            "{name} has {number} rows, but {place} says {figure}; allowed: as many as it says",
            name=name,
            number=len(rows),
            place=f"{number.row.table.path}:{number.row.line}",
            figure=text(number.quantity),
        )
        mend = gettext("make list and metric agree with the source")
        yield rows[0].problem("list", "list-length", message, mend)
