"""Use: whatever the data layer gives is announced with every file that it could have come from."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import small_package
from qzcharts.data import Ledger, find_folder, open_ledger
from qzcharts.data.frame import frame
from qzcharts.data.use import EVENT, read_question
from qzcharts.errors import DataError

ALL = {*small_package.TABLES, "bridges"}
DIMENSIONS = {"units", "indicators"}
NAMING = {"towers", "bridges", "formulas", *DIMENSIONS}
PLACES = {"sources", "locators"}
ORIGINS = {*DIMENSIONS, *PLACES}

heard: list[tuple[str, str]] | None = None


def hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == EVENT and heard is not None:
        heard.append((arguments[0], arguments[1]))


sys.addaudithook(hear)  # for good: no hook can be taken away


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, with a second table of published figures, and a figure derived from derived ones."""
    data = small_package.write(tmp_path_factory.mktemp("project"))
    small_package.add_group(data, "bridges")
    small_package.report_on_2001(data)
    append(data, "indicators", "towers.again,编造的再算,Made up again,座/天,rate")
    append(data, "formulas", "towers.again,towers.pace + towers.pace,2,")
    return data


def append(data: Path, table: str, *rows: str) -> None:
    with (data / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


@pytest.fixture
def listening() -> Iterator[list[tuple[str, str]]]:
    global heard
    heard = []
    yield heard
    heard = None


def used(heard: list[tuple[str, str]]) -> set[str]:
    """Names of the tables whose use was announced."""
    return {Path(path).stem for path, state in heard if path.endswith(".csv") and state != "none"}


#: What a cell can do with a ledger, and the tables that this uses.
ROUTES: dict[str, tuple[Callable[[Ledger], object], set[str]]] = {
    "nothing": (lambda ledger: None, set()),
    "names of tables": (lambda ledger: [*ledger.package.tables, len(ledger.package.tables)], set()),
    "schema": (lambda ledger: ledger.package.descriptor, set()),
    "a table": (lambda ledger: ledger.package.table("towers").rows, {"towers"}),
    "a table by key": (lambda ledger: ledger.package.tables["lists"].lines, {"lists"}),
    "a table, perhaps": (
        lambda ledger: [ledger.package.tables.get("units"), "no" in ledger.package.tables],
        {"units"},
    ),
    "a frame": (lambda ledger: frame(ledger, "bridges").to_csv(), {"bridges", *ORIGINS}),
    "a frame of something else": (lambda ledger: frame(ledger, "lists").to_csv(), {"lists"}),
    "tables with a column": (lambda ledger: ledger.package.having("factor"), {"units"}),
    "every table": (lambda ledger: list(ledger.package.tables.values()), ALL),
    "tables and names": (lambda ledger: dict(ledger.package.tables), ALL),
    "digest": (lambda ledger: ledger.package.digest, ALL),
    "a published metric": (lambda ledger: ledger["towers.cost"], {"towers", *ORIGINS}),
    "a derived metric": (lambda ledger: ledger["towers.pace"], {"towers", "formulas", *ORIGINS}),
    "a metric of the calendar": (lambda ledger: ledger["towers.half"], {"towers", "formulas", *ORIGINS}),
    "a metric with its period": (lambda ledger: ledger["towers.cost@2001"], {"towers", *ORIGINS}),
    "metrics by a star": (lambda ledger: ledger.each("towers.cost"), {"towers", *ORIGINS}),
    "a metric derived from derived ones": (
        lambda ledger: ledger["towers.again"],
        {"towers", "formulas", *ORIGINS},
    ),
    "a metric by key": (lambda ledger: ledger.metrics["bridges.cost"], {"bridges", *ORIGINS}),
    "a metric, perhaps": (lambda ledger: ledger.metrics.get("bridges.cost"), {"bridges", *ORIGINS}),
    "whether there is a metric": (lambda ledger: "bridges.cost" in ledger, {"bridges", *ORIGINS}),
    "a metric that is not there": (lambda ledger: message(lambda: ledger["towers.costs"]), NAMING),
    "whether there is one that is not": (lambda ledger: "towers.costs" in ledger, set()),
    "whether there is one that cannot be": (lambda ledger: "../towers" in ledger, NAMING),
    "one that is not, perhaps": (lambda ledger: ledger.metrics.get("towers.costs"), set()),
    "ids": (lambda ledger: list(ledger.metrics), NAMING),
    "number of metrics": (lambda ledger: len(ledger.metrics), NAMING),
    "every metric": (lambda ledger: list(ledger), {*NAMING, *ORIGINS}),
    "what a metric rests on": (
        lambda ledger: ledger.published("towers.pace"),
        {"towers", "formulas", *ORIGINS},
    ),
    "a statement": (lambda ledger: ledger.statement("towers.done"), {"statements", *PLACES}),
    "a statement by key": (lambda ledger: ledger.statements["towers.done"], {"statements", *PLACES}),
    "a statement that is not there": (
        lambda ledger: message(lambda: ledger.statement("towers.dune")),
        {"statements"},
    ),
    "whether there is one statement that is not": (lambda ledger: "towers.dune" in ledger.statements, set()),
    "whether a metric is a statement": (lambda ledger: "towers.cost" in ledger.statements, {"statements"}),
    "whether a statement is a metric": (lambda ledger: "towers.done" in ledger, NAMING),
    "ids of statements": (lambda ledger: list(ledger.statements), {"statements"}),
    "every statement": (lambda ledger: dict(ledger.statements), {"statements", *PLACES}),
    "a unit": (lambda ledger: ledger.units["座"], DIMENSIONS),
    "symbols of units": (lambda ledger: list(ledger.units), DIMENSIONS),
    "a list": (lambda ledger: ledger.items("towers.number"), {"lists"}),
    "a list that is not there": (lambda ledger: message(lambda: ledger.items("towers.numbers")), {"lists"}),
    "a table that is not there": (lambda ledger: message(lambda: ledger.package.table("tower")), set()),
}

#: An edit of each table after which the package is still valid: old and new text, or rows that are added.
EDITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a number": ("towers", ("towers.cost,4.20", "towers.cost,4.30")),
    "a number of another table": ("bridges", ("bridges.cost,4.20", "bridges.cost,4.30")),
    "a new number": ("towers", ("towers.number,5,,建成5座,2002,fable,1",)),
    "a new number in another table": ("bridges", ("towers.cost,5,,共5万元,2002,fable,1",)),
    "an operand in another table": ("bridges", ("towers.number,4,,建成4座,2001,fable,1",)),
    "a published number where one was derived": ("bridges", ("towers.pace,3.000,,每天3.000座,2001,fable,1",)),
    "a label": ("indicators", ("编造的造价", "编造的总价")),
    "a formula": ("formulas", ("towers.pace + towers.pace", "towers.pace + towers.pace + towers.pace")),
    "a statement": ("statements", ("已经建成", "已经完工")),
    "an item": ("lists", ("towers.number,3,fable,1", "towers.number,3,fable,2")),
    "a unit": ("units", ("1,yuan|yuan", "1,renminbi|renminbi")),
    "a source": ("sources", ("Nobody", "No one")),
    "a section": ("locators", ("第一节", "第1节")),
}


