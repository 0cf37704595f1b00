"""What a chart or a table hands to the page, and what it rests on. Both sides import it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal, NamedTuple

from qzcharts.words import Language

MIME = "application/vnd.qzcharts.figure+json"
TABLE = "application/vnd.qzcharts.table+json"
#: Key of the same in the other languages of the book, by their names.
OTHERS = "others"

#: Stands in a text for what has its evidence elsewhere: OBJECT REPLACEMENT CHARACTER.
MASK = "\ufffc"

#: Drawings of a form, which stand in the page as they are, and pictures of an author's own figure.
INLINE = ("wide", "narrow")
PICTURES = ("wide-light", "wide-dark", "narrow-light", "narrow-dark")


@dataclass(frozen=True)
class Card:
    """One headline figure, as a page sets it."""

    value: str
    label: str
    note: str
    metric: str


@dataclass(frozen=True)
class Evidence:
    """What a chart shows and what that rests on.

    Attributes
    ----------
    form : str
        Name of the form that drew it.
    language : {"zh", "en"}
    title : str
        The finding, with its numbers from the ledger.
    template : str
        The author's words for it, metrics in braces; empty where the form made it.
    subtitle : str
        Unit and period, and what the labels leave out; may be empty.
    alt : str
        Kind of picture, and the numbers in words; the title stands beside it.
    metrics : sequence of str
        Ids of the metrics drawn, in order.
    labels : sequence of str
        What each of them is called, beside the others.
    columns : sequence of str
    rows : sequence of sequence of str
        Exactly what was drawn, as a table in printed wording.
    source : str
        The source line.
    typed : sequence of str
        What an author typed, with :data:`MASK` for each number of the ledger: the title, which is empty where
        the form made it, then all else that a reader finds in picture and alternative text.
    cards : sequence of Card
        The same for a page to set as HTML; only of the form `cards`.
    described : str
        The author's words for the alternative text, metrics in braces; only of a figure of their own.
    """

    form: str
    language: Language
    title: str
    template: str
    subtitle: str
    alt: str
    metrics: Sequence[str]
    labels: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    source: str
    typed: Sequence[str]
    cards: Sequence[Card] = ()
    described: str = ""


@dataclass(frozen=True)
class Bundle:
    """The drawings of a chart with their evidence.

    Attributes
    ----------
    evidence : Evidence
    svg : mapping of str to str
        Drawings by their names: :data:`INLINE` or :data:`PICTURES`, ``paper`` for the PDF, and ``file`` for
        whoever saves it, with title and source.
    png : bytes
        The last of these as a picture.
    """

    evidence: Evidence
    svg: Mapping[str, str]
    png: bytes

    def as_json(self) -> dict[str, Any]:
        """Give it as the output of a cell holds it."""
        return {**asdict(self), "png": base64.b64encode(self.png).decode("ascii")}

    @classmethod
    def from_json(cls, content: Mapping[str, Any], language: Language | None = None) -> Bundle:
        """Read it from the output of a cell, in a language if that has it."""
        content = spoken(content, language)
        evidence = dict(content["evidence"])
        evidence["cards"] = [Card(**card) for card in evidence["cards"]]
        return cls(Evidence(**evidence), content["svg"], base64.b64decode(content["png"]))


def spoken(content: Mapping[str, Any], language: Language | None) -> Mapping[str, Any]:
    """Give what the output of a cell holds in a language: its own where it has no other."""
    others = content.get(OTHERS, {})
    own = {name: value for name, value in content.items() if name != OTHERS}
    return others.get(language, own)  # type: ignore[no-any-return]


Layout = Literal["list", "grid", "matrix"]


class Cell(NamedTuple):
    """A cell of a table: its words, empty where nothing is published, and the id of what it cites, if any."""

    words: str
    entry: str = ""

    @property
    def shown(self) -> str:
        """What readers see."""
        return self.words or "—"


@dataclass(frozen=True)
class Table:
    """A table of metrics and statements.

    Attributes
    ----------
    layout : {"list", "grid", "matrix"}
        A row a metric with its evidence, numbers under heads, or what is published of each row.
    language : {"zh", "en"}
    title : str
        With its numbers from the ledger.
    template : str
        The author's words for it, metrics in braces; empty where the form made it.
    subtitle : str
        What the heads leave out, such as the unit; may be empty.
    columns : sequence of str
        Their heads.
    rows : sequence of sequence of Cell
        The first cell of each heads its row.
    notes : sequence of str
        Lines below it.
    others : dict
        The same in the other languages of the book.
    """

    layout: Layout
    language: Language
    title: str
    template: str
    subtitle: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str]
    others: dict[Language, Table] = field(default_factory=dict)

    @classmethod
    def from_json(cls, content: Mapping[str, Any], language: Language | None = None) -> Table:
        """Read it from the output of a cell, in a language if that has it."""
        content = spoken(content, language)
        return cls(**{**content, "rows": [[Cell(*cell) for cell in row] for row in content["rows"]]})

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {TABLE: asdict(self), "text/html": self._html(), "text/plain": self._plain()}

    @property
    def _headed(self) -> str:
        return "\n".join(filter(None, [self.title, self.subtitle]))

    def _html(self) -> str:
        """Write it for a notebook."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        body = "".join(
            f'<tr><th scope="row">{escape(first.shown)}</th>'
            + "".join(f"<td>{escape(cell.shown)}</td>" for cell in others)
            + "</tr>"
            for first, *others in self.rows
        )
        caption = escape(self._headed).replace("\n", "<br>")
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{notes}"
        )

    def _plain(self) -> str:
        """Write it for a terminal."""
        lines = (" | ".join(cell.shown for cell in row) for row in self.rows)
        return "\n".join([self._headed, " | ".join(self.columns), *lines, *self.notes])
