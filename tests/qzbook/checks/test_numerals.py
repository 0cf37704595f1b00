from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals_faults import FAULTS
from numerals_true import TRUE
from qzbook.checks.numerals import _FIRST, figures
from qzbook.checks.numerals.grammar import ALLOWED, Phrase, chinese_figures
from qzcharts.bundle import MASK

UNITS = (
    "套",
    "本",
    "户",
    "人",
    "天",
    "项",
    "方",
    "级",
    "类",
    "期",
    "次",
    "元",
    "万元",
    "亿元",
    "%",
    "个百分点",
)
NAMES = ("5G", "PM2.5", "COVID-19", "1+1>2", "三明")
PHRASES = (*ALLOWED, *chinese_figures())


def lines(table: dict[str, str]) -> list[str]:
    return [line for block in table.values() for line in block.strip().splitlines()]


def masked(line: str) -> str:
    return line.replace("{metric}", MASK)


def unmarked(line: str) -> str:
    return re.sub("[«»]", "", line)


def marked(line: str) -> list[str]:
    return re.findall("«(.*?)»", line)


def found(text: str, names: tuple[str, ...] = ()) -> list[str]:
    return [figure.text for figure in figures(text, UNITS, names)]


TRUE_LINES = [masked(line) for line in lines(TRUE)]
FAULT_LINES = [unmarked(line) for line in lines(FAULTS)]
EXAMPLES = [phrase.reason.partition(": ")[2] for phrase in PHRASES]


@pytest.mark.parametrize("block", TRUE)
def test_true_sentences_raise_nothing(block: str) -> None:
    wrong = {line: found(masked(line)) for line in TRUE[block].strip().splitlines()}
    assert {line: phrases for line, phrases in wrong.items() if phrases} == {}


@pytest.mark.parametrize("block", FAULTS)
def test_each_figure_is_found_whole(block: str) -> None:
    for line in FAULTS[block].strip().splitlines():
        assert found(unmarked(line)) == marked(line), line


def test_the_tables_are_as_large_as_they_should_be() -> None:
    for table, least in ((TRUE, 160), (FAULTS, 90)):
        assert len(lines(table)) == len(set(lines(table))) >= least


def test_a_figure_keeps_its_place() -> None:
    for line in FAULT_LINES:
        assert all(line[figure.start : figure.end] == figure.text for figure in figures(line, UNITS))


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: allowed.name)
def test_the_examples_of_an_exception_state_no_figure(allowed: Phrase) -> None:
    assert found(allowed.reason.partition(": ")[2]) == []


@pytest.mark.parametrize("phrase", chinese_figures(), ids=lambda phrase: phrase.name)
def test_each_example_of_a_figure_is_found(phrase: Phrase) -> None:
    assert all(len(found(example)) == 1 for example in phrase.reason.partition(": ")[2].split(", "))


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.name)
def test_each_pattern_is_needed_by_a_sentence(phrase: Phrase) -> None:
    sentences = [*TRUE_LINES, *FAULT_LINES, *EXAMPLES]
    for pattern in phrase.patterns:
        assert any(map(re.compile(pattern, re.ASCII).search, sentences)), pattern


@pytest.mark.parametrize(
    ("text", "remaining"),
    {
        "5G基站建成300座": ["300座"],
        "PM2.5浓度下降，PM2.5为35": ["35"],
        "PM2.55": ["2.55"],
        "15G": ["15"],
        "5GB": ["5"],
        "５Ｇ用户": [],
        "COVID-19病例12例": ["12例"],
        "达到1+1>2的效果": [],
        "三明治三份，三明市": ["三份"],
        "增长5%，5G": ["5%"],
    }.items(),
)
def test_a_name_frees_itself_and_nothing_else(text: str, remaining: list[str]) -> None:
    assert found(text, NAMES) == remaining


def test_a_unit_of_the_data_makes_a_numeral_a_figure() -> None:
    assert found("九组团") == []
    assert [figure.text for figure in figures("九组团", ["组团"])] == ["九组团"]
    assert [figure.text for figure in figures("每天62.2套/(人·天)", ["套/(人·天)"])] == ["62.2套/(人·天)"]


def test_digits_on_both_sides_of_a_mask_are_two_figures() -> None:
    assert found(f"1{MASK}2") == ["1", "2"]


CARRIERS = (
    "完成{}。",
    "其中新增{}，其余未变",
    "共{}，",
    "达到{}；",
    "（{}）",
    "截至2020年7月28日，已有{}。",
    "为{}左右",
)
SMALL = "零一二三四五六七八九"


def in_characters(number: int) -> str:
    """Write a number from 2 to 99,999 in characters, as it counts before a measure word."""
    if number == 2:
        return "两"
    thousands, rest = divmod(number, 10_000)
    words = f"{SMALL[thousands]}万" if thousands else ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, power)
        if digit:
            words += SMALL[digit] + name
        elif words and rest and not words.endswith("零"):
            words += "零"
    return words.removeprefix("一") if 10 <= number < 20 else words


digits = st.decimals(0, 10**9, places=2).map(str) | st.integers(0, 10**9).map(str)
numbers = st.builds("{}{}".format, digits, st.sampled_from(UNITS)) | st.builds(
    "{}{}".format,
    st.integers(2, 99_999).map(in_characters),
    st.sampled_from(sorted({*UNITS} - {"级", "期", "元"})),
)
around = st.sampled_from([line for line in TRUE_LINES if line[-1] == "。" and line[0] not in "123（"])


@given(numbers, st.sampled_from(CARRIERS), around, around)
def test_a_number_with_a_unit_is_found_wherever_it_stands(
    number: str, carrier: str, before: str, after: str
) -> None:
    start = len(before) + carrier.index("{")
    text = before + carrier.format(number) + after
    assert [figure[:3] for figure in figures(text, UNITS)] == [(start, start + len(number), number)]


@given(st.sampled_from(lines(FAULTS)), around)
def test_no_sentence_before_a_figure_hides_it(line: str, before: str) -> None:
    assert found(before + unmarked(line)) == marked(line)


def test_every_character_that_a_phrase_begins_with_is_known() -> None:
    first = set().union(*(beginnings(pattern) for phrase in PHRASES for pattern in phrase.patterns))
    assert sorted(char for char in first if not re.match(f"[{_FIRST}]", char, re.ASCII)) == []


def beginnings(pattern: str) -> set[str]:
    """Give the characters that what a pattern finds can begin with."""
    found: set[str] = set()
    _collect(parser.parse(pattern, re.ASCII), found)
    return found


def _collect(items: Iterable[Any], found: set[str]) -> bool:
    """Collect the first characters of a parsed pattern; say whether it can be empty."""
    for code, value in items:
        if code in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
            continue
        if code is codes.LITERAL:
            found.add(chr(value))
            return False
        if code is codes.IN:
            _collect_class(value, found)
            return False
        if code is codes.BRANCH:
            branches = [_collect(branch, found) for branch in value[1]]
            empty = any(branches)
        elif code is codes.SUBPATTERN:
            empty = _collect(value[3], found)
        else:
            assert code in (codes.MAX_REPEAT, codes.MIN_REPEAT), code
            empty = _collect(value[2], found) or value[0] == 0
        if not empty:
            return False
    return True


def _collect_class(members: Iterable[Any], found: set[str]) -> None:
    for code, value in members:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.RANGE:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            assert code is codes.CATEGORY, code
            found.update(
                "0" if value is codes.CATEGORY_DIGIT else "a " if value is codes.CATEGORY_SPACE else "a0"
            )
