"""Working days by the calendar of whoever holds the wait, in the database and in Python alike."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection
from hypothesis import given
from hypothesis import strategies as st

from homeward.access.choices import OrganisationKind, Role
from homeward.tasks import actions, calendars, jobs, queries
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import CalendarYear, DeadlineRule, Holiday, Weekend
from homeward.tasks.rules import add_working_days

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
FRIDAY = date(2026, 11, 27)


def due(start: date, days: int, holder: int | None) -> date:
    with connection.cursor() as cursor:
        cursor.execute("select tasks_add_working_days(%s, %s, %s)", [start, days, holder])
        found: date = cursor.fetchone()[0]
    return found


@given(DAYS, st.integers(0, 60), st.sets(st.integers(1, 7), max_size=3), st.sets(DAYS, max_size=30))
def test_the_day_is_worked_and_just_so_many_lie_before_it(
    start: date, days: int, weekend: set[int], off: set[date]
) -> None:
    end = add_working_days(start, days, weekend=weekend, off=off)
    between = [start + timedelta(days=n + 1) for n in range((end - start).days)]
    worked = [on for on in between if on.isoweekday() not in weekend and on not in off]
    assert len(worked) == days
    assert not worked or worked[-1] == end


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_days_can_be_counted_in_two_goes(start: date, some: int, more: int) -> None:
    assert add_working_days(add_working_days(start, some), more) == add_working_days(
        start, some + more
    )


def test_the_database_counts_as_python_does(cast) -> None:
    for year in (2024, 2025, 2026, 2027, 2028):
        actions.keep_calendar("GH", year, at=cast.now)
    Weekend.objects.filter(country_id="GH").update(days=[5, 6])
    off = set(Holiday.objects.values_list("on", flat=True))

    @given(DAYS, st.integers(0, 40))
    def agrees(start: date, days: int) -> None:
        expected = add_working_days(start, days, weekend={5, 6}, off=off)
        assert due(start, days, cast.partner_org.pk) == expected
        assert due(start, days, None) == add_working_days(start, days)

    agrees()


def test_a_wait_counts_by_the_calendar_of_its_holder(cast) -> None:
    DeadlineRule.objects.create(
        kind=TaskKind.DECIDE_PLAN, days=1, day_kind=DayKind.WORKING, valid_from=date(2020, 1, 2)
    )
    Weekend.objects.create(country_id="GH", days=[5, 6], valid_from=date(2020, 1, 1), source="test")
    thursday = FRIDAY - timedelta(days=1)
    ask = {"kind": TaskKind.DECIDE_PLAN, "programme_id": 0, "start": thursday}
    assert queries.due_on(**ask, holder_org_id=cast.host.pk) == FRIDAY
    sunday = FRIDAY + timedelta(days=2)
    assert queries.due_on(**ask, holder_org_id=cast.partner_org.pk) == sunday


def test_own_days_go_before_those_of_the_country(cast, as_app) -> None:
    on = date(2026, 12, 2)
    Holiday.objects.create(
        country_id="GH", on=on, name="Computed", source="test", added_at=cast.now
    )
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    before = on - timedelta(days=1)
    assert due(before, 1, cast.partner_org.pk) == on + timedelta(days=1)
    with as_app(manager):
        actions.add_day(on, "It is tomorrow", "Imam", is_off=False, by=manager, at=cast.now)
        actions.add_day(
            on + timedelta(days=1), "Moon", "Imam", is_off=True, by=manager, at=cast.now
        )
        assert due(before, 1, cast.partner_org.pk) == on
        assert due(before, 2, cast.partner_org.pk) == on + timedelta(days=2)
    # Another organisation of the country counts as the country does.
    assert due(before, 1, cast.stranger_org.pk) == on + timedelta(days=1)


def test_nobody_adds_a_day_for_another_organisation_or_for_a_country(cast, as_app) -> None:
    for owner in (cast.partner_org.pk, None):
        with pytest.raises(ProgrammingError, match="row-level security"), as_app(cast.stranger):
            Holiday.objects.create(
                country_id="GH", on=FRIDAY, name="x", source="x", owner_org_id=owner,
                added_at=cast.now,
            )  # fmt: skip


def test_the_job_keeps_this_year_and_the_next_of_each_country_with_users(cast, database) -> None:
    cast.organisation("Elsewhere", OrganisationKind.NGO, "GH")
    assert jobs.keep_what_is_missing(at=cast.now) > 0
    kept = set(CalendarYear.objects.values_list("country_id", "year"))
    year = cast.now.year
    assert kept == {(code, n) for code in ("BE", "GH") for n in (year, year + 1)}
    assert jobs.keep_what_is_missing(at=cast.now) == 0


def test_a_country_that_nobody_knows_is_kept_as_such(cast) -> None:
    assert calendars.of_country("ZZ", 2026) is None
    assert actions.keep_calendar("BE", 2026, at=cast.now) > 0
    assert actions.keep_calendar("BE", 2026, at=cast.now) == 0
    assert CalendarYear.objects.get(country_id="BE").is_known


def test_the_page_of_days_adds_one_and_takes_it_back(cast, client_of) -> None:
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    client = client_of(manager)
    given = {
        "on_day": "3", "on_month": "12", "on_year": "2026", "name": "Festival", "source": "Chief",
        "is_off": "off",
    }  # fmt: skip
    answer = client.post("/deadlines/days/?country=GH&year=2026", given, follow=True)
    assert "Festival" in answer.content.decode()
    day = Holiday.objects.get(owner_org=cast.partner_org)
    assert client_of(cast.partner).post(f"/deadlines/days/{day.pk}/take-back/").status_code == 403
    client.post(f"/deadlines/days/{day.pk}/take-back/")
    assert not Holiday.objects.filter(pk=day.pk).exists()
