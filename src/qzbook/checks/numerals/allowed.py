"""What is written with a number and states no figure: when, where, which, and names made with a number.

A decision stands here once, with its reason. What is no kind but a single name (5G, PM2.5) belongs in the
table of names of the data package.
"""

from __future__ import annotations

from qzbook.checks.numerals.chinese import CHARACTERS, Phrase, measure_words

_YEAR = r"(?<![\d.])(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_CHINESE_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_CLOCK = r"(?<![\d.:：])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d:：.%])"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DASH = "(?:[—–～~至到-]|——)"
_TO = "(?:[—–～~至到、和及-]|——)"
#: A whole number, in digits or in characters.
_WHOLE = rf"(?:(?<![\d.,])\d+|[{CHARACTERS}]+)"
_MEASURE = measure_words(("级", "期"))
#: What follows an amount, and seldom a name: 图3份 is no reference, and 图3所示, 图3份额, 图3.1只 are.
_AMOUNT = (
    "[%‰万亿多余倍]|个(?![人体性别])|份(?!额)|张|家(?!庭)|户(?![型籍口])|名(?!称)|人(?![口均民员才工])|套(?!型)|项(?!目)"
    "|篇|次(?![序品要])|天|元(?!素)|吨|亩|公[里斤顷]|[平立]方|小时|分钟|年(?![度报末初底龄均])|起(?![点步])|条(?![件例款])"
    "|本(?![表图节章报地市省区年期级文])|栋|辆|座|件|台|处(?!理)|成(?![为本立果员效交])|米|斤|岁"
)
NO_AMOUNT = rf"(?!\d|[.,]\d| ?(?:{_AMOUNT}))"
_MONTH_AND_DAY = rf"{_MONTH} ?月(?:份| ?{_DAY}(?:{_TO}{_DAY})* ?日(?:{_TO}{_DAY} ?日)*)?"
#: Not the 前 of 提前, 目前, 之前, 此前, 以前, 当前, 日前, 年前 and 月前.
_FIRST = "(?<![提目之此以当日年月])前"
_LAST = "(?:过去|未来|今后|此后|最近|接下来|(?<![了历用时约将最接])近)(?:的)?"
_PART = "(?:期|编|部分|章|节|条|款|项|页|版|卷|届|季度|号)"
_SIZE = "(?:平方米|平米|平方公里|公顷|亩|立方米|万?元|亿元|万?千瓦|万?吨|公斤|米|层|床|人)"
_SIZED = (
    "(?:户型|套型|住房|住宅|商品房|商品住宅|项目|企业|工业|法人|单位|渔?船|机组|锅炉|电站|水库|泊位|建筑"
    "|城市|城镇|医院|超市|园区|用户|商品交易市场)"
)
_GRADED = (
    "(?:医院|公路|学科|响应|标准|资质|市场|联动|防控|网络|管理|甲等|预警|书记|体系|大风|地震|航道|耐火|宾馆)"
)
_COUNTED = "(?<![分共])(?<!分成)(?<!分为)(?<!列明)(?<!下设)"

