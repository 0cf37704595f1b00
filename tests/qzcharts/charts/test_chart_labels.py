"""Charts of one indicator, or of several: labels tell apart, and what they leave out is said once."""

from __future__ import annotations

from collections.abc import Callable

import drawn
import pytest

import places
from qzcharts import charts
from qzcharts.charts import Figure
from qzcharts.data import open_ledger
from qzcharts.data.frame import frame
from qzcharts.errors import UnclearNameError, UnknownNameError


@pytest.fixture(autouse=True)
def in_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(places.write(tmp_path_factory.mktemp("places")).parent)


def seen(figure: Figure, label: str) -> list[str]:
    return [text.get_text() for text in drawn.labelled(figure, label)]


def test_bars_of_one_indicator_are_named_by_their_entities() -> None:
    figure = charts.bars("residents[north]", "residents[south]")
    told = figure.evidence
    assert seen(figure, "name") == ["北区", "南区"] == [*told.labels]
    assert told.title == "常住人口（2020年）：最高的是南区，5.2万人"
    assert told.unit == "条长表示数值；换色的一段是取值范围"
    assert told.alt == (
        "条形图：常住人口（2020年）：最高的是南区，5.2万人。"
        "北区：4.0万人（3.95万～4.05万人）；南区：5.2万人（5.15万～5.25万人）。"
    )
    assert told.columns[0] == "常住人口（2020年）"
    assert [row[0] for row in told.rows] == ["北区", "南区"]


def test_a_title_of_the_authors_leaves_it_to_the_line_below_and_the_alternative_text() -> None:
    figure = charts.bars("residents[north]", "residents[south]", title="南区为{residents[south]}")
    told = figure.evidence
    assert told.title == "南区为5.2万人"
    assert told.unit == "常住人口（2020年）；条长表示数值；换色的一段是取值范围"
    assert told.alt == (
        "条形图：南区为5.2万人。"
        "常住人口（2020年）：北区：4.0万人（3.95万～4.05万人）；南区：5.2万人（5.15万～5.25万人）。"
    )
    assert told.metrics == ("residents[north]", "residents[south]")


def test_what_a_title_mentions_besides_is_called_by_its_full_name() -> None:
    told = charts.bars("residents[north]", "residents[south]", title="全市有{residents@2019}").evidence
    assert told.labels == ("北区", "南区", "常住人口（2019年）")
    assert told.columns[0] == "指标"


@pytest.mark.parametrize("form", [charts.bars, charts.table, charts.timeline])
@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["residents[*]"], ["北区", "南区"]),
        (["residents[city:*]@2019"], ["北区", "南区"]),
        (["output[sector:*]"], ["第一产业", "第二产业"]),
        (["output", "output[ sector:* ]@2019"], ["2020年", "第一产业，2019年", "第二产业，2019年"]),
        (["visits[*]"], ["来访（北区）"]),
        (["residents@2019", "residents"], ["2019年", "2020年"]),
    ],
)
def test_a_star_stands_for_all_parts(
    form: Callable[..., Figure], names: list[str], labels: list[str]
) -> None:
    assert list(form(*names).evidence.labels) == labels


def test_a_frame_names_what_it_holds() -> None:
    places_in_2019 = frame(open_ledger(), "places").query("indicator == 'residents' and period == '2019'")
    figure = charts.bars(places_in_2019)
    assert seen(figure, "name") == ["全市", "北区", "南区", "港区"]
    assert figure.evidence.title.startswith("常住人口（2019年）：最高的是南区")


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("residents[north:*]", UnclearNameError, r"'north' has no parts; there are: residents\[city:\*\]"),
        ("residents[sector:*]", UnknownNameError, "which of its numbers is meant is not clear"),
        (
            "residents[*]@2018",
            UnknownNameError,
            "no number for 2018; there are: residents.north., residents.north.@2019",
        ),
        ("resident[*]", UnknownNameError, "no metric 'resident'; near matches: residents"),
        ("residents[nort:*]", UnknownNameError, "no entity 'nort'; near matches: north"),
    ],
)
def test_a_star_that_stands_for_nothing_is_told(name: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        charts.bars(name)


def test_cards_are_called_by_their_full_names_and_leave_the_period_to_its_line() -> None:
    told = charts.cards("residents[north]@2019", "residents[north]", "births").evidence
    assert [(card.label, card.note) for card in told.cards] == [
        ("常住人口（北区）", "2019年"),
        ("常住人口（北区）", "2020年"),
        ("出生人口", "2020年"),
    ]
    assert told.labels == ("常住人口（北区，2019年）", "常住人口（北区）", "出生人口")


def test_two_indicators_of_one_name_cannot_be_drawn_beside_each_other() -> None:
    with pytest.raises(ValueError, match="residents and namesake have the same label '常住人口'"):
        charts.bars("residents", "namesake")
