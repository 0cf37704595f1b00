"""What metrics read like as a whole, found again where a cell has printed it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import get_args

from qzcharts.bundle import MASK
from qzcharts.data import Ledger, Metric
from qzcharts.data.rounding import outward, rounded
from qzcharts.data.wording import range_text
from qzcharts.words import Language

_NUMBER = re.compile(r"\d[\d.,]*")


class PrintedForms:
    """Hides what metrics read like, with unit or qualifier, in texts that cells have printed.

    Only metrics with a number of the text are put into words, for a ledger may hold thousands.

    Parameters
    ----------
    ledger : Ledger
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hide(self, text: str) -> str:
        """Put a :data:`MASK` for each character of what metrics read like."""
        numbers = _NUMBER.findall(text)
        indices = [self._values, self._ends] if len(numbers) > 1 else [self._values]
        found = {
            metric.id: metric
            for index in indices
            for number in numbers
            for metric in index.get(_figures(number), ())
        }
        forms = {form for metric in found.values() for form in _forms(metric)}
        if not forms:
            return text
        longest = sorted(forms, key=len, reverse=True)
        pattern = rf"(?<![\d.,约近])(?:{'|'.join(map(re.escape, longest))})(?![\d.]*\d)"
        return re.sub(pattern, lambda form: MASK * len(form[0]), text)

    @cached_property
    def _values(self) -> Mapping[str, list[Metric]]:
        return _indexed((rounded(metric.quantity), metric) for metric in self._ledger)

    @cached_property
    def _ends(self) -> Mapping[str, list[Metric]]:
        """Those whose range ends there; it has two numbers, and either finds it."""
        ends = ((end, metric) for metric in self._ledger for end in outward(metric.quantity))
        return _indexed((end, metric) for end, metric in ends if end is not None)


def _indexed(found: Iterable[tuple[Decimal, Metric]]) -> Mapping[str, list[Metric]]:
    index: defaultdict[str, list[Metric]] = defaultdict(list)
    for value, metric in found:
        index[_figures(f"{value:f}")].append(metric)
    return index


def _figures(number: str) -> str:
    """Give the digits that a number has in every unit: 1296 of 12.96亿 and of 1,296 million."""
    return re.sub(r"\D", "", number).strip("0")


def _forms(metric: Metric) -> Iterator[str]:
    languages: tuple[Language, ...] = get_args(Language)
    for language in languages:
        for form in (metric.text(language), range_text(metric.quantity, language)):
            if re.search(r"[^\d.,\s−-]", form):
                yield form
