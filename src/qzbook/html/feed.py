"""The feed of editions (Atom, RFC 4287): who follows it hears of each new edition of the book."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from qzbook.evidence.domain import domain_of
from qzbook.evidence.templating import render
from qzbook.html.downloads import pdf_path

FEED = "editions.atom"


def write_feed(app: Sphinx, exception: Exception | None) -> None:
    """Put the feed beside the pages. It names this edition; a reader of feeds keeps the ones before."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    edition, config = app.config.qzcharts_edition, app.config
    written = render(
        "editions.atom",
        domain_of(app.env).language,
        book=config.html_title,
        author=config.author,
        base=config.html_baseurl,
        pdf=pdf_path(config),
        edition=edition,
        updated=datetime.fromtimestamp(edition.timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        # Names that hold wherever the book is published: of the book, and of what the edition was made from.
        feed_id=uuid.uuid5(uuid.NAMESPACE_OID, config.typst_filename).urn,
        edition_id=uuid.uuid5(uuid.NAMESPACE_OID, edition.digest).urn,
        language=config.language.replace("_", "-"),
    )
    Path(app.outdir, FEED).write_text(written, "utf-8")


def setup(app: Sphinx) -> None:
    """Register the step after the build."""
    app.connect("build-finished", write_feed)
