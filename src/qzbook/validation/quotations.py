"""Quotations held against the texts of their sources, which the project does not keep.

Who has the text of a source puts it into ``sources/``, which git ignores, as ``<source>.txt``.
"""

import hashlib
from pathlib import Path

from qzbook.validation.printed import plain
from qzbook.words import gettext
from qzcharts.data.content import content_problem
from qzcharts.data.package import SOURCE_TEXTS, Package
from qzcharts.data.rows import rows_of
from qzcharts.errors import Problem


def compare(package: Package, root: Path) -> tuple[list[Problem], list[str]]:
    """Look for every quotation in the text of its source.

    Parameters
    ----------
    package : Package
    root : Path
        The folder that holds ``sources/``.

    Returns
    -------
    problems : list of Problem
        Quotations that the text does not hold, and texts that are not the one whose checksum the data give.
    absent : list of str
        Ids of the quoted sources whose text is not there.
    """
    checksums = {row["source"]: row["checksum"] for table in package.having("checksum") for row in table.rows}
    texts: dict[str, str | None] = {}
    problems: list[Problem] = []
    for table in package.having("quotation"):
        for _, line, row in rows_of(table):
            source, quotation = row["source"], row["quotation"]
            if not quotation or source not in checksums:
                continue
            if source not in texts:
                texts[source], wrong = _read(root, source, checksums[source])
                problems += wrong
            text = texts[source]
            if text and plain(quotation) not in text:
                message = gettext(
                    "{quotation!r} does not stand in {file}; allowed: its own words",
                    quotation=quotation,
                    file=f"{SOURCE_TEXTS}/{source}.txt",
                )
                mend = gettext("copy the words from the source")
                problems.append(Problem(table.path, line, "quotation", "quotation", message, mend))
    return problems, [source for source, text in texts.items() if text is None]


def _read(root: Path, source: str, checksum: str) -> tuple[str | None, list[Problem]]:
    """Give the text of a source made plain: empty where it is not the right one, ``None`` without a file."""
    path = f"{SOURCE_TEXTS}/{source}.txt"
    if "/" in source or (root / path).is_symlink() or (root / SOURCE_TEXTS).is_symlink():
        message = gettext("is no file of its own in {folder}/", folder=SOURCE_TEXTS)
        mend = gettext("name the source in a word, and put its text there")
        return "", [Problem(path, 0, "", "unreadable", message, mend)]
    try:
        content = (root / path).read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError as error:
        message = gettext("cannot be read: {reason}", reason=error.strerror)
        mend = gettext("restore the file, or remove it")
        return "", [Problem(path, 0, "", "unreadable", message, mend)]
    found = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if found != checksum:
        message = gettext(
            "has the checksum {found}; allowed: {checksum}, as data/sources.csv says",
            found=found,
            checksum=checksum,
        )
        mend = gettext("put the text there that the data were taken from, or correct the checksum")
        return "", [Problem(path, 0, "", "checksum", message, mend)]
    if undecodable := content_problem(path, content):
        return "", [undecodable]
    return plain(content.decode("utf-8-sig")), []
