"""Chinese on a page of another language is found wherever it is read, and let alone where it is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzbook.gate.foreign import unmarked

FOUND = {
    "text": ("<p>Words 中文 and</p>", ["中文 and"]),
    "text behind an element": ("<p><b>Words</b> 中文</p>", ["中文"]),
    "punctuation with it": ("<p>（中文）</p>", ["（中文）"]),
    "an alternative text": ('<img src="a.png" alt="中文">', ["中文"]),
    "a label": ('<a href="a.html" aria-label="Link to 中文">a</a>', ["中文"]),
    "a drawing": ("<svg><text>中文</text></svg>", ["中文"]),
    "data for machines": ('<script type="application/ld+json">{"name": "中文"}</script>', ['"中文"}']),
    "twice": ("<p>中文</p><p>中文</p>", ["中文"]),
    "another language within Chinese": ('<p lang="en">中文</p>', ["中文"]),
    "nothing": ("<p>Words</p>", []),
    "words that are marked": ('<p>Words <span lang="zh">中文</span></p>', []),
    "a name of a language": ('<a href="a.html" lang="zh-CN">中文</a>', []),
    "code": ("<pre>中文</pre><p><code>中文</code></p>", []),
    "an address": ('<a href="#中文" id="中文">a</a>', []),
    "a script": ('<script>"中文"</script>', []),
    "a comment": ("<!-- 中文 -->", []),
}


@pytest.mark.parametrize("name", FOUND)
def test_chinese_is_found_where_it_is_read(name: str, tmp_path: Path) -> None:
    body, expected = FOUND[name]
    page = tmp_path / "page.html"
    page.write_text(f'<!DOCTYPE html><html lang="en"><body>{body}</body></html>', "utf-8")
    assert [*unmarked(page)] == expected


def test_a_chinese_page_is_let_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="zh-CN"><body><p>中文</p></body></html>', "utf-8")
    assert [*unmarked(page)] == []
