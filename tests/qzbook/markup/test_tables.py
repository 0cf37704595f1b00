"""Tables of both formats: numbers by their decimal points, captions above what cells make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from qzbook.markup.columns import align_numbers
from qzbook.markup.tables import paragraph, table
from qzbook.press.application import attempt
from qzbook.project import Project
from support import NOTEBOOK_HEAD, PROOF, copy_small

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")


def column(*texts: str) -> list[Any]:
    """The cells of the second column of a table, below its head."""
    rows = [[[paragraph("名")], [paragraph(text)]] for text in texts]
    made = table(["名称", "数"], rows, [1, 1])
    align_numbers(next(made.findall(nodes.tgroup)))
    return [row.children[1] for row in list(made.findall(nodes.row))[1:]]


@pytest.mark.parametrize(
    ("texts", "pads"),
    [
        (["12.96", "−1.5", "100"], ["", "0", ".00"]),
        (["5%", "12.5%", "0.25%"], [".00", "0", ""]),
        (["1,234.5亿元", "约2亿元"], ["", ".0"]),
        (["1", "22"], ["", ""]),
        (["1.5", "—", "", "2"], ["", "", "", ".0"]),
    ],
)
def test_numbers_of_one_unit_get_the_room_that_they_lack(texts: list[str], pads: list[str]) -> None:
    cells = column(*texts)
    assert [cell.get("pad", "") for cell in cells] == pads
    assert all("text-right" in cell["classes"] for cell in cells)


@pytest.mark.parametrize(
    "texts",
    [
        ["1.5亿元", "2套"],
        ["1.5", "文字"],
        ["1.5"],
        ["2020年", "2021年"],
        ["7月", "8月"],
        ["第1期", "第2期"],
        ["1～2", "3"],
        ["2020-07-28", "2020-07-29"],
        ["—", "—"],
    ],
)
def test_other_columns_stay_as_they_are(texts: list[str]) -> None:
    cells = column(*texts)
    assert [cell for cell in cells if "pad" in cell or cell["classes"]] == []


CAPTIONED = """
```{code-cell}
---
mystnb:
  figure:
    caption: 单元的题目
---
import pandas
pandas.DataFrame({"甲": [1]}).style.set_caption("样式的题目")
```
"""


def test_a_table_with_two_captions_is_refused_at_its_cell(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    (project / "book/chapter.md").write_text(NOTEBOOK_HEAD + "\n# 章\n" + CAPTIONED, "utf-8")
    _, messages = attempt(Project.at(project), "html", tmp_path / "_work")
    line = NOTEBOOK_HEAD.count("\n") + 4
    assert messages == [
        f"book/chapter.md:{line}: the table has a caption of its own, and one from the cell [caption]\n"
        "  mend: leave one of them out"
    ]


@pytest.mark.proof
@pytest.mark.parametrize(
    "sign", ["\u200b", "\U000e0041", *(["\u200f", "\u202e", "\u2060", "\ufeff"] if PROOF else [])]
)
def test_a_sign_that_nobody_sees_is_refused_at_its_line(tmp_path: Path, sign: str) -> None:
    project = copy_small(tmp_path)
    (project / "book/index.md").write_text(f"# 章\n\n第一段。\n\n零宽{sign}空格。\n", "utf-8")
    _, messages = attempt(Project.at(project), "html", tmp_path / "_work")
    told = f"the character U+{ord(sign):04X} is none that a text may hold\n  mend: delete it"
    assert [message.partition("book/")[2] for message in messages] == [f"index.md:5: {told}"]
