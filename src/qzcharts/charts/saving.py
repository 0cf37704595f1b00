"""Figures as SVG and PDF: the same bytes each time, and fit to stand in a page beside others."""

import hashlib
import io
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr, unescape

import matplotlib as mpl
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from qzcharts.bundle import Evidence
from qzcharts.charts.style import parameters
from qzcharts.errors import ChartError

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_COMMENT = re.compile(r"<!-- (.*?) -->\n\s*<g ")
# Groups are numbered by matplotlib; nothing refers to them.
_GROUP_ID = re.compile(r'<g id="[^"]*"')
_BETWEEN_TAGS = re.compile(r">\s+<")


@contextmanager
def settings() -> Iterator[None]:
    """Draw as the book is drawn, whatever was set before, and refuse a character without a glyph."""
    with mpl.rc_context(parameters()), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+ ")
        try:
            yield
        except UserWarning as warning:
            code = re.search(r"Glyph (\d+) ", str(warning))
            if code is None:
                raise
            character = chr(int(code[1]))
            raise ChartError(
                "the font has no glyph for {character!r} (U+{code:04X}); "
                "allowed: what Noto Sans SC holds; mend: write it another way",
                character=character,
                code=ord(character),
            ) from warning


def to_svg(figure: Figure, evidence: Evidence) -> str:
    """Save as SVG that can stand in a page beside others.

    Text is drawn as outlines, so that it looks alike without the font; what it says is in ``data-text``.
    """
    buffer = io.StringIO()
    FigureCanvasSVG(figure).print_svg(buffer, metadata=_NO_METADATA)
    text = buffer.getvalue()
    body = text[text.index("</style>") : text.rindex("</svg>")]
    body = body.removeprefix("</style>").lstrip().removeprefix("</defs>")
    body = _COMMENT.sub(lambda found: f"<g data-text={_attribute(found[1])} ", body)
    body = _GROUP_ID.sub("<g", _BETWEEN_TAGS.sub("><", body))
    body = body.replace("xlink:href", "href").replace(" \n", "").replace("\nz\n", "z").strip()
    width, height = (side * 72 for side in figure.get_size_inches())
    described = json.dumps([body, evidence.title, evidence.alt, evidence.source], ensure_ascii=False)
    prefix = "f" + hashlib.sha256(described.encode()).hexdigest()[:8]
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width / 0.75:g}" height="{height / 0.75:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'lang="{"zh-CN" if evidence.language == "zh" else "en"}" '
        f'stroke-linejoin="round" stroke-linecap="butt">'
        f'<title id="{prefix}-title">{escape(evidence.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(evidence.alt)} {escape(evidence.source)}</desc>'
        f"{body}</svg>"
    )


def _attribute(comment: str) -> str:
    # matplotlib escapes what a comment holds, and parts neighbouring hyphens, which none may hold.
    return quoteattr(unescape(comment).replace("- -", "--"))


def to_pdf(figure: Figure, evidence: Evidence) -> bytes:
    """Save as PDF, with text that can be copied."""
    buffer = io.BytesIO()
    metadata = {
        "Title": evidence.title,
        "Subject": f"{evidence.alt} {evidence.source}",
        "Creator": "qzcharts",
        "Producer": None,
        "CreationDate": None,
    }
    FigureCanvasPdf(figure).print_pdf(buffer, metadata=metadata)
    return buffer.getvalue()
