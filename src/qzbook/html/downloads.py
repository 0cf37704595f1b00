"""What readers download besides the pages: the data package as one file, and the files of each figure."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from qzbook.evidence.references import domain_of
from qzbook.markup.names import digest
from qzcharts.data import Package


def pdf_path(config: Config) -> str:
    """Give the path of the PDF from the root of the site."""
    return f"_downloads/{config.typst_filename}.pdf"


def data_path(config: Config) -> str:
    """Give the path of the packed data from the root of the site."""
    return f"_downloads/{config.typst_filename}-data.zip"


def zip_package(package: Package, target: Path, timestamp: int) -> None:
    """Pack what belongs to a data package, the same bytes for the same content and time.

    Parameters
    ----------
    package : Package
        The name of its folder is that inside the archive.
    target : Path
    timestamp : int
        Seconds since 1970 (UTC), the time of every entry; before 1980 a ZIP file knows no time.
    """
    moment = datetime.fromtimestamp(max(timestamp, 315_532_800), UTC)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(package.described):
            entry = zipfile.ZipInfo(f"{package.folder.name}/{name}", moment.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is packed
            archive.writestr(entry, (package.folder / name).read_bytes(), zipfile.ZIP_DEFLATED)


def pack_data(app: Sphinx, exception: Exception | None) -> None:
    """Put the data package beside the pages."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        package = domain_of(app.env).ledger.package
        zip_package(package, Path(app.outdir, data_path(app.config)), app.config.qzcharts_edition.timestamp)


def name_by_content(app: Sphinx, doctree: nodes.document) -> None:
    """Name each download's folder by a digest of the file, where Sphinx takes one of its path.

    The path leads through the folder in which this build works, and another's edition would differ by it.
    """
    files = app.env.dlfiles
    names = {name: path for path, (_, name) in files.items()}
    for node in doctree.findall(addnodes.download_reference):
        if (path := names.get(node.get("filename"))) is not None:
            content = Path(app.srcdir, path).read_bytes()
            node["filename"] = f"{digest(content)}/{Path(path).name}"
            files[path] = files[path][0], node["filename"]


def merge_names(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Keep the names that a process gave that read some of the pages."""
    for path, (docs, name) in other.dlfiles.items():
        if docs & docnames:
            env.dlfiles[path] = env.dlfiles[path][0], name


def setup(app: Sphinx) -> None:
    """Register the steps; Sphinx has collected the downloads of a page when it is named here."""
    app.connect("doctree-read", name_by_content, priority=900)
    app.connect("env-merge-info", merge_names, priority=900)
    app.connect("build-finished", pack_data)
