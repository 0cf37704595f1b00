"""Numbers of tables in the ledger: a row a series, with what stands behind all of them said once above.

These are the numbers whose evidence is their place in a table, and those that one formula gives for several
entities or periods. There may be thousands: their tables are made when a format is written, and no document
holds them before.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.evidence.basis import lines, origin_text, source_text
from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.places import Places
from qzbook.evidence.recomputed import recomputed_together
from qzbook.evidence.series_table import SeriesTable, line
from qzbook.words import word
from qzcharts.data import Metric
from qzcharts.data.formula_words import written_for_all
from qzcharts.data.grids import grids


class series_of(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Stands for the tables of series; ``metrics`` holds the ids of their numbers."""


class ExpandSeries(SphinxPostTransform):
    """Make the tables of series."""

    default_priority = 6  # places of use are filled in at 8

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of one document."""
        domain, places = domain_of(self.env), Places(self.app, self.env.docname)
        for node in list(self.document.findall(series_of)):
            metrics = (domain.ledger.metrics[name] for name in node["metrics"])
            node.replace_self([_block(domain, found, places) for found in _by_evidence(metrics)])


def apart(metrics: Iterable[Metric]) -> tuple[list[Metric], list[Metric]]:
    """Part the numbers that have a row of their own from those of series."""
    metrics = list(metrics)
    given = Counter((metric.path, metric.line) for metric in metrics if metric.formula)
    alone: list[Metric] = []
    together: list[Metric] = []
    for metric in metrics:
        several = metric.place is not None or given[metric.path, metric.line] > 1
        (together if several else alone).append(metric)
    return alone, together


def search_rows(domain: EvidenceDomain, metrics: Iterable[Metric]) -> Iterator[tuple[str, str, str, str]]:
    """Give what search knows of each row of the tables: its anchor, name, text, and its other name."""
    for found in _by_evidence(metrics):
        for grid in grids(found):
            yield from SeriesTable(domain, grid).search_rows()


def _by_evidence(metrics: Iterable[Metric]) -> Iterable[Sequence[Metric]]:
    groups: dict[Hashable, list[Metric]] = {}
    for metric in metrics:
        formula = metric.formula.text if metric.formula else ""
        place = metric.source, *metric.locator.values()
        evidence = metric.group, metric.origin, formula, metric.label("assumption"), *place
        groups.setdefault(evidence, []).append(metric)
    return groups.values()


def _block(domain: EvidenceDomain, metrics: Sequence[Metric], places: Places) -> nodes.container:
    language, first = domain.language, metrics[0]
    again = recomputed_together(domain, metrics)
    formula = first.formula and written_for_all(first.formula.text, domain.ledger.dimensions, language)
    known = [
        (word(language, "Origin"), origin_text(domain, first)),
        (word(language, "Formula"), formula or ""),
        (word(language, "Assumption"), first.label("assumption", language)),
        (word(language, "Source"), source_text(domain, first)),
    ]
    said = [word(language, "; ").join(lines(known, language)), *lines(again, language)]
    above = [line(text, "series-evidence") for text in said]
    block = nodes.container("", *above, classes=["series-block"])
    for grid in grids(metrics):
        block += SeriesTable(domain, grid).with_lines(places)
    return block


def setup(app: Sphinx) -> None:
    """Register the node and what takes its place."""
    app.add_node(series_of)
    app.add_post_transform(ExpandSeries)
