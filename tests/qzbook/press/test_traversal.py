"""The walk through doctrees: what docutils gives, in its order, whatever is done with it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from qzbook.press.traversal import find_all


def grow(children: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    kinds = st.sampled_from([nodes.section, nodes.paragraph, nodes.emphasis])
    return st.builds(lambda kind, below: kind("", *below), kinds, st.lists(children, max_size=4))


TREES = st.recursive(st.builds(nodes.Text, st.text(max_size=3)), grow, max_leaves=30)


def one_for_each(node: nodes.Node, cls: type[nodes.Node]) -> Iterator[nodes.Node]:
    if isinstance(node, cls):
        yield node
    for child in node.children:
        yield from one_for_each(child, cls)


@given(TREES)
@pytest.mark.parametrize("cls", [nodes.section, nodes.paragraph, nodes.Text, nodes.Element])
def test_all_are_found_parents_first(cls: type[nodes.Node], tree: nodes.Node) -> None:
    assert [*map(id, find_all(tree, cls))] == [*map(id, one_for_each(tree, cls))]


@pytest.mark.parametrize("walk", [find_all, one_for_each])
def test_what_is_changed_meanwhile_is_seen(
    walk: Callable[[nodes.Node, type[nodes.Node]], Iterator[nodes.Node]],
) -> None:
    tree = nodes.section("", nodes.paragraph("", "a"), nodes.paragraph("", "b"), nodes.paragraph("", "c"))
    seen = []
    for node in walk(tree, nodes.Node):  # type: ignore[type-abstract]
        seen.append(node.astext() if isinstance(node, nodes.Text) else "")
        if isinstance(node, nodes.paragraph) and node.astext() == "a":
            node += nodes.Text("below")
            tree += nodes.paragraph("", "late")
        elif isinstance(node, nodes.paragraph) and node.astext() == "b":
            node.parent.replace(node, nodes.paragraph("", "new"))
    assert seen == ["", "", "a", "below", "", "b", "", "c", "", "late"]
