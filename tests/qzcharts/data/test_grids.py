"""Numbers of tables are laid out so that each stands once, and what rows or columns share is said once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts.data import Metric, open_ledger
from qzcharts.data.grids import MOST_COLUMNS, PARTS, Grid, grids
from wide_book import make_wide_book

ENTITIES, INDICATORS, PERIODS = 12, 10, 11


@pytest.fixture(scope="module")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> list[Metric]:
    """Numbers of as many entities, indicators and periods as each case takes some of."""
    project = make_wide_book(tmp_path_factory.mktemp("wide") / "book", ENTITIES, INDICATORS, PERIODS)
    return list(open_ledger(project))


def some(metrics: list[Metric], entities: int, indicators: int, periods: int) -> list[Metric]:
    """Give the numbers of the first entities, indicators and periods."""
    order = [
        list(dict.fromkeys(values))
        for values in zip(*((m.key.entity, m.indicator.id, m.period) for m in metrics), strict=True)
    ]
    kept = [
        set(values[:number]) for values, number in zip(order, (entities, indicators, periods), strict=True)
    ]
    return [
        m for m in metrics if m.key.entity in kept[0] and m.indicator.id in kept[1] and m.period in kept[2]
    ]


@pytest.mark.parametrize(
    ("entities", "indicators", "periods", "tables", "rows", "columns", "said_in_rows", "said_once"),
    [
        (1, 1, 1, 1, 1, 1, ["indicator"], ["subject"]),
        (1, 1, 5, 1, 1, 5, ["indicator"], ["subject"]),
        (1, 8, 1, 1, 8, 1, ["indicator"], ["subject"]),
        (1, 8, 5, 1, 8, 5, ["indicator"], ["subject"]),
        (12, 1, 5, 1, 12, 5, ["subject"], ["indicator"]),
        (12, 1, 1, 1, 12, 1, ["subject"], ["indicator"]),
        (12, 3, 5, 3, 12, 5, ["subject"], ["indicator"]),
        (2, 10, 5, 2, 10, 5, ["indicator"], ["subject"]),
        (12, 5, 1, 1, 12, 5, ["subject"], ["period"]),
        (3, 8, 1, 1, 8, 3, ["indicator"], ["period"]),
        (1, 3, 11, 1, 11, 3, ["period"], ["subject"]),
        (2, 1, 11, 1, 11, 2, ["period"], ["indicator"]),
    ],
)
def test_a_layout_takes_little_room(
    metrics: list[Metric],
    entities: int,
    indicators: int,
    periods: int,
    tables: int,
    rows: int,
    columns: int,
    said_in_rows: list[str],
    said_once: list[str],
) -> None:
    laid = grids(some(metrics, entities, indicators, periods))
    first = laid[0]
    assert (len(laid), len(first.rows), len(first.columns)) == (tables, rows, columns)
    assert (list(first.row_parts), list(first.common)) == (said_in_rows, said_once)


def test_a_series_is_a_row_with_its_periods_in_order(metrics: list[Metric]) -> None:
    for grid in grids(list(reversed(some(metrics, 12, 3, 5)))):
        for row in grid.rows:
            found = [metric for metric in row if metric]
            assert len({metric.key.series for metric in found}) == 1
            assert [metric.period for metric in found] == sorted(metric.period for metric in found)


def _differing(grid: Grid, row: tuple[Metric | None, ...]) -> set[str]:
    """Name the parts in which the numbers of a row differ."""
    about = [
        (metric.key.indicator, (metric.key.entity, metric.key.members), metric.period)
        for metric in row
        if metric
    ]
    return {
        part for part, values in zip(PARTS, zip(*about, strict=True), strict=True) if len(set(values)) > 1
    }


@given(chosen=st.lists(st.integers(0, ENTITIES * INDICATORS * PERIODS - 1), min_size=1, unique=True))
def test_each_number_stands_once_below_what_it_is(metrics: list[Metric], chosen: list[int]) -> None:
    wanted = [metrics[number] for number in chosen]
    laid = grids(wanted)
    shown = [metric.id for grid in laid for row in grid.rows for metric in row if metric]
    assert sorted(shown) == sorted(metric.id for metric in wanted)
    for grid in laid:
        assert 1 <= len(grid.columns) <= MOST_COLUMNS
        assert all(any(row) for row in grid.rows)
        assert all(grid.columns)
        for row in grid.rows:
            assert _differing(grid, row) <= set(grid.layout.columns)
        for column in grid.columns:
            assert _differing(grid, tuple(column)) <= set(grid.row_parts)
