"""What is written with a number and states no figure: when, which, and names made with a number."""

from __future__ import annotations

from qzcharts.data.chinese_numerals import CHARACTERS, Phrase, measure_words

_YEAR = r"(?<![\d.])(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_TO = "(?:[—–～~至到、和及-]|——)"
#: A whole number, in digits or in characters.
_WHOLE = rf"(?:(?<![\d.,])\d+|[{CHARACTERS}]+)"
_MEASURE = measure_words(("方", "级", "期"))
_NO_AMOUNT = rf"(?![\d%‰％]|[.,]\d| ?(?:[万亿多余]|{_MEASURE}))"
_SIZE = "(?:平方米|平米|平方公里|公顷|亩|立方米|万?元|亿元|千瓦|万千瓦|吨|万吨|公斤|公里|米|层|厘米|床|人)"
_CLASSES = (
    "户型|套型|住房|住宅|商品房|商品住宅|普通住宅|项目|企业|工业|法人|单位|公路|船舶|渔船|机组|锅炉|电站|水库"
    "|泊位|建筑|城市|城镇|医院|超市|园区|投资项目|用户"
)

#: Tried in this order, each before the figures that begin at the same place.
ALLOWED = (
    # When.
    Phrase(
        "date",
        rf"(?:{_YEAR} ?年?{_TO})*(?:{_YEAR}|(?<![有近约达逾过历\d.])1\d{{3}}(?=年(?!的?历史|前|以上|左右|间|来)))"
        rf" ?年(?:度|底|末|初)?(?: ?{_MONTH} ?月(?:份| ?{_DAY}(?:{_TO}{_DAY})* ?日(?:{_TO}{_DAY} ?日)*)?)?"
        rf"|(?<![\d.])(?:{_MONTH}月?{_TO})*{_MONTH} ?月(?:份| ?{_DAY}(?:{_TO}{_DAY})* ?日(?:{_TO}{_DAY} ?日)*)?"
        rf"|{_YEAR}(?:{_TO}{_YEAR}|/(?:{_YEAR}|\d\d))(?:学年度?|财年|年度)?(?![\d.%])"
        rf"|{_YEAR}(?=学年|财年|[上下]半年)"
        rf"|[一二][〇○零一二三四五六七八九]{{3}}(?:{_TO}[一二][〇○零一二三四五六七八九]{{3}})*年",
        "says when, not how much: 2020年7月28日, 6月底, 1—6月, 2020—2022年, 2020年上半年, 二〇二〇年",
    ),
    Phrase(
        "day",
        rf"(?:(?<=[于自从])|(?<=[截本当上次每]月)|(?<=截至))(?:{_DAY}{_TO})*{_DAY} ?日(?!以?内|之内|之?后|左右|间)"
        rf"|(?<![\d.]){_DAY} ?日(?=起|止|[上下]午|凌晨|清晨|晚|当天)",
        "says when: 自28日起, 本月10日",
    ),
    Phrase(
        "date in digits",
        rf"{_YEAR}-{_MONTH}(?:-{_DAY})?(?!\d)|{_YEAR}(?P<mark>[./]){_MONTH}(?P=mark){_DAY}(?!\d)"
        rf"|(?<!\d){_MONTH}[·•]{_DAY}(?!\d)|{_YEAR} ?[HQ][1-4]\b|\b[HQ][1-4]\b",
        "says when: 2020-07-28, 2020/7/28, “12·4”, 2020H1, Q3",
    ),
    Phrase(
        "English date",
        rf"(?:\b{_DAY}(?: ?(?:to|and|[–-]) ?{_DAY})? )?\b{_MONTHS} (?:{_DAY}(?:[–-]{_DAY})?, )?{_YEAR}(?!\d)"
        rf"|\b{_DAY}(?: ?(?:to|and|[–-]) ?{_DAY})? {_MONTHS}\b|\b{_MONTHS} {_DAY}\b(?![.,]\d|%| [a-z])"
        rf"|\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|to|and|[Ff]or|[Dd]uring|[Bb]etween|[Yy]ear) {_YEAR}"
        r"(?![\d%]|\.\d| (?!was|is|has|this)[a-z]+s\b)"
        rf"|\b[Tt]he {_YEAR}(?= (?:plan|budget|census|edition|report|bulletin|yearbook)\b)"
        rf"|\b(?:mid|end|early|late)-{_YEAR}|{_YEAR}s\b",
        "says when: 28 July 2020, in 2020, 21 to 30 June, the 1990s",
    ),
    Phrase(
        "period",
        rf"(?:前|第)?[1-4一二三四](?:{_TO}[1-4一二三四])*季度|(?<![提目之此以当日年月])[前头首](?:{_WHOLE}|几)(?:个月|[年月天周])"
        rf"|(?:过去|未来|今后|此后|最近|接下来|近)(?:的)?(?:{_WHOLE}|几)个?(?:年|月|季度|周|天)(?:以?来|间|内|里)"
        rf"|(?:过去|未来|今后|此后|最近|接下来|(?<![历用时约将最接])近)(?:的)?{_WHOLE}个?(?:年|月|季度|周|天)(?=[，、的])"
        rf"|{_WHOLE}[多余]?(?:年|个月)(?:以?来|间)|{_WHOLE}周年|每?半年(?:[报度刊]|总结)",
        "says when: 前三季度, 一季度, 前5个月, 近三年来, 过去五年的, 七十周年",
    ),
    Phrase(
        "century",
        rf"{_WHOLE}世纪(?:{_WHOLE}年代)?|{_WHOLE}年代",
        "says when: 20世纪90年代, 二十一世纪",
    ),
    Phrase(
        "plan",
        rf"[七八九十][一二三四五]?五(?=[”\"]|规划|计划|时期|期间|以来|开局|收官|末|普法)|{_WHOLE}年(?:行动|规划|计划|攻坚|滚动|远景)",
        "named after its years: “十四五”, 十三五时期, 三年行动计划",
    ),
    Phrase(
        "time of day",
        r"(?<![\d.:：比为例是])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d:：.%])(?:[—–～~至到-]+(?:[01]?\d|2[0-4])[:：][0-5]\d)?"
        r"|(?<=时间为)(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[—–～~至到-]+(?:[01]?\d|2[0-4])[:：][0-5]\d)?"
        rf"|(?<![\d.])(?:[01]?\d|2[0-4])(?:时(?![段代速长候间])(?:[0-5]?\d分)?|点(?:[0-5]?\d分|半|整|钟|前|后|至))"
        rf"|(?:上午|下午|早上?|中午|晚上?|凌晨|傍晚)(?:{_WHOLE}[点时](?:半|整|钟|{_WHOLE}分?)?[至到]?)+"
        rf"|[周星礼拜期]*(?:周|星期|礼拜)[一二三四五六日](?![次天节小回个])(?:{_TO}(?:周|星期)?[一二三四五六日](?![次天节]))*",
        "says when: 8时30分, 上午九点, 8:30—17:30, 周三",
    ),
    Phrase(
        "round the clock",
        r"7[×xX*]24小时?|(?:24|二十四)小时(?=不?间?断?(?:值班|值守|服务|营业|开放|热线|在线|轮班|监测|自助|运行|待命|不间断))",
        "a saying, that it never stops: 7×24小时, 24小时值班",
    ),
    # Which.
    Phrase(
        "ordinal",
        rf"第(?:\d{{1,2}}(?!\d|[.,]\d)|\d+(?=期|编|部分|章|节|条|款|项|页|版|卷|届|季度|号)|\d+(?:\.\d+)+(?=[章节条款])"
        rf"|[〇零一二三四五六七八九十百]{{1,4}}(?![百千万亿分]))(?:{_TO}第?\d{{1,2}}(?!\d|[.,]\d))?"
        rf"(?:期|编|部分|章|节|条|款|项|页|版|卷|届|季度|号)?|\b\d*(?:1st|2nd|3rd|\dth)\b",
        "says which, not how many: 第2期, 第3章, 第十三届, 第18位, the 21st",
    ),
    Phrase(
        "rank",
        rf"(?<![提目之此以当日年月])前{_WHOLE}(?:名|位|强|甲|列)|{_WHOLE}强(?!调|化|制|度|国|行|烈|劲|势|力|大|壮)"
        rf"|{_WHOLE}届(?={_WHOLE}中全会|全国|人大|政协|省|市|县)",
        "names the ranks or the assembly: 前三名, 全国百强, 十九届五中全会",
    ),
    Phrase(
        "cross reference",
        rf"(?:图|表|式|代码|专栏|附[件表图录]|公式|案例|方案|情景|步骤|注)[（(]?[A-Z]?\.?\d+(?:[.-]\d+)*[）)]?"
        rf"(?:{_TO}[图表式]?\d+(?:[.-]\d+)*)*{_NO_AMOUNT}"
        r"|\b(?:[Ss]ections?|[Cc]hapters?|[Ff]igures?|[Tt]ables?|[Pp]ages?|[Pp]hase|[Ii]ssue|[Aa]ppendix|[Ff]ig\.|[Nn]o\.)"
        r" \d+(?:\.\d+)*(?:(?:–|-| and | to )\d+(?:\.\d+)*)*(?![%\d])"
        r"|[\[［]\d{1,3}(?:[,，、—–-]\d{1,3})*[\]］]",
        "names a part of a document or of a project: 图1.2, 表3, 附件2, Section 2, [12]",
    ),
    Phrase(
        "list mark",
        rf"(?:\A|(?<=\n))\s*(?:\d{{1,2}}[.、．](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[ \u3000]+(?!{_MEASURE}|[万亿%]))"
        rf"|\A\s*\d{{1,2}}[)）]|(?:\A|(?<=[：；。，、\s]))[(（]\d{{1,2}}[)）](?!{_MEASURE})",
        "numbers the items of a list: 1. 总则, （1）范围；（2）口径",
    ),
    Phrase(
        "number of a thing",
        rf"{_WHOLE}(?:[、—～~至和及－-]\d+)*(?:号|#)|{_WHOLE}(?:[、—至]{_WHOLE})*(?:标段|单元|地块|楼(?!宇|盘|栋|房|阁|群))"
        rf"|(?<=村){_WHOLE}组|{_WHOLE}室{_WHOLE}厅(?:{_WHOLE}[卫厨])*|(?<=\D)\d{{3,4}}室"
        rf"|{_WHOLE}[栋幢座](?=\d|{_WHOLE}?(?:单元|室|号|层\d))|二(?=[栋幢座层次轮套处道手])",
        "its name, by GB/T 15835-2011 no amount: 3号楼, 1号线, 5标段, 12栋2单元, 三室两厅, 二次供水",
    ),
    Phrase(
        "road",
        r"(?<![\d.])\d{3}(?=[国省县]道)|(?<![\d.])\d{1,3}路(?=公交|公共汽车|车)",
        "its name: 324国道, 3路公交",
    ),
    Phrase(
        "designation",
        rf"\b[A-Z]-?\d{{1,4}}(?:-\d+)*(?:{_TO}[A-Z]\d{{1,4}})*{_NO_AMOUNT}|[1-5]A(?=级|景区|[，。、的])",
        "a capital with a number is a name: A12地块, G15高速, M2, 4A级景区",
    ),
    Phrase(
        "stage",
        rf"(?<![共分办续训版\d])(?<!分成)(?<!分为)(?<!完成)\d期(?=工程|项目|用地|地块|安置|建设|改造|厂房|住宅)"
        rf"|{_WHOLE}(?:年|个月|天)期|{_WHOLE}年(?:级|制|义务教育|一贯制)",
        "names a stage, a term or a form: 2期工程, 五年期国债, 三年级, 九年义务教育",
    ),
    # Names of classes.
    Phrase(
        "age class",
        rf"(?:年?未?不?满){_WHOLE}周?岁|{_WHOLE}周?岁?{_TO}{_WHOLE}周?岁|{_WHOLE}周?岁(?:及其?)?以[上下]"
        r"|\baged? \d+(?: ?[–-] ?\d+| to \d+| and (?:over|under)| or (?:over|under))?|\b\d+ and over\b|\b\d+[–-]\d+ years\b",
        "names whom it is about: 65岁及以上, 0—14岁, 年满18周岁, aged 65 and over",
    ),
    Phrase(
        "size class",
        rf"(?:{_WHOLE}(?:\.\d+)?{_SIZE}?{_TO})?{_WHOLE}(?:\.\d+)?{_SIZE}(?:[（(]?[不]?含?[)）]?)(?:及其?)?以[上下]的?(?:各类|新建|普通)?(?={_CLASSES})"
        rf"|{_WHOLE}{_TO}{_WHOLE}{_SIZE}的?(?=户型|套型|住房|住宅|商品)|[十百千万亿]+(?:元|吨|千瓦|人|人口)?级"
        rf"|{_WHOLE}级(?:以上|及以上)?(?=医院|公路|学科|响应|标准|资质|市场|联动|防控|网络|管理|甲等|预警|书记|体系|大风|地震|航道|耐火)"
        rf"|[一二三四五]类(?:及以上)?(?=水|疫苗|(?:居住|工业|公共)?用地|费|汽车)",
        "names what it is about: 90平方米以下户型, 500万元以上项目, 千亿级, 三级医院, 三类水质",
    ),
    Phrase(
        "base of a rate",
        rf"每(?:[百千万亿]+|十万|1(?:0{{2,}}|0?0?万))(?={_MEASURE}|常住|人|新生|活产|就业)|单位[：:为]?[（(]?[十百千万亿]+",
        "the unit in which something is said: 每万人, 每10万人, 每百元营业收入, 单位：百万元",
    ),
    Phrase(
        "precision",
        rf"{_WHOLE}位(?:小数|有效数字)|小数点?后{_WHOLE}位",
        "says how numbers are written: 两位有效数字, 小数点后一位",
    ),
    # Names made with a number.
    Phrase(
        "standard",
        r"\b(?:GB[JZ]?|DB\d{2}|ISO|IEC|JCGM|RFC|WCAG|JGJ|JG|CJJ|CJ|HJ|JTG|SL|DL|T|WS|AQ|TB|YD)(?:/[A-Z]+)* ?\d+(?:[-.:–—]\d+)*"
        r"|\b[A-Z]{1,5}(?:/[A-Z]+)? ?\d+(?:\.\d+)?[-–—:](?:19|20)\d\d|PDF/(?:UA|A)-\d[a-z]?|UTF-8|SHA-256",
        "part of a name: GB 50300—2013, GB/T 7714-2015, ISO 8601, DB35/T 1234, WCAG 2.2, PDF/A-2a",
    ),
    Phrase(
        "official document",
        r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d+号",
        "its number is its name: 泉政〔2020〕12号",
    ),
    Phrase("licence", r"\bCC (?:BY(?:-(?:SA|NC|ND))*|0)(?: \d\.\d)?", "part of a name: CC BY 4.0"),
    Phrase(
        "address",
        r"https?://[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b10\.\d{4,}/[!-~]+|\bIS[BS]N[ :：]*[\d-]+X?|\bv\d+(?:\.\d+)+"
        r"|(?:电话|传真|热线|邮编|邮政编码|联系方式|手机|信箱)[号码为是：: ]*\d[\d-]*(?:[、，,或/ ]*\d[\d-]{2,})*"
        r"|(?<!\d)1[12]\d{1,3}(?=(?:政务|便民|市民|投诉|举报|急救|报警|服务|消费)*(?:热线|平台|指挥|急救|报警|电话))",
        "where to find or to reach: https://example.org/2020, 电话：0595-22289806, 邮编362000, 12345热线",
    ),
    Phrase(
        "fixed term",
        r"[三四五六七八九十两二]方(?=责任主体|主体|联动|协议|共建|合同|物流|支付|平台|检测|机构|评估|会谈|监管)"
        r"|两个(?=维护|确立|毫不动摇)|三个(?=代表|务必)|四个(?=意识|自信|全面|现代化)|五个(?=一|文明)|[三四五]位一体"
        r"|八项规定|三次产业|三步走|三条(?:控制线|底线)|两轮(?=驱动|电动|摩托)|两位一体|[二三四]元(?!/|钱|一|每)",
        "a word of its own, that counts nothing here: 五方主体, 八项规定, 三次产业, “四个意识”, 三步走",
    ),
    Phrase(
        "idiom",
        r"三天两头|三番[五两]次|三三两两|两两|四处|四周(?!内|时间|后|岁|的时间)|四方(?=来|宾|群众|八|游)|四面八方|[两三]面三刀|千家万户"
        r"|数十年如一日|两条腿走路|三句话|十个指头|百倍(?=努力|信心|警惕|珍惜|的)|信心百倍|好坏参半|半数据|十足|十全十美|千[万](?=不|别|要|小心)"
        r"|半斤八两|九牛一毛|三寸|两手抓|一刀两断|一举两得|三令五申|接二连三|百家争鸣|百花齐放|千篇一律|五家渠|六一|三门(?=峡|县|湾)",
        "a saying or a word, without its number: 三天两头, 四处, 千家万户, 四周",
    ),
    Phrase(
        "word ending in a number",
        r"[统唯惟同单专逐合之不划归如]一(?!百|千|万|亿|成|半|倍)|再三|万一",
        "the number before a measure word begins after it: 统一, 唯一, 万一",
    ),
)
