# ruff: noqa: E501 - messages stand here whole, as they are printed
"""What the check says of published numbers that do not agree with others, and what readers see of them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from report_figures import BULLETIN, DISTRICTS, WORKS, Figures, write

from qzbook.checks import Manuscript
from qzbook.checks.exemptions import sift
from qzbook.checks.metrics import disagreement
from qzbook.checks.seen import Sources
from qzbook.evidence.domain import EvidenceDomain
from qzbook.evidence.recomputed import recomputed, recomputed_together
from qzcharts.data import Ledger, read
from qzcharts.data.ledger import from_package
from qzcharts.errors import Problem
from qzcharts.words import Language

WRONG = WORKS.replaced("works", 0, "budget", "2096.66")
EXEMPTIONS = "rule,subject,reason_zh,reason_en\ndisagreement,budget,原文如此。,So the source has it.\n"


def opened(figures: Figures, folder: Path) -> Ledger:
    return from_package(read(write(figures, folder)))


def told(figures: Figures, folder: Path) -> list[Problem]:
    """Give what the check says of disagreements, and of exemptions from them."""
    ledger = opened(figures, folder)
    manuscript = Manuscript(folder, ledger, (), (), (), (), (), Sources(folder))
    found = (("disagreement", finding) for finding in disagreement(manuscript))
    return list(sift(manuscript, found, ["disagreement"], ["disagreement"]))


def shown(figures: Figures, folder: Path, metric: str, language: Language) -> list[tuple[str, str]]:
    """Give what readers see of how a number was recomputed."""
    ledger = opened(figures, folder)
    domain = cast(EvidenceDomain, SimpleNamespace(ledger=ledger, language=language))
    return recomputed(domain, ledger.metrics[metric])


def exempted(figures: Figures) -> Figures:
    return figures._replace(tables={**figures.tables, "exemptions": EXEMPTIONS})


@pytest.mark.parametrize("figures", [BULLETIN, DISTRICTS, WORKS])
def test_of_true_figures_nothing_is_told(figures: Figures, tmp_path: Path) -> None:
    assert told(figures, tmp_path) == []


@pytest.mark.parametrize(
    ("figures", "place", "message", "mend"),
    [
        (
            WRONG,
            ("data/works.csv", 2, "budget"),
            "budget is CNY 209.666 billion, which stands for CNY 209.6655 billion to 209.6665 billion, and CNY 162.68 billion + CNY 46.886 billion gives CNY 209.5605 billion to 209.5715 billion; allowed: what both can be",
            "correct the wrong cell, give a part that is missing a row in data/entities.csv, or exempt budget in data/exemptions.csv",
        ),
        (
            WORKS.replaced("works", 1, "invested.share", "53.53"),
            ("data/works.csv", 3, "invested.share"),
            "invested.share[centre] is 53.53%, which stands for 53.525% to 53.535%, and CNY 18.87 billion ÷ CNY 35.32 billion gives 53.404% to 53.448%; allowed: what both can be",
            "correct the wrong cell, say in data/formulas.csv how invested.share is computed, or exempt invested.share[centre] in data/exemptions.csv",
        ),
        (
            BULLETIN.replaced("structure", 2, "gdp.contribution", "36.8"),
            ("data/structure.csv", 4, "gdp.contribution"),
            "gdp.contribution[tertiary] is 36.8%, which stands for 36.75% to 36.85%, and 100% − (0.7% + 63.0%) gives 36.2% to 36.4%; allowed: what both can be",
            "correct the wrong cell, say in data/formulas.csv how gdp.contribution is computed, or exempt gdp.contribution[tertiary] in data/exemptions.csv",
        ),
        (
            BULLETIN.replaced("facts", 1, "value", "7"),
            ("data/facts.csv", 3, "value"),
            "residents.change is 70,000 people, which stands for 65,000 to 75,000 people, and 8.74 million people − 8.70 million people gives 30,000 to 50,000 people; allowed: what both can be",
            "correct the wrong cell, say in the column basis of data/indicators.csv on what basis level and change are, or exempt residents.change in data/exemptions.csv",
        ),
        (
            DISTRICTS.replaced("districts", 4, "natural", "4.2"),
            ("data/districts.csv", 6, "natural"),
            "natural[fengze] is 4.2‰, which stands for 4.15‰ to 4.25‰, and 8.0‰ − 4.9‰ gives 3.0‰ to 3.2‰; allowed: what both can be",
            "correct the wrong cell or the formula, or exempt natural[fengze] in data/exemptions.csv",
        ),
    ],
)
def test_a_disagreement_is_told_at_its_cell_with_what_was_computed(
    figures: Figures, place: tuple[str, int, str], message: str, mend: str, tmp_path: Path
) -> None:
    assert Problem(*place, "disagreement", message, mend) in told(figures, tmp_path)


@pytest.mark.parametrize(("figures", "codes"), [(WRONG, []), (WORKS, ["stale-exemption"])])
def test_an_exemption_covers_it_and_is_told_where_nothing_needs_it(
    figures: Figures, codes: list[str], tmp_path: Path
) -> None:
    assert [each.code for each in told(exempted(figures), tmp_path)] == codes


@pytest.mark.parametrize(
    ("metric", "language", "lines"),
    [
        ("projects", "zh", [("复算一致", "189个 + 197个 = 386个")]),
        ("projects", "en", [("Recomputed, agrees", "189 projects + 197 projects = 386 projects")]),
        ("begun.rate", "zh", [("复算一致", "(223个 + 60个) ÷ 386个 = 73.316%～73.317%")]),
        # What is but compatible claims nothing.
        ("budget", "zh", []),
        ("projects[centre]", "zh", []),
    ],
)
def test_what_agrees_is_shown(
    metric: str, language: Language, lines: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert shown(WORKS, tmp_path, metric, language) == lines


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        (WRONG, ("复算不一致", "1626.8亿元 + 468.86亿元 = 2095.605亿～2095.715亿元")),
        (
            exempted(WRONG),
            ("复算不一致", "1626.8亿元 + 468.86亿元 = 2095.605亿～2095.715亿元（说明：原文如此）"),
        ),
    ],
)
def test_a_disagreement_stays_marked_with_its_reason(
    figures: Figures, line: tuple[str, str], tmp_path: Path
) -> None:
    assert shown(figures, tmp_path, "budget", "zh") == [line]


def test_a_long_sum_is_not_written_out(tmp_path: Path) -> None:
    names = [f"part{index}" for index in range(300)]
    entities = "id,label_zh,label_en,parent\ncity,市,City,\n" + "".join(
        f"{name},区,Part,city\n" for name in names
    )
    rows = "entity,projects\ncity,600\n" + "".join(f"{name},2\n" for name in names)
    tables = {**WORKS.tables, "entities": entities, "works": rows, "formulas": "indicator,formula,decimals\n"}
    line = ("复算一致", "2个 + … + 2个，共300项 = 600个")
    assert shown(WORKS._replace(tables=tables), tmp_path, "projects", "zh") == [line]


def test_of_a_table_each_formula_is_said_once(tmp_path: Path) -> None:
    figures = exempted(WRONG)
    ledger = opened(figures, tmp_path)
    domain = cast(EvidenceDomain, SimpleNamespace(ledger=ledger, language="zh"))
    assert recomputed_together(domain, ledger.of_table("works")) == [
        (
            "复算一致",
            "城建项目：189个 + 197个 = 386个；开工项目：95个 + 128个 = 223个；完工项目：29个 + 31个 = 60个；"
            "开工率 = (开工项目 + 完工项目) ÷ 城建项目（3个数字）；"
            "完成年度计划 = 完成投资 ÷ 年度计划投资（3个数字）",
        ),
        (
            "复算不一致",
            "总投资：1626.8亿元 + 468.86亿元 = 2095.605亿～2095.715亿元（说明：原文如此）",
        ),
    ]
