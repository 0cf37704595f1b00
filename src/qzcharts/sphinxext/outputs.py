"""HTML outputs of cells: data frames as tables of the book, the rest without what its policy refuses."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from qzcharts.typst.outputs import convert

logger = logging.getLogger(__name__)
_SCRIPTS = "the output of a cell holds a script, which the pages do not run [output]"
_MEND = "  mend: show a table or a picture, or drop its HTML form"


class FinishOutputs(SphinxPostTransform):
    """Go through the outputs that have an HTML form, before MyST-NB chooses one form of each."""

    default_priority = 3  # MyST-NB chooses at 4
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Convert plain tables; take styles and handlers from everything else."""
        for form in self.document.findall(nodes.container):
            if form.get("mime_type") != "text/html":
                continue
            if table := convert(form.astext()):
                form.children = []
                form += table
                continue
            for raw in form.findall(nodes.raw):
                raw.children = [nodes.Text(self._cleaned(raw))]

    def _cleaned(self, raw: nodes.raw) -> str:
        from bs4 import BeautifulSoup  # as late as in typst.outputs

        soup = BeautifulSoup(raw.astext(), "html.parser")
        if soup.find("script") is not None:
            logger.warning(f"{_SCRIPTS}\n{_MEND}", location=raw)
        for refused in soup(["script", "style"]):
            refused.decompose()
        for tag in soup.find_all(True):
            tag.attrs = {
                name: value
                for name, value in tag.attrs.items()
                if name != "style" and not name.startswith("on")
            }
        return str(soup)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(FinishOutputs)
