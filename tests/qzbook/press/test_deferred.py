from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import PROJECT

_SEEN = "import sys; from qzbook.press.deferred import defer; defer()\n"


def said(code: str) -> str:
    """Run code in a process of its own, after `defer`, and give what it prints."""
    done = subprocess.run([sys.executable, "-c", _SEEN + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_build_imports_none_of_it() -> None:
    heavy = {
        "frictionless",
        "jupyter_cache",
        "matplotlib",
        "nbclient",
        "pandas",
        "pikepdf",
        "requests",
        "sqlalchemy",
        "zmq",
    }
    modules = "qzbook.press.build, qzbook.extension, myst_nb.sphinx_ext, sphinx.builders.linkcheck"
    assert said(f"import {modules}\nprint({heavy} & set(sys.modules))") == "set()"


def test_what_judges_data_imports_nothing_that_publishes_them() -> None:
    code = (
        "from frictionless import validate\n"
        "print(validate([['a'], [1]]).valid, {'pydantic', 'wcwidth'} & set(sys.modules))"
    )
    assert said(code) == "True set()"


def test_the_process_that_judges_before_a_build_imports_none_of_that(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    code = (
        "import sys; from pathlib import Path; from qzbook.press.warming import _sound\n"
        "from qzbook.project import Project\n"
        f"print(bool(_sound(Project.at(Path({str(tmp_path)!r})))), 'frictionless' in sys.modules)\n"
        "print({'pydantic', 'wcwidth'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["True True", "set()"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import IPython; print(IPython.__version__ == sys.modules['IPython'].__version__)", "True"),
        ("import IPython.core.display as d; print(d.__name__)", "IPython.core.display"),
        ("from IPython.display import HTML; print(HTML.__module__)", "IPython.core.display"),
        ("from IPython.display import display; display(1)", "1"),
        (
            "from jupyter_client.kernelspec import find_kernel_specs as f, KernelSpec; print(type(f()))",
            "<class 'dict'>",
        ),
        ("from jupyter_client import KernelManager; print(KernelManager.__name__)", "KernelManager"),
        ("from frictionless.system import PublishResult; print(PublishResult(url='here').url)", "here"),
        ("from tabulate import tabulate; print(tabulate([['one']], tablefmt='plain'))", "one"),
        ("from sphinx.ext import doctest; print(doctest.blankline_re.pattern)", r"^\s*<BLANKLINE>"),
        ("from sphinx.util import requests; print(requests.get.__module__)", "sphinx.util.requests"),
        (
            "import requests, requests.exceptions\n"
            "print(requests.ConnectionError is requests.exceptions.ConnectionError)\n"
            "print(issubclass(requests.ConnectionError, OSError))",
            "True\nTrue",
        ),
        ("from fontTools.ttLib.tables import otTables; print(otTables.VarStore.__name__)", "VarStore"),
        ("import snowballstemmer; print(snowballstemmer.stemmer('porter').stemWord('running'))", "run"),
        (
            "from myst_nb.core.execute import create_client\n"
            "from myst_nb.core.config import NbParserConfig\n"
            "from nbformat.v4 import new_notebook\n"
            "for mode in ('cache', 'force', 'inline', 'cache'):\n"
            "    config = NbParserConfig(execution_mode=mode)\n"
            "    print(type(create_client(new_notebook(), '', config, None)).__name__, end=' ')",
            "NotebookClientCache NotebookClientDirect NotebookClientInline NotebookClientCache",
        ),
        ("try:\n    from IPython import nothing\nexcept ImportError:\n    print('refused')", "refused"),
    ],
)
def test_what_is_used_is_the_module_itself(code: str, printed: str) -> None:
    assert said(code) == printed
