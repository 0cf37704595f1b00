"""What readers download besides the pages: the data package as one file, and the files of each figure."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from qzbook.evidence.domain import domain_of
from qzbook.html.data_readme import readme
from qzbook.markup.names import digest
from qzcharts.data import Ledger
from qzcharts.data.observations import OBSERVATIONS, as_csv, described
from qzcharts.data.package import DESCRIPTOR, README
from qzcharts.words import Language


def pdf_path(config: Config) -> str:
    """Give the path of the PDF from the root of the site."""
    return f"_downloads/{config.typst_filename}.pdf"


def data_path(config: Config) -> str:
    """Give the path of the packed data from the root of the site."""
    return f"_downloads/{config.typst_filename}-data.zip"


def observations_path(config: Config) -> str:
    """Give the path of the file of all numbers from the root of the site."""
    return f"_downloads/{config.typst_filename}-observations.csv"


def zip_package(ledger: Ledger, language: Language, target: Path, timestamp: int) -> None:
    """Pack what belongs to a data package; beside its folder all its numbers in one file, and a README.

    The same content and time give the same bytes.

    Parameters
    ----------
    ledger : Ledger
        The name of its package's folder is that inside the archive.
    language : {"zh", "en"}
        Of the description.
    target : Path
    timestamp : int
        Seconds since 1970 (UTC), the time of every entry; before 1980 a ZIP file knows no time.
    """
    moment = datetime.fromtimestamp(max(timestamp, 315_532_800), UTC)
    folder = ledger.package.folder
    files = {f"{folder.name}/{name}": (folder / name).read_bytes() for name in ledger.package.described}
    files[OBSERVATIONS] = as_csv(ledger)
    files[DESCRIPTOR] = json.dumps(described(ledger, language), ensure_ascii=False, indent=2).encode()
    files[README] = readme(ledger, language).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is packed
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)


def pack_data(app: Sphinx, exception: Exception | None) -> None:
    """Put the data package, and all its numbers in one file, beside the pages."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        domain, config = domain_of(app.env), app.config
        target = Path(app.outdir, data_path(config))
        zip_package(domain.ledger, domain.language, target, config.qzcharts_edition.timestamp)
        Path(app.outdir, observations_path(config)).write_bytes(as_csv(domain.ledger))


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


def copy_new(app: Sphinx) -> None:
    """Have Sphinx copy the downloads that are not there yet: one with another content has another name."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    copy, env = builder.copy_download_files, app.env

    def copy_missing() -> None:
        files = env.dlfiles
        found = Path(builder.outdir, "_downloads").glob("*/*")
        there = {f"{path.parent.name}/{path.name}" for path in found}
        missing = {path: named for path, named in files.items() if named[1] not in there}
        env.dlfiles = missing  # type: ignore[assignment]
        try:
            copy()
        finally:
            env.dlfiles = files

    builder.copy_download_files = copy_missing  # type: ignore[method-assign]


def merge_names(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Keep the names that a process gave that read some of the pages."""
    for path, (docs, name) in other.dlfiles.items():
        if docs & docnames:
            env.dlfiles[path] = env.dlfiles[path][0], name


def setup(app: Sphinx) -> None:
    """Register the steps; Sphinx has collected the downloads of a page when it is named here."""
    app.connect("doctree-read", name_by_content, priority=900)
    app.connect("env-merge-info", merge_names, priority=900)
    app.connect("builder-inited", copy_new)
    app.connect("build-finished", pack_data)
