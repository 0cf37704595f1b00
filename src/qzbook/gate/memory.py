"""What was read and judged before, known by digests of all that it was read from and judged by.

Nothing is known by its name or its time: what differs in a byte is looked at anew, and so is what was found
faulty.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

MEMORY = "memory.pickle"
"""Name of the record."""


class Memory:
    """What need not be looked at again.

    Parameters
    ----------
    record : Path, optional
        What is kept from build to build, in a folder that is as trusted as that of the doctrees; without it,
        everything is looked at.
    """

    def __init__(self, record: Path | None = None) -> None:
        self._record = record
        self._before: dict[str, Any] = {}
        self._now: dict[str, Any] = {}
        self._beside: dict[str, Memory] = {}
        self._is_read = False
        self._is_new = False

    @property
    def is_kept(self) -> bool:
        """Whether it is kept from build to build."""
        return self._record is not None

    def beside(self, name: str) -> Memory:
        """Give another memory, which is read only when it is asked, and lies beside this one's record."""
        record = self._record and self._record.with_name(f"{name}.pickle")
        return self._beside.setdefault(name, Memory(record))

    def recall(self, state: str) -> Any:
        """Give what was noted of a state, ``None`` if it was never seen."""
        if not self._is_read and self._record and self._record.is_file():
            self._before = pickle.loads(self._record.read_bytes())
        self._is_read = True
        if state in self._before:
            self._now[state] = self._before[state]
        return self._now.get(state)

    def note(self, state: str, value: Any) -> None:
        """Note something of a state."""
        self._now[state] = value
        self._is_new = True

    def judge(self, state: str, judge: Callable[[], Iterable[T]]) -> list[T]:
        """Give what a judge finds, which is nothing where it found nothing before.

        Parameters
        ----------
        state : str
            Digest of all that the judge looks at, and of which judge it is.
        judge : callable
        """
        if self.recall(state) is not None:
            return []
        found = list(judge())
        if not found:
            self.note(state, ())
        return found

    def keep(self) -> None:
        """Leave to the next build what this one has met, and nothing that is gone.

        A memory beside it in which nothing was noted stays as it is.
        """
        if not self._record:
            return
        self._record.parent.mkdir(exist_ok=True)
        memories = [self, *self._beside.values()]
        for path in {*self._record.parent.glob("*.pickle")} - {memory._record for memory in memories}:
            path.unlink()
        self._is_new = True  # what is gone has to go
        for memory in memories:
            memory.write()

    def write(self) -> None:
        """Leave what has been met so far, if anything was noted; others beside it stay as they are."""
        if self._record and self._is_new:
            self._record.parent.mkdir(exist_ok=True)
            self._record.write_bytes(pickle.dumps(self._now, pickle.HIGHEST_PROTOCOL))
            self._is_new = False


def state(judge: str, *parts: bytes) -> str:
    """Give the digest of what a judge looks at."""
    digest = hashlib.sha256(judge.encode())
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()
