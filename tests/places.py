"""A data package of made-up places: an indicator of many entities, periods and sectors."""

from __future__ import annotations

import json
from pathlib import Path

import small_package

TABLES = {
    "indicators": (
        "id,label_zh,label_en,unit,measure\n"
        "residents,常住人口,Residents,万人,count\n"
        "births,出生人口,Births,人,count\n"
        "output,增加值,Value added,亿元,amount\n"
        "growth,增长率,Growth,%,rate\n"
        "visits,来访,Visits,人,count\n"
        "namesake,常住人口,Residents,万人,count\n"
    ),
    "entities": (
        "id,label_zh,label_en,parent,overlaps,dimension\n"
        "city,全市,Whole city,,,\n"
        "north,北区,North,city,,\n"
        "south,南区,South,city,,\n"
        "harbour,港区,Harbour,city,south,\n"
        "farming,第一产业,Primary sector,,,sector\n"
        "industry,第二产业,Secondary sector,,,sector\n"
    ),
    "places": (
        "entity,residents@2019,residents,births\ncity,8.0,9.2,90\nnorth,3.0,4.0,40\nsouth,5.0,5.2,50\nharbour,1.0,1.1,\n"
    ),
    "sectors": (
        "sector,period,output,growth\n"
        ",2019,10,\nfarming,2019,4,\nindustry,2019,6,\n,2020,12,20\nfarming,2020,5,25\nindustry,2020,7,17\n"
    ),
    "others": "indicator,entity,period,value\nvisits,north,2020,7\nnamesake,city,2020,9\n",
    "sources": small_package.TABLES["sources"],
    "locators": small_package.TABLES["locators"],
    "units": (
        "unit,dimension,factor,english\n人,人,1,person|people\n元,元,1,yuan|yuan\n%,,0.01,percent|percent\n"
    ),
}
_NUMBERS = ("places", "sectors", "others")


def write(project: Path) -> Path:
    """Write the package of a report on the city in 2020 into a folder named data."""
    data = project / "data"
    data.mkdir(parents=True)
    resources = []
    for name, content in TABLES.items():
        (data / f"{name}.csv").write_text(content, "utf-8")
        columns = content.partition("\n")[0].split(",")
        fields = [{"name": column, "type": "string"} for column in columns]
        resource = {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}
        if name in _NUMBERS:
            own = {} if "period" in columns else {"period": "2020"}
            resource["defaults"] = {"source": "fable", "locator": "1", **own}
        resources.append(resource)
    descriptor = {
        "name": "places",
        "report": {"period": "2020", "entity": "city"},
        "resources": resources,
    }
    (data / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    return data
