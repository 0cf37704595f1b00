"""Figures of real reports as tables of a data package: a bulletin, districts of a yearbook, city works."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from qzcharts.data.assembly import Assembled, Assembly, assemble
from qzcharts.data.descriptor import Schema
from qzcharts.data.package import DESCRIPTOR, Table
from qzcharts.data.reconcile import Reconciliation, reconcile
from qzcharts.data.report import Report

UNITS = """\
unit,dimension,factor,english
人,人,1,person|people
元,元,1,yuan|yuan
个,个,1,project|projects
%,,0.01,percent|percent
‰,,0.001,per mille|per mille
个百分点,个百分点,1,percentage point|percentage points
位,位,1,place|places
天,天,1,day|days
"""


class Figures(NamedTuple):
    """Tables as CSV, by name, and what their report is about.

    Attributes
    ----------
    entity, period : str
        Of numbers that name none.
    tables : mapping of str to str
    """

    entity: str
    period: str
    tables: Mapping[str, str]

    def replaced(self, table: str, row: int, column: str, value: str) -> Figures:
        """Give them with another value in one cell."""
        rows = list(csv.DictReader(io.StringIO(self.tables[table])))
        rows[row][column] = value
        written = io.StringIO()
        writer = csv.DictWriter(written, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return self._replace(tables={**self.tables, table: written.getvalue()})

    def cells(self) -> list[tuple[str, int, str, str]]:
        """Give table, row, column and value of every number."""
        about = {"indicator", "entity", "period", "sector", "residence", "sex", "age", "vintage"}
        return [
            (name, number, column, value)
            for name, text in self.tables.items()
            if name not in ("indicators", "entities", "formulas")
            for number, row in enumerate(csv.DictReader(io.StringIO(text)))
            for column, value in row.items()
            if value and column not in about
        ]


def assembled(figures: Figures) -> Assembled:
    """Assemble a package of such tables."""
    tables = {
        name: _table(name, text) for name, text in {"units": UNITS, **figures.tables}.items() if text.strip()
    }
    report = Report.of({"report": {"entity": figures.entity, "period": figures.period}})
    return assemble(Assembly(tables, report))


def reconciled(figures: Figures) -> list[Reconciliation]:
    """Reconcile a package of such tables."""
    package = assembled(figures)
    found = reconcile(package.assembly.derivation, package.lookup.name)
    return [each for own in found.values() for each in own]


def _table(name: str, text: str) -> Table:
    reader = csv.DictReader(io.StringIO(text))
    rows = tuple(reader)
    schema = Schema("data/datapackage.json", name, "", {"fields": []})
    lines = tuple(range(2, len(rows) + 2))
    return Table(name, f"data/{name}.csv", schema, tuple(reader.fieldnames or ()), rows, lines)


_INDICATORS = "id,label_zh,label_en,unit,measure,of,against,basis\n"

BULLETIN = Figures(
    "quanzhou",
    "2019",
    {
        "indicators": _INDICATORS
        + """\
gdp,地区生产总值,Gross domestic product,亿元,amount,,,current prices
gdp.growth,地区生产总值的增长,Growth of the gross domestic product,%,change,gdp,year-before,comparable prices
gdp.increment,地区生产总值的增量,Increment of the gross domestic product,亿元,amount,,,comparable prices
gdp.composition,三次产业的比重,Composition of the gross domestic product,%,share,gdp,,
gdp.contribution,对增长的贡献率,Contribution to growth,%,share,gdp.increment,,
gdp.pull,拉动增长,Points of growth,个百分点,rate,,,
gdp.per_head,人均地区生产总值,Gross domestic product per head,元/人,rate,,,
residents,常住人口,Residents,万人,count,,,
residents.change,常住人口的增加,Increase of residents,万人,change,residents,year-before,
residents.share,常住人口的比重,Share of the residents,%,share,residents,,
births,出生率,Birth rate,‰,rate,,,
deaths,死亡率,Death rate,‰,rate,,,
natural,自然增长率,Natural growth,‰,rate,,,
prices,居民消费价格的上涨,Rise of consumer prices,%,rate,,,
""",
        "entities": """\
id,label_zh,label_en,parent,dimension
quanzhou,泉州市,Quanzhou,,
primary,第一产业,Primary sector,,sector
secondary,第二产业,Secondary sector,,sector
tertiary,第三产业,Tertiary sector,,sector
urban,城镇,Urban,,residence
rural,乡村,Rural,,residence
male,男,Male,,sex
female,女,Female,,sex
children,0—14岁,0 to 14 years,,age
adults,15—64岁,15 to 64 years,,age
elders,65岁及以上,65 years and older,,age
""",
        "formulas": """\
indicator,formula,decimals
natural,births - deaths,
gdp.growth,"sum(gdp.pull, sector)",
gdp.pull,gdp.contribution * gdp.growth[],
gdp.per_head,(gdp + gdp) / (residents + residents@year-before),
""",
        "output": """\
sector,gdp@2017,gdp.growth@2017,gdp@2018,gdp@2019,gdp.growth@2019,gdp@2020,gdp.growth@2020
,7548.01,8.4,8467.98,9946.66,8.0,10158.66,2.9
primary,,,,218.61,2.4,226.60,1.8
secondary,,,,5855.27,8.3,5808.15,2.8
tertiary,,,,3872.78,7.8,4123.91,3.2
""",
        "structure": """\
