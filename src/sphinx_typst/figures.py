# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Pictures, figures and captioned listings."""

from pathlib import Path

from docutils import nodes

from .base import TypstBase, typst_length
from .markup import option, string
from .pictures import PictureError
from .words import gettext


def holds_only_pictures(node: nodes.Element) -> bool:
    """Return whether there is nothing but pictures in a node, or links that are pictures."""
    return bool(node.children) and all(
        isinstance(child, nodes.image | nodes.target)
        or (isinstance(child, nodes.reference) and holds_only_pictures(child))
        for child in node.children
    )


class FiguresMixin(TypstBase):
    """Visit methods of pictures and of what carries a caption."""

    _name = ""  # of the figure whose caption comes

    def visit_image(self, node: nodes.image) -> None:
        try:
            name = self.builder.image_file(node["uri"])
        except PictureError as error:
            self.problem(node, gettext("the picture {name!r} {error}", name=node["uri"], error=error))
            raise nodes.SkipNode from None
        alt = node.get("alt", "").strip()
        if not alt:
            self.problem(
                node,
                gettext(
                    "the picture {name!r} has no alternative text; say what it shows: ![text](file), "
                    ":alt: in a figure, or `image: {{alt: text}}` under `mystnb` "
                    "in the metadata of a code cell",
                    name=Path(node["uri"]).name,
                ),
            )
            raise nodes.SkipNode
        self.labels(node)
        self.origin(node)
        inline = isinstance(node.parent, nodes.TextElement) and not self._stands_alone(node)
        call = self._picture(node, f"{string('/images/' + name)}, alt: {string(alt)}", inline=inline)
        align = node.get("align", "center")
        if inline:
            self.markup(f"#box({call});")
        elif align in {"left", "center", "right"} and not isinstance(node.parent, nodes.figure):
            self.markup(f"#align({align}, {call});")
        else:
            self.markup(f"#{call};")
        raise nodes.SkipNode

    @staticmethod
    def _stands_alone(node: nodes.image) -> bool:
        """Return whether a picture fills its paragraph, alone or as a link."""
        outer = node.parent
        if isinstance(outer, nodes.reference):
            outer = outer.parent
        return not isinstance(outer, nodes.paragraph) or holds_only_pictures(outer)

    @staticmethod
    def _picture(node: nodes.image, what: str, *, inline: bool) -> str:
        """Return the call that sets a picture, as wide as it should be and never wider than its place."""
        width = node.get("width")
        if width is None and isinstance(node.parent, nodes.figure) and node.parent.get("width") != "image":
            width = node.parent.get("width")
        if height := typst_length(str(node.get("height") or "")):
            what += f", height: {height}"
        length = typst_length(str(width or ""))
        if length is None or length.endswith("%"):
            return f"image({what}{f', width: {length}' if length else ''})"
        if inline:
            return f"context image({what}, width: calc.min({length}.to-absolute(), line-length))"
        return f"fitted({length}, width => image({what}, width: width))"

    def visit_figure(self, node: nodes.figure) -> None:
        name = self._name = self.attached_label(node)
        self.origin(node)
        number = option(self.caption_number(node, "figure"))
        # A caption that comes first is a headline; Typst wants the picture before it all the same.
        headline = bool(node.children) and isinstance(node[0], nodes.caption)
        top = ", headline: true" if headline else ""
        self.markup(f"\n#picture(name: {name}, number: {number}, places: {self.caption_places(node)}{top})[")
        if headline:
            node.children.sort(
                key=lambda child: isinstance(child, nodes.caption) + 2 * isinstance(child, nodes.legend)
            )

    def depart_figure(self, node: nodes.figure) -> None:
        self.markup("]\n")

    def visit_caption(self, node: nodes.caption) -> None:
        """Begin the next argument of the figure, or the caption of a listing."""
        figure = node.parent
        if isinstance(figure, nodes.figure):
            self.builder.note_caption("figure")
            self.markup("][")
            self.begin_entry(node, "figure", self._name, number=self.caption_number(figure, "figure"))
        else:
            self.markup("[")
        self.origin(node)

    def depart_caption(self, node: nodes.caption) -> None:
        if isinstance(node.parent, nodes.figure):
            self.end_entry()
        else:
            self.markup("][")

    def visit_legend(self, node: nodes.Element) -> None:
        self.markup("][" if node.parent.first_child_matching_class(nodes.caption) is not None else "][][")

    def depart_legend(self, node: nodes.Element) -> None:
        pass

    def visit_literal_block_wrapper(self, node: nodes.Element) -> None:
        """Begin code with a caption; the caption is its first child."""
        name = self.attached_label(node)
        number = option(self.caption_number(node, "code-block"))
        self.markup(f"\n#listing(name: {name}, number: {number}, places: {self.caption_places(node)})")
