"""What a person sees of a build while it runs."""

from __future__ import annotations

import os
import time

from rich.cells import set_cell_size
from rich.console import Console
from rich.status import Status
from sphinx.application import Sphinx

from qzbook.execution.execute import EXECUTED
from qzbook.words import gettext


class Phases:
    """Phases of a build, one after another, each with its seconds; a context manager around them all.

    On a terminal a line says what is being done, and each phase leaves a line with its seconds; in continuous
    integration (``CI`` is set) there are only the lines that phases leave; elsewhere there is nothing.

    Parameters
    ----------
    console : rich.console.Console, optional
        Where to print; without one, nothing is printed anywhere.

    Attributes
    ----------
    seconds : dict of str to float
        Time of each phase that has ended.
    """

    def __init__(self, console: Console | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._console = console
        self._terminal = console is not None and console.is_terminal
        self._status: Status | None = None
        self._name, self._began = "", 0.0

    def __enter__(self) -> Phases:
        return self

    def __exit__(self, *error: object) -> None:
        if self._status:
            self._status.stop()
        if not any(error):
            self._end()

    def begin(self, name: str) -> None:
        """End the phase before, if there is one, and begin another."""
        self._end()
        self._name, self._began = name, time.perf_counter()
        if self._console and self._terminal:
            self._status = self._status or self._console.status(name)
            self._status.start()
            self.doing("")

    def doing(self, what: str) -> None:
        """Say what the phase is about just now."""
        if self._status:
            self._status.update(f"{self._name}  {what}")

    def done(self, what: str) -> None:
        """Say, on a terminal, what the phase has just done."""
        if self._terminal:
            self.say(f"  {what}")

    def say(self, what: str) -> None:
        """Print a line, wherever anything is printed at all."""
        if self._console:
            self._console.print(what, markup=False, highlight=False)

    def follow(self, app: Sphinx) -> None:
        """Say what an application reads, runs and writes."""

        def executed(_: Sphinx, name: str, seconds: float, done: int, number: int) -> None:
            counts = {"done": done, "count": number}
            self.done(
                gettext(
                    "ran {name} in {seconds:.1f} s ({done} of {count})", name=name, seconds=seconds, **counts
                )
            )
            self.doing(gettext("running notebooks, {done} of {count} done", **counts))

        app.connect("source-read", lambda _, name, text: self.doing(name))
        app.connect(EXECUTED, executed)
        app.connect("env-updated", lambda *_: self.begin("HTML"), priority=999)
        app.connect("html-page-context", lambda _, name, *others: self.doing(name))

    def _end(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._began
            if self._terminal or os.environ.get("CI"):
                self.say(f"{set_cell_size(self._name, 8)}{self.seconds[self._name]:6.1f} s")
            self._name = ""
