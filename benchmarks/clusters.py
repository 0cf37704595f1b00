"""A cluster of processes on this machine, that ends with who made it, and by itself if that is killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_SOURCES = Path(__file__).parents[1] / "src"
_COMMON = ("--host", "127.0.0.1", "--no-dashboard")


class SmallCluster:
    """A scheduler and workers with one thread each; a context manager that ends them.

    Without its scheduler a worker ends, and the scheduler ends when nobody has asked it for five minutes.

    Parameters
    ----------
    folder
        Where workers have their scratch space, and processes their logs.
    workers
        How many workers there are at first.
    """

    def __init__(self, folder: Path, workers: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        own = ("--port", "0", "--idle-timeout", "300s", "--scheduler-file", str(file))
        self.scheduler = self._start("scheduler", *own)
        while not file.exists():
            assert self.scheduler.poll() is None, self.log("scheduler")
            time.sleep(0.05)
        self.address: str = json.loads(file.read_text())["address"]
        for _ in range(workers):
            self.add()

    def add(self, *options: str, nanny: bool = False, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        own = ("--nthreads", "1", "--local-directory", str(self._folder), "--death-timeout", "20")
        nannies = () if nanny else ("--no-nanny",)
        worker = self._start("worker", self.address, *own, *nannies, *options, **environment)
        self.workers.append(worker)
        return worker

    def _start(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        given: Mapping[str, str] = {"PYTHONPATH": str(_SOURCES), "LANGUAGE": "zh", **environment}
        with (self._folder / f"{kind}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", *_COMMON, *arguments],
                env=os.environ | given,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def log(self, kind: str = "worker") -> str:
        """Give what the scheduler, or all workers, have logged."""
        return (self._folder / f"{kind}.log").read_text()

    def __enter__(self) -> SmallCluster:
        return self

    def __exit__(self, *error: object) -> None:
        for process in self._processes:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, as a machine that fails."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
