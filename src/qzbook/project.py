"""Where things lie in a project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qzbook.errors import BuildError
from qzbook.words import gettext
from qzcharts.data import find_folder

CONFIGURATION, TOC, CITATION = "_config.yml", "book/_toc.yml", "CITATION.cff"


@dataclass(frozen=True)
class Project:
    """The folders of a project.

    Attributes
    ----------
    root : Path
        The folder that holds ``_config.yml``, ``book/`` and ``data/``.
    output : Path
        The folder of the published edition, which is replaced as a whole; ``_build`` by default.
    workspace : Path
        The folder of what one build keeps for the next, safe to delete; ``.qzcharts`` by default.
    """

    root: Path
    output: Path
    workspace: Path

    @classmethod
    def at(cls, root: Path) -> Project:
        """Give the project of a folder, with its published edition and its workspace in it."""
        return cls(root, root / "_build", root / ".qzcharts")

    @classmethod
    def find(cls, start: Path) -> Project:
        """Find the project that `start` lies in.

        Raises
        ------
        BuildError
            If neither `start` nor a folder above it is a project.
        """
        for folder in (start, *start.parents):
            # Whatever they are: what is no file or folder is refused as such.
            if os.path.lexists(folder / CONFIGURATION) and os.path.lexists(folder / "book"):
                return cls.at(folder)
        raise BuildError(
            gettext(
                "no {name} beside a folder book/ in {folder} or above it",
                name=CONFIGURATION,
                folder=start.name or start,
            ),
            gettext("work inside the project, or name it with --project"),
        )

    @classmethod
    def read_from(cls, folder: str | Path) -> Project:
        """Give the project whose pages Sphinx reads from a folder.

        Raises
        ------
        DataError
            If there are no data beside it.
        """
        return cls.at(find_folder(Path(folder)).parent)

    @property
    def book(self) -> Path:
        """The notebooks."""
        return self.root / "book"

    @property
    def contents(self) -> Path:
        """The table of contents."""
        return self.root / TOC

    @property
    def execution_cache(self) -> Path:
        """What notebooks gave when they last ran; builds and the preview share it."""
        return self.workspace / "execution"
