"""Who sees a referral and its facts, asked of the database as the app role."""

from typing import Any

import pytest
from django.db import DatabaseError, connection

from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.cases.models import Case
from homeward.persons import actions as persons
from homeward.persons.models import Consent, Person
from homeward.referrals import actions
from homeward.referrals.models import Referral, SharedFact, StatusChange
from homeward.referrals.rules import Answer


def counts() -> tuple[int, int, int]:
    """Referrals, shared facts and history lines, as raw SQL."""
    found = []
    with connection.cursor() as cursor:
        for table in ("referrals_referral", "referrals_sharedfact", "referrals_statuschange"):
            cursor.execute(f"select count(*) from {table}")
            found.append(cursor.fetchone()[0])
    return tuple(found)  # type: ignore[return-value]


@pytest.fixture
def sent(ready: Any) -> Any:
    referral, token = ready.send()
    ready.referral, ready.token = referral, token
    return ready


def test_without_an_actor_no_row(sent: Any) -> None:
    with sent.cast.as_app():
        assert counts() == (0, 0, 0)


def test_the_sender_sees_all_of_it(sent: Any) -> None:
    with sent.cast.as_app(sent.cast.partner):
        referrals, facts, history = counts()
        assert (referrals, history) == (1, 1)
        assert facts == len(sent.referral.facts.all()) > 3


def test_a_stranger_sees_nothing(sent: Any) -> None:
    for purpose in Purpose:
        with sent.cast.as_app(sent.cast.stranger, purpose):
            assert counts() == (0, 0, 0)


def test_a_draft_is_not_seen_by_its_receiver(ready: Any) -> None:
    ready.draft()
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        assert counts() == (0, 0, 0)


def test_the_link_sees_its_referral_and_facts_and_nothing_else_of_the_file(sent: Any) -> None:
    other, _token = sent.send()
    link = {"kind": ActorKind.LINK, "actor_id": sent.referral.pk, "purpose": Purpose.REFERRAL}
    with sent.cast.as_app(**link):
        assert [r.pk for r in Referral.objects.all()] == [sent.referral.pk]
        assert not SharedFact.objects.filter(referral=other).exists()
        assert SharedFact.objects.exists()
        assert (Case.objects.count(), Person.objects.count()) == (0, 0)


def test_full_name_and_phone_come_only_after_acceptance(sent: Any) -> None:
    trainer = sent.cast.trainer

    def kinds() -> set[str]:
        with sent.cast.as_app(trainer, Purpose.REFERRAL):
            return set(SharedFact.objects.values_list("kind", flat=True))

    assert kinds() == {"name", "age", "trade"}
    with sent.cast.as_app(trainer, Purpose.REFERRAL):
        answer = Answer(accepts=True, first_day=sent.cast.now.date())
        actions.answer(Referral.objects.get(), answer, by=trainer, at=sent.cast.now)
    assert kinds() == {"name", "age", "trade", "full_name", "phone"}


def test_withdrawn_consent_closes_the_facts_and_leaves_number_status_and_dates(sent: Any) -> None:
    with sent.cast.as_app(sent.cast.partner):
        held = Consent.objects.filter(recipient_org=sent.cast.provider)
        persons.withdraw_consent(
            [consent.pk for consent in held], by=sent.cast.partner, at=sent.cast.now
        )
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        assert counts() == (1, 0, 2)


def test_one_class_withdrawn_closes_that_class_alone(sent: Any) -> None:
    with sent.cast.as_app(sent.cast.partner):
        held = Consent.objects.filter(recipient_org=sent.cast.provider, covers=DataClass.PROFILE)
        persons.withdraw_consent([c.pk for c in held], by=sent.cast.partner, at=sent.cast.now)
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        assert set(SharedFact.objects.values_list("kind", flat=True)) == {"name", "age"}


def test_a_suspended_agreement_closes_the_facts(sent: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update agreements_agreement set status = 'suspended'")
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        assert counts() == (1, 0, 1)


def test_declined_the_facts_close_for_the_receiver(sent: Any) -> None:
    trainer = sent.cast.trainer
    with sent.cast.as_app(trainer, Purpose.REFERRAL):
        no = Answer(accepts=False, decline_reason="no_places")
        actions.answer(Referral.objects.get(), no, by=trainer, at=sent.cast.now)
    with sent.cast.as_app(trainer, Purpose.REFERRAL):
        assert counts()[1] == 0


def test_the_receiver_can_neither_take_it_over_nor_rewrite_the_history(sent: Any) -> None:
    trainer = sent.cast.trainer
    with (
        sent.cast.as_app(trainer, Purpose.REFERRAL),
        pytest.raises(DatabaseError),
    ):
        Referral.objects.update(status="withdrawn")
    with sent.cast.as_app(trainer, Purpose.REFERRAL):
        assert StatusChange.objects.update(to="accepted") == 0


def test_an_ended_link_is_nobody(sent: Any) -> None:
    sent.referral.links.update(revoked_at=sent.cast.now)
    link = {"kind": ActorKind.LINK, "actor_id": sent.referral.pk, "purpose": Purpose.REFERRAL}
    with pytest.raises(DatabaseError), sent.cast.as_app(**link):
        counts()
