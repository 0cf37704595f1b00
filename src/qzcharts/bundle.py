"""What a chart hands to the page: its pictures, and what they rest on. Both sides import it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qzcharts.words import Language

MIME = "application/vnd.qzcharts.figure+json"

#: Stands in a text for what has its evidence elsewhere: OBJECT REPLACEMENT CHARACTER.
MASK = "\ufffc"

#: Variants of a picture by their names: for a page or a phone, on a light or a dark ground.
VARIANTS = ("wide-light", "wide-dark", "narrow-light", "narrow-dark")


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
    unit : str
        What the marks stand for, set under the title; may be empty.
    alt : str
        Kind of picture, finding, and the numbers in words.
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
    """

    form: str
    language: Language
    title: str
    unit: str
    alt: str
    metrics: Sequence[str]
    labels: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    source: str
    typed: Sequence[str]
    cards: Sequence[Card] = ()


@dataclass(frozen=True)
class Bundle:
    """The pictures of a chart with their evidence.

    Attributes
    ----------
    evidence : Evidence
    svg : mapping of str to str
        The picture by the names of its :data:`VARIANTS`.
    pdf : bytes
        The wide light variant.
    """

    evidence: Evidence
    svg: Mapping[str, str]
    pdf: bytes

    def as_json(self) -> dict[str, Any]:
        """Give it as the output of a cell holds it."""
        return {**asdict(self), "pdf": base64.b64encode(self.pdf).decode("ascii")}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Bundle:
        """Read it from the output of a cell."""
        evidence = dict(content["evidence"])
        evidence["cards"] = [Card(**card) for card in evidence["cards"]]
        return cls(Evidence(**evidence), content["svg"], base64.b64decode(content["pdf"]))
