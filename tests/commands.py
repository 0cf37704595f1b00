"""Commands as forks of one process that has imported what they need; a program of its own.

It takes requests from its input, a line of JSON each: ``{"cwd", "env", "arguments", "said", "told"}``, the
last two the files of the command's output and errors. It answers each by two lines: the process id, and the
exit status when it has ended. A fork runs the command as ``python -m qzbook`` does, to the end of Python.

Most of the seconds of a command of a small book go into imports, and into patterns, grammars and validators
that are made at their first use and kept: the tests prove nothing new of either.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.application import builtin_extensions

from qzbook.cli import main
from qzbook.press.check import check
from qzbook.project import Project
from qzbook.safety import seal
from support import copy_small

#: What commands import on their way; what is not here each fork imports.
_PRELOADED = (
    "frictionless",
    "jupyter_book",
    "lxml.html",
    "myst_nb.sphinx_ext",
    "pikepdf",
    "pypdfium2",
    "qzbook.execution.parser",
    "qzbook.extension",
    "qzbook.markup.restructured",
    "qzbook.press.build",
    "qzbook.press.check",
    "qzbook.press.verify",
    "rich.progress",
    "sphinx_comments",
    "sphinx_external_toc.collectors",
    "sphinx_jupyterbook_latex",
    "sphinx_multitoc_numbering",
    "sphinx_typst",
    *builtin_extensions,
)


def next_command() -> list[str]:
    """Wait for requests; give the arguments of each in a fork of its own."""
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if not pid:
            os.chdir(request["cwd"])
            os.environ.clear()
            os.environ.update(request["env"])
            time.tzset()
            for descriptor, name in enumerate((os.devnull, request["said"], request["told"])):
                os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), descriptor)
            return list(request["arguments"])
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
    sys.exit()


def preload() -> None:
    """Import what commands need, and check a small book, so that all is made that is made once."""
    for name in _PRELOADED:
        importlib.import_module(name)
    with TemporaryDirectory() as folder:
        check(Project.at(copy_small(Path(folder, "project"))))
    seal._key.cache_clear()  # a command may be another user's
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, the pages that forks share


if __name__ == "__main__":
    preload()
    main(next_command(), prog_name="qzcharts")
