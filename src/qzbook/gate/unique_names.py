"""Whether every name in a finished HTML edition stands for one content."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from qzbook.gate.flow import Element, words
from qzbook.gate.html import file_of
from qzbook.gate.lawful import of_class


def repeated_anchors(page: Element) -> Iterator[str]:
    """Give each id that more than one element of a page has."""
    counts = Counter(page.xpath("//@id"))
    yield from (name for name, count in counts.items() if count > 1)


def repeated_files(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give files whose names differ in nothing but capitals, which some disks hold for one."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield other, name


def foreign_downloads(page: Element, path: Path) -> Iterator[tuple[str, str]]:
    """Give each chart whose downloads are not its own: words of its caption, and the name of the file.

    The CSV must begin its rows as the table of the chart's data does, and the SVG name the chart. They do not
    where two charts share a name, for the later file replaces the earlier.
    """
    for figure in page.xpath(f"//figure[.//table[{of_class('figure-data')}]]"):
        title = " ".join("".join(figure.xpath(f"string(.//*[{of_class('caption-text')}])")).split())
        table = figure.xpath(f".//table[{of_class('figure-data')}]")[0]
        shown = [words(row[0]) for row in table.iter("tr")][1:]
        for link in figure.xpath(f".//a[{of_class('download')}]/@href"):
            file = file_of(path, link)
            if (file.suffix == ".csv" and _labels(file) != shown) or (
                file.suffix == ".svg" and not _is_named(file, title)
            ):
                yield title, file.name


def _labels(file: Path) -> list[str]:
    """Give the first cell of each row below the head."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return ["".join(row[0].split()) for row in csv.reader(lines)][1:]


def _is_named(file: Path, title: str) -> bool:
    """Whether a drawing says the title of its chart, in its name or as a title."""
    if not file.is_file():
        return False
    root = etree.fromstring(file.read_bytes())
    said = f"{root.get('aria-label', '')} {' '.join(root.itertext())}"
    return "".join(title.split()) in "".join(said.split())