sector,gdp.composition,gdp.contribution,gdp.pull
primary,2.2,0.7,0.1
secondary,58.9,63.0,5.0
tertiary,38.9,36.3,2.9
""",
        "people": """\
residence,sex,age,residents,residents.share
,,,874,
urban,,,587.3,67.2
rural,,,286.7,32.8
,male,,444.0,50.8
,female,,430.0,49.2
,,children,176.5,20.2
,,adults,617.1,70.6
,,elders,80.4,9.2
""",
        "facts": """\
indicator,period,value
residents,2018,870
residents.change,2019,4
gdp.per_head,2019,114067
births,2019,11.7
deaths,2019,6.7
natural,2019,5.0
prices,2019,2.3
""",
    },
)

DISTRICTS = Figures(
    "city",
    "2021",
    {
        "indicators": _INDICATORS
        + """\
residents,常住人口,Residents,万人,count,,,
births,出生率,Birth rate,‰,rate,,,
deaths,死亡率,Death rate,‰,rate,,,
natural,自然增长率,Natural growth,‰,rate,,,
urban,城镇化率,Urban share,%,share,residents,,
""",
        "entities": """\
id,label_zh,label_en,parent
city,泉州市,Quanzhou,
licheng_all,鲤城区（含开发区）,Licheng with the zone,city
licheng,鲤城区,Licheng,licheng_all
zone,开发区,Development zone,licheng_all
fengze,丰泽区,Fengze,city
luojiang,洛江区,Luojiang,city
quangang,泉港区,Quangang,city
shishi,石狮市,Shishi,city
jinjiang,晋江市,Jinjiang,city
nanan,南安市,Nan'an,city
huian_all,惠安县（含台商区）,Hui'an with the zone,city
huian,惠安县,Hui'an,huian_all
taishang,台商区,Taishang zone,huian_all
anxi,安溪县,Anxi,city
yongchun,永春县,Yongchun,city
dehua,德化县,Dehua,city
""",
        "formulas": """\
indicator,formula,decimals
natural,births - deaths,
births,sum(residents * births) / sum(residents),
deaths,sum(residents * deaths) / sum(residents),
urban,sum(residents * urban) / sum(residents),
""",
        "districts": """\
entity,residents,births,deaths,natural,urban
city,885,8.7,6.9,1.8,69.7
licheng_all,42.9,7.4,6.2,1.2,100.0
licheng,39.7,7.5,6.7,0.9,100.0
zone,3.2,5.9,0.5,5.5,100.0
fengze,72.0,8.0,4.9,3.2,100.0
luojiang,25.5,8.8,6.3,2.5,61.5
quangang,35.9,11.0,8.5,2.5,56.5
shishi,68.9,7.7,6.0,1.7,86.1
jinjiang,206.9,8.0,6.2,1.8,69.5
nanan,152.7,8.6,7.5,1.1,63.6
huian_all,104.1,10.7,8.3,2.4,58.3
huian,78.8,10.9,8.4,2.5,59.2
taishang,25.3,10.2,8.0,2.2,55.6
anxi,100.2,9.1,7.4,1.6,52.4
yongchun,42.2,8.0,7.5,0.5,61.9
dehua,33.7,9.7,8.5,1.2,78.6
""",
    },
)

WORKS = Figures(
    "city",
    "2021-H1",
    {
        "indicators": _INDICATORS
        + """\
projects,城建项目,Projects,个,count,,,
budget,总投资,Budget,亿元,amount,,,
plan,年度计划投资,Plan of the year,亿元,amount,,,
begun,开工项目,Projects begun,个,count,,,
completed,完工项目,Projects completed,个,count,,,
begun.rate,开工率,Rate of begun projects,%,share,projects,,
invested,完成投资,Investment,亿元,amount,,,
invested.share,完成年度计划,Share of the plan,%,share,plan,,
""",
        "entities": """\
id,label_zh,label_en,parent
city,许昌市,Xuchang,
centre,市区,Centre,city
counties,县（市）,Counties and cities,city
""",
        "formulas": """\
indicator,formula,decimals
begun.rate,"share(begun + completed, projects)",
invested.share,"share(invested, plan)",
""",
        "works": """\
entity,projects,budget,plan,begun,completed,begun.rate,invested,invested.share
city,386,2095.66,495.58,223,60,73.32,270.03,54.49
centre,189,1626.8,353.2,95,29,65.61,188.7,53.43
counties,197,468.86,142.38,128,31,80.71,81.33,57.12
""",
    },
)


def write(figures: Figures, folder: Path) -> Path:
    """Write a package of such tables into a folder named data, and give that."""
    data = folder / "data"
    data.mkdir()
    resources = []
    for name, text in {"units": UNITS, **figures.tables}.items():
        (data / f"{name}.csv").write_text(text, "utf-8")
        fields = [{"name": column, "type": "string"} for column in text.partition("\n")[0].split(",")]
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields}})
    report = {"entity": figures.entity, "period": figures.period}
    descriptor = {"name": "made-up", "report": report, "resources": resources}
    (data / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    return data
