"""Bounds of all YAML that is read: configuration, contents, front matter, options of cells.

A few lines of YAML can stand for more than a memory holds, by names for what repeats, and brackets without
end are more than a reader can follow. PyYAML has no bounds, and the libraries that read a book call it each
by itself; so its loaders get theirs here. What a value cannot be made of is an error of YAML too, with its
line: PyYAML hands on whatever Python raises for the thirteenth month.
"""

from functools import lru_cache
from typing import Any

from yaml import YAMLError
from yaml.composer import Composer, ComposerError
from yaml.constructor import BaseConstructor, ConstructorError
from yaml.nodes import CollectionNode, Node

from qzbook.words import gettext

MOST_LEVELS = 50
"""So many things may lie in one another: far more than a configuration has."""
MOST_VALUES = 20_000
"""So many values there may be, with what is repeated by its name counted each time."""

_compose_node = Composer.compose_node
_get_single_node = Composer.get_single_node
_construct_object = BaseConstructor.construct_object


def bound() -> None:
    """Have YAML that is nested or repeated beyond the bounds be an error of YAML."""
    Composer.compose_node = _compose  # type: ignore[method-assign]
    Composer.get_single_node = _get_single  # type: ignore[method-assign]
    BaseConstructor.construct_object = _construct  # type: ignore[method-assign]


def told(error: YAMLError) -> tuple[int, str]:
    """Give the line of an error, from 1 and 0 where it has none, and what is wrong."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # A character that YAML does not allow has a reason, and no mark.
    what = getattr(error, "problem", None) or getattr(error, "reason", error)
    return mark.line + 1 if mark else 0, gettext("is no YAML: {what}", what=what)


def _compose(self: Any, parent: Node | None, index: Any) -> Node | None:
    self.levels = getattr(self, "levels", 0) + 1
    if self.levels > MOST_LEVELS:
        what = gettext("more than {most} things lie in one another", most=MOST_LEVELS)
        raise ComposerError(None, None, what, self.peek_event().start_mark)
    node = _compose_node(self, parent, index)
    self.levels -= 1
    return node


def _get_single(self: Any) -> Node | None:
    if self.stream is None and isinstance(self.buffer, str) and not self.pointer:
        return _node(self.__class__, self.buffer.removesuffix("\0"))
    return _counted(_get_single_node(self))


@lru_cache(maxsize=32)
def _node(loader: Any, text: str) -> Node | None:
    """Give what a text says: each of several libraries that look at a page reads its front matter."""
    return _counted(_get_single_node(loader(text)))


def _counted(node: Node | None) -> Node | None:
    if node is not None:
        _count(node, {})
    return node


def _construct(self: Any, node: Node, deep: bool = False) -> Any:
    try:
        return _construct_object(self, node, deep)
    except YAMLError:
        raise
    except Exception as error:
        what = gettext("a value that is none: {error}", error=error)
        raise ConstructorError(None, None, what, node.start_mark) from error


def _count(node: Node, counts: dict[Node, int]) -> int:
    """Count the values that a node stands for. One that is still being counted holds itself."""
    if node not in counts:
        counts[node] = 0
        children = node.value if isinstance(node, CollectionNode) else []
        parts = (part for child in children for part in (child if isinstance(child, tuple) else [child]))
        counts[node] = 1 + sum(_count(part, counts) for part in parts)
    if not counts[node]:
        raise ComposerError(None, None, gettext("a value holds itself"), node.start_mark)
    if counts[node] > MOST_VALUES:
        what = gettext(
            "stands for more than {most:,} values, with what it repeats by a name", most=MOST_VALUES
        )
        raise ComposerError(None, None, what, node.start_mark)
    return counts[node]
