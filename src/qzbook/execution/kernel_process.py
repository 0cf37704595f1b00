"""What runs inside a kernel's process: the recorder of inputs, and the warm process that kernels fork from.

This file is run by its path (``python -P``) and imports the standard library alone until a kernel is wanted,
so that no kernel carries Sphinx.
"""

import contextlib
import gc
import hashlib
import importlib.util
import json
import os
import signal
import socket
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "ipykernel.subshell_manager",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "numpy.random",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "pylopdf_fonts_zh_cn",
    "sqlite3",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
    "qzcharts.notebook",
)
"""What a forked kernel finds imported. Not `matplotlib_inline`: imported without a shell, it leaves out its
hooks, and a figure that no cell shows is lost. Nor anything that reads data as it is imported."""

# Looking up a module or an entry point lists every folder on sys.path, the notebook's own among them.
_IMPORTERS = {"importlib", "_frozen_importlib_external", "importlib_metadata", "pkgutil", "zipimport"}

# The data layer opens every file of a package, and announces those whose content it hands out.
_DATA_LAYER = "qzcharts.data.package"
_DATA_USE = "qzcharts.data.use"


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file's content or of a folder's names; "none" where neither can be read."""
    with contextlib.suppress(OSError):
        if path.is_dir():
            names = sorted(entry.name for entry in path.iterdir() if entry.name != "__pycache__")
            return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return "none"


def record_inputs(log: str, root: str, excluded: list[str]) -> None:
    """Append to `log` what this process reads below the folder `root`, from now to its end.

    Each path is noted at its first use, as a JSON line of its way from the root and its `fingerprint`: that a
    file is missing counts too. A file that the process writes first is its product, not an input; a ``.pyc``
    stands for its module; what is in the `excluded` folders does not count. Python's own opening and listing
    is seen, not that of subprocesses or of a C library, nor a mere ``Path.exists()``.

    What `qzcharts.data` opens is noted when it announces that it is used, as it was when it was opened; if a
    file was not always the same, it has a line for each state.
    """
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    seen: set[Path | tuple[Path, str]] = set()
    inside = threading.local()

    def note(path: Path, written: bool, state: str | None) -> None:
        if path.suffix == ".pyc" and path.parent.name == "__pycache__":
            path = Path(importlib.util.source_from_cache(path))
        key = path if state is None else (path, state)
        if key in seen or not path.is_relative_to(root) or any(map(path.is_relative_to, excluded)):
            return
        seen.add(key)
        if not written:
            line = json.dumps([path.relative_to(root).as_posix(), state or fingerprint(path)])
            os.write(descriptor, line.encode() + b"\n")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("open", "os.listdir", "os.scandir", "sqlite3.connect", _DATA_USE) or getattr(
            inside, "hook", False
        ):
            return
        path = "." if arguments[0] is None else arguments[0]
        if isinstance(path, int) or path == ":memory:":
            return
        written, state = False, None
        opener = str(sys._getframe(1).f_globals.get("__name__"))
        if event == _DATA_USE:
            state = arguments[1]
        elif event == "open":
            if opener == _DATA_LAYER:
                return
            flags = arguments[2]
            written = flags & (os.O_WRONLY | os.O_RDWR) == os.O_WRONLY or bool(flags & os.O_TRUNC)
        elif opener.partition(".")[0] in _IMPORTERS:
            return
        inside.hook = True
        # An exception here would surface in the cell. Links stay as they are: a data file may be one.
        with contextlib.suppress(OSError, TypeError, ValueError):
            note(Path(os.path.abspath(os.fsdecode(path))), written, state)  # noqa: PTH100
        inside.hook = False

    sys.addaudithook(hook)


def _import(*names: str) -> None:
    """Import modules for good, as far as they can be; what cannot fails again where a cell imports it.

    They do without debugpy, which takes long, and which nobody needs whose cells run in a build.
    """
    gc.disable()  # next to nothing of what is imported is garbage
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    del sys.modules["debugpy"]
    gc.freeze()  # the collector would touch, and so copy, the pages that forks share
    gc.enable()


def run_kernel(recording: dict[str, Any], arguments: list[str], *options: str) -> None:
    """Be the kernel of ``ipykernel_launcher ARGUMENTS...``, recording its inputs, until told to end."""
    _import("ipykernel.debugger")
    from ipykernel.kernelapp import IPKernelApp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    # A character without a glyph is a box on the page, and matplotlib only warns.
    warnings.filterwarnings("error", message=r"Glyph \d+ .*missing from", category=UserWarning)
    # Modules beside the notebook: what IPython itself does, unless there is a -P.
    folders = [Path(folder).name for folder in sys.path]
    sys.path.insert(folders.index("site-packages") if "site-packages" in folders else 0, "")
    record_inputs(**recording)
    IPKernelApp.launch_instance([*arguments, *options])


def serve(channel: socket.socket) -> None:
    """Fork kernels on request until the other end of `channel` closes, then end them all.

    A request and its answer are a line of JSON each, the answer ``{"answer": value}`` or ``{"error": text}``.
    ``{"do": "fork", "cwd", "env", "recording", "modules", "arguments"}`` is answered by a process id,
    ``{"do": "poll", "pid"}`` by the exit status, null while there is none, and ``{"do": "kill", "pid"}`` by
    the exit status.

    Before a fork, its modules are imported, and the data package of its folder is opened: to read one takes
    long, and what was read once is known to all forks by its content, which each reads for itself.
    """
    given = set(os.environ)
    _import(*PRELOADED)
    added = {name: value for name, value in os.environ.items() if name not in given}
    server = os.getpid()
    statuses: dict[int, int | None] = {}

    def fork(
        cwd: str, env: dict[str, str], recording: dict[str, Any], modules: list[str], arguments: list[str]
    ) -> int:
        if not sys.modules.keys() >= set(modules):
            _import(*modules)
        # What is wrong with the data is told by the kernel, to the cell that opens them.
        with contextlib.suppress(Exception):
            from qzcharts.data import open_ledger

            open_ledger(Path(cwd))
        pid = os.fork()
        if pid:
            statuses[pid] = None
            with contextlib.suppress(OSError):
                os.setpgid(pid, pid)
            return pid
        status = 1
        try:
            os.close(channel.fileno())
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(added | env)
            time.tzset()
            if numpy := sys.modules.get("numpy"):
                numpy.random.seed()  # the forks would all draw the same numbers
            run_kernel(recording, arguments, f"--IPKernelApp.parent_handle={server}")
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)  # never back into the server's loop

    def poll(pid: int, options: int = os.WNOHANG) -> int | None:
        if statuses[pid] is None:
            ended, status = os.waitpid(pid, options)
            statuses[pid] = os.waitstatus_to_exitcode(status) if ended else None
        return statuses[pid]

    def kill(pid: int) -> int | None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        poll(pid, 0)
        return statuses.pop(pid)

    actions: dict[str, Callable[..., int | None]] = {"fork": fork, "poll": poll, "kill": kill}
    try:
        with channel.makefile("rw", encoding="utf-8") as stream:
            for line in stream:
                request = json.loads(line)
                try:
                    answer: dict[str, Any] = {"answer": actions[request.pop("do")](**request)}
                except OSError as error:
                    answer = {"error": str(error)}
                print(json.dumps(answer), file=stream, flush=True)
    except OSError:
        pass  # nobody listens any more
    finally:
        for pid in list(statuses):
            kill(pid)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        requests = socket.socket(fileno=os.dup(0))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        serve(requests)
    else:
        run_kernel(json.loads(sys.argv[1]), sys.argv[2:])
