"""What a page tells machines: previews where it is shared (Open Graph), and what it is (schema.org)."""

import json
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import typst
from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.evidence.basis import titled
from qzbook.evidence.chart import chart
from qzbook.evidence.domain import domain_of
from qzbook.markup.names import digest
from qzbook.words import word
from sphinx_typst.compiler import note_run
from sphinx_typst.fonts import find_fonts

PREVIEWS = "_previews"
OF_BOOK = f"{PREVIEWS}/book.png"
"""Preview of pages without a chart: that of the first page, by a name that no change of the chart changes."""
_LEAD = "qzcharts_lead"
"""Key in a page's Sphinx metadata: the title of its first chart."""
#: A preview of 1200 by 630, the size that Open Graph's readers expect: the chart, which says itself what it
#: shows, as large as fits below the title of the book.
_PREVIEW = """
#set page(width: 1200pt, height: 630pt, margin: (x: 60pt, y: 40pt), fill: white)
#set text(font: "Noto Sans CJK SC", size: 26pt, fill: rgb("#55606b"), cjk-latin-spacing: none)
#grid(
  rows: (auto, 1fr), row-gutter: 24pt,
  sys.inputs.book,
  align(center + horizon, image(sys.inputs.chart, width: 100%, height: 100%, fit: "contain")),
)
"""


def note_lead(app: Sphinx, doctree: nodes.document) -> None:
    """Note which chart leads a page that has been read."""
    for shown in doctree.findall(chart):
        if not _in_one_format(shown):
            app.env.metadata[app.env.docname][_LEAD] = shown.parent.children[0].astext()
            return


def _in_one_format(node: nodes.Node | None) -> bool:
    """Whether a node stands in what not every format shows."""
    while node is not None and not isinstance(node, addnodes.only):
        node = node.parent
    return node is not None


def shows_chart(env: BuildEnvironment, docname: str) -> bool:
    """Whether a chart leads a page, and is in its preview."""
    return _LEAD in env.metadata[docname]


def alternative_of_book(app: Sphinx) -> str:
    """Say what the preview of pages without a chart shows; "" if there is none."""
    title = app.env.metadata[app.config.root_doc].get(_LEAD)
    language = domain_of(app.env).language
    return word(language, "{page} – {book}", page=title, book=app.config.html_title) if title else ""


class Previews:
    """The previews of one build, drawn in a thread: the compiler lets Sphinx write pages meanwhile."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._begun: list[Future[object]] = []

    def of(self, app: Sphinx, shown: chart) -> str:
        """Have a chart fitted into a preview, once for each state of the chart and of the title.

        Returns
        -------
        str
            Path from the root of the site.
        """
        _, source = app.env.relfn2path(shown["png"], app.config.root_doc)
        picture = Path(source).resolve()
        path = f"{PREVIEWS}/{_name(app, picture)}"
        target = Path(app.outdir, path)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            note_run()
            self._begin(_draw, picture, target, app.config.html_title, app.config.typst_font_paths)
        return path

    def keep(self, app: Sphinx, path: str) -> None:
        """Have the preview of the first page be that of the book."""
        self._begin(shutil.copyfile, Path(app.outdir, path), Path(app.outdir, OF_BOOK))

    def _begin(self, do: Callable[..., object], *given: object) -> None:
        """Have something done after what was begun before."""
        self._begun.append(self._thread.submit(do, *given))

    def wait(self, app: Sphinx) -> list[object]:
        """Wait until all are drawn, and raise what kept one from it; Sphinx is given no further pages."""
        for each in self._begun:
            each.result()
        return []

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Draw nothing more, and remove the previews of charts that the book no longer shows."""
        self._thread.shutdown(cancel_futures=True)
        drawn = {_name(app, Path(name)) for name in app.env.dlfiles}
        if shows_chart(app.env, app.config.root_doc):
            drawn.add(Path(OF_BOOK).name)
        for path in Path(app.outdir, PREVIEWS).glob("*.png"):
            if path.name not in drawn:
                path.unlink()


def _draw(picture: Path, target: Path, title: str, font_paths: Sequence[str]) -> None:
    drawn = typst.compile(  # type: ignore[call-overload]  # its stub wants input and root of one type
        _PREVIEW.encode(),
        root=picture.parent,
        sys_inputs={"chart": f"/{picture.name}", "book": title},
        font_paths=find_fonts(font_paths),
        ignore_system_fonts=True,
        format="png",
        ppi=72,
    )
    target.write_bytes(drawn)


def _name(app: Sphinx, picture: Path) -> str:
    """Name the preview of a picture, whose folder is named by what it holds."""
    return f"{picture.parent.name}-{digest(app.config.html_title.encode())}.png"


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
    shown = doctree.next_node(chart)
    if shown is not None:
        path, alternative = previews.of(app, shown), shown["alt"]
        if pagename == app.config.root_doc:
            previews.keep(app, path)
    else:
        path, alternative = OF_BOOK, alternative_of_book(app)
    if alternative:
        base = app.config.html_baseurl
        # Most readers of previews want a whole address; without one, some still follow a relative one.
        context["preview"] = f"{base}{path}" if base else context["pathto"](path, resource=True)
        context["preview_alt"] = alternative
    context["linked_data"] = describe(app, context, pagename)


def setup(app: Sphinx) -> None:
    """Register what pages tell."""
    previews = Previews()
    app.connect("doctree-read", note_lead)
    # After the page's own description.
    app.connect("html-page-context", partial(add_metadata, previews), priority=600)
    app.connect("html-collect-pages", previews.wait, priority=900)  # after others, which take their time
    app.connect("build-finished", previews.finish)
