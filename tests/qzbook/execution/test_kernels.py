"""Kernels: forked and plain ones give the same, know nothing of each other, and leave nothing behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

import small_package
from qzbook import edition
from qzbook.execution import kernel_clients, kernels
from qzbook.execution.kernel_process import fingerprint
from support import end_commands

PROBE = """
import json, locale, sys, time, warnings
import matplotlib, matplotlib.pyplot as plt, pandas
from IPython import get_ipython
json.dumps({
    "names": sorted(name for name in globals() if not name.startswith("_")),
    "main": sys.modules["__main__"].__dict__ is globals(),
    "path": sys.path,
    "arguments": [len(sys.argv), sys.argv[0], sys.argv[1], sys.argv[3:]],
    "environment": {name: value for name, value in os.environ.items() if name not in ("JPY_PARENT_PID", "_")},
    "parameters": {name: str(value) for name, value in matplotlib.rcParams.items()},
    "backend": matplotlib.get_backend(),
    "filters": sorted(map(str, warnings.filters)),
    "locale": locale.getlocale(),
    "zone": time.tzname,
    "encoding": locale.getpreferredencoding(),
    "options": pandas.get_option("display.max_rows"),
    "standard": [sys.stdin.read() if sys.stdin and sys.stdin.fileno() == 0 else None],
    "extensions": sorted(get_ipython().magics_manager.magics["line"]),
})
"""
FIGURE = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n_ = ax.bar(['a', 'b'], [1, 2])"


class Runner:
    """Runs cells in fresh kernels whose project is a folder."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        self.scratch = folder / "s"
        self.scratch.mkdir()
        self.inputs: dict[str, str] = {}

    def run(self, *cells: str, excluded: Sequence[Path] = ()) -> list[list[Any]]:
        """Give the outputs of each cell."""
        return asyncio.run(self._run(cells, excluded))

    def results(self, *cells: str) -> list[str]:
        """Give the last value of each cell as text."""
        return [outputs[-1]["data"]["text/plain"] for outputs in self.run(*cells)]

    async def _run(self, cells: Sequence[str], excluded: Sequence[Path]) -> list[list[Any]]:
        log = self.scratch / "log"
        log.unlink(missing_ok=True)
        own = [sys.prefix, sys.base_prefix, *excluded]
        recording = {"log": str(log), "root": str(self.root), "excluded": list(map(str, own))}
        notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
        code = "\n".join(cells)
        async with kernel_clients.running_kernel(self.root, self.scratch, recording, code=code) as kernel:
            client = NotebookClient(notebook, km=kernel.parent, coalesce_streams=True)
            client.kc = kernel
            for place, cell in enumerate(notebook.cells):
                await client.async_execute_cell(cell, place)
        self.inputs = dict(json.loads(line) for line in log.read_text().splitlines())
        return [cell.outputs for cell in notebook.cells]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def plain(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Give a runner without the warm process."""
    monkeypatch.setattr(kernels, "_warm", None)
    return runner


@pytest.fixture
def forked(runner: Runner) -> Runner:
    """Give a runner with the warm process."""
    kernels.start()
    return runner


@pytest.fixture(params=["forked", "plain"])
def either(request: pytest.FixtureRequest) -> Any:
    """Give a runner with, and one without, the warm process."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module", autouse=True)
def end() -> Iterator[None]:
    end_commands()  # of other tests: processes are counted here
    yield
    kernels.stop()
    assert psutil.Process().children(recursive=True) == []


def warm_pid() -> int:
    assert kernels._warm is not None
    return kernels._warm._process.pid


def parent_of_kernel(runner: Runner) -> int:
    return int(runner.results("import os; os.getppid()")[0])


