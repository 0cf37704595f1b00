"""Ways to break a copy of the data package."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from changes import Change
from qzbook.validation import from_package, read
from qzcharts.data.package import DESCRIPTOR
from qzcharts.errors import DataError
from support import PROJECT


def refusal(data: Path) -> DataError:
    """Give what is told of data that cannot be used."""
    with pytest.raises(DataError) as caught:
        from_package(read(data))
    return caught.value


def line_of(file: str, name: str) -> int:
    """Give the line of the real data that begins with a name; it moves as others come and go."""
    lines = (PROJECT / "data" / file).read_text("utf-8").splitlines()
    return 1 + [line.split(",")[0] for line in lines].index(name)


def cut_rows(file: str) -> Change:
    return lambda data: (data / file).write_text((data / file).read_text("utf-8").splitlines()[0], "utf-8")


def describe(change: Callable[[dict[str, Any]], object]) -> Change:
    """Change the descriptor and write the schemas into it; `change` gets its resources by name."""

    def mutate(data: Path) -> None:
        descriptor = json.loads((data / DESCRIPTOR).read_text("utf-8"))
        for resource in descriptor["resources"]:
            resource["schema"] = json.loads((data / resource["schema"]).read_text("utf-8"))
        change({resource["name"]: resource for resource in descriptor["resources"]} | {"package": descriptor})
        (data / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")

    return mutate


def schema(name: str, change: Callable[[dict[str, Any]], object]) -> Change:
    """Change the schema in a file of its own."""

    def mutate(data: Path) -> None:
        path = data / "schemas" / name
        content = json.loads(path.read_text("utf-8"))
        change(content)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")

    return mutate


def drop_column(file: str, column: str) -> Change:
    """Remove a column from a CSV and from its schema."""

    def mutate(data: Path) -> None:
        with (data / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        position = rows[0].index(column)
        with (data / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(row[:position] + row[position + 1 :] for row in rows)
        describe(
            lambda package: package[file]["schema"].update(
                fields=[f for f in package[file]["schema"]["fields"] if f["name"] != column],
                foreignKeys=[],
            )
        )(data)

    return mutate
