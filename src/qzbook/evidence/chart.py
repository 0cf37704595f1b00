"""A chart on the page: its drawing, its finding as caption, and under it the evidence it was drawn from.

A cell whose value is a :class:`qzcharts.charts.Figure` leaves a :class:`~qzcharts.bundle.Bundle`. In HTML
its drawings stand in the page itself, real text and all, and follow its width and theme; each mark in them
leads to its row of the ledger. On paper stands the wide one. An author's own figure is a picture.
"""

import re
from typing import Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from lxml import etree
from markupsafe import Markup
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from qzbook.evidence.basis import NOTHING
from qzbook.evidence.cell_parts import CODE_OF_FIGURE, caption_of, figure_tools, hidden_code, web_only
from qzbook.evidence.chart_files import data_file
from qzbook.evidence.domain import domain_of
from qzbook.evidence.page_numbers import page_numbers, pages_of_ledger
from qzbook.evidence.places import LEADS, Places, chapters_of
from qzbook.evidence.templating import render
from qzbook.markup.names import digest, digest_of_words, file_name
from qzbook.markup.tables import GENERATED, paragraph, table
from qzbook.markup.told import tell
from qzbook.translation.messages import TYPED
from qzbook.words import gettext, word
from qzcharts.bundle import INLINE, MIME, PICTURES, Bundle, Evidence

_SIZE = re.compile(r'(?:width|height)="(\d+)[\d.]*"')
_MARK = re.compile(r'<g data-metric="([^"]*)" ')


