"""Kernels for the book's notebooks, the same on every machine, and their clients.

A kernel is a fork of the warm process. Where there is no fork, or it fails, a kernel is a process of its own
and gives the same results.
"""

import asyncio
import contextlib
import json
import os
import re
import subprocess
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient.exceptions import DeadKernelError

from qzbook.markup.page_context import PageHead
from qzbook.words import gettext
from qzcharts.words import Language

from . import kernels
from .kernels import NO_TRANSLATIONS, PROGRAM, Translations, WarmProcess, environment

START_TIMEOUT = 60
"""Seconds in which a kernel has to answer."""

# What imports pandas, which takes long, and the words by which cells tell that they need it.
_WANTED = {"qzcharts.data.frame": re.compile(r"\b(?:load|pandas)\b")}


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
    modules: list[str]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel of a command ``PROGRAM... RECORDING ARGUMENTS...``."""
        recording, *arguments = cmd[len(PROGRAM) :]
        request = {"recording": json.loads(recording), "modules": self.modules, "arguments": arguments}
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
    head: PageHead | None = None,
    translations: Translations = NO_TRANSLATIONS,
    code: str = "",
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
    code : str
        Of the cells, which tells what else the warm process had better import.

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
    provisioner.warm = kernels.warm_process()
    provisioner.modules = [name for name, words in _WANTED.items() if words.search(code)]
    client = None
    try:
        own = environment(language, head, translations) | {"IPYTHONDIR": str(scratch / "ipython")}
        own |= {"LANGUAGE": messages} if messages else {}
        await manager.start_kernel(cwd=str(folder), env=own, stdout=subprocess.DEVNULL)
        client = manager.client()
        client.context.reconnect_ivl = 5  # milliseconds, else 100: it asks before the kernel listens
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
