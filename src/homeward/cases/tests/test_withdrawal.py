"""What becomes of announced arrivals and referrals, and of guardians' consents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Purpose
from homeward.cases import actions, jobs
from homeward.cases.models import Arrival, Case
from homeward.persons import actions as persons
from homeward.persons import ledger
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Consent, Person
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import DeadlineRule, Task


def announced(cast: Any) -> tuple[Case, list[Person]]:
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    cast.consent(people[0], cast.desk, Purpose.ARRIVAL)
    with cast.as_app(cast.owner):
        actions.announce_arrival(
            case, reception_org=cast.desk, case_org=cast.partner_org,
            expected_at=cast.now + timedelta(days=1), by=cast.owner, at=cast.now,
        )  # fmt: skip
    return case, people


def withdraw(cast: Any, person: Person, org: Any) -> None:
    with cast.as_app(cast.owner):
        held = Consent.objects.filter(person=person, recipient_org=org, known_until=None)
        persons.withdraw_consent([one.pk for one in held], by=cast.owner, at=cast.now)


def test_an_arrival_announced_to_a_desk_that_may_not_see_it_is_taken_back(cast: Any) -> None:
    case, people = announced(cast)
    withdraw(cast, people[0], cast.desk)
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert not Arrival.objects.exists()
        assert not Task.objects.filter(kind=TaskKind.CONFIRM_ARRIVAL, done_at=None).exists()
    with cast.as_app(cast.owner):
        assert Case.objects.get(pk=case.pk).stage == "departure"
        wait = Task.objects.get(kind=TaskKind.ANNOUNCE_ARRIVAL, done_at=None)
        assert (wait.holder, wait.subject_id) == (cast.owner, case.pk)


def test_another_recipient_s_withdrawal_leaves_the_arrival(cast: Any) -> None:
    case, people = announced(cast)
    withdraw(cast, people[0], cast.partner_org)
    with cast.as_app(cast.owner):
        assert Case.objects.get(pk=case.pk).stage == "arrival"
        assert Arrival.objects.exists()


def child_of_age_on(cast: Any, people: list[Person], day: date) -> Person:
    Person.objects.filter(pk=people[1].pk).update(
        birth_known="day", birth_year=day.year - 18, birth_month=day.month, birth_day=day.day
    )
    with cast.as_app(cast.owner):
        persons.give_consent(
            people[1],
            [persons.ConsentLine(
                recipient=cast.partner_org, purpose=Purpose.CASEWORK, classes=frozenset({1, 4}),
            )],
            way=ConsentWay.GUARDIAN, language="en", guardian="Efua Ansah",
            given_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    return people[1]


def run(cast: Any) -> int:
    with cast.as_app():
        return jobs.ask_those_who_come_of_age(at=cast.now)


def test_consent_is_asked_anew_before_a_child_comes_of_age(cast: Any) -> None:
    case, people = cast.family()
    birthday = cast.now.date() + timedelta(days=20)
    child = child_of_age_on(cast, people, birthday)
    assert run(cast) == 1
    assert run(cast) == 0
    days = DeadlineRule.objects.get(kind=TaskKind.ASK_CONSENT_ANEW).days
    ends_on = birthday + timedelta(days=days)
    with cast.as_app(cast.owner):
        wait = Task.objects.get(kind=TaskKind.ASK_CONSENT_ANEW)
        assert (wait.case_id, wait.due_on, wait.subject_id) == (case.pk, ends_on, child.pk)
        held = ledger.consents_as_known([child.pk], held_on=ends_on, known_at=cast.now)
        assert {one.until for one in held} == {ends_on}
        after = ends_on + timedelta(days=1)
        assert not ledger.consents_as_known([child.pk], held_on=after, known_at=cast.now)


@pytest.mark.parametrize("days", [31, 400])
def test_a_child_is_not_asked_sooner(cast: Any, days: int) -> None:
    _case, people = cast.family()
    child_of_age_on(cast, people, cast.now.date() + timedelta(days=days))
    assert run(cast) == 0


def test_where_only_the_year_is_known_the_earliest_day_counts(cast: Any) -> None:
    _case, people = cast.family()
    child_of_age_on(cast, people, cast.now.date() + timedelta(days=10))
    Person.objects.filter(pk=people[1].pk).update(
        birth_known="year", birth_year=cast.now.year - 17, birth_month=None, birth_day=None
    )
    # Of age on 1 January of next year.
    assert run(cast) == (cast.now.date() >= date(cast.now.year, 12, 2))


def test_the_young_person_s_own_consent_ends_the_wait(cast: Any) -> None:
    case, people = cast.family()
    child = child_of_age_on(cast, people, cast.now.date())
    run(cast)
    line = persons.ConsentLine(
        recipient=cast.partner_org, purpose=Purpose.CASEWORK, classes=frozenset({1})
    )
    giving = persons.Giving(way=ConsentWay.SIGNATURE, language="en", given_on=cast.now.date())
    with cast.as_app(cast.owner):
        actions.record_consent(
            case, [Person.objects.get(pk=child.pk)], [line], giving, by=cast.owner, at=cast.now
        )
        assert not Task.objects.filter(kind=TaskKind.ASK_CONSENT_ANEW, done_at=None).exists()


def test_only_a_job_ends_guardians_consents(cast: Any) -> None:
    cast.family()
    with (
        cast.as_app(cast.owner),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from persons_end_guardians(current_date, 9000, now())")
