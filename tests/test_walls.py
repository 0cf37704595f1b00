"""Who may import whom: data flows one way, and the Typst builder knows nothing of the others."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src/qzcharts"
#: Part of the package to the parts it may import besides itself.
MAY_IMPORT = {
    "errors": set(),
    "data": {"errors", "plain"},
    "charts": {"errors", "data"},
    "notebook": {"charts", "data"},
    "typst": set(),
    "edition": set(),
    "sphinxext": {"errors", "data", "edition", "plain", "seal", "typst"},
    "checks": {"errors", "data"},
    "checking": {"errors", "data", "checks", "application", "edition", "project", "workspace"},
    "gate": {"errors"},
    "listing": {"errors", "data"},
    "new": {"errors", "data", "plain"},
    "project": {"errors"},
    "memory": set(),
    "phases": set(),
    "plain": {"errors"},
    "seal": set(),
    "publish": {"errors", "plain"},
    "workspace": {"errors", "data", "edition", "plain", "project", "seal"},
    "current": {"data", "edition", "project", "publish", "workspace"},
    "application": {"errors", "project", "settings"},
    "settings": {"errors", "plain", "project"},
    "build": {
        *("errors", "data", "checks", "checking", "gate", "sphinxext", "typst"),
        *("application", "current", "edition", "memory", "phases", "project", "publish", "seal", "workspace"),
    },
    "verify": {"errors", "edition", "build", "phases", "plain", "project", "publish"},
    "serve": {
        *("errors", "data", "checks", "checking", "sphinxext", "typst"),
        *("application", "edition", "project", "workspace"),
    },
    "cli": {
        *("errors", "data", "checks", "checking", "listing", "new"),
        *("build", "current", "phases", "project", "publish", "serve", "verify", "workspace"),
    },
    "__main__": {"cli"},
    "__init__": {"notebook"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(module: Path) -> set[str]:
    """Parts of the package that a module imports, wherever in it."""
    found = set()
    folder = ("qzcharts", *module.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(
                [*folder[: len(folder) - node.level + 1], *([node.module] if node.module else [])]
            )
            base = base if node.level else node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "qzcharts" else [base]
        found |= {name.split(".")[1] for name in names if name.startswith("qzcharts.")}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_it_may(module: Path) -> None:
    part = part_of(module)
    assert imported_parts(module) - {part} <= MAY_IMPORT[part]


def test_every_part_has_its_walls() -> None:
    assert {part_of(module) for module in MODULES} == set(MAY_IMPORT)


def test_a_forbidden_import_would_be_seen(tmp_path: Path) -> None:
    module = PACKAGE / "data/ledger.py"
    assert "errors" in imported_parts(module)
    assert "data" in imported_parts(PACKAGE / "charts/units.py")
