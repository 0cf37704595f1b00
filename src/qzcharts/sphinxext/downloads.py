"""What readers download besides the pages: the data package as one file."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from qzcharts.data import find_folder


def zip_folder(folder: Path, target: Path, timestamp: int) -> None:
    """Pack the files of a folder, the same bytes for the same content and time.

    Parameters
    ----------
    folder : Path
        Its name is the folder inside the archive.
    target : Path
    timestamp : int
        Seconds since 1970 (UTC), the time of every entry; before 1980 a ZIP file knows no time.
    """
    moment = datetime.fromtimestamp(max(timestamp, 315_532_800), UTC)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder.parent).as_posix()
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is packed
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def pack_data(app: Sphinx, exception: Exception | None) -> None:
    """Put the data package beside the pages."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        name = f"{app.config.typst_filename}-data.zip"
        folder = find_folder(Path(app.srcdir))
        zip_folder(folder, Path(app.outdir, "_downloads", name), app.config.qzcharts_edition.timestamp)


def setup(app: Sphinx) -> None:
    """Register the step after the build."""
    app.connect("build-finished", pack_data)
