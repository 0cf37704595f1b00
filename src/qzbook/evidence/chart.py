"""A chart on the page: the picture in its variants, and under it the evidence it was drawn from.

A cell whose value is a :class:`qzcharts.charts.Figure` leaves a :class:`~qzcharts.bundle.Bundle`. It becomes
an image in the PDF edition; in HTML a picture that follows the width of the page and its theme, with source
line, metrics, data table and downloads.
"""

import csv
import io
import re
from typing import Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from qzbook.evidence.basis import NOTHING
from qzbook.evidence.domain import domain_of
from qzbook.evidence.page_numbers import page_numbers, skip
from qzbook.evidence.references import reference
from qzbook.evidence.templating import render
from qzbook.markup.names import digest, file_name
from qzbook.markup.tables import GENERATED, paragraph, table
from qzbook.markup.told import tell
from qzbook.words import gettext, word
from qzcharts.bundle import MIME, VARIANTS, Bundle, Evidence

_SIZE = re.compile(r'(?:width|height)="(\d+)[\d.]*"')


class chart(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """A chart: its children are images, in the order of :data:`VARIANTS`; ``cards`` may stand for them."""


class web_only(nodes.General, nodes.Element):  # noqa: N801
    """A disclosure that only the HTML edition has; ``summary`` is what it is opened by."""


class FigureRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """Makes nodes of the bundle that a chart leaves."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[Node] | None:
        """Give the nodes of a chart; ``None`` for every other type of output."""
        if inline or data.mime_type != MIME:
            return None
        env = renderer.renderer.sphinx_env
        if "qzcharts" not in env.domains:
            return []  # A book that does not use the extension shows the plain SVG of the same bundle.
        assert isinstance(data.content, dict)
        options = data.cell_metadata.get("mystnb", {}).get("figure", {})
        words = str(options.get("name") or options.get("caption") or "")
        return _nodes(renderer, env, Bundle.from_json(data.content), words)


def _nodes(renderer: NbElementRenderer, env: BuildEnvironment, bundle: Bundle, named: str) -> list[Node]:
    """Make picture and legend; files are called by the words `named`, or by their content without any."""
    evidence = bundle.evidence
    language = domain_of(env).language
    data = _csv(evidence).encode("utf-8-sig")
    name = file_name(named) if named else digest(data)
    sizes = {variant: _SIZE.findall(bundle.svg[variant])[:2] for variant in VARIANTS}
    picture = chart(cards=evidence.cards, sizes=sizes, typed=evidence.typed)
    for variant in VARIANTS:
        content = bundle.svg[variant].encode()
        uri = renderer.write_file([f"{name}-{variant}-{digest(content)}.svg"], content, exists_ok=True)
        picture += nodes.image(uri=uri, alt=evidence.alt)
    files = {
        "CSV": (f"{name}.csv", data),
        "SVG": (f"{name}.svg", bundle.svg["wide-light"].encode()),
        "PDF": (f"{name}.pdf", bundle.pdf),
    }
    downloads = paragraph(word(language, "Download: "))
    downloads["classes"] = ["figure-downloads"]
    downloads[GENERATED] = "all"
    for kind, (filename, content) in files.items():
        target = renderer.write_file([digest(content), filename], content, exists_ok=True)
        downloads += [
            addnodes.download_reference("", kind, reftarget=target, refdoc=env.docname, classes=["download"]),
            nodes.Text(" "),
        ]
    rows = [[[paragraph(str(cell) or NOTHING)] for cell in row] for row in evidence.rows]
    drawn = table(evidence.columns, rows, [1] * len(evidence.columns), classes=["figure-data"])
    extras = web_only("", drawn, downloads, summary=word(language, "Data shown"))
    return [picture, nodes.legend("", _source_line(env, evidence), extras)]


def _source_line(env: BuildEnvironment, evidence: Evidence) -> nodes.paragraph:
    domain = domain_of(env)
    language, metrics = domain.language, evidence.metrics
    parts: list[Node] = [nodes.Text(evidence.source)]
    for position, (name, label) in enumerate(zip(metrics, evidence.labels, strict=True)):
        before = word(language, ", ") if position else word(language, ". Metrics: ")
        shown = domain.ledger.metrics[name].text(language)
        parts += [nodes.Text(before), reference(env, name, label, shown=shown)]
    if metrics:
        phrase = word(language, "Ledger, page {numbers}.", numbers="{}")
        parts += [nodes.Text(word(language, ". ")), page_numbers(metrics=metrics, phrase=phrase)]
    else:
        parts.append(nodes.Text(word(language, ".")))
    line = paragraph(*parts)
    line["classes"] = ["figure-source"]
    line[GENERATED] = "chosen"
    return line


def _csv(evidence: Evidence) -> str:
    """Give the rows drawn as CSV, headed by comments that say what they are."""
    text = io.StringIO()
    for line in (evidence.title, evidence.source, " ".join(evidence.metrics)):
        text.write(f"# {line}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(evidence.columns)
    writer.writerows(evidence.rows)
    return text.getvalue()


class PlaceCharts(SphinxTransform):
    """Lift each chart out of its bundle of output types, and put its evidence under the caption."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Go through the bundles that hold a chart."""
        for picture in list(self.document.findall(chart)):
            container = picture.parent
            bundle = container.parent
            legend = container.children[1]
            assert isinstance(legend, nodes.legend)
            figure = bundle.parent
            bundle.replace_self(picture)
            legend += self._code(picture)
            if not isinstance(figure, nodes.figure):
                mend = gettext("give its cell one: mystnb: figure: caption:")
                tell(bundle, "caption", gettext("a chart has no caption"), mend)
                picture.parent.insert(picture.parent.index(picture) + 1, legend.children)
                continue
            own = next((child for child in figure.children if isinstance(child, nodes.legend)), None)
            if own is None:
                figure += legend
            else:
                own += legend.children

    def _code(self, picture: chart) -> list[Node]:
        """Take hidden code from above the picture, to stand under it with the other evidence."""
        cell: Node | None = picture.parent
        while cell is not None and getattr(cell, "attributes", {}).get("nb_element") != "cell_code":
            cell = cell.parent
        if not isinstance(cell, nodes.container) or "hide_mode" not in cell:
            return []
        del cell["hide_mode"]
        inputs = (child for child in cell.children if isinstance(child, nodes.container))
        source = next((child for child in inputs if "cell_input" in child["classes"]), None)
        if source is None:
            return []
        cell.remove(source)
        language = domain_of(self.document.settings.env).language
        return [web_only("", *source.children, summary=word(language, "Code of the figure"))]


def visit_chart_html(translator: HTML5Translator, node: chart) -> None:
    """Write the picture in its variants, or the cards in words."""
    images = [child for child in node.children if isinstance(child, nodes.image)]
    files = [quote(translator.builder.images.get(image["uri"], image["uri"])) for image in images]
    folder = translator.builder.imgpath
    paths = {variant: f"{folder}/{file}" for variant, file in zip(VARIANTS, files, strict=True)}
    domain = domain_of(translator.builder.env)
    ledger, here = domain.data["ledger"], translator.docnames[-1]
    page = render(
        "chart.html",
        domain.language,
        paths=paths,
        sizes=node["sizes"],
        first=next(translator.document.findall(chart)) is node,
        alt=images[0]["alt"],
        cards=node["cards"],
        ledger=translator.builder.get_relative_uri(here, ledger) if ledger else "",
        anchors={card.metric: domain.ledger.metrics[card.metric].anchor for card in node["cards"]},
    )
    translator.body.append(page)
    raise nodes.SkipNode


def visit_chart_typst(translator: SphinxTranslator, node: chart) -> None:
    """Set the wide picture for paper."""
    node.children[0].walkabout(translator)
    raise nodes.SkipNode


def visit_web_only_html(translator: HTML5Translator, node: web_only) -> None:
    """Open the disclosure that holds the data table."""
    summary = translator.encode(node["summary"])
    translator.body.append(f'<details class="figure-details"><summary>{summary}</summary>\n')


def depart_web_only_html(translator: HTML5Translator, node: web_only) -> None:
    """Close the disclosure."""
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register nodes and transform; the renderer is an entry point of MyST-NB."""
    app.add_node(chart, html=(visit_chart_html, None), typst=(visit_chart_typst, None))
    app.add_node(web_only, html=(visit_web_only_html, depart_web_only_html), typst=(skip, None))
    app.add_transform(PlaceCharts)
