"""Sentences that numbers and statements begin, in English, by a table of places."""

from __future__ import annotations

import pytest
from docutils import nodes

from qzbook.evidence.capitals import _begins
from qzbook.evidence.domain import ledger_reference
from qzcharts.data.ledger import open_ledger
from qzcharts.template import filled
from qzcharts.words import Language, capitalized
from support import PROJECT


def paragraph(before: str, *, emphasis: bool = False) -> tuple[nodes.paragraph, ledger_reference]:
    reference = ledger_reference("", "", nodes.Text("about 52%"))
    held = nodes.strong("", "", reference) if emphasis else reference
    return nodes.paragraph("", "", nodes.Text(before), held, nodes.Text(" of it.")), reference


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("“", True),
        ("That is so. ", True),
        ("Is it? ", True),
        ("It is “so.” ", True),
        ("That is so. (", True),
        ("It is ", False),
        ("Chapter: ", False),
        ("In the first half, ", False),
        ("see e.g.", False),
    ],
)
@pytest.mark.parametrize("emphasis", [False, True])
def test_what_begins_a_sentence(before: str, begins: bool, emphasis: bool) -> None:
    _, reference = paragraph(before, emphasis=emphasis)
    assert _begins(reference) is begins


@pytest.mark.parametrize("holder", [nodes.entry, nodes.definition])
def test_a_cell_is_no_sentence(holder: type[nodes.Element]) -> None:
    made, reference = paragraph("")
    holder("", made)
    assert not _begins(reference)


@pytest.mark.parametrize(
    ("text", "capital"), [("about 52%", "About 52%"), ("622 homes", "622 homes"), ("“so”", "“so”"), ("", "")]
)
def test_capitals(text: str, capital: str) -> None:
    assert capitalized(text) == capital


@pytest.mark.parametrize(("language", "title"), [("zh", "qz：约52%"), ("en", "Qz：about 52%")])
def test_titles_in_english_begin_with_a_capital(language: Language, title: str) -> None:
    assert filled("qz：{construction.plan_share}", open_ledger(PROJECT / "data"), language) == title
