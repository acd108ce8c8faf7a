"""Several for one set of needs; what a person asks for; offers; who may do none of it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from homeward.access.choices import ActorKind, OrganisationKind, Purpose, Role
from homeward.core.refusals import Refused
from homeward.offers.models import Offer
from homeward.referrals import actions, queries
from homeward.referrals.choices import Reason, RequestReason, RequestStatus, Status
from homeward.referrals.models import Bundle, Referral, ServiceRequest, SharedFact
from homeward.services.models import Service
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def offer(ready: Any) -> Offer:
    return Offer.objects.create(
        kind="training", status="open", organisation=ready.cast.provider, title="Evening sewing",
        places_total=4, places_free=2,
    )  # fmt: skip


@pytest.fixture
def clinic(ready: Any) -> Any:
    """A second service, with which nothing is agreed."""
    other = ready.cast.organisation("Clinic", OrganisationKind.PROVIDER, "GH")
    return Service.objects.create(
        name="Health centre", organisation=other, places_free=3, languages=["en"]
    )


@pytest.fixture
def person(ready: Any) -> Any:
    user = ready.cast.user("self", ready.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = ready.people[0].pk, None
    user.save()
    return user


def bundle_of(ready: Any, *targets: Any, kinds: Any = ("name",)) -> Bundle:
    cast = ready.cast
    with cast.as_app(cast.partner):
        facts = queries.facts_to_choose(ready.case, ready.people[0], on=cast.now.date())
        parts = [actions.Part(to, [fact for fact in facts if fact.kind in kinds]) for to in targets]
        return actions.draft_together(
            ready.case, parts, person=ready.people[0], about="Work and health", by=cast.partner,
            at=cast.now,
        )  # fmt: skip


def test_an_offer_is_referred_to_as_a_service_is(ready: Any, offer: Offer) -> None:
    ready.service = offer
    referral, _token = ready.send(ready.draft("name"))
    assert (referral.offer, referral.service, referral.receiver_org) == (
        offer, None, ready.cast.provider,
    )  # fmt: skip
    assert str(referral.shown_name) == "Evening sewing"


def test_an_offer_that_is_closed_or_full_is_not_asked(ready: Any, offer: Offer) -> None:
    Offer.objects.update(status="closed", places_free=0)
    ready.service = Offer.objects.get()
    with pytest.raises(Refused) as refusal:
        ready.send(ready.draft("name"))
    assert refusal.value.reasons == [Reason.NOT_OPEN, Reason.NO_PLACES]


def test_a_bundle_is_sent_as_one_act(ready: Any, offer: Offer) -> None:
    bundle = bundle_of(ready, ready.service, offer)
    cast = ready.cast
    with cast.as_app(cast.partner):
        links = actions.send_together(bundle, by=cast.partner, at=cast.now)
        sent = queries.of_case(ready.case)
        (line,) = queries.bundles_of(ready.case, sent)
    assert set(links) == {one.pk for one in sent}
    assert {one.status for one in sent} == {Status.SENT}
    assert (line.count, line.words) == (2, "2 Sent, no answer yet")


def test_one_that_can_not_be_sent_keeps_all_of_them_back(ready: Any, clinic: Any) -> None:
    bundle = bundle_of(ready, ready.service, clinic)
    cast = ready.cast
    with cast.as_app(cast.partner), pytest.raises(actions.RefusedTogether) as refusal:
        actions.send_together(bundle, by=cast.partner, at=cast.now)
    ((which, reasons),) = refusal.value.found
    assert (which.service, reasons) == (clinic, [Reason.NO_CONSENT, Reason.NO_AGREEMENT])
    assert set(Referral.objects.values_list("status", flat=True)) == {Status.DRAFT}


def test_each_receiver_of_a_bundle_sees_its_own_alone(ready: Any, clinic: Any) -> None:
    cast = ready.cast
    cast.agree(cast.partner_org, clinic.organisation, Purpose.REFERRAL)
    cast.consent(ready.people[0], clinic.organisation, Purpose.REFERRAL, by=cast.partner)
    bundle = bundle_of(ready, ready.service, clinic)
    with cast.as_app(cast.partner):
        actions.send_together(bundle, by=cast.partner, at=cast.now)
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        assert [one.service for one in Referral.objects.all()] == [ready.service]
        assert SharedFact.objects.count() == 1
        assert not Bundle.objects.exists()
    for user in (cast.stranger, cast.trainer):
        with cast.as_app(user):
            assert not Bundle.objects.exists()


def test_one_alone_is_no_bundle(ready: Any) -> None:
    with pytest.raises(Refused) as refusal:
        bundle_of(ready, ready.service)
    assert refusal.value.reasons == [Reason.NOTHING_CHOSEN]


def test_a_discarded_bundle_leaves_nothing(ready: Any, offer: Offer) -> None:
    bundle = bundle_of(ready, ready.service, offer)
    with ready.cast.as_app(ready.cast.partner):
        actions.discard_together(bundle, by=ready.cast.partner, at=ready.cast.now)
    assert not Bundle.objects.exists()
    assert not Referral.objects.exists()
    assert not Task.objects.filter(kind=TaskKind.SEND_REFERRAL, done_at=None).exists()


def ask(ready: Any, person: Any, to: Any) -> ServiceRequest:
    with ready.cast.as_app(person, kind=ActorKind.PERSON):
        return actions.ask_for(ready.case, to, text="I like it", by=person, at=ready.cast.now)


def test_what_a_person_asks_for_waits_with_their_case_worker(ready: Any, person: Any) -> None:
    asked = ask(ready, person, ready.service)
    assert ask(ready, person, ready.service) == asked
    wait = Task.objects.get(subject_id=asked.pk, done_at=None)
    assert (wait.kind, wait.holder) == (TaskKind.ANSWER_REQUEST, ready.cast.partner)
    assert wait.due_on is not None
    for user, seen in ((ready.cast.partner, 1), (ready.cast.stranger, 0), (ready.cast.trainer, 0)):
        with ready.cast.as_app(user):
            assert ServiceRequest.objects.count() == seen


def test_it_is_turned_down_with_a_reason_that_the_person_reads(ready: Any, person: Any) -> None:
    asked = ask(ready, person, ready.service)
    cast = ready.cast
    with cast.as_app(cast.partner):
        with pytest.raises(Refused) as refusal:
            actions.turn_down(asked, "", by=cast.partner, at=cast.now)
        assert refusal.value.reasons == [Reason.NO_REASON]
        actions.turn_down(
            asked, RequestReason.NO_PLACES, reply="In May", by=cast.partner, at=cast.now
        )
    with cast.as_app(person, kind=ActorKind.PERSON):
        read = ServiceRequest.objects.get()
        assert (read.status, read.reason, read.reply) == (
            RequestStatus.DECLINED, RequestReason.NO_PLACES, "In May",
        )  # fmt: skip
    with cast.as_app(cast.partner), pytest.raises(Refused) as refusal:
        actions.turn_down(asked, RequestReason.NO_PLACES, by=cast.partner, at=cast.now)
    assert refusal.value.reasons == [Reason.REQUEST_ANSWERED]


def test_a_draft_of_it_answers_it_and_a_discarded_one_opens_it_again(
    ready: Any, person: Any
) -> None:
    asked = ask(ready, person, ready.service)
    cast, draft = ready.cast, ready.draft("name")
    with cast.as_app(cast.partner):
        actions.take_up(asked, draft, by=cast.partner, at=cast.now)
        assert not Task.objects.filter(kind=TaskKind.ANSWER_REQUEST, done_at=None).exists()
        actions.discard(draft, by=cast.partner, at=cast.now)
        assert ServiceRequest.objects.get().status == RequestStatus.OPEN
        assert Task.objects.filter(kind=TaskKind.ANSWER_REQUEST, done_at=None).count() == 1


def test_the_person_takes_it_back_as_long_as_nobody_answered(ready: Any, person: Any) -> None:
    asked = ask(ready, person, ready.service)
    with ready.cast.as_app(person, kind=ActorKind.PERSON):
        actions.take_back(asked, by=person, at=ready.cast.now)
        with pytest.raises(Refused):
            actions.take_back(asked, by=person, at=ready.cast.now)
    assert not Task.objects.filter(subject_id=asked.pk, done_at=None).exists()


def test_nobody_asks_in_the_person_s_name(ready: Any, person: Any) -> None:
    with ready.cast.as_app(ready.cast.partner), pytest.raises(PermissionDenied):
        actions.ask_for(ready.case, ready.service, by=ready.cast.partner, at=ready.cast.now)


def test_a_person_answers_no_request_and_moves_no_referral_of_theirs(
    ready: Any, person: Any
) -> None:
    ready.send(ready.draft("name"))
    asked = ask(ready, person, ready.service)
    for change in ({"status": "taken"}, {"status": "declined", "reason": "not_now"}):
        with pytest.raises(DatabaseError), ready.cast.as_app(person, kind=ActorKind.PERSON):
            ServiceRequest.objects.filter(pk=asked.pk).update(**change)
    with ready.cast.as_app(person, kind=ActorKind.PERSON):
        assert Referral.objects.update(status="withdrawn") == 0


def test_both_sides_of_the_border_refer(ready: Any) -> None:
    """The counsellor of the host country, before the departure as after it."""
    cast = ready.cast
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    cast.consent(ready.people[0], cast.provider, Purpose.REFERRAL)
    with cast.as_app(cast.owner):
        facts = queries.facts_to_choose(ready.case, ready.people[0], on=cast.now.date())
        draft = actions.draft(
            ready.case, ready.service, person=ready.people[0],
            facts=[fact for fact in facts if fact.kind == "name"], by=cast.owner, at=cast.now,
        )  # fmt: skip
        actions.send(draft, by=cast.owner, at=cast.now)
    by_partner, _token = ready.send(ready.draft("name"))
    owners = {one.owner_org for one in Referral.objects.filter(status=Status.SENT)}
    assert owners == {cast.host, by_partner.owner_org}
