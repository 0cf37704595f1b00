"""A data package of made-up figures, to try forms on extremes."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import made_up_series

REAL = Path(__file__).parents[3] / "data"
_KEPT = ("lists", "projects", "stages", "statements", "units", "sources", "locators")
_OWN = {
    "indicators": ("id", "label_zh", "label_en", "unit", "measure", "of"),
    "entities": ("id", "label_zh", "label_en", "parent", "dimension"),
    "numbers": (
        *("indicator", "value", "qualifier", "origin", "period", "quotation", "locator"),
        *("note_zh", "note_en"),
    ),
    "series": (
        *("indicator", "entity", "vintage", "kind", "side"),
        *("period", "value", "qualifier", "quotation", "locator"),
    ),
    "formulas": ("indicator", "formula", "decimals", "assumption_zh", "assumption_en"),
}
LONG_ZH = (
    "虚构的很长很长的指标名称，长到任何一行都放不下，还带着（括号）、顿号和2020年这样的年份，用来试验换行"
)
LONG_EN = (
    "An invented indicator whose name is so long that no line holds it, with (brackets), "
    "and antidisestablishmentarianism"
)

COUNTS = (1, 7, 10, 11, 99, 100, 101, 200, 478, 622, 1000, 1001, 12345, 99999, 1000000, 1000001)
#: id: value, unit, qualifier, Chinese label, English label
METRICS: dict[str, tuple[str, str, str, str, str]] = {
    **{
        f"count.n{n}": (str(n), "套", "exact", f"第{batch}批虚构的房子", f"Invented homes, batch {batch}")
        for batch, n in enumerate(COUNTS, 1)
    },
    "count.same": ("8", "套", "exact", "第1批虚构的房子", "Invented homes, batch 1"),
    "count.long": ("345", "套", "exact", LONG_ZH, LONG_EN),
    "count.negative": ("-3", "套", "exact", "负数", "Negative"),
    "count.zero": ("0", "套", "exact", "无", "None"),
    "count.broken": ("2.5", "套", "exact", "半套", "Half a home"),
    "count.rounded": ("600", "套", "rounded", "约数", "Rounded"),
    "time.days": ("10", "天", "at_most", "虚构的用时", "Invented time"),
    **{
        f"share.s{value.replace('.', '_')}": (value, "%", "about", f"虚构的{name}", f"Invented {name}")
        for value, name in {
            "0.4": "a",
            "3": "b",
            "12": "i",
            "49.7": "c",
            "50": "d",
            "50.2": "j",
            "52": "e",
            "88": "f",
            "98.8": "g",
            "99.95": "h",
        }.items()
    },
    "share.none": ("0", "%", "exact", "没有", "Nothing"),
    "share.all": ("100", "%", "exact", "全部", "Everything"),
    "share.over": ("120", "%", "about", "超过全部", "More than everything"),
    "share.under": ("-5", "%", "about", "不到没有", "Less than nothing"),
    "share.long": ("61.8", "%", "about", LONG_ZH + "乙", LONG_EN + " B"),
    "share.most": ("10", "%", "at_most", "至多这些", "At most so much"),
    "share.least": ("95", "%", "at_least", "至少这些", "At least so much"),
    "share.above": ("130", "%", "above", "超出全部", "Above everything"),
    "share.far": ("1250", "%", "rounded", "十倍以上", "More than tenfold"),
    "money.more": ("30", "亿元", "rounded", "超出计划的投资", "More than planned"),
    "money.small": ("0.01", "万元", "rounded", "很小", "Tiny"),
    "money.middle": ("12.5", "亿元", "rounded", "中等", "Middling"),
    "money.plan": ("25", "亿元", "about", "计划", "Plan"),
    "money.huge": ("98765432.10", "亿元", "rounded", "巨大", "Huge"),
    "money.long": ("3", "亿元", "about", LONG_ZH + "丙", LONG_EN + " C"),
    "money.loss": ("-7.25", "亿元", "rounded", "亏损", "Loss"),
    "money.least": ("4", "亿元", "at_least", "至少", "At least"),
    "money.nearly": ("6", "亿元", "nearly", "不足", "Nearly"),
    "list.five": ("5", "方", "exact", "虚构的各方", "Invented parties"),
    "list.three": ("3", "级", "exact", "列明的虚构层级", "Invented levels named"),
    **{
        f"many.m{n}": (str(n * n), "户", "exact", f"第{n}个虚构小区", f"Invented estate {n}")
        for n in range(1, 41)
    },
}

#: Counted from the lists of the same names.
COUNTED = ("list.three",)

#: What the period of a metric is, where it is not May 2020.
PERIODS = {
    "count.n7": "2020-H1",
    "count.n10": "2020-06/..",
    "count.n11": "../2020-07-28",
    "count.n99": "2019/2020-07-28",
    "count.n100": "2020-02-10",
    "count.n101": "",
    "count.n200": "1999/2031-12-31",
    "count.long": "2020-03/2020-04",
    "count.n478": "2020/2020-07-28",
    "count.n622": "../[2020-06-21..2020-06-30]",
    "count.n1000": "2020-02-01/[2020-06-21..2020-06-30]",
    "count.n1001": "[2020-02-01..2020-02-10]/..",
    "time.days": "[2020-06-21..2020-06-30]/[2020-06-21..2020-07-10]",
}

DERIVED = {
    "made.left": ("complement(share.s98_8)", "%", "1", "余下的", "Left over"),
    "made.left_h": ("complement(share.s99_95)", "%", "2", "余下的", "Left over"),
    "made.left_b": ("complement(share.s3)", "%", "0", "余下的", "Left over"),
    "made.left_all": ("complement(share.all)", "%", "0", "余下的", "Left over"),
    "made.left_long": ("complement(share.long)", "%", "1", LONG_ZH, LONG_EN),
    "made.left_i": ("complement(share.s88)", "%", "0", "余下的", "Left over"),
    "made.left_least": ("complement(share.least)", "%", "0", "余下的", "Left over"),
    "made.half": ("days(count.n7)", "天", "0", "半年的天数", "Days of half a year"),
}

LISTS: dict[str, list[tuple[str, str, str, str]]] = {
    "list.same": [("虚构甲方", "Party A", "", ""), ("虚构甲方", "Party A", "做一点事", "Does something")],
    "list.one": [("独一个", "The only one", "", "")],
    "list.two": [("虚构甲方", "Party A", "", ""), ("虚构乙方", "Party B", "做一点事", "Does something")],
    "list.five": [(f"虚构第{n}方", f"Party {n}", "", "") for n in range(1, 6)],
    "list.three": [(f"第{n}层", f"Level {n}", "统筹", "Oversees") for n in range(1, 4)],
    "list.long": [(LONG_ZH + str(n), LONG_EN + str(n), LONG_ZH, LONG_EN) for n in range(1, 4)],
    "list.forty": [(f"虚构单位{n}", f"Body {n}", "", "") for n in range(1, 41)],
}

PROJECTS = [
    ("虚构甲项目", "Project A", "第2步", "most", "说明甲。", "Note A."),
    ("虚构乙项目", "Project B", "第3步", "reached", "", ""),
    ("虚构乙项目", "Project B", "第4步", "under_way", LONG_ZH, LONG_EN),
    (LONG_ZH, LONG_EN, "第1步", "reached", "", ""),
]
#: Further scales of stages, and tables of projects on them, as :data:`PROJECTS` has them.
SCALES: dict[str, list[tuple[str, str]]] = {
    "one_stage": [("唯一一步", "The only step")],
    "two_stages": [("开工", "Begun"), ("竣工", "Completed")],
    "eight_stages": [(f"第{n}步", f"Step {n}") for n in range(1, 9)],
    "twenty_stages": [(f"第{n}步", f"Step {n}") for n in range(1, 21)],
    "long_stages": [(f"{LONG_ZH}第{n}步", f"{LONG_EN}, step {n}") for n in range(1, 5)],
}
SITES: dict[str, list[tuple[str, str, str, str, str, str]]] = {
    "no_projects": [],
    "only_begun": [("甲", "A", "唯一一步", "under_way", "", "")],
    "only_reached": [("甲", "A", "唯一一步", "reached", "", "")],
    "both_reached": [("甲", "A", stage, "reached", "", "") for stage in ("竣工", "开工")],
    "first_and_last": [("甲", "A", stage, "reached", "", "") for stage in ("第1步", "第8步")],
    "all_eight": [("甲", "A", f"第{n}步", "reached", "", "") for n in range(1, 9)],
    "every_extent": [
        ("甲", "A", f"第{n}步", extent, "虚构的说明。", "An invented note.")
        for n, extent in enumerate(("reached", "reached", "most", "under_way"), 3)
    ],
    "all_twenty": [("甲", "A", f"第{n}步", "most", "", "") for n in range(1, 21)],
    "long_ways": [
        (LONG_ZH, LONG_EN, f"{LONG_ZH}第{n}步", extent, LONG_ZH, LONG_EN)
        for n, extent in enumerate(("reached", "most", "under_way"), 2)
    ],
    "forty_projects": [
        (f"虚构第{n}项目", f"Project {n}", f"第{n % 8 + 1}步", "reached", "", "") for n in range(1, 41)
    ],
    "one_long_note": [("甲", "A", "开工", "most", "。".join([LONG_ZH] * 5), ". ".join([LONG_EN] * 5))],
}


def write(folder: Path, steps: int = 4) -> Path:
    """Write the package and give the folder of its project; the scale of stages has so many steps."""
    data = folder / "data"
    data.mkdir(parents=True)
    descriptor = json.loads((REAL / "datapackage.json").read_text("utf-8"))
    resources = [r for r in descriptor["resources"] if r["name"] in _KEPT]
    for kind, names in (("stages", SCALES), ("projects", SITES)):
        like = next(r for r in resources if r["name"] == kind)
        resources += [{**like, "name": name, "path": f"{name}.csv"} for name in names]
    own = [
        {
            "name": name,
            "path": f"{name}.csv",
            "schema": {"fields": [{"name": column, "type": "string"} for column in columns]},
        }
        for name, columns in _OWN.items()
    ]
    for resource, columns in zip(own, _OWN.values(), strict=True):
        if "quotation" in columns:
            resource["defaults"] = {"source": "made-up"}
    descriptor["report"] = {"entity": "company"}
    descriptor["resources"] = [*own, *resources]
    (data / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    (data / "schemas").mkdir()
    fields = {name: list(columns) for name, columns in _OWN.items()}
    for resource in resources:
        schema = shutil.copyfile(REAL / resource["schema"], data / resource["schema"])
        fields[resource["name"]] = [f["name"] for f in json.loads(schema.read_text("utf-8"))["fields"]]
    place = {"source": "made-up", "locator": "1"}

    def labels(zh: str, en: str, name: str = "label") -> dict[str, str]:
        return {f"{name}_zh": zh, f"{name}_en": en}

    sites = [("projects", "project", PROJECTS), *((name, name, found) for name, found in SITES.items())]
    rows: dict[str, list[dict[str, str]]] = {
        "entities": [{"id": "company", **labels("虚构公司", "Invented company")}],
        "indicators": [
            {"id": name, **labels(zh, en), "unit": unit, "measure": measure}
            for name, unit, measure, zh, en in (
                *((name, unit, "count", zh, en) for name, (_, unit, _, zh, en) in METRICS.items()),
                *((name, unit, "rate", zh, en) for name, (_, unit, _, zh, en) in DERIVED.items()),
            )
        ],
        "numbers": [
            {
                "indicator": name,
                "value": value,
                "qualifier": qualifier,
                "origin": "counted" if name in COUNTED else "",
                "quotation": "" if name in COUNTED else value,
                "locator": "1",
                **labels("虚构的说明。", "An invented note.", "note"),
                "period": PERIODS.get(name, "2020-05"),
            }
            for name, (value, _, qualifier, _, _) in METRICS.items()
        ],
        "formulas": [
            {
                "indicator": name,
                "formula": formula,
                "decimals": decimals,
                **labels("虚构的假定。", "An invented assumption.", "assumption"),
            }
            for name, (formula, _, decimals, _, _) in DERIVED.items()
        ],
        "lists": [
            {"list": name, "order": str(n), **labels(zh, en), **labels(dzh, den, "detail"), **place}
            for name, found in LISTS.items()
            for n, (zh, en, dzh, den) in enumerate(found, 1)
        ],
        **{
            table: [
                {**labels(zh, en, "project"), "stage": stage, "extent": extent, "statement": f"{name}.p{n}"}
                for n, (zh, en, stage, extent, _, _) in enumerate(found)
            ]
            for table, name, found in sites
        },
        "statements": [
            {
                "id": f"{name}.p{n}",
                **labels(zh, en, "subject"),
                **labels(stage, f"Stage {n}", "text"),
                "quotation": stage,
                **labels(nzh, nen, "note"),
                **place,
            }
            for _, name, found in sites
            for n, (zh, en, stage, _, nzh, nen) in enumerate(found)
        ],
        "stages": [{"order": str(n), **labels(f"第{n}步", f"Step {n}")} for n in range(1, steps + 1)],
        **{
            name: [{"order": str(n), **labels(zh, en)} for n, (zh, en) in enumerate(found, 1)]
            for name, found in SCALES.items()
        },
        "sources": [
            {
                "source": "made-up",
                **labels("虚构的来源", "Invented source", "title"),
                **labels("虚构出版社", "Invented publisher", "publisher"),
                "date": "2020-01-01",
                "issue": "1",
                "medium": "EB/OL",
                **labels("无", "none", "licence_note"),
                "checksum": "sha256:0",
            }
        ],
        "locators": [{**place, **labels("第一节", "Section 1")}],
    }
    for name, found in made_up_series.rows().items():
        rows.setdefault(name, []).extend(found)
    (data / "units.csv").write_bytes((REAL / "units.csv").read_bytes())
    for name, found in rows.items():
        path = next(r["path"] for r in descriptor["resources"] if r["name"] == name)
        with (data / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields[name], restval="")
            writer.writeheader()
            writer.writerows(found)
    return folder
