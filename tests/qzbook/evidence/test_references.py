"""The roles for metrics and statements: where they work, what is noted of them, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from sphinx.application import Sphinx

from qzbook.errors import BuildError
from qzbook.evidence.domain import domain_of
from qzbook.press.application import run
from qzbook.project import Project
from support import read_html, write_files

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

Write = Callable[..., Sphinx]
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n  - file: ledger\n"


@pytest.fixture
def write(small: Path, tmp_path: Path) -> Write:
    """Give a function that builds a book of a chapter with this text, and the ledger."""

    def make(chapter: str, builder: str = "html") -> Sphinx:
        pages = {
            "_toc.yml": CONTENTS,
            "chapter.md": f"# Chapter\n\n{chapter}\n",
            "ledger.md": "# Ledger\n\n```{ledger}\n```\n",
            "boat.svg": BOAT,
        }
        write_files(small / "book", pages)
        return run(Project.at(small), builder, tmp_path / "work")

    return make


#: A use at every place where a role may stand.
PLACES = """
## A heading of {metric}`inspection.units`

A paragraph, {metric}`construction.plan_implied|range`.[^note] And **{metric}`inspection.days`**.

- An item, {metric}`inspection.people`

:::{list-table} A table of {metric}`inspection.items`
* - Head
* - {metric}`construction.investment`
:::

```{figure} boat.svg
:alt: A boat

A caption of {metric}`certificates.issued`
```

It is {statement}`certificates.completion`.

[^note]: A note of {metric}`prevention.leads`.
"""
SHOWN = [
    ("inspection.units", "622套"),
    ("construction.plan_implied", "24.67亿～25.18亿元"),
    ("inspection.days", "不超过10天"),
    ("inspection.people", "近10人"),
    ("inspection.items", "7项"),
    ("construction.investment", "12.96亿元"),
    ("certificates.issued", "478本"),
    ("certificates.completion", "“基本完成”"),
    ("prevention.leads", "2人"),
]


def test_uses_are_noted_in_the_order_in_which_one_reads(write: Write) -> None:
    uses = list(domain_of(write(PLACES).env).uses())
    assert [(use.entry, use.words) for use in uses] == SHOWN
    assert {use.docname for use in uses} == {"chapter"}


def test_in_html_each_use_leads_to_its_row_and_the_row_back(write: Write) -> None:
    folder = Path(write(PLACES).outdir)
    chapter, ledger = (read_html(folder / f"{name}.html") for name in ("chapter", "ledger"))
    links = chapter.select("main a.evidence-link")
    assert sorted(link.get_text() for link in links) == sorted(words for _, words in SHOWN)
    for link in links:
        page, _, anchor = str(link["href"]).partition("#")
        assert page == "ledger.html"
        assert ledger.select(f"tr:has([id='{anchor}']) a[href='chapter.html#{link['id']}']")
        assert link.select(f"span[class='{anchor.partition('-')[0]}']")  # metric or statement
    assert chapter.select("nav a.evidence-link") == [], "a list of contents leads to the section only"
    assert "A heading of 622套" in chapter.select(".on-this-page")[0].get_text()


def test_in_the_pdf_each_use_is_a_link(write: Write) -> None:
    app = write(PLACES, "typst")
    with pikepdf.open(Path(app.outdir) / f"{app.config.typst_filename}.pdf") as pdf:
        said = [
            str(link.Contents)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if str(link.get("/Contents", "")).startswith("Ledger")
        ]
    assert len(said) == len(SHOWN)


#: Names of numbers with their forms, and what they give.
NOTATION = {
    "inspection.units[housing_company]": "622套",
    "inspection.units[ housing_company ]@../2020-07-28": "622套",
    "construction.investment@2020-H1": "12.96亿元",
    "construction.investment@2020年上半年|万元": "129600万元",
    "construction.investment｜number": "12.96",
    "construction.investment|period": "2020年上半年",
    "construction.investment|entity": "泉州城建集团住宅开发公司",
    "construction.plan_implied|range": "24.67亿～25.18亿元",
    "construction.plan_implied|亿元 plain": "24.92亿元",
}


def test_a_number_is_named_by_what_it_is_about_and_its_period(write: Write) -> None:
    uses = domain_of(write("\n\n".join(f"It is {{metric}}`{name}`." for name in NOTATION)).env).uses()
    assert [use.words for use in uses] == list(NOTATION.values())


LIST = "write an id of the ledger; `qzcharts list` shows them"
REFUSED = {
    "{metric}`inspection.unit`": (
        "there is no metric 'inspection.unit'; near matches: inspection.units, ",
        f"[metric]\n  mend: {LIST}",
    ),
    "{statement}`inspection.tea`": (
        "there is no statement 'inspection.tea'; near matches: inspection.team",
        f"[statement]\n  mend: {LIST}",
    ),
    "{metric}`inspection.team`": (
        "there is no metric 'inspection.team'",
        "[metric]\n  mend: it is a statement and has no number: write {statement}`inspection.team`",
    ),
    "{statement}`inspection.units`": (
        "there is no statement 'inspection.units'",
        "[statement]\n  mend: it is a number: write {metric}`inspection.units`",
    ),
    "{metric}`inspection.units@2019`": (
        "'inspection.units@2019': it has no number for 2019; there are: inspection.units",
        "[metric]\n  mend: write one of these, or add rows for this period to the tables",
    ),
    "{metric}`inspection.units[nobody]`": (
        "there is no entity 'nobody'; known: group, housing_company",
        f"[metric]\n  mend: {LIST}",
    ),
    "{metric}`inspection.units@`": (
        "'inspection.units@': no name is so; allowed: indicator, indicator[entity], indicator@period; "
        "there are: ",
        f"[metric]\n  mend: {LIST}",
    ),
    "{metric}`inspection.units|rnge`": (
        "'rnge' is neither a form nor a unit; allowed: value, ",
        "[metric]\n  mend: write one of them, or leave the bar out",
    ),
    "{metric}`inspection.units|change`": (
        "change is no form of inspection.units, whose measure is count; allowed: change",
        "[metric]\n  mend: leave it out, or correct the measure in data/indicators.csv",
    ),
    "{metric}`inspection.units|天`": (
        "套 cannot be expressed in 天: they measure different things",
        "[metric]\n  mend: name a unit of its kind, or leave the unit out",
    ),
    "{statement}`(nothing)`": ("there is no statement '(nothing)'", f"[statement]\n  mend: {LIST}"),
    "{statement}`inspection.team|plain`": (
        "there is no statement 'inspection.team|plain'",
        f"[statement]\n  mend: {LIST}",
    ),
}


@pytest.mark.parametrize("role", REFUSED)
def test_what_has_no_row_is_refused_at_its_place(role: str, write: Write) -> None:
    begin, end = REFUSED[role]
    with pytest.raises(BuildError) as raised:
        write(f"Text.\n\nIt is {role}.")
    message = str(raised.value)
    assert message.startswith(f"book/chapter.md:5: {begin}"), message
    assert end in message
    assert "without evidence in" not in message  # which is for who runs Sphinx without this check
