"""Exemptions: what an author keeps against a rule, and why. Each frees what it names and nothing else.

On a page a comment directly above the block, ``% allow RULE WHAT: reason``, where WHAT is the words that were
found; for data a row of ``data/exemptions.csv`` with rule, subject and the reason in both languages.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding
from qzbook.words import gettext, marked
from qzcharts.errors import Problem, near_matches

_ALLOW = re.compile(
    r"allow\b\s*(?P<code>[^\s:：]*)\s*"
    r"(?P<what>“[^”]*”(?:\s*@[\d.]+)?|\"[^\"]*\"(?:\s*@[\d.]+)?|[^:：]*?)\s*(?:[:：]\s*(?P<reason>.*))?"
)
_REASONS = ("reason_zh", "reason_en")

#: Problems of exemptions themselves; nothing exempts from them.
CODES = {
    "exemption-without-reason": marked("an exemption that does not say why"),
    "stale-exemption": marked("an exemption that nothing needs, or from an unknown rule"),
}


class _Exemption(NamedTuple):
    """An exemption as it was read; `missing` is what lacks of its reason, `on_page` whether a comment."""

    path: str
    line: int
    column: str
    code: str
    subject: str
    missing: str
    on_page: bool

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it stands."""
        return self.path, self.line, self.column


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
        Rules that could tell: an exemption from another rule is not judged.
    rules : collection of str
        All rules.
    """
    comments = {
        comment: _read(comment.path, comment.line, comment.text)
        for page in manuscript.pages
        for comment in page.exemptions
    }
    rows = list(_rows(manuscript))
    needed: set[_Exemption] = set()
    for code, finding in found:
        above = [comments[comment] for comment in finding.exemptions]
        covering = {
            exemption
            for exemption in (rows if finding.path.startswith("data/") else above)
            if not exemption.missing
            and (exemption.code, exemption.subject) == (code, " ".join(finding.subject.split()))
        }
        needed |= covering
        if not covering:
            yield Problem(finding.path, finding.line, finding.column, code, finding.message, finding.mend)
    for exemption in dict.fromkeys([*comments.values(), *rows]):
        if exemption.code not in rules:
            yield _of_no_rule(exemption, rules)
        elif exemption.missing:
            yield _without_reason(exemption)
        elif exemption.code in ran and exemption not in needed:
            yield _not_needed(exemption)


def _of_no_rule(exemption: _Exemption, rules: Collection[str]) -> Problem:
    near = near_matches(exemption.code, rules, 0.6) or sorted(rules)
    message = gettext(
        "there is no rule {name!r}; allowed: {allowed}", name=exemption.code, allowed=", ".join(near)
    )
    mend = gettext("name the rule that the problem shows in brackets")
    return Problem(*exemption.place, "stale-exemption", message, mend)


def _without_reason(exemption: _Exemption) -> Problem:
    message = gettext("the exemption from {rule} gives no reason", rule=exemption.code)
    mend = (
        gettext("write % allow RULE WHAT: reason")
        if exemption.on_page
        else gettext("say why, in Chinese and in English")
    )
    return Problem(*exemption.place, "exemption-without-reason", message, mend)


def _not_needed(exemption: _Exemption) -> Problem:
    message = (
        gettext(
            "nothing needs this exemption of {subject!r} from {rule}",
            subject=exemption.subject,
            rule=exemption.code,
        )
        if exemption.subject
        else gettext("nothing needs this exemption from {rule}", rule=exemption.code)
    )
    mend = (
        gettext("remove it, or name the words that were found and put it directly above their block")
        if exemption.on_page
        else gettext("remove it")
    )
    return Problem(*exemption.place, "stale-exemption", message, mend)


def _read(path: str, line: int, text: str) -> _Exemption:
    match = _ALLOW.fullmatch(text)
    assert match is not None
    missing = "" if (match["reason"] or "").strip() else "reason"
    what = re.sub(r"[“”\"]", "", match["what"]) if match["what"][:1] in '“"' else match["what"]
    return _Exemption(path, line, "1", match["code"], " ".join(what.split()), missing, on_page=True)


def _rows(manuscript: Manuscript) -> Iterator[_Exemption]:
    table = manuscript.ledger.package.tables.get("exemptions")
    if table is None:
        return
    for line, row in table.numbered():
        missing = next((name for name in _REASONS if not row.get(name, "").strip()), "")
        code, subject = row.get("rule", ""), row.get("subject", "")
        yield _Exemption(table.path, line, missing or "rule", code, subject, missing, on_page=False)
