from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import ActorKind, Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.core.refusals import Refused
from homeward.messages.models import Message
from homeward.referrals import actions, queries
from homeward.referrals.choices import Outcome, Reason, Status, WithdrawReason
from homeward.referrals.models import Referral, StatusChange
from homeward.referrals.rules import Answer
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

YES = Answer(accepts=True, first_day=date(2026, 12, 7), received_by="Mrs Boateng")
NO = Answer(accepts=False, decline_reason="no_places", text="Full until March")


def opens(token: str) -> UUID | None:
    held = queries.link_of_token(token)
    return held.referral if held else None


def open_kinds(referral: Referral) -> set[str]:
    return set(
        Task.objects.filter(subject_id=referral.pk, done_at__isnull=True).values_list(
            "kind", flat=True
        )
    )


def test_without_agreement_and_consent_it_is_refused_with_both_reasons(desk: Any) -> None:
    referral = desk.draft()
    with pytest.raises(Refused) as refusal:
        desk.send(referral)
    assert refusal.value.reasons == [Reason.NO_CONSENT, Reason.NO_AGREEMENT]
    assert Referral.objects.get().status == Status.DRAFT


def test_agreement_alone_is_not_enough(desk: Any) -> None:
    desk.cast.agree(desk.cast.partner_org, desk.cast.provider, Purpose.REFERRAL)
    with pytest.raises(Refused) as refusal:
        desk.send()
    assert refusal.value.reasons == [Reason.NO_CONSENT]


def test_a_consent_for_another_purpose_does_not_cover_a_referral(desk: Any) -> None:
    desk.cast.agree(desk.cast.partner_org, desk.cast.provider, Purpose.REFERRAL)
    desk.cast.consent(desk.people[0], desk.cast.provider, Purpose.CASEWORK, by=desk.cast.partner)
    with pytest.raises(Refused) as refusal:
        desk.send()
    assert refusal.value.reasons == [Reason.NO_CONSENT]


def test_a_service_without_places_is_refused_and_unknown_places_are_asked_for(ready: Any) -> None:
    ready.service.places_free = 0
    ready.service.save()
    with pytest.raises(Refused) as refusal:
        ready.send()
    assert refusal.value.reasons == [Reason.NO_PLACES]
    ready.service.places_free = None
    ready.service.save()
    assert ready.send()[0].status == Status.SENT


def test_sending_opens_a_wait_held_by_the_receiver_and_writes_history(ready: Any) -> None:
    referral, token = ready.send()
    wait = Task.objects.get(subject_id=referral.pk, done_at__isnull=True)
    assert (wait.kind, wait.holder_org) == (TaskKind.ANSWER_REFERRAL, ready.cast.provider)
    assert [change.to for change in StatusChange.objects.all()] == [Status.SENT]
    assert opens(token) == referral.pk


def test_the_message_to_the_receiver_names_nobody(ready: Any) -> None:
    ready.service.email = "desk@example.org"
    ready.service.save()
    _referral, token = ready.send()
    message = Message.objects.get()
    assert token in message.body
    assert not {"Efua", "Ansah"} & set(message.body.split())
    assert "Efua" not in message.subject


def test_the_second_click_on_send_is_refused(ready: Any) -> None:
    referral, _token = ready.send()
    with pytest.raises(Refused) as refusal:
        ready.send(referral)
    assert refusal.value.reasons == [Reason.WRONG_STATUS]
    assert StatusChange.objects.count() == 1


def test_a_role_without_the_verb_may_not_send(ready: Any) -> None:
    referral = ready.draft()
    with pytest.raises(PermissionDenied):
        actions.send(referral, by=ready.cast.officer, at=ready.cast.now)


def test_the_link_accepts_and_the_sender_then_waits_for_the_outcome(ready: Any) -> None:
    referral, _token = ready.send()
    with ready.cast.as_app(kind=ActorKind.LINK, actor_id=referral.pk, purpose=Purpose.REFERRAL):
        actions.answer(Referral.objects.get(), YES, by=None, at=ready.cast.now)
    referral.refresh_from_db()
    assert (referral.status, referral.first_day) == (Status.ACCEPTED, date(2026, 12, 7))
    assert open_kinds(referral) == {TaskKind.START_SERVICE}


