"""What the reviewers' copy carries: a whole data package, and the sources of the book."""

from __future__ import annotations

import shutil
from pathlib import Path

from qzbook.evidence.attachments import all_numbers, book_files, data_files
from qzcharts.data import read
from qzcharts.data.ledger import from_package
from qzcharts.data.observations import as_csv
from support import PROJECT

DATA = PROJECT / "data"


def test_the_data_package_is_one_again_when_saved_where_it_is_said_to_belong(tmp_path: Path) -> None:
    files = data_files(read(DATA), "zh")
    assert {Path(file["path"]) for file in files} == {path for path in DATA.rglob("*") if path.is_file()}
    for file in files:
        place = file["description"] if file["name"].startswith("schemas-") else file["name"]
        (tmp_path / place).parent.mkdir(exist_ok=True)
        shutil.copy(file["path"], tmp_path / place)
    assert read(tmp_path).digest == read(DATA).digest


def test_all_numbers_are_one_file_beside_it(tmp_path: Path) -> None:
    ledger = from_package(read(DATA))
    listed = all_numbers(ledger, "zh", tmp_path)
    content = (tmp_path / "observations.csv").read_bytes()
    assert Path(listed["path"]).read_bytes() == content == as_csv(ledger)
    assert listed["name"] not in {file["name"] for file in data_files(read(DATA), "zh")}
    assert all_numbers(ledger, "en", tmp_path)["description"] != listed["description"]
    assert (tmp_path / "observations.csv").read_bytes() == content


def test_every_source_of_the_book_is_there_under_a_name_of_its_own() -> None:
    files = book_files(PROJECT, {*PROJECT.rglob("book/**/*"), PROJECT / "_config.yml"})
    expected = {
        path for path in (PROJECT / "book").rglob("*") if path.is_file() and "_build" not in path.parts
    }
    assert {Path(file["path"]) for file in files} == expected | {PROJECT / "_config.yml"}
    names = [file.get("name", Path(file["path"]).name) for file in [*files, *data_files(read(DATA), "zh")]]
    assert len(names) == len(set(names))
    ledger = next(file for file in files if file["path"].endswith("ledger.md"))
    assert ledger["name"] == "appendix-ledger.md"
    assert ledger["mime_type"] == "text/markdown"
    assert ledger["description"] == "book/appendix/ledger.md 指标台账"


def test_descriptions_follow_the_language() -> None:
    titles = {Path(file["path"]).name: file["description"] for file in data_files(read(DATA), "en")}
    assert titles["inspection.csv"] == "Inspection of resettlement homes"
