"""What the Data Package standard lets a descriptor leave out, a book does without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qzbook.press.application import attempt
from qzbook.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

PAGES = {"index.md": "# 试验\n\n甲。\n", "chapter.md": "# 台账\n\n```{ledger}\n```\n\n```{sources}\n```\n"}
#: What the standard asks for, and what is our own: without it numbers lack a source or whom they are about.
REQUIRED = {"name", "path", "schema", "resources", "profile", "$schema", "report", "defaults"}


def optional() -> list[tuple[str, str]]:
    """Give the properties of the real descriptor that it need not have, of the package and of its tables."""
    path = Path(__file__).parents[3] / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    of_tables = {key for resource in package["resources"] for key in resource}
    return [("package", key) for key in sorted({*package} - REQUIRED | {"name"})] + [
        ("table", key) for key in sorted(of_tables - REQUIRED)
    ]


@pytest.mark.parametrize(("owner", "key"), optional())
def test_a_property_that_is_left_out_is_missed_by_nobody(
    owner: str, key: str, small: Path, tmp_path: Path
) -> None:
    """Neither by who writes pages nor by who judges them."""
    for name, text in PAGES.items():
        (small / "book" / name).write_text(text, "utf-8")
    path = small / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for described in [package] if owner == "package" else package["resources"]:
        described.pop(key, None)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")
    for builder in ("html", "check"):
        app, messages = attempt(Project.at(small), builder, tmp_path / "work")
        assert messages == []
        assert app is not None
