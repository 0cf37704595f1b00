"""Modules that libraries import and a build seldom uses, imported when they are used.

Of what Sphinx, MyST-NB and Jupyter Book import, a third serves to run notebooks by themselves, to search in
the way that Sphinx does, and to ask the network; a half of what frictionless imports, to publish what it has
judged. A stand-in takes the place of such a module; the first use of it, such as a call of a function that
somebody has taken from it, imports the module itself.
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

_DEFERRED = {
    "IPython": (),
    "IPython.display": ("display",),
    "fontTools.ttLib.tables.otTables": (),
    "frictionless.portals.zenodo.models": ("ZenodoCreator", "ZenodoMetadata"),
    "frictionless.system.models": ("PublishResult",),
    "jupyter_client.kernelspec": ("find_kernel_specs",),
    "myst_nb.core.execute.cache": ("NotebookClientCache",),
    "myst_nb.core.execute.direct": ("NotebookClientDirect",),
    "myst_nb.core.execute.inline": ("NotebookClientInline",),
    # The errors that the checker of links, which no build runs, catches.
    "requests.exceptions": ("ConnectionError", "HTTPError", "SSLError", "Timeout", "TooManyRedirects"),
    "snowballstemmer": (),
    "sphinx.ext.doctest": (),
    "sphinx.util.requests": (),
    "tabulate": ("tabulate",),
}
"""Modules, and what is taken from each as it is imported, all of which is only called."""


class _StandIn(ModuleType):
    """Stands for a module until something of it is used."""

    def __init__(self, name: str, called: tuple[str, ...]) -> None:
        super().__init__(name)
        self._called = called
        for each in called:
            setattr(self, each, partial(_call, self, each))

    def __getattr__(self, name: str) -> Any:
        if name == "__path__" and self._called:  # which an import of names asks for, and packages alone have
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _call(stand_in: _StandIn, name: str, *args: Any, **options: Any) -> Any:
    function: Callable[..., Any] = stand_in.__getattr__(name)
    return function(*args, **options)


def defer() -> None:
    """Put stand-ins in the place of these modules, as far as they are not yet imported."""
    for name, called in _DEFERRED.items():
        sys.modules.setdefault(name, _StandIn(name, called))
