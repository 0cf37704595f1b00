"""The head of a report: what it is called, and what its numbers are about where they do not say so.

It stands in ``datapackage.json`` as the custom property ``report``, and nowhere else.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qzcharts.data.period import Period
from qzcharts.words import Language

PERIOD, ENTITY = "QZCHARTS_PERIOD", "QZCHARTS_ENTITY"
"""Variables of the environment that tell cells what the head of their page names; empty for nothing."""


@dataclass(frozen=True)
class Context:
    """What is spoken of: period and entity of a number that is named without them.

    Attributes
    ----------
    period : Period
    entity : str
        Id; empty where none is spoken of.
    """

    period: Period
    entity: str

    def on_page(self, period: str, entity: str) -> "Context":
        """Give what is spoken of on a page whose head names these; an empty text names nothing."""
        return Context(Period.parse(period) if period else self.period, entity or self.entity)


@dataclass(frozen=True)
class Report:
    """What a report says of itself; a package that is no report has none of it.

    Attributes
    ----------
    title, title_en : str
    issue : int or None
        Its number in a series.
    period : Period
        What it reports on.
    entity : str
        Id of what most of its numbers are about.
    file : str
        Name of its files, without an ending.
    note, note_en : str
        What readers should know of how it came about.
    contact : str
        Where to report an error: an address of mail, of a page, or a telephone number, with its scheme.
    """

    title: str
    title_en: str
    issue: int | None
    period: Period
    entity: str
    file: str
    note: str
    note_en: str
    contact: str = ""

    @classmethod
    def of(cls, descriptor: Mapping[str, Any]) -> "Report":
        """Read the head in a descriptor.

        Raises
        ------
        PeriodError
            If its period is none.
        """
        head = descriptor.get("report", {})
        texts = ("title", "title_en", "entity", "file", "note", "note_en", "contact")
        return cls(
            issue=head.get("issue"),
            period=Period.parse(head.get("period", "")),
            **{name: head.get(name, "") for name in texts},
        )

    @property
    def context(self) -> Context:
        """What is spoken of where no page says otherwise."""
        return Context(self.period, self.entity)

    def label(self, name: Literal["title", "note"], language: Language) -> str:
        """Give a text in the language of an edition."""
        text: str = getattr(self, name if language == "zh" else f"{name}_en")
        return text


def contact_words(address: str) -> str:
    """Give an address as people write it, without its scheme."""
    return address.partition(":")[2].strip("/")


def context(report: Report) -> Context:
    """Give what is spoken of in the cell that runs."""
    return report.context.on_page(os.environ.get(PERIOD, ""), os.environ.get(ENTITY, ""))
