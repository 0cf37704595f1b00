"""Where the links and pictures of HTML lead: to pages and files of the book, as in Markdown, or out of it."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from qzbook.markup.rawhtml.error import HtmlError
from qzbook.markup.told import shortened
from qzbook.words import gettext


def link(env: BuildEnvironment, attributes: dict[str, str]) -> nodes.Element:
    """Make the node of a link on the page being read.

    Parameters
    ----------
    env : BuildEnvironment
    attributes : dict of str to str
        With ``href``: an address, ``#`` and the name of a place, or a path from the page, of a page (as
        Markdown or as HTML) or of a file.

    Raises
    ------
    HtmlError
        If there is no such page or file.
    """
    address, title = attributes["href"].strip(), attributes.get("title")
    parts, here = urlsplit(address), env.docname
    if parts.scheme or parts.netloc:
        return nodes.reference(refuri=address, **({"reftitle": title} if title else {}))
    if title:
        message = gettext("a link within the book has a title, which paper cannot show")
        raise HtmlError(message, gettext("take it out"))
    path, place = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return nodes.reference(refuri=f"#{place}", id_link=True)  # as MyST has it
    _, file = env.relfn2path(path, here)
    page = env.path2doc(re.sub(r"\.html$", ".md", file))
    if page in env.found_docs:
        target: dict[str, Any] = {"refdomain": "doc", "reftarget": page, "reftargetid": place or None}
        words = nodes.inline()  # MyST takes the words of the link from its first child
        return addnodes.pending_xref("", words, refdoc=here, reftype="myst", refexplicit=True, **target)
    if _is_in_book(env, path) and Path(file).is_file():
        return addnodes.download_reference(reftarget=path, refdoc=here)
    raise HtmlError(
        gettext("the link to {address!r} leads to no page and no file of the book", address=address),
        gettext("give the path of one, from this page, or an address with https:"),
    )


def image(env: BuildEnvironment, attributes: dict[str, str]) -> nodes.image:
    """Make the node of a picture on the page being read.

    Parameters
    ----------
    env : BuildEnvironment
    attributes : dict of str to str
        With ``src``, a path from the page; others that count: ``alt``, ``title``, ``width``, ``height``.

    Raises
    ------
    HtmlError
        If the path is none within the book. Whether there is a file, Sphinx tells.
    """
    address = attributes.get("src", "").strip()
    parts = urlsplit(address)
    path = unquote(parts.path)
    if not path or parts.scheme or parts.netloc or not _is_in_book(env, path):
        raise HtmlError(
            gettext("the picture {address!r} is no file of the book", address=shortened(address)),
            gettext(
                "save the picture beside the page and give its path from there; "
                "a cell can show it as its value"
            ),
        )
    node = nodes.image(
        uri=path, **{name: attributes[name] for name in ("alt", "title") if name in attributes}
    )
    node.attributes |= {name: attributes[name] for name in ("width", "height") if attributes.get(name)}
    return node


def _is_in_book(env: BuildEnvironment, path: str) -> bool:
    _, file = env.relfn2path(path, env.docname)
    return Path(file).resolve().is_relative_to(Path(env.srcdir).resolve())
