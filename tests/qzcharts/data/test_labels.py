"""Labels: what sets metrics apart is named, what they share is left out and said once."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import places
from qzcharts.data import Ledger, open_ledger
from qzcharts.data.labels import full_label, labels, shared, timeless_label

#: Notations; their labels; what these leave out.
BESIDE: dict[str, tuple[list[str], list[str], str]] = {
    "indicators": (["residents", "births"], ["常住人口", "出生人口"], ""),
    "entities": (["residents[north]", "residents[south]"], ["北区", "南区"], "常住人口（2020年）"),
    "periods": (["residents@2019", "residents"], ["2019年", "2020年"], "常住人口"),
    "periods of another entity": (
        ["residents[north]@2019", "residents[north]"],
        ["2019年", "2020年"],
        "常住人口（北区）",
    ),
    "entities and periods": (
        ["residents[north]@2019", "residents[south]"],
        ["北区，2019年", "南区，2020年"],
        "常住人口",
    ),
    "members": (
        ["output[farming]", "output[industry]"],
        ["第一产业", "第二产业"],
        "增加值（2020年）",
    ),
    "the whole with its parts": (
        ["output", "output[farming]", "output[industry]"],
        ["合计", "第一产业", "第二产业"],
        "增加值（2020年）",
    ),
    "a rate of the whole with those of its parts": (
        ["growth", "growth[farming]"],
        ["总体", "第一产业"],
        "增长率（2020年）",
    ),
    "members and periods": (
        ["output@2019", "output[farming]@2019", "output[farming]"],
        ["2019年", "第一产业，2019年", "第一产业，2020年"],
        "增加值",
    ),
    "a member in two periods": (
        ["output[farming]@2019", "output[farming]"],
        ["2019年", "2020年"],
        "增加值（第一产业）",
    ),
    "indicators of one other entity": (
        ["residents[north]", "births[north]"],
        ["常住人口", "出生人口"],
        "北区",
    ),
    "indicators of one other period": (
        ["residents@2019", "output@2019"],
        ["常住人口", "增加值"],
        "2019年",
    ),
    "indicators of one member": (
        ["output[farming]", "growth[farming]"],
        ["增加值", "增长率"],
        "第一产业",
    ),
    "indicators of several entities": (
        ["residents[north]", "births[south]"],
        ["常住人口（北区）", "出生人口（南区）"],
        "",
    ),
    "an indicator of several entities beside another": (
        ["residents[north]", "residents[south]", "births"],
        ["常住人口（北区）", "常住人口（南区）", "出生人口"],
        "",
    ),
    "indicators of several periods": (
        ["residents@2019", "births"],
        ["常住人口（2019年）", "出生人口"],
        "",
    ),
    "an indicator that has one entity alone": (["visits", "births"], ["来访（北区）", "出生人口"], ""),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return open_ledger(places.write(tmp_path_factory.mktemp("places")).parent)


@pytest.mark.parametrize("case", BESIDE)
def test_labels_name_what_differs_and_leave_out_what_is_shared(ledger: Ledger, case: str) -> None:
    names, expected, common = BESIDE[case]
    metrics = [ledger[name] for name in names]
    assert labels(metrics, "zh") == expected
    assert shared(metrics, "zh") == common


def test_one_alone_is_called_by_its_indicator(ledger: Ledger) -> None:
    for metric in ledger:
        assert labels([metric], "zh") == [metric.indicator.label("zh")]


def test_they_are_in_the_language_asked_for(ledger: Ledger) -> None:
    metrics = [ledger["residents[north]@2019"], ledger["residents[south]"]]
    assert labels(metrics, "en") == ["North, 2019", "South, 2020"]
    assert shared(metrics[:1] * 2, "en") == "Residents (North, 2019)"
    assert full_label(metrics[0], "en") == "Residents (North, 2019)"


@pytest.mark.parametrize(
    ("name", "full", "timeless"),
    [
        ("residents", "常住人口", "常住人口"),
        ("residents@2019", "常住人口（2019年）", "常住人口"),
        ("residents[north]@2019", "常住人口（北区，2019年）", "常住人口（北区）"),
        ("output[farming]", "增加值（第一产业）", "增加值（第一产业）"),
        ("visits", "来访（北区）", "来访（北区）"),
    ],
)
def test_a_full_label_says_what_the_report_does_not_speak_of(
    ledger: Ledger, name: str, full: str, timeless: str
) -> None:
    assert full_label(ledger[name], "zh") == full
    assert timeless_label(ledger[name], "zh") == timeless


def test_the_same_twice_and_two_indicators_of_one_name_keep_one_label(ledger: Ledger) -> None:
    assert labels([ledger["residents"]] * 2, "zh") == ["常住人口"] * 2
    assert labels([ledger["residents"], ledger["namesake"]], "zh") == ["常住人口"] * 2


def test_any_two_numbers_are_told_apart_unless_their_indicators_have_one_name(ledger: Ledger) -> None:
    for one, other in combinations(ledger, 2):
        same = one.indicator.label("zh") == other.indicator.label("zh") and one.indicator != other.indicator
        first, second = labels([one, other], "zh")
        assert (first != second) or same, (one.id, other.id)
        assert full_label(one, "zh") != full_label(other, "zh") or same, (one.id, other.id)


@given(data=st.data())
def test_labels_are_as_many_and_follow_their_metrics(ledger: Ledger, data: st.DataObject) -> None:
    known = [metric for metric in ledger if metric.indicator.id != "namesake"]
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, unique_by=lambda metric: metric.id))
    order = data.draw(st.permutations(range(len(chosen))))
    for language in ("zh", "en"):
        told = labels(chosen, language)
        assert len(set(told)) == len(told) == len(chosen)
        assert labels([chosen[place] for place in order], language) == [told[place] for place in order]
