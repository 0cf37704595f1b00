"""Numbers in Chinese characters, and where they state a figure.

They do as a fraction, a multiple, a part of ten or of two, a numeral with a magnitude (三千), an amount left
vague (数十), and before a measure word. 一 before a measure word is an article: 一项工作.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

#: Characters of a numeral; 〇, ○ and 零 do not begin one.
CHARACTERS = "〇○零一二两三四五六七八九十百千万亿廿卅"
#: What leaves an amount vague after its numeral: 三千多人, 十几户.
VAGUE = "[多余几来]?"

#: Measure words, each with the characters after it, behind a bar, that would make another word of it.
_MEASURES = """
个百分点 个 家|渠 户|籍型外均主 名|单称字义城额录优牌 位|置于 套|餐路利 本|地市省级科身质来 册 栋 幢 座|谈 间|接隙断 层|面次
条 项|式分运全注 件|套 批|准发复评示 次|要日品生元序级方曲函幂 遍 趟 天|然津安山下河气空 周|年围边期刊报末岁目 个月 个多月 个多小时 小时 分钟 秒|杀 岁
年|级期制报鉴度代底末初轻龄生 工作日 课时 学时 吨 公斤 千克 克|服拉制里罗 斤 公里 千米 米|线兰粉易 厘米 毫米 海里 平方米 平方公里
平方千米 平米 公顷 亩 立方米 公升 毫升 千瓦 千瓦时 兆瓦 千伏 摄氏度 分贝 元|素宵旦件 美元 港元 欧元 日元 英镑 折|叠旧扣合射返线断腾算
辆 台|县山湾风胞商资账阶河 艘 架|构设 部|门委署队长分级位件属 只|有能是要需限为占会在不 头|部条 匹|配 株|洲 棵 颗 粒 片 张|家江力贴掖
份|额子 篇 段|落论式制锦 页|码岩面 版|本面权图 块|状 枚 根|据本治源基除 桶 箱 盏 股|份权东票市息民 幅|度员面 首|先次都要席创批府付年
集|中团体合聚成镇市群约散装训资 类|似别型比推 大类 小类 方|法式案向位便针言程可能才圆形 方面 步|伐行骤入走 宗|教旨 例|如外会行子题证
组|织成长合建装团员件委 对|于外口照半比接象应策方内全各此该其我标等 届 轮|车胎椅流渡岗船换值候廓驱训番 场|所地景馆合站面均内外 场次
起|来到步点草飞伏初义因源止重始航诉见付征用 道|路理德具教家外区沟河岭县口江 处|理置于罚长级分在方境以暑 笔|者记试直型字
所|有以需得在属谓列用示说致占长涉称获辖指述 门|类口户诊店牌窗票前头峡县湾核 口井 回|报收复落升归来去迁族答头家国民应访填避合 封|闭顶锁面山城控建存 句|话 盏 扇 盆 瓶 杯|赛 卷|本烟宗入土积
人口 人次 户次 车次 班次 架次 艘次 口人
"""
#: Measure words that a character more does not tell from other words.
_MEASURES_IN_CONTEXT = (
    "人(?!民|才|大|均|力|事|格|制|间|转|行|工(?!作))",
    "种(?!业|苗|子|田|粮|质|族|类(?!型)|植(?!物))",
    "支(?!持|撑|付|部|出|行|线|队(?!伍)|援|委|教|农|流|配|护|座|架|点|路|柱|书|边|票)",
    "日(?=内|以内|之内)",
    "点(?=意见|建议|要求|不足|原因|体会|措施|看法|结论|启示|说明|理由)",
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
        Regular expressions of the whole phrase, the first that fits, for :data:`re.ASCII`: a Chinese character
        is no part of a word.
    """

    name: str
    reason: str
    patterns: tuple[str, ...]


