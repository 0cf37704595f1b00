"""The extremes of every form in readers' fonts, widths and colours: nothing collides, nothing is pale.

Where text stands does not hang on colours, nor colours on fonts; so each is tried in turn. `make proof` tries
all cases in both languages, else a usual one of each form is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any

import cases
import made_up
import numpy as np
import pytest
from playwright.sync_api import Browser, Page
from test_chart_style import VISION, lab

from support import PROJECT, PROOF

WIDTHS = (320, 390, 768, 1280)
#: Chinese and Latin letters of one design; wide Latin ones; thin ones with feet.
FONTS = ('"Noto Sans CJK SC"', '"DejaVu Sans", "Noto Sans CJK SC"', '"Noto Serif CJK SC"')
#: What a reader's own style sheet may set at once: WCAG 2.2, 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
    "forced dark": {"color_scheme": "dark", "forced_colors": "active"},
}
SEEN = VISION | {"no colour": [[0.2126, 0.7152, 0.0722]] * 3}
_JUDGE = Path(__file__).with_name("chart_judge.js").read_text("utf-8")
_STATIC = PROJECT / "src/qzbook/html/theme/static"
_STYLE = "".join((_STATIC / name).read_text("utf-8") for name in ("book.css", "charts.css"))


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all of them."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in a project of made-up figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made_up.write(tmp_path_factory.mktemp("made-up")))
        yield


def _written(form: str) -> str:
    """Write a page of the drawings of a form, as the book has them but for their links."""
    charts = []
    for name in cases.CASES[form] if PROOF else [cases.usual(form)]:
        for language in ("zh", "en") if PROOF else ("zh",):
            drawn = cases.CASES[form][name](language=language).drawings()
            both = (
                drawn[width].replace("<svg ", f'<svg class="{width}" ', 1) for width in ("wide", "narrow")
            )
            charts.append(f'<div class="chart" id="{escape(name)}, {language}">{"".join(both)}</div>')
    return (
        '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><style>{_STYLE}</style><style id="reader"></style><body>'
        f'<div class="page"><nav class="contents"></nav><main class="text">{"".join(charts)}</main></div>'
        f"<script>{_JUDGE}</script>"
    )


@pytest.mark.proof
@pytest.mark.usefixtures("drawings")
@pytest.mark.parametrize("form", cases.CASES)
def test_every_drawing_is_legible_to_every_reader(window: Page, form: str) -> None:
    window.set_content(_written(form))
    found = {}
    readers = [f":root {{ --sans: {font}, sans-serif }}" for font in FONTS]
    for reader in (*readers, SPACED):
        window.evaluate("(rules) => document.getElementById('reader').textContent = rules", reader)
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 800})
            found[f"{width}, {reader}"] = window.evaluate("judged(misplaced)")
            assert window.evaluate("document.documentElement.scrollWidth") <= width
    for name, scheme in SCHEMES.items():
        window.emulate_media(**scheme)
        for width in (390, 1280):
            window.set_viewport_size({"width": width, "height": 800})
            found[f"{width}, {name}"] = window.evaluate("judged(pale)")
            found[f"{width}, {name}, apart"] = list(
                _alike(window.evaluate("shown().map(meanings)"), ["full"] if "forced" in name else list(SEEN))
            )
    window.emulate_media(color_scheme="light", forced_colors="none")
    assert {place: problems for place, problems in found.items() if problems} == {}


def _alike(drawn: list[dict[str, list[float]]], readers: list[str]) -> Iterator[str]:
    """Say which meanings of a drawing some readers take for each other; forced colours are a reader's own."""
    pairs = {str(pair): pair for colours in drawn for pair in combinations(colours.items(), 2)}
    for (one, colour), (other, beside) in pairs.values():
        for reader in readers:
            seen = [lab(np.array(SEEN[reader]) @ _linear(each)) for each in (colour, beside)]
            if (difference := np.linalg.norm(seen[0] - seen[1])) < 5:
                yield f"{one} and {other}, {difference:.0f} apart with {reader}"


def _linear(channels: list[float]) -> np.ndarray:
    value = np.array(channels) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


@pytest.mark.usefixtures("drawings")
@pytest.mark.parametrize(
    ("spoil", "judge", "told"),
    [
        (("<tspan", '<tspan dx="20"'), "misplaced", "stands from"),
        ((r'<tspan x="[^"]*" y="[^"]*"', '<tspan x="0" y="12"'), "misplaced", "stands on"),
        ((r' y="(\d)', r' y="9\1'), "misplaced", "leaves the drawing"),
        ((r"<text", '<rect class="f-done" width="680" height="600"/><text'), "pale", "is pale on"),
        ((r"</text>", '</text><rect class="f-surface" width="680" height="600"/>'), "pale", "is crossed by"),
        (('class="f-done ', 'class="f-done f-on-done '), "pale", "is pale on"),
    ],
)
def test_the_judge_finds_what_is_wrong(window: Page, spoil: tuple[str, str], judge: str, told: str) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    window.set_content(re.sub(*spoil, _written("timeline")))
    assert told in "".join(window.evaluate(f"judged({judge})"))
