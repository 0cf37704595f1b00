"""The head of a report, and what is spoken of on a page and in a cell."""

from __future__ import annotations

import pytest

from qzcharts.data import find_folder, read
from qzcharts.data.period import Period
from qzcharts.data.report import ENTITY, PERIOD, Context, Report, context
from support import PROJECT

HEAD = {"title": "题", "title_en": "Title", "issue": 3, "period": "2020-H1", "entity": "town", "file": "a-1"}


def test_a_package_without_a_head_is_no_report() -> None:
    nothing = Report.of({})
    assert nothing == Report("", "", None, Period.parse(""), "", "", "", "")
    assert nothing.context == Context(Period.parse(""), "")


def test_a_head_may_leave_out_what_it_does_not_say() -> None:
    report = Report.of({"report": HEAD})
    assert (report.label("title", "zh"), report.label("title", "en")) == ("题", "Title")
    assert (report.label("note", "zh"), report.issue, report.file) == ("", 3, "a-1")
    assert report.context == Context(Period.parse("2020-01/2020-06"), "town")


def test_a_period_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="2020/6"):
        Report.of({"report": {"period": "2020/6/30"}})


@pytest.mark.parametrize(
    ("period", "entity", "spoken_of"),
    [
        ("", "", ("2020-H1", "town")),
        ("2021", "", ("2021", "town")),
        ("", "village", ("2020-H1", "village")),
        ("2021-Q3", "village", ("2021-Q3", "village")),
    ],
)
def test_a_cell_speaks_of_what_its_page_names_then_of_what_the_report_is_about(
    period: str, entity: str, spoken_of: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Report.of({"report": HEAD})
    monkeypatch.delenv(PERIOD, raising=False)
    monkeypatch.delenv(ENTITY, raising=False)
    assert context(report) == report.context
    monkeypatch.setenv(PERIOD, period)
    monkeypatch.setenv(ENTITY, entity)
    assert context(report) == Context(Period.parse(spoken_of[0]), spoken_of[1])


def test_the_real_report_has_a_whole_head() -> None:
    report = Report.of(read(find_folder(PROJECT)).descriptor)
    has = {name for name, value in vars(report).items() if value}
    assert has | {"contact"} == {*vars(report)}
