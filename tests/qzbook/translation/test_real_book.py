"""The report in English cites what it cites in Chinese, message by message."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from support import PROJECT

CATALOGUES = sorted((PROJECT / "book/locale/en").rglob("*.po"))
#: What speaks by the ledger: roles in prose, and names in the titles of charts.
CITED = re.compile(r"\{(?:metric|statement)\}`([^`]+)`|\{([a-z_]+\.[^{}]+)\}")


def messages_of(path: Path) -> list[tuple[str, str, bool]]:
    """Give each message of a catalogue, its translation, and whether it lags."""
    with path.open("rb") as file:
        return [(str(each.id), str(each.string), each.fuzzy) for each in read_po(file) if each.id]


def cited(text: str) -> Counter[str]:
    """Give what a text cites, each as often as it does, with the form that it takes."""
    return Counter(prose or title for prose, title in CITED.findall(text))


def test_each_page_has_a_catalogue() -> None:
    pages = {path.relative_to(PROJECT / "book").with_suffix("") for path in (PROJECT / "book").rglob("*.md")}
    assert {path.relative_to(PROJECT / "book/locale/en").with_suffix("") for path in CATALOGUES} == {
        *pages,
        Path("_toc"),
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_cites_the_same_in_both_languages(path: Path) -> None:
    messages = messages_of(path)
    assert messages
    for chinese, english, lags in messages:
        assert english and not lags
        assert cited(english) == cited(chinese), chinese


def test_what_is_compared_cites_the_ledger() -> None:
    names = {
        name.partition("|")[0]
        for path in CATALOGUES
        for chinese, _, _ in messages_of(path)
        for name in cited(chinese)
    }
    assert len(names) > 40
