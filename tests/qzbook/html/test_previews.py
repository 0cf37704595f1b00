from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, UnidentifiedImageError

from qzbook.evidence.chart import chart
from qzbook.html.previews import OF_BOOK, Previews, preview_of


def app_at(folder: Path) -> Any:
    """Give what a preview asks an application for; pictures lie beside its pages."""
    config = SimpleNamespace(root_doc="index", html_title="报告", typst_font_paths=[])
    env = SimpleNamespace(
        relfn2path=lambda name, docname: (name, str(folder / name)),
        dlfiles={str(path): None for path in folder.glob("*/*.png")},
        metadata={"index": {}},
    )
    return SimpleNamespace(config=config, env=env, outdir=folder / "html")


def picture(folder: Path, name: str, content: bytes = b"") -> chart:
    path = folder / name / "chart.png"
    path.parent.mkdir(parents=True)
    if content:
        path.write_bytes(content)
    else:
        Image.new("RGB", (40, 30), "navy").save(path)
    return chart(png=f"{name}/chart.png", alt="")


def test_previews_stand_when_they_have_been_waited_for(tmp_path: Path) -> None:
    charts = [picture(tmp_path, name) for name in ("first", "second")]
    app, previews = app_at(tmp_path), Previews()
    (tmp_path / "html").mkdir()
    paths = [previews.of(app, each) for each in charts]
    previews.keep(app, paths[0])
    assert previews.wait(app) == []
    first, second, book = (Path(app.outdir, path).read_bytes() for path in (*paths, OF_BOOK))
    assert first.startswith(b"\x89PNG")
    assert first == second == book
    previews.finish(app, None)
    assert sorted(path.name for path in Path(app.outdir).rglob("*.png")) == sorted(
        Path(path).name for path in paths
    )  # no chart leads the first page


def coloured(size: tuple[int, int], colours: str) -> Image.Image:
    """Give a chart: a dark bar on white, in few colours with those of words, without those, or in many."""
    chart = Image.new("RGB", size, "white")
    greys = [(level, level + 11, level + 22) for level in range(85, 230, 8)] if colours == "words" else []
    for place, colour in enumerate([(0, 0, 128), (255, 255, 255), *greys]):
        chart.paste(colour, (8 + place, 8, 9 + place, size[1] - 8))
    return chart if colours == "many" else chart.quantize(dither=Image.Dither.NONE)


@pytest.mark.parametrize("colours", ["words", "few", "many"])
@pytest.mark.parametrize("size", [(40, 30), (1360, 300), (1360, 912), (300, 1200), (3200, 800), (900, 4800)])
@pytest.mark.parametrize("title", ["报告", "一份有很长题目的报告，" * 12])
def test_a_chart_stays_as_it_is_below_the_title(
    tmp_path: Path, size: tuple[int, int], colours: str, title: str
) -> None:
    """What is larger than a preview may be is made smaller; the proportion is that of Open Graph."""
    given = coloured(size, colours)
    shown = picture(tmp_path, "first")
    given.save(tmp_path / "first/chart.png")
    app, previews = app_at(tmp_path), Previews()
    app.config.html_title = title
    (tmp_path / "html").mkdir()
    path = previews.of(app, shown)
    previews.wait(app)
    previews.finish(app, None)
    with Image.open(Path(app.outdir, path)) as opened:
        drawn = opened.convert("RGB")
    assert drawn.size == preview_of(app, shown).size
    assert min(drawn.width / 1200, drawn.height / 630) >= 1
    assert drawn.width / drawn.height == pytest.approx(1200 / 630, rel=0.001)
    top, sides = 120, (drawn.width - size[0]) // 2
    if size[0] <= 1600 and size[1] <= 1200:
        below = top + (drawn.height - top - 40 - size[1]) // 2
        inside = drawn.crop((sides, below, sides + size[0], below + size[1]))
        assert inside.tobytes() == given.convert("RGB").tobytes()
    else:
        assert drawn.width <= 2600
    band = drawn.crop((0, 0, drawn.width, top)).convert("L")
    assert band.getpixel((0, 0)) == 255
    assert any(band.point(lambda level: 255 * (level < 130)).tobytes()), "the title is there"
    for edge in ((0, 0, drawn.width, 4), (drawn.width - 30, 0, drawn.width, top)):
        assert set(band.crop(edge).tobytes()) == {255}, "and whole"


def test_a_picture_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    app, previews = app_at(tmp_path), Previews()
    (tmp_path / "html").mkdir()
    previews.of(app, picture(tmp_path, "first", b"no picture"))
    with pytest.raises(UnidentifiedImageError):
        previews.wait(app)
    previews.finish(app, None)
    assert list(Path(app.outdir).rglob("*.png")) == []
