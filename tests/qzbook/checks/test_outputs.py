"""What cells show that is right, in Markdown, as HTML, a table or a chart: the check says nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_up_book import make, read
from qzbook.press.check import judge

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
SHOWN = {
    "Markdown": r'''
from IPython.display import Markdown
Markdown("""现房{metric}`inspection.units`，$x = y$。

| 名称 | 现房 |
|---|---|
| 甲 | {metric}`inspection.units` |
""")
''',
    "HTML": """
from IPython.display import HTML
HTML("<p>甲<sup>乙</sup>，<a href='index.md'>首页</a>。</p>")
""",
    "Styler": """
import pandas as pd
pd.DataFrame({"名称": ["甲"]}).style.set_caption("样式表")
""",
    "two charts": """
import qzcharts as qz
from IPython.display import display
display(qz.units("inspection.units"))
display(qz.units("certificates.issued", title="办出{certificates.issued}"))
""",
}


def test_nothing_is_said_of_outputs_that_are_right(tmp_path: Path) -> None:
    pages = {f"p{n}": f"```{{code-cell}} python{code}```" for n, code in enumerate(SHOWN.values())}
    manuscript, told = read(make(tmp_path, pages))
    problems = [str(each) for each in judge(manuscript, told).problems if each.path.startswith("book/p")]
    assert problems == []
    uses = [use.name for page in manuscript.pages if page.name == "p0" for use in page.uses]
    assert uses == ["inspection.units"] * 2
