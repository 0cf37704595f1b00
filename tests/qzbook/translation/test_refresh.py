"""Catalogues are brought up to date without losing what was translated, and say nothing of when."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbook.translation.catalogue import parsed
from qzbook.translation.messages import Message
from qzbook.translation.refresh import Due, refreshed

NAME = "book/locale/en/page.po"
LONG = "提供的现房{metric}`inspection.units`全部完成排查，用时{metric}`inspection.days`。"
CHANGED = "提供的现房{metric}`inspection.units`都已完成排查，用时{metric}`inspection.days`。"


def refresh(standing: bytes, *texts: str, elsewhere: Mapping[str, str] | None = None) -> tuple[bytes, Due]:
    messages = [("book/page.md", Message(text, line)) for line, text in enumerate(texts, 1)]
    return refreshed(NAME, standing, messages, "en", elsewhere or {})


def translated(content: bytes, **texts: str) -> bytes:
    """Write translations into a catalogue whose messages are of one line."""
    text = content.decode()
    for number, (message, translation) in enumerate(texts.items()):
        assert number == text.count(f'msgid "{message}"\nmsgstr ""') - 1 + number
        text = text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translation}"')
    return text.encode()


def test_what_is_new_has_no_translation_and_its_place() -> None:
    content, due = refresh(b"", "甲", "乙")
    assert due == Due(2, 0)
    assert '#: book/page.md:2\nmsgid "乙"\nmsgstr ""\n' in content.decode()
    assert "Date" not in content.decode()


def test_what_stands_stays_and_what_is_gone_goes() -> None:
    first = translated(refresh(b"", "甲", "乙")[0], 甲="A", 乙="B")
    content, due = refresh(first, "乙")
    assert due == Due(0, 0)
    assert "甲" not in content.decode()
    assert 'msgid "乙"\nmsgstr "B"' in content.decode()


def test_what_has_changed_keeps_its_translation_as_fuzzy_with_the_former_text() -> None:
    first = translated(refresh(b"", LONG)[0], **{LONG: "All are done."})
    content, due = refresh(first, CHANGED)
    assert due == Due(0, 1)
    told = f'#, fuzzy\n#| msgid "{LONG}"\nmsgid "{CHANGED}"\nmsgstr "All are done."\n'
    assert told in content.decode().replace('"\n#| "', "").replace('"\n"', "")
    assert refresh(content, CHANGED) == (content, due)


def test_what_is_on_another_page_now_keeps_its_translation() -> None:
    content, due = refresh(b"", "甲", elsewhere={"甲": "A", "乙": "B"})
    assert due == Due(0, 0)
    assert 'msgid "甲"\nmsgstr "A"' in content.decode()


def test_a_message_of_two_places_stands_once() -> None:
    content, due = refresh(b"", "甲", "甲")
    assert due == Due(1, 0)
    assert "#: book/page.md:1 book/page.md:2\n" in content.decode()


def test_what_looks_like_a_template_of_python_is_none() -> None:
    content, _ = refresh(b"", "{metric}`a.b`占%d", "约%(甲)s")
    assert "python" not in content.decode()


@pytest.mark.parametrize("comment", ["# 译者的话\n", "#. chart\n"])
def test_a_comment_stays_with_its_message(comment: str) -> None:
    content = refresh(b"", "甲")[0].replace(b"#: book", f"{comment}#: book".encode())
    again, _ = refresh(content, "甲")
    assert (comment in again.decode()) == comment.startswith("# ")


@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip() == text), unique=True, max_size=5))
def test_any_text_is_read_as_it_was_written(texts: list[str]) -> None:
    content, due = refresh(b"", *texts)
    assert due == Due(len(texts), 0)
    assert {str(entry.id) for entry in parsed(NAME, content) if entry.id} == set(texts)
    assert refresh(content, *texts)[0] == content
