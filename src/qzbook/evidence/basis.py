"""What stands behind a number or a statement, in words: for the ledger, the cards and the reviewers' copy."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qzbook.evidence.domain import EvidenceDomain
from qzbook.evidence.glosses import gloss
from qzbook.evidence.recomputed import recomputed
from qzbook.words import word
from qzcharts.data import Metric, Statement
from qzcharts.data.formula_words import written
from qzcharts.data.period_words import date_text, period_text
from qzcharts.data.wording import interval
from qzcharts.words import Language

#: What a cell says that has nothing to say.
NOTHING = "—"

_SINGLE = str.maketrans("“”", "‘’")


def titled(described: Mapping[str, Any], language: Language) -> str:
    """Give the title of the data package, or of a table in it."""
    return str(described.get("title" if language == "zh" else "title_en") or described.get("name", ""))


def meaning(entry: Metric | Statement, language: Language) -> list[tuple[str, str]]:
    """Give what an entry stands for, as terms and texts: the bounds of a number, and the period."""
    bounds = (
        [(word(language, "Bounds"), interval(entry.quantity, language))] if isinstance(entry, Metric) else []
    )
    return [*bounds, (word(language, "Period"), period_text(entry.period, language))]


def order(entry: Metric | Statement) -> dict[str, str]:
    """Give what rows of the ledger are filtered and sorted by: their kind, and the end of their period."""
    first, last = entry.period.first, entry.period.last
    end = str(last or (date.max if first else ""))
    return {
        "kind": entry.origin if isinstance(entry, Metric) else "statement",
        "period": f"{end}/{first or ''}" if end else "",
    }


def evidence(domain: EvidenceDomain, entry: Metric | Statement) -> list[tuple[str, str]]:
    """Give what is known of where an entry comes from, as terms and texts, in order, empty ones left out."""
    language, known, quotation = domain.language, [], quoted(domain, entry)
    if isinstance(entry, Metric):
        known = [
            (word(language, "Origin"), origin_text(domain, entry)),
            (word(language, "List"), items_text(domain, entry) if entry.origin == "counted" else ""),
            (word(language, "Formula"), formula_text(domain, entry)),
            (word(language, "Assumption"), entry.label("assumption", language)),
            *recomputed(domain, entry),
        ]
    known += [
        (word(language, "Quotation"), quotation),
        (word(language, "Source"), source_text(domain, entry, section=not quotation)),
    ]
    return [(term, text) for term, text in known if text]


def lines(known: Iterable[tuple[str, str]], language: Language) -> list[str]:
    """Write terms with their texts, a line each; empty ones are left out."""
    return [word(language, "{term}: {text}", term=term, text=text) for term, text in known if text]


def origin_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Say where a number comes from."""
    language = domain.language
    return {
        "published": word(language, "published"),
        "counted": word(language, "counted from a list"),
        "derived": word(language, "derived"),
    }[metric.origin]


def evidence_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the formula of a derived metric, and of another its source with the section."""
    return formula_text(domain, metric) or source_text(domain, metric)


def formula_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the formula of a derived metric with its operands' values; empty for another."""
    if metric.formula is None:
        return ""
    operands = [domain.ledger.metrics[name] for name in metric.operands]
    return written(metric.formula, operands, domain.language)


def source_text(domain: EvidenceDomain, entry: Metric | Statement, *, section: bool = True) -> str:
    """Give publisher, date and section of an entry's source, as far as known; empty for a derived metric."""
    language, source = domain.language, entry.source
    if source is None:
        return ""
    publisher = source.publisher_zh if language == "zh" else source.publisher_en
    text = publisher
    if source.date:
        date = date_text(source.date, language)
        text = word(language, "{publisher}, {date}", publisher=publisher, date=date)
    return (
        word(language, "{source}, {place}", source=text, place=entry.locator[language]) if section else text
    )


def quoted(domain: EvidenceDomain, entry: Metric | Statement) -> str:
    """Give the source's words in quotation marks, with their section; empty where none are kept.

    In another language, what they mean stands beside them. Marks within them are single ones (GB/T
    15834-2011, 4.8).
    """
    if not entry.quotation:
        return ""
    within, language = entry.quotation.translate(_SINGLE), domain.language
    place = entry.locator[language]
    if language != "zh" and (meant := gloss(domain, entry.quotation).translate(_SINGLE)):
        return word(language, "“{words}” (“{gloss}”, {place})", words=within, gloss=meant, place=place)
    return word(language, "“{words}” ({place})", words=within, place=place)


def items_text(domain: EvidenceDomain, metric: Metric) -> str:
    """Give the items of the list that a metric was counted from."""
    labels = [row[f"label_{domain.language}"] for row in domain.ledger.items(metric.indicator.id)]
    return word(domain.language, ", ").join(labels)
