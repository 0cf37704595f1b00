"""True sentences of the kind found in bulletins, put onto pages: the check says nothing of their figures."""

from __future__ import annotations

import pytest

from made_up_book import by_page, make, read
from numerals_true import TRUE
from qzcharts.errors import Problem

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
CITED = "{metric}`inspection.units`"
SENTENCES = [
    sentence for sentences in TRUE.values() for sentence in sentences.strip().split("\n") if sentence
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is said of a book of them, a page a kind, where each is a paragraph, a cell and a heading."""
    pages = {}
    for number, sentences in enumerate(TRUE.values()):
        cited = [sentence.replace("{metric}", CITED) for sentence in sentences.strip().split("\n")]
        cells = "\n".join(f"* - {sentence}" for sentence in cited)
        table = f"````{{list-table}}\n{cells}\n````"
        pages[f"p{number}"] = "\n\n".join([*cited, table])
    found = by_page(*read(make(tmp_path_factory.mktemp("true"), pages)))
    return [problem for problems in found.values() for problem in problems]


def test_nothing_is_said_of_true_sentences(told: list[Problem]) -> None:
    of_figures = ("typed-number", "broken-role", "doubled-wording")
    assert [str(problem) for problem in told if problem.code in of_figures] == []


def test_the_sentences_are_many_and_each_stands_once() -> None:
    assert len(SENTENCES) >= 150
    assert len(set(SENTENCES)) == len(SENTENCES)
