"""Build both editions and publish them together.

Sphinx works in a workspace that carries over from build to build. What readers see is replaced, as a whole,
only by editions that were built without a warning and were found complete.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from sphinx.application import Sphinx

import qzbook.extension  # noqa: F401 - or each process that is forked would import it
from qzbook import validation
from qzbook.checks import SEEN, Pages, assemble
from qzbook.edition import package_digest
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.beside import Beside, Work
from qzbook.press.check import judge
from qzbook.press.configuration import configuration_of
from qzbook.press.copies import Copies
from qzbook.press.current import remember
from qzbook.press.formats import Compiler, Formats, Made
from qzbook.press.phases import Phases
from qzbook.press.publish import Editions, fresh_edition, identify, recover, require_edition
from qzbook.press.warming import CODE, code_digest
from qzbook.press.workspace import KeptPages, held
from qzbook.project import Project
from qzbook.safety import seal
from qzbook.translation.languages import SETTING, translated_into
from qzbook.words import gettext, language_named
from qzcharts.data import Ledger
from qzcharts.errors import Problem, ProblemsError
from qzcharts.words import Language, language_tag

_GIVING_WAY = 10
"""Priority of the process, where others have longer to go."""


def build(
    project: Project,
    *,
    allow_problems: bool = False,
    review: bool = False,
    log: TextIO | None = None,
    phases: Phases | None = None,
    cluster: str = "",
    sound: Callable[[], Iterable[str]] = tuple,
) -> Editions:
    """Build both editions, check what readers would see, and publish them together.

    Parameters
    ----------
    project : Project
    allow_problems : bool
        Whether to build in spite of what the check finds, and mark every page as a draft.
    review : bool
        Whether to make the reviewers' copy of the PDF too.
    log : text stream, optional
        Where Sphinx's own progress goes.
    phases : Phases, optional
        What is told of each phase.
    cluster : str
        Address of the dask cluster that runs the cells; without, this machine does.
    sound : callable
        Gives the states of data that are known to be sound, as `qzbook.press.warming.warmed_up` yields it.

    Returns
    -------
    Editions

    Raises
    ------
    ProblemsError
        If the check finds problems, the data package cannot be used, or something lies among the sources, in
        the workspace or where editions are published that does not belong there.
    BuildError
        If an edition cannot be built without a warning, or there is no room for it; what was published
        before stays.
    """
    try:
        with held(project) as noted, phases or Phases() as phases:
            try:
                made = _Build(project, KeptPages(project, noted), review, log, phases, cluster, sound)
                return made.publish(allow_problems)
            finally:
                kernels.stop()
    except OSError as error:
        place = os.path.relpath(error.filename, project.root) if error.filename else project.output.name
        what = gettext("{what}; what was published before stays", what=error.strerror or error)
        raise BuildError(
            f"{place}: {what}", gettext("make room, or grant the right to read and write there")
        ) from error


@dataclass(frozen=True)
class _Build:
    """One build: what it works with, and its steps."""

    project: Project
    kept: KeptPages
    review: bool
    log: TextIO | None
    phases: Phases
    cluster: str
    sound: Callable[[], Iterable[str]]

    def publish(self, allow_problems: bool) -> Editions:
        """Make both editions, judge them and put them where readers see them."""
        project, phases, kept = self.project, self.phases, self.kept
        require_edition(project.output)
        if excuse := seal.unkept():
            what = gettext("{excuse}; what is made now will be made again", excuse=excuse)
            phases.say(f"{project.workspace.name}: {what}")
        code = code_digest(project)
        recover(project.output)
        validation.sound.update(self.sound())
        ledger = validation.open_ledger(project.root)  # Without usable data there is no draft either.
        package, languages = package_digest(), self._languages()
        with kept.use(package) as lost:
            if lost:
                what = gettext("{lost}; every page is made again", lost=lost)
                phases.say(f"{project.workspace.name}: {what}")
            with Beside() as beside:
                run = kept.notes.get(CODE) != code and not self.cluster
                made, problems = self._make(beside, languages, ledger, run, allow_problems)
            kept.keep(package, {CODE: code})
        if not made:
            raise ProblemsError(problems)
        if differences := [each for one in made for each in one.differences]:
            raise BuildError("\n".join(map(str, differences)))
        phases.begin(gettext("publish"))
        return self._put(made, languages, len(problems))

    def _make(
        self,
        beside: Beside,
        languages: Sequence[Language],
        ledger: Ledger,
        run: bool,
        allow_problems: bool,
    ) -> tuple[list[Made], list[Problem]]:
        """Make what is to be published, unless the check finds problems that are not allowed; give these too.

        While Sphinx starts and reads, another core is free: for kernels, if a notebook is likely to run, else
        for the compiler. Once all is read, PDF and other languages are made beside the HTML and its check.
        """
        first, *others = self._formats(languages)
        if others:
            import qzbook.gate  # noqa: F401 - or each would import it by itself
        if run:
            kernels.start()
        free = not run and kernels.cores() > 1

        def compiler_of(each: Formats) -> Compiler:
            # What writes the PDF may compile it too, unless it is forked when formulas have been written.
            if not (free or allow_problems):
                return each.compile
            return beside.fork(each.compile, ahead=each.warm_up if free else None).run

        editions = [beside.fork(partial(other.make, compiler_of(other)), other.folder) for other in others]
        compiler = compiler_of(first)
        printed: list[Work[list[Path]]] = []

        def begin_others(draft: bool = False) -> None:
            kernels.stop()  # the cells have run
            for edition in editions:
                edition.begin(draft)

        def print_first(app: Sphinx) -> None:
            if not printed:
                printed.append(first.print_beside(beside, app, compiler))
                if editions and hasattr(os, "setpriority"):
                    # They have longer to go than what this thread has to do.
                    os.setpriority(os.PRIO_PROCESS, os.getpid(), _GIVING_WAY)

        # A draft says so on every page: what becomes one is known when it has been judged.
        html = first.write_html() if allow_problems else first.write_html(ran=begin_others, read=print_first)
        self.phases.begin(gettext("check"))
        pages = Pages(self.kept.folder / "check" / SEEN)
        seen = pages.read(self.project.root, html.env, html.builder)
        problems = judge(assemble(self.project.root, html.env, seen, ledger)).problems
        pages.keep()
        if problems and not allow_problems:
            return [], problems
        if problems:
            html = first.write_html(draft=True)
        begin_others(bool(problems))
        print_first(html)
        own = first.finish(html, printed[0].result)
        return [own, *(edition.result() for edition in editions)], problems

    def _languages(self) -> list[Language]:
        """Name the languages of the editions, that of the original first."""
        configuration = configuration_of(self.project)
        source = language_named(configuration.get("language"))
        return [source, *translated_into(self.project.root, configuration.get(SETTING, {}))]

    def _formats(self, languages: Sequence[Language]) -> Iterator[Formats]:
        """Give what makes the editions; reviewers sign that of the original."""
        project, folder = self.project, self.kept.folder
        yield Formats(project, folder, languages, self.phases, None, self.review, self.log, self.cluster)
        for language in languages[1:]:
            yield Formats(project, folder / language, languages, Phases(), language, cluster=self.cluster)

    def _put(self, made: Sequence[Made], languages: Sequence[Language], problems: int) -> Editions:
        """Put the editions where readers see them."""
        project, first = self.project, made[0]
        tags = [language_tag(language) for language in languages]
        edition = {**asdict(first.edition), "draft": bool(problems), "review": self.review, "languages": tags}
        copies = Copies(self.kept.noted, project.output)
        with fresh_edition(project.output) as fresh:
            files = _together(made)
            identify(fresh, edition, files)
            copies.make(files, fresh)
            _require_whole(fresh, [page for one in made for page in one.pages])
        copies.note()
        pdfs = tuple(project.output / "pdf" / pdf.name for one in made for pdf in one.pdfs)
        editions = Editions(project.output / "html/index.html", pdfs, len(first.documents), problems)
        inputs = {name for one in made for name in one.inputs}
        remember(project, first.edition, editions, review=self.review, inputs=inputs)
        return editions


def _together(made: Iterable[Made]) -> dict[Path, Path]:
    """Give the files of all languages by their names.

    Raises
    ------
    BuildError
        If two of them have the same name.
    """
    files: dict[Path, Path] = {}
    for each in made:
        own = each.files()
        if both := sorted(files.keys() & own.keys()):
            what = gettext("{name} is a page of the book, and one of a translation", name=both[0])
            raise BuildError(what, gettext("rename the folder of the page in book/"))
        files |= own
    return files


def _require_whole(fresh: Path, pages: Iterable[str]) -> None:
    """Raise `BuildError` if something is missing or was cut off."""
    ends = dict.fromkeys(pages, b"</html>")
    ends |= {path.relative_to(fresh).as_posix(): b"%%EOF" for path in (fresh / "pdf").iterdir()}
    for name, end in ends.items():
        path = fresh / name
        if not (path.is_file() and _last(path).rstrip().endswith(end)):
            what = gettext("{name} is not whole; what was published before stays", name=name)
            raise BuildError(what, gettext("build again"))


def _last(path: Path) -> bytes:
    """Give the end of a file."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 1000), os.SEEK_END)
        return file.read()
