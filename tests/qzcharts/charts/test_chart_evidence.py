"""Titles, alternative texts, tables and source lines are made from the ledger."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable

import pytest
from book_figures import FIGURES
from matplotlib.text import Text

from qzcharts import charts
from qzcharts.bundle import MASK
from qzcharts.charts.speech import Speech
from qzcharts.data import open_ledger
from qzcharts.data.labels import full_label
from qzcharts.errors import ChartError
from qzcharts.template import filled
from qzcharts.words import CHINESE, EDITION

pytestmark = pytest.mark.usefixtures("in_book")
BOOK = pytest.mark.parametrize("name", FIGURES)


def texts_of(figure: charts.Figure, part: str = "") -> list[Text]:
    """Texts of a figure, or of a part of it."""
    return [text for text in figure.findobj(Text) if part in ("", text.get_label())]


@BOOK
def test_the_alternative_text_holds_the_printed_wording(name: str) -> None:
    figure, ledger = FIGURES[name](), open_ledger()
    told = figure.evidence
    assert all(ledger[metric].text() in told.alt for metric in told.metrics)
    # The title stands beside it, and nobody wants to hear it twice.
    assert told.title not in told.alt
    assert "".join(text.get_text() for text in texts_of(figure, "title")) == told.title
    assert told.form in charts.__all__


@BOOK
def test_every_number_in_a_figure_comes_from_the_ledger(name: str) -> None:
    figure, ledger = FIGURES[name](), open_ledger()
    told = figure.evidence
    allowed = json.dumps([told.rows, told.columns, told.alt], ensure_ascii=False)
    for metric in told.metrics:
        row = ledger[metric].row
        allowed += "".join(row.get(column, "") for column in ("note_zh", "assumption_zh"))
    shown = " ".join(text.get_text() for text in texts_of(figure))
    # An axis of time names its months.
    months = {f"{month:02}" for month in range(1, 13)} if told.form == "timeline" else set()
    for number in re.findall(r"\d[\d.]*(?!\d*[年月日])", re.sub(r"\d+[年月日]|\d{4}-\d\d-\d\d", "", shown)):
        assert number in allowed or number in months


@BOOK
def test_the_table_has_a_cell_for_every_column_and_a_row_for_every_metric(name: str) -> None:
    told = FIGURES[name]().evidence
    assert told.rows
    assert {len(row) for row in told.rows} == {len(told.columns)}
    if told.columns[0] == "指标":
        ledger = open_ledger()
        assert [row[:2] for row in told.rows] == [
            (full_label(ledger[metric], "zh"), ledger[metric].text()) for metric in told.metrics
        ]
        assert told.labels == tuple(name for name, *_ in told.rows)


@BOOK
def test_evidence_is_json_and_cannot_be_changed(name: str) -> None:
    told = FIGURES[name]().evidence
    assert json.loads(json.dumps(dataclasses.asdict(told)))["title"] == told.title
    with pytest.raises(dataclasses.FrozenInstanceError):
        told.title = "别的"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("drawing", "line"),
    [
        (FIGURES["homes"], "来源：泉州城建集团，2020年7月28日，第一节"),
        (FIGURES["stages"], "来源：泉州城建集团，2020年7月28日，第二节"),
        (FIGURES["cards"], "来源：泉州城建集团，2020年7月28日，第一节、第二节、第三节、第四节、第五节"),
        (
            lambda: charts.cards("construction.investment", "construction.plan_implied"),
            "来源：泉州城建集团，2020年7月28日，第二节；据此推算：推算的年度投资计划",
        ),
        (
            lambda: charts.cards("outlook.mechanisms"),
            "来源：泉州城建集团，2020年7月28日，结语；据清单计数：拟全面推行的工作机制",
        ),
    ],
)
def test_the_source_line_follows_from_what_was_drawn(drawing: Callable[[], charts.Figure], line: str) -> None:
    assert drawing().evidence.source == line


@pytest.mark.parametrize(
    ("metric", "zh", "en"),
    [
        (
            "certificates.issued",
            "东宝花苑已办出的不动产权证共478本",
            "Property certificates issued for Dongbao Garden: 478 certificates",
        ),
        (
            "inspection.items",
            "排查内容列明7项",
            "Things named as checked in each home: 7 items (counted from a list)",
        ),
        (
            "outlook.mechanisms",
            "拟全面推行的工作机制列明4项",
            "Mechanisms to be introduced throughout: 4 items (counted from a list)",
        ),
        (
            "inspection.people",
            "突击队中的支部党员近10人",
            "Party members of the branch in the inspection team: close to 10 people",
        ),
        ("construction.half_days", "投资期间的天数182天", "Days in the period of the investment: 182 days"),
        (
            "construction.plan_share",
            "完成投资占年度计划的比例约52%",
            "Completed investment as a share of the year’s plan: about 52%",
        ),
    ],
)
def test_only_a_published_count_is_said_to_be_all(metric: str, zh: str, en: str) -> None:
    found = open_ledger()[metric]
    assert Speech("zh").named(found) == zh
    assert Speech("en").named(found) == en


@BOOK
def test_no_figure_names_a_mark_by_its_brightness(name: str) -> None:
    told = json.dumps(dataclasses.asdict(FIGURES[name]().evidence), ensure_ascii=False)
    assert not re.search("浅色|深色|居中，", told)


def test_of_a_list_no_figure_says_that_it_is_all() -> None:
    told = charts.units("outlook.mechanisms").evidence
    assert told.title == "拟全面推行的工作机制列明4项"
    assert "共4项" not in json.dumps(dataclasses.asdict(told), ensure_ascii=False)


def test_english_figures_hold_no_chinese() -> None:
    figures = [
        charts.units("inspection.units", language="en"),
        charts.stages(language="en"),
        charts.timeline("inspection.units", "certificates.issued", language="en"),
        charts.cards("inspection.units", "construction.investment", language="en"),
    ]
    for figure in figures:
        shown = "".join(text.get_text() for text in texts_of(figure))
        told = json.dumps(dataclasses.asdict(figure.evidence), ensure_ascii=False)
        assert not re.search("[一-鿿，。；：（）]", shown + told), figure.evidence.form


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("没有数字", "没有数字"),
        ("完成{construction.investment|万元}", "完成129600万元"),
        # Derived from what is shown and what is not, and derived again from that.
        ("{construction.investment}，计划{construction.plan_implied}", "12.96亿元，计划约24.92亿元"),
        ("全年{construction.year_days}，过去{construction.half_days}", "全年366天，过去182天"),
    ],
)
def test_a_title_of_the_author_takes_its_numbers_from_the_ledger(title: str, text: str) -> None:
    told = charts.cards("construction.investment", title=title).evidence
    assert (told.title, told.template) == (text, title)
    assert told.metrics == ("construction.investment",)
    assert told.typed[0] == re.sub("{.*?}", MASK, title)


@pytest.mark.parametrize(
    ("drawn", "name", "figure"),
    [
        ("inspection.units", "inspection.days", "at most 10 days"),
        ("inspection.units", "certificates.issued", "478 certificates"),
        ("inspection.units", "construction.plan_implied", "about CNY 2.492 billion"),
        # What a drawn number was derived from is not drawn with it.
        ("construction.plan_implied", "construction.investment", "CNY 1.296 billion"),
    ],
)
def test_a_title_names_no_number_that_the_chart_does_not_show(drawn: str, name: str, figure: str) -> None:
    with pytest.raises(ChartError) as caught:
        charts.cards(drawn, title=f"{{{drawn}}}，{{{name}}}")
    assert str(caught.value) == (
        f"the title names {name}, {figure}, which the chart does not show; allowed: metrics that it draws, "
        "and those derived from one of them; mend: draw it too, or say it in the text"
    )


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("没有数字", "没有数字"),
        ("2020年上半年完成{construction.investment}", "2020年上半年完成12.96亿元"),
        ("2020年7月28日，第2期，CC BY 4.0", "2020年7月28日，第2期，CC BY 4.0"),
        ("一方面{construction.plan_share|plain}", "一方面52%"),
        ("{construction.plan_implied|range}", "24.67亿～25.18亿元"),
        ("{construction.investment|万元}", "129600万元"),
        ("{construction.plan_share}和{construction.plan_share|number}", "约52%和52"),
    ],
)
def test_templates_are_filled_and_hold_dates_and_names(template: str, text: str) -> None:
    assert filled(template, open_ledger(), "zh") == text


@pytest.mark.parametrize(
    ("language", "parts", "text"),
    [
        ("zh", ["一", "", "二。", " 三 "], "一。二。三。"),
        ("en", ["One", "Two.", ""], "One. Two."),
        ("zh", [], ""),
    ],
)
def test_sentences_are_joined(language: str, parts: list[str], text: str) -> None:
    assert Speech(language).sentences(*parts) == text  # type: ignore[arg-type]


def test_a_chart_speaks_the_language_of_the_edition_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (
        charts.units("inspection.units").evidence == charts.units("inspection.units", language="zh").evidence
    )
    monkeypatch.setenv(EDITION, "en")
    for name in FIGURES:
        told = json.dumps(dataclasses.asdict(FIGURES[name]().evidence), ensure_ascii=False)
        assert not re.search(f"[{CHINESE}，。；：、（）]", told), name
    assert open_ledger()["inspection.units"].text() == "622 homes"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "a text of the cell is empty"),
        ("  \n", "a text of the cell is empty"),
        ("共{inspection.units", "'{' in '共{inspection.units' would be shown as it is"),
        ("共inspection.units}", "'}' in '共inspection.units}' would be shown as it is"),
        ("共{inspection.units}}", "'}' in "),
        ("**共**{inspection.units}", "'**' in "),
        ("共`七`套", "'`七`' in "),
        ("<b>共</b>{inspection.units}", "'</b' in "),
        ("见[第二章](construction.md)", "'](' in "),
    ],
)
def test_a_title_is_words_and_metrics_alone(title: str, told: str) -> None:
    for shown in (charts.units, charts.table):
        with pytest.raises(ChartError) as error:
            shown("inspection.units", title=title)
        assert str(error.value).startswith(told)
