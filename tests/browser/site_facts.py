"""What the browser tests take for granted of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

#: The policy that the book is made for; README and this test name the same.
POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
#: Readers may find the book anywhere below a host.
FOLDER = "/reports/2020-07/"
_CONTENTS = yaml.safe_load((Path(__file__).parents[2] / "book/_toc.yml").read_text("utf-8"))
CHAPTERS: tuple[str, ...] = tuple(
    chapter["file"] for part in _CONTENTS["parts"] for chapter in part["chapters"]
)
PAGES = (_CONTENTS["root"], *CHAPTERS, "search", "404")
#: Opens what readers can open.
UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"
#: A wide window, a mouse.
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
