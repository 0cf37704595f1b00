"""How wide a picture is shown: as its author says, the same in both formats, never wider than its place.

Sphinx writes a length into the style of an element, which the policy of the pages forbids, and the PDF knows
nothing of a scale.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.images import get_image_size

from qzbook.markup.told import tell
from qzbook.words import gettext
from sphinx_typst.base import pixels


class SettleSizes(SphinxTransform):
    """Make of width, height and scale, of a picture and of its figure, one width in per cent or in pixels."""

    default_priority = 410  # once files are found, before Sphinx copies them

    def apply(self, **kwargs: Any) -> None:
        """Go through the pictures of one document."""
        for image in self.document.findall(nodes.image):
            asked = {name: image.attributes.pop(name, None) for name in ("width", "height", "scale")}
            figure = image.parent if isinstance(image.parent, nodes.figure) else None
            outer = figure.attributes.pop("width", None) if figure is not None else None
            if asked["width"] is None and outer != "image":
                asked["width"] = outer
            width = self._width(image, **asked)
            if width:
                image["width"] = width

    def _width(self, image: nodes.image, width: Any, height: Any, scale: Any) -> str:
        """Give the width that comes of what an author asks for; empty where nothing is asked."""
        share = float(scale) / 100 if scale else 1
        if width and str(width).strip().endswith("%"):
            return f"{float(str(width).strip()[:-1]) * share:g}%"
        if width:
            return self._length(image, width, share)
        if not height and not scale:
            return ""
        size = get_image_size(str(Path(self.env.relfn2path(image["uri"], self.env.docname)[1])))
        if size is None or not all(size):
            message = gettext("the size of this picture is not known; allowed: a width of its own")
            tell(image, "picture", message, gettext("give its width in place of height and scale"))
            return ""
        if height:
            return self._length(image, height, share * size[0] / size[1])
        return f"{size[0] * share:g}px"

    @staticmethod
    def _length(image: nodes.image, length: Any, share: float) -> str:
        number = pixels(str(length))
        if number is None:
            message = gettext("{length!r} is no length of a picture; allowed: 50%, 300px, 8cm", length=length)
            tell(image, "picture", message, gettext("write its width in per cent or in pixels"))
            return ""
        return f"{number * share:g}px"


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(SettleSizes)
