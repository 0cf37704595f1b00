"""The pages: margins, lines, running heads, and what must not be parted by a page's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pypdfium2
from typst_books import BOOK, Build

SmallBook = Callable[..., Build]
EM = 10.5
LEFT = (595.28 - 40 * EM) / 2


def test_page_numbers_are_roman_then_arabic(book: Build) -> None:
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    assert labels[1:5] == ["i", "ii", "iii", "1"]
    assert labels[-1] == str(len(labels) - 4)


def lines(book: Build, first: int = 4) -> list[tuple[int, float, float, str]]:
    """Return page, left and right end in points, and text of every line of the pages with body text."""
    found = []
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        for number in range(first, len(pdf)):
            text = pdf[number].get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                found.append((number, left, right, text.get_text_bounded(left, bottom, right, top).strip()))
    return found


def test_nothing_stands_in_the_margin(book: Build) -> None:
    """Long addresses, code and checksums break; 40 characters of 10.5 points make the line."""
    for number, left, right, text in lines(book):
        assert left >= LEFT - 1, (number, text)
        assert right <= 595.28 - LEFT + 5, (number, text)  # space is counted after a last character, too


def test_no_line_begins_with_a_closing_mark(book: Build) -> None:
    first = [text for _, left, _, text in lines(book) if abs(left - LEFT) < 3 and text]
    assert len(first) > 60
    assert [text for text in first if text[0] in "，。、；：？！）》”’】…"] == []


CHAPTERS = {
    f"chapter{number}.md": f"# 第{name}题\n\n" + f"{name}文。\n\n" * count
    for number, (name, count) in enumerate([("甲", 30), ("乙", 50), ("丙", 70)])
}
PARTED = "# 书\n\n首文。\n\n```{toctree}\n:caption: 上编\nchapter0\nchapter1\nchapter2\n```\n"


def test_a_running_head_names_the_chapter_of_the_first_line(small_book: SmallBook) -> None:
    """A page that begins with a title has none."""
    named = []
    for lines in pages_of(small_book(PARTED, CHAPTERS))[3:]:
        if not any("文。" in line for line in lines):
            continue
        first = next(name for name in "首甲乙丙" if f"{name}文。" in "".join(lines))
        named.append(lines[0].startswith("虚构小书") and f"第{first}题" in lines[0])
        titled = lines[0] == "书" or re.match("第.题$", lines[0])
        assert bool(titled) != named[-1]
    assert named.count(True) >= 2


def test_a_chapter_goes_on_where_its_title_and_six_lines_have_room(small_book: SmallBook) -> None:
    """The name of its part stands above its title, on a line of its own."""
    after = []
    for count in range(20, 30, 2):
        files = {**CHAPTERS, "chapter0.md": "# 第甲题\n\n" + "甲文。\n\n" * count}
        pages = [
            lines for lines in pages_of(small_book(PARTED, files)) if "甲文。" in lines or "乙文。" in lines
        ]
        (lines,) = [lines for lines in pages if "第乙题" in lines]
        after.append(len(lines) - lines.index("第乙题") - 1)
        (first,) = [lines for lines in pages if "第甲题" in lines]
        assert first[first.index("第甲题") - 1] == "上编"
    assert min(after) >= 6
    assert min(after) < 12 < max(after)


def characters(build: Build, text: str) -> list[tuple[str, float, float]]:
    """Return each character of the first place where a text stands, with left end and bottom of its box."""
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        for page in pdf:
            found = page.get_textpage()
            everything = found.get_text_range()
            start = everything.replace("\r\n", "").find(text)
            if start < 0:
                continue
            plain = [index for index, character in enumerate(everything) if character not in "\r\n"]
            boxes = []
            for offset, character in enumerate(text):
                left, bottom, _, _ = found.get_charbox(plain[start + offset], loose=True)
                boxes.append((character, left, bottom))
            return boxes
    raise AssertionError(text)


LONG = (
    "这一段故意写得很长，好让它占满好几行：北辰县的纸船船队在某年上半年一共下水十二次，每次都有人站在岸边数云，"
    "数完便把结果写在纸上，再把纸折成船放回水里，于是谁也不知道到底数了多少朵云，只知道云很多，船也很多，"
)


def test_a_line_has_about_forty_characters_and_a_paragraph_is_indented_by_two(book: Build) -> None:
    boxes = characters(book, LONG)
    assert abs(boxes[0][1] - LEFT - 2 * EM) < 1
    pitch = 1.78 * EM  # of the lines
    lines = Counter(round((boxes[0][2] - bottom) / pitch) for _, _, bottom in boxes)
    assert len(lines) == 3
    assert 36 <= lines[0] <= 40 and 38 <= lines[1] <= 42


def test_marks_that_meet_are_set_close(book: Build) -> None:
    boxes = characters(book, "《北辰县志》（第二版）")
    steps = {a + b: right - left for (a, left, _), (b, right, _) in pairwise(boxes)}
    assert steps["北辰"] > 0.95 * EM
    assert steps["》（"] < 0.75 * EM


def test_chinese_stands_apart_from_digits_and_letters_in_the_imprint(book: Build) -> None:
    """On both sides of a word, by a quarter of the size of type (CLREQ 3.2.6)."""
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        imprint = pdf[1].get_textpage().get_text_range()
    assert "第 3 版起含书中 CC BY 4.0 许可" in imprint


def test_no_line_of_code_begins_with_a_closing_mark(small_book: SmallBook) -> None:
    code = "\n".join("甲" * count + "[乙]." * 40 for count in range(1, 6))
    build = small_book(f"# 书\n\n```text\n{code}\n```\n")
    assert build.error is None
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        found = [
            line for page in pdf for line in page.get_textpage().get_text_range().splitlines() if "乙" in line
        ]
    assert len(found) > 10
    assert [line for line in found if line[0] in "]."] == []


def test_a_very_long_word_breaks_wherever_it_stands(small_book: SmallBook) -> None:
    word = "0123456789abcdef" * 40
    build = small_book(
        f"# 书\n\n{word}\n\n`{word}`\n\n```text\n{word}\n```\n\n<https://example.org/{word}>\n"
    )
    assert build.error is None, build.error
    assert max(right for _, _, right, _ in lines(build, 1)) <= 595.28 - LEFT + 5


def test_a_long_address_breaks_and_stretches_no_line(book: Build) -> None:
    boxes = characters(book, "示例网站，裸链接")
    steps = [right - left for (_, left, _), (_, right, _) in pairwise(boxes[:4])]
    assert max(steps) < 1.1 * EM


def test_a_long_table_repeats_its_head_on_every_page(book: Build) -> None:
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    within = [text for text in pages if "虚构第 " in text]
    assert len(within) >= 2
    assert all("船名" in text for text in within)


def pages_of(build: Build) -> list[list[str]]:
    """Return the lines of every page, the page number left out."""
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        return [
            [line for line in page.get_textpage().get_text_range().splitlines() if not line.isdecimal()]
            for page in pdf
        ]


def test_no_line_of_a_paragraph_stands_alone_on_a_page(small_book: SmallBook) -> None:
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
    text = "\n\n".join(name * 40 * (4 + number % 3) for number, name in enumerate(names))
    pages = pages_of(small_book(f"# 书\n\n{text}\n"))
    alone = [
        (name, number)
        for number, lines in enumerate(pages)
        for name in names
        if sum(line.strip() == name * len(line.strip()) for line in lines if line.strip()) == 1
    ]
    assert sum(any(name in "".join(lines) for name in names) for lines in pages) >= 3
    assert alone == []


def test_a_heading_stays_with_what_follows(small_book: SmallBook) -> None:
    sections = [f"## 标题{number}\n\n{'正文' * 20 * (2 + number % 5)}\n" for number in range(60)]
    pages = [
        lines for lines in pages_of(small_book("# 书\n\n" + "\n".join(sections))) if "正文" in str(lines)
    ]
    assert len(pages) > 4
    assert [lines[-1] for lines in pages if "标题" in lines[-1]] == []


def test_a_line_above_a_table_stays_with_it(small_book: SmallBook) -> None:
    above = "```{rst-class} keep-with-next\n```\n\n上文。\n"
    rows = ["| 行 |\n" * (2 + number % 5) for number in range(60)]
    tables = [f"{above}\n| 头 |\n| --- |\n{each}\n" for each in rows]
    pages = [lines for lines in pages_of(small_book("# 书\n\n" + "\n".join(tables))) if "上文" in str(lines)]
    assert len(pages) > 4
    assert [lines[-1] for lines in pages if "上文" in lines[-1]] == []


def test_sections_look_alike_in_a_part_and_before_the_parts(small_book: SmallBook) -> None:
    index = "# 书\n\n## 甲节\n\n正文一。\n\n```{toctree}\n:caption: 上编\nchapter\n```\n"
    build = small_book(index, {"chapter.md": "# 章\n\n## 乙节\n\n正文二。\n"})
    looks = []
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        for text in (page.get_textpage() for page in pdf):
            everything = text.get_text_range()
            for section, words in (("甲节\r", "正文一"), ("乙节\r", "正文二")):
                if words not in everything:
                    continue
                heading = text.get_charbox(everything.index(section), loose=True)
                paragraph = text.get_charbox(everything.index(words), loose=True)
                looks.append((round(heading[3] - heading[1], 1), round(heading[1] - paragraph[3], 1)))
    assert len(looks) == 2
    assert looks[0] == looks[1]


def test_captions_stay_with_their_figures_and_tables(small_book: SmallBook) -> None:
    parts = []
    for number in range(24):
        parts.append(
            f"```{{figure}} cloud.png\n:alt: 云\n:width: {20 + 17 * (number % 4)}%\n图题{number}。\n```\n"
        )
        rows = "\n".join(f"* - {row}" for row in ("头", f"首行{number}。", "次行"))
        parts.append(f"```{{list-table}} 表题{number}。\n:header-rows: 1\n{rows}\n```\n")
    picture = (BOOK / "images/cloud.png").read_bytes()
    build = small_book("# 书\n\n" + "\n".join(parts), {"cloud.png": picture})
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        pictures = [len(list(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for page in pdf]
    assert sum(pictures) == 24
    for lines, count in zip(pages_of(build), pictures, strict=True):
        text = "".join(lines)
        if "首行" in text or count:
            assert len(re.findall("图题", text)) == count
            assert re.findall(r"表题(\d+)。", text) == re.findall(r"首行(\d+)。", text)


def test_a_table_says_on_further_pages_that_it_goes_on(small_book: SmallBook) -> None:
    rows = "\n".join(f"* - 船{number}\n  - 值" for number in range(120))
    table = "```{list-table} 船名\n:header-rows: 1\n* - 名\n  - 值\n" + rows + "\n```\n"
    small = "```{list-table} 小表\n:header-rows: 1\n* - 名\n  - 值\n* - 甲\n  - 乙\n```\n"
    build = small_book(f"# 书\n\n{small}\n{table}", numfig=True, numfig_format={"table": "表%s"})
    assert build.error is None, build.error
    shown = [
        [line[:3] for line in lines if "续" in line]
        for lines in pages_of(build)
        if any("船" in line for line in lines)
    ]
    assert shown[1:] == [[], *[["续表2"]] * (len(shown) - 2)]
    assert len(shown) > 3
    assert "续" not in "".join(element.text for element in build.structure().walk("Table"))


ROLE = "```{eval-rst}\n.. role:: together\n\n"


def test_a_phrase_stays_on_one_line_and_stands_where_it_would(small_book: SmallBook) -> None:
    """And nothing of that is in the text one copies."""
    held = [f"{'字' * count}:together:`12.96亿元`尾" for count in range(30, 40)]
    plain = "半年12.96亿元也"
    alike = "半年\\ :together:`12.96亿元`\\ 也"
    text = "\n\n".join(each.replace(":t", "\\ :t").replace("`尾", "`\\ 尾") for each in held)
    build = small_book(f"# 书\n\n一{plain}。\n\n{ROLE}二{alike}。\n\n{text}\n```\n")
    assert build.error is None, build.error
    lines = [line for page in pages_of(build) for line in page]
    assert "\u2060" not in "".join(lines)
    assert sum("12.96亿元" in line.replace(" ", "") for line in lines) == len(held) + 2
    steps = [
        [right - left for (_, left, _), (_, right, _) in pairwise(characters(build, first + "半年")[1:])]
        + [characters(build, first + "半年")[-1][1]]
        for first in "一二"
    ]
    assert steps[0] == steps[1]
