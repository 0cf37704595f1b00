"""How numbers are named: what is read, what is refused, and where a name ends within a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts.data.notation import IN_FORMULA, Reference, parse_notation, reference_of, written
from qzcharts.data.period import Period
from qzcharts.errors import NotationError, PeriodError

NAMES = st.from_regex(r"[a-z城][a-z0-9_区]{0,5}", fullmatch=True)
REFERENCES = st.builds(
    Reference,
    st.lists(NAMES, min_size=1, max_size=3).map(".".join),
    st.none() | st.lists(NAMES, max_size=3).map(tuple),
    st.sampled_from(["", "2020", "2020-H2", "../2020-07-28", "previous", "year-before", "year"]),
)
#: As authors write it, and what is read.
NOTATIONS = {
    "residents": Reference("residents"),
    "construction.investment": Reference("construction.investment"),
    "a.b.c": Reference("a.b.c"),
    "常住人口": Reference("常住人口"),
    "residents[jinjiang]": Reference("residents", ("jinjiang",)),
    "residents[jinjiang, urban]": Reference("residents", ("jinjiang", "urban")),
    "residents[new-town]": Reference("residents", ("new-town",)),
    "residents[]": Reference("residents", ()),
    "residents[ , ]": Reference("residents", ()),
    "residents@2021": Reference("residents", None, "2021"),
    "residents[jinjiang]@2020-H2": Reference("residents", ("jinjiang",), "2020-H2"),
    "residents@2020年1—9月": Reference("residents", None, "2020年1—9月"),
    "residents@[2020-06-21..2020-06-30]/2020-07-10": Reference(
        "residents", None, "[2020-06-21..2020-06-30]/2020-07-10"
    ),
    "residents［jinjiang，urban］＠2021": Reference("residents", ("jinjiang", "urban"), "2021"),
    "residents@previous": Reference("residents", None, "previous"),
    "  residents [jinjiang] @ year-before ": Reference("residents", ("jinjiang",), "year-before"),
}
REFUSED = [
    "", " ", "2020", "@2020", "[jinjiang]", ".residents", "residents.", "a..b", "residents@", "residents[",
    "residents]", "residents[a][b]", "residents[a[b]]", "a-b", "a b", "residents|plain",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTATIONS)
def test_names_are_read_as_authors_write_them(text: str) -> None:
    assert parse_notation(text) == NOTATIONS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_names_no_number_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_notation(text)
    assert str(caught.value) == (
        f"{text!r} names no number; allowed: indicator, indicator[entity], indicator@period, such as "
        "residents[jinjiang]@2021"
    )


@given(REFERENCES)
def test_what_is_written_is_read_again(reference: Reference) -> None:
    assert parse_notation(reference.text) == reference


@given(reference=REFERENCES, sign=st.sampled_from([" + ", "-", "/", " * ", ")", ", "]))
def test_a_name_in_a_formula_ends_before_the_sign(reference: Reference, sign: str) -> None:
    found = [reference_of(match) for match in IN_FORMULA.finditer(f"{reference.text}{sign}made_up")]
    assert found == [reference, Reference("made_up")]


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("share(a, b)", ["a", "b"]),
        ("share (a, b)", ["a", "b"]),
        ("a@2020-01/2020-09-b@2019", ["a@2020-01/2020-09", "b@2019"]),
        ("a@../2020-07-28/b", ["a@../2020-07-28", "b"]),
        ("a@2020-06/..-b", ["a@2020-06/..", "b"]),
        ("a@[2020-06-21..2020-06-30]/[2020-06-21..2020-07-10]/b",
         ["a@[2020-06-21..2020-06-30]/[2020-06-21..2020-07-10]", "b"]),
        ("a@2020年1—9月-b@2020年上半年", ["a@2020年1—9月", "b@2020年上半年"]),
        ("a@year-before-b", ["a@year-before", "b"]),
        ("a@year-b", ["a@year", "b"]),
        ("growth(a, a@previous)", ["a", "a@previous"]),
        ("sum(a[urban], sector)", ["a[urban]", "sector"]),
        ("2 * a", ["a"]),
        ('"a"', []),
    ],
)  # fmt: skip
def test_names_are_found_in_formulas(formula: str, names: list[str]) -> None:
    assert [reference_of(match).text for match in IN_FORMULA.finditer(formula)] == names


@pytest.mark.parametrize(
    ("period", "spoken_of", "meant"),
    [
        ("", "2020-H1", "2020-H1"),
        ("2019", "2020-H1", "2019"),
        ("previous", "2020-H1", "2019-H2"),
        ("year-before", "2020-H1", "2019-H1"),
        ("year", "2020-H1", "2020"),
        ("year", "2020-11/2021-02", None),
        ("previous", "", None),
        ("year-before", "", None),
    ],
)
def test_an_offset_is_counted_from_what_is_spoken_of(period: str, spoken_of: str, meant: str | None) -> None:
    found = Reference("residents", None, period).time(Period.parse(spoken_of))
    assert found == (None if meant is None else Period.parse(meant))


def test_a_period_that_cannot_be_read_says_so() -> None:
    with pytest.raises(PeriodError, match="2020-13"):
        Reference("residents", None, "2020-13").time(Period.parse("2020"))


@pytest.mark.parametrize(
    ("members", "period", "text"),
    [
        ((), None, "residents"),
        (("jinjiang", "urban"), None, "residents[jinjiang,urban]"),
        ((), "2020年上半年", "residents@2020-H1"),
        (("jinjiang",), "../2020-07-28", "residents[jinjiang]@../2020-07-28"),
    ],
)
def test_names_are_written_without_what_is_empty(
    members: tuple[str, ...], period: str | None, text: str
) -> None:
    assert written("residents", members, None if period is None else Period.parse(period)) == text
