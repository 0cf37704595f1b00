"""What sources say in place of a period: other words for the same, and words whose days are not clear."""

import re

from qzcharts.words import marked

#: Other words for the same, and the words that are read.
SAME = [
    (re.compile(pattern), words)
    for pattern, words in [
        (r"月份", "月"),
        (r"(?<=\d{4})(?:年?全年|年度)$", "年"),
        (r"(?<=\d{4})年(?=[HQ]\d)", ""),
        (r"前两个?季度", "上半年"),
        (r"前([2-4二三四])个?季度", r"第一至\1季度"),
        (r"前(\d\d?)个月", r"1至\1月"),
        (r"^[自从](.+[至到])", r"\1"),
        (r"([至到].+)止$", r"\1"),
    ]
]
#: Words of which not everybody has the same days in mind, and what to write instead.
UNCLEAR = [
    (re.compile(pattern), mend)
    for pattern, mend in [
        ("财年|财政年度|学年|学期|FY", marked("write its first and its last month, as in 2020-09/2021-08")),
        ("[上中下]旬", marked("write its first and its last day, as in 2020-06-01/2020-06-10")),
        ("[年季月]初|年中|季末", marked("write the day, as in 2020-01-01, or the month")),
        ("前$", marked("write 截至 and the last day that counts")),
        ("后$", marked("write the first day that counts and 起, as in 2020年6月起")),
        ("至今|目前", marked("write 截至 and the day on which it was said, or 起 with the first day")),
        (
            "[、和]",
            marked("write — for all from the first to the last; what is told of each apart has each its row"),
        ),
        (
            "五一|国庆|十一(?!月)|春节|假|周",
            marked("write its first and its last day, as in 2020-05-01/2020-05-05"),
        ),
        (
            r"^\d{4}[-/—–~](?:\d{4}|\d\d)年?$",
            marked("write both years in four digits with 年, 2019—2020年, or months"),
        ),
    ]
]
