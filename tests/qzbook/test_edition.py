from __future__ import annotations

from pathlib import Path

import pytest

from qzbook import edition


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a package in the place of all those that make an edition."""
    package = tmp_path / "package"
    (package / "part").mkdir(parents=True)
    (package / "__init__.py").write_text("one = 1\n", "utf-8")
    (package / "part/words.toml").write_text("", "utf-8")
    monkeypatch.setattr(edition, "PACKAGES", (package,))
    return package


def test_what_python_keeps_of_a_package_is_no_part_of_it(package: Path) -> None:
    before = edition.package_digest()
    for folder in (package, package / "part"):
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__/__init__.pyc").write_bytes(b"compiled")
    assert edition.package_digest() == before


def test_every_name_and_content_counts(package: Path) -> None:
    digests = [edition.package_digest()]
    (package / "__init__.py").write_text("one = 2\n", "utf-8")
    digests.append(edition.package_digest())
    (package / "part/words.toml").rename(package / "words.toml")
    digests.append(edition.package_digest())
    (package / "part/more.py").write_text("", "utf-8")
    digests.append(edition.package_digest())
    assert len(set(digests)) == len(digests)


def test_a_digest_follows_from_what_a_package_holds_alone(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = edition.package_digest()
    moved = tmp_path / "elsewhere/package"
    moved.parent.mkdir()
    package.rename(moved)
    monkeypatch.setattr(edition, "PACKAGES", (moved,))
    assert edition.package_digest() == before
