"""What is counted on cases: under the reader's gate, and never a small number of others'."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from homeward.alignment.queries import caseload, territory
from homeward.alignment.queries.widening import caseload_of
from homeward.alignment.rules import PLANNED, RUNNING, ProgrammeFacts
from homeward.alignment.rules.territory import (
    Count,
    State,
    add_months,
    covers,
    month_of,
    months_between,
    offer,
    opens_soon,
    shown,
    state,
)
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.programmes.choices import Category
from homeward.programmes.rules.criteria import Answer

AsApp = Callable[..., Any]
TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (Count(all=3, own=3), "3"),
        (Count(all=3, own=2), "<10"),
        (Count(all=12, own=0), "12"),
        (Count(all=0, own=0), "0"),
    ],
)
def test_a_small_number_is_shown_to_its_owner_alone(count: Count, written: str) -> None:
    assert shown(count, smallest=10) == written


@pytest.mark.parametrize(
    ("begin", "end", "status", "month", "found"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "", date(2026, 6, 1), State.OPEN),
        (date(2026, 9, 1), None, "", date(2026, 6, 1), State.TO_OPEN),
        (date(2025, 1, 1), date(2026, 5, 31), "", date(2026, 6, 1), State.ENDED),
        (date(2025, 1, 1), None, "", date(2026, 6, 1), State.UNKNOWN),
        (date(2025, 1, 1), None, RUNNING, date(2026, 6, 1), State.OPEN),
        (date(2025, 1, 1), None, RUNNING, date(2026, 9, 1), State.UNKNOWN),
        (None, None, "", date(2026, 6, 1), State.UNKNOWN),
        (None, None, PLANNED, date(2026, 6, 1), State.TO_OPEN),
    ],
)
def test_what_nobody_has_said_is_never_open(
    begin: date | None, end: date | None, status: str, month: date, found: State
) -> None:
    programme = ProgrammeFacts(key=1, starts_on=begin, ends_on=end, status=status)
    assert state(programme, month, today=TODAY) == found


def test_the_next_to_open_is_named_with_its_day() -> None:
    late = ProgrammeFacts(key=1, starts_on=date(2026, 12, 1))
    soon = ProgrammeFacts(key=2, starts_on=date(2026, 9, 15))
    found = offer([late, soon], date(2026, 7, 1), today=TODAY)
    assert found.opening == (2, date(2026, 9, 15))
    assert opens_soon(found, date(2026, 7, 1), within=2)
    assert not opens_soon(found, date(2026, 7, 1), within=1)


def test_a_programme_of_a_part_or_of_the_whole_covers_an_area() -> None:
    around = ("area:2", "area:1", "XA")
    part = ProgrammeFacts(
        key=1, places=frozenset({"area:9"}), above={"area:9": ("area:2", "area:1", "XA")}
    )
    whole = ProgrammeFacts(key=2, places=frozenset({"XA"}))
    beside = ProgrammeFacts(key=3, places=frozenset({"area:3"}), above={"area:3": ("area:1", "XA")})
    assert [covers(p, around) for p in (part, whole, beside)] == [True, True, False]


def test_months() -> None:
    assert add_months(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert add_months(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert months_between(date(2026, 11, 3), date(2027, 2, 1)) == 3


def test_returns_are_counted_by_area_and_month_of_what_the_reader_sees(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    first = month_of(ground.today)
    with as_app(ground.manager):
        rows, _land = caseload.tallies(cast.host.pk)
        counted = caseload.by_area_and_month(rows, first=first, months=12)
    assert counted == {(ground.town.pk, add_months(first, 2)): Count(all=1, own=1)}
    with as_app(ground.stranger_manager):
        assert caseload.tallies(cast.stranger_org.pk)[0] == []


def test_a_place_that_is_no_area_and_a_day_that_is_missing_are_told(
    cast: Any, ground: Any, as_app: AsApp
) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(destination="Somewhere else")
    with as_app(ground.manager):
        rows, _land = caseload.tallies(cast.host.pk)
    left = caseload.left_out(rows, smallest=10)
    assert (left.unknown_place.all, left.without_day.all, left.without_place.all) == (1, 1, 0)


def test_the_calendar_tells_what_is_open_there_then(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    with as_app(ground.manager):
        found = territory.calendar(
            cast.host.pk, country="", need="training", first=month_of(ground.today),
            today=ground.today,
        )  # fmt: skip
        nothing = territory.calendar(
            cast.host.pk, country="", need="legal", first=month_of(ground.today),
            today=ground.today,
        )  # fmt: skip
    slot = found.rows[0].slots[2]
    assert set(slot.offer.open) == {ground.skills.pk, ground.twin.pk}
    assert nothing.rows[0].slots[2].is_bare
    assert nothing.bare == 1


def test_the_nearest_area_with_a_programme_is_named(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    with as_app(ground.manager):
        found = territory.calendar(
            cast.host.pk, country="", need="health", first=month_of(ground.today),
            today=ground.today,
        )  # fmt: skip
    near = found.rows[0].nearest
    assert near.area == ground.far
    # Two points some 1.8 degrees apart from north to south.
    assert 195 <= near.kilometres <= 206
    assert not near.is_near


def test_gaps_are_needs_that_no_open_programme_answers(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    with as_app(ground.manager):
        found = territory.gaps(
            cast.host.pk, country="", group="", month=month_of(ground.today), today=ground.today
        )
    gap = found.rows[0]
    assert gap.area == ground.town
    assert gap.answered == [(Category.TRAINING, 2)]
    assert Category.HEALTH in gap.unanswered


def test_a_wider_criterion_counts_whom_it_would_newly_cover(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    # Born 35 years ago; the programme takes 18 to 29.
    Person.objects.filter(pk=expected.person_id).update(birth_year=ground.today.year - 35)
    with as_app(cast.owner):
        found = caseload_of(ground.skills, cast.host.pk, on=ground.today)
    assert found.now[Answer.NOT_MET] == "1"
    left_out = next(w for w in found.wider if w.after is None)
    five_years = next(w for w in found.wider if w.after and w.after.most == 34)
    assert left_out.newly_text == "1"
    assert five_years.newly_text == "0"


def test_facts_that_the_reader_may_not_see_are_unknown(
    cast: Any, ground: Any, expected: Case, as_app: AsApp
) -> None:
    """A programme manager is cleared for cases, not for who the people are."""
    with as_app(ground.manager):
        found = caseload_of(ground.skills, cast.host.pk, on=ground.today)
    assert found.total.all == 1
    assert found.now[Answer.UNKNOWN] == "1"
    assert {w.newly.all for w in found.wider if w.after} == {0}


def test_a_programme_without_criteria_has_nothing_to_widen(
    cast: Any, ground: Any, as_app: AsApp, client_of: Callable[[Any], Any]
) -> None:
    url = reverse("alignment:widening", args=[ground.coast.pk])
    assert "Nothing to widen" in client_of(ground.manager).get(url).content.decode()


def test_ages_are_as_wide_as_what_is_known_of_the_birth() -> None:
    on = date(2026, 6, 15)
    person = Person(birth_year=1990)
    assert (caseload._age(person, on).least, caseload._age(person, on).most) == (35, 36)
    person = Person(birth_year=1990, birth_month=7)
    assert caseload._age(person, on).least == caseload._age(person, on).most == 35
    person = Person(birth_year=1990, birth_month=6)
    assert (caseload._age(person, on).least, caseload._age(person, on).most) == (35, 36)
    person = Person(birth_year=1990, birth_month=6, birth_day=15)
    assert caseload._age(person, on).least == 36
    assert caseload._age(Person(), on) is None