def message(call: Callable[[], object]) -> str:
    with pytest.raises(LookupError) as caught:
        call()
    return str(caught.value)


def shown(value: object) -> str:
    """Everything that a value holds."""
    return json.dumps(value, default=lambda item: [str(item), repr(item)], ensure_ascii=False)


@pytest.mark.parametrize("route", ROUTES)
def test_announces_what_it_gives_however_often(folder: Path, listening: list[Any], route: str) -> None:
    give, tables = ROUTES[route]
    ledger = open_ledger(folder.parent)
    for _ in range(2):  # the second time, everything has been read, assembled and given before
        listening.clear()
        give(ledger)
        assert used(listening) == tables
        schemas = {"towers" if name == "bridges" else name for name in tables} & {*small_package.BY_REFERENCE}
        assert {Path(path).stem for path, _ in listening if "/schemas/" in path} == schemas
        assert all(is_so(ledger, path, state) for path, state in listening)


def test_a_metric_that_is_not_there_is_a_state_of_the_package(folder: Path, listening: list[Any]) -> None:
    ledger = open_ledger(folder.parent)
    listening.clear()
    assert "towers.costs" not in ledger
    assert "towers.costs" not in ledger.statements
    assert listening == [(str(folder / "*.towers.costs"), "none")] * 2


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_announced_is_no_longer_so_where_something_else_would_be_given(
    folder: Path, tmp_path: Path, listening: list[Any], edit: str
) -> None:
    data = small_package.copy(folder, tmp_path)
    before = {}
    for route, (give, _) in ROUTES.items():
        listening.clear()
        before[route] = shown(give(open_ledger(tmp_path))), [*listening]
    table, change = EDITS[edit]
    path = data / f"{table}.csv"
    text = path.read_text("utf-8")
    if len(change) == 1:
        append(data, table, *change)
    else:
        assert change[0] in text
        path.write_text(text.replace(change[0], change[1]), "utf-8")
    ledger = open_ledger(tmp_path)
    different = set()
    for route, (give, _) in ROUTES.items():
        given, announced = before[route]
        if shown(give(ledger)) != given:
            different.add(route)
            assert not all(is_so(ledger, *each) for each in announced), route
        elif f"{table}.csv" not in {Path(path).name for path, _ in announced}:
            # What means the same, and comes from other files, stays.
            assert all(is_so(ledger, *each) for each in announced), route
    assert {"digest", "every table"} <= different


