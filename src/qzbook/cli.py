"""The command line: ``qzcharts build | serve | verify | check | list | new | translate | clean``."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qzbook.help_pages import PROJECT, Group
from qzbook.new_commands import new, translate
from qzbook.press.deferred import defer
from qzbook.project import Project
from qzbook.safety.unconnected import unconnected
from qzbook.words import gettext, ngettext
from qzcharts.errors import QzchartsError

if TYPE_CHECKING:
    from qzbook.press.phases import Phases


class _Commands(Group):
    """Tells every error in one message, without a traceback, and ends with a status.

    1 is for what a user can mend, 3 for what nobody foresaw.
    """

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except QzchartsError as error:
            click.echo(f"qzcharts: {error}", err=True)
            context.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # Click ends as is usual where nobody reads any more
        except Exception as error:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", prefix="qzcharts-", suffix=".log", delete=False
            ) as log:
                traceback.print_exc(file=log)
            what = f"{type(error).__name__}: {error}".strip().removesuffix(":")
            message = gettext(
                "qzcharts: an error that nobody foresaw: {what}\n"
                "  mend: undo the last change to book, data or configuration; {log} says where it is",
                what=what,
                log=log.name,
            )
            click.echo(message, err=True)
            context.exit(3)


def _speak(context: click.Context, _: click.Parameter, language: str | None) -> None:
    if language:
        # For processes that this one starts, too.
        os.environ["LANGUAGE"] = language


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="qzcharts", help="Show the version and exit.")
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Language of messages (default: that of LANG).",
)
@click.pass_context
def main(context: click.Context) -> None:
    """Build and check a reproducible data report: an HTML and a PDF edition."""
    context.with_resource(unconnected())


@main.command()
@PROJECT
@click.option("--allow-problems", is_flag=True, help="Publish in spite of what the check finds, as a draft.")
@click.option("--review", is_flag=True, help="Make the reviewers' copy of the PDF too, with a checklist.")
@click.option(
    "--cluster", metavar="ADDRESS", default="", help="Run cells on the dask cluster at this address."
)
@click.option("-v", "--verbose", is_flag=True, help="Show the log of Sphinx.")
def build(folder: Path, allow_problems: bool, review: bool, cluster: str, verbose: bool) -> None:
    """Check the book and publish both editions.

    Cells that are out of date are run. The editions appear in _build, as a whole, if they were built without
    a warning and the check finds nothing; otherwise what was published before stays.
    """
    from qzbook.press.current import recall

    project, seconds = Project.find(folder.resolve()), 0.0
    editions = recall(project, review=review)
    if editions:
        click.echo(gettext("nothing has changed since this was published:"))
    else:
        from qzbook.press.warming import warmed_up

        # What is imported stays, as does most of what a build makes: the collector looks seldom.
        gc.disable()
        with warmed_up(project, cluster) as sound:
            defer()

            # Imported here: Sphinx is slow to import, and other commands do without it.
            from qzbook.press.build import build as build_editions

            gc.freeze()
            gc.set_threshold(500_000, 20, 20)
            gc.enable()
            phases = _phases(quiet=verbose)
            editions = build_editions(
                project,
                allow_problems=allow_problems,
                review=review,
                log=sys.stdout if verbose else None,
                phases=phases,
                cluster=cluster,
                sound=sound,
            )
        seconds = sum(phases.seconds.values())
    for path in (editions.html, *editions.pdfs):
        # The first page stands for the folder that it is in.
        files = path.parent.rglob("*") if path == editions.html else [path]
        size = sum(file.stat().st_size for file in files if file.is_file()) / 1e6
        click.echo(f"{os.path.relpath(path, project.root)}  {size:.2f} MB")
    pages = ngettext("{number} page", "{number} pages", editions.pages)
    problems = gettext("no problems")
    if editions.problems:
        problems = ngettext("{number} problem: a draft", "{number} problems: a draft", editions.problems)
    click.echo(
        gettext("{pages}, {problems}, {seconds:.1f} s", pages=pages, problems=problems, seconds=seconds)
    )


def _phases(quiet: bool = False) -> Phases:
    """Give what shows progress on this terminal; nothing if something else is shown there."""
    from rich.console import Console

    from qzbook.press.phases import Phases

    return Phases(None if quiet else Console(soft_wrap=True))


@main.command()
@PROJECT
@click.argument("edition", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path, edition: Path) -> None:
    """Compare a published EDITION with its sources.

    The book is built anew, aside and from nothing; each file that differs is named, and how. EDITION is the
    folder of an edition, such as _build or a copy of it. The status is 1 if anything differs.
    """
    from qzbook.press.verify import verify as find_differences

    differences = find_differences(Project.find(folder.resolve()), edition.resolve(), _phases())
    for difference in differences:
        click.echo(difference)
    if differences:
        sys.exit(1)
    click.echo(gettext("{edition}: every file is the same", edition=edition))


@main.command()
@PROJECT
def clean(folder: Path) -> None:
    """Remove the published edition, and what builds keep.

    Nothing else is removed: what does not come from a build is named, and has to be moved first.
    """
    from qzbook.press.publish import withdraw
    from qzbook.press.workspace import clear

    project = Project.find(folder.resolve())
    clear(project.workspace)
    withdraw(project.output)


@main.command()
@PROJECT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port, 0 for any (default: 8000).")
@click.option("--no-open", is_flag=True, help="Do not open the page in the browser.")
def serve(folder: Path, port: int, no_open: bool) -> None:
    """Show the book in the browser as you write.

    Each saved change is shown at once, with what the check finds listed beside the page. Ctrl-C ends it.
    """
    from qzbook.serve import serve as serve_preview

    serve_preview(Project.find(folder.resolve()), port=port, browse=not no_open, tell=click.echo)


def _show_rules(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from qzbook.checks import RULES
        from qzbook.checks.exemptions import CODES

        for code, description in {**{rule.code: rule.description for rule in RULES}, **CODES}.items():
            click.echo(f"{code:26}{gettext(description)}")
        context.exit()


@main.command()
@PROJECT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="For people (default), for GitHub Actions, or for programs.",
)
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_rules,
    help="List the rules and exit.",
)
def check(folder: Path, form: str) -> None:
    """Check what readers would see, and the data.

    Cells are not run: their outputs are those of the last `qzcharts build` or `qzcharts serve`, and a page
    whose outputs are out of date is a finding. Where the data cannot be used, that alone is told. Quotations
    are compared with sources/ID.txt, where the text of the source ID is there.

    Not judged are pictures from files, and whether a sentence is true.

    Exempt words of a page by a comment directly above their block, "% allow RULE WORDS: reason"; words of an
    output with their place, "% allow RULE WORDS @1.2.3: reason"; data by a row of data/exemptions.csv. The
    status is 1 if there is any problem.
    """
    from qzbook.checks.formats import FORMATS
    from qzbook.press.check import check as check_project

    report = check_project(Project.find(folder.resolve()))
    if report.lost:
        click.echo(gettext(".qzcharts: {lost}; every page was read again", lost=report.lost), err=True)
    if text := FORMATS[form](report.problems):
        click.echo(text)
    if report.problems:
        sys.exit(1)
    if form == "text":
        for source in report.unseen:
            click.echo(
                gettext(
                    "sources/{source}.txt is not here: quotations were not compared with it", source=source
                )
            )
        pages = ngettext("{number} page", "{number} pages", report.pages)
        click.echo(
            gettext("{pages}, {count} metrics and statements, no problems", pages=pages, count=report.metrics)
        )


@main.command("list")
@PROJECT
@click.argument("pattern", default="")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
def list_metrics(folder: Path, pattern: str, as_json: bool) -> None:
    """List metrics and statements: ids, words, bounds.

    PATTERN is any part of an id, an indicator or a subject, in Chinese or English; * and ? stand for any
    characters.
    """
    from qzbook.press.listing import find_entries, show

    found = find_entries(folder, pattern)
    if as_json:
        click.echo(json.dumps([entry._asdict() for entry in found], ensure_ascii=False, indent=2))
    else:
        show(found)


main.add_command(new)
main.add_command(translate)
