"""HTML that is refused runs nowhere."""

from __future__ import annotations

import warnings
from pathlib import Path

from construct_book import write

from qzbook.press.application import attempt


def test_what_is_refused_is_shown_as_code(tmp_path: Path) -> None:
    project = write(tmp_path, {"page": "# 页\n\n<script>a()</script>\n"}, {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx's extensions
        _, told = attempt(project, "html", tmp_path / "pages")
    assert len(told) == 1
    html = (tmp_path / "pages/html/page.html").read_text("utf-8")
    assert "<script>a()" not in html
    assert "&lt;script&gt;a()&lt;/script&gt;" in html
