"""What pages show besides their own text: a page is written again when any of that has changed.

Sphinx writes again what it has read again. Contents, numbers and titles of other pages, the cards behind its
numbers and the day of its last change stand on a page that nobody has touched; what it is made of is known by
a digest, and lies beside the pages from build to build.
"""

import json
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.places import uses_shown
from qzbook.html.page import card, changed_on, contents
from qzbook.html.previews import preview_of_book, shows_chart
from qzbook.markup.names import digest
from qzbook.markup.picture_names import pictures_of
from qzcharts.errors import UnknownNameError

RECORD = ".surroundings.json"
"""File beside the pages that readers do not get."""

_REFERS = "qzcharts_refers"
"""Key in a page's Sphinx metadata: the targets that it refers to."""

_OF_PAGES = {"changeset", "index", "qzcharts"}
"""Domains whose data are of single pages, or looked at one by one."""


def surroundings(app: Sphinx) -> dict[str, str]:
    """Give a digest for each page of what it shows besides its own text, and of when that was read."""
    env, config, domain = app.env, app.config, domain_of(app.env)
    shared = digest(repr(_shared(app)).encode())
    used = {use.entry for uses in domain.data["uses"].values() for use in uses}
    cards = {name: _card(domain, name) for name in used}
    titles = {label: title for label, (*_, title) in _labels(env).items()}
    preview = preview_of_book(app)
    pictures, found = pictures_of(env), {}
    for name in env.found_docs:
        behind = [cards[use.entry] for use in domain.data["uses"].get(name, ())]
        edition = config.qzcharts_edition if name == config.root_doc else None
        referred = [titles.get(target) for target in env.metadata[name].get(_REFERS, ())]
        others = referred, None if shows_chart(env, name) else preview
        own = env.all_docs.get(name), changed_on(app, name), pictures.get(name), behind, edition, others
        found[name] = digest(f"{shared}{own!r}{uses_shown(app, name)!r}".encode())
    return found


def _card(domain: EvidenceDomain, name: str) -> object:
    try:
        return card(domain, domain.entry(name))
    except UnknownNameError:  # its page is still to be read, and will say so
        return None


def _shared(app: Sphinx) -> list[object]:
    """Give what any page may show of the others, and of the book."""
    env, config = app.env, app.config
    known = {name: data for name, data in env.domaindata.items() if name not in _OF_PAGES}
    # Their titles, captions among them, are shown where a page refers to them alone.
    known["std"] = known["std"] | {"labels": {label: place for label, (*place, _) in _labels(env).items()}}
    titles = {name: env.titles[name].astext() for name in env.found_docs}
    slugs = {  # without their lines
        (name, slug): rest
        for name in env.found_docs
        for slug, (_, *rest) in env.metadata[name].get("myst_slugs", {}).items()
    }
    said = config.typst_filename, config.typst_metadata.get("licence"), config.qzcharts_report
    return [
        *(list(contents(env, config.root_doc, "", str)), said),
        domain_of(env).data["ledger"],
        *map(_settled, (known, titles, slugs, _numbers(env.toc_secnumbers), _numbers(env.toc_fignumbers))),
    ]


def _labels(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """Give document, anchor and title of each label."""
    labels: dict[str, tuple[str, str, str]] = env.domaindata["std"]["labels"]
    return labels


def _numbers(numbers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out pages without a number, for they have an entry only until they are read again."""
    return {name: own for name, own in numbers.items() if own}


def note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page that has been read refers to."""
    targets = {link["reftarget"].lower() for link in doctree.findall(addnodes.pending_xref)}
    app.env.metadata[app.env.docname][_REFERS] = sorted(targets)


def _settled(value: Any) -> object:
    """Give a value in one order, for what is read again moves to the end."""
    if isinstance(value, Mapping):
        return sorted((repr(key), _settled(held)) for key, held in value.items())
    if isinstance(value, Set):
        return sorted(map(repr, value))
    return repr(value)


class Record:
    """What the pages were written with, as far as they are all written."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Name the pages around which something has changed since they were written."""
        if not isinstance(app.builder, StandaloneHTMLBuilder):
            return []
        path = Path(app.outdir, RECORD)
        try:
            before = json.loads(path.read_bytes())
        except (OSError, ValueError):
            before = {}
        path.unlink(missing_ok=True)
        self._now = surroundings(app)
        return [name for name, digest in self._now.items() if before.get(name) != digest]

    def known(self, _: Sphinx) -> dict[str, str] | None:
        """Give what the pages show now, for another format of them; nothing where no pages are written."""
        return self._now or None

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Note what the pages have been written with."""
        if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
            Path(app.outdir, RECORD).write_text(json.dumps(self._now), "utf-8")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, after what numbers sections and captions."""
    record = Record()
    app.connect("doctree-read", note_references)
    app.connect("env-get-updated", record.outdated, priority=900)
    app.connect("typst-states", record.known)
    app.connect("build-finished", record.write)
