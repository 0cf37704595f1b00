"""YAML that is read again says the same again, and whoever was given it first cannot change it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from qzbook.safety.yaml_limits import bound, told

TEXTS = {
    "a mapping": "a: {b: [1, 2]}\n",
    "a list": "- 1\n- [2, 3]\n",
    "names for what repeats": "a: &a [1]\nb: *a\n",
    "a merge": "a: &a {x: [1], y: 2}\nb:\n  <<: *a\n  y: 3\n",
    "a date": "day: 2020-07-28\n",
    "nothing": "",
}
WRONG = {
    "a bracket": "a: [1\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "a thirteenth month": "day: 2020-13-01\n",
    "what holds itself": "a: &a [*a]\n",
    "what is nested": "a: " + "[" * 60 + "]" * 60 + "\n",
}


@pytest.fixture(autouse=True)
def bounded() -> None:
    bound()


@pytest.mark.parametrize("source", [str, io.StringIO, str.encode])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_read_again_is_the_same(text: str, source: Callable[[str], Any]) -> None:
    first = yaml.safe_load(source(text))
    written = repr(first)
    for value in first.values() if isinstance(first, dict) else first or ():
        if isinstance(value, list):
            value.append("changed")
        elif isinstance(value, dict):
            value.clear()
    assert repr(yaml.safe_load(source(text))) == written


@pytest.mark.parametrize("source", [str, io.StringIO])
@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_each_time(text: str, source: Callable[[str], Any]) -> None:
    told_before = set()
    for _ in range(3):
        with pytest.raises(yaml.YAMLError) as caught:
            yaml.safe_load(source(text))
        told_before.add(told(caught.value))
    assert len(told_before) == 1
