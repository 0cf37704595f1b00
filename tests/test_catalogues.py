"""Catalogues hold what the code says, in full, and nothing else."""

from __future__ import annotations

import ast
from collections import Counter
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from catalogues import PACKAGES, SOURCES, path_of, read, renewed
from qzcharts.words import Catalogue

#: Where a call has its texts.
PLACES = {"gettext": (0,), "ngettext": (0, 1), "marked": (0,), "word": (1,), "words": (1, 2)}
RENEW = "run `python tests/catalogues.py` and translate what is new in {path}"


def texts(message: Message) -> list[tuple[str, str]]:
    """Give the text of a message with its translation; that of many things has one for all numbers."""
    ids = [message.id] if isinstance(message.id, str) else message.id
    translation = message.string if isinstance(message.string, str) else (message.string or [""])[0]
    return [(ids[-1], translation)]


def fields(text: str) -> Counter[tuple[str, str | None]]:
    """Give the fields of a text, each with its conversion."""
    return Counter(
        (name, conversion) for _, name, _, conversion in Formatter().parse(text) if name is not None
    )


def messages(catalogue: Catalog) -> dict[tuple[str | None, object], Message]:
    return {(message.context, message.id): message for message in catalogue if message.id}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_catalogue_has_what_the_code_says_and_nothing_else(package: str) -> None:
    standing, asked = messages(read(package)), messages(renewed(package))
    renew = RENEW.format(path=path_of(package).name)
    assert not asked.keys() - standing.keys(), f"missing; {renew}"
    assert not standing.keys() - asked.keys(), f"stale; {renew}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_entry_is_translated_with_all_its_fields(package: str) -> None:
    for message in messages(read(package)).values():
        assert not message.fuzzy, message.id
        for text, translation in texts(message):
            assert translation, f"{text!r} has no translation"
            assert set(fields(text)) <= set(fields(translation)) | {("number", None)}, text
            assert set(fields(translation)) <= set(fields(text)) | {("number", None)}, text


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_read_is_what_translators_wrote(package: str) -> None:
    made = BytesIO()
    write_mo(made, renewed(package))
    assert path_of(package).with_suffix(".mo").read_bytes() == made.getvalue()


@pytest.mark.parametrize(
    "settings, expected",
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, "en"),
        ({"LANG": "C", "LANGUAGE": "fr:zh_CN:en"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_a_message_speaks_the_language_of_the_user(
    settings: dict[str, str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert (
        own(tmp_path).gettext("{name}: wrong", name="甲") == {"zh": "甲：有误", "en": "甲: wrong"}[expected]
    )


def test_a_book_speaks_the_language_of_its_edition(tmp_path: Path) -> None:
    catalogue = own(tmp_path)
    assert catalogue.word("zh", "{name}: wrong", name="甲") == "甲：有误"
    assert catalogue.word("en", "{name}: wrong", name="甲") == "甲: wrong"
    assert [catalogue.words("en", "{number} page", "{number} pages", n) for n in (1, 2)] == [
        "1 page",
        "2 pages",
    ]
    assert [catalogue.words("zh", "{number} page", "{number} pages", n) for n in (1, 2)] == ["1页", "2页"]


def own(folder: Path) -> Catalogue:
    """Make a catalogue of two entries."""
    path = folder / "zh/LC_MESSAGES/own.mo"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale="zh")
    catalogue.add("{name}: wrong", "{name}：有误")
    catalogue.add(("{number} page", "{number} pages"), ("{number}页",))
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return Catalogue(folder, "own")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_call_hides_its_text_from_the_catalogue(package: str) -> None:
    """Babel passes over calls within f-strings."""
    known = [message.id for message in messages(renewed(package)).values()]
    asked = {text for texts in known for text in ([texts] if isinstance(texts, str) else texts)}
    for path in sorted((SOURCES / package).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                for text in (call.args[at] for at in PLACES.get(call.func.id, ()) if at < len(call.args)):
                    place = f"{path}:{call.lineno}"
                    assert not isinstance(text, ast.JoinedStr), f"{place}: give fields by name"
                    assert not isinstance(text, ast.Constant) or text.value in asked, place
