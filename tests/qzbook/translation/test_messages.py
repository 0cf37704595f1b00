"""Every text that an author types is a message, with its line; nothing that is made from the data is."""

from __future__ import annotations

from pathlib import Path

import bilingual_book
import pytest
from bilingual_book import INDEX, catalogue

import made_up_book
from qzbook.press.translate import translate
from support import write_files

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

CONSTRUCTS = {
    "a paragraph of two lines": ("甲\n乙\n", ["甲\n乙"]),
    "a heading": ("## 甲\n", ["甲"]),
    "lists": ("- 甲\n- 乙\n  1. 丙\n", ["甲", "乙", "丙"]),
    "a table": (
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | {metric}`inspection.units` |\n",
        ["甲", "乙", "丙", "{metric}`inspection.units`"],
    ),
    "a quotation": ("> 甲\n", ["甲"]),
    "a term": ("甲\n: 乙\n", ["甲", "乙"]),
    "a note": ("甲[^a]\n\n[^a]: 乙\n", ["甲[^a]", "乙"]),
    "a box": (":::{note}\n甲\n:::\n", ["甲"]),
    "a box with a title": (":::{admonition} 甲\n乙\n:::\n", ["甲", "乙"]),
    "a title of a table": (":::{list-table} 甲\n* - 乙\n:::\n", ["甲", "乙"]),
    "emphasis": ("**甲**和*乙*\n", ["**甲**和*乙*"]),
    "a picture in a line": ("![甲](a.svg)乙\n", ["![甲](a.svg)乙"]),
    "a picture with a caption": (":::{figure} a.svg\n:alt: 甲\n\n乙\n:::\n", ["甲", "乙"]),
    "a formula": ("$$\na^2\n$$\n", []),
    "code": ("```\n甲\n```\n", []),
    "a comment": ("% 甲\n", []),
    "a list of the data": ("```{items} inspection.items\n```\n", []),
    "a chart with a title": (
        '```{code-cell}\nimport qzcharts as qz\nqz.units("inspection.units", title="甲")\n```\n',
        ["甲"],
    ),
    "a chart without": ('```{code-cell}\nimport qzcharts as qz\nqz.units("inspection.units")\n```\n', []),
    "a table of numbers": (
        '```{code-cell}\nimport qzcharts as qz\nqz.table("inspection.units", title="甲")\n```\n',
        ["甲"],
    ),
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, int]]]:
    """The messages of a page for each construct, all read at once."""
    pages = {f"page{number}": text for number, (text, _) in enumerate(CONSTRUCTS.values())}
    files = {
        "_config.yml": bilingual_book.CONFIGURATION,
        "book/locale/en/index.po": catalogue(INDEX),
        "book/a.svg": PICTURE,
    }
    manuscript, _ = made_up_book.read(made_up_book.make(tmp_path_factory.mktemp("messages"), pages, files))
    messages: dict[str, list[tuple[str, int]]] = {}
    for path, message in (each for translation in manuscript.translations for each in translation.messages):
        messages.setdefault(Path(path).stem, []).append((message.text, message.line))
    return messages


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_what_is_typed_is_a_message_with_its_line(name: str, found: dict[str, list[tuple[str, int]]]) -> None:
    text, expected = CONSTRUCTS[name]
    title, *own = found[f"page{[*CONSTRUCTS].index(name)}"]
    assert title[0] == "标题"
    assert [message for message, _ in own] == expected
    lines = made_up_book.source(text).split("\n")
    for message, line in own:
        assert any(message.split("\n")[0] in each for each in lines[line - 2 : line + 1])


def test_catalogues_are_made_and_kept_up_to_date(tmp_path: Path) -> None:
    project = made_up_book.make(tmp_path, {"page": "甲。\n"}, {"_config.yml": bilingual_book.CONFIGURATION})
    first = {made.path: made.due.missing for made in translate(project)}
    assert first == {"book/locale/en/index.po": 2, "book/locale/en/page.po": 2}
    assert not any(made.changed for made in translate(project))
    write_files(tmp_path, {"book/page.md": made_up_book.source("乙。\n")})
    changed = {made.path: made.due for made in translate(project) if made.changed}
    assert [*changed] == ["book/locale/en/page.po"]
    write_files(tmp_path, {"book/locale/en/gone.po": catalogue({"甲": "A"})})
    (gone,) = (made for made in translate(project) if made.changed)
    assert (gone.path, gone.gone) == ("book/locale/en/gone.po", True)
    assert not (tmp_path / gone.path).exists()
