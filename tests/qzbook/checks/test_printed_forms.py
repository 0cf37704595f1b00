"""What metrics read like as a whole is hidden from the search for typed figures, and nothing else is."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbook.checks.printed_forms import PrintedForms
from qzcharts.bundle import MASK
from qzcharts.data import Ledger, open_ledger
from qzcharts.data.wording import range_text
from qzcharts.words import Language
from support import PROJECT


@cache
def ledger() -> Ledger:
    return open_ledger(PROJECT)


@cache
def printed() -> PrintedForms:
    return PrintedForms(ledger())


@cache
def forms() -> list[str]:
    """Give every form of the real ledger that says more than a number."""
    languages: tuple[Language, ...] = get_args(Language)
    said = (
        form
        for metric in ledger()
        for language in languages
        for form in (metric.text(language), range_text(metric.quantity, language))
    )
    return sorted({form for form in said if any(map(str.isalpha, form)) or "%" in form})


@given(parts=st.lists(st.sampled_from(range(len(forms()))), min_size=1, max_size=4))
def test_every_form_is_hidden_wherever_it_stands(parts: list[int]) -> None:
    found = [forms()[part] for part in parts]
    text = "；".join(found)
    assert printed().hide(text) == "；".join(MASK * len(form) for form in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "12.96",
        "12.97亿元",
        "112.96亿元",
        "12.96亿",
        "622",
        "6220套",
        "约622套",
        "3.622套",
        "1,622套",
    ],
)
def test_what_is_no_whole_form_stays(text: str) -> None:
    assert printed().hide(text) == text
