"""What happens is told: signed, at least once, in order, to those who may see it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from homeward.access.choices import Purpose, Role
from homeward.cases.models import Case
from homeward.core.outgoing import Outgoing
from homeward.messages.models import Message
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.models import Consent, Person
from homeward.referrals import actions as referrals
from homeward.referrals.models import Referral
from homeward.referrals.rules import Answer
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.webhooks import actions
from homeward.webhooks.actions import Sender
from homeward.webhooks.models import Attempt, Delivery, Endpoint, Event
from homeward.webhooks.tests.conftest import is_signed


def send(cast: Any, referral: Referral) -> None:
    with cast.as_app(cast.owner):
        referrals.send(referral, by=cast.owner, at=cast.now)


def answer(cast: Any, referral: Referral) -> None:
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        referrals.answer(
            referral, Answer(accepts=True, first_day=cast.now.date()), by=cast.trainer, at=cast.now
        )


def test_both_sides_hear_of_a_referral_and_nobody_of_its_person(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    _own, secret = keep(cast.owner)
    _theirs, other = keep(cast.trainer)
    keep(cast.stranger)
    referral = draft()
    assert not Event.objects.exists()
    send(cast, referral)
    assert tell() == 2
    for headers, body in receiver.seen:
        assert is_signed(secret, headers, body) != is_signed(other, headers, body)
        said = json.loads(body)
        assert (said["type"], said["data"]["kind"]) == ("referral.sent", "referral")
        assert said["data"]["id"] == str(referral.pk)
        assert said["data"]["url"].endswith(f"/api/v1/referrals/{referral.pk}")
        assert set(said) == {"type", "timestamp", "data"}
        assert set(said["data"]) == {"kind", "id", "url"}
    assert tell() == 0
    assert {each.state for each in Delivery.objects.all()} == {"delivered"}


def test_an_answer_comes_after_what_it_answers_though_that_failed_first(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    keep(cast.owner)
    referral = draft()
    send(cast, referral)
    answer(cast, referral)
    receiver.statuses = [500]
    assert tell() == 0
    assert receiver.said == ["referral.sent"]
    assert tell() == 0, "its pause is not over, and the answer waits behind it"
    assert tell(cast.now + timedelta(minutes=5)) == 2
    assert receiver.said == ["referral.sent", "referral.sent", "referral.answered"]
    first, again, _other = receiver.seen
    assert first[0]["webhook-id"] == again[0]["webhook-id"]


def test_of_what_its_user_does_not_see_nothing_is_told(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    keep(cast.trainer)
    send(cast, draft())
    type(cast.trainer).objects.filter(pk=cast.trainer.pk).update(roles=["evaluator"])
    assert tell() == 1
    assert receiver.seen == []
    assert not Delivery.objects.exists()


def test_a_withdrawal_that_the_database_carries_out_is_told(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    keep(cast.trainer)
    send(cast, draft())
    with cast.as_app(cast.owner):
        held = Consent.objects.filter(recipient_org=cast.provider)
        persons.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)
    tell()
    assert receiver.said == ["referral.sent", "referral.withdrawn"]


def test_a_sealed_file_is_told_to_the_receiver_alone(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    own, _secret = keep(cast.owner)
    theirs, _secret = keep(cast.trainer)
    referral = draft()
    keeper = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(keeper):
        case = Case.objects.get(pk=referral.case_id)
        people = list(Person.objects.filter(household=case.household_id))
        seals.seal(case, people, [cast.owner], "Threatened", by=keeper, at=cast.now)
    send(cast, referral)
    assert not own.deliveries.exists()
    assert theirs.deliveries.count() == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_refusal_is_noted_and_a_redirect_is_never_followed(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any, status: int
) -> None:
    keep(cast.owner)
    send(cast, draft())
    receiver.statuses = [status]
    assert tell() == 0
    (tried,) = Attempt.objects.all()
    assert (tried.status, tried.failure) == (status, "status")
    assert len(receiver.seen) == 1


def test_after_days_it_is_given_up_its_owner_is_told_and_what_follows_is_kept(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    endpoint, _secret = keep(cast.owner)
    referral = draft()
    send(cast, referral)
    receiver.statuses = [500] * 2
    tell()
    assert tell(cast.now + timedelta(days=3)) == 0
    endpoint.refresh_from_db()
    assert endpoint.state == "failed"
    (wait,) = Task.objects.filter(kind=TaskKind.MEND_WEBHOOK)
    assert (wait.holder, wait.subject_id) == (endpoint.made_by, endpoint.pk)
    assert Message.objects.filter(subject__contains="webhook").count() == 1
    answer(cast, referral)
    assert tell(cast.now + timedelta(days=4)) == 0
    manager = endpoint.made_by
    with cast.as_app(manager):
        actions.send_all_again(endpoint, by=manager, at=cast.now)
        actions.resume(endpoint, by=manager, at=cast.now)
    assert tell() == 2
    assert receiver.said[-2:] == ["referral.sent", "referral.answered"]
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_an_address_that_is_gone_is_paused_at_once(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    endpoint, _secret = keep(cast.owner)
    send(cast, draft())
    receiver.statuses = [410]
    tell()
    endpoint.refresh_from_db()
    assert endpoint.state == "failed"


def test_no_door_inside_our_own_network_is_knocked_at(
    cast: Any, keep: Any, draft: Any, receiver: Any, as_app: Any
) -> None:
    keep(cast.owner)
    send(cast, draft())
    inside = Outgoing(
        resolve=lambda host, port: ["127.0.0.1"], plain_hosts=frozenset({"hooks.example.org"})
    )
    with as_app():
        assert actions.tell_due(at=timezone.now(), sender=Sender(out=inside)) == 0
    assert receiver.seen == []
    assert Attempt.objects.get().failure == "barred"


def test_a_user_who_left_hears_no_more(
    cast: Any, keep: Any, draft: Any, tell: Any, receiver: Any
) -> None:
    endpoint, _secret = keep(cast.owner)
    send(cast, draft())
    type(cast.owner).objects.filter(pk=cast.owner.pk).update(is_active=False)
    tell()
    endpoint.refresh_from_db()
    assert (endpoint.state, receiver.seen) == ("failed", [])


def test_an_offer_changed_often_is_told_once(
    cast: Any, keep: Any, tell: Any, receiver: Any
) -> None:
    keep(cast.owner, ["offer.changed"])
    offer = Offer.objects.create(kind="training", organisation=cast.provider, title="Welding")
    assert not Event.objects.exists(), "a draft is nobody's yet"
    Offer.objects.filter(pk=offer.pk).update(status="open")
    Offer.objects.filter(pk=offer.pk).update(places_free=3)
    assert tell() == 1
    assert receiver.said == ["offer.changed"]
    Offer.objects.filter(pk=offer.pk).update(places_free=3)
    assert tell() == 0


def test_both_organisations_hear_that_a_case_was_transferred(
    cast: Any, keep: Any, tell: Any, receiver: Any
) -> None:
    keep(cast.owner, ["case.transferred"])
    keep(cast.partner, ["case.transferred"])
    cast.arrived()
    assert tell() >= 1
    assert set(receiver.said) == {"case.transferred"}


def test_what_is_rolled_back_was_never_told(cast: Any, keep: Any, draft: Any) -> None:
    keep(cast.owner)
    referral = draft()

    def send_and_fail() -> None:
        send(cast, referral)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_and_fail()
    assert not Event.objects.exists()


def test_old_ones_are_forgotten(cast: Any, keep: Any, draft: Any, as_app: Any) -> None:
    keep(cast.owner)
    send(cast, draft())
    with as_app():
        assert actions.forget_old(at=cast.now + timedelta(days=29)) == 0
        assert actions.forget_old(at=cast.now + timedelta(days=31)) == 1
    assert not Delivery.objects.exists()
    assert Endpoint.objects.exists()
