"""Rules for what readers read: figures without evidence, roles that became none, words that stand twice."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.numerals import figures
from qzbook.checks.printed_forms import PrintedForms
from qzbook.checks.rule import Finding, in_code, in_data, in_passage
from qzbook.checks.seen import Cell, Kind, Passage, Piece
from qzbook.checks.typography import HAS_CHINESE
from qzbook.words import gettext
from qzcharts.bundle import MASK
from qzcharts.data import Ledger, Metric
from qzcharts.data.forms import asked
from qzcharts.data.period_words import period_text

_DRAWN = {Kind.TITLE, Kind.DRAWN}
_LEFTOVER = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD)\b|\blorem ipsum\b|待补|待写|占位(?!置)", re.IGNORECASE | re.ASCII
)
#: Whole numbers up to a hundred are indices, exponents and terms of a formula; others are figures.
_IN_FORMULA = re.compile(r"(?<![\d.])(?:\d+\.\d+|\d{4,}|[2-9]\d\d|1(?!00(?!\d))\d\d)(?![\d.])")
_WORDS_OF_FORMULA = re.compile(r"\\(?:text|mathrm|mbox|operatorname)\w*\{([^{}]*)\}")
_ROLE = re.compile(r"[{｛]\s*(?P<name>[A-Za-z][\w:.-]*)\s*[}｝]")
#: In a formula, other braces are TeX.
_ROLE_IN_FORMULA = re.compile(r"\{(?P<name>metric|statement)\}`[^`]*`")
#: Refused where Markdown is read.
_OTHER_MARKUP = re.compile(r"\\[A-Za-z]+\{[^{}]*\}|\{\{[^{}]*\}\}")
#: 多 before another metric, or before 出 and the like, says by how much more, and 余下 what is left.
_AFTER_QUALIFIER = re.compile(rf"\s*(?:以内|以上|以下|左右|上下|多(?![于出了{MASK}])|余(?!下))")
_QUALIFIER = re.compile(
    r"(?:大约|约为|约|近|超过|逾|不少于|不超过|不足|不到|至少|至多|最多"
    r"|about|nearly|close to|over|(?:more|less|fewer) than|at (?:least|most))\s*$"
)
_SIGN = re.compile(
    r"(?:下降|增长|减少|增加|上升|提高|降低|回落|下跌|上涨|下滑|收窄|扩大|高出|低)了?(?:约|近)?\s*$"
    r"|\b(?:fell|rose|grew|decreased|increased|down|up)(?: by)?\s*$"
)
_HOLES = re.compile(r"\{[^{}]*\}")


def typed_number(manuscript: Manuscript) -> Iterator[Finding]:
    """Find figures that nobody can trace."""
    units, names = manuscript.ledger.units, manuscript.ledger.names
    printed = PrintedForms(manuscript.ledger)
    for passage in manuscript.passages:
        yield from _typed_in(manuscript, passage, printed)
    for cell in manuscript.cells:
        yield from _typed_in_code(manuscript, cell)
    for path, text in manuscript.titles:
        for figure in figures(text, units, names):
            line = manuscript.sources.find(path, 1, text)
            message = gettext(
                "{figure!r} is typed in a title; allowed: dates, ordinals, names", figure=figure.text
            )
            yield Finding(path, line, "", message, gettext("say it without a figure"), figure.text)
    # The English title of the package has to name the period of the report, which may be a bare year.
    spoken_of = period_text(manuscript.ledger.report.period, "en")
    for datum in manuscript.data_texts():
        own = spoken_of if datum.column == "title_en" else ""
        for figure in figures(datum.text.replace(own, MASK * len(own)) if own else datum.text, units, names):
            message = gettext(
                "{figure!r} is typed in a text of the data; allowed: dates, ordinals, names",
                figure=figure.text,
            )
            mend = gettext("give the figure a row of its own, and say the rest without it")
            yield in_data(datum, message, mend)


def _typed_in(manuscript: Manuscript, passage: Passage, printed: PrintedForms) -> Iterator[Finding]:
    text = passage.text
    if passage.kind is Kind.FORMULA:
        spans = sorted(_figures_of_formula(text, manuscript.ledger))
    else:
        if passage.output and passage.kind not in _DRAWN:
            text = printed.hide(text)
        text = text.replace("\n", " ")
        found = figures(text, manuscript.ledger.units, manuscript.ledger.names)
        spans = [(figure.start, figure.end) for figure in found]
    for start, end in spans:
        words = passage.text[start:end]
        where = gettext(passage.kind)
        mend = gettext("add the figure to data/ and cite it: {{metric}}`id`; `qzcharts list` shows the ids")
        if passage.output:
            where = gettext("{where}, at {place}", where=where, place=passage.output)
        if passage.kind in _DRAWN:
            mend = gettext(
                "name the metric in braces, {{id}}; in a figure of your own, write it as "
                "qz.metric(id).text() gives it, and name it in metrics; "
                "numbers of a scale take a format such as '{{x:.0f}}'"
            )
        elif passage.output:
            mend = gettext(
                'print it whole, with unit and qualifier, as qz.metric("id") does; '
                "or, of what is no figure, % allow typed-number {words} @{place}: reason",
                words=words,
                place=passage.output,
            )
        yield in_passage(manuscript, passage, (start, end), _typed(words, where), mend)


def _typed(words: str, where: str) -> str:
    return gettext(
        "{words!r} is typed in {where}; allowed: figures of the ledger, dates, ordinals, names",
        words=words,
        where=where,
    )


def _figures_of_formula(text: str, ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Give the figures of a formula: those in its words, and numbers that are no index or exponent."""
    for words in _WORDS_OF_FORMULA.finditer(text):
        for figure in figures(words[1], ledger.units, ledger.names):
            yield words.start(1) + figure.start, words.start(1) + figure.end
    bare = _WORDS_OF_FORMULA.sub(lambda words: MASK * len(words[0]), text)
    yield from (match.span() for match in _IN_FORMULA.finditer(bare))


