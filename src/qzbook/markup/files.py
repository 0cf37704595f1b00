"""The files that a page shows or hands out: found under any name, pictures pasted into a notebook, no others.

Markdown's parser writes characters other than ASCII, spaces and percent signs of an address in percent
encoding, and Sphinx looks for a file of the encoded name.
"""

import base64
import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.images import get_image_extension

from qzbook.markup import reach
from qzbook.markup.names import digest
from qzbook.markup.told import shortened, tell
from qzbook.safety import policy
from qzbook.words import gettext
from qzcharts.errors import CELL
from sphinx_typst.compiler import pdf_to_svg

_PASTED = "attachment:"
#: Of an address that leads out of the book; of a page, Sphinx takes two slashes for the root of the book.
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class FindFiles(SphinxTransform):
    """Give pictures and downloads the names that their files have."""

    default_priority = 400  # before Sphinx looks for them, once the document is read

    def apply(self, **kwargs: Any) -> None:
        """Go through the pictures and links of one document."""
        for image in list(self.document.findall(nodes.image)):
            image.line = image.line or image.parent.line  # else what Sphinx says of it has no place
            uri = image["uri"]
            if uri.startswith(_PASTED):
                self._unpack(image, unquote(uri.removeprefix(_PASTED)))
            elif _SCHEME.match(uri):
                message = gettext("the picture {address!r} is no file of the book", address=shortened(uri))
                mend = gettext("save the picture beside the page and give its path from there")
                _refuse(image, message, mend)
                image.replace_self(nodes.Text(image.get("alt", "")))
            elif "%" in uri:
                image["uri"] = self._found(image, uri)
            if reach.may_read(self.env, image["uri"]):  # else it is refused once the page is read
                if image["uri"].lower().endswith(".pdf"):
                    self._draw(image)
                self._judge(image, image["uri"])
        for download in self.document.findall(addnodes.download_reference):
            if reach.may_read(self.env, download["reftarget"]):
                self._judge(download, download["reftarget"])
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link["reftype"] == "myst" and link["refdomain"] is None and "%" in link["reftarget"]:
                self._lead_to_file(link)

    def _judge(self, node: nodes.Element, name: str) -> None:
        """Report what a browser would run in a file, or load from elsewhere."""
        path = self._path(name)
        ending = path.suffix.lower()
        if ending in policy.PAGES:
            message = gettext("{file} is a page of its own, which could run scripts", file=path.name)
            _refuse(node, message, gettext("put it into an archive"))
        elif ending in policy.DRAWINGS and path.is_file():
            for fault in policy.drawing_faults(path.read_bytes()):
                message = gettext(
                    "{file} {fault}; allowed: what is in the file itself, no script",
                    file=path.name,
                    fault=fault,
                )
                mend = gettext(
                    "take it out: open the file in a text editor, or save it as a plain SVG or a PNG"
                )
                _refuse(node, message, mend)

    def _lead_to_file(self, link: addnodes.pending_xref) -> None:
        """Lead to a page or a download what MyST took for a label, as it looks for the encoded name."""
        address, _, anchor = link["reftarget"].partition("#")
        name = unquote(address)
        if not self._path(name).is_file():
            return
        if docname := self.env.path2doc(str(self._path(name))):
            link.attributes.update(refdomain="doc", reftarget=docname, reftargetid=anchor)
            return
        download = addnodes.download_reference("", "", *link.children, reftarget=name)
        download.source, download.line = link.source, link.line
        link.replace_self(download)

    def _path(self, name: str) -> Path:
        return Path(self.env.relfn2path(name, self.env.docname)[1])

    def _found(self, image: nodes.image, uri: str) -> str:
        """Give the name of the file that an address stands for, as it is or decoded."""
        decoded = unquote(uri)
        if decoded != uri and self._path(uri).is_file():
            if not self._path(decoded).is_file():
                return uri
            message = gettext(
                "the address {address!r} stands for two files, {address!r} and {decoded!r}",
                address=uri,
                decoded=decoded,
            )
            _refuse(image, message, gettext("give one of them a name without percent signs and spaces"))
        return decoded

    def _unpack(self, image: nodes.image, name: str) -> None:
        """Write a picture that was pasted into a cell to a file, or report that there is none."""
        cell = (image.line or 0) // CELL
        forms = self._cell(cell).get("attachments", {}).get(name, {})
        for mime_type, content in forms.items():
            if ending := get_image_extension(mime_type):
                image["uri"] = self._write(_decoded("".join(content)), ending)
                return
        held = (
            gettext(
                "cell {cell} holds no pasted picture {name!r}; allowed: png, jpeg, gif, webp or svg",
                cell=cell,
                name=name,
            )
            if cell
            else gettext(
                "a page in Markdown holds no pasted picture {name!r}; allowed: png, jpeg, gif, webp or svg",
                name=name,
            )
        )
        mend = gettext(
            "paste it again into this cell, or save it beside the page and show it as ![words](file)"
        )
        _refuse(image, held, mend)
        image.replace_self(nodes.Text(name))

    def _cell(self, number: int) -> dict[str, Any]:
        """Give a cell of the notebook, from 1, as it is in its file; {} where there is none."""
        path = Path(self.env.doc2path(self.env.docname))
        cells = json.loads(path.read_bytes())["cells"] if path.suffix == ".ipynb" else []
        return dict(cells[number - 1]) if 0 < number <= len(cells) else {}

    def _draw(self, image: nodes.image) -> None:
        """Show a PDF as a drawing, for browsers show none as a picture."""
        path = self._path(image["uri"])
        if not path.is_file():
            return  # Sphinx tells
        self.env.note_dependency(self.env.relfn2path(image["uri"], self.env.docname)[0])
        try:
            image["uri"] = self._write(pdf_to_svg(path), ".svg")
        except typst.TypstError:
            message = gettext("the picture {name!r} is no PDF that can be read", name=image["uri"])
            _refuse(image, message, gettext("save it again as svg, png, jpeg, gif, webp or pdf"))

    def _write(self, data: bytes, ending: str) -> str:
        file = Path(self.env.mystnb_config.output_folder, f"{digest(data)}{ending}")  # type: ignore[attr-defined]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return "/" + os.path.relpath(file, self.env.srcdir)


def _decoded(content: str) -> bytes:
    """Give the bytes of a picture as a notebook holds it: a drawing as it is, others in Base64."""
    return content.encode() if content.lstrip().startswith("<") else base64.b64decode(content)


def _refuse(node: nodes.Element, message: str, mend: str) -> None:
    tell(node, "picture", message, mend)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(FindFiles)
