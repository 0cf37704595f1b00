"""Charts of one indicator, or of several: labels tell apart, and what they leave out is said once."""

from __future__ import annotations

import pytest

import places
from qzcharts import charts
from qzcharts.charts.inputs import chosen
from qzcharts.charts.speech import MOST_SAID, Speech
from qzcharts.data import open_ledger
from qzcharts.data.frame import frame
from qzcharts.errors import UnclearNameError, UnknownNameError


@pytest.fixture(autouse=True)
def in_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(places.write(tmp_path_factory.mktemp("places")).parent)


def test_metrics_of_one_indicator_are_named_by_their_entities() -> None:
    told = charts.timeline("residents[north]", "residents[south]").evidence
    assert told.labels == ("北区", "南区")
    assert told.title == "常住人口（2020年）：各项数字所属的时间：2020年"
    assert told.subtitle == ""
    assert told.alt == "时间轴：北区 4.0万人，2020年；南区 5.2万人，2020年"
    assert told.columns[0] == "常住人口（2020年）"
    assert [row[0] for row in told.rows] == ["北区", "南区"]


def test_a_title_of_the_authors_leaves_it_to_the_line_below_and_the_alternative_text() -> None:
    names = "residents[north]", "residents[south]"
    told = charts.timeline(*names, title="南区为{residents[south]}").evidence
    assert told.title == "南区为5.2万人"
    assert told.subtitle == "常住人口（2020年）"
    assert told.alt == "时间轴：常住人口（2020年）：北区 4.0万人，2020年；南区 5.2万人，2020年"
    assert told.metrics == names


UNITS: dict[str, tuple[list[str], str, list[str]]] = {
    "one unit and one period": (["residents[*]"], "单位：万人；2020年", ["4.0", "5.2"]),
    "one unit": (["output", "output@2019"], "单位：亿元", ["12", "10"]),
    "a sign": (["growth[sector:*]"], "2020年", ["25%", "17%"]),
    "units that differ": (["residents", "births"], "2020年", ["9.2", "90"]),
}


@pytest.mark.parametrize("case", UNITS)
def test_a_unit_stands_once_for_all(case: str) -> None:
    names, subtitle, plain = UNITS[case]
    speech = Speech("zh")
    found = chosen(speech.ledger, *names)
    assert speech.subtitle(found) == subtitle
    assert [speech.plain(metric) for metric in found] == plain


def test_a_long_alternative_text_names_the_ends_alone() -> None:
    speech = Speech("zh")
    found = chosen(speech.ledger, *["residents[north]", "residents", "residents[south]"] * 5)
    assert speech.listed(found[:MOST_SAID]).count("万人（") == MOST_SAID
    assert speech.listed(found) == (
        "共15个数值，最小的是常住人口（北区）：4.0万人（3.95万～4.05万人），"
        "最大的是常住人口：9.2万人（9.15万～9.25万人）"
    )


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
def test_a_star_stands_for_all_parts(names: list[str], labels: list[str]) -> None:
    assert list(charts.timeline(*names).evidence.labels) == labels


def test_a_frame_names_what_it_holds() -> None:
    places_in_2019 = frame(open_ledger(), "places").query("indicator == 'residents' and period == '2019'")
    assert charts.timeline(places_in_2019).evidence.labels == ("全市", "北区", "南区", "港区")


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
        charts.timeline(name)


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
        charts.timeline("residents", "namesake")
