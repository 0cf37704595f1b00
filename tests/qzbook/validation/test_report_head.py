"""A report's head that says what it cannot: one problem with its line each, and nothing else is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qzbook.validation import read
from qzcharts.data.package import DESCRIPTOR
from qzcharts.errors import DataError

FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a title that is a number": ({"title": 2020}, "title is 2020; allowed: a text of one line"),
    "a title of two lines": ({"title": "甲\n乙"}, "title is '甲\\n乙'; allowed: a text of one line"),
    "a note that is a list": ({"note": ["甲"]}, "note is ['甲']; allowed: a text of one line"),
    "an issue in words": ({"issue": "第1期"}, "issue is '第1期'; allowed: a whole number from 1"),
    "an issue before the first": ({"issue": 0}, "issue is 0; allowed: a whole number from 1"),
    "an issue that is true": ({"issue": True}, "issue is True; allowed: a whole number from 1"),
    "half an issue": ({"issue": 1.5}, "issue is 1.5; allowed: a whole number from 1"),
    "a year that is a number": ({"period": 2020}, "period is 2020; allowed: a text of one line"),
    "a day by strokes": ({"period": "2020/6/30"}, "2020/6/30"),
    "a day that no calendar has": ({"period": "2021-02-29"}, "2021-02-29"),
    "a path": ({"file": "../report"}, "'../report' is no name of a file; allowed: letters, digits, hyphens"),
    "a file without a name": ({"file": ""}, "'' is no name of a file"),
    "a hidden file": ({"file": ".report"}, "'.report' is no name of a file"),
    "a file with blanks": ({"file": "a b"}, "'a b' is no name of a file"),
    "a long name": ({"file": "a" * 101}, "is no name of a file"),
    "an entity that is a list": ({"entity": []}, "entity is []; allowed: a text of one line"),
    "a contact without a scheme": (
        {"contact": "errata@example.org"},
        "contact is 'errata@example.org'; allowed: an address with mailto:, https: or tel: before it",
    ),
    "a contact that runs": ({"contact": "javascript:alert(1)"}, "allowed: an address with mailto:"),
    "a contact on the way": ({"contact": "http://example.org/"}, "allowed: an address with mailto:"),
    "a letter with a subject": ({"contact": "mailto:a@example.org?subject=b"}, "allowed: an address with"),
    "a letter to two": ({"contact": "mailto:a@example.org,b@example.org"}, "allowed: an address with"),
    "a call by name": ({"contact": "tel:desk"}, "allowed: an address with"),
    "a contact that is none": ({"contact": ""}, "allowed: an address with"),
    "a slip": ({"tittle": "甲"}, "the report's head has no 'tittle'; allowed: title, title_en, issue"),
}

CONTACTS = [
    {"contact": address}
    for address in ("mailto:errata@example.org", "https://example.org/errata/?a=b#c", "tel:+86-595-0000-0000")
]


def write_head(data: Path, head: Any) -> Path:
    path = data / DESCRIPTOR
    package = json.loads(path.read_text("utf-8"))
    package["report"] = head
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")
    return path


@pytest.mark.parametrize("case", FAULTS)
def test_one_value_that_is_none_is_one_problem_in_its_line(data: Path, case: str) -> None:
    head, message = FAULTS[case]
    (name,) = head
    path = write_head(data, {"note_en": "Made up.", **head})
    with pytest.raises(DataError) as error:
        read(data)
    (problem,) = error.value.problems
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert (problem.path, problem.code) == (f"data/{DESCRIPTOR}", "report")
    assert line.strip().startswith(f'"{name}":')
    assert message in problem.message
    assert problem.mend


def test_every_fault_of_a_head_is_told(data: Path) -> None:
    write_head(data, {"issue": 0, "period": "?", "file": "/", "more": 1})
    with pytest.raises(DataError) as error:
        read(data)
    assert len(error.value.problems) == 4


@pytest.mark.parametrize("head", ["2020", ["2020"], None, 1])
def test_a_head_that_is_no_object_is_told(data: Path, head: Any) -> None:
    write_head(data, head)
    with pytest.raises(DataError, match="allowed: an object of title, title_en, issue, period"):
        read(data)


@pytest.mark.parametrize(
    "head", [{}, {"period": ""}, {"period": "2020年上半年", "file": "报告_2020.1"}, *CONTACTS]
)
def test_a_head_may_say_little(data: Path, head: dict[str, Any]) -> None:
    write_head(data, head)
    assert read(data).descriptor["report"] == head
