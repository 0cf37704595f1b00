"""A small made-up book in either language, with all for which the packages have words of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from qzcharts.data.package import DESCRIPTOR
from qzcharts.words import Language
from support import NOTEBOOK_HEAD, PROJECT

_SOURCE = (
    "source,title_zh,title_en,publisher_zh,publisher_en,date,issue,medium,licence_note_zh,licence_note_en,"
    "checksum\n"
)
_INDICATORS = """\
id,label_zh,label_en,unit,measure,of
towers.number,编造的塔,Made-up towers,套,count,
towers.cost,编造的造价,Made-up cost,万元,amount,
towers.share,编造的比例,Made-up share,%,share,
towers.days,编造的用时,Made-up time,天,count,
towers.doors,列明的门,Doors named,项,count,
towers.pace,速度,Made-up pace,套/天,rate,
residents,编造的人口,Made-up residents,人,count,
residents_change,编造的人口变化,Change of made-up residents,%,change,residents
residents_rank,人口位次,Place by residents,位,rank,
"""
_ENTITIES = """\
id,label_zh,label_en,parent
fable,寓言,Fable,
north,北村,North village,fable
south,南村,South village,fable
"""
_TOWERS = """\
indicator,value,origin,period,quotation,source,locator,note_zh,note_en
towers.number,3,,2001-H1,建成3套,,1,编造。,So.
towers.cost,4.20,,2001,共4.20万元,,1,,
towers.share,约7,,../2001-06-30,约7%,,2,,
towers.days,9内,,[2001-06-21..2001-06-25]/[2001-06-26..2001-06-30],9天内,,2,,
towers.doors,2,counted,../2001-06-30,门等,,2,,
"""
_VILLAGES = """\
entity,residents,residents_change
north,120,3.1
south,80余,下降2.5
"""
_FORMULAS = """\
indicator,formula,decimals,period,assumption_zh,assumption_en
towers.pace,towers.number / towers.days,2,../2001-06-30,假定。,So.
residents,sum(residents),0,,,
residents_rank,rank(residents),0,,,
"""
_STATEMENTS = """\
id,subject_zh,subject_en,text_zh,text_en,quotation,period,source,locator,note_zh,note_en
towers.done,编造的塔,The towers,已经建成,are finished,塔已建成,[2001-06-21..2001-06-30]/..,\
fable,2,编造。,Made up.
"""
_WIDE = {
    "fieldsMatch": "subset",
    "fields": [{"name": "entity", "type": "string", "title": "村", "description": "The village"}],
}
_PLACE = {"source": "fable", "locator": "2", "period": "../2001-06-30"}
#: Each table with that of the real data whose description it takes over, and its rows.
_TABLES = {
    "indicators": ("indicators", _INDICATORS),
    "entities": ("entities", _ENTITIES),
    "towers": ("inspection", _TOWERS),
    "villages": ("inspection", _VILLAGES),
    "formulas": ("formulas", _FORMULAS),
    "statements": ("statements", _STATEMENTS),
    "lists": (
        "lists",
        "list,order,label_zh,label_en,detail_zh,detail_en,source,locator\n"
        "towers.doors,1,前门,Front door,,,fable,2\ntowers.doors,2,后门,Back door,,,fable,2\n",
    ),
    "sources": (
        "sources",
        f"{_SOURCE}fable,寓言,A fable,无人,Nobody,2001-07-01,1,EB/OL,无,None,{'0' * 64}\n",
    ),
    "locators": (
        "locators",
        "source,locator,label_zh,label_en\nfable,1,第一节,Section 1\nfable,2,第二节,Section 2\n",
    ),
    "units": ("units", (PROJECT / "data/units.csv").read_text("utf-8") + "位,位,1,place|places\n"),
}

#: Pages by their names, in Chinese and English.
_PAGES = {
    "index": ("# 开头\n\n编造的书。\n", "# Start\n\nA made-up book.\n"),
    "towers": (
        """# 塔

寓言{statement}`towers.done`，共{metric}`towers.number`、{metric}`towers.share`[^note]，{metric}`towers.pace`；\
见{numref}`fig-3`和{numref}`fig-0`。

两村{metric}`residents`，北村{metric}`residents[north]`，{metric}`residents_change[north]|change`，居\
{metric}`residents_rank[north]|rank`；南村{metric}`residents[south]`，{metric}`residents_change[south]|change`。

[^note]: 编造的注。

:::{note}
编造的话。
:::

:::{versionadded} 2.0
编造的变更。
:::

:::{deprecated} 3.0
:::

:::{epigraph}
编造的引语。

-- 无人
:::

$$
a^2
$$

```{items} towers.doors
```
""",
        """# Towers

The towers {statement}`towers.done`: {metric}`towers.number`, {metric}`towers.share`[^note],
{metric}`towers.pace`; see {numref}`fig-3` and {numref}`fig-0`.

