"""Time `qzcharts check` on the real book, and on books made up to be large.

Usage: python benchmarks/checks.py

Times are of the processor, so that other work on the machine counts little. Data are read and validated once;
"all else" takes them as validated, makes the ledger, reads the pages and applies the rules.
"""

from __future__ import annotations

import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qzcharts.checks import examine, read_manuscript
from qzcharts.data.ledger import from_package
from qzcharts.data.package import read

PROJECT = Path(__file__).parents[1]
SIZES = ((1_000, 50), (10_000, 50), (1_000, 500), (10_000, 500))
_TABLES = ("units", "sources", "locators")
_CHAPTER = """\
# 样例第{number}章

## 样例说明什么

{prose}

```{{code-cell}} python
---
mystnb:
  figure:
    caption: 样例图。数字是编造的，只用来计时
    name: fig-{number}
tags: [hide-input]
---
import qzcharts as qz

qz.cards("{first}")
```

```{{metric-table}} 样例表
{ids}
```

## 数字没有说明什么

这一章是编造的，什么也没有说明。
"""
_SENTENCE = "样例的数是{{metric}}`{}`，来源、期间和单位都是编造的，句子只是为了有普通的长度。"


def make_project(folder: Path, metrics: int, chapters: int) -> None:
    """Make up a project without problems."""
    data, book = folder / "data", folder / "book"
    data.mkdir(parents=True)
    book.mkdir()
    descriptor = json.loads((PROJECT / "data/datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    made_up = resources["inspection"] | {"name": "made_up", "path": "made_up.csv"}
    descriptor["resources"] = [made_up, *(resources[name] for name in _TABLES)]
    (data / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    for name in _TABLES:
        shutil.copy2(PROJECT / f"data/{name}.csv", data)
    columns = [field["name"] for field in made_up["schema"]["fields"]]
    with (data / "made_up.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="样例", lineterminator="\n")
        writer.writeheader()
        for number in range(metrics):
            places = {"source": "qzcj-2020-02", "locator": "1", "period_start": "2020", "period_end": ""}
            value = {"value": number, "unit": "套", "qualifier": "exact", "origin": "published"}
            words = dict.fromkeys(("printed", "quotation"), f"{number}套")
            writer.writerow({"id": _id(number), **value, **words, **places})
    entries = "".join(f"      - file: c{number}\n" for number in range(chapters))
    toc = f"format: jb-book\nroot: index\nparts:\n  - numbered: true\n    chapters:\n{entries}"
    (book / "_toc.yml").write_text(toc, "utf-8")
    (book / "index.md").write_text("# 样例\n", "utf-8")
    for number in range(chapters):
        ids = [_id(metric) for metric in range(number, metrics, chapters)]
        prose = "\n\n".join(_SENTENCE.format(name) for name in ids[:8])
        text = _CHAPTER.format(number=number, prose=prose, first=ids[0], ids="\n".join(ids))
        (book / f"c{number}.md").write_text(text, "utf-8")


def measure(project: Path, repeats: int) -> tuple[float, float]:
    """Give the seconds that the data take, and those of all else; medians."""
    data, all_else = [], []
    for _ in range(repeats):
        data.append(_seconds(lambda: from_package(read(project / "data"))))
        # What was read and validated just now is not validated again.
        all_else.append(_seconds(lambda: _check(project)))
    return max(data), statistics.median(all_else)


def command() -> tuple[float, float]:
    """Give the seconds of the command on the real book, of the processor and of the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "qzcharts", "check"], cwd=PROJECT, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _check(project: Path) -> None:
    problems = examine(read_manuscript(project))
    if problems:
        sys.exit("\n".join(map(str, problems[:5])))


def _id(number: int) -> str:
    return f"made.m{number}"


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    table = Table("Metrics", "Chapters", "Data, s", "All else, s", title="qzcharts check")
    data, rest = measure(PROJECT, 3)
    table.add_row("24 (the real book)", "10", f"{data:.2f}", f"{rest:.2f}")
    for metrics, chapters in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            make_project(project, metrics, chapters)
            data, rest = measure(project, 3)
        table.add_row(f"{metrics:,}", f"{chapters}", f"{data:.2f}", f"{rest:.2f}")
    Console().print(table)
    processor, wall = zip(*(command() for _ in range(5)), strict=True)
    print(
        "The command on the real book, start included, best of five: "
        f"{min(processor):.2f} s of the processor, {min(wall):.2f} s by the clock"
    )


if __name__ == "__main__":
    main()
