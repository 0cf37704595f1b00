"""Exemptions: what an author keeps against a rule, and why.

On a page a comment directly above the block, ``% allow CODE: reason``; for data a row of
``data/exemptions.csv`` with rule, subject and the reason in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from qzcharts.checks.manuscript import Manuscript
from qzcharts.checks.rule import Finding
from qzcharts.errors import Problem

_ALLOW = re.compile(r"allow\b\s*(?P<code>[^\s:：]*)\s*(?:[:：]\s*(?P<reason>.*))?")
_REASONS = ("reason_zh", "reason_en")

#: Problems of exemptions themselves; nothing exempts from them.
CODES = {
    "exemption-without-reason": "an exemption that does not say why",
    "stale-exemption": "an exemption that nothing needs, or from an unknown rule",
}


@dataclass(frozen=True)
class Exemption:
    """One exemption.

    Attributes
    ----------
    path, line, column
        Where it stands.
    code : str
        The rule it names.
    missing : str
        What lacks of its reason; empty where the reason is there.
    subject : str
        Of the finding, for data.
    lines : range
        The lines of the page that it covers, for pages.
    """

    path: str
    line: int
    column: str
    code: str
    missing: str
    subject: str = ""
    lines: range = field(default=range(0))


def read_exemptions(manuscript: Manuscript) -> list[Exemption]:
    """Give every exemption of pages and data."""
    found = []
    for page in manuscript.pages:
        for comment in page.comments:
            if match := _ALLOW.fullmatch(comment.text):
                missing = "" if (match["reason"] or "").strip() else "reason"
                place = page.path, comment.line, "1"
                found.append(Exemption(*place, match["code"], missing, lines=comment.below))
    tables = manuscript.package.tables if manuscript.package else {}
    if table := tables.get("exemptions"):
        for line, row in table.numbered():
            missing = next((name for name in _REASONS if not row.get(name, "").strip()), "")
            code, subject = row.get("rule", ""), row.get("subject", "")
            found.append(Exemption(table.path, line, missing or "rule", code, missing, subject))
    return found


def sift(
    manuscript: Manuscript, found: Iterable[tuple[str, Finding]], ran: Collection[str], rules: Collection[str]
) -> Iterator[Problem]:
    """Give the problems that no exemption covers, and those of the exemptions themselves.

    Parameters
    ----------
    manuscript : Manuscript
    found : iterable of (str, Finding)
        Name of a rule and what it found.
    ran : collection of str
        Rules that could run: an exemption from another rule is not judged.
    rules : collection of str
        All rules.
    """
    exemptions = read_exemptions(manuscript)
    by_subject: dict[tuple[str, str], Exemption] = {}
    by_place: dict[tuple[str, str, int], Exemption] = {}
    for exemption in exemptions:
        if exemption.missing:
            continue  # It exempts nothing.
        by_subject.setdefault((exemption.code, exemption.subject), exemption)
        for line in exemption.lines:
            by_place.setdefault((exemption.code, exemption.path, line), exemption)
    needed: set[Exemption] = set()
    for code, finding in found:
        if finding.subject:
            covering = by_subject.get((code, finding.subject))
        else:
            covering = by_place.get((code, finding.path, finding.line))
        if covering:
            needed.add(covering)
        else:
            yield Problem(finding.path, finding.line, finding.column, code, finding.message, finding.mend)
    for exemption in exemptions:
        place = exemption.path, exemption.line, exemption.column
        if exemption.code not in rules:
            near = get_close_matches(exemption.code, rules, n=3) or sorted(rules)
            message = f"there is no rule {exemption.code!r}; allowed: {', '.join(near)}"
            mend = "name the rule that the problem shows in brackets"
            yield Problem(*place, "stale-exemption", message, mend)
        elif exemption.missing:
            message = f"the exemption from {exemption.code} gives no reason"
            mend = "say why, in Chinese and in English" if exemption.subject else "write % allow CODE: reason"
            yield Problem(*place, "exemption-without-reason", message, mend)
        elif exemption.code in ran and exemption not in needed:
            message = f"nothing needs this exemption from {exemption.code}"
            mend = "remove it" if exemption.subject else "remove it, or move it directly above the block"
            yield Problem(*place, "stale-exemption", message, mend)
