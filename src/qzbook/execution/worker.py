"""What a worker of a cluster does: it holds sources of books, and runs notebooks in its own warm kernels."""

import asyncio
import hashlib
import json
import os
import platform
import shutil
import sys
import sysconfig
import threading
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from qzbook.edition import PACKAGES, package_digest

from . import kernels
from .cells import run_notebook
from .executor import Conditions, Run
from .notebook import Notebook

_IMPORTED = package_digest()
_warming = threading.Lock()


def contents_of(root: Path, names: Iterable[str]) -> dict[str, bytes | None]:
    """Read what lies in a folder under these names, folders too, but for what Python keeps of modules."""
    found = (path for name in names for path in (root / name, *(root / name).rglob("*")))
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(found)
        if path.exists() and "__pycache__" not in path.parts
    }


def digests_of(contents: Mapping[str, bytes | None]) -> dict[str, str]:
    """Give the digest of each content, and nothing for a folder."""
    return {
        path: "" if content is None else hashlib.sha256(content).hexdigest()
        for path, content in contents.items()
    }


def name_of(files: Mapping[str, str]) -> str:
    """Give the name of a folder with these files, each with its digest."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:32]


def made_of(distributions: Iterable[str]) -> dict[str, str]:
    """Say what outputs rest on here: this package as it was imported and as it is now, and what else."""
    packages = dict.fromkeys((_IMPORTED[:12], package_digest()[:12]))
    return {
        "Python": sys.version,
        "platform": f"{sys.platform} {platform.machine()}",
        "qzcharts": ", ".join(packages),
        **{name: _version(name) for name in distributions},
    }


@cache
def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "-"


def places(root: Path) -> list[str]:
    """Name the folders whose paths may stand in outputs, as they stand in JSON."""
    folders = root, PACKAGES[0].parent, sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")
    return [json.dumps(str(folder))[1:-1] for folder in folders]


def examine(
    distributions: list[str], files: dict[str, str], dask_worker: Any
) -> tuple[dict[str, str], set[str]]:
    """Say what this worker is made of, and the digests of those files that it lacks."""
    store = _store(dask_worker)
    lacking = {digest for digest in files.values() if digest and not (store / digest).exists()}
    return made_of(distributions), lacking


def keep(contents: dict[str, bytes], files: dict[str, str], dask_worker: Any) -> None:
    """Keep contents by their digests, and make the folder of files, of links to them."""
    store = _store(dask_worker)
    for digest, content in contents.items():
        (store / digest).write_bytes(content)
    folder, fresh = store / name_of(files), store / "fresh"
    if not folder.exists():
        shutil.rmtree(fresh, ignore_errors=True)
        for path, digest in files.items():
            (fresh / path if not digest else (fresh / path).parent).mkdir(parents=True, exist_ok=True)
            if digest:
                os.link(store / digest, fresh / path)
        fresh.rename(folder)


def _store(worker: Any) -> Path:
    folder = Path(worker.local_directory, "qzcharts").resolve()
    folder.mkdir(exist_ok=True)
    return folder


def work(
    notebook: Notebook, conditions: Conditions, name: str, package: str, theirs: list[str]
) -> tuple[Run, dict[str, str]] | str:
    """Run a notebook in the folder of a name; if files there changed meanwhile, they are given too.

    Where that folder is missing, or the package is another, nothing runs, and this worker's address is given.
    """
    from distributed import get_worker

    worker = get_worker()
    key, root = worker.get_current_task(), _store(worker) / name
    if not root.exists() or {_IMPORTED, package_digest()} != {package}:
        return str(worker.address)
    with _warming:
        kernels.start()
    notebook = replace(notebook, path=root / notebook.path.relative_to(conditions.root))
    conditions = replace(conditions, root=root, written=())

    def wanted() -> bool:
        return worker.status.name != "closing" and worker.state.tasks[key].state != "cancelled"

    run = asyncio.run(_while(wanted, run_notebook(notebook, conditions)))
    if not root.exists():  # another notebook has changed it
        return str(worker.address)
    files = digests_of(contents_of(root, [path.name for path in root.iterdir()]))
    if changed := name_of(files) != name:
        shutil.rmtree(root.parent)  # what is linked to has changed too
    outputs = json.dumps(run.outputs)
    for own, their in zip(places(root), theirs, strict=True):
        outputs = outputs.replace(own, their)
    return replace(run, outputs=json.loads(outputs)), files if changed else {}


async def _while(wanted: Callable[[], bool], run: Coroutine[Any, Any, Run]) -> Run:
    """Run to the end, or until nobody waits for it any more."""
    from distributed import Reschedule

    task = asyncio.ensure_future(run)
    while not (await asyncio.wait([task], timeout=1))[0]:
        if not wanted():
            task.cancel()
            await asyncio.wait([task])
            raise Reschedule
    return task.result()
