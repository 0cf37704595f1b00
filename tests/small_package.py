"""A small data package of made-up figures, to be broken hundreds of times."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from qzcharts.data.package import DESCRIPTOR

TABLES = {
    "indicators": (
        "id,label_zh,label_en,unit,measure\n"
        "towers.number,编造的塔,Made-up towers,座,count\n"
        "towers.cost,编造的造价,Made-up cost,万元,amount\n"
        "towers.share,编造的比例,Made-up share,%,share\n"
        "towers.days,编造的用时,Made-up time,天,count\n"
        "towers.pace,编造的速度,Made-up pace,座/天,rate\n"
        "towers.whole,编造的总数,Made-up whole,万元,amount\n"
        "towers.ahead,编造的差,Made-up lead,个百分点,rate\n"
        "towers.half,编造的天数,Made-up days,天,count\n"
    ),
    "towers": (
        "indicator,value,origin,quotation,period,source,locator\n"
        "towers.number,3,,建成3座,2001-H1,fable,1\n"
        "towers.cost,4.20,,共4.20万元,2001,fable,1\n"
        "towers.share,约7,,约7%,../2001-06-30,fable,2\n"
        "towers.days,9内,,9天内,[2001-06-21..2001-06-30]/..,fable,2\n"
    ),
    "formulas": (
        "indicator,formula,decimals,period\n"
        "towers.pace,towers.number / towers.days,2,2001\n"
        "towers.whole,towers.cost / towers.share,0,2001\n"
        'towers.ahead,"points(towers.share, complement(towers.share))",0,\n'
        "towers.half,days(towers.number),0,\n"
    ),
    "statements": (
        "id,subject_zh,subject_en,text_zh,text_en,quotation,period,source,locator\n"
        "towers.done,编造的塔,The towers,已经建成,are finished,塔已建成,../2001-07-01,fable,2\n"
    ),
    "lists": (
        "list,order,source,locator\n"
        "towers.number,1,fable,1\ntowers.number,2,fable,1\ntowers.number,3,fable,1\n"
    ),
    "units": (
        "unit,dimension,factor,english\n座,座,1,tower|towers\n天,天,1,day|days\n%,,0.01,percent|percent\n"
        "元,元,1,yuan|yuan\n"
        "个百分点,个百分点,1,percentage point|percentage points\n"
    ),
    "sources": (
        "source,title_zh,title_en,publisher_zh,publisher_en,date,issue,medium,licence_note_zh,licence_note_en,"
        "checksum\nfable,寓言,A fable,无人,Nobody,2001-07-01,1,EB/OL,无,None,none\n"
    ),
    "locators": "source,locator,label_zh,label_en\nfable,1,第一节,Section 1\nfable,2,第二节,Section 2\n",
}
BY_REFERENCE = ("towers", "units")
"""Tables whose schema is written into a file of its own."""
_TYPES = {"factor": "number", "decimals": "integer", "order": "integer", "date": "date"}
_OPTIONAL = {"dimension", "origin", "period"}
_NAMES = {"measure": ["amount", "count", "share", "rate", "change", "rank"], "origin": ["counted"]}
_KEYS = {"source": "sources"}


def _field(name: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if name in _OPTIONAL else {"required": True}
    if name in _NAMES:
        constraints["enum"] = [*_NAMES[name]]
    return {"name": name, "type": _TYPES.get(name, "string"), "description": name, "constraints": constraints}


def descriptor() -> dict[str, Any]:
    """Describe the tables, with the schemas of all."""
    resources = []
    for name, content in TABLES.items():
        columns = content.partition("\n")[0].split(",")
        keys = [
            {"fields": [column], "reference": {"resource": table, "fields": [column]}}
            for column, table in _KEYS.items()
            if column in columns and table != name
        ]
        schema = {"fields": [_field(column) for column in columns], "foreignKeys": keys}
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "made-up",
        "resources": resources,
    }


def write(folder: Path) -> Path:
    """Write the package into a folder named data."""
    data = folder / "data"
    data.mkdir()
    package = descriptor()
    for resource in package["resources"]:
        if resource["name"] in BY_REFERENCE:
            path = data / "schemas" / f"{resource['name']}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(resource["schema"], ensure_ascii=False, indent=1), "utf-8")
            resource["schema"] = f"schemas/{path.name}"
    (data / DESCRIPTOR).write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    for name, content in TABLES.items():
        (data / f"{name}.csv").write_text(content, "utf-8")
    return data


def add_table(data: Path, name: str, content: str) -> None:
    """Add a table like that of the towers to a package in a folder."""
    path = data / DESCRIPTOR
    package = json.loads(path.read_text("utf-8"))
    package["resources"].append(package["resources"][1] | {"name": name, "path": f"{name}.csv"})
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    (data / f"{name}.csv").write_text(content, "utf-8")


def add_group(data: Path, name: str) -> None:
    """Add a second table like that of the towers, and the indicators of its figures, to a package."""
    add_table(data, name, TABLES["towers"].replace("towers.", f"{name}."))
    published = TABLES["indicators"].splitlines(keepends=True)[1:5]
    with (data / "indicators.csv").open("a", encoding="utf-8") as file:
        file.writelines(line.replace("towers.", f"{name}.") for line in published)


def report_on_2001(data: Path) -> None:
    """Make a package in a folder that of a report on 2001, to which all its figures belong."""
    path = data / DESCRIPTOR
    package = json.loads(path.read_text("utf-8")) | {"report": {"period": "2001"}}
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    for table in data.glob("*.csv"):
        table.write_text(table.read_text("utf-8").replace("[2001-06-21..2001-06-30]/..", "2001-06"), "utf-8")


def copy(data: Path, folder: Path) -> Path:
    """Copy a package into a folder, to be broken there."""
    return shutil.copytree(data, folder / "data")
