"""The pages of choosing, of several together, of questions, and of what a person asks for."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.offers.models import Offer
from homeward.referrals import actions
from homeward.referrals.choices import Outcome, PersonSays, RequestStatus, Status
from homeward.referrals.models import Bundle, Referral, ServiceRequest
from homeward.referrals.rules import Answer


@pytest.fixture
def offer(ready: Any) -> Offer:
    return Offer.objects.create(
        kind="training", status="open", organisation=ready.cast.provider, title="Evening sewing"
    )


@pytest.fixture
def person(ready: Any) -> Any:
    user = ready.cast.user("self", ready.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = ready.people[0].pk, None
    user.save()
    # The database has renewed what its sessions carry.
    user.refresh_from_db()
    return user


def answered(ready: Any, said: Answer) -> Referral:
    referral, _token = ready.send(ready.draft("name", "age"))
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        actions.answer(Referral.objects.get(), said, by=ready.cast.trainer, at=ready.cast.now)
    return referral


def test_after_one_in_vain_the_same_facts_are_chosen_already(ready: Any, client_of: Any) -> None:
    before = answered(ready, Answer(accepts=False, decline_reason="no_places"))
    page = client_of(ready.cast.partner)
    choose = reverse("referrals:choose", args=[ready.case.pk]) + f"?previous={before.pk}"
    assert before.number in page.get(choose).text
    new = reverse("referrals:new", args=[ready.case.pk, ready.service.pk])
    text = page.get(f"{new}?previous={before.pk}").text
    assert text.count("checked") == 2


def test_offers_are_listed_by_kind_and_asked(ready: Any, offer: Offer, client_of: Any) -> None:
    page = client_of(ready.cast.partner)
    choose = reverse("referrals:choose", args=[ready.case.pk])
    assert "Evening sewing" in page.get(f"{choose}?kind=training").text
    assert "Evening sewing" not in page.get(f"{choose}?kind=vacancy").text
    new = reverse("referrals:new_for_offer", args=[ready.case.pk, offer.pk])
    said = {"person": str(ready.people[0].pk), "facts": ["name"], "send": "1"}
    assert page.post(new, said).status_code == 302
    assert Referral.objects.get().offer == offer


def test_several_are_asked_on_one_page(ready: Any, offer: Offer, client_of: Any) -> None:
    page = client_of(ready.cast.partner)
    together = reverse("referrals:together", args=[ready.case.pk])
    assert "Nothing is chosen" in page.get(f"{together}?service=x").text
    url = f"{together}?service={ready.service.pk}&offer={offer.pk}"
    said = {
        "person": str(ready.people[0].pk), "send": "1",
        f"service-{ready.service.pk}-facts": ["name"], f"offer-{offer.pk}-facts": [],
    }  # fmt: skip
    refused = page.post(url, said)
    assert refused.status_code == 409
    assert "None of them was sent" in refused.text
    bundle = Bundle.objects.get()
    assert set(bundle.referrals.values_list("status", flat=True)) == {Status.DRAFT}
    page.post(reverse("referrals:discard_bundle", args=[bundle.pk]))
    said[f"offer-{offer.pk}-facts"] = ["age"]
    assert page.post(url, said).status_code == 302
    bundle = Bundle.objects.get()
    assert (
        "2 Sent, no answer yet" in page.get(reverse("referrals:of_case", args=[ready.case.pk])).text
    )
    assert page.get(reverse("referrals:bundle", args=[bundle.pk])).status_code == 200
    stranger = client_of(ready.cast.stranger)
    assert stranger.get(reverse("referrals:bundle", args=[bundle.pk])).status_code == 404
    assert stranger.get(together).status_code == 404
    assert client_of(ready.cast.officer).get(together).status_code == 403


def test_a_question_is_answered_on_its_page(ready: Any, client_of: Any) -> None:
    referral, _token = ready.send(ready.draft("name"))
    with ready.cast.as_app(ready.cast.trainer, Purpose.REFERRAL):
        actions.ask(Referral.objects.get(), "Can she?", by=ready.cast.trainer, at=ready.cast.now)
    page, tell = client_of(ready.cast.partner), reverse("referrals:tell", args=[referral.pk])
    assert "Can she?" in page.get(tell).text
    assert page.post(tell, {"reply": ""}).status_code == 409
    assert page.post(tell, {"reply": "Yes", "facts": ["age"]}).status_code == 302
    assert page.post(tell, {"reply": "Yes"}).status_code == 409
    detail = page.get(reverse("referrals:detail", args=[referral.pk])).text
    assert "Can she?" in detail
    assert "Answered by the sender" in detail


def test_the_person_asks_the_worker_answers_and_the_person_reads_it(
    ready: Any, person: Any, client_of: Any
) -> None:
    own, page = client_of(person), client_of(ready.cast.partner)
    assert own.get(reverse("portal:find")).status_code == 200
    ask = reverse("portal:ask", args=[ready.service.pk])
    assert "Tailoring course" in own.get(ask).text
    assert own.post(ask, {"text": "I sew"}).status_code == 302
    wanted = ServiceRequest.objects.get()
    assert "Tailoring course" in own.get(reverse("portal:home")).text
    url = reverse("referrals:request", args=[wanted.pk])
    assert "I sew" in page.get(url).text
    assert page.post(url, {"reason": ""}).status_code == 400
    assert client_of(ready.cast.stranger).get(url).status_code == 404
    new = reverse("referrals:new", args=[ready.case.pk, ready.service.pk])
    said = {"person": str(ready.people[0].pk), "facts": ["name"], "keep": "1"}
    assert page.post(f"{new}?request={wanted.pk}", said).status_code == 302
    wanted.refresh_from_db()
    assert (wanted.status, wanted.referral) == (RequestStatus.TAKEN, Referral.objects.get())
    assert own.post(reverse("portal:take_back", args=[wanted.pk])).status_code == 302
    wanted.refresh_from_db()
    assert wanted.status == RequestStatus.TAKEN
    assert own.get(reverse("portal:ask", args=[uuid4()])).status_code == 404


def test_the_person_says_on_their_page_that_it_was_so(
    ready: Any, person: Any, client_of: Any
) -> None:
    referral = answered(ready, Answer(accepts=True, first_day=ready.cast.now.date()))
    own = client_of(person)
    url = reverse("portal:confirm", args=[referral.pk])
    assert own.post(url, {"says": PersonSays.YES}).status_code == 409
    with ready.cast.as_app(kind=ActorKind.LINK, actor_id=referral.pk, purpose=Purpose.REFERRAL):
        actions.report(
            Referral.objects.get(), Outcome.CERTIFICATE, on=ready.cast.now.date(), by=None,
            at=ready.cast.now,
        )  # fmt: skip
    assert url in own.get(reverse("portal:home")).text
    assert own.post(url, {"says": PersonSays.YES}).status_code == 302
    referral.refresh_from_db()
    assert referral.status == Status.CONFIRMED
