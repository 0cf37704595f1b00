"""A metric that a cell shows is its printed words, wherever it stands."""

from __future__ import annotations

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import qzcharts as qz
from qzcharts.data import open_ledger

pytestmark = pytest.mark.usefixtures("in_book")


def test_every_metric_and_statement_shows_its_words() -> None:
    ledger = open_ledger()
    for entry in [*ledger, *ledger.statements.values()]:
        assert str(entry) == repr(entry) == f"{entry}" == entry.text()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("qz.metric('construction.plan_share')", "约52%"),
        ("[qz.metric('construction.plan_share')]", "[约52%]"),
        ("{'完成': qz.metric('inspection.pace')}", "{'完成': 不少于62.2套/天}"),
    ],
)
def test_a_cell_shows_words(cell: str, shown: str) -> None:
    shell = InteractiveShell.instance()
    shell.user_ns["qz"] = qz
    with capture_output() as captured:
        shell.run_cell(cell).raise_error()
    InteractiveShell.clear_instance()
    assert captured.stdout.partition("]: ")[2].strip() == shown


def test_a_frame_shows_words() -> None:
    names = ["construction.plan_share", "inspection.people", "inspection.items"]
    frame = pd.DataFrame({"数值": [qz.metric(name) for name in names]})
    for text in (frame.to_string(), frame.to_html(), repr(frame)):
        assert all(words in text for words in ("约52%", "近10人", "7项"))
        assert "Metric(" not in text
