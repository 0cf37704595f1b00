"""Numbers of sections and captions in appendices: with the letter of the appendix, as in the PDF edition."""

from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.markup.told import tell
from qzbook.words import gettext
from sphinx_typst.chapters import letter_numbers, plan


class RefuseUnnumbered(SphinxPostTransform):
    """Tell where a reference by number leads to a section that the contents leave without one.

    Sphinx would show the name of the label.
    """

    default_priority = 5  # before Sphinx resolves references

    def run(self, **kwargs: Any) -> None:
        """Go through the references of one document."""
        for link in self.document.findall(addnodes.pending_xref):
            if link["reftype"] != "numref":
                continue
            docname, name, title = self.env.domains["std"].labels.get(link["reftarget"], ("", "", ""))
            numbers = self.env.toc_secnumbers.get(docname, {})
            if numbers.get(f"#{name}", numbers.get("", ())) is None:
                message = gettext(
                    "the section “{title}” has no number to refer to; allowed: what the contents number",
                    title=title,
                )
                mend = gettext(
                    "name it, {{ref}}`{label}`, or have _toc.yml number more levels", label=link["reftarget"]
                )
                tell(link, "reference", message, mend)


def letter(app: Sphinx, builder: Builder) -> None:
    """Letter the numbers where captions and references take them from.

    Sphinx has saved the environment by now, and other builds load it without the letters.
    """
    if isinstance(builder, StandaloneHTMLBuilder):
        chapters = plan(app.config.root_doc, app.env.tocs.__getitem__)
        letter_numbers(app.env, {chapter.docname: chapter for chapter in chapters})


def setup(app: Sphinx) -> None:
    """Register letters and refusal."""
    app.add_post_transform(RefuseUnnumbered)
    app.connect("write-started", letter)
