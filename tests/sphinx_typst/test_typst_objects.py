"""Objects get other numbers and are written as they were, whatever stands in their strings and streams."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from sphinx_typst.objects import Item, Renumbered, Writer

ATOMS = st.one_of(
    st.integers(-9, 99),
    st.booleans(),
    st.text(max_size=9).map(pikepdf.String),
    st.binary(max_size=9).map(pikepdf.String),
    st.sampled_from(["1 0 R", "(1 0 R", "\\)1 0 R", ">1 0 R<", "\\"]).map(pikepdf.String),
    st.sampled_from(["/1 0 R", "/(", "/A#20B", "/名"]).map(pikepdf.Name),
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4).map(pikepdf.Array)
        | st.dictionaries(st.sampled_from(["/A", "/B 1 0 R", "/("]), inner, max_size=3).map(
            pikepdf.Dictionary
        )
    ),
    max_leaves=9,
)


def plain(whole: pikepdf.Object) -> list[bytes]:
    """Return what stands between the first and the last of some objects, as PDF."""
    found = list(whole)[1:-1]
    return [
        each.unparse(resolved=True) if isinstance(each, pikepdf.Object) else b"%d" % each for each in found
    ]


@given(values=st.lists(VALUES, min_size=1, max_size=5), content=st.binary(max_size=40))
def test_objects_are_the_same_by_other_numbers(values: list[Any], content: bytes) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        whole = pdf.make_indirect(pikepdf.Array([pdf.make_stream(content), *map(pdf.make_indirect, values)]))
        whole.append(whole)  # what refers to itself
        numbers = count(7, 3)
        own = Renumbered(pdf, numbers, {})
        root = own.text(pikepdf.Dictionary(Type=pikepdf.Name.Catalog, Pages=pdf.Root.Pages, Whole=whole))
        writer = Writer("1.7")
        run = writer.add([Item(3, root), Item(6, b"<< >>"), *own.items()], numbers)
        expected = plain(whole)
        written = writer.finish(3, 6, next(numbers))
        # And the same as part of another file.
        other = Writer("1.7")
        other.add([Item(5, content * 9)] if content.isalpha() else [], count(2, 3))
        other.take(written[run.begin : run.end], run)
        for made in (written, other.finish(3, 6, next(numbers))):
            with pikepdf.open(io.BytesIO(made)) as file:
                assert file.check_pdf_syntax() == []
                kept = file.Root.Whole
                assert kept.objgen == (10, 0) == kept[-1].objgen
                assert kept[0].read_bytes() == content
                assert plain(kept) == expected
