"""Time 50 notebooks of one second each on one kernel, on this machine and on two workers; kill workers.

Usage: python benchmarks/cluster.py [NOTEBOOKS]

Prints seconds and whether what is kept of each notebook is the same. The machine's own cores run the workers
too: what is shown is what a cluster costs, not what more machines gain.
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from clusters import SmallCluster, kill
from qzbook.execution import kernels

_PAGE = """---
orphan: true
kernelspec: {{name: python3, language: python}}
jupytext: {{text_representation: {{format_name: myst}}}}
---
# Made up

```{{code-cell}}
import time
time.sleep(1)
print(open("../data/made_up.csv").read(), {number})
```
"""


def write_book(root: Path, notebooks: int) -> None:
    """Write a book of so many notebooks that each take a second."""
    for name in ("book", "data"):
        (root / name).mkdir(parents=True)
    (root / "data/datapackage.json").write_text("{}")
    (root / "data/made_up.csv").write_text("1")
    (root / "book/index.md").write_text("# Start\n")
    for number in range(notebooks):
        (root / f"book/page{number:02}.md").write_text(_PAGE.format(number=number))


def run(root: Path, address: str = "") -> tuple[float, dict[str, bytes]]:
    """Run all notebooks; give the seconds that took, and what is kept of each, less its seal."""
    with tempfile.TemporaryDirectory() as out, patch_docutils(None), docutils_namespace():
        settings = {"extensions": ["qzbook.execution.execute"], "nb_execution_mode": "cache"}
        settings |= {"qzcharts_cluster": address, "qzcharts_execution_cache": f"{out}/cache"}
        app = Sphinx(
            root / "book", None, f"{out}/out", f"{out}/doctrees", "dummy", settings, io.StringIO(), sys.stderr
        )
        began = time.perf_counter()
        app.build()
        seconds = time.perf_counter() - began
        kept = {path.name: path.read_bytes().partition(b"\n")[2] for path in Path(out, "cache").iterdir()}
    return seconds, kept


@contextmanager
def one_core() -> Iterator[None]:
    """Have kernels of this machine run one after another."""
    cores, kernels.cores = kernels.cores, lambda: 1
    try:
        yield
    finally:
        kernels.cores = cores


def main() -> None:
    notebooks = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    os.environ["LANGUAGE"] = "en"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project").resolve()
        write_book(root, notebooks)
        with one_core():
            seconds, expected = run(root)
        assert len(expected) == notebooks
        print(f"{notebooks} notebooks, one kernel at a time: {seconds:.1f} s", flush=True)
        seconds, kept = run(root)
        print(f"this machine, {kernels.cores()} cores: {seconds:.1f} s, same: {kept == expected}", flush=True)
        with SmallCluster(Path(folder, "cluster"), workers=2) as cluster:
            for which in ("fresh", "warm"):
                seconds, kept = run(root, cluster.address)
                print(f"two {which} workers: {seconds:.1f} s, same: {kept == expected}", flush=True)
            for time_of_death in (random.uniform(0, 0.4 * notebooks) for _ in range(10)):
                spare = cluster.add()
                timer = threading.Timer(time_of_death, kill, [cluster.workers.pop(0)])
                timer.start()
                seconds, kept = run(root, cluster.address)
                timer.cancel()
                died = f"a worker of three killed after {time_of_death:.1f} s"
                print(f"{died}: {seconds:.1f} s, same: {kept == expected}", flush=True)
                assert spare.poll() is None


if __name__ == "__main__":
    main()
