"""Each way in which a translation can lack, lag or say something else is refused, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import bilingual_book
import pytest
from bilingual_book import ENGLISH, LEAD, LIST, OF_CELL, catalogue, line_of

import made_up_book
from qzbook.checks import Manuscript, examine
from qzbook.project import Project
from qzbook.translation.catalogue import Entry, read
from qzbook.translation.parity import faults
from qzcharts.errors import Problem, ProblemsError

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

PO = "book/locale/en/page.po"
NOTE = "注意`code`和$a^2$。[^note]"
NUMBER = "{metric}`inspection.units|number`"
RULES = (
    *("untranslated", "stale-translation", "other-references", "typed-translation"),
    *("untranslated-words", "broken-translation"),
)


class Mutation(NamedTuple):
    """A change to one translation, and the rule that finds it."""

    text: str
    translation: str
    rule: str
    flag: str = ""


def _with(text: str, before: str, after: str) -> str:
    assert before in ENGLISH[text]
    return ENGLISH[text].replace(before, after)


MUTATIONS = {
    "no translation": Mutation(LEAD, "", "untranslated"),
    "a space for a translation": Mutation(LEAD, " ", "untranslated"),
    "no translation of a heading": Mutation("说明", "", "untranslated"),
    "no translation of a cell": Mutation("甲", "", "untranslated"),
    "no translation of a note": Mutation("样例的注。", "", "untranslated"),
    "no translation of the title of a chart": Mutation(OF_CELL, "", "untranslated"),
    "fuzzy": Mutation(LEAD, ENGLISH[LEAD], "stale-translation", "fuzzy"),
    "a fuzzy title of a chart": Mutation(OF_CELL, ENGLISH[OF_CELL], "stale-translation", "fuzzy"),
    "a metric dropped": Mutation(LEAD, _with(LEAD, "{metric}`inspection.units`, ", ""), "other-references"),
    "another metric": Mutation(LEAD, _with(LEAD, "inspection.units", "inspection.days"), "other-references"),
    "a metric twice": Mutation(LIST, f"{ENGLISH[LIST]} {{metric}}`inspection.days`", "other-references"),
    "another form": Mutation(NUMBER, "{metric}`inspection.units`", "other-references"),
    "a form lost": Mutation(LIST, _with(LIST, "days`", "days|unit`"), "other-references"),
    "a statement dropped": Mutation(
        LEAD, _with(LEAD, ", {statement}`inspection.opened`", ""), "other-references"
    ),
    "a metric for a statement": Mutation(LEAD, _with(LEAD, "{statement}", "{metric}"), "other-references"),
    "another figure": Mutation(LEAD, _with(LEAD, "fig-homes", "fig-houses"), "other-references"),
    "another link": Mutation(LEAD, _with(LEAD, "(#说明)", "(#title)"), "other-references"),
    "a link added": Mutation(LIST, f"{ENGLISH[LIST]} [More](https://example.org)", "other-references"),
    "a note dropped": Mutation(NOTE, _with(NOTE, "[^note]", ""), "other-references"),
    "another formula": Mutation(NOTE, _with(NOTE, "a^2", "a^3"), "other-references"),
    "other code": Mutation(NOTE, _with(NOTE, "`code`", "`cod`"), "other-references"),
    "another metric in a title": Mutation(OF_CELL, "The sample of {inspection.days}", "other-references"),
    "no metric in a title": Mutation(OF_CELL, "The sample", "other-references"),
    "a number for a metric in a title": Mutation(
        OF_CELL, "The sample of 622 {inspection.units}", "typed-translation"
    ),
    "a number in words": Mutation(LEAD, f"{ENGLISH[LEAD]} They are nine.", "typed-translation"),
    "a number told in times": Mutation(LEAD, f"{ENGLISH[LEAD]} Asked twice.", "typed-translation"),
    "a number typed": Mutation(LEAD, f"{ENGLISH[LEAD]} They are 622.", "typed-translation"),
    "another year": Mutation(LIST, _with(LIST, "2020", "2021"), "typed-translation"),
    "a year twice": Mutation(LIST, f"{ENGLISH[LIST]} In 2020.", "typed-translation"),
    "the original": Mutation(LEAD, LEAD, "untranslated-words"),
    "Chinese left": Mutation(LEAD, f"{ENGLISH[LEAD]} 现房", "untranslated-words"),
    "a Chinese full stop": Mutation(LIST, _with(LIST, "2020.", "2020。"), "untranslated-words"),
    "a title in Chinese": Mutation(OF_CELL, OF_CELL, "untranslated-words"),
    "a role not closed": Mutation(LIST, _with(LIST, "days`", "days"), "broken-translation"),
    "braces of another kind": Mutation(LIST, _with(LIST, "{metric}", "｛metric｝"), "broken-translation"),
    "a space in a role": Mutation(LIST, _with(LIST, "{metric}`", "{metric} `"), "broken-translation"),
    "like a list": Mutation("说明", "1. What is said", "broken-translation"),
    "like a heading": Mutation("说明", "# What is said", "broken-translation"),
    "like a quotation": Mutation("甲", "> First", "broken-translation"),
    "like a directive": Mutation("甲", ":::{note}", "broken-translation"),
    "two paragraphs": Mutation("样例的注。", "A note.\n\nAnother.", "broken-translation"),
    "noqa": Mutation(LIST, f"{ENGLISH[LIST]} # noqa", "broken-translation"),
    "HTML": Mutation("甲", "First<br>", "broken-translation"),
    "a comment of HTML": Mutation("甲", "First <!-- more -->", "broken-translation"),
    "emphasis not closed": Mutation("甲", "**First", "broken-translation"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Manuscript]:
    project = bilingual_book.make(tmp_path_factory.mktemp("bilingual"))
    manuscript, found = made_up_book.read(project)
    assert found == []
    return project, manuscript


def problems(manuscript: Manuscript, entries: dict[str, Entry]) -> list[Problem]:
    """Judge the translations alone, with other messages in the catalogue of the page."""
    changed = tuple(
        each._replace(entries=entries) if any(path == "book/page.md" for path, _ in each.messages) else each
        for each in manuscript.translations
    )
    mutated = Manuscript(**{**vars(manuscript), "translations": changed})
    return [problem for problem in examine(mutated) if problem.code in RULES]


def entries_of(texts: dict[str, str], flags: dict[str, str], folder: Path) -> dict[str, Entry]:
    path = folder / PO
    path.parent.mkdir(parents=True)
    path.write_text(catalogue(texts, flags), "utf-8")
    return read(folder, "en", "page")


def test_a_whole_translation_has_no_problem(book: tuple[Project, Manuscript]) -> None:
    project, manuscript = book
    texts = [message.text for each in manuscript.translations for _, message in each.messages]
    assert set(texts) == {*ENGLISH, *bilingual_book.INDEX}
    assert problems(manuscript, read(project.root, "en", "page")) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_refused_at_its_place(
    name: str, book: tuple[Project, Manuscript], tmp_path: Path
) -> None:
    text, translation, rule, flag = MUTATIONS[name]
    texts = ENGLISH | {text: translation}
    entries = entries_of(texts, {text: flag} if flag else {}, tmp_path)
    found = problems(book[1], entries)
    place = (PO, line_of(text, texts))
    assert (*place, rule) in {(each.path, each.line, each.code) for each in found}
    assert {(each.path, each.line) for each in found} == {place}
    assert all(each.mend for each in found)


def test_a_message_that_no_catalogue_has_is_told_on_its_page(
    book: tuple[Project, Manuscript], tmp_path: Path
) -> None:
    without = {text: words for text, words in ENGLISH.items() if text != "说明"}
    (found,) = problems(book[1], entries_of(without, {}, tmp_path))
    lines = (book[0].root / "book/page.md").read_text("utf-8").split("\n")
    assert (found.path, lines[found.line - 1], found.code) == ("book/page.md", "## 说明", "untranslated")


def test_a_message_that_the_page_has_no_more_is_stale(
    book: tuple[Project, Manuscript], tmp_path: Path
) -> None:
    texts = ENGLISH | {"没有的话": "Gone"}
    (found,) = problems(book[1], entries_of(texts, {}, tmp_path))
    assert (found.path, found.line, found.code) == (PO, line_of("没有的话", texts), "stale-translation")


def test_the_place_of_a_title_is_its_line_in_the_cell(book: tuple[Project, Manuscript]) -> None:
    places = {message.text: message.line for each in book[1].translations for _, message in each.messages}
    lines = (book[0].root / "book/page.md").read_text("utf-8").split("\n")
    for text, line in places.items():
        if text in ENGLISH:
            assert text in lines[line - 1].replace("\\|", "|")


TRUE = {
    "another order": (
        LEAD,
        "{statement}`inspection.opened` [as below](#说明), {numref}`fig-homes`: {metric}`inspection.units`.",
    ),
    "a title for a link": ("见{ref}`这里 <there>`。", "See {ref}`there, in words <there>`."),
    "a wide bar": ("{metric}`a.b｜range`", "{metric}`a.b|range`"),
    "a number that is left out": ("2020年7月28日", "28 July 2020"),
    "a name that stays Chinese": ("西华洋", "Xihuayang ({zh}`西华洋`)"),
    "a list that is one": ("1. 甲", "1. First"),
    "an escaped mark": ("甲", "\\# First"),
    "an ampersand": ("甲和乙", "First & second"),
    "less and more": ("甲小于乙", "a < b and b > a"),
    "a dollar": ("五美元", "Five $ or so"),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_translation_is_let_alone(name: str) -> None:
    text, translation = TRUE[name]
    assert [*faults(Entry(text, translation, PO, 1), "en")] == []


def test_a_translation_into_chinese_is_in_chinese() -> None:
    assert [*faults(Entry("Words", "话。", PO, 1), "zh")] == []


BROKEN: dict[str, tuple[bytes, int]] = {
    "no keyword": (b'msgid "a"\nmsgst "b"\n', 2),
    "no mark at the end": (b'msgid "a\nmsgstr "b"\n', 1),
    "a mark within": (b'msgid "a"\nmsgstr "b"c"\n', 2),
    "a message twice": (b'msgid "a"\nmsgstr "b"\n\nmsgid ""\n"a"\nmsgstr "c"\n', 6),
    "text": (b"a\n", 1),
    "no end": (b'msgid "a"\nmsgstr ""\n"' + b"b" * 9_000 + b'"\n"' + b"b" * 9_000 + b'"\n', 4),
    "not UTF-8": ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), 2),
    "no msgstr": (b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 0),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_catalogue_is_told(name: str, tmp_path: Path) -> None:
    content, line = BROKEN[name]
    path = tmp_path / PO
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ProblemsError) as told:
        read(tmp_path, "en", "page")
    (problem,) = told.value.problems
    assert problem.path == PO
    assert not line or problem.line == line
    assert problem.mend
