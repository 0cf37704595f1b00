"""What identifies an edition: its date, its commit, and the digest of what it was made from."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

SOURCES = ("book", "data", "src", "_config.yml", "requirements.lock")
PACKAGES = tuple(Path(__file__).parents[1] / name for name in ("qzcharts", "sphinx_typst", "qzbook"))
_SKIPPED = {"_build", "__pycache__"}
#: The settings of a repository name programs, and who hands on a project hands them on. None of them is run:
#: no hook, no monitor of the file system, no program for signatures, no transport for what is missing. Its
#: filters would run wherever git itself compares files, so files are compared here.
_GIT = (
    *("git", "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit", "-c", "core.quotePath=off"),
)
_GIT_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


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
    if commit and _edited(project, SOURCES):
        commit += "+"
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git(project, "log", "-1", "--format=%ct")
    return Edition(int(epoch or newest), commit, digest.hexdigest())


def source_files(project: Path) -> list[Path]:
    """List the files that an edition is made from, sorted."""
    return [project / name for name in sorted(_files(project, SOURCES))]


def _files(folder: Path, names: Iterable[str]) -> set[str]:
    """Name the sources below a folder, in what has these names there."""
    found: list[Path] = []
    for name in names:
        path = folder / name
        found += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return set(filter(_is_source, (path.relative_to(folder).as_posix() for path in found)))


def _is_source(name: str) -> bool:
    """Whether a file that lies among the sources is one: what is hidden, or was made from them, is none."""
    return not any(part in _SKIPPED or part.startswith(".") for part in name.split("/"))


def package_digest() -> str:
    """Give the SHA-256 of the files of the packages, names and contents."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path, status in sorted(_below(str(package))):
            digest.update(f"{path.removeprefix(f'{package.parent}/')}\0".encode())
            digest.update(_digest(path, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
    return digest.hexdigest()


def _below(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Give the files below a folder with their states; a build asks several times for some hundred."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield entry.path, entry.stat()
            elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                yield from _below(entry.path)


@cache
def _digest(path: str, *_: int) -> bytes:
    """Give the SHA-256 of a file, read once for each time and size that it has had."""
    return hashlib.sha256(Path(path).read_bytes()).digest()


def last_changes(folder: Path) -> dict[str, str]:
    """Give the day of the last commit of each file below a folder, by its path there; ISO 8601.

    Files that differ from their commit are left out, and all of them where the history is not at hand.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    log = _git(folder, "log", "--format=%x00%cs", "--name-only", "--relative", "--", ".")
    changes: dict[str, str] = {}
    for entry in log.split("\0")[1:]:
        day, *names = entry.split("\n")
        for name in filter(None, names):
            changes.setdefault(name, day)
    edited = _edited(folder, ["."])
    return {name: day for name, day in changes.items() if name not in edited}


def _edited(folder: Path, names: Iterable[str]) -> set[str]:
    """Name the files below a folder, in what has these names there, that differ from their commit."""
    committed = {}
    for entry in _git(folder, "ls-tree", "-r", "-z", "HEAD", "--", *names).split("\0"):
        described, _, name = entry.partition("\t")
        if name and _is_source(name):
            committed[name] = described.split()[2]
    return {
        name
        for name in {*committed, *_files(folder, names)}
        if name not in committed or not _holds(folder / name, committed[name])
    }


def _holds(path: Path, blob: str) -> bool:
    """Whether a file has the content that git knows by a name, SHA-1 or SHA-256."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    name = hashlib.new("sha1" if len(blob) == 40 else "sha256", usedforsecurity=False)
    name.update(f"blob {len(content)}\0".encode() + content)
    return name.hexdigest() == blob


def _git(folder: Path, *arguments: str) -> str:
    """Ask git, and give what it says; nothing where it cannot be asked, or there is no repository."""
    try:
        done = subprocess.run(
            [*_GIT, *arguments],
            cwd=folder,
            env=os.environ | _GIT_ENVIRONMENT,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
