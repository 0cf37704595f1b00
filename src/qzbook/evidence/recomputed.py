"""What readers see of published numbers that were recomputed from others."""

from collections.abc import Iterable

from qzbook.evidence.domain import EvidenceDomain
from qzbook.words import word, words
from qzcharts.data import Metric
from qzcharts.data.formula_words import result, written, written_for_all
from qzcharts.data.labels import full_label
from qzcharts.data.reconcile import Reconciliation, Verdict

#: The rule that numbers are exempted from which do not agree with what they follow from.
DISAGREEMENT = "disagreement"


def recomputed(domain: EvidenceDomain, metric: Metric) -> list[tuple[str, str]]:
    """Give what a published number was recomputed from, with the result, as terms and texts.

    Of one that is but compatible nothing is claimed. One that disagrees says so for as long as it does, and
    why it was kept.
    """
    return [
        (_term(domain, each), _text(domain, each))
        for each in domain.ledger.reconciliations.get(metric.id, ())
        if each.verdict is not Verdict.COMPATIBLE
    ]


def recomputed_together(domain: EvidenceDomain, metrics: Iterable[Metric]) -> list[tuple[str, str]]:
    """Give the same of many numbers: those that agree by formula, and each that does not."""
    ledger, language, known = domain.ledger, domain.language, domain.ledger.reconciliations
    by_formula: dict[tuple[str, str, str], list[Reconciliation]] = {}
    for metric in metrics:
        for each in known.get(metric.id, ()):
            if each.verdict is not Verdict.COMPATIBLE:
                # What does not agree is named one by one.
                own = metric.id if each.verdict is Verdict.DISAGREES else ""
                by_formula.setdefault((metric.indicator.id, each.calculation.text, own), []).append(each)
    said: dict[str, list[str]] = {}
    for (indicator, formula, _), found in by_formula.items():
        if len(found) == 1:
            name, text = full_label(ledger.metrics[found[0].metric], language), _text(domain, found[0])
            text = word(language, "{term}: {text}", term=name, text=text)
        else:
            name = ledger.dimensions.indicators[indicator].label(language)
            written_once = written_for_all(formula, ledger.dimensions, language)
            text = words(
                language,
                "{name} = {formula} ({number} number)",
                "{name} = {formula} ({number} numbers)",
                len(found),
                name=name,
                formula=written_once,
            )
        said.setdefault(_term(domain, found[0]), []).append(text)
    return [(term, word(language, "; ").join(texts)) for term, texts in said.items()]


def _term(domain: EvidenceDomain, found: Reconciliation) -> str:
    if found.verdict is Verdict.AGREES:
        return word(domain.language, "Recomputed, agrees")
    return word(domain.language, "Recomputed, does not agree")


def _text(domain: EvidenceDomain, found: Reconciliation) -> str:
    language, ledger = domain.language, domain.ledger
    operands = [ledger.metrics[name] for name in found.operands]
    formula, given = written(found.calculation, operands, language), result(found.quantity, language)
    text, reason = f"{formula} = {given}", _reason(domain, found)
    return word(language, "{text} (explanation: {reason})", text=text, reason=reason) if reason else text


def _reason(domain: EvidenceDomain, found: Reconciliation) -> str:
    """Give why a disagreement was kept, as the exemptions of the data say."""
    table = domain.ledger.package.tables.get("exemptions")
    if found.verdict is Verdict.AGREES or table is None:
        return ""
    kept = (
        row for row in table.rows if (row.get("rule"), row.get("subject")) == (DISAGREEMENT, found.metric)
    )
    return next((row.get(f"reason_{domain.language}", "").rstrip("。.") for row in kept), "")
