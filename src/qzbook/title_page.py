"""What an edition says of itself: title, issue, period and name, from the head of the report."""

from typing import Any

from sphinx.config import Config

from qzbook.translation.languages import is_translation
from qzbook.words import language_of, word
from qzcharts.data.period_words import period_text
from qzcharts.data.report import Report, contact_words
from qzcharts.words import Language


def settings(report: Report, language: Language) -> dict[str, Any]:
    """Give the settings of Sphinx that the head decides, as far as it does."""
    title = report.label("title", language)
    named = {"project": title, "html_title": title, "typst_filename": report.file}
    printed = {
        "title": title,
        "issue": word(language, "No. {number}", number=report.issue) if report.issue else "",
        "period": period_text(report.period, language) if report.period.key else "",
        "note": report.label("note", language),
        "contact": contact_words(report.contact),
    }
    given = {name: value for name, value in named.items() if value}
    return given | {"typst_metadata": {name: value for name, value in printed.items() if value}}


def configure(config: Config, report: Report) -> None:
    """Have a book say of itself what the head does."""
    language = language_of(config)
    own = settings(report, language)
    if is_translation(config):
        own["typst_filename"] = f"{own.get('typst_filename', config.typst_filename)}-{language}"
    for name, value in own.items():
        setattr(config, name, config.typst_metadata | value if name == "typst_metadata" else value)
