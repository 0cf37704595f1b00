"""Cells as bulletins print them, and cells that nobody can compute with."""

from __future__ import annotations

#: Cell | unit | measure | qualifier | bounds in the unit that Chinese shows | Chinese | English.
WORDINGS = """
12.96 | 亿元 | amount | rounded | [12.955, 12.965) | 12.96亿元 | CNY 1.296 billion
52 | % | share | rounded | [51.5, 52.5) | 52% | 52%
98.8 | % | share | rounded | [98.75, 98.85) | 98.8% | 98.8%
114067 | 元/人 | amount | rounded | [114066.5, 114067.5) | 114067元/人 | CNY 114,067 a person
206.9 | 万人 | amount | rounded | [206.85, 206.95) | 206.9万人 | 2.069 million people
9946.66 | 亿元 | amount | rounded | [9946.655, 9946.665) | 9946.66亿元 | CNY 994.666 billion
0.00 | 亿元 | amount | rounded | (-0.005, 0.005) | 0.00亿元 | CNY 0
0.0 | % | change | rounded | (-0.05, 0.05) | 持平 | unchanged
-3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
-1.6 | % | change | rounded | (-1.65, -1.55] | 下降1.6% | down 1.6%
+8.0 | % | change | rounded | [7.95, 8.05) | 增长8.0% | up 8.0%
+0.0 | % | change | rounded | (-0.05, 0.05) | 持平 | unchanged
−3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
–0.8 | % | change | rounded | (-0.85, -0.75] | 下降0.8% | down 0.8%
1105 | 元 | amount | rounded | [1104.5, 1105.5) | 1105元 | CNY 1,105
1376 | 倍 | rate | rounded | [1375.5, 1376.5) | 1376倍 | 1,376 times
11.7 | ‰ | rate | rounded | [11.65, 11.75) | 11.7‰ | 11.7‰
-0.0 | % | change | rounded | (-0.05, 0.05) | 持平 | unchanged
622 | 套 | count | exact | {622} | 622套 | 622 homes
29094 | 人次 | count | exact | {29094} | 29094人次 | 29,094 visits
200 | 户 | count | exact | {200} | 200户 | 200 households
0 | 户 | count | exact | {0} | 0户 | 0 households
622 | 万人 | count | rounded | [621.5, 622.5) | 622万人 | 6.22 million people
五 | 家 | count | exact | {5} | 5家 | 5 firms
双 | 人 | count | exact | {2} | 2人 | 2 people
两 | 家 | count | exact | {2} | 2家 | 2 firms
十 | 家 | count | exact | {10} | 10家 | 10 firms
十五 | 家 | count | exact | {15} | 15家 | 15 firms
二十 | 家 | count | exact | {20} | 20家 | 20 firms
一百二十 | 家 | count | exact | {120} | 120家 | 120 firms
一千零五 | 家 | count | exact | {1005} | 1005家 | 1,005 firms
两千三百零六 | 家 | count | exact | {2306} | 2306家 | 2,306 firms
约52 | % | share | about | [51.5, 52.5) | 约52% | about 52%
约98.8 | % | share | about | [98.75, 98.85) | 约98.8% | about 98.8%
约200 | 户 | amount | about | [195, 205) | 约200户 | about 200 households
大约1000 | 人 | count | about | [950, 1050) | 约1000人 | about 1,000 people
约为9.6 | % | rate | about | [9.55, 9.65) | 约9.6% | about 9.6%
25万左右 | 人 | amount | about | [24.5, 25.5) | 约25万人 | about 250,000 people
1.7万左右 | 人 | amount | about | [1.65, 1.75) | 约1.7万人 | about 17,000 people
1200万左右 | 人 | amount | about | [1150, 1250) | 约1200万人 | about 12 million people
884万左右 | 人 | amount | about | [883.5, 884.5) | 约884万人 | about 8.84 million people
3左右 | % | rate | about | [2.5, 3.5) | 约3% | about 3%
200上下 | 户 | count | about | [195, 205) | 约200户 | about 200 households
约3万左右 | 人 | amount | about | [2.5, 3.5) | 约3万人 | about 30,000 people
约两千 | 家 | count | about | [1950, 2050) | 约2000家 | about 2,000 firms
约-0.5 | % | rate | about | (-0.55, -0.45] | 约−0.5% | about −0.5%
约0.0 | % | rate | about | (-0.05, 0.05) | 约0.0% | about 0.0%
约10 | 天 | amount | about | [9.5, 10.5) | 约10天 | about 10 days
约100 | 天 | amount | about | [95, 105) | 约100天 | about 100 days
约110 | 天 | amount | about | [105, 115) | 约110天 | about 110 days
约20.0 | % | share | about | [19.95, 20.05) | 约20.0% | about 20.0%
3万余 | 件 | amount | over | (3, 4) | 3万余件 | over 30,000 items
3亿余 | 件 | amount | over | (3, 4) | 3亿余件 | over 300 million items
6.2万余 | 人次 | amount | over | (6.2, 6.3) | 6.2万余人次 | over 62,000 visits
265万余 | 人次 | amount | over | (265, 266) | 265万余人次 | over 2.65 million visits
16万余 | 人 | amount | over | (16, 17) | 16万余人 | over 160,000 people
8.6万余 | 人 | amount | over | (8.6, 8.7) | 8.6万余人 | over 86,000 people
20多万 | 人 | amount | over | (20, 30) | 20万余人 | over 200,000 people
500多万 | 人次 | amount | over | (500, 600) | 500万余人次 | over 5 million visits
4300多万 | 人 | amount | over | (4300, 4400) | 4300万余人 | over 43 million people
350多万 | 人 | amount | over | (350, 360) | 350万余人 | over 3.5 million people
一百多万 | 人 | amount | over | (100, 200) | 100万余人 | over 1 million people
100余 | 人 | count | over | (100, 200) | 100余人 | over 100 people
1600余 | 人次 | count | over | (1600, 1700) | 1600余人次 | over 1,600 visits
120余 | 件 | count | over | (120, 130) | 120余件 | over 120 items
1000余 | 家 | count | over | (1000, 2000) | 1000余家 | over 1,000 firms
10余万 | 人 | amount | over | (10, 20) | 10万余人 | over 100,000 people
十余 | 家 | count | over | (10, 20) | 10余家 | over 10 firms
百余 | 家 | count | over | (100, 200) | 100余家 | over 100 firms
两万余 | 人 | amount | over | (2, 3) | 2万余人 | over 20,000 people
1.20亿余 | 件 | amount | over | (1.2, 1.21) | 1.20亿余件 | over 120 million items
3余 | 万件 | amount | over | (3, 4) | 3万余件 | over 30,000 items
30多 | % | share | over | (30, 40) | 30余% | over 30%
3.5余 | 万人 | amount | over | (3.5, 3.6) | 3.5万余人 | over 35,000 people
约3万余 | 人 | amount | over | (3, 4) | 3万余人 | over 30,000 people
超过100多 | 家 | count | over | (100, 200) | 100余家 | over 100 firms
近十 | 人 | count | nearly | (0, 10) | 近10人 | close to 10 people
近90万 | 人 | amount | nearly | (80, 90) | 近90万人 | close to 900,000 people
近8亿 | 元 | amount | nearly | (7, 8) | 近8亿元 | close to CNY 800 million
近3万 | 人 | amount | nearly | (2, 3) | 近3万人 | close to 30,000 people
近七十 | % | share | nearly | (60, 70) | 近70% | close to 70%
将近9 | 天 | amount | nearly | (8, 9) | 近9天 | close to 9 days
接近100 | % | share | nearly | (0, 100) | 近100% | close to 100%
近8.5 | % | rate | nearly | (8.4, 8.5) | 近8.5% | close to 8.5%
逼近1万亿 | 元 | amount | nearly | (0, 1) | 近1万亿元 | close to CNY 1 trillion
近1000 | 家 | count | nearly | (0, 1000) | 近1000家 | close to 1,000 firms
超过10 | % | rate | above | (10, +∞) | 超过10% | more than 10%
逾3万 | 人 | amount | above | (3, +∞) | 超过3万人 | more than 30,000 people
超100亿 | 元 | amount | above | (100, +∞) | 超过100亿元 | more than CNY 10.0 billion
突破1万亿 | 元 | amount | above | (1, +∞) | 超过1万亿元 | more than CNY 1 trillion
高于9.5 | % | rate | above | (9.5, +∞) | 超过9.5% | more than 9.5%
大于0 | % | rate | above | (0, +∞) | 超过0% | more than 0%
不足5 | % | rate | below | (0, 5) | 不足5% | less than 5%
不到30 | 天 | amount | below | (0, 30) | 不足30天 | fewer than 30 days
不满3 | 天 | amount | below | (0, 3) | 不足3天 | fewer than 3 days
低于9.5 | % | rate | below | (0, 9.5) | 不足9.5% | less than 9.5%
不少于3 | 人次 | count | at_least | [3, +∞) | 不少于3人次 | at least 3 visits
至少20 | 人 | count | at_least | [20, +∞) | 不少于20人 | at least 20 people
不低于6.5 | % | rate | at_least | [6.5, +∞) | 不少于6.5% | at least 6.5%
10亿以上 | 元 | amount | at_least | [10, +∞) | 不少于10亿元 | at least CNY 1.0 billion
5万亿以上 | 元 | amount | at_least | [5, +∞) | 不少于5万亿元 | at least CNY 5 trillion
10以上 | 天 | amount | at_least | [10, +∞) | 不少于10天 | at least 10 days
5及以上 | % | rate | at_least | [5, +∞) | 不少于5% | at least 5%
至少10以上 | 人 | count | at_least | [10, +∞) | 不少于10人 | at least 10 people
10内 | 天 | amount | at_most | (0, 10] | 不超过10天 | at most 10 days
3以内 | 天 | amount | at_most | (0, 3] | 不超过3天 | at most 3 days
至多5 | 家 | count | at_most | (0, 5] | 不超过5家 | at most 5 firms
不超过5 | % | rate | at_most | (0, 5] | 不超过5% | at most 5%
30以下 | % | share | at_most | (0, 30] | 不超过30% | at most 30%
不超过10以内 | 天 | amount | at_most | (0, 10] | 不超过10天 | at most 10 days
3～5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3至5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3~5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3到5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
2万～3万 | 人 | amount | between | [2, 3] | 2万～3万人 | 20,000 to 30,000 people
2～3万 | 人 | amount | between | [2, 3] | 2万～3万人 | 20,000 to 30,000 people
20—30 | 人 | count | between | [20, 30] | 20～30人 | 20 to 30 people
20–30 | 人 | count | between | [20, 30] | 20～30人 | 20 to 30 people
1.5～2 | 亿元 | amount | between | [1.5, 2] | 1.5亿～2.0亿元 | CNY 150 million to 200 million
三至五 | 家 | count | between | [3, 5] | 3～5家 | 3 to 5 firms
-3～5 | % | rate | between | [-3, 5] | −3%～5% | −3% to 5%
-5～-3 | % | rate | between | [-5, -3] | −5%～−3% | −5% to −3%
50～60 | % | share | between | [50, 60] | 50%～60% | 50% to 60%
1.5万～2.25万 | 元/人 | amount | between | [1.5, 2.25] | 1.50万～2.25万元/人 | CNY 15,000 to 22,500 a person
增长8.0 | % | change | rounded | [7.95, 8.05) | 增长8.0% | up 8.0%
上升0.5 | 个百分点 | change | rounded | [0.45, 0.55) | 提高0.5个百分点 | higher by 0.5 percentage points
提高2.3 | 个百分点 | change | rounded | [2.25, 2.35) | 提高2.3个百分点 | higher by 2.3 percentage points
增加4 | 万人 | change | rounded | [3.5, 4.5) | 增加4万人 | up by 40,000 people
下降3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
下降了3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
减少1.2万 | 人 | change | rounded | (-1.25, -1.15] | 减少1.2万人 | down by 12,000 people
增长近10 | % | change | nearly | (0, 10) | 增长近10% | up close to 10%
增长约9.6 | % | change | about | [9.55, 9.65) | 增长约9.6% | up about 9.6%
增长9.6左右 | % | change | about | [9.55, 9.65) | 增长约9.6% | up about 9.6%
下降超过10 | % | change | below | (-∞, -10) | 下降超过10% | down more than 10%
下降近10 | % | change | nearly | (-10, 0) | 下降近10% | down close to 10%
下降10以上 | % | change | at_most | (-∞, -10] | 下降不少于10% | down at least 10%
降低不到1 | 个百分点 | change | above | (-1, 0) | 降低不足1个百分点 | lower by less than 1 percentage point
增长不足5 | % | change | below | (0, 5) | 增长不足5% | up less than 5%
下降不超过5 | % | change | at_least | [-5, 0) | 下降不超过5% | down at most 5%
减少3万余 | 人 | change | over | (-4, -3) | 减少3万余人 | down by over 30,000 people
下降3～5 | % | change | between | [-5, -3] | 下降3%～5% | down 3% to 5%
增长10～15 | % | change | between | [10, 15] | 增长10%～15% | up 10% to 15%
增长2.4 | 倍 | change | rounded | [2.35, 2.45) | 增长2.4倍 | up by 2.4 times the earlier level
增长一 | 倍 | change | rounded | [0.5, 1.5) | 增长1倍 | up by 1 times the earlier level
持平 | % | change | rounded | (-0.05, 0.05) | 持平 | unchanged
基本持平 | % | change | about | (-0.05, 0.05) | 基本持平 | nearly unchanged
回落0.3 | 个百分点 | change | rounded | (-0.35, -0.25] | 降低0.3个百分点 | lower by 0.3 percentage points
超过10 | % | change | above | (10, +∞) | 增长超过10% | up more than 10%
1 | 位 | rank | exact | {1} | 第1位 | no. 1
第1 | 位 | rank | exact | {1} | 第1位 | no. 1
第1位 | 位 | rank | exact | {1} | 第1位 | no. 1
第十二 | 位 | rank | exact | {12} | 第12位 | no. 12
第2～3 | 位 | rank | between | [2, 3] | 第2～3位 | no. 2 to 3
１２．５万 | 人 | amount | rounded | [12.45, 12.55) | 12.5万人 | 125,000 people
-12.96 | 亿元 | amount | rounded | (-12.965, -12.955] | −12.96亿元 | CNY −1.296 billion
12.5 | 人/平方公里 | rate | rounded | [12.45, 12.55) | 12.5人/平方公里 | 12.5 people a square kilometre
62.2 | 套/(人·天) | rate | rounded | [62.15, 62.25) | 62.2套/(人·天) | 62.2 homes per person per day
1.5 | 万元/人 | rate | rounded | [1.45, 1.55) | 1.5万元/人 | CNY 15,000 a person
1.5万 | 元/人 | rate | rounded | [1.45, 1.55) | 1.5万元/人 | CNY 15,000 a person
12.5 | 件/万人 | rate | rounded | [12.45, 12.55) | 12.5件/万人 | 12.5 items per 10,000 people
3千余 | 件 | amount | over | (3, 4) | 3千余件 | over 3,000 items
3百万 | 件 | amount | rounded | [2.5, 3.5) | 3百万件 | 3 million items
1000 | 套 | count | exact | {1000} | 1000套 | 1,000 homes
20.5万 | 套 | count | rounded | [20.45, 20.55) | 20.5万套 | 205,000 homes
一百〇五 | 家 | count | exact | {105} | 105家 | 105 firms
﹣3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
‐3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
‑3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
‒3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
3〜5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3∼5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3——5 | 天 | amount | between | [3, 5] | 3～5天 | 3 to 5 days
3千亿 | 元 | amount | rounded | [2.5, 3.5) | 3千亿元 | CNY 300 billion
5百亿以上 | 元 | amount | at_least | [5, +∞) | 不少于5百亿元 | at least CNY 50 billion
5千余万 | 元 | amount | over | (5, 6) | 5千万余元 | over CNY 50 million
3万多亿 | 元 | amount | over | (3, 4) | 3万亿余元 | over CNY 3 trillion
3百多万 | 人 | amount | over | (3, 4) | 3百万余人 | over 3 million people
30有余 | 家 | count | over | (30, 40) | 30余家 | over 30 firms
几乎500 | 人 | count | nearly | (400, 500) | 近500人 | close to 500 people
不止300 | 家 | count | above | (300, +∞) | 超过300家 | more than 300 firms
大于等于5 | % | share | at_least | [5, +∞) | 不少于5% | at least 5%
未超过5 | % | share | at_most | (0, 5] | 不超过5% | at most 5%
不及5 | % | share | below | (0, 5) | 不足5% | less than 5%
跌3.1 | % | change | rounded | (-3.15, -3.05] | 下降3.1% | down 3.1%
不低于6 | % | change | at_least | [6, +∞) | 增长不少于6% | up at least 6%
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in WORDINGS.strip().splitlines()]

#: Cell, unit, measure: part of the message, the mend.
REFUSED = [
    # The unit stands in the cell.
    ("98.8%", "%", "share", "has % in it; allowed: the number alone", "write 98.8"),
    ("12.96亿元", "亿元", "amount", "has 亿元 in it", "write 12.96"),
    ("12.96亿元", "元", "amount", "has 元 in it", "write 12.96亿"),
    ("10亿元以上", "元", "amount", "has 元 in it", "write 10亿以上"),
    ("约206.9万人", "万人", "amount", "has 万人 in it", "write 约206.9"),
    ("近十名", "人", "count", "has 名 in it", "write 近十 if 名 is another word for 人"),
    ("五方", "家", "count", "has 方 in it", "write 五"),
    ("98.8％", "%", "share", "has % in it", "write 98.8"),
    ("12.96万元", "亿元", "amount", "and the indicator has 亿元", "write the number in 亿元"),
    ("6.2万余人次", "人", "amount", "has the unit 人次 in it", "write the number in 人"),
    ("3万", "万人", "amount", "万 in '3万' does not go with the unit 万人", "write the number in 万人"),
    ("3万", "%", "share", "万 in '3万' does not go with the unit %", "write the number in %"),
    # What would make another number of the digits is not just left out.
    ("12·3", "人", "amount", "may be one number with decimals, or several", "write 12.3 if it is one"),
    ("12,3", "人", "amount", "may be one number with decimals, or several", "write 12.3 if it is one"),
    ("3元5", "元", "amount", "is no number as sources print one", "write the number as printed"),
    ("±3", "%", "rate", "is no number as sources print one", "write the number as printed"),
    # Marks of footnotes.
    ("12.3*", "人", "amount", "has the mark of a footnote in it", "write 12.3, and what the footnote says"),
    ("12.3①", "人", "amount", "has the mark of a footnote in it", "write 12.3, and what the footnote says"),
    ("12.3[1]", "人", "amount", "has the mark of a footnote in it", "write 12.3, and what"),
    ("12.3（2）", "人", "amount", "has the mark of a footnote in it", "write 12.3, and what"),
    ("-12.3^1", "%", "rate", "has the mark of a footnote in it", "write -12.3, and what the footnote says"),
    ("12.3²", "人", "amount", "has the mark of a footnote in it", "write 12.3, and what the footnote says"),
    # Digits.
    ("1,234", "人", "count", "has separators between its digits", "write 1234"),
    ("1，234，567", "人", "count", "has separators between its digits", "write 1234567"),
    ("约3,000余", "人", "count", "has separators between its digits", "write 约3000余"),
    ("1 234.5", "人", "amount", "has separators between its digits", "write 1234.5"),
    ("1\u00a0234", "人", "amount", "has separators between its digits", "write 1234"),
    ("１，２３４", "人", "count", "has separators between its digits", "write 1234"),
    ("007", "人", "count", "'007' is no number", "write the figure as printed"),
    (".46", "%", "share", "has no digit before the point", "write 0.46"),
    ("-.46", "%", "rate", "has no digit before the point", "write -0.46"),
    ("46.", "%", "share", "ends in a point", "write 46, or every decimal as printed"),
    ("1.2.3", "%", "share", "is a date, or what a spreadsheet", "make text the format of the column"),
    ("9" * 31, "人", "count", "is no number", "write the figure as printed"),
    ("٥", "人", "count", "is no number as sources print one", "write the number as printed"),
    # What spreadsheet programs make.
    ("1e5", "人", "amount", "is written with an exponent", "write every digit as printed"),
    ("1.2E+05", "人", "amount", "is written with an exponent", "write every digit as printed"),
    ("Jun-20", "人", "amount", "is a date", "make text the format of the column"),
    ("20-Jun", "人", "amount", "is a date", "make text the format of the column"),
    ("12/31", "人", "amount", "is a date", "make text the format of the column"),
    ("2020-06-30", "人", "amount", "is a date", "make text the format of the column"),
    ("2020/6/30", "人", "amount", "is a date", "make text the format of the column"),
    ("3月5日", "人", "amount", "is a date", "make text the format of the column"),
    ("=A1", "人", "amount", "is a formula of a spreadsheet", "save the value that it gives"),
    ("=SUM(B2:B9)", "人", "amount", "is a formula of a spreadsheet", "save the value that it gives"),
    ("#REF!", "人", "amount", "is what a program writes where it has no number", "leave the cell blank"),
    ("NaN", "人", "amount", "is what a program writes where it has no number", "leave the cell blank"),
    ("inf", "人", "amount", "is what a program writes where it has no number", "leave the cell blank"),
    ("N/A", "人", "amount", "is what a program writes where it has no number", "leave the cell blank"),
    # No number at all: the table knows what these stand for.
    ("", "人", "amount", "holds no number", "write the number as printed"),
    ("…", "人", "amount", "holds no number", "write the number as printed"),
    ("—", "人", "amount", "holds no number", "write the number as printed"),
    ("-", "人", "amount", "holds no number", "write the number as printed"),
    # Ranges.
    ("3-5", "天", "amount", "may be a range, a date or a difference", "write 3～5 if it is a range"),
    ("5～3", "天", "amount", "the range 5～3 does not begin before it ends", "the lower first"),
    ("3～3", "天", "amount", "the range 3～3 does not begin before it ends", "the lower first"),
    ("8000～1万", "人", "amount", "the range 8000～1 does not begin before it ends", "the same of 万 and 亿"),
    ("9000万～1亿", "人", "amount", "is not clear as a range", "the same of 万 and 亿"),
    ("2万～3", "人", "amount", "is not clear as a range", "the same of 万 and 亿"),
    ("约3～5", "天", "amount", "is not clear as a range", "no other word"),
    ("三五", "家", "count", "is no number as sources print one", "write the number as printed"),
    # What stands before a number, or within it, may be more than a unit.
    ("负3.1", "%", "rate", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("—3.1", "%", "change", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("ー3.1", "%", "change", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("一3.1", "%", "change", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("↓3.1", "%", "change", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("▲3.1", "%", "change", "may stand for a minus sign", "write -3.1 if it is below zero, else 3.1"),
    ("12。96", "亿元", "amount", "may be one number with decimals, or several", "write 12.96 if it is one"),
    ("12·96", "亿元", "amount", "may be one number with decimals, or several", "write 12.96 if it is one"),
    ("12,34", "亿元", "amount", "may be one number with decimals, or several", "write 12.34 if it is one"),
    ("3、4", "家", "count", "may be one number with decimals, or several", "rows or columns"),
    ("未超5", "%", "share", "has 未 in it", "write the number as printed without its unit"),
    ("达300", "家", "count", "has 达 in it", "write the number as printed without its unit"),
    ("二廿", "家", "count", "has 廿 in it", "write 二 if 廿 is another word for 家"),
    ("廿五", "家", "count", "has 廿 in it", "write the number as printed without its unit"),
    ("1比2", "倍", "rate", "is no number as sources print one", "write the number as printed"),
    ("1O", "家", "count", "has O in it", "write 1 if O is another word for 家 or the mark of a note"),
    ("3.1①", "%", "share", "has the mark of a footnote in it", "write 3.1, and what the footnote says"),
    ("24小时", "天", "amount", "has 小时 in it", "write 24 if 小时 is another word for 天"),
    ("3‐5", "天", "amount", "may be a range, a date or a difference", "write 3～5 if it is a range"),
    ("超万", "人", "count", "has no number before 万 or 亿", "write 超1万"),
    ("近亿", "元", "amount", "has no number before 万 or 亿", "write 近1亿"),
    ("万亿余", "元", "amount", "has no number before 万 or 亿", "write 1万亿余"),
    ("一万二千", "人", "count", "has digits after 万 or 亿", "write it as one number"),
    ("1亿零500万", "元", "amount", "has digits after 万 or 亿", "write it as one number"),
    ("50万+", "人", "amount", "holds a sign in place of a word", "write 50万以上"),
    ("⩾5", "%", "share", "holds a sign in place of a word", "write 不少于5"),
    ("低于0.3", "个百分点", "change", "may say how far one number is from another", "write 提高 or 降低"),
    ("近3", "位", "rank", "is a rank that is not exact", "write the rank, or the first and the last"),
    ("第10以上", "位", "rank", "is a rank that is not exact", "write the rank, or the first and the last"),
    # Two words that do not go together, or none that bounds.
    ("近20多万", "人", "amount", "says in two ways how exact it is", "keep the word that the source has"),
    ("约10以上", "人", "amount", "says in two ways how exact it is", "keep the word that the source has"),
    ("不足10以上", "人", "amount", "says in two ways how exact it is", "keep the word that the source has"),
    ("几十", "家", "count", "says no number that has bounds", "say it as a statement"),
    ("十几", "家", "count", "says no number that has bounds", "say it as a statement"),
    ("数百", "人", "count", "says no number that has bounds", "say it as a statement"),
    ("上百", "家", "count", "says no number that has bounds", "say it as a statement"),
    ("成千上万", "人", "count", "says no number that has bounds", "say it as a statement"),
    ("若干", "家", "count", "says no number that has bounds", "say it as a statement"),
    ("万余", "人", "count", "has no number before 万 or 亿", "write 1万余"),
    ("约万余", "人", "count", "has no number before 万 or 亿", "write 约1万余"),
    ("三百二", "人", "count", "is no number as sources print one", "write the number as printed"),
    ("三成", "%", "share", "is a number in words", "30 for 三成"),
    ("三分之一", "%", "share", "is a number in words", "30 for 三成"),
    ("过半", "%", "share", "is a number in words", "30 for 三成"),
    ("翻一番", "%", "change", "is a number in words", "100 for 翻一番"),
    ("3万5千", "人", "amount", "has digits after 万 or 亿", "write it as one number"),
    ("1亿2000万", "人", "amount", "has digits after 万 or 亿", "write it as one number"),
    # Signs.
    ("~52", "%", "share", "holds a sign in place of a word", "write 约52"),
    ("≈52", "%", "share", "holds a sign in place of a word", "write 约52"),
    ("<5", "%", "share", "holds a sign in place of a word", "write 不足5"),
    (">5", "%", "share", "holds a sign in place of a word", "write 超过5"),
    ("≤5", "%", "share", "holds a sign in place of a word", "write 不超过5"),
    ("≥5", "%", "share", "holds a sign in place of a word", "write 不少于5"),
    ("52±3", "%", "share", "holds a sign in place of a word", "write the range"),
    ("(3.1)", "%", "rate", "stands in brackets", "write -3.1 if it is below zero"),
    ("2.2∶58.9∶38.9", "%", "share", "holds several numbers", "give each its own row or column"),
    ("超过-10", "%", "rate", "can be read in two ways", "write 下降超过3 for a change"),
    ("-3余", "万人", "amount", "can be read in two ways", "write 下降超过3 for a change"),
    ("近0", "天", "amount", "'0' leaves no room", "write the figure as printed"),
    ("不超过0", "天", "amount", "'0' leaves no room", "write the figure as printed"),
    # What the measure does not have.
    ("下降3.1", "%", "rate", "下降 in '下降3.1' is of a change", "leave 下降 out"),
    ("+3.1", "%", "rate", "+ in '+3.1' is of a change", "leave + out"),
    ("第2", "家", "count", "第 in '第2' is of a rank, and the indicator measures count", "leave 第 out"),
    ("持平", "%", "rate", "is no number as sources print one", "write the number as printed"),
    ("下降-3.1", "%", "change", "says its direction twice", "leave out the sign or the word"),
    ("同比增长8.0", "%", "change", "says what it is compared with", "write 增长8.0; data/indicators"),
    ("比上年下降3.1", "%", "change", "says what it is compared with", "write 下降3.1; data/indicators"),
    ("与上年持平", "%", "change", "says what it is compared with", "write 持平; data/indicators"),
    ("增长到3", "倍", "change", "says what a number changed to", "write the level in a row or column"),
    ("0", "位", "rank", "is no rank; allowed", "write the rank, or correct the measure"),
    ("1.5", "位", "rank", "is no rank; allowed", "write the rank, or correct the measure"),
    ("0～3", "位", "rank", "is no rank; allowed", "write the rank, or correct the measure"),
    ("-1", "位", "rank", "is no rank; allowed", "write the rank, or correct the measure"),
    ("连续21年", "家", "count", "is no number as sources print one", "write the number as printed"),
    ("x", "家", "count", "is no number as sources print one", "write the number as printed"),
]  # fmt: skip
