"""Colours hold on their ground and stay apart for every reader; text is large enough for a phone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from drawn import contrast, linear

import qzbook
from qzcharts.charts.style import DARK, LIGHT, LOOKS, Look, Palette, parameters

STATIC = Path(qzbook.__file__).parent / "html/theme/static"
COLOURS, CHARTS = ((STATIC / name).read_text("utf-8") for name in ("book.css", "charts.css"))
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
MEANINGS = ("done", "remaining", "reference", "uncertain")
#: What stands in one bar of parts.
PARTS = ("done", "part_1", "part_2", "part_3", "uncertain")
#: What readers see, on linear sRGB: Machado, Oliveira and Fernandes 2009, table 1, severity 1.
VISION = {
    "full": np.eye(3),
    "no red cones": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "no green cones": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip


def lab(light: np.ndarray) -> np.ndarray:
    """CIELAB of linear sRGB under D65 (CIE 15:2004)."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ np.clip(light, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@PALETTES
@pytest.mark.parametrize("name", ["ink", "muted", "done", "remaining"])
def test_text_holds_on_ground_and_surface(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.ground) >= 4.5
    if name in ("ink", "muted"):
        assert contrast(getattr(palette, name), palette.surface) >= 4.5


@PALETTES
@pytest.mark.parametrize("name", dict.fromkeys(MEANINGS + PARTS))
def test_marks_hold_on_the_ground(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.ground) >= 3


@PALETTES
def test_what_touches_what_is_done_stands_out_from_it(palette: Palette) -> None:
    assert contrast(palette.on_done, palette.done) >= 4.5
    assert contrast(palette.uncertain, palette.done) >= 3


@PALETTES
@pytest.mark.parametrize("name", PARTS[1:4])
def test_text_holds_on_parts(palette: Palette, name: str) -> None:
    assert contrast(palette.on_done, getattr(palette, name)) >= 4.5


@PALETTES
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    "pair", dict.fromkeys([*combinations(MEANINGS, 2), *combinations(PARTS, 2)]), ids=" and ".join
)
def test_meanings_stay_apart_for_every_reader(palette: Palette, vision: str, pair: tuple[str, str]) -> None:
    seen = [lab(np.array(VISION[vision]) @ linear(getattr(palette, name))) for name in pair]
    # A difference of 10 is seen at a glance; 20 leaves room for screens and print.
    assert np.linalg.norm(seen[0] - seen[1]) >= 20


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_type_is_large_enough_for_a_phone(look: Look) -> None:
    assert min(look.size(role) for role in ("title", "value", "figure", "label", "note")) >= 12
    assert look.size("title") > look.size("label") > look.size("note")


def test_the_style_sheet_has_the_colours_of_the_palette() -> None:
    style = parameters()
    assert [entry["color"] for entry in style["axes.prop_cycle"]] == [
        LIGHT.done, LIGHT.remaining, LIGHT.uncertain, LIGHT.reference,
    ]  # fmt: skip
    assert style["text.color"] == LIGHT.ink
    assert style["axes.labelcolor"] == style["xtick.labelcolor"] == LIGHT.muted
    assert style["grid.color"] == LIGHT.rule


#: Variables of the stylesheet that have the colour of another name.
VARIABLES = {"surface": "field"}


@pytest.mark.parametrize("role", vars(LIGHT))
def test_a_page_colours_its_drawings_as_the_palette_does(role: str) -> None:
    name = role.replace("_", "-")
    variable = VARIABLES.get(role, name)
    assert f"--{variable}: light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)});" in COLOURS
    assert f".chart .f-{name} {{ fill: var(--{variable}); }}" in CHARTS
    assert f".chart .s-{name} {{ stroke: var(--{variable}); }}" in CHARTS


def test_a_page_with_forced_colours_gives_every_role_another() -> None:
    forced = CHARTS.partition("@media (forced-colors: active)")[2].partition("}")[0]
    for role in vars(LIGHT):
        assert f"--{VARIABLES.get(role, role.replace('_', '-'))}: " in forced


def test_a_narrow_figure_fits_a_phone() -> None:
    assert Look("narrow").pixels <= 360 - 2 * 16


def test_importing_the_package_leaves_matplotlib_alone() -> None:
    assert mpl.rcParams["font.family"] == ["sans-serif"]
