"""The process that compiles volumes, as whoever has some sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

from .volume_process import Job

_PROGRAM = [sys.executable, "-P", "-m", Job.__module__]


class Typesetters:
    """
    A process that compiles volumes, each in a process of its own; a context manager.

    It is started when there is something to compile.

    Parameters
    ----------
    fonts
        Folders of all fonts that may be used.
    """

    def __init__(self, fonts: Sequence[str]) -> None:
        self._fonts = list(fonts)
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Typesetters:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process:
            self._process.communicate()

    def run(self, jobs: Sequence[Job]) -> None:
        """Do jobs; one whose process ends before it is done leaves no result."""
        with suppress(BrokenPipeError):
            if not self._process:
                self._process = subprocess.Popen(
                    _PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
                )
                self._tell(self._fonts)
            self._tell([asdict(job) for job in jobs])
            assert self._process.stdout is not None
            self._process.stdout.readline()

    def _tell(self, what: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        print(json.dumps(what), file=self._process.stdin, flush=True)
