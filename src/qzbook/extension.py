"""The Sphinx extension: numbers with evidence, charts with sources, execution, Chinese finishing.

In ``_config.yml`` it is ``qzbook.extension``; ``jupyter-book build`` and ``qzcharts build`` both load it.
"""

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

from qzbook import title_page
from qzbook.edition import Edition, identify
from qzbook.evidence import (
    attachments,
    capitals,
    cell_parts,
    changes,
    chart,
    checklist,
    citations,
    domain,
    items,
    ledger,
    page_numbers,
    places,
    references,
    series,
    sources,
    tables,
)
from qzbook.execution import execute
from qzbook.html import (
    downloads,
    feed,
    finishing,
    languages,
    mathematics,
    metadata,
    page,
    rare_characters,
    search,
    search_text,
    surroundings,
    translator,
)
from qzbook.markup import (
    anchors,
    captions,
    chinese,
    columns,
    files,
    foreign,
    numbering,
    one_format,
    outputs,
    phrases,
    picture_names,
    picture_sizes,
    rawhtml,
    reach,
    table_captions,
)
from qzbook.project import Project
from qzbook.safety.yaml_limits import bound
from qzbook.validation import read
from qzcharts.data.report import Report
from qzcharts.errors import DataError


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every part."""
    bound()
    app.setup_extension("sphinx_typst")
    app.setup_extension("qzbook.translation.messages")
    app.add_config_value("qzcharts_edition", None, "", types=(Edition,))
    app.add_config_value("qzcharts_draft", False, "html", types=(bool,))
    app.add_config_value("qzcharts_report", None, "env", types=(Report,))
    app.connect("config-inited", _take_head, priority=200)
    app.connect("config-inited", _identify_edition, priority=300)
    book = (
        *(
            domain,
            references,
            capitals,
            page_numbers,
            ledger,
            series,
            places,
            sources,
            citations,
            cell_parts,
            chart,
            tables,
            items,
            anchors,
            files,
            foreign,
            outputs,
            rawhtml,
        ),
        *(
            one_format,
            reach,
            phrases,
            picture_sizes,
            picture_names,
            numbering,
            chinese,
            changes,
            execute,
            table_captions,
            columns,
            attachments,
        ),
        checklist,
    )
    html = (
        translator,
        finishing,
        captions,
        mathematics,
        rare_characters,
        search_text,
        search,
        page,
        languages,
        metadata,
        downloads,
        surroundings,
    )
    for part in (*book, *html, feed):
        part.setup(app)
    return {"version": "0.1.0", "env_version": 12, "parallel_read_safe": True, "parallel_write_safe": True}


def _take_head(app: Sphinx, config: Config) -> None:
    """Put what the report's head says where both formats print it; all pages rest on it."""
    try:
        report = Report.of(read(Project.read_from(app.srcdir).root / "data").descriptor)
    except DataError as error:
        raise ExtensionError(str(error)) from error
    config.qzcharts_report = report
    title_page.configure(config, report)


def _identify_edition(app: Sphinx, config: Config) -> None:
    """Put date, commit and digest of the edition where both formats print them."""
    edition = identify(Project.read_from(app.srcdir).root)
    config.qzcharts_edition = edition
    config.typst_draft = config.typst_draft or config.qzcharts_draft
    config.typst_metadata = {
        "date": edition.date,
        "commit": edition.commit,
        "data_digest": edition.digest,
        **config.typst_metadata,
    }
