"""Twenty questions of a reader with a phone, each answered by what is on the screen after two steps at most.

A step is what a thumb does once: press something that is seen, push the page up by a screen, or search words.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
#: Whether a text, with whatever spaces or elements in it, stands on the screen.
SEEN = """wanted => {
  const bare = (text) => text.replace(/\\s/g, "");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let shown = "";
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const on = ({width, height, top, bottom}) => width > 1 && height > 1 && bottom > 0 && top < innerHeight;
    if ([...range.getClientRects()].some(on)) shown += bare(walker.currentNode.data);
  }
  return shown.includes(bare(wanted));
}"""
CONTENTS = "press .contents-button"
PUSH = "push"

QUESTIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("这是什么报告", (), "泉州北峰丰州片区开发工作数据报告"),
    ("报告的是哪一段时间", (), "2020年1月1日至7月28日"),
    ("由谁发布", (), "qzcharts项目"),
    ("发现了什么", (), "只有现房排查同时公布了总量和完成量"),
    ("排查了多少套，用了多久", (), "622套现房全部完成排查，用时不超过10天"),
    ("排查从哪天开始", (), "6月21日至30日之间"),
    ("哪些工作没有公布总量", (PUSH,), "—：没有公布"),
    ("投资占年度计划多少", (PUSH,), "约52%"),
    ("办了多少本产权证", (PUSH,), "478本"),
    (
        "办结率是多少",
        (CONTENTS, 'press #contents [href="certificates.html"]'),
        "应办的总数没有公布，办结率无法计算",
    ),
    (
        "租户是否都走访到",
        (CONTENTS, 'press #contents [href="prevention.html"]'),
        "覆盖了其中多少户，没有公布",
    ),
    ("接下来做什么", (CONTENTS, 'press #contents [href="outlook.html"]'), "拟全面推行的工作机制4项"),
    ("怎样引用", (CONTENTS, 'press #contents [href="appendix/citation.html"]'), "[R"),
    ("哪里下载PDF", (CONTENTS,), "PDF版"),
    ("哪里取全部数字", (CONTENTS, PUSH), "全部数字（CSV）"),
    ("龙兴小区二期到了哪一步", ("search 龙兴小区 阶段",), "多数楼栋结构封顶"),
    ("潘山的房子验收了吗", ("search 潘山 验收",), "已竣工验收"),
    ("98.8%出自哪里", ("search 98.8 出处",), "（第五节）出处：泉州城建集团"),
    ("年度计划是多少", ("search 推算的年度投资计划",), "24.92"),
    ("“约”是什么意思", ("search 限定词", "press #search-results .place"), "带“约”的数也按印出的位数理解"),
)
assert len(QUESTIONS) >= 20
assert max(len(steps) for _, steps, _ in QUESTIONS) <= 2


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in a hand."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _take(page: Page, step: str) -> None:
    kind, _, what = step.partition(" ")
    match kind:
        case "push":
            page.mouse.move(PHONE["width"] / 2, PHONE["height"] / 2)
            page.mouse.wheel(0, PHONE["height"] * 0.8)
        case "press":
            found = page.locator(what).first
            expect(found).to_be_in_viewport()
            found.tap()
        case "search":
            page.locator(".search-form button").locator("visible=true").first.tap()
            page.wait_for_url("**/search.html*")  # or the words would go into the page before
            page.locator("#search-query").fill(what)
            page.locator("#search-results h2 a").first.wait_for()


@pytest.mark.parametrize(("question", "steps", "answer"), QUESTIONS, ids=[each[0] for each in QUESTIONS])
def test_a_reader_finds_the_answer_in_two_steps(
    phone: Page, site: str, question: str, steps: tuple[str, ...], answer: str
) -> None:
    phone.goto(f"{site}index.html")
    for step in steps:
        _take(phone, step)
    phone.wait_for_function(SEEN, arg=answer, timeout=10_000)
