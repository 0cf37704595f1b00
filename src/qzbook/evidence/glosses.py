"""What quotations mean, for an edition in another language than theirs."""

from functools import partial

from qzbook.evidence.domain import EvidenceDomain
from qzcharts.data import Ledger, Metric
from qzcharts.template import inserted


def gloss(domain: EvidenceDomain, quotation: str) -> str:
    """Give what a quotation means in English, with its numbers as this report writes them; may be empty."""
    ledger = domain.ledger
    table = ledger.package.tables.get("glosses")
    found = (row["english"] for row in (table.rows if table else ()) if row["words"] == quotation)
    return inserted(next(found, ""), partial(carried, ledger, quotation), ledger.units, domain.language)


def carried(ledger: Ledger, quotation: str, name: str) -> Metric:
    """Give the number that a name means beside a quotation: one that the words carry, before any other.

    So the words of an earlier issue keep its numbers when a later one has others of the same indicator.

    Raises
    ------
    UnknownNameError
        If the ledger has no such metric.
    """
    own = (each for each in ledger if each.quotation == quotation and each.indicator.id == name)
    return next(own, None) or ledger[name]
