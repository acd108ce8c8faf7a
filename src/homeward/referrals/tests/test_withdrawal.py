"""A referral closes with its ground, whoever ends it and wherever."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons.models import Consent, DeletionNotice
from homeward.referrals import actions, jobs, queries
from homeward.referrals.choices import Reason, Status, WithdrawReason
from homeward.referrals.models import AnswerLink, Referral, SharedFact
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def sent(ready: Any) -> Any:
    referral, _token = ready.send(ready.draft(message="She comes on foot"))
    ready.referral = referral
    ready.self = ready.cast.user("self", ready.cast.host, Role.RETURNEE)
    ready.self.person_id, ready.self.organisation = ready.people[0].pk, None
    ready.self.save()
    return ready


def held(sent: Any, **more: Any) -> list[Any]:
    found = Consent.objects.filter(recipient_org=sent.cast.provider, known_until=None, **more)
    return [one.pk for one in found]


def words(sent: Any) -> list[str]:
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        return [f.value for f in SharedFact.objects.filter(kind="message")]


def test_the_receiver_reads_the_message_until_the_withdrawal(sent: Any) -> None:
    assert words(sent) == ["She comes on foot"]
    with sent.cast.as_app(sent.cast.partner):
        persons.withdraw_consent(held(sent), by=sent.cast.partner, at=sent.cast.now)
        assert queries.message_of(sent.referral) == "She comes on foot"
    assert words(sent) == []
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        closed = Referral.objects.get()
        assert (closed.status, closed.number) == (Status.WITHDRAWN, sent.referral.number)
        assert closed.withdraw_reason == WithdrawReason.CONSENT_WITHDRAWN


def test_the_person_s_own_withdrawal_closes_it_with_its_link_and_waits(sent: Any) -> None:
    cast = sent.cast
    with cast.as_app(sent.self, kind=ActorKind.PERSON):
        persons.withdraw_consent(held(sent), by=sent.self, at=cast.now)
    assert not AnswerLink.objects.filter(revoked_at=None).exists()
    open_waits = Task.objects.filter(subject_id=sent.referral.pk, done_at=None)
    assert [one.kind for one in open_waits] == [TaskKind.READ_WITHDRAWAL]
    assert open_waits[0].holder == cast.partner
    assert open_waits[0].due_on is not None
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        assert DeletionNotice.objects.get().received == [sent.referral.number]
    with cast.as_app(cast.partner):
        actions.read_outcome(sent.referral, by=cast.partner, at=cast.now)
        assert not Task.objects.filter(subject_id=sent.referral.pk, done_at=None).exists()
        referral = Referral.objects.get(pk=sent.referral.pk)
        assert queries.lawful_under(referral) is not None
        # The receiver did not do it, and it has nobody's name.
        whose = {change.to: who for change, who in queries.changes(referral)}
        assert whose[Status.WITHDRAWN] == "by itself, with the consent"


def test_one_class_withdrawn_closes_the_message_and_leaves_the_rest(sent: Any) -> None:
    with sent.cast.as_app(sent.cast.partner):
        ids = held(sent, covers=DataClass.PROFILE)
        persons.withdraw_consent(ids, by=sent.cast.partner, at=sent.cast.now)
    assert words(sent) == []
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        assert Referral.objects.get().status == Status.SENT


def test_a_block_closes_it_under_the_same_words(sent: Any) -> None:
    with sent.cast.as_app(sent.self, kind=ActorKind.PERSON):
        person = sent.people[0]
        persons.block(person, organisation=sent.cast.provider, by=sent.self, at=sent.cast.now)
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL), connection.cursor() as cursor:
        assert Referral.objects.get().withdraw_reason == WithdrawReason.CONSENT_WITHDRAWN
        assert not SharedFact.objects.exists()
        cursor.execute("select count(*) from persons_block")
        assert cursor.fetchone() == (0,)


def test_a_draft_is_not_sent_under_a_block_that_its_sender_can_not_see(ready: Any) -> None:
    cast = ready.cast
    draft = ready.draft()
    user = cast.user("self", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = ready.people[0].pk, None
    user.save()
    with cast.as_app(user, kind=ActorKind.PERSON):
        persons.block(ready.people[0], organisation=cast.provider, by=user, at=cast.now)
    with pytest.raises(Refused) as refusal:
        ready.send(draft)
    assert Reason.NO_CONSENT in refusal.value.reasons


def test_a_consent_that_runs_out_closes_it_the_day_after(sent: Any) -> None:
    cast = sent.cast
    with cast.as_app(cast.partner):
        yesterday = cast.now.date() - timedelta(days=1)
        ids = held(sent)
        with pytest.raises(Refused):
            persons.narrow_consent(ids, until=yesterday, by=cast.partner, at=cast.now)
    with cast.as_app():
        assert jobs.close_what_ran_out(at=cast.now) == 0
    with connection.cursor() as cursor:
        # As if a day had passed: no trigger hears of it.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update persons_consent set until = current_date - 1 where recipient_org_id = %s",
            [cast.provider.pk],
        )
        cursor.execute("set local session_replication_role = origin")
    with cast.as_app():
        assert jobs.close_what_ran_out(at=cast.now) == 1


def test_the_sender_does_not_choose_the_withdrawal_s_reason(sent: Any) -> None:
    cast = sent.cast
    with cast.as_app(cast.partner), pytest.raises(Refused) as refusal:
        actions.withdraw(
            sent.referral, WithdrawReason.CONSENT_WITHDRAWN, by=cast.partner, at=cast.now
        )
    assert refusal.value.reasons == [Reason.NO_REASON]
