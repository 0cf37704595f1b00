"""What an HTML page carries around its text: contents, cards behind its numbers, downloads, edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from qzbook.edition import last_changes
from qzbook.evidence.basis import evidence, meaning
from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.templating import render, speaking
from qzbook.html.downloads import data_path, observations_path, pdf_path
from qzbook.html.feed import FEED
from qzbook.markup.tables import GENERATED
from qzbook.safety.policy import POLICY, SCRIPTS, SHEETS
from qzbook.words import word
from qzcharts.data import Metric, Statement
from qzcharts.data.labels import full_label
from qzcharts.data.period_words import date_text
from qzcharts.data.report import contact_words

THEME = Path(__file__).parent / "theme"
_DESCRIPTION_LENGTH = 120
_SENTENCE = re.compile(r"[。！？][”’）》]*|[.!?][\"'”’)]*(?=\s|$)")
_CLAUSE = re.compile(r"[，；：]|[,;:](?=\s)")
MISSING = "404"
#: Folders above that are asked where the book lies; an address is seldom deeper.
_DEPTH = 8

Locate = Callable[[str], str]


@dataclass
class Chapter:
    """A line in a list of contents, with the chapters below it."""

    title: str
    uri: str
    number: str = ""
    current: bool = False
    chapters: list[Chapter] = field(default_factory=list)


@dataclass
class Part:
    """A group of chapters."""

    caption: str
    chapters: list[Chapter]


def contents(env: BuildEnvironment, docname: str, current: str, locate: Locate) -> Iterator[Part]:
    """List the parts below a document, each with its chapters."""
    for toctree in env.tocs[docname].findall(addnodes.toctree):
        chapters = []
        for title, child in toctree["entries"]:
            if child in env.titles:
                below = [
                    chapter for part in contents(env, child, current, locate) for chapter in part.chapters
                ]
                number = ".".join(map(str, env.toc_secnumbers.get(child, {}).get("", ())))
                text = title or env.titles[child].astext()
                chapters.append(Chapter(text, locate(child), number, child == current, below))
        if chapters:
            yield Part(toctree.get("caption") or "", chapters)


def sections(env: BuildEnvironment, docname: str) -> list[Chapter]:
    """List the sections of a document, one level."""
    top = env.tocs[docname].children[0]
    nested = [child for child in top.children if isinstance(child, nodes.bullet_list)]
    links = [item.next_node(nodes.reference) for child in nested for item in child.children]
    return [Chapter(link.astext(), link["anchorname"]) for link in links if link is not None]


def description(doctree: nodes.document) -> str:
    """Give the opening of a document's prose: its first sentences, none of them in part."""
    paragraphs = (
        node
        for node in doctree.findall(nodes.paragraph)
        if isinstance(node.parent, nodes.section) and GENERATED not in node
    )
    text = " ".join(next(paragraphs, nodes.paragraph()).astext().split())
    return opening(text, _DESCRIPTION_LENGTH)


def opening(text: str, most: int) -> str:
    """Give as many first sentences as so many characters hold; of one that is longer, the first clauses."""
    if len(text) <= most:
        return text
    for ends in (_SENTENCE, _CLAUSE):
        if places := [found.end() for found in ends.finditer(text) if found.end() < most]:
            whole = text[: places[-1]]
            return whole if ends is _SENTENCE else f"{whole[:-1]}…"
    return f"{text[: most - 1]}…"


def card(domain: EvidenceDomain, entry: Metric | Statement) -> dict[str, Any]:
    """Give what the card of an entry says: what it is about and its terms, in order, empty ones left out."""
    language = domain.language
    said = word(language, "Value") if isinstance(entry, Metric) else word(language, "Statement")
    known = [
        (said, entry.text(language)),
        *meaning(entry, language),
        *evidence(domain, entry),
        (word(language, "Note"), entry.label("note", language)),
    ]
    title, terms = full_label(entry, language), [(term, text) for term, text in known if text]
    return {"anchor": entry.anchor, "title": title, "known": terms}


def cards(domain: EvidenceDomain, docname: str, locate: Locate) -> str:
    """Write the cards of what a page uses; each stays hidden until a script shows it."""
    names = dict.fromkeys(use.entry for use in domain.data["uses"].get(docname, []))
    if not names or not domain.data["ledger"]:
        return ""
    shown = [card(domain, domain.entry(name)) for name in names]
    return render("cards.html", domain.language, cards=shown, ledger=locate(domain.data["ledger"]))


