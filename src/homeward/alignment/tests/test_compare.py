"""Pairs of programmes compared by small facts made up here."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.alignment import rules
from homeward.alignment.choices import Aspect, Verdict, Why
from homeward.alignment.rules import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Kind, OneOf, Within

TODAY = date(2026, 6, 1)
FULL = ProgrammeFacts(
    key=1,
    title="Skills for Ashanti",
    lead="Skills Trust",
    lead_key="actor:1",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    places=frozenset({"area:2"}),
    above={"area:2": ("area:1", "XA"), "area:3": ("area:1", "XA")},
    countries=frozenset({"XA"}),
    sectors=frozenset({"training"}),
    funders=frozenset({"actor:9"}),
    currencies=frozenset({"EUR"}),
    budgets={2026: Decimal(100)},
)
OTHER = replace(FULL, key=2, title="Work on the coast", lead="Coast Union", lead_key="actor:2")


def verdict(
    aspect: Aspect, one: ProgrammeFacts, other: ProgrammeFacts
) -> tuple[Verdict, list[Why]]:
    found = rules.compare([one, other], today=TODAY)
    assert found.verdicts[aspect][0, 1] == found.verdicts[aspect][1, 0]
    reasons = rules.of_aspect(rules.reasons_in(found.reasons[0, 1]), aspect)
    return Verdict(int(found.verdicts[aspect][0, 1])), reasons


def test_two_that_share_everything_but_criteria_meet_on_all_else() -> None:
    found = rules.compare([FULL, OTHER], today=TODAY)
    said = {aspect: Verdict(int(table[0, 1])) for aspect, table in found.verdicts.items()}
    assert said.pop(Aspect.CRITERIA) == Verdict.UNKNOWN
    assert set(said.values()) == {Verdict.MEET}
    assert found.overlaps[0, 1]


@pytest.mark.parametrize("aspect", list(Aspect))
def test_what_one_does_not_say_is_unknown_and_never_met(aspect: Aspect) -> None:
    assert verdict(aspect, FULL, ProgrammeFacts(key=2))[0] == Verdict.UNKNOWN


@pytest.mark.parametrize("aspect", list(Aspect))
def test_what_neither_says_is_unknown(aspect: Aspect) -> None:
    assert verdict(aspect, ProgrammeFacts(key=1), ProgrammeFacts(key=2))[0] == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "found", "why"),
    [
        ({"starts_on": date(2027, 1, 1), "ends_on": None}, Verdict.CONTRADICT, Why.DATES_APART),
        ({"starts_on": date(2026, 12, 31), "ends_on": None}, Verdict.MEET, Why.DATES_SHARED),
        ({"starts_on": date(2025, 1, 1), "ends_on": None}, Verdict.UNKNOWN, Why.DATES_UNSAID),
        ({"starts_on": None, "ends_on": None, "status": RUNNING}, Verdict.MEET, Why.DATES_SHARED),
        (
            {"starts_on": None, "ends_on": None, "status": PLANNED},
            Verdict.UNKNOWN,
            Why.DATES_UNSAID,
        ),
        ({"starts_on": None, "ends_on": date(2025, 1, 1)}, Verdict.CONTRADICT, Why.DATES_APART),
    ],
)
def test_dates(changes: dict[str, object], found: Verdict, why: Why) -> None:
    assert verdict(Aspect.DATES, FULL, replace(OTHER, **changes)) == (found, [why])


def test_one_that_has_ended_does_not_meet_one_that_goes_on() -> None:
    ended = ProgrammeFacts(key=1, status=ENDED, ends_on=TODAY)
    running = ProgrammeFacts(key=2, status=RUNNING)
    assert verdict(Aspect.DATES, ended, running) == (Verdict.CONTRADICT, [Why.ONE_HAS_ENDED])
    assert verdict(Aspect.DATES, ended, replace(ended, key=2))[0] == Verdict.MEET


@pytest.mark.parametrize(
    ("changes", "found", "why"),
    [
        ({"places": frozenset({"area:3"})}, Verdict.CONTRADICT, Why.OTHER_AREA),
        ({"places": frozenset({"XA"})}, Verdict.MEET, Why.AREA_SHARED),
        ({"places": frozenset({"area:1"})}, Verdict.MEET, Why.AREA_SHARED),
        (
            {"places": frozenset({"XB"}), "countries": frozenset({"XB"})},
            Verdict.CONTRADICT,
            Why.OTHER_COUNTRY,
        ),
        ({"places": frozenset(), "wide": frozenset({"r1"})}, Verdict.UNKNOWN, Why.AREA_WIDER),
    ],
)
def test_areas(changes: dict[str, object], found: Verdict, why: Why) -> None:
    assert verdict(Aspect.AREA, FULL, replace(OTHER, **changes)) == (found, [why])


def test_two_of_one_wider_region_meet_there() -> None:
    wide = ProgrammeFacts(key=1, wide=frozenset({"r1"}))
    said = verdict(Aspect.AREA, wide, replace(wide, key=2))
    assert said == (Verdict.MEET, [Why.REGION_SHARED])


def test_sectors_without_one_in_common_do_not_meet() -> None:
    other = replace(OTHER, sectors=frozenset({"health"}))
    assert verdict(Aspect.OBJECTIVES, FULL, other) == (Verdict.CONTRADICT, [Why.OTHER_SECTORS])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"funders": frozenset({"actor:8"})}, Why.OTHER_FUNDERS),
        ({"currencies": frozenset({"USD"})}, Why.OTHER_CURRENCY),
        ({"budgets": {2025: Decimal(5)}}, Why.YEAR_UNFUNDED),
        ({"budgets": {2026: Decimal(0)}}, Why.YEAR_UNFUNDED),
    ],
)
def test_money(changes: dict[str, object], why: Why) -> None:
    assert verdict(Aspect.MONEY, FULL, replace(OTHER, **changes)) == (Verdict.CONTRADICT, [why])


def _asking(criterion: criteria.Criterion, key: int) -> ProgrammeFacts:
    return replace(FULL, key=key, bounds=criteria.bounds(criterion))


def test_criteria_are_compared_kind_by_kind() -> None:
    young = _asking(Within(kind=Kind.AGE, most=29), 1)
    grown = _asking(Within(kind=Kind.AGE, least=30), 2)
    wide = _asking(Within(kind=Kind.AGE, least=18), 3)
    women = _asking(OneOf(kind=Kind.SEX, any_of=frozenset({"female"})), 4)
    assert verdict(Aspect.CRITERIA, young, grown) == (Verdict.CONTRADICT, [Why.CRITERIA_APART])
    assert verdict(Aspect.CRITERIA, young, wide) == (Verdict.MEET, [Why.CRITERIA_MEET])
    # Age is said by one and sex by the other: nobody knows whether they take the same persons.
    assert verdict(Aspect.CRITERIA, young, women) == (Verdict.UNKNOWN, [Why.CRITERIA_UNSAID])


def test_open_to_everybody_meets_what_the_other_states_and_silence_does_not() -> None:
    young = _asking(Within(kind=Kind.AGE, most=29), 1)
    everybody = _asking(criteria.EVERYONE, 2)
    silent = _asking(criteria.NOT_STATED, 3)
    assert verdict(Aspect.CRITERIA, young, everybody)[0] == Verdict.MEET
    assert verdict(Aspect.CRITERIA, silent, everybody)[0] == Verdict.UNKNOWN


def test_a_part_and_its_whole_are_no_overlap() -> None:
    part = replace(OTHER, part_of=1)
    found = rules.compare([FULL, part], today=TODAY)
    assert not found.overlaps[0, 1]
    assert Why.PART_OF in rules.reasons_in(found.reasons[0, 1])


def test_one_undertaking_entered_twice_is_a_likely_duplicate() -> None:
    again = replace(FULL, key=2, title="Skills for  ASHANTI", lead_key="")
    found = rules.compare([FULL, again], today=TODAY)
    assert found.duplicates[0, 1]
    assert found.titles[0, 1] == 100
    said = rules.evidence(rules.reasons_in(found.reasons[0, 1]))
    assert said == [Why.SAME_LEAD, Why.TITLE_ALIKE, Why.PLACES_SAME]


@pytest.mark.parametrize(
    "changes",
    [
        {"lead": "Coast Union", "lead_key": "actor:2"},
        {"sectors": frozenset({"health"})},
        {"places": frozenset({"XB"}), "countries": frozenset({"XB"})},
        {"starts_on": date(2028, 1, 1), "ends_on": date(2029, 1, 1)},
        {"part_of": 1},
    ],
)
def test_without_the_same_lead_purpose_place_or_time_it_is_none(changes: dict[str, object]) -> None:
    assert not rules.compare([FULL, replace(FULL, key=2, **changes)], today=TODAY).duplicates[0, 1]


def test_other_funders_and_neighbouring_places_are_two_undertakings() -> None:
    beside = replace(FULL, key=2, places=frozenset({"area:3"}))
    assert rules.compare([FULL, beside], today=TODAY).duplicates[0, 1]
    elsewhere = replace(beside, funders=frozenset({"actor:8"}))
    assert not rules.compare([FULL, elsewhere], today=TODAY).duplicates[0, 1]


def test_nobody_to_compare_is_no_fault() -> None:
    assert rules.compare([], today=TODAY).keys == ()
    assert (
        rules.compare([FULL], today=TODAY).pairs(rules.compare([FULL], today=TODAY).overlaps) == []
    )
