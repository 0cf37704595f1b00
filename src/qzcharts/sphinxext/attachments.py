"""What the reviewers' copy of the PDF carries inside: the data package and the sources of the book."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from qzcharts.data import Package, find_folder, read
from qzcharts.edition import source_files

_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_MIME_TYPES = {
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
    ".yml": "application/yaml",
}


def data_files(package: Package, title: str) -> list[dict[str, Any]]:
    """List the files of a data package; saved into one folder they are a data package again."""
    resources = package.descriptor["resources"]
    described = {resource["path"]: resource[title] for resource in resources}
    names = {"datapackage.json": package.descriptor[title], **described}
    return [
        {
            "path": str(package.folder / name),
            "mime_type": _MIME_TYPES[Path(name).suffix],
            "relationship": "data",
            "description": description,
        }
        for name, description in names.items()
    ]


def book_files(project: Path) -> list[dict[str, Any]]:
    """List the sources of the book; the description says where each belongs."""
    listed = []
    for path in source_files(project):
        place = path.relative_to(project).as_posix()
        if not place.startswith("book/") and place != "_config.yml":
            continue
        heading = _HEADING.search(path.read_text("utf-8")) if path.suffix == ".md" else None
        listed.append(
            {
                "path": str(path),
                "name": place.removeprefix("book/").replace("/", "-"),
                "mime_type": _MIME_TYPES.get(path.suffix, "application/octet-stream"),
                "relationship": "source",
                "description": f"{place} {heading[1]}" if heading else place,
            }
        )
    return listed


def attach(app: Sphinx, config: Config) -> None:
    """Attach data and sources to a review copy, before what the configuration itself attaches."""
    if config.typst_review:
        folder = find_folder(Path(app.srcdir))
        title = "title" if (config.language or "").startswith("zh") else "title_en"
        config.typst_review_attachments = [
            *data_files(read(folder), title),
            *book_files(folder.parent),
            *config.typst_review_attachments,
        ]


def setup(app: Sphinx) -> None:
    """Register the step before the build."""
    app.connect("config-inited", attach)
