"""A running ``qzcharts serve``, and what a browser would hear from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

SECONDS = 120.0
"""Within which anything has to happen, on a machine however busy."""


class Live:
    """A preview of a project in a process of its own."""

    def __init__(self, project: Path, *, port: int = 0, **environment: str) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qzcharts", "serve", "--port", str(port), "--no-open"],
            cwd=project,
            env=os.environ
            | {"PYTHONWARNINGS": "", "PYTHONUNBUFFERED": "1", "SOURCE_DATE_EPOCH": "1595894400"}
            | environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split()[0]

    def wait_for_line(self, part: str) -> None:
        """Wait until the command has printed a line that holds this."""
        assert self.process.stdout is not None
        assert any(part in line for line in self.process.stdout)

    def get(self, path: str) -> bytes:
        """Fetch a page or file, that of an error too."""
        try:
            with urlopen(self.url + quote(path), timeout=SECONDS) as response:
                return bytes(response.read())
        except HTTPError as error:
            return error.read()

    def text(self, path: str) -> str:
        return self.get(path).decode()

    @contextmanager
    def follow(self, path: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Give what the server tells a page, from now on."""
        with urlopen(f"{self.url}.preview/events?page=/{quote(path)}", timeout=SECONDS) as stream:
            yield (json.loads(line.removeprefix(b"data: ")) for line in stream if line.startswith(b"data: "))

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that must be there, as an editor that writes a new file does."""
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        save(path, text.replace(old, new))

    def stop(self, number: int) -> int:
        """Send a signal and give the status."""
        self.process.send_signal(number)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


def save(path: Path, text: str) -> None:
    """Put a new file in the place of one, at once."""
    aside = path.with_name(f"{path.name}.new~")
    aside.write_text(text, "utf-8")
    aside.replace(path)