def test_forked_and_plain_kernels_give_the_same(forked: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    one = forked.run("import os; os.getppid()", PROBE, FIGURE)
    assert one[0][0]["data"]["text/plain"] == str(warm_pid())
    monkeypatch.setattr(kernels, "_warm", None)
    other = forked.run("import os; os.getppid()", PROBE, FIGURE)
    assert other[0][0]["data"]["text/plain"] == str(os.getpid())
    values = [eval(outputs[1][-1]["data"]["text/plain"]) for outputs in (one, other)]
    assert json.loads(values[0]) == json.loads(values[1])
    assert "" in json.loads(values[0])["path"]
    assert one[2] == other[2]
    assert [sorted(output["data"]) for output in one[2]] == [["image/png", "text/plain"]]


def test_kernel_is_the_same_on_every_machine(either: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TZ": "Asia/Shanghai", "MPLBACKEND": "agg", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, value)
    look = (
        "import time, os, matplotlib\ntime.tzname[0], os.environ['PYTHONHASHSEED'], matplotlib.get_backend()"
    )
    assert either.results(look) == ["('UTC', '0', 'module://matplotlib_inline.backend_inline')"]


def test_a_debugger_is_there_only_for_a_cell_that_imports_it(either: Runner) -> None:
    look = "import sys\nloaded = 'debugpy' in sys.modules\nimport debugpy\nloaded, debugpy.__name__"
    assert either.results(look) == ["(False, 'debugpy')"]


def test_forks_have_what_the_words_of_their_cells_tell_that_they_need(forked: Runner) -> None:
    assert forked.results("import sys\n'pandas' in sys.modules") == ["True"]


def test_notebooks_know_nothing_of_each_other(either: Runner) -> None:
    other = either.scratch / "elsewhere"
    other.mkdir()
    changes = (
        "import os, sys, warnings, pandas, matplotlib\n"
        "secret = 1\n"
        f"os.chdir({str(other)!r})\n"
        "os.environ['SECRET'] = '1'\n"
        "sys.path.append('/secret')\n"
        "pandas.secret = 1\n"
        "matplotlib.rcParams['font.size'] = 99"
    )
    look = (
        "import os, sys, pandas, matplotlib\n"
        "'secret' in globals(), os.getcwd(), os.environ.get('SECRET'), '/secret' in sys.path,"
        "hasattr(pandas, 'secret'), matplotlib.rcParams['font.size']"
    )
    either.run(changes)
    assert eval(either.results(look)[0]) == (False, str(either.root), None, False, False, 10.0)


def test_random_numbers_differ_between_notebooks(either: Runner) -> None:
    draw = "import random, numpy\nrandom.random(), numpy.random.rand()"
    first, second = either.results(draw), either.results(draw)
    assert first != second
    assert eval(first[0], {"np": __import__("numpy")})[1] != eval(second[0], {"np": __import__("numpy")})[1]


@pytest.mark.parametrize(
    ("cell", "inputs"),
    [
        ("open('a.csv').read()", {"a.csv"}),
        ("import pandas; pandas.read_csv('a.csv')", {"a.csv"}),
        ("from pathlib import Path; Path('folder/../a.csv').read_bytes()", {"a.csv"}),
        ("import os; os.close(os.open('a.csv', os.O_RDONLY))", {"a.csv"}),
        ("import sqlite3; sqlite3.connect('file.db').close()", {"file.db"}),
        ("open('a.csv', 'a').close()", set()),
        ("open('new.csv', 'w').close(); open('new.csv').read()", set()),
        ("open('a.csv').close(); open('a.csv', 'w').close()", {"a.csv"}),
        ("try: open('none.csv')\nexcept OSError: pass", {"none.csv"}),
        ("import glob; glob.glob('folder/*')", {"folder"}),
        ("from pathlib import Path; list(Path('folder').rglob('*'))", {"folder"}),
        ("import os; os.listdir()", {"."}),
        ("import made_up_module", {"made_up_module.py"}),
        ("import json.tool, importlib.metadata as m; m.entry_points(group='made up')", set()),
        ("import subprocess; open('/dev/null').close()", set()),
        ("open('skipped/x.csv').close()", set()),
        (
            "import threading\nt = threading.Thread(target=open, args=['a.csv'])\nt.start(); t.join()",
            {"a.csv"},
        ),
        ("import os; os.chdir('folder'); open('../a.csv').close()", {"a.csv"}),
        ("open('link.csv').close()", {"link.csv"}),
    ],
)
def test_records_what_cells_read(forked: Runner, cell: str, inputs: set[str]) -> None:
    runner = forked
    for name in ("a.csv", "folder/b.csv", "skipped/x.csv", "made_up_module.py"):
        path = runner.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a = 1\n")
    (runner.root / "link.csv").symlink_to(runner.scratch / "outside.csv")
    (runner.scratch / "outside.csv").write_text("outside")
    before = {name: fingerprint(runner.root / name) for name in inputs}
    for _ in range(2 if "module" in cell else 1):  # from source, then from the .pyc
        outputs = runner.run(cell, excluded=[runner.root / "skipped"])
        assert not [output for output in outputs[0] if output["output_type"] == "error"]
        assert runner.inputs == before


def test_plain_kernel_records_too(plain: Runner) -> None:
    (plain.root / "a.csv").write_text("a")
    plain.run("open('a.csv').read()")
    assert plain.inputs == {"a.csv": fingerprint(plain.root / "a.csv")}


def test_fingerprint_is_taken_before_the_cell_goes_on(forked: Runner) -> None:
    """A file that changes while a notebook runs must not pass for what the notebook read."""
    data = forked.root / "a.csv"
    data.write_text("old")
    old = fingerprint(data)
    forked.run("open('a.csv').read()\nopen('a.csv', 'w').write('new')")
    assert forked.inputs == {"a.csv": old}


def test_data_are_read_once_for_all_forks_and_looked_at_by_each(forked: Runner) -> None:
    data = small_package.write(forked.root)
    look = (
        "from qzcharts.data import open_ledger, package\nbefore = package._read.cache_info().misses\n"
        "metric = open_ledger()['towers.cost']\npackage._read.cache_info().misses - before, metric.text()"
    )
    assert eval(forked.results(look)[0]) == (0, "4.20万元")
    table = data / "towers.csv"
    table.write_text(table.read_text("utf-8").replace("4.20", "4.30"), "utf-8")
    assert eval(forked.results(look)[0]) == (0, "4.30万元")
    # Between fork and use: the kernel reads for itself.
    change = "path = 'data/towers.csv'\ntext = open(path).read()\n"
    change += "open(path, 'w').write(text.replace('4.30', '4.40'))"
    assert eval(forked.results(change, look)[1]) == (1, "4.40万元")


def test_broken_data_are_told_by_the_cell_that_opens_them(either: Runner) -> None:
    data = small_package.write(either.root)
    (data / "lists.csv").write_text("list,place,source,locator\ntowers.number,1,fable,1\n")
    load = "import qzcharts as qz\ntry:\n    qz.load('towers')\nexcept Exception as error:\n    print(error)"
    outputs = either.run("1 + 1", load)
    assert outputs[0][0]["data"]["text/plain"] == "2"
    assert outputs[1][0]["text"].startswith("data/lists.csv:1: 它的列不是data/datapackage.json所列的")


def test_missing_glyph_is_an_error(either: Runner) -> None:
    outputs = either.run(FIGURE + "\n_ = ax.set_title('\\U0001F9FF')")
    assert "UserWarning" in [output.get("ename") for output in outputs[0]]


def test_dead_kernel_is_noticed(either: Runner) -> None:
    with pytest.raises(DeadKernelError):
        either.run("import os; os.kill(os.getpid(), 9)")
    assert either.results("1 + 1") == ["2"]


def test_kernel_that_cannot_start(plain: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_clients, "PROGRAM", [sys.executable, "-c", "pass"])
    with pytest.raises(DeadKernelError, match="ended before it answered"):
        plain.run("1")


def test_what_a_cell_started_ends_with_its_kernel(either: Runner) -> None:
    cell = (
        "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid"
    )
    pid = int(either.results(cell)[0])
    if psutil.pid_exists(pid):
        process = psutil.Process(pid)
        assert process.status() == psutil.STATUS_ZOMBIE or process.wait(10) is None


def test_no_fork_means_plain_kernels(plain: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "CAN_FORK", False)
    kernels.start()
    assert kernels._warm is None
    assert parent_of_kernel(plain) == os.getpid()


def test_fork_that_fails_means_a_plain_kernel(forked: Runner, monkeypatch: pytest.MonkeyPatch) -> None:

    def refuse(self: object, do: str, **request: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(kernels.WarmProcess, "ask", refuse)
    assert parent_of_kernel(forked) == os.getpid()


def test_warm_process_that_was_killed_means_a_plain_kernel_then_a_new_one(forked: Runner) -> None:
    psutil.Process(first := warm_pid()).kill()
    assert parent_of_kernel(forked) == os.getpid()
    kernels.start()
    assert warm_pid() != first
    assert parent_of_kernel(forked) == warm_pid()


def test_start_keeps_a_warm_process_until_the_package_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernels, "_warm", None)
    monkeypatch.setattr(edition, "PACKAGES", (tmp_path,))
    (tmp_path / "module.py").write_text("a = 1")
    assert kernels.start()
    first = warm_pid()
    assert not kernels.start()
    assert warm_pid() == first
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "module.pyc").write_text("compiled")
    assert not kernels.start()
    assert warm_pid() == first
    (tmp_path / "module.py").write_text("a = 2")
    assert not kernels.start()
    assert warm_pid() != first
    assert not psutil.pid_exists(first)
    kernels.stop()


def test_warm_process_reaps_its_kernels(forked: Runner) -> None:
    for _ in range(2):
        forked.run("1")
    assert psutil.Process(warm_pid()).children() == []
    kernels.stop()
    assert psutil.Process().children() == []


PARENT = """
import asyncio, os, pathlib, sys, tempfile
from qzbook.execution import kernel_clients, kernels

async def main(folder):
    recording = {"log": str(folder / "log"), "root": str(folder), "excluded": []}
    if sys.argv[1] == "forked":
        kernels.start()
    async with kernel_clients.running_kernel(folder, folder, recording) as kernel:
        kernel.execute("import time; time.sleep(600)")
        import psutil
        print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
        sys.stdin.read()

with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(pathlib.Path(folder)))
"""


@pytest.mark.parametrize(
    ("kind", "number"),
    [("forked", signal.SIGKILL), ("forked", signal.SIGINT), ("plain", signal.SIGKILL)],
)
def test_nothing_outlives_the_parent(kind: str, number: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT, kind]
    pipes: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }
    with subprocess.Popen(command, **pipes) as parent:
        assert parent.stdout
        children = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        assert len(children) == (2 if kind == "forked" else 1)
        parent.send_signal(number)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
