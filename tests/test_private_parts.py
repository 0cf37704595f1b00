"""Private parts of other libraries are in place, in the versions that docs/architecture.md names."""

from __future__ import annotations

import inspect
import re
from functools import reduce
from importlib import import_module
from importlib.metadata import version
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet

from support import PROJECT

_ROW = re.compile(r"^\| ([\w-]+) \| ([\d.]+(?:\.\*)?) \| (`.+`) \| [^|]+ \|$", re.MULTILINE)
_PART = re.compile(r"([\w.]+):([\w.]+)(?:\((.*)\))?")
ROWS = _ROW.findall((PROJECT / "docs/architecture.md").read_text("utf-8").partition("## Private parts")[2])
PARTS = [part for _, _, parts in ROWS for part in re.findall("`(.+?)`", parts)]


def assigned(owner: type, name: str) -> bool:
    """Tell whether instances of a class have what the class itself has not."""
    sources = (inspect.getsource(each) for each in owner.__mro__ if each.__module__ != "builtins")
    return any(re.search(rf"^\s+(self\.)?{name}(: .+)?( = |$)", source, re.MULTILINE) for source in sources)


def parameters(function: Any) -> str:
    return ", ".join(inspect.signature(function).parameters)


def fault(part: str) -> str:
    """Say what is not as a part was written, if anything."""
    written = _PART.fullmatch(part)
    assert written, part
    module, path, arguments = written.groups()
    *owners, name = path.split(".")
    try:
        owner = reduce(getattr, owners, import_module(module))
    except (ImportError, AttributeError) as error:
        return str(error)
    if not hasattr(owner, name):
        return "" if inspect.isclass(owner) and assigned(owner, name) else "is gone"
    if arguments is not None and parameters(getattr(owner, name)) != arguments:
        return f"takes {parameters(getattr(owner, name))}"
    return ""


def test_every_row_is_read() -> None:
    text = (PROJECT / "docs/architecture.md").read_text("utf-8").partition("## Private parts")[2]
    assert len(ROWS) == text.count("\n| ") - 2  # head and rule


@pytest.mark.parametrize("part", PARTS)
def test_a_private_part_is_as_it_is_used(part: str) -> None:
    assert fault(part) == ""


@pytest.mark.parametrize(("library", "versions"), sorted({row[:2] for row in ROWS}))
def test_private_parts_were_tried_in_this_version(library: str, versions: str) -> None:
    locked = re.search(
        rf"^{library}==(\S+)", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert locked, library
    for each in (version(library), locked[1]):
        assert each in SpecifierSet(f"=={versions}")


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("html5lib.tokens:HTMLTokenizer", "No module named 'html5lib.tokens'"),
        ("html5lib._tokenizer:Tokens.state", "module 'html5lib._tokenizer' has no attribute 'Tokens'"),
        ("html5lib._tokenizer:HTMLTokenizer.rawText", "is gone"),
        ("html5lib._tokenizer:HTMLTokenizer.rawtextState(self, data)", "takes self"),
    ],
)
def test_what_moved_is_told(part: str, what: str) -> None:
    assert fault(part) == what
