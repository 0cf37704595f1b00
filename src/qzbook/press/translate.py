"""Refresh the catalogues of a book's other languages, and say what is due in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qzbook.edition import package_digest
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.application import run
from qzbook.press.workspace import KeptPages, held
from qzbook.project import CONFIGURATION, Project
from qzbook.safety.whole import write_whole
from qzbook.translation import catalogue
from qzbook.translation.languages import SETTING
from qzbook.translation.messages import Message, messages_of_book
from qzbook.translation.refresh import Due, refreshed
from qzbook.validation import open_ledger
from qzbook.words import gettext
from qzcharts.words import Language


@dataclass(frozen=True)
class Refreshed:
    """A catalogue that was brought up to date: its path, whether it changed or went, what is due in it."""

    path: str
    changed: bool
    due: Due
    gone: bool = False


def translate(project: Project) -> list[Refreshed]:
    """Bring the catalogues up to date with the pages, whose cells run if they have to.

    Raises
    ------
    BuildError
        If the book is in no other language, or its pages cannot be read without a warning.
    ProblemsError
        If the data or a catalogue cannot be used.
    """
    with held(project) as noted:
        kept, package = KeptPages(project, noted), package_digest()
        open_ledger(project.root)
        with kept.use(package):
            try:
                app = run(project, "check", kept.folder)
            finally:
                kernels.stop()
            kept.keep(package, kept.notes)
        languages: list[Language] = list(app.config[SETTING])
        if not languages:
            what = gettext("{setting} names no language", setting=SETTING)
            mend = gettext("write below sphinx: config:  {setting}: {{en: {{}}}}", setting=SETTING)
            raise BuildError(f"{CONFIGURATION}: {what}", mend)
        pages = messages_of_book(app.env, project.root)
        return [made for language in languages for made in _refresh(project.root, language, pages)]


def _refresh(
    root: Path, language: Language, pages: dict[str, list[tuple[str, Message]]]
) -> Iterator[Refreshed]:
    standing = {name: catalogue.read(root, language, name) for name in catalogue.domains(root, language)}
    elsewhere = {
        text: entry.translation
        for entries in standing.values()
        for text, entry in entries.items()
        if entry.translation and not entry.stale
    }
    for name in sorted(pages.keys() | standing.keys()):
        own = catalogue.path_of(language, name)
        path, messages = root / own, pages.get(name)
        if not messages:
            if path.exists():
                path.unlink()
                yield Refreshed(own, changed=True, due=Due(0, 0), gone=True)
            continue
        before = path.read_bytes() if path.exists() else b""
        after, due = refreshed(own, before, messages, language, elsewhere)
        if after != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole({path: after})
        yield Refreshed(own, after != before, due)