def measure_words(units: Collection[str] = ()) -> str:
    """Give the pattern of a measure word or of one of the units of the data package."""
    words = {word: other for word, _, other in (entry.partition("|") for entry in _MEASURES.split())}
    in_context = {pattern[0] for pattern in _MEASURES_IN_CONTEXT}
    words |= {unit: "" for unit in units if unit not in {*words, *in_context}}
    patterns = [
        re.escape(word) + (f"(?![{words[word]}])" if words[word] else "")
        for word in sorted(words, key=len, reverse=True)
    ]
    return f"(?:{'|'.join([*patterns, *_MEASURES_IN_CONTEXT])})"


def chinese_figures(units: Collection[str] = ()) -> tuple[Phrase, ...]:
    """Give the kinds of figures in Chinese characters, to be tried in this order.

    Parameters
    ----------
    units : collection of str
        Symbols that count as measure words besides those of the language.
    """
    c, measure = f"[{CHARACTERS}]", measure_words({*units} - {*_GRADES})
    digit = "[一二两三四五六七八九]"
    # Not 一 alone, which before a measure word is an article.
    numeral = f"(?:[二两三四五六七八九十廿卅]{c}*|一(?!一){c}+)"
    counting = "|".join(f"(?<={word})" for word in _COUNTING.split())
    return (
        Phrase(
            "fraction",
            "a part of a whole: 三分之二, 百分之五十二点三, 千分之3.5, 百分百",
            (rf"{c}+分之(?:{c}+(?:点{c}+)?|\d+(?:\.\d+)?)[强弱多余]?", "百分百"),
        ),
        Phrase(
            "multiple",
            "how many times: 翻番, 翻了一番, 两倍, 一倍多, 成倍",
            (
                f"翻(?:[了上成近约]|将近)*(?:{c}|[几数])*[番倍]",
                rf"(?:(?:{c}|[几数])+(?:点{c}+)?[多余几]?|[双成])倍(?![数率受感速频镜体子])[多余半]?",
            ),
        ),
        Phrase(
            "tenths",
            "parts of ten: 五成, 三成半, 七八成, 一成",
            (
                f"(?:(?<![统合唯专归同单划万惟逐])一(?!成(?:不变|为|立))|{numeral})成(?:半|多|余)?"
                "(?![员立品套功果都语因本效])",
            ),
        ),
        Phrase(
            "half",
            "parts of two: 一半, 半数以上, 过半, 近半, 大半, 用时半年, 半个多月, 一个半小时, 两年半",
            (
                "一半|半数(?:以上)?|减半|小半|大半(?![径夜生辈])",
                "(?:过|近|超|逾|对|不到|不足|将近)半(?![年天月日夜个小岛导成径球价百山路途数自封透])",
                "(?<![上下前后每近])半(?:个多?(?:月|小时|世纪|学期)|天|小时(?![生经交通]|达))",
                "(?<![上下前后每近])半年(?![报度刊线会检末期总前])",
                f"{c}+个半(?:月|小时|世纪|学期)?|{c}+(?:年|天|周|公里|小时)半(?!载)",
            ),
        ),
        Phrase(
            "vague amount",
            "an amount that its digits would make exact: 几十, 数百户, 十余天, 上千人, 百余名, 过亿元, 成千上万",
            (
                f"[几数][十百千万亿]+(?![分姓]){VAGUE}{measure}?|[几数]个百分点",
                f"成[百千]上[千万]{measure}?|数以[十百千万亿]+计",
                f"{digit}?十[几来多余]{measure}?|[百千万亿]+(?:余{measure}?|[多来]{measure})",
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
                f"(?:{counting}){numeral}(?:级|期(?![间待望刊货限末]))",
                f"(?<=有){numeral}[级期](?=[，。；：、）]|$)",
            ),
        ),
        Phrase(
            "count",
            "a numeral before a measure word or a unit of the data: 五项工作, 两百户, 十名, 二十天, 两日, 三十左右",
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
