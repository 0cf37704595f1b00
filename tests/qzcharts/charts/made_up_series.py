"""Made-up figures of entities, kinds and periods that there are not, for the package of :mod:`made_up`."""

from __future__ import annotations

LONG_ZH = "虚构的名称很长的镇，长到任何一行都放不下，还带着（括号）和顿号、"
LONG_EN = "An invented town whose name is so long that no line holds it, with (brackets)"
#: Of towns, estates and kinds there is one more than a chart holds.
TOWNS, ESTATES, KINDS = 7, 31, "abcdefghi"
YEARS = range(2001, 2022)
_DECADE = range(2011, 2021)
_TWO_YEARS = [f"{year}-{month:02}" for year in (2019, 2020) for month in range(1, 13)]
_SIX_YEARS = [f"{year}-{month:02}" for year in range(2015, 2021) for month in range(1, 13)]

#: id: Chinese label, English label, breakdown, what it is part of.
ENTITIES: dict[str, tuple[str, str, str, str]] = {
    "east": ("东边", "East", "", "company"),
    "west": ("西边", "West", "", "company"),
    "north": ("北边", "North", "", "company"),
    "wordy1": (LONG_ZH + "甲", LONG_EN + " A", "", ""),
    "wordy2": (LONG_ZH + "乙", LONG_EN + " B", "", ""),
    "third": ("第三处", "Third", "", ""),
    "fourth": ("第四处", "Fourth", "", ""),
    "fifth": ("第五处", "Fifth", "", ""),
    **{f"town{n}": (f"虚构{n}镇", f"Town {n}", "", "") for n in range(1, TOWNS + 1)},
    **{f"longtown{n}": (f"{LONG_ZH}第{n}个", f"{LONG_EN}, the {n}.", "", "") for n in range(1, TOWNS + 1)},
    **{f"estate{n}": (f"虚构{n}号院", f"Estate {n}", "", "") for n in range(1, ESTATES + 1)},
    "realm": ("虚构国", "Country", "", ""),
    "upland": ("北方", "North", "", "realm"),
    "lowland": ("南方", "South", "", "realm"),
    "corner": ("一角", "Corner", "", "upland"),
    "early": ("虚构的快报数", "Invented flash figure", "vintage", ""),
    "late": ("虚构的定案数", "Invented final figure", "vintage", ""),
    **{f"kind_{kind}": (f"虚构的{kind}类", f"Kind {kind}", "kind", "") for kind in KINDS},
    "left": ("左边", "Left", "side", ""),
}

#: Parts by kind of a whole, as printed, each with its qualifier where it is not the usual one.
PARTS: dict[str, str] = {
    "parts.even": "25 exact, 25 exact, 25 exact, 25 exact",
    "parts.rounded": "33.3, 33.3, 33.3",
    "parts.upward": "16.7, 16.7, 16.7, 16.7, 16.7, 16.7",
    "parts.short": "40, 30.5",
    "parts.more": "60, 50",
    "parts.loose": "50 about, 30 about, 20 at_most",
    "parts.open": "50 at_least, 20, 10 above",
    "parts.nothing": "0 exact, 100 exact",
    "parts.tiny": "99.5, 0.1, 0.1, 0.1, 0.1, 0.1",
    "parts.eight": ", ".join(["12.5"] * 8),
    "parts.nine": ", ".join(["11.1"] * 9),
    "parts.one": "40",
    "parts.amount": "60.2, 39.8",
    "parts.lacking": "60.2, 20.1",
    "parts.alone": "12.0, 8.0",
    "parts.lone": "12.0",
    "parts.huge": "98765432.10, 12345678.90, 0.01",
    "parts.zero": "0 exact, 0 exact",
}
_AMOUNTS = ("amount", "lacking", "alone", "lone", "huge", "zero", "ragged")

