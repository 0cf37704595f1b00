"""What stands behind a number or a statement, in words: for the ledger, the cards and the reviewers' copy."""

from __future__ import annotations

from qzbook.evidence.references import EvidenceDomain
from qzbook.evidence.words import ORIGINS, WORDS
from qzcharts.data import Metric, Statement

_SINGLE = str.maketrans("“”", "‘’")


def evidence(domain: EvidenceDomain, entry: Metric | Statement) -> list[tuple[str, str]]:
    """Give what is known of where an entry comes from, as terms and texts, in order, empty ones left out."""
    language, words = domain.language, WORDS[domain.language]
    known: dict[str, str] = {}
    if isinstance(entry, Metric):
        known["origin"] = ORIGINS[language][entry.origin]
        known["items"] = items_text(domain, entry) if entry.origin == "counted" else ""
        known["printed"] = entry.row.get("printed", "")
        known["formula"] = formula_text(domain, entry)
        known["assumption"] = entry.label("assumption", language)
    known["quotation"] = quoted(domain, entry)
    known["source"] = source_text(domain, entry, section=not known["quotation"])
    return [(words[term], text) for term, text in known.items() if text]


def evidence_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the formula of a derived metric, and of another its source with the section."""
    return formula_text(domain, metric) or source_text(domain, metric)


def formula_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the formula of a derived metric with its operands' values; empty for another."""
    if metric.formula is None:
        return ""
    values = {name: domain.ledger[name].text(domain.language) for name in metric.formula.operands}
    return metric.formula.written(values, domain.language)


def source_text(domain: EvidenceDomain, entry: Metric | Statement, *, section: bool = True) -> str:
    """Give publisher and date of an entry's source, and the section; empty for a derived metric."""
    language = domain.language
    if entry.source is None:
        return ""
    publisher = entry.source.publisher_zh if language == "zh" else entry.source.publisher_en
    place = [entry.locator[language]] if section else []
    return WORDS[language]["comma"].join([publisher, entry.source.date, *place])


def quoted(domain: EvidenceDomain, entry: Metric | Statement) -> str:
    """Give the source's words in quotation marks, with their section; empty where none are kept.

    Marks within them are single ones (GB/T 15834-2011, 4.8).
    """
    if not entry.quotation:
        return ""
    within = entry.quotation.translate(_SINGLE)
    return WORDS[domain.language]["quoted"].format(within, entry.locator[domain.language])


def items_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the items of the list that a metric was counted from."""
    labels = [row[f"label_{domain.language}"] for row in domain.ledger.items(metric.id)]
    return WORDS[domain.language]["list-comma"].join(labels)
