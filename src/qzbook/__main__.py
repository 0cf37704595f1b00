"""The command line as a process of its own: ``qzcharts``, or ``python -m qzbook``."""

import atexit
import os
import sys
from contextlib import suppress


def run() -> None:
    """Do what the command line asks for, and end with its status.

    Python would take apart what a command has made, object by object; the system takes it back at once.
    """
    status: list[int] = []

    def leave() -> None:
        with suppress(OSError):  # nobody reads any more, which Python tells
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            if status:
                os._exit(status[0])

    atexit.register(leave)  # first, and so called last
    from qzbook.cli import main

    try:
        main(prog_name="qzcharts")
    except SystemExit as end:
        if isinstance(end.code, int):
            status.append(end.code)
        raise


if __name__ == "__main__":
    run()