def is_so(ledger: Ledger, path: str, state: str) -> bool:
    """Whether a state that was announced is that of a package."""
    name = Path(path).name
    if name.startswith("*?"):
        return ledger.meaning(*read_question(name)) == state
    if name == "*":
        return state == "valid"
    return {str(path): state for path, state in ledger.package.all_files}.get(path, "none") == state


def test_opening_announces_descriptor_and_validity_alone(folder: Path, listening: list[Any]) -> None:
    for _ in range(2):
        listening.clear()
        package = open_ledger(folder.parent).package
        assert listening == [
            (str(folder / "datapackage.json"), package.files[""][0].state),
            (str(folder / "*"), "valid"),
        ]


@pytest.mark.parametrize("fault", ["shape", "assembly", "missing", "descriptor"])
def test_a_problem_is_told_by_every_file(
    folder: Path, tmp_path: Path, listening: list[Any], fault: str
) -> None:
    data = small_package.copy(folder, tmp_path)
    towers = data / "towers.csv"
    match fault:
        case "shape":
            towers.write_text(towers.read_text("utf-8").replace("locator", "place"), "utf-8")
        case "assembly":
            towers.write_text(towers.read_text("utf-8").replace("cost,4.20", "cost,4..20"), "utf-8")
        case "missing":
            towers.unlink()
        case _:
            (data / "datapackage.json").write_text("{}")
    with pytest.raises(DataError):
        open_ledger(tmp_path)
    told = {Path(path).name: state for path, state in listening}
    assert told["datapackage.json"] != "none"
    if fault == "missing":
        read_before = {name for name, state in told.items() if state != "none"}
        assert read_before == {"datapackage.json", "towers.json", "units.json", "indicators.csv"}
        assert told.keys() == {*read_before, "towers.csv"}
    elif fault != "descriptor":
        assert told.keys() >= {f"{name}.csv" for name in ALL}
    assert ("*" in told) == (fault == "assembly")


def test_a_package_that_is_not_there_is_looked_for(folder: Path, listening: list[Any]) -> None:
    part = folder.parent / "book/part"
    part.mkdir(parents=True, exist_ok=True)
    assert find_folder(part) == folder
    places = [part, part.parent]
    assert listening == [(str(place / "data/datapackage.json"), "none") for place in places]
