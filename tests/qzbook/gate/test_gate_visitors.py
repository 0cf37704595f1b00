"""Whatever one translator drops or alters is found: visitors of both are broken in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docutils import nodes
from gate_book import GateBook

from qzbook.html.translator import BookTranslator
from qzcharts.errors import Problem
from sphinx_typst.translator import TypstTranslator

Visit = Callable[[Any, Any], None]
Break = Callable[[Visit], Visit]


def drop(visit: Visit) -> Visit:
    """Leave the node out with all that it holds."""

    def broken(translator: Any, node: Any) -> None:
        raise nodes.SkipNode

    return broken


def ignore(visit: Visit) -> Visit:
    """Write the children alone, as if the node said nothing itself."""
    return lambda translator, node: None


def altered(visit: Visit) -> Visit:
    """Write 9 for each 1 of the markup that the visitor adds."""

    def broken(translator: Any, node: Any) -> None:
        begun = len(translator.body)
        try:
            visit(translator, node)
        finally:
            translator.body[begun:] = [re.sub("1", "9", part) for part in translator.body[begun:]]

    return broken


def without(name: str) -> Break:
    """Take an attribute from the node before it is written."""

    def breaking(visit: Visit) -> Visit:
        def broken(translator: Any, node: Any) -> None:
            node.attributes.pop(name, None)
            visit(translator, node)

        return broken

    return breaking


def hollow(visit: Visit) -> Visit:
    """Take from the node what it holds before it is written."""

    def broken(translator: Any, node: Any) -> None:
        node.children = []
        visit(translator, node)

    return broken


def retold(visit: Visit) -> Visit:
    """Put other words in the place of those that the node holds."""

    def broken(translator: Any, node: Any) -> None:
        node[:] = [nodes.Text("别的话")]
        visit(translator, node)

    return broken


def renamed(visit: Visit) -> Visit:
    """Say other words of a picture."""

    def broken(translator: Any, node: Any) -> None:
        node["alt"] = "别的图"
        visit(translator, node)

    return broken


BROKEN: dict[str, Break] = {
    "abbreviation": without("explanation"),
    "attribution": drop,
    "block_quote": drop,
    "caption": hollow,
    "classifier": drop,
    "definition": hollow,
    "entry": hollow,
    "enumerated_list": without("start"),
    "footnote_reference": drop,
    "image": renamed,
    "legend": drop,
    "line": drop,
    "list_item": drop,
    "literal": drop,
    "literal_block": altered,
    "math": drop,
    "note": drop,
    "paragraph": drop,
    "reference": drop,
    "strong": drop,
    "subscript": ignore,
    "superscript": ignore,
    "table": drop,
    "Text": altered,
    "title": retold,
    "topic": drop,
}


def problems(
    book: GateBook, translator: type, name: str, breaking: Break, write: Callable[[], None]
) -> list[Problem]:
    """Give what the gate finds in the book after a format was written by a broken visitor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translator, f"visit_{name}", breaking(getattr(translator, f"visit_{name}")))
        if breaking is ignore:
            patch.setattr(translator, f"depart_{name}", lambda self, node: None)
        write()
    return book.judge()


@pytest.fixture(scope="module")
def gate_book(tmp_path_factory: pytest.TempPathFactory) -> GateBook:
    """A book of their own: what is written again and again is not what it was, whoever tests it next."""
    return GateBook(tmp_path_factory.mktemp("broken") / "book")


@pytest.fixture(scope="class")
def html_book(gate_book: GateBook) -> Iterator[GateBook]:
    """The book, whose HTML is whole again afterwards."""
    yield gate_book
    gate_book.write_html()


@pytest.fixture(scope="class")
def pdf_book(gate_book: GateBook) -> Iterator[GateBook]:
    """The book, whose PDF is whole again afterwards."""
    yield gate_book
    gate_book.write_pdf()


class TestHtml:
    @pytest.mark.parametrize("name", BROKEN)
    def test_a_broken_visitor_is_found(self, name: str, html_book: GateBook) -> None:
        found = problems(html_book, BookTranslator, name, BROKEN[name], html_book.write_html)
        assert {problem.code for problem in found} == {"formats"}


class TestTypst:
    @pytest.mark.parametrize("name", BROKEN)
    def test_a_broken_visitor_is_found(self, name: str, pdf_book: GateBook) -> None:
        found = problems(pdf_book, TypstTranslator, name, BROKEN[name], pdf_book.write_pdf)
        assert {problem.code for problem in found} <= {"formats", "pages"}
        assert found