#: Tried in this order, each before the figures that begin at the same place.
ALLOWED = (
    Phrase(
        "date",
        "says when, not how much: 2020年7月28日, 6月底, 1—6月, 2020—2022年, 2019/2020学年, 二〇二〇年",
        (
            rf"(?:{_YEAR} ?年?{_TO})*{_YEAR} ?年(?!的?历史)(?:度|底|末|初)?(?: ?{_MONTH_AND_DAY})?",
            rf"(?<![\d.])(?:{_MONTH}月?{_TO})*{_MONTH_AND_DAY}",
            # Before 1900 a year and a long time look alike: 1087年, and 1300年的历史.
            r"(?<![有近约达逾过历今\d.])1\d{3}年(?!的?历史|前|以上|左右|间|来)",
            rf"{_YEAR}(?:{_DASH}{_YEAR}|/(?:20)?\d\d(?!/))(?:学年度?|财年|年度)?{NO_AMOUNT}",
            rf"{_YEAR}(?=学年|财年|[上下]半年|年鉴|》)|(?<=年鉴){_YEAR}{NO_AMOUNT}",
            rf"(?:{_CHINESE_YEAR}{_TO})*{_CHINESE_YEAR}年",
        ),
    ),
    Phrase(
        "day",
        "says when, where the words around it do: 自28日起, 本月10日, 15日上午",
        (
            rf"(?:(?<=[于自从])|(?<=[本当上次每]月)|(?<=截至))(?:{_DAY}{_TO})*{_DAY} ?日"
            "(?!以?内|之[内后]|后|左右|间)",
            rf"(?<![\d.]){_DAY} ?日(?=起|止|[上下]午|凌晨|清晨|晚|当天)",
        ),
    ),
    Phrase(
        "date in digits",
        "says when: 2020-07-28, 2020/7/28, “12·4”, 2020H1, Q3",
        (
            rf"{_YEAR}-{_MONTH}(?:-{_DAY})?(?!\d)",
            rf"{_YEAR}(?P<mark>[./]){_MONTH}(?P=mark){_DAY}(?!\d)",
            rf"(?<![\d.]){_MONTH}[·•]{_DAY}(?!\d)",
            rf"{_YEAR} ?[HQ][1-4]\b",
            r"\b[HQ][1-4]\b",
        ),
    ),
    Phrase(
        "English date",
        "says when: 28 July 2020, July 28, 2020, 21 to 30 June, in 2020, the 2020 plan, mid-2020, the 1990s",
        (
            rf"\b{_DAY}(?: ?(?:to|and|[–-]) ?{_DAY})? {_MONTHS}(?: {_YEAR})?(?!\d)",
            rf"\b{_MONTHS} (?:{_DAY}(?:[–-]{_DAY})?, )?{_YEAR}(?!\d)",
            rf"\b{_MONTHS} {_DAY}\b(?![.,]\d|%| (?!and|at|to|the|was|is)[a-z])",
            r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|to|and|[Ff]or|[Dd]uring|[Bb]etween|[Yy]ear)"
            # Not 2020 homes: what is counted stands in the plural.
            rf" {_YEAR}(?![\d%-]|\.\d| (?!was|is|has|this)[a-z]+s\b)",
            rf"\b[Tt]he {_YEAR}(?= (?:plan|budget|census|edition|report|bulletin|yearbook)\b)",
            rf"\b(?:mid|end|early|late)-{_YEAR}(?!\d)",
            rf"{_YEAR}s\b",
        ),
    ),
    Phrase(
        "period",
        "says when: 前三季度, 一季度, 前5个月, 近三年来, 过去五年的, 四十年来, 七十周年, 每十年, 五年一次",
        (
            rf"(?:前|第)?[1-4一二三四](?:{_TO}[1-4一二三四])*季度",
            rf"(?:{_FIRST}|[头首])(?:{_WHOLE}|几)(?:个月|[年月天周])",
            rf"{_LAST}(?:{_WHOLE}|几)个?(?:年|月|季度|周|天)(?:以?来|间|内|里|(?=[，、的]))",
            rf"{_WHOLE}[多余]?(?:年|个月)(?:以?来|间)",
            rf"{_WHOLE}年期间|{_WHOLE}周年|每{_WHOLE}年|{_WHOLE}年一[次遍届度]|[今去]明?两年",
        ),
    ),
    Phrase(
        "century",
        "says when: 20世纪90年代, 二十一世纪, 80年代",
        (rf"{_WHOLE}世纪(?:{_WHOLE}年代)?", rf"{_WHOLE}年代"),
    ),
    Phrase(
        "plan",
        "is named after its years: “十四五”, 十三五时期, 三年行动计划",
        (
            '[七八九十][一二三四五]?五(?=[”"]|规划|计划|时期|期间|以来|开局|收官|末|初|普法)',
            rf"{_WHOLE}年(?:行动|规划|计划|攻坚|滚动|远景)",
        ),
    ),
    Phrase(
        "time of day",
        "says when: 8时30分, 9点半, 上午九点, 8:30—17:30, 截至9:00, 周三",
        (
            rf"(?<![比例约])(?:(?<!为)|(?<=时间为)){_CLOCK}{_DASH}(?:次日)?{_CLOCK}",
            rf"(?:(?<=[于日午间晚晨早])|(?<=截至)|(?<=时间为)|(?<=时间[：:])){_CLOCK}|{_CLOCK}(?=开|起|止|前|后)",
            r"(?<![\d.])(?:[01]?\d|2[0-4])时(?![段代速长候间])(?:[0-5]?\d分)?",
            r"(?<![\d.])(?:[01]?\d|2[0-4])点(?:[0-5]?\d分|半|整|钟|前|后|至)",
            rf"(?:上午|下午|早上?|中午|晚上?|凌晨|傍晚)(?:{_WHOLE}[点时](?:半|整|钟|{_WHOLE}分?)?[至到]?)+",
            "(?:周|星期|礼拜)[一二三四五六日](?![次天节小回个])",
        ),
    ),
    Phrase(
        "round the clock",
        "says that it never stops: 7×24小时, 24小时值班",
        (
            r"7[×xX*]24小时?",
            "(?:24|二十四)小时(?=不间断|(?:值班|值守|服务|营业|开放|热线|在线|轮班|监测|自助|运行|待命))",
        ),
    ),
    Phrase(
        "ordinal",
        "says which, not how many: 第2期, 第3章, 第2.3节, 第3—5页, 第十三届, 第18位, the 21st",
        (
            # With three digits the order of things is as good as their number: 第622套.
            rf"第\d{{1,2}}(?!\d|[.,]\d)(?:{_TO}第?\d{{1,2}}(?!\d|[.,]\d))?{_PART}?",
            rf"第\d+(?:(?:\.\d+)*(?=[章节条款])|(?={_PART}))",
            "第[〇零一二三四五六七八九十百]{1,4}(?![百千万亿分])",
            r"\b\d*(?:1st|2nd|3rd|\dth)\b",
        ),
    ),
    Phrase(
        "rank",
        "names the first ones, or an assembly: 前三名, 前10位, 全国百强, 十九届五中全会",
        (
            rf"{_FIRST}{_WHOLE}(?:名|位|强|列|批)",
            rf"{_WHOLE}强(?!调|化|制|度|国|行|烈|劲|势|力|大|壮)",
            rf"{_WHOLE}届(?={_WHOLE}[中次]全?会|全国|人大|政协|省|市|县)",
        ),
    ),
    Phrase(
        "cross reference",
        "names a part of a document or of a project: 图1.2, 表3, 图A.1, 式（3-1）, 附件2, Section 2, [12]",
        (
            "(?:图|表|式|代码|专栏|附[件表图录]|案例|方案|情景|步骤|注)"
            rf"[（( ]?(?:[A-Z]\.?)?\d+(?:[.-]\d+)*[）)]?(?:{_TO}[图表式]?\d+(?:[.-]\d+)*)*{NO_AMOUNT}",
            r"\b(?:[Ss]ections?|[Cc]hapters?|[Ff]igures?|[Tt]ables?|[Pp]ages?|[Pp]hase|[Ii]ssue|[Vv]ersion|[Nn]o\.)"
            r" \d+(?:\.\d+)*(?:(?:–|-| and | to )\d+(?:\.\d+)*)*(?![%\d])",
            r"[\[［]\d{1,3}(?:[,，、—–-]\d{1,3})*[\]］]",
        ),
    ),
    Phrase(
        "list mark",
        "numbers the items of a list: 1. 总则, （1）范围；（2）口径, 注：1. 快报数；2. 年报数",
        (
            r"(?:\A|(?<=\n))\s*\d{1,2}(?:[.、．](?!\d)|[)）])",
            r"(?:\A|(?<=\n))\d{1,2}(?:\.\d{1,2}){1,3}[ \u3000]+"
            rf"(?!{_AMOUNT})(?=[A-Z\u4e00-\u9fff])",
            r"(?<=[：；。])\d{1,2}[.．](?=\s?[^\s\d])",
            rf"(?:\A|(?<=[：；。，、\s]))[(（]\d{{1,2}}[)）](?!{_AMOUNT})",
        ),
    ),
    Phrase(
        "number of a thing",
        "is its name, and 二 where 两 would count: 3号楼, 8#楼, 5标段, 12栋2单元, 201室, 三室两厅, 二次供水",
        (
            rf"{_WHOLE}(?:[、—～~至和及－-]\d+)*(?:号(?!人)|#)",
            rf"{_WHOLE}(?:[、—至]{_WHOLE})*(?:标段|单元|地块|楼(?!宇|盘|栋|房|阁|群))",
            rf"{_WHOLE}[栋幢座](?=\d|{_WHOLE}?(?:单元|室|号|层\d))|(?<![\d.,])\d{{3,4}}室|(?<=村){_WHOLE}组",
            rf"{_WHOLE}室{_WHOLE}厅(?:{_WHOLE}[卫厨])*",
            "二(?=[栋幢座层次轮套处道手批](?![，。；：、）的]|$))",
        ),
    ),
    Phrase(
        "road",
        "is its name: 324国道, 3路公交",
        (r"(?<![\d.,])\d{3}(?=[国省县]道)", r"(?<![\d.,])\d{1,3}路(?=公交|公共汽车|车)"),
    ),
    Phrase(
        "designation",
        "is a name, a capital with a number: A12地块, G15高速, M2, 4A级景区",
        (
            rf"\b[A-Z]-?\d{{1,4}}(?:-\d+|[A-Z]\d+)*(?:{_TO}[A-Z]\d{{1,4}})*{NO_AMOUNT}",
            "[1-5]A(?=级|景区|旅游)",
        ),
    ),
    Phrase(
        "stage",
        "names a part of a project, a term or a form: 2期工程, 五年期国债, 三年级, 九年义务教育",
        (
            rf"{_COUNTED}(?<![\d办续训版成])\d期(?=工程|项目|用地|地块|安置|建设|改造|厂房|住宅)",
            rf"{_WHOLE}(?:年|个月|天)期(?!限|间|内|满|末|初)",
            rf"{_WHOLE}年(?:级|制(?!造|定|订|约)|义务教育|一贯制)",
        ),
    ),
    Phrase(
        "position",
        "says where: 东经118°35′, 北纬24.9度",
        (r"(?:[东西]经|[南北]纬)\d+(?:\.\d+)?[°度](?:\d+(?:\.\d+)?[′分])?(?:\d+(?:\.\d+)?[″秒])?",),
    ),
    Phrase(
        "age class",
        "names whom it is about: 65岁及以上, 0—14岁, 年满18周岁, aged 65 and over, 3-5 years old",
        (
            rf"(?:年满|未满|不满){_WHOLE}周?岁",
            rf"{_WHOLE}周?岁?{_TO}{_WHOLE}周?岁",
            rf"{_WHOLE}周?岁(?:及其?)?以[上下]",
            r"\baged? \d+(?: ?[–-] ?\d+| to \d+| (?:and|or) (?:over|under))?",
            r"\b\d+ and over\b|\b\d+[–-]\d+ years (?:old|of age)\b",
        ),
    ),
    Phrase(
        "size class",
        "names what it is about: 90平方米以下户型, 90—144平方米住房, 500万元以上项目, 千亿级, 三级医院",
        (
            rf"(?:{_WHOLE}(?:\.\d+)?{_SIZE}?{_TO})?{_WHOLE}(?:\.\d+)?{_SIZE}"
            rf"(?:及其?)?以[上下][）)]?的?(?:新建)?(?={_SIZED})",
            rf"{_WHOLE}{_DASH}{_WHOLE}{_SIZE}的?(?=户型|套型|住房|住宅|商品)",
            f"{_COUNTED}[十百千万亿]+(?:元|吨|千瓦|人口?)?级",
            rf"{_COUNTED}{_WHOLE}级(?:及?以上)?(?={_GRADED})",
            "[一二三四五]类(?:及以上)?(?=水|疫?苗|(?:居住|工业|公共)?用地)",
        ),
    ),
    Phrase(
        "base of a rate",
        "is the unit in which something is said: 每万人, 每10万人, 每百元营业收入, 单位：百万元",
        (
            rf"每(?:[百千万亿]+|十万|1(?:0{{2,}}|0?0?万))(?={_MEASURE}|常住|新生|活产|就业)",
            "单位(?:[：:为]|[（(])[十百千万亿]+(?![多余几])",
        ),
    ),
    Phrase(
        "precision",
        "says how numbers are written: 两位有效数字, 小数点后一位",
        (rf"{_WHOLE}位(?:小数|有效数字)", rf"小数点?后{_WHOLE}位"),
    ),
    Phrase(
        "standard",
        "is a name: GB 50300—2013, GB/T 7714-2015, CJJ 37-2012, ISO 8601, DB35/T 1234, WCAG 2.2, PDF/A-2a",
        (
            r"\b(?:GB[JZ]?|DB\d{2}|ISO|IEC|JCGM|RFC|WCAG|JGJ|CJJ|HJ)(?:/[A-Z]+)*"
            r" ?\d+(?:[-.:–—]\d+)*(?!\d|[万亿%])",
            rf"\b[A-Z]{{1,5}}(?:/[A-Z]+)? ?\d+(?:\.\d+)?[-—–:](?:19|20)\d\d{NO_AMOUNT}",
            r"PDF/(?:UA|A)-\d[a-z]?|UTF-8|SHA-256",
        ),
    ),
    Phrase(
        "official document",
        "has its number for a name: 泉政〔2020〕12号",
        (r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d+号",),
    ),
    Phrase(
        "licence", "is a name: CC BY 4.0, CC0", (r"\bCC (?:BY(?:-(?:SA|NC|ND))*|0)(?: \d\.\d)?", r"\bCC0\b")
    ),
    Phrase(
        "address",
        "says where to find or to reach: https://example.org/2020, a2020@example.org, 10.1000/182, v1.0.0,"
        " ISBN 978-7-5037-0000-0, 电话：0595-22289806、22289807, 邮编362000, 代码为350500, 12345热线",
        (
            r"https?://[!-~]+|\w[\w.+-]*@[\w-]+(?:\.[\w-]+)+|\b10\.\d{4,}/[!-~]+|\bIS[BS]N[ :：]*[\d-]+X?",
            r"\bv\d+(?:\.\d+)+",
            r"(?:电话|传真|手机)(?:号码)?[为是：: ]*(?:\d{3,4}-)?\d{7,12}(?!\d)(?:[、，,/ ]\d{7,12}(?!\d))*",
            r"(?:邮编|邮政编码)[为是：: ]*\d{6}(?!\d)",
            rf"(?:代码|编号|编码|证号|账号)[为是：: ]*[A-Z\d]{{4,}}(?:-[A-Z\d]+)*(?![A-Z]){NO_AMOUNT}",
            rf"热线(?:电话)?[：: ]?1\d{{2,4}}{NO_AMOUNT}",
            r"(?<![\d.,])1[12]\d{1,3}(?=(?:政务|便民|市民|投诉|举报|服务|消费)*(?:热线|平台|急救|报警|电话))",
        ),
    ),
    Phrase(
        "fixed term",
        "is a word of its own and counts nothing: 五方主体, 八项规定, 三次产业, 四个意识, 五位一体, 三步走",
        (
            "[两二三四五六七八]方(?=责任主体|主体|联动|协议|共建|合同|物流|支付|平台|检测|机构|评估|会谈|监管)",
            "两个(?=维护|确立|毫不动摇)|三个(?=代表|务必)|四个(?=意识|自信|全面|现代化)|五个(?=一|文明)",
            "[两三四五]位一体|八项规定|三次产业|三步走|三条(?:控制线|底线)|两轮(?=驱动|电动|摩托)",
            "[二三四]元(?!/|钱|一|每)|[两三四五]年平均|三座大山|铁人三项|冬季两项|现代五项",
            "[二三]本(?=院校|线|批|学校|录取)",
        ),
    ),
    Phrase(
        "idiom",
        "is a saying or a word that counts nothing: 三天两头, 四处奔走, 千家万户, 在四周, 五花八门",
        (
            "三天两头|三番[五两]次|三三两两|两两|三[五两]成群|千家万户|百家争鸣|百花齐放|三令五申|接二连三|一波三折|举一反三",
            "四处(?=[都奔走打寻可张扩求宣流游碰活传蔓逃乱飞散漏])|(?<=[在其向区楼场])四周|四周(?=[是围有都环均最])",
            "四方(?=来|宾|群众)|四面八方|五湖四海|八方(?=支援|响应|来客|宾客)|[声烟风]四起|货比三家|五花八门|三头六臂|胡说八道|退一万步",
            "[几数]?十[几多]?年如一日|百倍(?=努力|信心|警惕|珍惜|的)|信心百倍|好坏参半|半数据|千万(?=不|别|要|小心)",
            "两条腿|两张皮|两手抓|两头(?!牛|猪|羊|驴|骡|鲸|象)|八股|五家渠|三门(?=峡|县|湾)|[一二三四]方面军",
        ),
    ),
    Phrase(
        "word ending in a number",
        "ends where the number of what follows begins: 统一, 唯一, 万一, 再三",
        ("[统唯惟同单专逐合之不划归如]一(?![百千万亿成半倍])", "再三|万一"),
    ),
)
