"""The commands ``qzcharts new chapter | issue | source``, and ``qzcharts translate``."""

from __future__ import annotations

from pathlib import Path

import click

from qzbook.help_pages import PROJECT, Command, Group
from qzbook.project import Project
from qzbook.words import gettext, ngettext


@click.group(cls=Group)
def new() -> None:
    """Begin a chapter or the next issue, or add a source."""


@new.command()
@PROJECT
@click.argument("slug")
@click.option("--title", default="", help="Title of the chapter (default: the words of SLUG).")
def chapter(folder: Path, slug: str, title: str) -> None:
    """Begin the chapter SLUG.

    Makes its notebook book/SLUG.md, its CSV with the entry in data/datapackage.json, and its line in
    book/_toc.yml: all of them or none. Its prompts say what to write in their place.
    """
    from qzbook.press.new import chapter as begin_chapter
    from qzcharts.data.package import find_folder

    for place in begin_chapter(find_folder(folder).parent, slug, title):
        click.echo(place)
    click.echo(gettext("Its prompts say what to write; qzcharts check finds those that are left."))


@new.command()
@PROJECT
@click.argument("period")
@click.option("--number", type=click.IntRange(1), help="Number of the issue (default: the next one).")
@click.option("--file", default="", help="Name of its files (default: this issue's, with its own period).")
def issue(folder: Path, period: str, number: int | None, file: str) -> None:
    """Begin the next issue, which reports on PERIOD, such as 2020-H2 or 2020年下半年.

    Changes period, number and name of the files in the report's head in data/datapackage.json, and the titles
    there and in CITATION.cff that name the period: all of them or none, and nothing else.
    """
    from qzbook.press.next_issue import issue as begin_issue
    from qzcharts.data.package import find_folder

    changes, carried = begin_issue(find_folder(folder).parent, period, number, file)
    for change in changes:
        click.echo(change)
    click.echo(
        gettext(
            "Next, add the rows of the new period to the tables in data/, read the note in the report's "
            "head, and go through the pages: qzcharts check names the numbers that have no row. "
            "A page whose head names a period keeps that one."
        )
    )
    if carried:
        click.echo(
            gettext(
                "These stand for the new period too, until later ones are there: {names}",
                names=", ".join(carried),
            )
        )


@new.command()
@PROJECT
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "source", default="", help="Id of the source (default: the name of FILE).")
@click.option("--title", "title_zh", default="", help="Title in Chinese.")
@click.option("--title-en", default="", help="Title in English.")
@click.option("--publisher", "publisher_zh", default="", help="Publisher in Chinese.")
@click.option("--publisher-en", default="", help="Publisher in English.")
@click.option("--date", default="", help="Day of publication, YYYY-MM-DD.")
@click.option("--issue", default="", help="Number in its series.")
@click.option("--medium", default="", help="Type of document and medium by GB/T 7714, such as EB/OL.")
@click.option("--licence-note", "licence_note_zh", default="", help="On what terms it is used, in Chinese.")
@click.option("--licence-note-en", default="", help="On what terms it is used, in English.")
def source(folder: Path, file: Path, **facts: str) -> None:
    """Add the source whose text is FILE.

    Puts the text into sources/, adds a row with its checksum to the table of sources, and a section for the
    whole text: all of them or none. What is left out is as in the last source of the same publisher.
    """
    from qzbook.press.new_source import source as add_source
    from qzcharts.data.package import find_folder

    for place in add_source(find_folder(folder).parent, file, facts):
        click.echo(place)
    click.echo(
        gettext("Name its sections in data/locators.csv; quotations are compared with the text that is here.")
    )


@click.command(cls=Command)
@PROJECT
def translate(folder: Path) -> None:
    """Refresh the catalogues of the other languages.

    Each text of the pages is a message in book/locale/LANGUAGE/PAGE.po: what is new stands there without a
    translation, and what has changed with the former one, marked as fuzzy. Cells that are out of date are
    run, for their titles. What is due is counted, and qzcharts check names it.
    """
    from qzbook.press.translate import translate as refresh

    due = 0
    for made in refresh(Project.find(folder.resolve())):
        missing, stale = made.due
        due += missing + stale
        told = [
            *([gettext("removed, for there is no such page")] if made.gone else []),
            *(
                [ngettext("{number} without a translation", "{number} without a translation", missing)]
                if missing
                else []
            ),
            *([ngettext("{number} out of date", "{number} out of date", stale)] if stale else []),
            *([gettext("refreshed")] if made.changed and not (made.gone or missing or stale) else []),
        ]
        if told:
            click.echo(f"{made.path}: {gettext(', ').join(told)}")
    click.echo(
        ngettext("{number} message is due", "{number} messages are due", due)
        if due
        else gettext("nothing is due")
    )
