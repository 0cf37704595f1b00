"""One call of a form gives its chart or its table in every language of the book."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, Protocol, TypeVar

from qzcharts.words import Language, translations

_TYPED = ("title", "alt")
"""Parameters that hold words of the author; any other text names something, such as a metric."""


class _Spoken(Protocol):
    """What a form makes; `others` are the same in other languages."""

    @property
    def others(self) -> dict[Language, Any]: ...


_Given = ParamSpec("_Given")
_Made = TypeVar("_Made", bound=_Spoken)


def in_each_language(form: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Have a form draw for each language of the book, unless it is told for which one.

    A text without a translation stays as it is; that it has none, the check tells.
    """
    parameters = signature(form)

    @wraps(form)
    def draw(*args: _Given.args, **options: _Given.kwargs) -> _Made:
        made = form(*args, **options)
        given = parameters.bind(*args, **options)
        if given.arguments.get("language") is None:
            for language, texts in translations().items():
                other = parameters.bind(*args, **options)
                other.arguments["language"] = language
                for name in _TYPED:
                    if text := given.arguments.get(name):
                        other.arguments[name] = texts.get(text, text)
                made.others[language] = form(*other.args, **other.kwargs)
        return made

    return draw
