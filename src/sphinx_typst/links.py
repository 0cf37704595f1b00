# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Links, footnotes and citations."""

from docutils import nodes

from .base import TypstBase
from .markup import label, plain, string
from .words import gettext

INTERNAL = "%"  # begins the address of a document of this book; no other address begins so


class LinksMixin(TypstBase):
    """Visit methods of whatever leads elsewhere."""

    def visit_reference(self, node: nodes.Element) -> None:
        self.labels(node)
        address = node.get("refuri", "")
        if "refid" in node:
            self.open_link(self.docname, node["refid"], node)
        elif address.startswith(INTERNAL):
            docname, _, identifier = address.removeprefix(INTERNAL).partition("#")
            self.open_link(docname, identifier, node)
        elif not address:
            self.markup("#[")
        elif address in {node.astext(), f"mailto:{node.astext()}"}:
            self.markup(f"#link({string(address)}, breakable({string(node.astext())}));")
            raise nodes.SkipNode
        else:
            self.markup(f"#link({string(address)})[")

    def depart_reference(self, node: nodes.Element) -> None:
        self.markup("];")

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Print the name of a file that only the HTML edition hands out."""
        if "refuri" in node:
            self.visit_reference(node)
        else:
            self.labels(node)
            self.markup("#[")

    depart_download_reference = depart_reference

    # -- footnotes ------------------------------------------------------------------------------------------

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the footnote itself at its first reference, and only its number at the others."""
        footnotes = {name: note for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        identifier = node.get("refid", "")
        footnote = footnotes.get(identifier)
        if footnote is None:
            message = gettext(
                "no footnote belongs to the mark {mark!r}; write one: [^mark]: text", mark=node.astext()
            )
            self.problem(node, message)
            raise nodes.SkipNode
        for name in node["ids"]:
            self.place_label(name, node)
        place = node.parent.index(node)
        if place and isinstance(node.parent[place - 1], nodes.footnote_reference):
            self.markup("#h(.2em);")  # or 5 and 6 would be 56
        name = string(f"footnote:{label(self.docname, identifier)}")
        if self.claim_label(identifier):
            titled = _is_titled(node)
            self.markup(f"#titles-footnote({name})[" if titled else "#[#footnote[")
            for child in footnote.children:
                if not isinstance(child, nodes.label):
                    child.walkabout(self)
            self.anchor(identifier, footnote)
            self.markup("];" if titled else f"]#label({name})];")
        else:
            self.markup(f"#footnote(label({name}));")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Leave out what stands at the foot of a page; a footnote that nothing refers to stays here."""
        if node.get("backrefs"):
            raise nodes.SkipNode
        self.visit_citation(node)

    def visit_citation(self, node: nodes.Element) -> None:
        self.labels(node)
        self.origin(node)
        self.markup("\n#reference-entry")

    def depart_citation(self, node: nodes.Element) -> None:
        self.markup("]\n")

    depart_footnote = depart_citation

    def visit_label(self, node: nodes.label) -> None:
        self.markup(f"[{plain(node.astext())}][")
        raise nodes.SkipNode


def _is_titled(node: nodes.Node) -> bool:
    """Return whether something stands in a heading or a caption."""
    outer = node.parent
    while outer is not None and not isinstance(outer, nodes.title | nodes.caption):
        outer = outer.parent
    return outer is not None