def test_a_step_is_not_dated_before_the_one_it_follows(ready: Any) -> None:
    """Who clicked first may have waited longer for the row."""
    referral, _ = ready.send()
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        seen = Referral.objects.get(pk=referral.pk)
        clicked = ready.cast.now - timedelta(minutes=5)
        actions.ask(seen, "Can she read?", by=ready.cast.trainer, at=clicked)
    told = StatusChange.objects.filter(referral=referral).order_by("at")
    assert list(told.values_list("to", flat=True)) == [Status.SENT, Status.INFO_ASKED]


def test_a_second_answer_by_the_link_is_refused(ready: Any) -> None:
    referral, _token = ready.send()
    link = {"kind": ActorKind.LINK, "actor_id": referral.pk, "purpose": Purpose.REFERRAL}
    with ready.cast.as_app(**link):
        actions.answer(Referral.objects.get(), NO, by=None, at=ready.cast.now)
    with ready.cast.as_app(**link), pytest.raises(Refused) as refusal:
        actions.answer(Referral.objects.get(), YES, by=None, at=ready.cast.now)
    assert refusal.value.reasons == [Reason.WRONG_STATUS]


def test_declined_it_is_referred_again_and_the_two_are_tied(ready: Any) -> None:
    first, _token = ready.send()
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        actions.answer(Referral.objects.get(), NO, by=ready.cast.trainer, at=ready.cast.now)
    assert open_kinds(first) == {TaskKind.REFER_AGAIN}
    # "No places" is kept: the same service can't be asked again before it has one.
    ready.service = ready.cast.service()
    second, _token = ready.send(ready.draft(previous=first))
    assert open_kinds(first) == set()
    assert [before.pk for before in queries.chain(second)] == [first.pk]


def test_an_outcome_ends_it_and_the_sender_reads_it(ready: Any) -> None:
    referral, _token = ready.send()
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        actions.answer(Referral.objects.get(), YES, by=ready.cast.trainer, at=ready.cast.now)
        actions.report(
            Referral.objects.get(), Outcome.CERTIFICATE, on=ready.cast.now.date(),
            by=ready.cast.trainer, at=ready.cast.now,
        )  # fmt: skip
    referral.refresh_from_db()
    assert (referral.status, referral.outcome) == (Status.COMPLETED, Outcome.CERTIFICATE)
    assert open_kinds(referral) == {TaskKind.READ_OUTCOME}
    with ready.cast.as_app(ready.cast.partner):
        actions.read_outcome(referral, by=ready.cast.partner, at=ready.cast.now)
    assert open_kinds(referral) == set()


def test_withdrawing_ends_the_links_and_the_waits(ready: Any) -> None:
    referral, token = ready.send()
    with ready.cast.as_app(ready.cast.partner):
        actions.withdraw(
            referral, WithdrawReason.PERSON_WISH, by=ready.cast.partner, at=ready.cast.now
        )
    assert queries.link_of_token(token) is None
    assert open_kinds(referral) == set()


def test_a_new_link_ends_the_one_before(ready: Any) -> None:
    referral, first = ready.send()
    with ready.cast.as_app(ready.cast.partner):
        second = actions.renew_link(referral, by=ready.cast.partner, at=ready.cast.now)
    assert queries.link_of_token(first) is None
    assert opens(second) == referral.pk


def test_a_link_ends_by_itself(ready: Any) -> None:
    referral, token = ready.send()
    referral.links.update(expires_at=ready.cast.now - timedelta(minutes=1))
    assert queries.link_of_token(token) is None


def test_only_a_draft_is_discarded(ready: Any) -> None:
    draft = ready.draft()
    with ready.cast.as_app(ready.cast.partner):
        actions.discard(draft, by=ready.cast.partner, at=ready.cast.now)
    assert not Referral.objects.exists()
    sent, _token = ready.send()
    with ready.cast.as_app(ready.cast.partner), pytest.raises(Refused):
        actions.discard(sent, by=ready.cast.partner, at=ready.cast.now)


def test_a_case_does_not_close_while_a_referral_has_no_outcome(ready: Any) -> None:
    ready.send()
    with ready.cast.as_app(ready.cast.partner), pytest.raises(Refused) as refusal:
        cases.close(ready.case, ClosureReason.COMPLETED, by=ready.cast.partner, at=ready.cast.now)
    assert Reason.NO_OUTCOME_YET in refusal.value.reasons
