"""Whatever is damaged, the data can be read or a problem says what is wrong: no other error escapes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from types import ModuleType

import pytest

import places
import small_package
from qzbook import validation
from qzbook.validation import undocumented
from qzbook.validation.quotations import compare
from qzcharts.data import ledger
from qzcharts.data.frame import frame
from qzcharts.data.package import DESCRIPTOR
from qzcharts.data.period_words import period_text
from qzcharts.data.wording import interval, range_text, text
from qzcharts.errors import DataError
from random_damage import damage_bytes, damage_text, damage_tree
from support import PROOF

ROUNDS = 60
#: One of long tables and statements, one of wide tables, many places and a breakdown.
PACKAGES = [small_package, places]


def damage(data: Path, dice: random.Random) -> None:
    path = dice.choice(sorted(path for path in data.rglob("*") if path.is_file()))
    if path.suffix == ".json" and dice.random() < 0.9:
        # In the descriptor, of all schemas: what is wrong with one may stand in either place.
        whole = json.loads(path.read_text("utf-8"))
        for resource in whole["resources"] if path.name == DESCRIPTOR else ():
            if isinstance(resource["schema"], str):
                resource["schema"] = json.loads((data / resource["schema"]).read_text("utf-8"))
        path.write_text(json.dumps(damage_tree(whole, dice)), "utf-8")
    elif dice.random() < 0.1:
        path.write_bytes(damage_bytes(path.read_bytes(), dice))
    else:
        path.write_bytes(damage_text(path.read_text("utf-8"), dice).encode("utf-8", "surrogatepass"))


def use(data: Path, judge: ModuleType = validation) -> None:
    """Read, compute and print all there is."""
    package = judge.read(data)
    opened = judge.from_package(package)
    for name in package.tables:
        frame(opened, name)
    list(undocumented(package))
    for metric in opened:
        opened.published(metric.id)
        for language in ("zh", "en"):
            interval(metric.quantity, language)
            text(metric.quantity, language)
            range_text(metric.quantity, language)
            period_text(metric.period, language)
    for statement in opened.statements.values():
        period_text(statement.period)
    compare(package, data.parent)


@pytest.mark.parametrize("package", PACKAGES, ids=["towers", "places"])
def test_what_is_damaged_is_sound(tmp_path: Path, package: ModuleType) -> None:
    use(package.write(tmp_path))


@pytest.mark.parametrize("judge", [validation, ledger], ids=["judged", "read by the helper alone"])
@pytest.mark.parametrize("package", PACKAGES, ids=["towers", "places"])
@pytest.mark.proof
@pytest.mark.parametrize("seed", range(3 if PROOF else 1))
def test_no_other_error_escapes(tmp_path: Path, seed: int, package: ModuleType, judge: ModuleType) -> None:
    dice = random.Random(seed)
    told = 0
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = package.write(folder)
        damage(data, dice)
        try:
            use(data, judge)
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
