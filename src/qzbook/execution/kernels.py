"""Kernels for the book's notebooks, the same on every machine, forked from a warm process where that can be.

Nearly all of the seconds that a kernel takes to start go into imports. `start` brings up a process that has
done them, and kernels are then forks of it. Where there is no fork, or it fails, a kernel is a process of its
own and gives the same results.
"""

import asyncio
import atexit
import contextlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient.exceptions import DeadKernelError

from qzbook.edition import package_digest
from qzbook.markup.page_context import PageHead
from qzbook.words import gettext, languages
from qzcharts.data.report import ENTITY, PERIOD
from qzcharts.words import EDITION, TRANSLATIONS, Language

from . import kernel_process

PROGRAM = [sys.executable, "-P", str(Path(kernel_process.__file__))]
_NO_HEAD = PageHead()
Translations = Mapping[Language, Mapping[str, str]]
_NONE: Translations = {}
START_TIMEOUT = 60
"""Seconds in which a kernel has to answer."""

# macOS forks, but its system libraries may crash in a process that forked and did not exec.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def environment(
    language: Language = "zh", head: PageHead = _NO_HEAD, translations: Translations = _NONE
) -> dict[str, str]:
    """Give this process's environment, less what would let outputs differ from one machine to another.

    Parameters
    ----------
    language : {"zh", "en"}
        Of the edition, which what cells show is a part of.
    head
        Of the page that the cells stand on.
    translations
        Of the texts of the cells, into the other languages of the book.
    """
    matplotlib = importlib.util.find_spec("matplotlib")
    defaults = Path(str(matplotlib and matplotlib.origin)).parent / "mpl-data" / "matplotlibrc"
    return os.environ | {
        EDITION: language,
        TRANSLATIONS: json.dumps(translations),
        PERIOD: head.period,
        ENTITY: head.entity,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": ":".join(languages()) or "en",  # what is wrong is told in the user's
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",  # a figure must not tell when its notebook last ran
        "OPENBLAS_NUM_THREADS": "1",  # sums keep one order, and the warm process one thread
        "OMP_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the debugger that ipykernel loads would print a warning
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(defaults),  # not the user's own
    }


