"""What identifies an edition: its date, its commit, and the digest of what it was made from."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SOURCES = ("book", "data", "src", "_config.yml", "requirements.lock")
PACKAGE = Path(__file__).parent
_SKIPPED = {"_build", "__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class Edition:
    """Identity of an edition.

    Attributes
    ----------
    timestamp : int
        Seconds since 1970 (UTC): ``SOURCE_DATE_EPOCH``, else the last commit, else the newest source file.
    commit : str
        Abbreviated commit, with ``+`` where sources differ from it; empty outside a repository.
    digest : str
        SHA-256 over the sources of the book: text, data, package, configuration and lock.
    """

    timestamp: int
    commit: str
    digest: str

    @property
    def date(self) -> str:
        """Day of the edition, ISO 8601, UTC."""
        return datetime.fromtimestamp(self.timestamp, UTC).strftime("%Y-%m-%d")


def identify(project: Path) -> Edition:
    """Identify the edition that the sources below `project` make."""
    digest, newest = hashlib.sha256(), 0.0
    for path in source_files(project):
        content = path.read_bytes()
        name = path.relative_to(project).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
        newest = max(newest, path.stat().st_mtime)
    commit = _git(project, "rev-parse", "--short=10", "HEAD")
    if commit and _git(project, "status", "--porcelain", "--", *SOURCES):
        commit += "+"
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git(project, "log", "-1", "--format=%ct")
    return Edition(int(epoch or newest), commit, digest.hexdigest())


def source_files(project: Path) -> list[Path]:
    """List the files that an edition is made from, sorted."""
    found: list[Path] = []
    for name in SOURCES:
        path = project / name
        found += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    kept = [path for path in found if not _SKIPPED & set(path.relative_to(project).parts)]
    return sorted(kept, key=lambda path: path.relative_to(project).as_posix())


def package_digest() -> str:
    """Give the SHA-256 of the helper package's files, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def last_changes(folder: Path) -> dict[str, str]:
    """Give the day of the last commit of each file below a folder, by its path there; ISO 8601.

    Files that differ from their commit are left out, and all of them where the history is not at hand.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    log = _git(
        folder, "-c", "core.quotePath=off", "log", "--format=%x00%cs", "--name-only", "--relative", "--", "."
    )
    changes: dict[str, str] = {}
    for entry in log.split("\0")[1:]:
        day, *names = entry.split("\n")
        for name in filter(None, names):
            changes.setdefault(name, day)
    edited = _git(folder, "-c", "core.quotePath=off", "diff", "--name-only", "--relative", "HEAD", "--", ".")
    return {name: day for name, day in changes.items() if name not in edited.split("\n")}


def _git(project: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=project, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
