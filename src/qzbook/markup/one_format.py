"""What an author says in one format only: `{only} html` and `{only} typst`.

Sphinx itself leaves such a part out of the other format. Here it is marked in the format that has it, so that
whoever compares the finished formats knows it for what it is.
"""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.tags import Tags
from sphinx.writers.html5 import HTML5Translator

from qzbook.markup.told import tell
from qzbook.words import gettext
from sphinx_typst.base import TypstBase

FORMATS = ("html", "typst")


class one_format(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Holds what one format has alone."""


class RefuseLost(SphinxTransform):
    """Tell where something is in no format, or in one without saying so."""

    default_priority = 220  # once HTML is converted

    def apply(self, **kwargs: Any) -> None:
        """Go through the page."""
        for only in self.document.findall(addnodes.only):
            if not _formats(self.app, only["expr"]):
                message = gettext(
                    "no format has this part, for {condition!r} holds in none; "
                    "allowed: {{only}} html, {{only}} typst",
                    condition=only["expr"],
                )
                mend = gettext("correct the condition, or write the part as a comment: % words")
                tell(only, "only", message, mend)
        for raw in self.document.findall(nodes.raw):
            written = raw["format"].split()
            if "html" in written:
                continue  # converted, or refused, where HTML is
            around = raw.parent
            while not isinstance(around, (addnodes.only, nodes.document)):
                around = around.parent
            held = _formats(self.app, around["expr"]) if isinstance(around, addnodes.only) else FORMATS
            if not {*held} <= {*written}:
                message = gettext(
                    "raw {format} is shown in no other format; allowed: {{only}} html, {{only}} typst",
                    format=raw["format"],
                )
                tell(raw, "only", message, gettext("write it in Markdown, or within {{only}} typst"))


class MarkParts(SphinxPostTransform):
    """Put the content of a directive `only` whose condition holds in one format into `one_format`."""

    default_priority = 40
    """Before Sphinx puts the contents of these directives in their place, at 50."""

    def run(self, **kwargs: Any) -> None:
        """Go through the directives of one document."""
        for only in list(self.document.findall(addnodes.only)):
            if len(_formats(self.app, only["expr"])) == 1:
                only[:] = [one_format("", *only.children)]


def _formats(app: Sphinx, condition: str) -> tuple[str, ...]:
    """Give the formats in which a condition holds."""
    return tuple(name for name in FORMATS if _holds(app, condition, name))


def _holds(app: Sphinx, condition: str, name: str) -> bool:
    """Evaluate a condition as the builder of a format does."""
    of_formats = {f"{prefix}{each}" for each in FORMATS for prefix in ("", "format_", "builder_")}
    tags = Tags(sorted({*app.tags} - of_formats))
    for prefix in ("", "format_", "builder_"):
        tags.add(f"{prefix}{name}")
    try:
        return bool(tags.eval_condition(condition))
    except ValueError:
        return True  # Sphinx itself says so, with its place, and keeps the content.


def visit_html(translator: HTML5Translator, node: one_format) -> None:
    """Open the part."""
    translator.body.append('<div class="only-html">\n')


def depart_html(translator: HTML5Translator, node: one_format) -> None:
    """Close the part."""
    translator.body.append("</div>\n")


def mark_typst(translator: TypstBase, node: one_format) -> None:
    """Mark where the part begins or ends."""
    translator.markup("\n#one-format-mark\n")


class Byline(SphinxDirective):
    """Refuse a directive that names an author, which Sphinx reads and leaves out."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Tell it."""
        message = gettext(
            "{{{name}}} is shown in no format; allowed: authors of the book, in _config.yml", name=self.name
        )
        tell(self.get_location(), "only", message, gettext("write the name in the text"))
        return []


def setup(app: Sphinx) -> None:
    """Register node and transforms."""
    app.add_node(one_format, html=(visit_html, depart_html), typst=(mark_typst, mark_typst))
    for name in ("sectionauthor", "moduleauthor", "codeauthor"):
        app.add_directive(name, Byline, override=True)
    app.add_transform(RefuseLost)
    app.add_post_transform(MarkParts)
