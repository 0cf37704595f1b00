from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typst
from PIL import Image

from qzbook.evidence.chart import chart
from qzbook.html.metadata import OF_BOOK, Previews


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
    return chart(png=f"{name}/chart.png")


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


def test_a_picture_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    app, previews = app_at(tmp_path), Previews()
    (tmp_path / "html").mkdir()
    previews.of(app, picture(tmp_path, "first", b"no picture"))
    with pytest.raises(typst.TypstError, match="image"):
        previews.wait(app)
    previews.finish(app, None)
    assert list(Path(app.outdir).rglob("*.png")) == []
