"""Damage as it happens to files: cut, doubled, overwritten, saved in another encoding."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

# What has meaning to a CSV, to JSON, to a formula, to a number or to a date, and what has none.
TOKENS = [
    "", ",", '"', "\n", "\r", "\0", "\t", " ", "\ufeff", "\ud7ff", "🙂", "零", "３", "-", "0", "1", "-7",
    "9" * 40, "1.5", ".5", "1e9", "1e999", "NaN", "INF", "-INF", "0.0000000001", "999999999", "5_2",
    "2001-13", "2001-02-30", "0000", "9999", "towers.number", "towers.cost", "towers.half", "x.y", "a.b.c",
    "*", "/", "+", "**", "(", ")", "((((", "days(", 'days(""2001"", ""2000"")', "share(", "points(",
    "complement(", "lambda: 1", "@", "座", "天", "万元", "%", "/天", "座/(天·天)", "·", "exact", "at_most",
    "nearly", "at_least", "above", "about", "fable", "|", "{", "}", "[", "]", ":", "null", "true", "..",
    "counted", "published", "[2001-06-21..2001-06-30]", "[2001-06-30..2001-06-21]",
    "../units.csv", "units", "units.csv",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**400, "", "x", "(", "\ud800", "number", "integer", "date", "boolean",
    "string", "list", "text", "units", "units.csv", "../units.csv", "/etc/hosts", "http://localhost/x", [],
    {}, [None], [[]], {"name": "x"}, {"a": {"a": {}}}, ["units"], [{"name": 1}],
]  # fmt: skip


def damage_text(content: str, dice: random.Random, tokens: Sequence[str] = TOKENS) -> str:
    """Cut, repeat, move or overwrite a piece, a line or a cell, with one of the tokens."""
    for _ in range(dice.choice([1, 1, 2])):
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + dice.choice([0, 1, 1, 2, 5, 30]))
        lines = content.split("\n")
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        cells = lines[one].split(",")
        # Cells most of all: a damaged shape hides what is wrong in it.
        match dice.choices(range(6), weights=[3, 1, 1, 2, 2, 20])[0]:
            case 0:
                content = content[:start] + dice.choice(tokens) + content[end:]
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
                cells[dice.randrange(len(cells))] = dice.choice(tokens)
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