#: id: unit, measure, Chinese label, English label, and what a change is of.
INDICATORS: dict[str, tuple[str, str, str, str, str]] = {
    "column.homes": ("套", "count", "虚构的存量房", "Invented stock of homes", ""),
    "column.use": ("%", "rate", "虚构的使用率", "Invented use", ""),
    "column.profit": ("亿元", "amount", "虚构的利润", "Invented profit", ""),
    "column.losses": ("亿元", "amount", "虚构的亏空", "Invented losses", ""),
    "column.fund": ("亿元", "amount", "虚构的基金", "Invented fund", ""),
    "column.change": ("万元", "amount", "虚构的小钱", "Invented petty cash", ""),
    "column.loose": ("户", "amount", "虚构的估数", "Invented estimates", ""),
    "column.months": ("套", "amount", "虚构的月成交", "Invented sales of a month", ""),
    "column.quarters": ("套", "amount", "虚构的季成交", "Invented sales of a quarter", ""),
    "column.halves": ("套", "amount", "虚构的半年成交", "Invented sales of half a year", ""),
    "column.days": ("户", "count", "虚构的年末户数", "Invented homes at the end of a year", ""),
    "column.so_far": ("亿元", "amount", "虚构的累计额", "Invented amount so far", ""),
    "column.place": ("项", "rank", "虚构的名次", "Invented place", ""),
    "column.year": ("套", "amount", "虚构的年数", "Invented number of years", ""),
    "run.homes": ("套", "amount", "虚构的住房", "Invented homes", ""),
    "run.rise": ("%", "change", "虚构住房的增速", "Growth of invented homes", "run.homes"),
    "run.people": ("人", "amount", "虚构的居民", "Invented residents", ""),
    "run.loss": ("亿元", "amount", "虚构的盈亏", "Invented result", ""),
    "run.huge": ("亿元", "amount", "虚构的巨款", "Invented fortune", ""),
    "run.small": ("万元", "amount", "虚构的零钱", "Invented change", ""),
    "run.open": ("套", "amount", "虚构的约数", "Invented estimates", ""),
    "run.high": ("%", "rate", "虚构的入住率", "Invented rate of use", ""),
    "run.over": ("%", "rate", "虚构的完成率", "Invented completion", ""),
    "run.flat": ("人", "amount", "虚构的不变数", "Invented constant", ""),
    "run.zero": ("户", "count", "虚构的空户", "Invented nothing", ""),
    "run.months": ("人", "amount", "虚构的月客流", "Invented visitors a month", ""),
    "run.quarters": ("人", "amount", "虚构的季客流", "Invented visitors a quarter", ""),
    "run.gap": ("户", "amount", "虚构的断档", "Invented gap", ""),
    "run.flash": ("亿元", "amount", "虚构的产值", "Invented output", ""),
    "run.so_far": ("亿元", "amount", "虚构的累计数", "Invented total so far", ""),
    "run.dated": ("户", "count", "虚构的时点数", "Invented count of a day", ""),
    "run.undated": ("户", "count", "虚构的无期数", "Invented count of no day", ""),
    **{
        name: (
            *(("亿元", "amount") if name[6:] in _AMOUNTS else ("%", "share")),
            f"虚构的{name[6:]}",
            f"Invented {name[6:]}",
            "",
        )
        for name in (*PARTS, "parts.yearly", "parts.many", "parts.ragged", "parts.cross")
    },
    "parts.people": ("人", "count", "虚构的people", "Invented people", ""),
}

