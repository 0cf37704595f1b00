"""What a link of the PDF says aloud, and that being a place to lead to changes nothing that one sees."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from typst_books import Build

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9" stroke="#000"/></svg>'
CHAPTER = """
# 甲章

文字。

(paragraph)=
这一段有人引用，而且写得很长，长过一个链接要说的三十个字，后面还有。

(empty)=

## 乙节

```{figure} boat.svg
:name: boat
:alt: 一条船

船的图
```

```{list-table} 船的表
:name: boats

* - 船
* - 一
```

```{code-block} python
:name: sail
:caption: 船的代码

sail()
```
"""
SAYS = {
    "chapter": "章, 页 1",
    "paragraph": "甲章 这一段有人引用，而且写得很长，长过一个链接要说的三十个字，后…",
    "boat": "图1.1 船的图",
    "boats": "表1.1 船的表",
    "sail": "代码1.1 船的代码",
}


def spoken(build: Build) -> list[str]:
    """Give what the links in the body of a book say, in its order; the contents before it have their own."""
    with pikepdf.open(build.pdf) as pdf:
        return [
            str(each.Contents)
            for page in pdf.pages
            for each in page.get("/Annots", [])
            if each.Subtype == "/Link" and page.label == "1"
        ]


@pytest.mark.parametrize("target", SAYS)
def test_a_link_says_what_it_leads_to(small_book: Callable[..., Build], target: str) -> None:
    link = "chapter.md" if target == "chapter" else f"#{target}"
    index = f"# 书\n\n见[此处]({link})。\n\n```{{toctree}}\n:numbered:\nchapter\n```\n"
    build = small_book(
        index,
        {"chapter.md": CHAPTER, "boat.svg": SVG},
        numfig=True,
        numfig_format={"figure": "图%s", "table": "表%s", "code-block": "代码%s"},
    )
    assert build.error is None, build.error
    assert spoken(build) == [SAYS[target]]


def test_what_links_of_the_torture_book_say_is_in_its_language(copy: Build) -> None:
    with pikepdf.open(copy.pdf) as pdf:
        said = {str(each.get("/Contents", "")) for page in pdf.pages for each in page.get("/Annots", [])}
    said = {text for text in said if not text.startswith(("http", "mailto"))}
    assert len(said) > 40
    for text in said:
        assert text == text.strip() and text[0] != ","
        assert not any(word in text for word in ("section", "chapter", "front", "page"))


PLACES = {
    "paragraph": "前{}后\n",
    "list": "- 前{}后\n- 又前{}后\n",
    "cell": "| 头 |\n|---|\n| 前{}后 |\n",
    "quote": "> 前{}后\n",
    "note": "```{{note}}\n前{}后\n```\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_to_lead_to_changes_nothing_else(small_book: Callable[..., Build], place: str) -> None:
    found = []
    for mark in ("", "{index}`词`"):  # what an index leads to is a place
        build = small_book("# 书\n\n" + PLACES[place].format(mark, mark))
        assert build.error is None, build.error
        walked = build.structure().walk("P", "L", "LI", "LBody", "TD", "TR", "Table", "BlockQuote", "Div")
        elements = [each for each in walked if "后" in each.text]
        found.append([(each.role, each.text.replace("词", "")) for each in elements])
    assert found[0] == found[1] != []


REPEATED = {
    "a heading": "## 节{index}`词`\n\n文字。\n",
    "a caption of a table": "```{list-table} 题{index}`词`\n:name: boats\n\n* - 船\n* - 一\n```\n",
    "a caption of a figure": "```{figure} boat.svg\n:alt: 船\n\n题{index}`词`\n```\n",
}


@pytest.mark.parametrize("place", REPEATED)
def test_a_place_in_what_lists_repeat_stands_once(small_book: Callable[..., Build], place: str) -> None:
    text = REPEATED[place].replace("```{list-table}", ":::{list-table}").replace("* - 一\n```", "* - 一\n:::")
    build = small_book(f"# 书\n\n{text}", {"boat.svg": SVG}, numfig=True)
    assert build.error is None, build.error
    index = [each.text for each in build.structure().walk("P") if each.text.strip().startswith("词，")]
    assert [entry.strip() for entry in index] == ["词，1"]


TITLES = {
    "a heading": "## 节[甲](https://example.org)\n\n文字。\n",
    "a caption of a table": ":::{list-table} 题[甲](https://example.org)\n* - 船\n* - 一\n:::\n",
    "a caption of a figure": "```{figure} boat.svg\n:alt: 船\n\n题[甲](https://example.org)\n```\n",
}


@pytest.mark.parametrize("place", TITLES)
def test_a_link_in_a_title_is_none_within_the_entry_of_a_list(
    small_book: Callable[..., Build], place: str
) -> None:
    build = small_book(f"# 书\n\n{TITLES[place]}", {"boat.svg": SVG}, numfig=True)
    assert build.error is None, build.error
    entries = list(build.structure().walk("TOCI"))
    assert any("甲" in entry.text for entry in entries)
    assert not [link for entry in entries for link in entry.walk("Link") if [*link.walk("Link")] != [link]]
