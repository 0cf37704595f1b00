"""The fixed words that the extension puts on pages, in each language of an edition: one catalogue."""

from __future__ import annotations

from qzcharts.data.quantity import Qualifier
from qzcharts.data.wording import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        # what is known of a figure
        "metric": "指标",
        "statement": "陈述",
        "statements": "没有数字的陈述",
        "subject": "对象",
        "value": "数值",
        "origin": "来由",
        "items": "清单",
        "printed": "原文写法",
        "quotation": "引文",
        "quoted": "“{}”（{}）",
        "period": "时间",
        "bounds": "取值范围",
        "source": "出处",
        "formula": "公式",
        "source-or-formula": "出处或公式",
        "assumption": "假设",
        "note": "说明",
        "limits": "未说明的内容",
        "uses": "用于",
        "unused": "正文未用",
        "place": "第{}处",
        "pages": "第{}页",
        "ledger-pages": "台账第{}页。",
        # what is known of a source
        "item": "项目",
        "content": "内容",
        "title": "题名",
        "publisher": "发布者",
        "date": "发布日期",
        "issue": "期次",
        "sections": "本报告引用的部分",
        "licence": "许可说明",
        "checksum": "存档文本的校验值",
        # qualifiers
        "qualifier": "限定词",
        "meaning": "含义",
        "example": "例",
        # the reviewers' checklist
        "checklist": "核对表",
        "checklist-note": (
            "书中用到的每一个数字和每一条陈述，按阅读顺序各占一行。“标记”是该处页边的标记；"
            "推算的数字给出公式和代入的数值。两位复核人各自对照原文，无误后在自己的一栏打勾。"
        ),
        "numbers": "数字",
        "number": "序号",
        "mark": "标记",
        "page": "页",
        "words-here": "此处写法",
        "evidence": "依据",
        "first-check": "复核一",
        "second-check": "复核二",
        # under a figure
        "metrics": "指标：",
        "figure-data": "图中数据",
        "download": "下载：",
        "code": "画图的代码",
        # what a version changed
        "versionadded": "{}版新增",
        "versionchanged": "{}版变更",
        "deprecated": "{}版起不再推荐",
        "versionremoved": "{}版移除",
        # punctuation
        "comma": "，",
        "list-comma": "、",
        "semicolon": "；",
        "colon": "：",
        "stop": "。",
        "none": "—",
    },
    "en": {
        "metric": "Metric",
        "statement": "Statement",
        "statements": "Statements without a number",
        "subject": "Subject",
        "value": "Value",
        "origin": "Origin",
        "items": "List",
        "printed": "As printed",
        "quotation": "Quotation",
        "quoted": "“{}” ({})",
        "period": "Period",
        "bounds": "Bounds",
        "source": "Source",
        "formula": "Formula",
        "source-or-formula": "Source or formula",
        "assumption": "Assumption",
        "note": "Note",
        "limits": "What it does not say",
        "uses": "Used in",
        "unused": "not used in the text",
        "place": "place {}",
        "pages": "page {}",
        "ledger-pages": "Ledger, page {}.",
        "item": "Item",
        "content": "Content",
        "title": "Title",
        "publisher": "Publisher",
        "date": "Published",
        "issue": "Issue",
        "sections": "Sections used",
        "licence": "Licence note",
        "checksum": "Digest of the stored text",
        "qualifier": "Qualifier",
        "meaning": "Meaning",
        "example": "Example",
        "checklist": "Checklist",
        "checklist-note": (
            "Every number and every statement that the book uses, in reading order, one a row. The mark is"
            " that in the margin of the place; a derived number has its formula with the values put in."
            " Two checkers compare each with the source, and tick a box of their own."
        ),
        "numbers": "Numbers",
        "number": "No.",
        "mark": "Mark",
        "page": "Page",
        "words-here": "As it stands here",
        "evidence": "Evidence",
        "first-check": "Check 1",
        "second-check": "Check 2",
        "metrics": "Metrics: ",
        "figure-data": "Data shown",
        "download": "Download: ",
        "code": "Code of the figure",
        "versionadded": "Added in version {}",
        "versionchanged": "Changed in version {}",
        "deprecated": "Deprecated since version {}",
        "versionremoved": "Removed in version {}",
        "comma": ", ",
        "list-comma": ", ",
        "semicolon": "; ",
        "colon": ": ",
        "stop": ". ",
        "none": "—",
    },
}

#: Where a number comes from.
ORIGINS: dict[Language, dict[str, str]] = {
    "zh": {"published": "公布", "counted": "据清单计数", "derived": "推算"},
    "en": {"published": "published", "counted": "counted from a list", "derived": "derived"},
}

#: Name and meaning of what a published figure may be, in the order of the table of qualifiers.
QUALIFIERS: dict[Language, dict[Qualifier, tuple[str, str]]] = {
    "zh": {
        Qualifier.EXACT: ("确数", "恰好是这个数，来自计数"),
        Qualifier.ROUNDED: ("舍入", "印出的末位由舍入得来"),
        Qualifier.ABOUT: ("约", "同上，原文带“约”"),
        Qualifier.AT_LEAST: ("不少于", "这个数或更大"),
        Qualifier.AT_MOST: ("不超过", "这个数或更小，大于零"),
        Qualifier.NEARLY: ("近", "接近这个数而比它小；差多少没有公布，计算时取大于零、小于这个数的全部数值"),
    },
    "en": {
        Qualifier.EXACT: ("exact", "this very number, from a count"),
        Qualifier.ROUNDED: ("rounded", "the last printed digit is rounded"),
        Qualifier.ABOUT: ("about", "the same, printed with “about”"),
        Qualifier.AT_LEAST: ("at least", "this number or more"),
        Qualifier.AT_MOST: ("at most", "this number or less, above zero"),
        Qualifier.NEARLY: (
            "nearly",
            "close to this number and below it; how close is not published, so it is computed with as any "
            "number above zero and below it",
        ),
    },
}
