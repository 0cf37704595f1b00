"""What a page tells machines: its preview where it is shared (Open Graph), and what it is (schema.org)."""

import json
from functools import partial
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from qzbook.evidence.basis import titled
from qzbook.evidence.chart import chart
from qzbook.evidence.domain import domain_of
from qzbook.html.previews import OF_BOOK, Previews, note_lead, preview_of, preview_of_book


def describe(app: Sphinx, context: dict[str, Any], pagename: str) -> Markup:
    """Write what a page is, in the terms of schema.org, as JSON-LD."""
    config, edition = app.config, app.config.qzcharts_edition
    report = {
        "@type": "Report",
        "name": config.html_title,
        "inLanguage": context["language"],
        "author": {"@type": "Organization", "name": config.author},
    }
    if pagename == config.root_doc:
        identity = {"datePublished": edition.date, "version": edition.commit or edition.digest}
        graph = [report | identity | {"description": context["description"]}, _dataset(app, context)]
    else:
        chapter = {"@type": "Chapter", "name": context["page_title"], "description": context["description"]}
        graph = [chapter | {"inLanguage": context["language"], "isPartOf": report}]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return Markup(text.replace("<", r"\u003c"))  # it alone could end the script


def _dataset(app: Sphinx, context: dict[str, Any]) -> dict[str, Any]:
    domain = domain_of(app.env)
    package = domain.ledger.package.descriptor
    return {
        "@type": "Dataset",
        "name": titled(package, domain.language),
        "description": package.get("description", ""),
        "license": [licence.get("path") or licence["name"] for licence in package.get("licenses", ())],
        "creator": {"@type": "Organization", "name": app.config.author},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": app.config.html_baseurl + address}
            for kind, address in (("application/zip", context["data"]), ("text/csv", context["observations"]))
        ],
    }


def add_metadata(
    previews: Previews,
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put preview and description into a page of the book."""
    if doctree is None:
        return
    path, preview = OF_BOOK, preview_of_book(app)
    shown = doctree.next_node(chart)
    if shown is not None:
        path, preview = previews.of(app, shown), preview_of(app, shown)
        if pagename == app.config.root_doc:
            previews.keep(app, path)
    if preview:
        base = app.config.html_baseurl
        # Most readers of previews want a whole address; without one, some still follow a relative one.
        context["preview"] = f"{base}{path}" if base else context["pathto"](path, resource=True)
        context["preview_alt"], context["preview_size"] = preview
    context["linked_data"] = describe(app, context, pagename)


def setup(app: Sphinx) -> None:
    """Register what pages tell."""
    previews = Previews()
    app.connect("doctree-read", note_lead)
    # After the page's own description.
    app.connect("html-page-context", partial(add_metadata, previews), priority=600)
    app.connect("html-collect-pages", previews.wait, priority=900)  # after others, which take their time
    app.connect("build-finished", previews.finish)