class WarmProcess:
    """The process that kernels fork from, with the package imported as `package_digest` found it.

    It ends, and its kernels with it, when this process ends, however that is.
    """

    def __init__(self) -> None:
        self.package = package_digest()
        self._owner = os.getpid()
        self._asked = False
        self._lock = threading.Lock()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._stream = ours.makefile("rw", encoding="utf-8")
            self._process = subprocess.Popen(
                [*PROGRAM, "serve"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,  # Ctrl-C is for this process to answer
            )

    @property
    def usable(self) -> bool:
        """Whether it runs, and for this process: a fork has the channel too, but must not use it."""
        return self._owner == os.getpid() and self._process.poll() is None

    def ask(self, do: str, **request: Any) -> Any:
        """Send a request of `kernel_process.serve`, wait for its answer, or raise `OSError`."""
        with self._lock:
            self._asked = True
            print(json.dumps({"do": do, **request}), file=self._stream, flush=True)
            line = self._stream.readline()
        reply = json.loads(line) if line else {"error": "the process that kernels fork from has ended"}
        if "error" in reply:
            raise OSError(reply["error"])
        return reply["answer"]

    def close(self) -> None:
        """End the process and every kernel forked from it."""
        with contextlib.suppress(OSError):
            self._stream.close()
        if self._owner == os.getpid():
            if not self._asked:
                self._process.kill()  # no kernel to end, and it may still be importing
            self._process.wait()


_warm: WarmProcess | None = None


def start() -> bool:
    """Have a warm process that imports the package as it is now, and say whether there was none before.

    Returns at once, while the process still imports; does nothing where kernels cannot be forked.
    """
    global _warm
    before = _warm is not None and _warm.usable
    if _warm and not (before and _warm.package == package_digest()):
        stop()
    if CAN_FORK and not _warm:
        _warm = WarmProcess()
    return not before


def stop() -> None:
    """End the warm process, if there is one."""
    global _warm
    if _warm:
        _warm.close()
        _warm = None


atexit.register(stop)


class _ForkedKernel:
    """What `subprocess.Popen` is to a kernel, for one that is a child of the warm process."""

    stdin = stdout = stderr = None

    def __init__(self, warm: WarmProcess, pid: int) -> None:
        self.pid = pid
        self._warm = warm
        self._status: int | None = None

    def poll(self) -> int | None:
        return self._ask("poll")

    def kill(self) -> int | None:
        return self._ask("kill")

    def _ask(self, do: str) -> int | None:
        if self._status is None:
            try:
                self._status = self._warm.ask(do, pid=self.pid)
            except OSError:
                self._status = 1  # it ended with the warm process
        return self._status

    wait = poll


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of a warm process, or, if that fails, as its base class does."""

    warm: WarmProcess | None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel of a command ``PROGRAM... RECORDING ARGUMENTS...``."""
        recording, *arguments = cmd[len(PROGRAM) :]
        request = {"recording": json.loads(recording), "arguments": arguments}
        if self.warm and self.warm.usable:
            with contextlib.suppress(OSError):
                request |= {"cwd": kwargs["cwd"], "env": kwargs["env"]}
                pid: int = await asyncio.to_thread(self.warm.ask, "fork", **request)
                self.process: Any = _ForkedKernel(self.warm, pid)
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that is in its process group."""
        if isinstance(self.process, _ForkedKernel):
            await asyncio.to_thread(self.process.kill)
        else:
            await super().kill(restart)


class _Manager(AsyncKernelManager):
    """Manages kernels of this interpreter, whatever kernels are installed for the user."""

    command: list[str]

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(argv=self.command, display_name="Python 3", language="python")


@contextlib.asynccontextmanager
async def running_kernel(
    folder: Path,
    scratch: Path,
    recording: dict[str, Any],
    language: Language = "zh",
    messages: str = "",
    head: PageHead = _NO_HEAD,
    translations: Translations = _NONE,
) -> AsyncIterator[AsyncKernelClient]:
    """Run a fresh kernel, give its client, and end the kernel with all that it started.

    Parameters
    ----------
    folder
        Working directory.
    scratch
        Temporary folder, for sockets and for an IPython profile in place of the user's.
    recording
        Arguments of `kernel_process.record_inputs`.
    language
        Of the edition.
    messages : str
        Language of messages, in place of the user's.
    head
        Of the page that the cells stand on.
    translations
        As of `environment`.

    Raises
    ------
    DeadKernelError
        If the kernel ends before it answers, or does not answer in time.
    """
    connection = str(scratch / uuid.uuid4().hex[:8])
    # Other than a port, a file is nobody else's; but a socket's path may have no more than 104 bytes.
    transport = "ipc" if os.name == "posix" and len(os.fsencode(connection)) < 90 else "tcp"
    manager = _Manager(connection_file=f"{connection}.json", transport=transport)
    manager.command = [*PROGRAM, json.dumps(recording), "-f", "{connection_file}"]
    manager.command += ["--HistoryManager.hist_file=:memory:"]
    manager.provisioner = provisioner = WarmProvisioner(kernel_spec=manager.kernel_spec, parent=manager)
    provisioner.warm = _warm
    client = None
    try:
        own = environment(language, head, translations) | {"IPYTHONDIR": str(scratch / "ipython")}
        own |= {"LANGUAGE": messages} if messages else {}
        await manager.start_kernel(cwd=str(folder), env=own, stdout=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels(stdin=False, hb=False)
        await _answers(client)
        yield client
    finally:
        if client:
            client.stop_channels()
        try:
            await provisioner.kill()
            await provisioner.wait()
        finally:  # who stops a run may do so again while it ends
            await manager.cleanup_resources()


async def _answers(client: AsyncKernelClient) -> None:
    """Wait until a kernel answers and its broadcasts arrive; jupyter_client's way takes 0.2 s longer."""
    for _ in range(START_TIMEOUT):
        client.kernel_info()
        with contextlib.suppress(Empty):
            await client.get_iopub_msg(timeout=1)
            await client.get_shell_msg(timeout=1)
            return
        if not await client.is_alive():
            raise DeadKernelError(gettext("it ended before it answered"))
    raise DeadKernelError(gettext("it did not answer within {seconds} s", seconds=START_TIMEOUT))
