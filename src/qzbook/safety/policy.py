"""What a reader's browser may be given: no script but the theme's, and nothing that asks another place.

Pages are made so; here stands what is promised, and how it is seen in a finished page or drawing. A drawing
in ``<img>`` runs nothing, but it can be opened by itself, and then it is a page of the book's site.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from qzbook.words import gettext

#: What each page states itself, so that it holds from a memory stick too; hosts state more (README). It is
#: silent of scripts, sheets and pictures: checkers of HTML take 'self' for nothing where a page has no host.
POLICY = (
    "base-uri 'self'; connect-src 'self'; form-action 'self'; frame-src 'none'; manifest-src 'self'; "
    "object-src 'none'; script-src-attr 'none'; worker-src 'self'"
)
#: Scripts and sheets of the theme, and no others.
SCRIPTS = (
    "appearance.js",
    "book.js",
    "ledger.js",
    "missing.js",
    "navigation.js",
    "search.js",
    "searchindex.js",
)
SHEETS = ("book.css", "blocks.css", "charts.css")
#: Endings of pages, which run whatever is in them; what else a browser runs is XML.
PAGES = {".htm", ".html", ".shtml", ".xht", ".xhtml", ".svgz"}
DRAWINGS = {".svg", ".xml"}

#: What says where an address leads; two slashes lead to another host, and a backslash is a slash.
_SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):|[/\\]{2}", re.IGNORECASE)
_FOLLOWED = {"http", "https", "mailto", "tel"}
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_DRAWING = re.compile(r"data:image/svg\+xml;base64,", re.IGNORECASE)
_XHTML = "{http://www.w3.org/1999/xhtml"
_OF_BROWSERS = {"", "{http://www.w3.org/2000/svg", _XHTML}
_RUNNING = {"script", "foreignobject", "iframe", "frame", "object", "embed", "applet", "handler", "listener"}
_LOADING = {"src", "srcset", "srcdoc", "poster", "data", "background", "action", "formaction", "ping", "href"}
#: Relations of a page to what a browser does not load.
_NAMED = {"canonical", "alternate", "prev", "next", "license"}
#: A style that loads something, or hides in escapes what it does.
_LOADS = re.compile(
    r"@import|\\|image-set|url\(\s*(?!['\"]?(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))", re.I
)
#: What Jupyter Book makes of the first page where none is named index; one of the book's may have any name.
_TO_FIRST = re.compile(rb'<meta http-equiv="Refresh" content="0; url=[^":/\\]*(/[^":/\\]+)*\.html" />\s*')
_SHOWN = 60  # characters of a value, which may hold a whole picture


def refused_scheme(address: str) -> str:
    """Give what an address begins with, if a link may not begin so: ``javascript:``, ``//``; else nothing."""
    # Browsers leave out white space and control characters before they read the scheme.
    found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return found[0].lower() if found and (found["name"] or "").lower() not in _FOLLOWED else ""


def leads_out(address: str) -> bool:
    """Return whether an address leads out of the book."""
    return _SCHEME.match(re.sub(r"[\x00-\x20]", "", address)) is not None


def drawing_faults(content: bytes) -> tuple[str, ...]:
    """Say what an SVG, or another XML, has that it may not; once for each content."""
    key = hashlib.sha256(content).digest()
    if key not in _judged:
        _judged[key] = tuple(_drawing_faults(content))
    return _judged[key]


_judged: dict[bytes, tuple[str, ...]] = {}


def _drawing_faults(content: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        yield gettext("is no XML: {what}", what=error.msg)
        return
    document = root.getroottree().docinfo.internalDTD
    if document is not None and any(document.iterentities()):
        yield gettext("declares entities")
    for instruction in root.xpath("//processing-instruction()"):
        yield gettext("has the instruction <?{name}?>", name=instruction.target)
    for element in root.iter(etree.Element):
        namespace, _, tag = element.tag.rpartition("}")
        if namespace == _XHTML:
            yield gettext("has <{tag}> of HTML", tag=tag)
        if namespace in _OF_BROWSERS:  # others are such as what a drawing program notes for itself
            yield from _faults(element, tag)


def parse_page(content: bytes) -> Any:
    """Read a page as a browser does; the elements of `lxml.html` would be of classes that take their time."""
    return etree.fromstring(content or b"<html>", etree.HTMLParser(encoding="utf-8"))


def page_faults(content: bytes) -> Iterator[str]:
    """Say what a finished page of the book has that it may not."""
    if _TO_FIRST.fullmatch(content):
        return
    page = parse_page(content)
    if page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content") != [POLICY]:
        yield gettext("does not state the policy of the book")
    for element in page.iter(etree.Element):
        yield from _faults(element, str(element.tag), is_page=True)


def _faults(element: etree._Element, tag: str, *, is_page: bool = False) -> Iterator[str]:
    if tag == "script" and is_page:
        source, kind = element.get("src", ""), element.get("type")
        if kind != "application/ld+json" and source.partition("?")[0].rpartition("/")[2] not in SCRIPTS:
            yield gettext("has the script {script}", script=_cut(source or element.text or ""))
    elif tag.lower() in _RUNNING or tag == "base":
        yield gettext("has <{tag}>", tag=tag)
    elif tag == "style" and (loads := _LOADS.search("".join(element.itertext()))):
        yield gettext("has a style with {style}", style=_cut(loads.string[loads.start() :]))
    elif tag == "meta" and element.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
        yield gettext("has <meta http-equiv={name}>", name=element.get("http-equiv"))
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on"):
            yield _told(tag, name, value)
        elif name in _LOADING:
            drawing = None if is_page else _DRAWING.match(value)
            follows = tag == "a" or (tag == "link" and set(element.get("rel", "").split()) <= _NAMED)
            if drawing and not follows:
                yield from drawing_faults(_decoded(value[drawing.end() :]))
            elif refused_scheme(value) if follows else leads_out(value) and not _PICTURE.match(value):
                yield _told(tag, name, value)
        elif not is_page and (_loads(value) or (name == "attributename" and "href" in value.lower())):
            yield _told(tag, name, value)


def _loads(value: str) -> bool:
    """Whether a value would load something; most have none of the signs for it, and are many."""
    return ("(" in value or "@" in value or "\\" in value) and _LOADS.search(value) is not None


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content)
    except ValueError:
        return b""  # which is no XML


def _told(tag: str, name: str, value: str) -> str:
    return gettext("has {name}={value} on <{tag}>", name=name, value=_cut(value), tag=tag)


def _cut(value: str) -> str:
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
