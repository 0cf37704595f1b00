"""The parts that can be asked alone: escaping, lengths, marks, structure."""

from __future__ import annotations

import json
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import typst
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx import addnodes

from sphinx_typst.base import typst_length
from sphinx_typst.chapters import letter_numbers, plan
from sphinx_typst.markup import origin_mark, origin_of, plain, string
from sphinx_typst.review import Marks
from sphinx_typst.translator import TypstTranslator

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_string_means_exactly_its_text(text: str) -> None:
    source = f"#metadata({string(text)})<it>".encode()
    compiler = typst.Compiler(source, ignore_system_fonts=True)
    assert json.loads(compiler.query("<it>", field="value", one=True)) == text


@given(TEXTS, st.integers(1, 9999))
def test_no_text_can_pass_for_an_origin_mark(text: str, line: int) -> None:
    source = origin_mark("a.md", line) + plain(text + "/*@b.md:1*/" + text) + "#bad"
    assert origin_of(source, source.count("\n") + 1, len(source.rsplit("\n", 1)[-1])) == ("a.md", line)


def test_before_the_first_mark_there_is_no_origin() -> None:
    assert origin_of("#x\n" + origin_mark("a.md", 3), 1, 1) is None


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        ("80%", "80%"),
        ("96px", "72pt"),
        ("96", "72pt"),
        ("2.5 cm", "2.5cm"),
        ("1em", "1em"),
        ("auto", None),
        ("12parsec", None),
    ],
)
def test_lengths(length: str, expected: str | None) -> None:
    assert typst_length(length) == expected


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=8))
def test_marks_are_distinct_and_do_not_depend_on_order(texts: list[str]) -> None:
    marks = Marks()
    given_marks = [marks.mark(text) for text in texts]
    assert len(set(given_marks)) == len(texts)
    backwards = Marks()
    assert {backwards.mark(text)[:4] for text in reversed(texts)} == {mark[:4] for mark in given_marks}


def test_a_text_without_letters_has_no_mark() -> None:
    assert Marks().mark(" \n") == ""


def doctrees(**contents: list[tuple[str | None, list[str]]]) -> dict[str, nodes.document]:
    """Return documents that consist of tables of contents: caption and documents."""
    trees = {}
    for name, tables in contents.items():
        trees[name] = new_document(name)
        for caption, included in tables:
            trees[name] += addnodes.toctree(caption=caption, includefiles=included)
    return trees


def test_parts_chapters_sections_and_appendices_in_order() -> None:
    trees = doctrees(
        root=[(None, ["preface"]), ("上编", ["a", "b"]), ("附录", ["x", "y"])],
        a=[(None, ["a1", "b"])],
        preface=[],
        a1=[],
        b=[],
        x=[(None, ["x1"])],
        x1=[],
        y=[],
    )
    planned = [(c.docname, c.level, c.is_chapter, c.part, c.letter) for c in plan("root", trees.__getitem__)]
    assert planned == [
        ("root", 1, True, "", ""),
        ("preface", 1, True, "", ""),
        ("a", 2, True, "上编", ""),
        ("a1", 3, False, "", ""),
        ("b", 3, False, "", ""),
        ("x", 2, True, "附录", "A"),
        ("x1", 3, False, "", "A"),
        ("y", 2, True, "", "B"),
    ]


def test_numbers_in_an_appendix_begin_with_its_letter() -> None:
    trees = doctrees(root=[("Appendices", ["x"])], x=[])
    chapter = plan("root", trees.__getitem__)[1]
    assert chapter.number((9, 1)) == ("A", 1)


def test_sections_and_captions_in_an_appendix_begin_with_its_letter() -> None:
    trees = doctrees(root=[(None, ["a"]), ("附录", ["x", "y"])], a=[], x=[(None, ["x1"])], x1=[], y=[])
    chapters = {chapter.docname: chapter for chapter in plan("root", trees.__getitem__)}
    captions = {
        "a": {"figure": {"one": (1, 1)}},
        "x": {"figure": {"two": (1,), "three": (2,)}, "table": {"four": (1,)}},
        "x1": {"figure": {"five": (3,)}},
        "y": {"figure": {"six": (3, 1)}},
    }
    sections = {"a": {"": (1,)}, "y": {"": (3,), "#s": (3, 1), "#deep": None}, "404": {}}
    env: Any = SimpleNamespace(toc_secnumbers=sections, toc_fignumbers=captions)
    for _ in range(2):  # as often as an application builds
        letter_numbers(env, chapters)
        assert env.toc_fignumbers["x"] == {
            "figure": {"two": ("A", 1), "three": ("A", 2)},
            "table": {"four": ("A", 1)},
        }
    assert env.toc_secnumbers == {
        "a": {"": (1,)},
        "y": {"": ("B",), "#s": ("B", 1), "#deep": None},
        "404": {},
    }
    assert [env.toc_fignumbers[name]["figure"] for name in ("a", "x1", "y")] == [
        {"one": (1, 1)},
        {"five": ("A", 3)},
        {"six": ("B", 1)},
    ]
    assert sections["y"] == {"": (3,), "#s": (3, 1), "#deep": None}


# Bases of others; what is replaced before a builder sees it; and what only stands in other trees.
NEVER_SEEN = {
    *("Node", "Element", "TextElement", "FixedTextElement", "translatable", "_desc_classes_injector"),
    *("substitution_reference", "citation_reference", "pending_xref", "pending_xref_condition", "only"),
    *("highlightlang", "start_of_file"),
    *("author", "authors", "organization", "address", "contact", "version", "revision", "status", "date"),
    *("copyright", "decoration", "header", "footer"),
}


@pytest.mark.parametrize("module", [nodes, addnodes])
def test_every_node_of_docutils_and_sphinx_has_a_form(module: ModuleType) -> None:
    classes = [
        each for each in vars(module).values() if isinstance(each, type) and issubclass(each, nodes.Node)
    ]
    assert len(classes) > 40
    without = {
        each.__name__
        for each in classes
        if not any(hasattr(TypstTranslator, f"visit_{base.__name__}") for base in each.__mro__)
    }
    assert without - NEVER_SEEN == set()
