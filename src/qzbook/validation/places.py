"""Where a value stands in a text of YAML, or of JSON, which is YAML but for its tabs."""

import json
from collections.abc import Mapping
from typing import NamedTuple

import yaml


class Place(NamedTuple):
    """Where a value stands: the line of its name, counted from 1, and the characters of the value itself."""

    line: int
    start: int
    end: int


def place_of(text: str, *names: str) -> Place:
    """Find the value that lies under these names, one in the other.

    Raises
    ------
    KeyError
        If there is none.
    yaml.YAMLError
        If the text is no YAML.
    """
    node, line = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader), 1
    for name in names:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = [(key, value) for key, value in pairs if key.value == name]
        if not found:
            raise KeyError(name)
        key, node = found[-1]  # where a name stands twice, the last one counts
        line = key.start_mark.line + 1
    if node is None:
        raise KeyError
    return Place(line, node.start_mark.index, node.end_mark.index)


def line_of(text: str, *names: str) -> int:
    """Give the line of what lies under these names; 0 where there is nothing."""
    try:
        return place_of(text, *names).line
    except KeyError:
        return 0


def exchanged(text: str, values: Mapping[tuple[str, ...], object]) -> str:
    """Exchange values of a text of JSON, each under its names, and nothing else.

    Raises
    ------
    KeyError
        If there is none under these names.
    """
    places = {names: place_of(text, *names) for names in values}
    for names in sorted(places, key=lambda names: places[names].start, reverse=True):
        written = json.dumps(values[names], ensure_ascii=text.isascii())
        text = f"{text[: places[names].start]}{written}{text[places[names].end :]}"
    return text
