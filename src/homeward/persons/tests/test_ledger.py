"""The ledger in two times, as the app role, against a list that replays what happened."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons.choices import ConsentWay, Reason
from homeward.persons.models import Consent

FIRST = datetime(2026, 1, 10, 12, tzinfo=UTC)
CLASSES = [DataClass.IDENTITY, DataClass.CASE, DataClass.HEALTH]


@dataclass
class Naive:
    """What was said, in the order in which it was heard; asked by replaying it."""

    said: list[tuple[str, datetime, set[int], Any]] = field(default_factory=list)

    def as_known(self, on: date, at: datetime) -> set[int]:
        held: dict[int, tuple[date, date, date]] = {}
        for what, heard_at, classes, value in self.said:
            if heard_at > at:
                continue
            for covers in classes:
                if what == "give":
                    held[covers] = (value[0], value[1] or date.max, date.max)
                else:
                    begins, until, withdrawn = held[covers]
                    if what == "narrow":
                        until = min(until, value)
                    else:
                        withdrawn = min(withdrawn, value)
                    held[covers] = (begins, until, withdrawn)
        return {
            covers
            for covers, (begins, until, withdrawn) in held.items()
            if begins <= on <= until and on <= withdrawn
        }


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["narrow", "withdraw"]),
        st.sets(st.sampled_from(CLASSES), min_size=1),
        st.integers(0, 20),
        st.integers(1, 5),
    ),
    max_size=5,
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, until=st.none() | st.integers(0, 25))
def test_any_pair_of_times_is_answered_as_a_naive_list_would(
    cast: Any, steps: list[Any], until: int | None
) -> None:
    savepoint = transaction.savepoint()
    try:
        _play(cast, steps, until)
    finally:
        transaction.savepoint_rollback(savepoint)


def _play(cast: Any, steps: list[Any], until: int | None) -> None:
    _case, people = cast.family()
    naive, at = Naive(), FIRST
    end = None if until is None else FIRST.date() + timedelta(days=until)
    line = actions.ConsentLine(
        recipient=cast.partner_org, purpose=Purpose.CASEWORK, classes=frozenset(CLASSES)
    )
    with cast.as_app(cast.owner):
        actions.give_consent(
            people[0], [line], way=ConsentWay.SIGNATURE, language="en",
            given_on=FIRST.date(), until=end, by=cast.owner, at=at,
        )  # fmt: skip
        naive.said.append(("give", at, set(CLASSES), (FIRST.date(), end)))
        for what, classes, days, later in steps:
            at += timedelta(days=later)
            ids = list(
                Consent.objects.filter(
                    known_until__isnull=True, withdrawn_at__isnull=True, covers__in=classes
                ).values_list("pk", flat=True)
            )
            day = FIRST + timedelta(days=days)
            try:
                if what == "narrow":
                    actions.narrow_consent(ids, until=day.date(), by=cast.owner, at=at)
                else:
                    actions.withdraw_consent(ids, by=cast.owner, at=at, said_at=min(day, at))
            except Refused:
                continue
            found = Consent.objects.filter(known_from=at)
            value = day.date() if what == "narrow" else min(day, at).date()
            naive.said.append((what, at, {one.covers for one in found}, value))
        for known in range(-1, 30, 4):
            for on in range(-1, 30, 4):
                asked_on = FIRST.date() + timedelta(days=on)
                asked_at = FIRST + timedelta(days=known)
                answered = ledger.consents_as_known(
                    [people[0].pk], held_on=asked_on, known_at=asked_at
                )
                assert {one.covers for one in answered} == naive.as_known(asked_on, asked_at)
        assert Consent.objects.filter(known_until__isnull=True).count() == len(CLASSES)


def ids_of(sheet: Any) -> list[Any]:
    return [one.pk for one in sheet.consents.filter(known_until__isnull=True)]


def test_a_backdated_withdrawal_leaves_what_we_believed(cast: Any) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org)
    later = cast.now + timedelta(days=5)
    with cast.as_app(cast.owner):
        actions.withdraw_consent(
            ids_of(sheet), by=cast.owner, at=later, said_at=cast.now + timedelta(days=2)
        )
        asked = {"held_on": (cast.now + timedelta(days=4)).date()}
        ids = [people[0].pk]
        assert ledger.consents_as_known(ids, known_at=later - timedelta(days=1), **asked)
        assert not ledger.consents_as_known(ids, known_at=later, **asked)


def test_a_consent_is_never_widened_by_its_next_version(cast: Any) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org, until=cast.now.date() + timedelta(days=9))
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        actions.narrow_consent(
            ids_of(sheet), until=cast.now.date() + timedelta(days=99), by=cast.owner,
            at=cast.now,
        )  # fmt: skip
    assert refusal.value.reasons == [Reason.WIDENS]


@pytest.mark.parametrize(
    "change",
    ["until = '2099-01-01'", "covers = 5", "known_from = '2020-01-01'", "withdrawn_at = now()"],
)
def test_the_database_refuses_to_overwrite_a_version(cast: Any, change: str) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org, until=cast.now.date())
    with (
        cast.as_app(cast.owner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update persons_consent set {change}")


def test_a_version_that_gives_more_is_refused_by_the_database(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org, until=cast.now.date())
    with cast.as_app(cast.owner):
        one = Consent.objects.first()
        assert one is not None
        first, one.pk = one.pk, None
        one.supersedes_id, one.until = first, None
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.bulk_create([one])


def test_narrowing_to_a_day_ahead_closes_nothing_yet_and_tells_nobody(cast: Any) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.owner):
        versions = actions.narrow_consent(
            ids_of(sheet), until=cast.now.date() + timedelta(days=5), by=cast.owner,
            at=cast.now,
        )  # fmt: skip
        assert {one.until for one in versions} == {cast.now.date() + timedelta(days=5)}
        assert not ledger.notices([people[0].pk]).exists()


def test_the_person_withdraws_what_a_worker_recorded(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    sheet = cast.consent(people[0], cast.partner_org)
    person = returnee(cast, people[0])
    ids = ids_of(sheet)
    with cast.as_app(person, kind=ActorKind.PERSON):
        actions.withdraw_consent(ids, by=person, at=cast.now, reference="GH-1")
    with cast.as_app(cast.partner):
        assert not Consent.objects.exists()
        notice = ledger.notices_to(cast.partner_org.pk).get()
        assert (notice.reference, notice.owner_org) == ("GH-1", cast.host)


def returnee(cast: Any, person: Any) -> Any:
    user = cast.user("efua", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = person.pk, None
    user.save()
    return user


def test_the_person_gives_nothing_more_by_themselves(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    person = returnee(cast, people[0])
    with cast.as_app(person, kind=ActorKind.PERSON):
        one = Consent.objects.first()
        assert one is not None
        one.pk, one.recipient_org = None, cast.stranger_org
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.bulk_create([one])


def test_a_partner_who_loses_sight_by_it_records_the_withdrawal_all_the_same(cast: Any) -> None:
    _case, people = cast.arrived()
    with cast.as_app(cast.partner):
        held = Consent.objects.filter(
            recipient_org=cast.partner_org, person=people[0], known_until__isnull=True
        )
        actions.withdraw_consent([one.pk for one in held], by=cast.partner, at=cast.now)
        assert not Consent.objects.filter(recipient_org=cast.partner_org, person=people[0]).exists()
    with cast.as_app(cast.owner):
        ended = Consent.objects.filter(withdrawn_at__isnull=False, person=people[0])
        assert ended.exists()
        assert {one.recorded_by for one in ended} == {cast.partner}