class chart(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """A chart, whose first child is the picture for paper.

    ``drawings`` are those that stand in the page, by :data:`INLINE`; without them further children are
    pictures in the order of :data:`PICTURES`. ``cards`` may stand for either. ``png`` is the address of the
    file of its own, as Sphinx has it. ``cites`` are the ids of what it shows.
    """


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
        return _nodes(renderer, env, Bundle.from_json(data.content, domain_of(env).language), options)


def _nodes(
    renderer: NbElementRenderer, env: BuildEnvironment, bundle: Bundle, options: dict[str, Any]
) -> list[Node]:
    """Make caption, picture and legend; files are called by the chart's name, or by what it shows."""
    evidence, language = bundle.evidence, domain_of(env).language
    data = data_file(domain_of(env).ledger, evidence, language)
    name = file_name(str(options["name"])) if options.get("name") else digest(data)
    inline = {width: bundle.svg[width] for width in INLINE if width in bundle.svg}
    drawn = [each for svg in inline.values() for each in _MARK.findall(svg)]
    picture = chart(
        drawings=inline,
        cards=evidence.cards,
        cites=list(dict.fromkeys([*evidence.metrics, *drawn])),
        typed=evidence.typed[1:],
        ids=[f"use-{env.new_serialno('chart') + 1}-chart"],
        alt=evidence.alt,
        clashes="caption" in options,
    )
    for variant in ("paper", *(() if inline else PICTURES)):
        content = bundle.svg[variant].encode()
        uri = renderer.write_file([f"{name}-{variant}-{digest(content)}.svg"], content, exists_ok=True)
        picture += nodes.image(uri=uri, alt=evidence.alt, ids=picture["ids"] if variant == "paper" else [])
    if not inline:
        picture["sizes"] = {variant: _SIZE.findall(bundle.svg[variant])[:2] for variant in PICTURES}
    files = {
        "CSV": (f"{name}.csv", data),
        "SVG": (f"{name}.svg", bundle.svg["file"].encode()),
        "PNG": (f"{name}.png", bundle.png),
    }
    downloads = paragraph(word(language, "Download: "))
    downloads["classes"], downloads[GENERATED] = ["figure-downloads"], "all"
    for kind, (filename, content) in files.items():
        target = renderer.write_file([digest(content), filename], content, exists_ok=True)
        if kind == "PNG":
            picture["png"] = target
        downloads += [
            addnodes.download_reference("", kind, reftarget=target, refdoc=env.docname, classes=["download"]),
            nodes.Text(" "),
        ]
    rows = [[[paragraph(str(cell) or NOTHING)] for cell in row] for row in evidence.rows]
    shown = table(evidence.columns, rows, [1] * len(evidence.columns), classes=["figure-data"])
    tools = figure_tools("", web_only("", shown, summary=word(language, "Data shown")), downloads)
    caption = nodes.caption(evidence.title, "", *caption_of(env, evidence), of_chart=True)
    caption[TYPED] = [text for text in (evidence.template, evidence.described) if text]
    leading = [_chapters_line(env, evidence)] if evidence.cards else []
    return [caption, picture, nodes.legend("", *leading, _source_line(env, evidence), tools)]


def _chapters_line(env: BuildEnvironment, evidence: Evidence) -> nodes.paragraph:
    """Lead from headline figures to the chapters that treat them."""
    env.metadata[env.docname][LEADS] = True
    before, after = word(domain_of(env).language, "More in {chapters}.", chapters="{}").split("{}")
    line = paragraph(before, chapters_of(entries=[card.metric for card in evidence.cards]), after)
    line["classes"], line[GENERATED] = ["figure-chapters"], "all"
    return line


def _source_line(env: BuildEnvironment, evidence: Evidence) -> nodes.paragraph:
    language = domain_of(env).language
    parts: list[Node] = [nodes.Text(evidence.source + word(language, "."))]
    if evidence.metrics:
        parts.append(page_numbers(metrics=evidence.metrics, phrases=pages_of_ledger(language)))
    line = paragraph(*parts)
    line["classes"], line[GENERATED] = ["figure-source"], "all"
    return line


class PlaceCharts(SphinxTransform):
    """Lift each chart out of its bundle of output types into a figure, and its code beside its evidence."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Go through the bundles that hold a chart."""
        for picture in list(self.document.findall(chart)):
            container = picture.parent
            bundle = container.parent
            caption, _, legend = container.children
            assert isinstance(legend, nodes.legend)
            tools = legend.children[-1]
            assert isinstance(tools, figure_tools)
            figure = bundle.parent
            if picture["clashes"]:
                mend = gettext("write it as the title of the chart: title=…; or leave it out")
                tell(bundle, "caption", gettext("a chart has its title for a caption, and no other"), mend)
            if not isinstance(figure, nodes.figure):
                figure = nodes.figure(ids=[f"{picture['ids'][0]}-figure"])
                figure.source, figure.line = bundle.source, bundle.line
                bundle.replace_self(figure)
            elif not figure["ids"] and not figure["names"]:
                figure["ids"] = [f"{picture['ids'][0]}-figure"]
            caption.source, caption.line = figure.source, figure.line
            figure.children = []
            figure.extend([caption, picture, legend])
            tools += hidden_code(figure, CODE_OF_FIGURE)


class DropPaper(SphinxPostTransform):
    """Take the picture for paper from pages that have the drawing itself."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the charts of one document."""
        for picture in self.document.findall(chart):
            del picture.children[0]


def visit_chart_html(translator: HTML5Translator, node: chart) -> None:
    """Write the drawings, the pictures in their variants, or the cards in words."""
    images = [child for child in node.children if isinstance(child, nodes.image)]
    files = [quote(translator.builder.images.get(image["uri"], image["uri"])) for image in images]
    paths = {
        variant: f"{translator.builder.imgpath}/{file}"
        for variant, file in zip(PICTURES if images else (), files, strict=True)
    }
    domain = domain_of(translator.builder.env)
    ledger, here = domain.data["ledger"], translator.docnames[-1]
    address = translator.builder.get_relative_uri(here, ledger) if ledger else ""
    links = {name: f"{address}#{domain.entry(name).anchor}" for name in node["cites"]} if ledger else {}
    page = render(
        "chart.html",
        domain.language,
        name=node["ids"][0],
        drawings=[_linked(width, svg, links) for width, svg in node["drawings"].items()],
        paths=paths,
        sizes=node.get("sizes"),
        first=next(translator.document.findall(chart)) is node,
        alt=node["alt"],
        cards=node["cards"],
        chapters=_chapters(translator, node),
        ledger=address,
        anchors={card.metric: domain.ledger.metrics[card.metric].anchor for card in node["cards"]},
    )
    translator.body.append(page)
    raise nodes.SkipNode


def _chapters(translator: HTML5Translator, node: chart) -> dict[str, str]:
    """Give the address of the chapter that treats the metric of each card."""
    builder, here = translator.builder, translator.docnames[-1]
    places = Places(builder.app, here)
    treated = {card.metric: places.treated(card.metric) for card in node["cards"]}
    return {
        name: f"{builder.get_relative_uri(here, use.docname)}#{use.target}"
        for name, use in treated.items()
        if use
    }


def _linked(width: str, svg: str, addresses: dict[str, str]) -> Markup:
    """Name a drawing for the stylesheet and make each mark in it a link to its row.

    A digest of what is written in it stays beside it, so that the finished page can be held against it.
    """
    words = "".join(etree.fromstring(svg).itertext())
    svg = svg.replace("<svg ", f'<svg class="{width}" data-words="{digest_of_words(words)}" ', 1)
    if addresses:

        def link(found: re.Match[str]) -> str:
            return f'<a class="mark evidence-link" href="{addresses[found[1]]}" '

        svg = _MARK.sub(link, svg).replace("</g>", "</a>")
    return Markup(svg)


def visit_chart_typst(translator: SphinxTranslator, node: chart) -> None:
    """Set the wide drawing for paper."""
    node.children[0].walkabout(translator)
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register nodes and transforms; the renderer is an entry point of MyST-NB."""
    app.add_node(chart, html=(visit_chart_html, None), typst=(visit_chart_typst, None))
    app.add_transform(PlaceCharts)
    app.add_post_transform(DropPaper)
