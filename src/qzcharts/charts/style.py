"""Appearance in one place: colours by meaning, sizes, the font, and what matplotlib is told of them.

Colours are chosen to hold on their ground by WCAG 2.2 (text 4.5:1, marks 3:1) and to stay apart for readers
with a colour-vision deficiency; tests measure both.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.typing import RcKeyType

from qzcharts.errors import ChartError

#: CSS pixels in an inch.
PIXELS_PER_INCH = 96
#: A family name of our own, so that no other Noto Sans SC on the machine is taken instead.
FAMILY = "Qzcharts Sans"

Role = Literal["title", "value", "figure", "label", "note"]
#: A colour by its meaning, as :class:`Palette` tells.
Colour = Literal[
    "ground", "surface", "rule", "ink", "muted", "done", "remaining", "reference", "uncertain", "on_done",
    "part_1", "part_2", "part_3",
]  # fmt: skip


@dataclass(frozen=True)
class Palette:
    """Colours of one ground, each by what it means.

    Attributes
    ----------
    ground : str
        What lies behind the figure; figures are transparent, this is what they are drawn for.
    surface, rule : str
        Boxes and hairlines, which only decorate.
    ink, muted : str
        Text, and text that steps back.
    done, remaining, reference, uncertain : str
        What is reached, what is left, what it is compared with, and what may or may not be.
    on_done : str
        Text on `done`, and on parts.
    part_1, part_2, part_3 : str
        Parts of a whole beside one in the colour of what is done.
    """

    ground: str
    surface: str
    rule: str
    ink: str
    muted: str
    done: str
    remaining: str
    reference: str
    uncertain: str
    on_done: str
    part_1: str
    part_2: str
    part_3: str


_PALETTES = tomllib.loads(Path(__file__).with_name("palettes.toml").read_text("utf-8"))
LIGHT, DARK = Palette(**_PALETTES["light"]), Palette(**_PALETTES["dark"])

_SIZES: dict[str, dict[Role, float]] = {
    "wide": {"title": 20, "value": 34, "figure": 22, "label": 15, "note": 13},
    "narrow": {"title": 18, "value": 27, "figure": 19, "label": 14, "note": 12},
}


@dataclass(frozen=True)
class Look:
    """How wide a figure is drawn: for a page, or for a phone."""

    name: Literal["wide", "narrow"]

    @property
    def pixels(self) -> int:
        """Width in CSS pixels; narrow is a screen of 360 less the page's margins."""
        return 680 if self.wide else 328

    @property
    def wide(self) -> bool:
        """Whether there is room for things side by side."""
        return self.name == "wide"

    def size(self, role: Role) -> float:
        """Type size of a role in CSS pixels."""
        return _SIZES[self.name][role]


#: Every variant of a figure.
WIDE, NARROW = LOOKS = Look("wide"), Look("narrow")


# What says where and how matplotlib runs, and nothing of how a figure looks.
_OF_THE_PROCESS = {"backend", "backend_fallback", "interactive", "toolbar", "date.epoch"}


@lru_cache(maxsize=1)
def font_file() -> Path:
    """Find Noto Sans SC, and make it known to matplotlib.

    Raises
    ------
    ChartError
        If the package that carries it is not installed or not whole.
    """
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as error:
        raise ChartError(
            "the font Noto Sans SC is not installed; "
            "mend: install the package pylopdf-fonts-zh-cn again, as requirements.lock names it"
        ) from error
    path = sans_path()
    if not path.is_file():
        raise ChartError(
            "the font file {name} is missing from pylopdf-fonts-zh-cn; "
            "mend: install the package pylopdf-fonts-zh-cn again, as requirements.lock names it",
            name=path.name,
        )
    fontManager.ttflist.append(FontEntry(fname=str(path), name=FAMILY, weight=400, size="scalable"))
    return path


@lru_cache(maxsize=32)
def font(pixels: float) -> FontProperties:
    """Give the font at a size in CSS pixels."""
    return FontProperties(fname=str(font_file()), size=pixels * 72 / PIXELS_PER_INCH)


@lru_cache(maxsize=1)
def _style_sheet() -> dict[RcKeyType, Any]:
    font_file()
    path = Path(__file__).with_name("book.mplstyle")
    return dict(mpl.rc_params_from_file(path, use_default_template=False))


@lru_cache(maxsize=1)
def parameters() -> dict[RcKeyType, Any]:
    """Give every setting that a figure is drawn with: ``book.mplstyle`` over matplotlib's defaults."""
    defaults = {name: value for name, value in mpl.rcParamsDefault.items() if name not in _OF_THE_PROCESS}
    return defaults | _style_sheet()


def style() -> None:
    """Give raw matplotlib figures the look of the book, from here on in this process.

    The forms of this package need no such call: they are drawn the same whatever was set before.
    """
    mpl.rcParams.update(_style_sheet())
