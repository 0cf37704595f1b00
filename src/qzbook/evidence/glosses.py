"""What quotations mean, for an edition in another language than theirs."""

from qzbook.evidence.domain import EvidenceDomain
from qzcharts.template import inserted


def gloss(domain: EvidenceDomain, quotation: str) -> str:
    """Give what a quotation means in English, with its numbers as this report writes them; may be empty."""
    table = domain.ledger.package.tables.get("glosses")
    found = (row["english"] for row in (table.rows if table else ()) if row["words"] == quotation)
    return inserted(next(found, ""), domain.ledger, domain.language)