def _typed_in_code(manuscript: Manuscript, cell: Cell) -> Iterator[Finding]:
    """Find figures in comments and texts of a cell, which readers can open."""
    for line, text in _texts_of(cell.code):
        for figure in figures(text, manuscript.ledger.units, manuscript.ledger.names):
            message = _typed(figure.text, gettext("a text of a cell"))
            mend = gettext("name the metric in braces, {{id}}, or take it from qz.metric")
            yield in_code(cell, line, message, mend, figure.text)


@cache
def _texts_of(code: str) -> list[tuple[int, str]]:
    """Give comments and Chinese texts of Python code, with their lines; fields in braces are holes."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                found.append((token.start[0], token.string.lstrip("# ")))
            elif token.type == tokenize.STRING and HAS_CHINESE.search(token.string):
                text = _HOLES.sub(lambda hole: MASK * len(hole[0]), token.string)
                with suppress(SyntaxError, ValueError):  # an f-string is judged as it is written
                    text = str(ast.literal_eval(text))
                found += [(token.start[0] + number, part) for number, part in enumerate(text.split("\n"))]
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return []  # no Python: the cell has not run, which is told
    return found


def broken_role(manuscript: Manuscript) -> Iterator[Finding]:
    """Find roles that did not become any: with a space, a bracket or a quotation mark of another kind."""
    ids = set(manuscript.entries)
    for passage in manuscript.passages:
        if passage.kind is Kind.CODE or passage.output:
            continue
        if passage.kind is Kind.FORMULA:
            for match in _ROLE_IN_FORMULA.finditer(passage.text):
                message = gettext("a formula has {role} as it stands; allowed: TeX", role=match[0])
                mend = gettext("write a letter, and say beside the formula which number it is")
                yield in_passage(manuscript, passage, match.span(), message, mend)
            continue
        text = _OTHER_MARKUP.sub(lambda other: MASK * len(other[0]), passage.text)
        for match in _ROLE.finditer(text):
            message = gettext(
                "{words!r} is shown as it stands, for it became no role; allowed: {{name}}`text`",
                words=match[0],
            )
            mend = gettext(
                "write {{{name}}}`text`, with plain braces, two backticks and no space", name=match["name"]
            )
            yield in_passage(manuscript, passage, match.span(), message, mend)
        before = ""
        for piece in passage.pieces:
            name = asked(piece.text)[0]
            if not piece.typed and not piece.metric and name in ids and before.endswith("metric"):
                start = passage.text.rindex("metric", 0, passage.text.index(before) + len(before))
                message = gettext(
                    "metric`{id}` is shown as it stands; allowed: {{metric}}`{id}`", id=piece.text
                )
                mend = gettext("put metric in braces")
                yield in_passage(manuscript, passage, (start, start + 6), message, mend)
            before = piece.text if piece.typed else ""


def doubled_wording(manuscript: Manuscript) -> Iterator[Finding]:
    """Find units and qualifiers typed beside a metric that says them itself, and signs that cancel out."""
    nothing = Piece("")
    for passage in manuscript.passages:
        end = 0
        around = (nothing, *passage.pieces, nothing, nothing)
        for before, piece, after, next_ in zip(around, around[1:], around[2:], around[3:], strict=False):
            end += len(piece.text) if piece.typed else len(MASK)
            metric = manuscript.ledger.metrics.get(piece.metric) if piece.metric else None
            if metric is None:
                continue
            typed = [side.text if side.typed else "" for side in (before, after)]
            typed[1] += MASK if next_.metric else ""
            for start, words, message, mend in _doubled(metric, piece.text, *typed):
                first = end + start if start >= 0 else end - len(MASK) + start
                yield in_passage(manuscript, passage, (first, first + len(words)), message, mend)


def _doubled(metric: Metric, words: str, before: str, after: str) -> Iterator[tuple[int, str, str, str]]:
    """Give what is typed beside a metric and should not be: where, counted from the metric, and why.

    What stands before it has a place below zero.
    """
    unit = metric.quantity.unit
    # As a sentence says a rate, its divisor stands first: 每天不少于62.2套.
    shown = next(filter(words.endswith, (unit.symbol, unit.symbol.partition("/")[0])), "")
    if tail := next((shown[at:] for at in range(len(shown)) if after.startswith(shown[at:])), ""):
        mend = gettext("leave {words!r} out, or write {{metric}}`{id}|number`", words=tail, id=metric.id)
        yield 0, tail, _twice(tail, metric, words), mend
    each = "|".join(map(re.escape, unit.divisors))
    if each and (found := re.search(rf"(?:每(?:{each}))+(?:平均)?$", before)):
        mend = gettext("leave {words!r} out, and write {{metric}}`{id}|each`", words=found[0], id=metric.id)
        yield -len(found[0]), found[0], _twice(found[0], metric, words), mend
    plain = words[:1].isdigit() or words[:1] in "−-"
    if qualifier := _QUALIFIER.search(before):
        typed = qualifier[0]
        if not plain:
            yield -len(typed), typed, *_beside(typed.strip(), words)
        elif words == metric.text():
            message = gettext(
                "{words!r} is no word of {id}, which reads {metric}",
                words=typed.strip(),
                id=metric.id,
                metric=words,
            )
            yield -len(typed), typed, message, gettext("leave it out, or correct the qualifier in data/")
    if (behind := _AFTER_QUALIFIER.match(after)) and (not plain or words == metric.text()):
        yield 0, behind[0], *_beside(behind[0].strip(), words)
    if words.lstrip("约近不少于超过足").startswith("−") and (sign := _SIGN.search(before)):
        message = gettext(
            "{words!r} before {metric} turns its meaning round; allowed: one of the two",
            words=sign[0].strip(),
            metric=words,
        )
        mend = gettext("say it without the verb, or derive the size of the change as a metric of its own")
        yield -len(sign[0]), sign[0], message, mend


def _twice(typed: str, metric: Metric, words: str) -> str:
    return gettext(
        "{words!r} stands twice, for {id} reads {metric}; allowed: the metric alone",
        words=typed,
        id=metric.id,
        metric=words,
    )


def _beside(words: str, metric: str) -> tuple[str, str]:
    message = gettext(
        "{words!r} stands beside {metric}, which says how exact it is itself", words=words, metric=metric
    )
    return message, gettext("leave {words!r} out", words=words)


def leftover(manuscript: Manuscript) -> Iterator[Finding]:
    """Find what somebody meant to come back to."""
    mend = gettext("finish it, or take it out")
    for passage in manuscript.passages:
        for match in _LEFTOVER.finditer(passage.text):
            yield in_passage(manuscript, passage, match.span(), _left(match), mend)
    for cell in manuscript.cells:
        for line, text in _texts_of(cell.code):
            for match in _LEFTOVER.finditer(text):
                yield in_code(cell, line, _left(match), mend, match[0])
    for datum in manuscript.data_texts():
        for match in _LEFTOVER.finditer(datum.text):
            yield in_data(datum, _left(match), mend)


def _left(match: re.Match[str]) -> str:
    return gettext("{words!r} is left over", words=match[0])