The villages had {metric}`residents`: the north {metric}`residents[north]`,
{metric}`residents_change[north]|change`, {metric}`residents_rank[north]|rank`; the south
{metric}`residents[south]`, {metric}`residents_change[south]|change`.

[^note]: A made-up note.

:::{note}
Made-up words.
:::

:::{versionadded} 2.0
A made-up change.
:::

:::{deprecated} 3.0
:::

:::{epigraph}
Made-up words of somebody.

-- Nobody
:::

$$
a^2
$$

```{items} towers.doors
:ordered:
```
""",
    ),
    "sources": (
        "# 来源\n\n```{sources}\n```\n\n```{qualifiers}\n```\n\n```{assumptions}\n```\n\n"
        "```{citation} report\n```\n\n```{citation} source\n```\n",
        "# Sources\n\n```{sources}\n```\n\n```{qualifiers}\n```\n\n```{assumptions}\n```\n\n"
        "```{citation} report\n```\n\n```{citation} source\n```\n",
    ),
    "ledger": ("# 台账\n\n```{ledger}\n```\n", "# Ledger\n\n```{ledger}\n```\n"),
}
_CHART = """
```{{code-cell}} ipython3
---
mystnb:
  figure:
    name: fig-{number}
tags: [hide-input]
---
import qzcharts as qz

qz.{call}
```
"""
_CHARTS = (
    'cards("towers.number", "towers.cost", "towers.share", "towers.days")',
    'progress("towers.share")',
    'table("towers.cost", "towers.days", "towers.doors", "towers.pace", "residents[south]")',
    'timeline("towers.number", "towers.cost", "towers.days")',
    'units("towers.number")',
    'ranking("residents[north]", "residents[south]")',
)
_TITLES = {"zh": "编造的书", "en": "A made-up book"}


def write(project: Path, language: Language) -> Path:
    """Write the project of the book in a language."""
    position = 0 if language == "zh" else 1
    title = _TITLES[language]
    data, book = project / "data", project / "book"
    (data / "schemas").mkdir(parents=True)
    book.mkdir()
    package = json.loads((PROJECT / "data" / DESCRIPTOR).read_text("utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    package["resources"] = [
        described[like]
        | {"name": name, "path": f"{name}.csv", "title": "编造的表", "title_en": "A made-up table"}
        for name, (like, _) in _TABLES.items()
    ]
    for resource in package["resources"]:
        if "defaults" in resource:
            resource["defaults"] = {"source": "fable"}
        if resource["name"] == "villages":
            resource |= {"schema": _WIDE, "defaults": _PLACE}
    package |= {"description": title, "sources": []}
    package |= {"title": f"{_TITLES['zh']}2001年上半年", "title_en": f"{_TITLES['en']}, first half of 2001"}
    package["report"] = {
        "title": _TITLES["zh"],
        "title_en": _TITLES["en"],
        "issue": 1,
        "period": "2001-H1",
        "entity": "fable",
        "file": "made-up",
        "note": _TITLES["zh"],
        "note_en": _TITLES["en"],
    }
    (data / DESCRIPTOR).write_text(json.dumps(package, ensure_ascii=False), "utf-8")
    for resource in package["resources"]:
        if isinstance(resource["schema"], str):
            shutil.copy(PROJECT / "data" / resource["schema"], data / "schemas")
    for name, (_, rows) in _TABLES.items():
        (data / f"{name}.csv").write_text(rows, "utf-8")
    for name, texts in _PAGES.items():
        (book / f"{name}.md").write_text(NOTEBOOK_HEAD + "\n" + texts[position], "utf-8")
    with (book / "towers.md").open("a", encoding="utf-8") as page:
        page.writelines(_CHART.format(number=number, call=call) for number, call in enumerate(_CHARTS))
    contents = {
        "format": "jb-book",
        "root": "index",
        "parts": [
            {"caption": title, "numbered": True, "chapters": [{"file": "towers"}]},
            {"caption": title, "chapters": [{"file": "sources"}, {"file": "ledger"}]},
        ],
    }
    configuration = yaml.safe_load((PROJECT / "_config.yml").read_text("utf-8"))
    configuration |= {"author": title, "copyright": "2001"}
    sphinx = configuration["sphinx"]["config"]
    del sphinx["numfig_format"], sphinx["typst_roles"], sphinx["qzcharts_languages"]
    sphinx |= {
        "language": "zh_CN" if language == "zh" else "en",
    }
    sphinx["typst_metadata"] = dict.fromkeys(sphinx["typst_metadata"], title) | {"keywords": [title]}
    for path, content in ((book / "_toc.yml", contents), (project / "_config.yml", configuration)):
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    (project / "requirements.lock").write_text("", "utf-8")
    return project