#: Indicator, entity or member of another breakdown, and values as printed by their periods.
SERIES: list[tuple[str, str, dict[str, str]]] = [
    ("column.homes", "", {"2019": "200", "2020": "260"}),
    ("column.homes", "east", {"2019": "120", "2020": "150"}),
    ("column.homes", "west", {"2019": "80", "2020": "110"}),
    ("column.homes", "north", {"2019": "0", "2020": "0"}),
    ("column.use", "", {"2016": "80.5", "2017": "120.0", "2018": "99.95", "2020": "250.0"}),
    ("column.use", "wordy1", {"2018": "40.0", "2019": "55.5", "2020": "61.0"}),
    ("column.use", "wordy2", {"2018": "38.0", "2020": "61.0"}),
    *(("column.use", place, {"2019": "50.0", "2020": "50.0"}) for place in ("third", "fourth", "fifth")),
    ("column.profit", "", {"2015": "-3.25", "2016": "-0.50", "2017": "0", "2019": "2.75", "2020": "4.00"}),
    ("column.losses", "", {"2018": "-1.5", "2019": "-12.0", "2020": "-7.0"}),
    ("column.fund", "", {f"{year}": f"{98765000 + year}.10" for year in range(2009, 2021)}),
    ("column.change", "", {"2018": "0.01", "2019": "0.03", "2020": "0.02"}),
    (
        "column.loose",
        "",
        {"2016": "约200", "2017": "180～260", "2018": "不超过300", "2019": "310余", "2020": "不少于330"},
    ),
    ("column.months", "", {month: f"{50 + 7 * n % 40}" for n, month in enumerate(_TWO_YEARS)}),
    (
        "column.quarters",
        "",
        {f"{2018 + n // 4}-Q{n % 4 + 1}": f"{900 + 31 * n}" for n in range(12) if n != 7},
    ),
    ("column.halves", "", {"2018-H2": "410", "2019-H1": "430", "2020-H1": "390", "2020-H2": "470"}),
    ("column.days", "", {f"../{year}-12-31": f"{year}" for year in (2015, 2016, 2018, 2020)}),
    ("column.so_far", "", {"2020-Q1": "10.5", "2020-H1": "24.0", "2020-01/2020-09": "39.5", "2020": "60.0"}),
    ("column.place", "", {"2019": "3", "2020": "1"}),
    ("column.year", "", {f"{year}": f"{year - 1990}" for year in range(1995, 2021)}),
    *(
        (
            "run.homes",
            f"{kind}{n}",
            {
                f"{year}": f"{100 * n + (year - 2010) * (37 * n % 50 - 20)}"
                for year in _DECADE
                if (n, year) != (3, 2011)
            },
        )
        for kind in ("town", "longtown")
        for n in range(1, TOWNS + 1)
    ),
    *(("run.rise", f"town{n}", {"2020": f"{n}.5"}) for n in (1, 2)),
    *(
        (
            "run.people",
            f"estate{n}",
            {f"{year}": f"{1000 + n * n + (year - 2018) * (n - 15)}" for year in (2019, 2020)},
        )
        for n in range(1, ESTATES + 1)
    ),
    ("run.loss", "", {f"{year}": f"{(year - 2015) * 3}.25" for year in _DECADE if year > 2011}),
    ("run.huge", "", {f"{year}": f"{98765432 + year * 111}.10" for year in _DECADE}),
    ("run.small", "", {f"{year}": f"0.0{year - 2015}" for year in range(2016, 2021)}),
    (
        "run.open",
        "",
        {
            "2014": "约200",
            "2015": "180～260",
            "2016": "不少于240",
            "2017": "不超过300",
            "2018": "近290",
            "2019": "310余",
            "2020": "不少于330",
        },
    ),
    ("run.high", "", {f"{year}": f"{98.2 + 0.1 * (year % 4):.1f}" for year in _DECADE}),
    ("run.over", "", {f"{year}": f"{30 * (year - 2015)}" for year in range(2016, 2021)}),
    *(("run.flat", about, {f"{year}": "500" for year in _DECADE}) for about in ("", "town1")),
    ("run.flat", "town2", {"2013": "480"}),
    ("run.zero", "", {f"{year}": "0" for year in _DECADE}),
    (
        "run.months",
        "",
        {month: f"{2000 + 17 * n + 400 * (n % 12 in (6, 7))}" for n, month in enumerate(_SIX_YEARS)},
    ),
    (
        "run.quarters",
        "",
        {f"{2018 + n // 4}-Q{n % 4 + 1}": f"{800 + n // 4 * 100 + (n % 4 + 1) * 50}" for n in range(12)},
    ),
    ("run.gap", "", {f"{year}": f"{year - 1900}" for year in _DECADE if year not in (2013, 2017, 2019)}),
    ("run.flash", "late", {f"{year}": f"{year - 1980}.5" for year in range(2015, 2019)}),
    ("run.flash", "early", {f"{year}": f"{year - 1981}.5" for year in range(2018, 2021)}),
    ("run.so_far", "", {"2020-Q1": "10.5", "2020-H1": "24.0", "2020-01/2020-09": "39.5"}),
    ("run.dated", "", {f"../{year}-12-31": f"{year - 1000}" for year in _DECADE}),
    ("run.undated", "", {"": "5"}),
    *((name, "", {"2020-05": "100.0"}) for name in ("parts.amount", "parts.lacking")),
    *(
        (name, f"kind_{kind}", {"2020-05": value})
        for name, values in PARTS.items()
        for kind, value in zip(KINDS, values.split(", "), strict=False)
    ),
    ("parts.yearly", "kind_a", {f"{year}": f"{50 + year % 7}.1" for year in YEARS}),
    ("parts.yearly", "kind_b", {f"{year}": f"{45 - year % 7}.9" for year in YEARS}),
    ("parts.yearly", "kind_c", {f"{year}": "3.9" for year in YEARS}),
    *(("parts.many", f"kind_{kind}", {f"{year}": "12.5 exact" for year in YEARS}) for kind in KINDS[:8]),
    ("parts.ragged", "kind_a", {"2001": "5.0", "2002": "5.0"}),
    ("parts.ragged", "kind_b", {"2001": "5.0"}),
    ("parts.people", "realm", {"2020-05": "1000"}),
    ("parts.people", "upland", {"2020-05": "600"}),
    ("parts.people", "lowland", {"2020-05": "400"}),
    ("parts.people", "corner", {"2020-05": "100"}),
    ("parts.cross", "kind_a", {"2020-05": "50 exact"}),
    ("parts.cross", "left", {"2020-05": "50 exact"}),
]


def notations(indicator: str, *abouts: str) -> list[str]:
    """Name the figures of an indicator, or those of its entities or members alone, period by period."""
    return [
        f"{indicator}[{about}]@{period}" if about else f"{indicator}@{period}"
        for name, about, values in SERIES
        if name == indicator and (not abouts or about in abouts)
        for period in values
    ]


def rows() -> dict[str, list[dict[str, str]]]:
    """Rows of tables, by their names."""
    numbers = []
    for indicator, about, values in SERIES:
        breakdown = (ENTITIES[about][2] or "entity") if about else "entity"
        row = {"indicator": indicator, "entity": "company", "locator": "1"} | {breakdown: about or "company"}
        for period, printed in values.items():
            value, _, qualifier = printed.partition(" ")
            numbers.append(
                row | {"period": period, "value": value, "qualifier": qualifier, "quotation": value}
            )
    return {
        "entities": [
            {"id": name, "label_zh": zh, "label_en": en, "dimension": dimension, "parent": parent}
            for name, (zh, en, dimension, parent) in ENTITIES.items()
        ],
        "indicators": [
            {"id": name, "label_zh": zh, "label_en": en, "unit": unit, "measure": measure, "of": of}
            for name, (unit, measure, zh, en, of) in INDICATORS.items()
        ],
        "series": numbers,
    }
