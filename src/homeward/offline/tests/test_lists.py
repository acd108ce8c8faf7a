"""A list: who gets what, for how long, and what is told of it at each contact."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose, Role
from homeward.agreements.models import Agreement
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.counselling.choices import SessionKind
from homeward.offline import actions, queries
from homeward.offline.choices import CARRIED, Kind, Standing
from homeward.offline.models import Entry, TakenRow, Taking
from homeward.offline.tests.conftest import Day, said
from homeward.persons import actions as persons
from homeward.persons.models import Consent


def test_a_desk_takes_its_day_along_and_no_more_than_is_declared(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    ((ref, row),) = given.rows
    assert row.shown.keys() == CARRIED[Kind.ARRIVALS].keys()
    assert row.shown["name"] == "Efua"
    assert row.shown["bring"] == ["Bed for the first nights"], "nothing that tells of health"
    assert "Ansah" not in str(row.shown)
    kept = TakenRow.objects.get()
    assert (kept.pk, kept.row_id, kept.person_id) == (ref, arrival.pk, arrival.person_id)
    assert given.token not in str(Taking.objects.values().get()), "its hash alone is kept"


def test_a_visit_goes_along_without_what_was_told_and_never_one_of_health(day: Day) -> None:
    visit = day.visit()
    day.session(visit.case, SessionKind.PSYCHOSOCIAL)
    given = day.take(Kind.VISITS)
    ((_ref, row),) = given.rows
    assert row.row_id == visit.pk
    assert row.shown.keys() == CARRIED[Kind.VISITS].keys()
    assert row.shown["place"] == "Behind the blue kiosk"
    assert [name for _id, name in row.shown["people"]] == ["Efua", "Yaw"]


def test_only_the_day_goes_along(day: Day) -> None:
    day.expected(expected_at=day.now + timedelta(days=2))
    assert day.take().rows == []


def test_who_has_not_the_verb_takes_nothing(day: Day) -> None:
    day.expected()
    for user, kind in ((day.cast.officer, Kind.VISITS), (day.cast.finance, Kind.ARRIVALS)):
        with day.as_app(user, Purpose.ARRIVAL), pytest.raises(PermissionDenied):
            actions.take(kind, by=user, at=day.now)
    assert not Taking.objects.exists()


def test_a_stranger_and_a_colleague_see_no_row_of_a_list_and_the_colleague_that_it_is_out(
    day: Day,
) -> None:
    day.expected()
    given = day.take()
    day.send(given, said(given, "arrived"))
    colleague = day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER)
    for user, purpose, lists in (
        (day.cast.officer, Purpose.ARRIVAL, 1),
        (colleague, Purpose.ARRIVAL, 1),
        (day.cast.partner, Purpose.CASEWORK, 0),
        (day.cast.owner, Purpose.CASEWORK, 0),
        (day.cast.stranger, Purpose.CASEWORK, 0),
    ):
        rows = 1 if user == day.cast.officer else 0
        with day.as_app(user, purpose):
            assert Taking.objects.count() == lists
            assert (TakenRow.objects.count(), Entry.objects.count()) == (rows, rows)


def test_nobody_takes_in_another_one_s_name_or_changes_what_was_noted(day: Day) -> None:
    day.expected()
    given = day.take()
    values = Taking.objects.values().get()
    with day.as_app(day.cast.stranger), pytest.raises(DatabaseError, match="row-level security"):
        Taking.objects.create(**{**values, "id": given.rows[0][0], "token_hash": "x"})
    with day.as_app(day.cast.officer, Purpose.ARRIVAL):
        assert TakenRow.objects.update(row_id=given.taking.pk) == 0
        assert TakenRow.objects.all().delete()[0] == 0


def contact(day: Day, given: actions.Given, waiting: int = 0) -> Standing:
    with day.as_app():
        found = actions.contact(given.token, waiting=waiting, at=timezone.now())
    assert found
    return found.standing


def test_a_device_learns_by_its_token_alone_that_access_ended(day: Day) -> None:
    day.expected()
    given = day.take()
    officer = day.cast.officer
    assert contact(day, given, waiting=2) == Standing.STANDS
    assert Taking.objects.get().waiting == 2
    for changed in (
        {"is_active": False},
        {"roles": [Role.CASE_MANAGER.value]},
        {"organisation": day.cast.host},
    ):
        was = {name: getattr(officer, name) for name in changed}
        type(officer).objects.filter(pk=officer.pk).update(**changed)
        assert contact(day, given) == Standing.GONE, changed
        type(officer).objects.filter(pk=officer.pk).update(**was)
    assert contact(day, given) == Standing.STANDS
    Taking.objects.update(taken_at=day.now - timedelta(days=2), expires_at=day.now)
    assert contact(day, given) == Standing.OVER
    with day.as_app():
        assert actions.contact("another", waiting=0, at=day.now) is None


def still_on(day: Day, given: actions.Given) -> set[Any]:
    by, purpose = day.user_of(Kind(given.taking.kind))
    with day.as_app(by, purpose):
        return queries.still_on(given.taking.pk, Kind(given.taking.kind))


def test_a_row_leaves_the_list_with_consent_or_agreement_or_erasure(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    ((ref, _row),) = given.rows
    assert still_on(day, given) == {ref}
    with day.as_app(day.cast.owner):
        given_to_the_desk = Consent.objects.filter(
            recipient_org=day.cast.desk, person=arrival.person_id, known_until=None
        )
        ids = list(given_to_the_desk.values_list("pk", flat=True))
        persons.withdraw_consent(ids, by=day.cast.owner, at=timezone.now())
    assert still_on(day, given) == set()
    with day.as_app(day.cast.officer, Purpose.ARRIVAL):
        assert actions.renew(given.taking, by=day.cast.officer, at=timezone.now()) == []
    TakenRow.objects.all().delete()
    assert still_on(day, given) == set()


def test_an_agreement_ended_closes_the_list_as_it_closes_the_board(day: Day) -> None:
    day.expected()
    given = day.take()
    Agreement.objects.update(status="suspended")
    assert still_on(day, given) == set()


def test_a_list_is_renewed_with_whoever_came_onto_the_day(day: Day) -> None:
    day.expected()
    given = day.take()
    day.expected()
    with day.as_app(day.cast.officer, Purpose.ARRIVAL):
        rows = actions.renew(given.taking, by=day.cast.officer, at=timezone.now())
        again = actions.renew(given.taking, by=day.cast.officer, at=timezone.now())
    assert len(rows) == 2
    assert {ref for ref, _row in rows} == {ref for ref, _row in again}
    assert given.rows[0][0] in {ref for ref, _row in rows}
    assert TakenRow.objects.count() == 2


def test_whoever_misses_a_phone_ends_its_list_and_it_stays_ended(day: Day) -> None:
    day.expected()
    given = day.take()
    colleague = day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER)
    with undone(), day.as_app(colleague, Purpose.ARRIVAL):
        actions.end(Taking.objects.get(), by=colleague, at=timezone.now())
    # As in a backup that was made before.
    assert contact(day, given) != Standing.GONE
    with undone():
        assert again.restrict(at=timezone.now())["lists on devices"] == 1
        assert contact(day, given) == Standing.GONE
    for _click in range(2):
        with day.as_app(colleague, Purpose.ARRIVAL):
            actions.end(Taking.objects.get(), by=colleague, at=timezone.now())
    ended = Taking.objects.get()
    assert ended.ended_by == colleague
    assert contact(day, given) == Standing.GONE
    with day.as_app(day.cast.officer, Purpose.ARRIVAL), pytest.raises(Refused):
        actions.renew(given.taking, by=day.cast.officer, at=timezone.now())


def test_what_is_carried_is_declared_with_a_class(day: Day) -> None:
    assert {DataClass.IDENTITY, DataClass.PROFILE} == set(CARRIED[Kind.ARRIVALS].values())
    assert {DataClass.IDENTITY, DataClass.CASE} == set(CARRIED[Kind.VISITS].values())
