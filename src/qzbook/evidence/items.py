"""The directive ``{items}``: a list of the data package on the page, with where it stands in its source."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.references import metric_reference
from qzbook.markup.tables import GENERATED, paragraph, quiet
from qzbook.markup.told import tell
from qzbook.words import gettext, word
from qzcharts.data.period_words import date_text
from qzcharts.errors import UnknownNameError


class ItemsDirective(SphinxDirective):
    """``{items} NAME``: the items of a list, one a line; with ``:ordered:`` numbered, the first above all.

    A metric of the same name counts them, and is cited below.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"ordered": directives.flag}

    def run(self) -> list[Node]:
        """Make the list and the line of its evidence, or report a name that there is not."""
        domain, name = domain_of(self.env), self.arguments[0]
        try:
            rows = domain.ledger.items(name)
        except UnknownNameError as error:
            tell((self.env.docname, self.lineno), "items", str(error), gettext("name a list of the data"))
            return []
        tables = domain.ledger.package.tables
        found = [*domain.ledger.package.having("list"), tables["sources"], tables["locators"]]
        domain.note_data(table.path for table in found)
        made: nodes.Element = (
            nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
            if "ordered" in self.options
            else nodes.bullet_list()
        )
        made += [nodes.list_item("", paragraph(text)) for text in _texts(domain, rows)]
        made[GENERATED] = "all"
        line = quiet(self._evidence(domain, name, rows), "figure-source", "chosen")
        for node in (made, line):
            self.set_source_info(node)
        return [made, line]

    def _evidence(
        self, domain: EvidenceDomain, name: str, rows: Sequence[Mapping[str, str]]
    ) -> Iterator[Node]:
        """Say where the list was published, and how many there are."""
        language = domain.language
        yield nodes.Text(word(language, "Source: {places}.", places=_places(domain, rows)))
        if name in domain.ledger.dimensions.indicators:
            indicator = domain.ledger.dimensions.indicators[name]
            yield nodes.Text(word(language, " {label}: ", label=indicator.label(language)))
            yield metric_reference(self.env, name)
            yield nodes.Text(word(language, "."))


def _texts(domain: EvidenceDomain, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Give each item with what it does."""
    for row in rows:
        label, detail = (row.get(f"{name}_{domain.language}", "") for name in ("label", "detail"))
        yield word(domain.language, "{term}: {text}", term=label, text=detail) if detail else label


def _places(domain: EvidenceDomain, rows: Sequence[Mapping[str, str]]) -> str:
    """Give publisher and date of each source, with the sections."""
    language, tables = domain.language, domain.ledger.package.tables
    sources = {row["source"]: row for row in tables["sources"].rows}
    sections = {(row["source"], row["locator"]): row[f"label_{language}"] for row in tables["locators"].rows}
    places: dict[str, dict[str, None]] = {}
    for row in rows:
        places.setdefault(row["source"], {})[sections[row["source"], row["locator"]]] = None
    texts = []
    for name, found in places.items():
        source = sources[name][f"publisher_{language}"]
        if sources[name]["date"]:
            date = date_text(sources[name]["date"], language)
            source = word(language, "{publisher}, {date}", publisher=source, date=date)
        place = word(language, ", ").join(found)
        texts.append(word(language, "{source}, {place}", source=source, place=place))
    return word(language, "; ").join(texts)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("items", ItemsDirective)
