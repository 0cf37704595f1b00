"""Whatever is damaged, the data can be read or a problem says what is wrong: no other error escapes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import small_package

from qzcharts.data import frame, read
from qzcharts.data.ledger import from_package
from qzcharts.data.package import DESCRIPTOR, undocumented
from qzcharts.data.wording import interval, period_text, range_text, text
from qzcharts.errors import DataError

ROUNDS = 60
# What has meaning to a CSV, to JSON, to a formula, to a number or to a date, and what has none.
TOKENS = [
    "", ",", '"', "\n", "\r", "\0", "\t", " ", "\ufeff", "\ud7ff", "🙂", "零", "３", "-", "0", "1", "-7",
    "9" * 40, "1.5", ".5", "1e9", "1e999", "NaN", "INF", "-INF", "0.0000000001", "999999999", "5_2",
    "2001-13", "2001-02-30", "0000", "9999", "towers.number", "towers.cost", "towers.half", "x.y", "a.b.c",
    "*", "/", "+", "**", "(", ")", "((((", "days(", 'days(""2001"", ""2000"")', "share(", "points(",
    "complement(", "lambda: 1", "@", "座", "天", "万元", "%", "/天", "座/(天·天)", "·", "exact", "at_most",
    "nearly", "at_least", "above", "about", "fable", "|", "{", "}", "[", "]", ":", "null", "true", "..",
    "../units.csv", "units", "units.csv",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**400, "", "x", "(", "\ud800", "number", "integer", "date", "boolean",
    "string", "list", "text", "units", "units.csv", "../units.csv", "/etc/hosts", "http://localhost/x", [],
    {}, [None], [[]], {"name": "x"}, {"a": {"a": {}}}, ["units"], [{"name": 1}],
]  # fmt: skip


def damage_text(content: str, dice: random.Random) -> str:
    """Cut, repeat, move or overwrite a piece, a line or a cell."""
    for _ in range(dice.choice([1, 1, 2])):
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + dice.choice([0, 1, 1, 2, 5, 30]))
        lines = content.split("\n")
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        cells = lines[one].split(",")
        # Cells most of all: a damaged shape hides what is wrong in it.
        match dice.choices(range(6), weights=[3, 1, 1, 2, 2, 20])[0]:
            case 0:
                content = content[:start] + dice.choice(TOKENS) + content[end:]
            case 1:
                content = content[:start] + content[start:end] * 2 + content[end:]
            case 2:
                content = content[:start]
            case 3:
                lines[one], lines[other] = lines[other], lines[one]
                content = "\n".join(lines)
            case 4:
                del lines[one]
                content = "\n".join(lines)
            case _:
                cells[dice.randrange(len(cells))] = dice.choice(TOKENS)
                lines[one] = ",".join(cells)
                content = "\n".join(lines)
    return content


def damage_bytes(content: bytes, dice: random.Random) -> bytes:
    """Save in another encoding, or flip a byte."""
    if dice.random() < 0.5:
        return content.decode().encode(dice.choice(["utf-16", "utf-16-be", "gb18030", "utf-8-sig", "utf-32"]))
    position = dice.randrange(len(content))
    return content[:position] + bytes([dice.randrange(256)]) + content[position + 1 :]


def damage_tree(tree: Any, dice: random.Random) -> Any:
    """Replace, remove or double something in a tree of objects and lists."""
    spots = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (dict, list)):
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            spots += [(node, key) for key in keys]
            waiting += [node[key] for key in keys]
    for _ in range(dice.randint(1, 2)):
        node, key = dice.choice(spots)
        if isinstance(node, dict) and key in node:
            if dice.random() < 0.3:
                del node[key]
            else:
                node[key] = dice.choice(VALUES)
        elif isinstance(node, list) and key < len(node):
            match dice.randrange(3):
                case 0:
                    del node[key]
                case 1:
                    node.append(node[key])
                case _:
                    node[key] = dice.choice(VALUES)
    return tree


def damage(data: Path, dice: random.Random) -> None:
    path = dice.choice(sorted(data.iterdir()))
    if path.name == DESCRIPTOR and dice.random() < 0.9:
        path.write_text(json.dumps(damage_tree(small_package.descriptor(), dice)), "utf-8")
    elif dice.random() < 0.1:
        path.write_bytes(damage_bytes(path.read_bytes(), dice))
    else:
        path.write_bytes(damage_text(path.read_text("utf-8"), dice).encode("utf-8", "surrogatepass"))


def use(data: Path) -> None:
    """Read, compute and print all there is."""
    package = read(data)
    ledger = from_package(package)
    for table in package.tables.values():
        frame(table)
    list(undocumented(package))
    for metric in ledger:
        ledger.published(metric.id)
        interval(metric.quantity)
        for language in ("zh", "en"):
            text(metric.quantity, language)
            range_text(metric.quantity, language)
            period_text(metric.period, language)


def test_the_small_package_is_sound(tmp_path):
    use(small_package.write(tmp_path))


@pytest.mark.parametrize("seed", range(4))
def test_no_other_error_escapes(tmp_path, seed):
    dice = random.Random(seed)
    told = 0
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = small_package.write(folder)
        damage(data, dice)
        try:
            use(data)
        except DataError as error:
            told += 1
            assert error.problems
            assert str(error).encode()
            for problem in error.problems:
                assert problem.path.startswith("data/")
                assert problem.code
                assert problem.message
                assert problem.mend
                assert (
                    str(problem)
                    == f"{problem.place}: {problem.message} [{problem.code}]\n  mend: {problem.mend}"
                )
    # Damage that nothing notices would prove nothing.
    assert told > ROUNDS / 2
