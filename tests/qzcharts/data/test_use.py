"""Use: whatever the data layer gives is announced with every file that it could have come from."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import small_package
from qzcharts.data import Ledger, find_folder, frame, open_ledger
from qzcharts.data.use import EVENT
from qzcharts.errors import DataError

ALL = {*small_package.TABLES, "bridges"}
NAMING = {"towers", "bridges", "derived"}
PLACES = {"sources", "locators"}
ORIGINS = {"units", *PLACES}

heard: list[tuple[str, str]] | None = None


def hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == EVENT and heard is not None:
        heard.append((arguments[0], arguments[1]))


sys.addaudithook(hear)  # for good: no hook can be taken away


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, with a second table of published figures, and a figure derived from derived ones."""
    data = small_package.write(tmp_path_factory.mktemp("project"))
    small_package.add_table(data, "bridges", small_package.TABLES["towers"].replace("towers.", "bridges."))
    with (data / "derived.csv").open("a", encoding="utf-8") as file:
        file.write("towers.again,编造的再算,Made up again,towers.pace + towers.pace,座/天,2\n")
    return data


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
    "a frame": (lambda ledger: frame(ledger.package.table("bridges")).to_csv(), {"bridges"}),
    "tables with a column": (lambda ledger: ledger.package.having("factor"), {"units"}),
    "every table": (lambda ledger: list(ledger.package.tables.values()), ALL),
    "tables and names": (lambda ledger: dict(ledger.package.tables), ALL),
    "digest": (lambda ledger: ledger.package.digest, ALL),
    "a published metric": (lambda ledger: ledger["towers.cost"], {"towers", *ORIGINS}),
    "a derived metric": (lambda ledger: ledger["towers.pace"], {"towers", "derived", *ORIGINS}),
    "a metric of the calendar": (lambda ledger: ledger["towers.half"], {"derived", "units"}),
    "a metric derived from derived ones": (
        lambda ledger: ledger["towers.again"],
        {"towers", "derived", *ORIGINS},
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
        {"towers", "derived", *ORIGINS},
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
    "a unit": (lambda ledger: ledger.units["座"], {"units"}),
    "symbols of units": (lambda ledger: list(ledger.units), {"units"}),
    "a list": (lambda ledger: ledger.items("towers.number"), {"lists"}),
    "a list that is not there": (lambda ledger: message(lambda: ledger.items("towers.numbers")), {"lists"}),
    "a table that is not there": (lambda ledger: message(lambda: ledger.package.table("tower")), set()),
}

#: An edit of each table after which the package is still valid.
EDITS = {
    "towers": ("编造的造价", "编造的总价"),
    "bridges": ("bridges.share,编造的比例", "bridges.part,编造的比例"),
    "derived": ("towers.ahead", "towers.lead"),
    "statements": ("已经建成", "已经完工"),
    "lists": ("towers.number,3,fable,1", "towers.number,3,fable,2"),
    "units": ("ten thousand yuan|ten", "10 000 yuan|ten"),
    "sources": ("Nobody", "No one"),
    "locators": ("第一节", "第1节"),
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
    states = {str(path): state for path, state in ledger.package.all_files}
    for _ in range(2):  # the second time, everything has been read, assembled and given before
        listening.clear()
        give(ledger)
        assert used(listening) == tables
        schemas = {"towers" if name == "bridges" else name for name in tables} & {*small_package.BY_REFERENCE}
        assert {Path(path).stem for path, _ in listening if "/schemas/" in path} == schemas
        assert all(states.get(path, "none") == state for path, state in listening)


def test_a_metric_that_is_not_there_is_a_state_of_the_package(folder: Path, listening: list[Any]) -> None:
    ledger = open_ledger(folder.parent)
    listening.clear()
    assert "towers.costs" not in ledger
    assert "towers.costs" not in ledger.statements
    assert listening == [(str(folder / "*.towers.costs"), "none")] * 2


@pytest.mark.parametrize("edited", EDITS)
def test_nothing_changes_with_a_file_that_is_not_announced(
    folder: Path, tmp_path: Path, listening: list[Any], edited: str
) -> None:
    data = small_package.copy(folder, tmp_path)
    before = {route: shown(give(open_ledger(tmp_path))) for route, (give, _) in ROUTES.items()}
    path = data / f"{edited}.csv"
    old, new = EDITS[edited]
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    ledger = open_ledger(tmp_path)
    different = set()
    for route, (give, _) in ROUTES.items():
        listening.clear()
        after = shown(give(ledger))
        if after != before[route]:
            different.add(route)
            assert edited in used(listening), route
    assert "digest" in different
    assert "every table" in different


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
            towers.write_text(towers.read_text("utf-8").replace("rounded", "round"), "utf-8")
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
        assert read_before == {"datapackage.json", "towers.json", "units.json"}
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
