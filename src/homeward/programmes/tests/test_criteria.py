"""Criteria: read, evaluated in three values, told in words, compared, widened."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from homeward.programmes.choices import PublishedWay
from homeward.programmes.rules.criteria import (
    EVERYONE,
    NOT_STATED,
    Aid,
    All,
    Answer,
    Bound,
    Criterion,
    Either,
    Facts,
    Kind,
    Meeting,
    Not,
    NotACriterion,
    OneOf,
    PackageFacts,
    Problem,
    Ranges,
    Span,
    Traits,
    Values,
    Vulnerability,
    Within,
    bounds,
    differences,
    dump,
    evaluate,
    faults,
    leaves,
    lines,
    meeting,
    parse,
    render,
    widen,
)
from homeward.programmes.tests import criteria as some

ON = date(2026, 5, 1)
ADULT = Within(kind=Kind.AGE, least=18)
WORKING_AGE = Within(kind=Kind.AGE, least=18, most=59)
WOMEN = OneOf(kind=Kind.SEX, any_of=frozenset({"female"}))
IN_REGION = OneOf(kind=Kind.AREA, any_of=frozenset({"GH/GH01"}))
LANGUAGES = ("en", "fr", "ar")


def one_of(kind: Kind, *values: str) -> OneOf:
    return OneOf(kind=kind, any_of=frozenset(values))


RETURNEES = one_of(Kind.RESIDENCE, "returnee")
KEYS = ["version", "criterion", "all", "any", "not", "kind", "any_of", "least"]


def tree(criterion: Any) -> dict[str, Any]:
    return {"version": 1, "criterion": criterion}


# Reading


@given(some.CRITERIA)
def test_what_was_written_is_read_again(criterion: Criterion) -> None:
    assert parse(dump(criterion)) == criterion


def test_nothing_stated_is_read_as_such() -> None:
    assert parse(tree(None)) is NOT_STATED
    assert dump(NOT_STATED) == tree(None)


def test_every_fault_is_told_at_once_with_its_place() -> None:
    wrong = tree(
        {
            "all": [
                {"kind": "age", "least": 60, "most": 18},
                {"kind": "religion", "any_of": ["any"]},
                {"any": []},
                {"not": {"kind": "sex", "any_of": ["woman"]}},
                {"kind": "earlier_aid", "most": "a lot"},
                {"kind": "return_date", "least": "01.05.2026"},
                {"kind": "language", "any_of": []},
                {"kind": "age"},
                {"kind": "household_size", "least": True, "else": 1},
                "adults",
            ]
        }
    )
    found = [(fault.at, fault.problem) for fault in faults(wrong)]
    assert found == [
        ("/all/0", Problem.TURNED),
        ("/all/1", Problem.KIND),
        ("/all/2", Problem.EMPTY_GROUP),
        ("/all/3/not/any_of/0", Problem.UNKNOWN_VALUE),
        ("/all/4/most", Problem.NOT_AN_AMOUNT),
        ("/all/4/currency", Problem.CURRENCY),
        ("/all/5/least", Problem.NOT_A_DATE),
        ("/all/6/any_of", Problem.NO_VALUE),
        ("/all/7", Problem.NO_END),
        ("/all/8/else", Problem.SURPLUS),
        ("/all/8/least", Problem.NOT_A_NUMBER),
        ("/all/9", Problem.SHAPE),
    ]


@pytest.mark.parametrize("wrong", [None, [], "age", {"version": 2}, {"criterion": None}])
def test_a_tree_of_another_version_is_refused(wrong: Any) -> None:
    with pytest.raises(NotACriterion) as refusal:
        parse(wrong)
    assert [fault.problem for fault in refusal.value.faults] == [Problem.VERSION]


def test_the_way_of_return_stands_in_published_packages_alone() -> None:
    way = tree({"kind": "way_of_return", "any_of": ["voluntary"]})
    assert [fault.problem for fault in faults(way)] == [Problem.PACKAGE_ONLY]
    assert faults(way, published_package=True) == []


@pytest.mark.parametrize("kind", ["legal_status", "asylum", "status", "residence_permit"])
def test_no_word_exists_for_a_legal_status(kind: str) -> None:
    assert [f.problem for f in faults(tree({"kind": kind, "any_of": ["x"]}))] == [Problem.KIND]


def test_trees_stay_readable() -> None:
    deep: Any = {"kind": "age", "least": 18}
    for _each in range(8):
        deep = {"not": deep}
    many = {"any": [{"kind": "age", "least": n} for n in range(61)]}
    assert Problem.TOO_DEEP in {fault.problem for fault in faults(tree(deep))}
    assert [fault.problem for fault in faults(tree(many))] == [Problem.TOO_MANY]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["version", "criterion", "all", "any", "not", "kind", "any_of", "least"]
                )
                | st.text(max_size=4),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused_in_words(wrong: Any) -> None:
    for fault in faults(tree(wrong)):
        assert str(fault)


# Evaluation


def test_every_leaf_says_what_it_rests_on() -> None:
    facts = Facts(on=ON, age=Span.of(34), area="GH/GH01/GH0101")
    result = evaluate(All((WORKING_AGE, IN_REGION, WOMEN)), facts)
    assert result.answer == Answer.UNKNOWN
    assert [(leaf.at, leaf.answer) for leaf in result.leaves()] == [
        ("/all/0", Answer.MET),
        ("/all/1", Answer.MET),
        ("/all/2", Answer.UNKNOWN),
    ]
    assert next(result.leaves()).value == Span.of(34)
    assert [leaf.at for leaf in result.to_ask()] == ["/all/2"]


def test_nothing_is_asked_once_it_is_settled() -> None:
    result = evaluate(All((WORKING_AGE, WOMEN)), Facts(on=ON, age=Span.of(12)))
    assert result.answer == Answer.NOT_MET
    assert list(result.to_ask()) == []


def test_no_criteria_stated_is_unknown_and_open_to_everybody_is_met() -> None:
    nobody_known = Facts(on=ON)
    assert evaluate(NOT_STATED, nobody_known).answer == Answer.UNKNOWN
    assert evaluate(EVERYONE, nobody_known).answer == Answer.MET


@given(some.leaves())
def test_an_absent_fact_is_never_met(leaf: OneOf | Within) -> None:
    assert evaluate(leaf, Facts(on=ON)).answer == Answer.UNKNOWN


@pytest.mark.parametrize(
    ("age", "answer"),
    [
        (Span.of(17), Answer.NOT_MET),
        (Span.of(18), Answer.MET),
        (Span.of(59), Answer.MET),
        (Span.of(60), Answer.NOT_MET),
        (Span(17, 18), Answer.UNKNOWN),
        (Span(30, 31), Answer.MET),
        (Span(None, 17), Answer.NOT_MET),
        (Span(20, None), Answer.UNKNOWN),
    ],
)
def test_a_year_of_birth_decides_where_it_can(age: Span, answer: Answer) -> None:
    assert evaluate(WORKING_AGE, Facts(on=ON, age=age)).answer == answer


@pytest.mark.parametrize(
    ("area", "answer"),
    [
        ("GH/GH01", Answer.MET),
        ("GH/GH01/GH0101", Answer.MET),
        ("GH/GH02", Answer.NOT_MET),
        ("GH", Answer.UNKNOWN),
        ("SN", Answer.NOT_MET),
        ("GH/GH010", Answer.NOT_MET),
    ],
)
def test_an_area_is_known_as_far_as_it_is_told(area: str, answer: Answer) -> None:
    assert evaluate(IN_REGION, Facts(on=ON, area=area)).answer == answer


def test_a_vulnerability_nobody_asked_about_is_unknown() -> None:
    asked = one_of(Kind.VULNERABILITY, Vulnerability.DISABILITY, Vulnerability.PREGNANT)
    half = Traits(lacks=frozenset({Vulnerability.PREGNANT}), closed=False)
    none = Traits(lacks=frozenset({Vulnerability.PREGNANT, Vulnerability.DISABILITY}), closed=False)
    has = Traits(frozenset({Vulnerability.DISABILITY}), closed=False)
    answers = [evaluate(asked, Facts(on=ON, vulnerabilities=t)).answer for t in (half, none, has)]
    assert answers == [Answer.UNKNOWN, Answer.NOT_MET, Answer.MET]


@pytest.mark.parametrize(
    ("aid", "answer"),
    [
        (None, Answer.UNKNOWN),
        ((), Answer.MET),
        ((Aid(date(2025, 3, 1)),), Answer.MET),
        ((Aid(date(2025, 3, 1)), Aid(date(2026, 2, 1))), Answer.NOT_MET),
    ],
)
def test_months_since_earlier_aid_are_those_of_the_last(
    aid: tuple[Aid, ...] | None, answer: Answer
) -> None:
    leaf = Within(kind=Kind.MONTHS_SINCE_AID, least=12)
    assert evaluate(leaf, Facts(on=ON, aid=aid)).answer == answer


def test_sums_of_two_currencies_are_not_compared() -> None:
    leaf = Within(kind=Kind.EARLIER_AID, most=Decimal(1000), currency="EUR")
    euros = (Aid(ON, Decimal(400), "EUR"), Aid(ON, Decimal(700), "EUR"))
    cedis = (Aid(ON, Decimal(5), "GHS"),)
    unpriced = (Aid(ON),)
    answers = [evaluate(leaf, Facts(on=ON, aid=aid)).answer for aid in (euros, cedis, unpriced, ())]
    assert answers == [Answer.NOT_MET, Answer.UNKNOWN, Answer.UNKNOWN, Answer.MET]


def test_months_since_a_return_that_lies_ahead_are_unknown() -> None:
    leaf = Within(kind=Kind.MONTHS_SINCE_RETURN, most=12)
    ahead = Facts(on=ON, returns_on=Span.of(date(2026, 6, 1)))
    past = Facts(on=ON, returns_on=Span.of(date(2025, 11, 2)))
    long_ago = Facts(on=ON, returns_on=Span.of(date(2024, 11, 2)))
    answers = [evaluate(leaf, facts).answer for facts in (ahead, past, long_ago)]
    assert answers == [Answer.UNKNOWN, Answer.MET, Answer.NOT_MET]


def test_skills_in_other_words_may_be_the_same_skill() -> None:
    leaf = one_of(Kind.SKILL, "http://data.europa.eu/esco/skill/a")
    other = frozenset({"http://data.europa.eu/esco/skill/b"})
    answers = [
        evaluate(leaf, Facts(on=ON, skills=skills)).answer
        for skills in (other, other | {"tailoring"}, leaf.any_of)
    ]
    assert answers == [Answer.NOT_MET, Answer.UNKNOWN, Answer.MET]
    assert (
        evaluate(one_of(Kind.SKILL, "Sewing"), Facts(on=ON, skills=frozenset({"sewing "}))).answer
        == Answer.MET
    )


def test_the_way_of_return_is_read_of_a_package_s_table_alone() -> None:
    leaf = one_of(Kind.WAY_OF_RETURN, "voluntary")
    table = PackageFacts(on=ON, published_way=PublishedWay.VOLUNTARY)
    assert evaluate(leaf, table).answer == Answer.MET
    assert not hasattr(Facts(on=ON), "published_way")
    assert evaluate(leaf, Facts(on=ON)).answer == Answer.UNKNOWN


@given(some.CRITERIA, some.CRITERIA, some.facts())
def test_de_morgan(one: Criterion, other: Criterion, facts: Facts) -> None:
    left = evaluate(Not(All((one, other))), facts).answer
    assert left == evaluate(Either((Not(one), Not(other))), facts).answer
    left = evaluate(Not(Either((one, other))), facts).answer
    assert left == evaluate(All((Not(one), Not(other))), facts).answer


@given(some.CRITERIA, some.facts_learnt())
def test_learning_a_fact_never_turns_a_settled_answer(
    criterion: Criterion, learnt: tuple[Facts, Facts]
) -> None:
    before, after = (evaluate(criterion, facts).answer for facts in learnt)
    assert before in {Answer.UNKNOWN, after}


@given(some.CRITERIA, some.facts())
def test_something_is_left_to_ask_exactly_while_it_is_unknown(
    criterion: Criterion, facts: Facts
) -> None:
    result = evaluate(criterion, facts)
    assert bool(list(result.to_ask())) == (result.answer == Answer.UNKNOWN)


# In words


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        (WORKING_AGE, "Age: 18 to 59 years"),
        (ADULT, "Age: at least 18 years"),
        (WOMEN, "Sex: women and girls"),
        (Within(kind=Kind.HOUSEHOLD_SIZE, least=1, most=1), "Size of the household: 1 person"),
        (
            Within(kind=Kind.RETURN_DATE, least=date(2026, 1, 1)),
            "Date of return: from 1 Jan 2026 on",
        ),
        (
            Within(kind=Kind.EARLIER_AID, most=Decimal(1500), currency="EUR"),
            "Amount of earlier aid: at most 1,500 EUR",
        ),
        (one_of(Kind.NATIONALITY, "SN", "GH"), "Nationality: Ghana or Senegal"),
        (one_of(Kind.LANGUAGE, "fr"), "Language: French"),
        (one_of(Kind.AREA, "GH", "GH/GH01"), "Area: Ashanti or Ghana"),
        (NOT_STATED, "no criteria stated"),
        (EVERYONE, "open to everybody"),
        (
            All((WORKING_AGE, Not(WOMEN))),
            "Age: 18 to 59 years; and not: Sex: women and girls",
        ),
        (
            All((ADULT, Either((WOMEN, one_of(Kind.HOUSEHOLD, "single_parent"))))),
            "Age: at least 18 years; and (Sex: women and girls; or"
            " Household: one parent alone with children)",
        ),
    ],
)
def test_it_reads_as_a_sentence(criterion: Criterion, words: str) -> None:
    shown = render(criterion, "en", names={"GH/GH01": "Ashanti"})
    assert shown.replace("\xa0", " ") == words


def test_it_reads_as_a_list_that_points_into_the_tree() -> None:
    listed = lines(All((ADULT, Either((WOMEN, IN_REGION)))), "en", names={"GH/GH01": "Ashanti"})
    assert [(line.depth, line.at, line.text) for line in listed] == [
        (0, "", "All of these:"),
        (1, "/all/0", "Age: at least 18 years"),
        (1, "/all/1", "At least one of these:"),
        (2, "/all/1/any/0", "Sex: women and girls"),
        (2, "/all/1/any/1", "Area: Ashanti"),
    ]


@given(some.CRITERIA)
def test_every_criterion_has_words_in_every_language(criterion: Criterion) -> None:
    before = translation.get_language()
    for language in LANGUAGES:
        assert render(criterion, language)
        at = [line.at for line in lines(criterion, language)]
        assert len(at) == len(set(at))
    assert translation.get_language() == before


@given(some.leaves(package=True), some.leaves(package=True), st.sampled_from(LANGUAGES))
def test_two_different_criteria_never_read_alike(
    one: OneOf | Within, other: OneOf | Within, language: str
) -> None:
    alike = render(one, language) == render(other, language)
    assert alike == (one == other)


# What it admits, kind by kind


@given(some.CRITERIA, some.facts())
def test_who_meets_a_criterion_lies_within_its_bounds(criterion: Criterion, facts: Facts) -> None:
    """Taken kind by kind, bounds admit at least whoever is met."""
    if evaluate(criterion, facts).answer != Answer.MET:
        return
    for kind, bound in bounds(criterion).by_kind.items():
        if kind not in {Kind.NATIONALITY, Kind.RESIDENCE}:  # told as one, though some have two
            admitted = as_criterion(kind, bound)
            assert evaluate(admitted, facts).answer != Answer.NOT_MET


def as_criterion(kind: Kind, bound: Bound) -> Criterion:
    if isinstance(bound, Ranges):
        spans = [
            Within(kind=kind, least=least, most=most, currency=bound.currency)
            for least, most in bound.intervals
        ]
        return Either(tuple(spans))
    asked = [OneOf(kind=kind, any_of=values) for values in bound.asked]
    barred = [Not(OneOf(kind=kind, any_of=bound.barred))] if bound.barred else []
    return All((*asked, *barred))


def test_alternatives_are_united_and_demands_cut() -> None:
    young = Within(kind=Kind.AGE, most=25)
    old = Within(kind=Kind.AGE, least=26, most=30)
    admitted = bounds(All((ADULT, Either((young, old))))).by_kind
    assert admitted == {Kind.AGE: Ranges(((18, 30),))}


def test_a_kind_that_one_alternative_leaves_open_is_not_stated() -> None:
    assert bounds(Either((WOMEN, ADULT))).by_kind == {}
    assert bounds(EVERYONE).stated
    assert not bounds(NOT_STATED).stated


def test_a_not_turns_the_range_round() -> None:
    assert bounds(Not(WORKING_AGE)).by_kind == {Kind.AGE: Ranges(((None, 17), (60, None)))}
    assert bounds(Not(WOMEN)).by_kind == {
        Kind.SEX: Values(Kind.SEX, asked=frozenset({frozenset({"male", "other"})}))
    }


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (ADULT, Within(kind=Kind.AGE, most=17), Meeting.APART),
        (ADULT, Within(kind=Kind.AGE, most=24), Meeting.OVERLAP),
        (ADULT, ADULT, Meeting.SAME),
        (ADULT, WOMEN, Meeting.UNKNOWN),
        (IN_REGION, one_of(Kind.AREA, "GH"), Meeting.OVERLAP),
        (IN_REGION, one_of(Kind.AREA, "GH/GH02"), Meeting.APART),
        (IN_REGION, Not(one_of(Kind.AREA, "GH")), Meeting.APART),
        (one_of(Kind.LANGUAGE, "fr"), one_of(Kind.LANGUAGE, "en"), Meeting.OVERLAP),
        (one_of(Kind.LANGUAGE, "fr"), Not(one_of(Kind.LANGUAGE, "fr")), Meeting.APART),
        (
            one_of(Kind.RESIDENCE, "returnee"),
            one_of(Kind.RESIDENCE, "local_resident"),
            Meeting.APART,
        ),
        (NOT_STATED, ADULT, Meeting.UNKNOWN),
        (
            Within(kind=Kind.EARLIER_AID, most=Decimal(1), currency="EUR"),
            Within(kind=Kind.EARLIER_AID, least=Decimal(9), currency="GHS"),
            Meeting.UNKNOWN,
        ),
    ],
)
def test_two_programmes_meet_on_a_kind_or_they_don_t(
    one: Criterion, other: Criterion, how: Meeting
) -> None:
    kind = next(leaf.kind for _at, leaf in [*leaves(one), *leaves(other)])
    pair = [bounds(criterion).by_kind.get(kind) for criterion in (one, other)]
    assert meeting(*pair) == how


# Wider


def test_each_end_is_moved_and_at_last_the_criterion_is_left_out() -> None:
    wider = widen(All((WORKING_AGE, WOMEN)), "/all/0")
    assert [variant.after for variant in wider] == [
        replace(WORKING_AGE, least=13),
        replace(WORKING_AGE, most=64),
        None,
    ]
    assert wider[-1].criterion == WOMEN


def test_an_area_grows_to_the_one_around_it() -> None:
    assert widen(IN_REGION, "")[0].after == one_of(Kind.AREA, "GH")
    assert widen(IN_REGION, "")[-1].criterion == EVERYONE


@given(some.CRITERIA, some.facts())
def test_whoever_was_taken_is_taken_by_the_wider_one(criterion: Criterion, facts: Facts) -> None:
    before = evaluate(criterion, facts).answer
    for at, _leaf in leaves(criterion):
        for variant in widen(criterion, at):
            after = evaluate(variant.criterion, facts).answer
            assert after == Answer.MET or before != Answer.MET


# From version to version


def test_what_changed_is_told_criterion_by_criterion() -> None:
    old = All((ADULT, WOMEN))
    new = All((WORKING_AGE, IN_REGION))
    with translation.override("en"):
        words = [d.in_words({"GH/GH01": "Ashanti"}) for d in differences(old, new)]
    assert words == [
        "Changed: Age: at least 18 years. Now: Age: 18 to 59 years.",
        "New: Area: Ashanti.",
        "No longer asked: Sex: women and girls.",
    ]


def test_only_another_joining_is_a_change_too() -> None:
    assert differences(All((ADULT, WOMEN)), Either((ADULT, WOMEN)))[0].before is None
    assert differences(WOMEN, WOMEN) == []
