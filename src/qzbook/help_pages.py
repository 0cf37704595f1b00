"""Help of commands in the language of the user: click has what it is given when a module is imported."""

import gettext as standard
import inspect
import re
from collections.abc import Iterable
from copy import copy
from pathlib import Path

import click

from qzbook.words import gettext

# click asks for its own words without a domain of its own: let it be this one.
standard.bindtextdomain("click", Path(__file__).with_name("locale"))
standard.textdomain("click")


class Formatter(click.HelpFormatter):
    """Breaks lines of Chinese, which has no spaces, by the room that they take."""

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(_broken(text, self.width - self.current_indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with what it is."""
        rows = list(rows)
        room = self.width - min(max(len(name) for name, _ in rows), col_max) - col_spacing - 2
        super().write_dl([(name, _broken(text, room)) for name, text in rows], col_max, col_spacing)


def _broken(text: str, width: int) -> str:
    """Break what holds Chinese into lines, which click then leaves as they are."""
    if not any("\u2e80" <= character <= "\uffef" for character in text):
        return text
    from rich.console import Console  # slow to import, and other commands do without
    from rich.text import Text

    paragraphs = (Text(part.replace("\n", " ")) for part in text.split("\n\n"))
    broken = (part.wrap(Console(width=width), width) for part in paragraphs)
    return "\n\n".join("\n".join(["\b", *(str(line).rstrip() for line in lines)]) for lines in broken)


class Context(click.Context):
    """Writes help so."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help, and that of its options, is translated when it is shown."""

    context_class = Context

    def get_params(self, context: click.Context) -> list[click.Parameter]:
        """Give the parameters as they are now."""
        parameters = [copy(parameter) for parameter in super().get_params(context)]
        for parameter in parameters:
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = gettext(parameter.help)
        return parameters

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """Give the option that shows help, which click keeps as it was at first."""
        if option := super().get_help_option(context):
            option.help = gettext("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the first sentence."""
        return re.split(r"(?<=\.)\s|(?<=。)", self._told)[0]

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self._told)

    @property
    def _told(self) -> str:
        return gettext(inspect.cleandoc(self.help or ""))


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


#: The option of every command that works in a project.
PROJECT = click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Folder of the project, or any folder in it (default: this one).",
)
