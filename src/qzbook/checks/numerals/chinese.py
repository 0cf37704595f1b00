"""Numbers in Chinese characters, and where they state a figure.

They do as a fraction, a multiple, a part of ten or of two, a numeral with a magnitude (三千), an amount left
vague (数十), and before a measure word. 一 before a measure word is an article: 一项工作.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

#: Characters of a numeral; 〇, ○ and 零 do not begin one.
CHARACTERS = "〇○零一二两三四五六七八九十百千万亿廿卅"
#: What leaves an amount vague after its numeral, and the magnitude after that: 三千多人, 十几户, 四百多亿元.
VAGUE = "[多余几来]?[万亿]*"

#: Measure words, each with what would make another word of it, behind bars. Whole words stand there where a
#: character alone could begin the noun that is counted: 三人格 is none, and 三人格外 is.
_MEASURES = """
个百分点 个 家|渠 户|籍|型 名 位 套 本 册 栋 幢 座 间 层 条 项|式|分布|全能 件 批 次|方程|曲|函数|元|幂 遍
趟 回|报|收|复|归|升 人次 户次 车次 班次 架次 艘次 人口 口人 口井 岁 工作日 课时 学时 天 周|年|围|边|期|岁
个月 个多月 小时 个多小时 分钟 刻钟 秒 年|级|代 吨 公斤 千克 克 斤 公里 千米 米 厘米 毫米 海里 平方米 平方公里
平方千米 平米 公顷 亩 立方米 公升 毫升 千瓦 千瓦时 兆瓦 千伏 摄氏度 分贝 元|素|件 美元 港元 欧元 日元 英镑
折|叠|线 辆 台|县|湾|河市|山(?!地) 艘 架|构 部分 部|门|委|曲|队 只|有|能|是|要 头 匹|配 株|洲 棵 颗 粒 片 张
份 篇 段|论|锦 页|岩 版 卷 块 枚 根|据|本 桶 箱 盏 扇 盆 瓶 袋 碗 杯|赛 股|东|权|份(?!额) 幅|度 首|先|次
集|中(?!心)|团|体|聚|镇|市|群 封|闭|顶|锁|控 句 类 大类 小类 方|便|言|程|形|面军 方面 步|伐|入 宗|教|旨 例
组|织|团|件 对|于 届 轮|车|胎|椅|渡|毂 场|所|馆 场次 起|伏 种 道|德|义|教|家|县|江区|外区|里区
处|理|置|罚|于|长|级 笔|型|画 所|有|以|谓|示|述|列|属 门|类(?!似)|店|诊|户|峡|县|湾|核
人|民(?!主)|格(?!外)|制(?![定作造])|转(?![移岗业]) 支|队(?!伍)|部(?!队)|撑|付|持|出|援
"""
#: Characters that are measure words only before these.
_MEASURES_BEFORE = (
    "日(?=以?内|之内)",
    "节(?=车厢|课)",
    "点(?=：|意见|建议|要求|不足|原因|体会|措施|看法|结论|启示|说明|理由)",
)
#: Before these a numeral names a grade or a stage (三级医院, 二期工程), unless the words before it count.
_GRADES = ("级", "期")
_COUNTING = "分 分成 分为 共 共有 共分 列明 下设 升 降 提高 降低 跨 连续 举办 开办 出版 完成 培训"


class Phrase(NamedTuple):
    """A kind of phrase.

    Attributes
    ----------
    name : str
    reason : str
        Why it is a figure, or why it is none, with examples after a colon.
    patterns : tuple of str
        Regular expressions of the whole phrase, of which the first that fits is taken, for :data:`re.ASCII`:
        a Chinese character is no part of a word.
    """

    name: str
    reason: str
    patterns: tuple[str, ...]


def measure_words(units: Collection[str] = ()) -> str:
    """Give the pattern of a measure word or of one of the units of the data package."""
    patterns = dict.fromkeys(units, "")
    for entry in _MEASURES.split():
        word, *others = entry.split("|")
        patterns[word] = f"(?!{'|'.join(others)})" if others else ""
    longest_first = sorted(patterns, key=len, reverse=True)
    words = [re.escape(word) + patterns[word] for word in longest_first]
    return f"(?:{'|'.join([*words, *_MEASURES_BEFORE])})"


def chinese_figures(units: Collection[str] = ()) -> tuple[Phrase, ...]:
    """Give the kinds of figures in Chinese characters, to be tried in this order.

    Parameters
    ----------
    units : collection of str
        Symbols that count as measure words besides those of the language.
    """
    c, measure = f"[{CHARACTERS}]", measure_words({*units} - {*_GRADES})
    digit = "[一二两三四五六七八九]"
    tens = f"(?:{'|'.join(map(''.join, pairwise('一二三四五六七八九')))})十"
    # Not 一 alone, which before a measure word is an article.
    numeral = f"(?:[二两三四五六七八九十廿卅]{c}*|一(?!一){c}+)"
    counting = "|".join(f"(?<={word})" for word in _COUNTING.split())
    return (
        Phrase(
            "fraction",
            "a part of a whole: 三分之二, 百分之五十二点三, 千分之3.5, 百分百",
            (rf"{c}+分之(?:{c}+(?:点{c}+)?|\d+(?:\.\d+)?)[强弱多余几]?", "百分百"),
        ),
        Phrase(
            "multiple",
            "how many times: 翻番, 翻了一番, 两倍, 一倍多, 成倍",
            (
                f"翻(?:[了上成近约]|将近)*(?:{c}|[几数])*[番倍]",
                rf"(?:(?:{c}|[几数])+(?:点{c}+)?[多余几]?|[双成])倍(?!数(?![量据目])|率|速|频|体(?!积)|子)[多余半]?",
            ),
        ),
        Phrase(
            "tenths",
            "parts of ten: 五成, 三成半, 七八成, 一成, 三七开",
            (
                "[一二三四五六七八九]{2}(?:开(?!发|展|始|工|放|通)|分成)",
                f"(?:(?<![统合唯专归同单划万惟逐])一(?!成(?:不变|为|立))|{numeral})成(?:半|多|余)?"
                "(?!员(?!工)|立(?![即刻])|本(?![地科市省区村])|套|功)",
            ),
        ),
        Phrase(
            "half",
            "parts of two: 一半, 半数以上, 过半, 近半, 大半, 用时半年, 半个多月, 一个半小时, 两年半",
            (
                "一半|半数(?:以上)?|减半|小半|大半(?![径夜生辈])",
                "(?:过|近|超|逾|对|达|占|各|不到|不足|将近)半(?![年天月日夜个岛导径球价百山路途数]|小时|成品|自动|封闭|透明)",
                "(?<![上下前后每近])半(?:个多?(?:月|小时|世纪|学期)|天|小时(?![生经交通]|达))",
                "(?<![上下前后每近])半年(?![报度刊线会检末期总前])",
                f"{c}+个半(?:月|小时|世纪|学期)?|{c}+(?:年|天|周|公里|小时)半(?!载)",
            ),
        ),
        Phrase(
            "vague amount",
            "an amount that its digits would make exact: 几十, 数百户, 十余天, 上千人, 百余名, 成千上万",
            (
                f"[几数][十百千万亿]+(?![分姓]){VAGUE}{measure}?|[几数]个百分点",
                f"成[百千]上[千万]{measure}?|数以[十百千万亿]+计",
                f"(?:{digit}?十[几来多余]|{tens})[万亿]*{measure}?|[百千万亿]+(?:余[万亿]*{measure}?|[多来]{measure})",
                f"(?:突破|超过|[上近逾超过破达约满])[百千万亿]+(?:{measure}|(?=大关|[，。；、！）]|$))",
            ),
        ),
        Phrase(
            "magnitude",
            "a numeral with a magnitude, even without a measure word: 三千多, 六百二十二, 百万元, 百户",
            (
                f"(?:{digit}{c}*[百千万亿]|十{c}*[万亿]){c}*(?:点{c}+)?{VAGUE}{measure}?",
                f"[十百千][万亿](?:{VAGUE}{measure}|大关)",
                "[百千](?:户|套|名|栋|幢|辆|吨|亩|个|项|件|株|公里|公顷|人次|人(?!计划|会|大会|一面|合唱))",
            ),
        ),
        Phrase(
            "decimal",
            "a numeral with a decimal point before a unit: 零点五个百分点, 十二点九六亿元",
            (f"{c}+点{c}+[万亿]*(?:成|倍|度|{measure})",),
        ),
        Phrase(
            "count of grades",
            "a count where the words before it count: 分成三级, 共三期, 层级有两级",
            (
                f"(?:{counting}){numeral}(?:级|期(?![间待望限]|货币?))",
                f"(?<=有){numeral}[级期](?=[，。；：、）]|$)",
            ),
        ),
        Phrase(
            "count",
            "a numeral before a measure word or a unit of the data: 五项工作, 两百户, 十名, 两日, 三十左右",
            (
                f"{numeral}{VAGUE}{measure}",
                f"{c}{{2,}}(?=左右|上下)|两日",
            ),
        ),
        Phrase(
            "one and more",
            "the article counts where more is said than one: 一年多, 一个百分点",
            ("一个百分点", "一(?:年|个月|个小时|小时|天|周|公里|吨|亩)[多余](?![次种层场元年])"),
        ),
        Phrase(
            "formal numeral",
            "a numeral as cheques and contracts write it: 叁拾套, 伍佰万元",
            (f"[壹贰叁肆伍陆柒捌玖拾佰仟萬]{{2,}}[万亿]*(?:{measure}|圆)",),
        ),
    )
