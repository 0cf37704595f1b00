"""A small book in Chinese that is translated into English: the real data, two pages, made-up sentences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import made_up_book
from qzbook.project import Project

CONFIGURATION = f"""{made_up_book.CONFIGURATION}\
    myst_heading_anchors: 3
    qzcharts_languages: {{en: {{author: Sample}}}}
"""
CHART = """
```{code-cell}
---
mystnb: {figure: {name: fig-homes}}
---
import qzcharts as qz

qz.units("inspection.units", title="样例的图，{inspection.units}")
```
"""
LEAD = (
    "样例{metric}`inspection.units`，{statement}`inspection.opened`；见{numref}`fig-homes`和[下文](#说明)。"
)
LIST = "用时{metric}`inspection.days`，2020年6月底开始。"
PAGE = f"""{LEAD}

## 说明

- {LIST}
- 注意`code`和$a^2$。[^note]

| 项目 | 数 |
| --- | --- |
| 甲 | {{metric}}`inspection.units\\|number` |

[^note]: 样例的注。
{CHART}"""
#: What each text of the page is in English.
ENGLISH = {
    "标题": "Title",
    LEAD: (
        "See {numref}`fig-homes` and [below](#说明): {metric}`inspection.units`, "
        "{statement}`inspection.opened`."
    ),
    "说明": "What is said",
    LIST: "They took {metric}`inspection.days` from the end of June 2020.",
    "注意`code`和$a^2$。[^note]": "Mind `code` and $a^2$.[^note]",
    "项目": "Item",
    "数": "Number",
    "甲": "First",
    "{metric}`inspection.units|number`": "{metric}`inspection.units|number`",
    "样例的注。": "A note of the {zh}`样例`.",
    "样例的图，{inspection.units}": "The sample of {inspection.units}",
}
INDEX = {"样例": "Sample", "正文。": "Text."}
OF_CELL = "样例的图，{inspection.units}"


def catalogue(texts: Mapping[str, str], flags: Mapping[str, str] | None = None) -> str:
    """Write a catalogue, a message on each five lines; `flags` are of some of them."""
    entries = ['msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n']
    for text, translation in texts.items():
        comment = "#. chart" if text == OF_CELL else "#"
        flag = f"#, {(flags or {}).get(text, 'no-wrap')}"
        entries.append(f'{comment}\n{flag}\nmsgid "{text}"\nmsgstr "{_escaped(translation)}"\n')
    return "\n".join(entries)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def line_of(text: str, texts: Mapping[str, str]) -> int:
    """Give the line of a message in such a catalogue."""
    return catalogue(texts).split(f'msgid "{text}"')[0].count("\n") + 1


def make(folder: Path, files: Mapping[str, str] | None = None) -> Project:
    """Write the project, with catalogues in place of the whole ones or further files."""
    written = {
        "_config.yml": CONFIGURATION,
        "book/locale/en/page.po": catalogue(ENGLISH),
        "book/locale/en/index.po": catalogue(INDEX),
        **(files or {}),
    }
    return made_up_book.make(folder, {"page": PAGE}, written)
