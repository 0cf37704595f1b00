"""Whether every name in a finished HTML edition stands for one content."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from qzbook.gate.flow import Element, words
from qzbook.gate.lawful import of_class


def repeated_anchors(page: Element) -> Iterator[str]:
    """Give each id that more than one element of a page has."""
    counts = Counter(page.xpath("//@id"))
    yield from (name for name, count in counts.items() if count > 1)


def repeated_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Give files whose names differ in nothing but capitals, which some disks hold for one."""
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield other, name


def foreign_downloads(page: Element, path: Path) -> Iterator[tuple[str, str]]:
    """Give each chart whose downloads are not its own: words of its caption, and the name of the file.

    The CSV must say what the table of the chart's data says, and the SVG be the picture that is shown. They
    are not where two charts share a name, for the later file replaces the earlier.
    """
    for figure in page.xpath(f"//figure[.//table[{of_class('figure-data')}]]"):
        title = " ".join("".join(figure.xpath(f"string(.//*[{of_class('caption-text')}])")).split())
        table = figure.xpath(f".//table[{of_class('figure-data')}]")[0]
        shown = [[words(cell) for cell in row] for row in table.iter("tr")]
        pictures = [_file(path, name) for name in figure.xpath(".//picture/img/@src")]
        for link in figure.xpath(f".//a[{of_class('download')}]/@href"):
            file = _file(path, link)
            if (file.suffix == ".csv" and _rows(file) != _without_dashes(shown)) or (
                file.suffix == ".svg" and pictures and not any(_same(file, each) for each in pictures)
            ):
                yield title, file.name


def _file(page: Path, address: str) -> Path:
    return page.parent / unquote(urlsplit(address).path)


def _rows(file: Path) -> list[list[str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("# ")))
    return [["".join(cell.split()) for cell in row] for row in rows]


def _without_dashes(rows: list[list[str]]) -> list[list[str]]:
    """Read the dash of an empty cell as what the CSV has there."""
    return [["" if cell == "—" else cell for cell in row] for row in rows]


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
