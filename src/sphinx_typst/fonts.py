"""Where the fonts of the book are."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from sphinx.errors import ConfigError

from .words import gettext

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# The families that pieces.typ names beside those that the Typst compiler brings along,
# and the package on PyPI that has each.
FAMILIES = {"Noto Serif SC": "pylopdf-fonts-zh-cn", "Noto Sans CJK SC": "manimgx-fonts-cjk"}
_MODULES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")


def find_fonts(paths: Iterable[str]) -> typst.Fonts:
    """
    Return the fonts in the folders `paths`, or, if there are none, those of the font packages.

    Fonts of the operating system are never used: they differ between machines, and so would the book.

    Raises
    ------
    ConfigError
        A family that the template uses is not there.
    """
    folders = font_folders(paths)
    fonts = _load(folders)
    for family, package in FAMILIES.items():
        if family not in fonts.families():
            raise ConfigError(
                gettext(
                    "The font family {family!r} is missing (searched: {searched}). "
                    "Install it with: pip install {package} (and leave typst_font_paths empty), "
                    "or name the folder of its files in typst_font_paths.",
                    family=family,
                    searched=", ".join(folders) or gettext("no folder"),
                    package=package,
                )
            )
    return fonts


def font_folders(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the folders in which `find_fonts` looks."""
    return tuple(map(str, paths)) or tuple(map(str, _packaged_folders()))


def _packaged_folders() -> list[Path]:
    specs = [importlib.util.find_spec(module) for module in _MODULES]
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]


def open_fonts() -> Iterator[TTFont]:
    """Open the fonts of the packages, one after another, each until the next is asked for."""
    from fontTools.ttLib import TTCollection, TTFont  # seldom needed, and slow to load

    files = (path for folder in _packaged_folders() for path in sorted(folder.rglob("*")))
    for path in files:
        if path.suffix == ".ttc":
            with TTCollection(path, lazy=True) as collection:
                yield from collection.fonts
        elif path.suffix in (".otf", ".ttf"):
            with TTFont(path, lazy=True) as font:
                yield font


@cache
def characters() -> frozenset[int]:
    """Return the numbers of all characters that one of these fonts has."""
    return frozenset(code for font in open_fonts() for code in font.getBestCmap())


@cache
def _load(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))
