"""Rules for time: what words on a page say of when, and when the number or the fact beside them is of."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, in_passage
from qzbook.checks.seen import Kind, Page, Passage
from qzbook.words import gettext
from qzcharts.bundle import MASK
from qzcharts.data.metric import Metric
from qzcharts.data.period import Period
from qzcharts.data.period_words import period_text
from qzcharts.words import user_language

_KINDS = {Kind.PROSE, Kind.HEADING, Kind.TABLE, Kind.CAPTION, Kind.TITLE}
_PART = "(?:[上下]半年|第?[一二三四1-4]季度)"
_YEAR = r"(?<!\d)(?:19|20)\d\d年"
_TIME = re.compile(f"(?P<year>{_YEAR}){_PART}?|{_PART}")
#: Words after which only a reader can tell what time is meant: relative ones, dates, totals up to a day,
#: what is compared with, the ends of a span, several times, and the time of a document, a plan or a basis.
_LOOSE = re.compile(
    r"[上前去今本当明次同往历近每][一两几]?[年期]|年[初末底中]|[\d一二三四五六七八九十]月|[此以之][前后来]"
    r"|[截至迄]至|[至迄]今|目前|现[在有已]|累计|分别"
    rf"|[前比较按与和同跟及或、自从过于至到是为占达出—–～~-]\s*(?:{_YEAR}|{_PART})"
    rf"|(?:{_YEAR}{_PART}?|{_PART})\s*(?:[\d至到—–～~起前后间代版价比开]|度?(?:全年)?的?"
    r"(?:公布|发布|刊出|出版|印发|公报|年鉴|报告|计划|预算|目标|规划|任务|基础|水平|相比))"
)
#: Between words that say when and a number of that time: a comma at once, or neither comma nor attribute.
_SPOKEN_OF = re.compile("[，：,:]|的?[^，：,:的]*$")
_SENTENCE = re.compile(r".*[。；！？\n]", re.DOTALL)
#: What a caption says first, which is what is drawn.
_SUBJECT = re.compile(r"[^。；！？\n，：,:（(]*")
#: Titles of documents.
_CITED = re.compile("《[^》]*》")


class _Said(NamedTuple):
    """Where words say when, and the period that they mean."""

    span: tuple[int, int]
    period: Period


def other_period(manuscript: Manuscript) -> Iterator[Finding]:
    """Find a half, a quarter or a year typed of a number of another time, and facts from before the page's.

    What is compared, a span, a date and words such as 上年 are left to the reader.
    """
    for page in manuscript.pages:
        for passage in page.passages:
            if passage.kind in _KINDS:
                yield from _of_numbers(manuscript, passage)
                yield from _of_facts(manuscript, page, passage)


def _of_numbers(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """Find times typed of a picture or a table, or in the sentence before a number, that are not its own."""
    metrics = manuscript.ledger.metrics
    drawn = [metrics[name] for name in passage.about if name in metrics]
    cited = [(at, [metrics[name]]) for at, name in _citations(passage) if name in metrics]
    subject = _SUBJECT.match(passage.text)
    assert subject
    for end, about in [(subject.end(), drawn), *cited]:
        said = _said(passage.text[:end], about)
        if said and all(_apart(each.period, metric.period) for each in said for metric in about):
            message = gettext(
                "{words!r} is said of {id}, which is of {period}; allowed: the time of the number",
                words=passage.text[slice(*said[-1].span)],
                id=about[-1].id,
                period=period_text(about[-1].period, user_language()),
            )
            mend = gettext("write the time of the number, or name the number of the time meant, with @")
            yield in_passage(manuscript, passage, said[-1].span, message, mend)


def _of_facts(manuscript: Manuscript, page: Page, passage: Passage) -> Iterator[Finding]:
    """Find facts whose time was over before that of the page began, where no word says when they were."""
    first, statements = page.spoken_of.first, manuscript.ledger.statements
    for at, name in _citations(passage):
        statement, before = statements.get(name), _sentence(passage.text[:at])
        if statement is None or _TIME.search(before) or _LOOSE.search(before):
            continue
        last = statement.period.last
        if first and last and last < first:
            message = gettext(
                "{id} is of {period}, and the page speaks of {spoken_of}; allowed: facts of its time",
                id=name,
                period=period_text(statement.period, user_language()),
                spoken_of=period_text(page.spoken_of, user_language()),
            )
            mend = gettext("say before it when that was, or cite a fact of the time of the page")
            found = in_passage(manuscript, passage, (at, at + len(MASK)), message, mend)
            yield found._replace(subject=name)


def _citations(passage: Passage) -> Iterator[tuple[int, str]]:
    """Give where a passage cites a metric or a statement, and its id."""
    at = 0
    for piece in passage.pieces:
        if piece.metric:
            yield at, piece.metric
        at += len(piece.text) if piece.typed else len(MASK)


def _sentence(text: str) -> str:
    """Leave of a text its last sentence, with masks for the others and for titles of documents."""
    hidden = _CITED.sub(lambda title: MASK * len(title[0]), text)
    return _SENTENCE.sub(lambda others: MASK * len(others[0]), hidden)


def _said(text: str, about: Collection[Metric]) -> list[_Said]:
    """Give what the end of a text says of when these numbers are; nothing where only a reader can tell."""
    sentence = _sentence(text)
    years = {metric.period.last.year for metric in about if metric.period.last}
    if len(years) != 1 or _LOOSE.search(sentence):
        return []
    year, found = f"{years.pop()}年", []
    for words in _TIME.finditer(sentence):
        year = words["year"] or year
        if _SPOKEN_OF.match(sentence, words.end()):
            period = Period.parse(words[0] if words["year"] else year + words[0])
            found.append(_Said(words.span(), period))
    return found


def _apart(said: Period, period: Period) -> bool:
    """Whether no day can be of both; what is so by a day, is so on that day."""
    first, last = period.first or (period.finish.first if period.finish else None), period.last
    assert said.first and said.last
    return bool((last and last < said.first) or (first and first > said.last))
