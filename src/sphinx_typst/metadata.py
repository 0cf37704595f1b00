"""What cover, imprint and the PDF's own properties say about the book."""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sphinx.config import Config
from sphinx.errors import ConfigError

from .words import gettext

_UNSET_PROJECT = "Project name not set"  # Sphinx's own default


@dataclass(frozen=True)
class Metadata:
    """
    The values that the configuration value `typst_metadata` may have, all of them optional.

    Parameters
    ----------
    title, subtitle
        Title of the book (by default the project's) and what stands under it.
    issue, period
        Which issue of a series, and which time it reports on.
    publisher, author
        Who publishes, and who wrote it (by default the project's author).
    edition, date
        Name of the edition, and its day as YYYY-MM-DD.
    commit, data_digest
        From which commit and which data the book was built.
    note
        What a reader should know of how it came about.
    licence
        On what terms it may be used.
    keywords
        Words to find it by.
    contact
        Where to report an error.

    The PDF's properties have title, author, date and keywords, and publisher, licence and note too.
    """

    title: str = ""
    subtitle: str = ""
    issue: str = ""
    period: str = ""
    publisher: str = ""
    author: str = ""
    edition: str = ""
    date: str = ""
    commit: str = ""
    data_digest: str = ""
    note: str = ""
    licence: str = ""
    keywords: tuple[str, ...] = ()
    contact: str = ""

    @classmethod
    def from_config(cls, config: Config) -> Metadata:
        """
        Return the metadata that the configuration gives.

        Raises
        ------
        ConfigError
            A key is unknown, or the date is none.
        """
        given: Mapping[str, Any] = config.typst_metadata
        allowed = [field.name for field in fields(cls)]
        for key in given:
            if key not in allowed:
                near = difflib.get_close_matches(key, allowed, 1)
                meant = gettext(" Did you mean {near!r}?", near=near[0]) if near else ""
                message = gettext(
                    "typst_metadata has an unknown key {key!r}; allowed are {allowed}.",
                    key=key,
                    allowed=", ".join(allowed),
                )
                raise ConfigError(message + meant)
        values: dict[str, Any] = {key: str(value) for key, value in given.items() if value is not None}
        if "keywords" in values:
            keywords = given["keywords"]
            values["keywords"] = (keywords,) if isinstance(keywords, str) else tuple(map(str, keywords))
        project = config.project if config.project != _UNSET_PROJECT else config.html_title
        metadata = cls(**{"title": project, "author": _known(config.author), **values})
        metadata.day()
        return metadata

    def day(self) -> datetime.date:
        """
        Return the date of the PDF: `date`, else that of SOURCE_DATE_EPOCH, else today, in UTC.

        Raises
        ------
        ConfigError
            `date` is no date of the form YYYY-MM-DD.
        """
        if self.date:
            try:
                return datetime.date.fromisoformat(self.date)
            except ValueError:
                raise ConfigError(
                    gettext(
                        "typst_metadata: date {date!r} is no day as YYYY-MM-DD, such as 2024-05-31.",
                        date=self.date,
                    )
                ) from None
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        now = datetime.datetime.now(datetime.UTC)
        return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else now).date()

    def timestamp(self) -> int:
        """Return the beginning of that day in seconds since 1970 (UTC)."""
        day = self.day()
        return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())

    def for_template(self) -> dict[str, Any]:
        """Return all values in the form that the template reads."""
        day = self.day()
        return asdict(self) | {"day": {"year": day.year, "month": day.month, "day": day.day}}


def _known(author: str) -> str:
    return "" if author == "Author name not set" else author
