"""References that were typed: what the book numbers has its number from a role, or the number goes stale."""

import re
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.numerals.grammar import CHARACTERS, NO_AMOUNT
from qzbook.checks.rule import Finding, in_passage
from qzbook.checks.seen import Kind
from qzbook.words import gettext

_NUMBER = rf"(?:[A-Z](?:[.．-]?\d+)?(?![A-Za-z])|\d{{1,3}}|[{CHARACTERS}]+)(?:[.．·—–－-]\d{{1,3}})*(?!\d)"
#: Not 地图3幅, 代表2人, 公式1, which are words of their own before an amount; not 图A楼, a name.
_NAMED = (
    r"(?<![地企意试蓝草构绘制截版代发报年列外填手钟仪电水气课附])(?:图表?|表)"
    r"|(?<![公模形方格样款各正版])(?:公?式|等式)|附(?:录|图|表)|代码(?!为|是)"
)
_REFERENCE = re.compile(
    rf"(?:{_NAMED}) ?[（(]?{_NUMBER}[）)]?{NO_AMOUNT}(?!楼|座|区|幢|栋|组|号|级|类|股|型|面)"
    rf"|第 ?(?:\d+(?:\.\d+)* ?[章节]|[{CHARACTERS}]+章)(?!课|车|电|约|目|点|能|省|日|气)"
    r"|\b(?:[Ff]ig(?:ure|s?\.)|[Tt]ab(?:le|\.)|[Ee]q(?:uation|\.)|[Cc]hapter|[Ss]ection|[Aa]ppendix)"
    r" (?:[A-Z]\b|\d+)(?:\.\d+)*"
)
#: What stands in quotation marks, or right behind the name of another work, is another's.
_OF_OTHERS = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|(?:》|原文|来源|该文|其)的?(?:中的?)?[^，。；\s]{0,20}")
_KINDS = {Kind.PROSE, Kind.TABLE, Kind.CAPTION, Kind.HEADING}


def typed_reference(manuscript: Manuscript) -> Iterator[Finding]:
    """Find numbers of figures, tables, formulas and parts of the book that no reference has given."""
    mend = gettext("write {{numref}}`name`, {{eq}}`name` or {{ref}}`name`; of another work, put it in “”")
    for passage in manuscript.passages:
        if passage.kind not in _KINDS or passage.output:
            continue
        for start, end in typed_references(passage.text):
            message = gettext(
                "{words!r} is typed, and stays when the numbers of the book change; allowed: a reference",
                words=passage.text[start:end],
            )
            yield in_passage(manuscript, passage, (start, end), message, mend)


def typed_references(text: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each reference in a text.

    Examples
    --------
    >>> [text[a:b] for text in ["见图9、表A.1和第7章，“原文图2”"] for a, b in typed_references(text)]
    ['图9', '表A.1', '第7章']
    """
    others = [found.span() for found in _OF_OTHERS.finditer(text)]
    for found in _REFERENCE.finditer(text):
        if not any(start <= found.start() < end for start, end in others):
            yield found.span()
