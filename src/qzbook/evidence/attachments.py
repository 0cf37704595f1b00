"""What the reviewers' copy of the PDF carries inside: the data package and the sources of the book."""

import os
import re
from collections.abc import Set
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from qzbook.edition import source_files
from qzbook.evidence.basis import titled
from qzbook.evidence.domain import domain_of
from qzbook.execution.cache import recorded_inputs
from qzbook.execution.execute import cache_folder
from qzbook.project import CONFIGURATION
from qzcharts.data import Ledger, Package
from qzcharts.data.observations import OBSERVATIONS, as_csv, described
from qzcharts.data.package import DESCRIPTOR
from qzcharts.words import Language

_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_MIME_TYPES = {
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
    ".yml": "application/yaml",
}


def data_files(package: Package, language: Language) -> list[dict[str, Any]]:
    """List the files of a data package; saved where their descriptions say, they are a data package again."""
    titles = {resource["path"]: titled(resource, language) for resource in package.descriptor["resources"]}
    titles[DESCRIPTOR] = titled(package.descriptor, language)
    return [
        {
            "path": str(package.folder / name),
            "name": name.replace("/", "-"),
            "mime_type": _MIME_TYPES[Path(name).suffix],
            "relationship": "data",
            "description": titles.get(name, name),
        }
        for name in package.described
    ]


def all_numbers(ledger: Ledger, language: Language, folder: Path) -> dict[str, Any]:
    """Write all numbers of the data package into one file in a folder, and list it."""
    path = folder / OBSERVATIONS
    path.write_bytes(as_csv(ledger))
    return {
        "path": str(path),
        "name": OBSERVATIONS,
        "mime_type": _MIME_TYPES[path.suffix],
        "relationship": "data",
        "description": described(ledger, language)["title"],
    }


def book_files(project: Path, used: Set[Path]) -> list[dict[str, Any]]:
    """List those sources of the book that it uses; the description says where each belongs."""
    listed = []
    for path in source_files(project):
        place = path.relative_to(project).as_posix()
        if path not in used or not (place.startswith("book/") or place == CONFIGURATION):
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


def used_files(app: Sphinx, project: Path) -> set[Path]:
    """Name what a book is made from: configuration, contents, pages, and what these and their cells read."""
    env, book = app.env, Path(app.srcdir)
    used = {project / CONFIGURATION, Path(app.config.external_toc_path)}
    used |= {Path(env.doc2path(name)) for name in env.found_docs}
    used |= {book / path for paths in env.dependencies.values() for path in paths}
    used |= {project / path for path in recorded_inputs(cache_folder(app))}
    return {Path(os.path.abspath(path)) for path in used}  # noqa: PTH100 - there are no links to follow


def attach(app: Sphinx, _: Builder) -> None:
    """Attach data and sources to a review copy, before what the configuration itself attaches."""
    config = app.config
    if config.typst_review:
        domain = domain_of(app.env)
        ledger, language = domain.ledger, domain.language
        project = ledger.package.folder.parent
        config.typst_review_attachments = [
            *data_files(ledger.package, language),
            all_numbers(ledger, language, Path(app.doctreedir)),
            *book_files(project, used_files(app, project)),
            *config.typst_review_attachments,
        ]


def setup(app: Sphinx) -> None:
    """Register the step between reading and writing."""
    app.connect("write-started", attach)
