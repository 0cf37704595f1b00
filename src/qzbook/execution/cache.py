"""What notebooks gave when they last ran, and what that came from: a file for each, safe to delete."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.util import logging

from qzbook.safety import seal
from qzbook.safety.whole import write_whole
from qzbook.translation.parity import translations
from qzcharts.data import Ledger, read
from qzcharts.data.ledger import from_package
from qzcharts.data.use import read_question
from qzcharts.errors import DataError
from qzcharts.words import Language

from .kernel_process import fingerprint
from .kernels import Translations

FORMAT = 3
"""To be raised when what an entry holds or means changes."""

CHANGING = "changing"
"""State of an input that changed while the notebook ran: never that of a file."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Origin:
    """What the outputs of a notebook came from; all are digests, or words for a state.

    Parameters
    ----------
    code
        Of the notebook's cells.
    context
        Of what all notebooks share, package, locked versions and interpreter, and of their languages.
    inputs
        Of each file and folder that the cells read, by its path from the project's root, and states of a data
        package as :class:`qzcharts.data.use.File` has them.
    outputs
        Of the outputs themselves.
    """

    code: str
    context: str
    inputs: dict[str, str]
    outputs: str


class ExecutionCache:
    """A folder of entries: a seal, a line of JSON for the `Origin`, and one for the outputs.

    Entries appear whole, by rename, so builds may share the folder; one that is unreadable or was written by
    somebody else counts as missing.

    Parameters
    ----------
    folder
        Where the entries are; made when there is one to save.
    root
        The project's root.
    context
        Gives the digest that must be an origin's of a notebook for it to be current.
    """

    def __init__(self, folder: Path, root: Path, context: Callable[[str], str]) -> None:
        self.folder = folder
        self.root = root
        self.context = context
        self.broken: set[str] = set()
        """Notebooks whose entry was there, but cut off, damaged, another version's or somebody else's."""
        self._fingerprints: dict[str, str] = {}
        self._ledgers: dict[Path, Ledger | None] = {}

    def origin(self, name: str) -> Origin | None:
        """Give where a notebook's outputs came from, if that is still as it was."""
        entry = self._read(name, whole=False)
        return entry[0] if entry else None

    def load(self, name: str, code: str) -> tuple[Origin, Any] | None:
        """Give a notebook's outputs and their origin, if that is still as it was and of this code."""
        entry = self._read(name, whole=True)
        return entry if entry and entry[0].code == code else None

    def save(self, name: str, code: str, inputs: dict[str, str], outputs: Any) -> Origin:
        """Keep what a run gave. If that cannot be written, a log line says so and the notebook runs again."""
        body = _json(outputs)
        origin = Origin(code, self.context(name), inputs, hashlib.sha256(body).hexdigest())
        path = self.path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            head = seal.sealed(name, _json({"format": FORMAT, **vars(origin)}))
            write_whole({path: head + b"\n" + body})
        except OSError as error:
            logger.info("execution cache: %s cannot be written: %s", path, error.strerror)
        return origin

    def path(self, name: str) -> Path:
        """Give the file of a notebook's entry."""
        return self.folder / f"{name}.json"

    def _read(self, name: str, whole: bool) -> tuple[Origin, Any] | None:
        try:
            with self.path(name).open("rb") as file:
                head = json.loads(seal.opened(name, file.readline() + file.readline().rstrip(b"\n")))
                if head.pop("format") != FORMAT:
                    raise ValueError
                origin = Origin(**head)
                body = file.read() if whole else b"null"
                if whole and hashlib.sha256(body).hexdigest() != origin.outputs:
                    raise ValueError
                current = origin.context == self.context(name) and all(map(self._same, origin.inputs.items()))
                return (origin, json.loads(body)) if current else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.broken.add(name)
            return None

    def _same(self, item: tuple[str, str]) -> bool:
        path, digest = item
        if path not in self._fingerprints:
            place = self.root / path
            self._fingerprints[path] = (self._state if place.name.startswith("*") else fingerprint)(place)
        return self._fingerprints[path] == digest

    def _state(self, place: Path) -> str:
        """Give the state of a data package as a whole, as :class:`qzcharts.data.use.File` has it."""
        folder, name = place.parent, place.name
        if folder not in self._ledgers:
            try:
                self._ledgers[folder] = from_package(read(folder))
            except DataError:
                self._ledgers[folder] = None
        ledger = self._ledgers[folder]
        if ledger is None:
            return "invalid"
        if name.startswith("*?"):
            return ledger.meaning(*read_question(name))
        return "valid" if name.removeprefix("*.") in ("*", *ledger.metrics, *ledger.statements) else "none"


def translations_for(root: Path, languages: Sequence[Language], name: str) -> Translations:
    """Give what the cells of a page are given of the other languages of the book."""
    return {language: translations(root, language, name, of_cells=True) for language in languages}


def context_of(common: Sequence[str], root: Path, languages: Sequence[Language], name: str) -> str:
    """Give the digest of what the outputs of a page rest on beside its cells and what these read."""
    given = json.dumps([*common, translations_for(root, languages, name)])
    return hashlib.sha256(given.encode()).hexdigest()


def recorded_inputs(folder: Path) -> set[str]:
    """Name, from the project's root, everything that the notebooks with an entry in a cache have read."""
    found: set[str] = set()
    for path in folder.rglob("*.json"):
        with path.open("rb") as file, contextlib.suppress(ValueError, KeyError, TypeError):
            file.readline()
            found.update(json.loads(file.readline())["inputs"])
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
