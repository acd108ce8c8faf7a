"""Withdrawal against reading, with real commits: who begins to read after it was answered, gets
nothing. Four workers in two pairs, each with a connection of its own, as the app role."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.persons import actions, ledger
from homeward.persons.models import Consent, Person

RACES, PAIRS = 1000, 2


@dataclass
class Race:
    """One person; when the withdrawal was answered, and when each read began with what it saw."""

    person: Any
    consents: list[Any]
    start: threading.Barrier = field(default_factory=lambda: threading.Barrier(2))
    answered_at: float = 0.0
    reads: list[tuple[float, int]] = field(default_factory=list)


def as_app_role() -> None:
    """For the life of this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {settings.APP_ROLE}")


def withdraw(races: list[Race], by: Any) -> None:
    as_app_role()
    for race in races:
        race.start.wait()
        with gate.acting(ActorKind.USER, by.pk, Purpose.CASEWORK):
            actions.withdraw_consent(race.consents, by=by, at=timezone.now())
        race.answered_at = monotonic()
    connection.close()


def read(races: list[Race], reader: Any) -> None:
    as_app_role()
    for race in races:
        race.start.wait()
        late = False
        # Until the withdrawal was answered, and once more.
        while not late:
            began = monotonic()
            with gate.acting(ActorKind.USER, reader.pk, Purpose.CASEWORK):
                found = Person.objects.filter(pk=race.person).count()
            race.reads.append((began, found))
            late = 0 < race.answered_at < began
    connection.close()


def test_nothing_is_served_after_the_withdrawal_s_answer(own_database: None, cast: Any) -> None:
    cast.agree(cast.host, cast.partner_org)
    races = _races(cast)
    connection.commit()
    with ThreadPoolExecutor(2 * PAIRS) as pool:
        jobs = []
        for pair in range(PAIRS):
            jobs.append(pool.submit(withdraw, races[pair::PAIRS], cast.owner))
            jobs.append(pool.submit(read, races[pair::PAIRS], cast.partner))
        for job in jobs:
            job.result()
    late = [found for race in races for began, found in race.reads if began > race.answered_at]
    early = [found for race in races for began, found in race.reads if began <= race.answered_at]
    assert len(races) == RACES
    assert len(late) >= RACES
    assert sum(late) == 0
    # Otherwise nobody raced: reads before the answer did see the person.
    assert sum(early) > RACES // 2


def _races(cast: Any) -> list[Race]:
    """A person with one consent for each race."""
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org)
    first, given = people[0], sheet.consents.first()
    persons, sheets, consents = [], [], []
    for _number in range(RACES):
        person = Person(
            owner_org=cast.host, programme=cast.programme, household_id=first.household_id,
            household_role="other", recorded_by=cast.owner,
        )  # fmt: skip
        persons.append(person)
        of = {"owner_org": cast.host, "programme": cast.programme, "person": person}
        paper = type(sheet)(
            language="en", way="signature", given_on=sheet.given_on, recorded_by=cast.owner, **of
        )
        sheets.append(paper)
        consents.append(
            Consent(
                sheet=paper,
                recipient_org=cast.partner_org,
                purpose=Purpose.CASEWORK,
                covers=1,
                given_on=given.given_on,
                **of,
            )
        )
    Person.objects.bulk_create(persons)
    type(sheet).objects.bulk_create(sheets)
    Consent.objects.bulk_create(consents)
    held = {one.person_id: one.pk for one in consents}
    assert ledger.holds(consents[0], on=timezone.localdate())
    return [Race(person.pk, [held[person.pk]]) for person in persons]