def add_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put together what the theme's templates show."""
    env, config, domain = app.env, app.config, domain_of(app.env)
    if pagename == MISSING:
        _lead_from_anywhere(context, config.html_baseurl)
    locate, book = context["pathto"], config.html_title
    is_ledger = pagename == domain.data["ledger"]
    if is_ledger:
        app.add_js_file("ledger.js", loading_method="defer")
    title = env.titles[pagename].astext() if pagename in env.titles else context.get("title", "")
    source = context.get("sourcename")
    context.update(
        _=speaking(domain.language),
        printed_date=partial(date_text, language="en") if domain.language == "en" else str,
        policy=POLICY,
        draft=config.qzcharts_draft,
        page_title=(
            book
            if pagename == config.root_doc
            else word(domain.language, "{page} – {book}", page=title, book=book)
        ),
        root_title=env.titles[config.root_doc].astext(),
        is_first=pagename == config.root_doc,
        title_page=config.typst_metadata,
        description=(description(doctree) if doctree else "") or book,
        parts=list(contents(env, config.root_doc, pagename, locate)),
        sections=sections(env, pagename) if doctree else [],
        cards=cards(domain, pagename, locate) if doctree else "",
        is_ledger=is_ledger,
        edition=config.qzcharts_edition if pagename == config.root_doc else None,
        contact=config.qzcharts_report.contact,
        contact_words=contact_words(config.qzcharts_report.contact),
        licence=config.typst_metadata.get("licence", ""),
        pdf=locate(pdf_path(config), resource=True),
        data=locate(data_path(config), resource=True),
        observations=locate(observations_path(config), resource=True),
        feed=locate(FEED, resource=True),
        changed=changed_on(app, pagename) if doctree else "",
        source=locate(f"_sources/{source}", resource=True) if source else "",
    )
    for kind, own in (("css_files", SHEETS), ("script_files", SCRIPTS)):
        # What Sphinx and MyST-NB put on every page, the theme does itself.
        context[kind] = [file for file in context[kind] if str(file.filename).removeprefix("_static/") in own]


def changed_on(app: Sphinx, docname: str) -> str:
    """Give the day on which the text of a page was last changed, ISO 8601; empty where that is not known."""
    day: str = app.config.qzcharts_changes.get(Path(app.env.doc2path(docname, base=False)).as_posix(), "")
    return day


def _lead_from_anywhere(context: dict[str, Any], address: str) -> None:
    """Have the links of the page that a server shows in any folder lead to the book.

    Where ``html_baseurl`` says its address they start at the root of the host. Else a script that the page
    looks for in the folders above, ``missing.js``, finds where they start; without scripts they serve the
    folder of the first page.
    """
    context["above"] = () if address else tuple("../" * steps for steps in range(_DEPTH))
    locate, root = context["pathto"], urlsplit(address).path
    context["pathto"] = lambda *place, **options: f"{root}{locate(*place, **options)}"
    context["root"] = root


def end_address(app: Sphinx, config: Config) -> None:
    """Have the address of the book end in a slash, whichever way it was written."""
    if config.html_baseurl:
        config.html_baseurl = config.html_baseurl.rstrip("/") + "/"


def note_changes(app: Sphinx) -> None:
    """Ask once when each page was changed."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.config.qzcharts_changes = last_changes(Path(app.srcdir))


def missing_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page that a server shows in the place of one that is not there."""
    yield MISSING, {"title": word(domain_of(app.env).language, "No such page")}, "404.html"


def setup(app: Sphinx) -> None:
    """Register the theme and what its pages show."""
    app.add_html_theme("qzcharts", str(THEME))
    app.add_js_file("appearance.js", priority=100)  # in the head, at once: no flash of the other appearance
    app.add_js_file("book.js", loading_method="defer")
    app.add_js_file("navigation.js", loading_method="defer")
    app.add_config_value("qzcharts_changes", {}, "", types=(dict,))
    app.connect("config-inited", end_address)
    app.connect("builder-inited", note_changes)
    app.connect("html-page-context", add_page_context)
    app.connect("html-collect-pages", missing_page)
