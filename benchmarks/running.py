"""Builds that are measured: the commands, and what a run of one takes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

OURS = (sys.executable, "-m", "qzbook", "build")
STOCK = (str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml")
#: Every edition has the same date, so that two can be compared byte by byte; messages are read by scripts.
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1600000000", "LANGUAGE": "en"}
_BETWEEN_LOOKS = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Took:
    """What a run took.

    Attributes
    ----------
    seconds : float
        By the clock.
    work : float
        Seconds of the processor.
    megabytes : float
        The most that all its processes held together whenever it was looked at; 0 if it was not.
    output : str
        What it printed.
    """

    seconds: float
    work: float
    megabytes: float
    output: str


def run(command: Sequence[str], folder: Path, *, watch: bool = True, **environment: str) -> Took:
    """Run a command that has to go well.

    To look at the memory of many processes takes a part of the processor: `watch` says whether to.
    """
    most, ended = 0, Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(_BETWEEN_LOOKS):
            most = max(most, _held(process.pid))

    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start, before = time.perf_counter(), _work_of_children()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | _ENVIRONMENT | environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        looking = Thread(target=look)
        if watch:
            looking.start()
        status = process.wait()
        seconds = time.perf_counter() - start
        ended.set()
        if watch:
            looking.join()
        work = _work_of_children() - before
        said.seek(0)
        output = said.read()
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{output[-4000:]}")
    return Took(seconds, work, most / 1e6, output)


def _work_of_children() -> float:
    """Give the seconds of the processor that ended processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(pid: int) -> int:
    """Give the memory of a process and all below it, shared pages counted once."""
    held = 0
    try:
        process = psutil.Process(pid)
        everyone = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for each in everyone:
        try:
            held += each.memory_full_info().pss
        except psutil.NoSuchProcess:  # ended meanwhile
            continue
    return held
