"""The caseload of a receiver with an account."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from homeward.access.choices import Purpose, Role
from homeward.referrals import actions, caseload, confirmations
from homeward.referrals.models import Referral
from homeward.referrals.rules import Answer

INBOX = reverse("referrals:inbox")
YES = Answer(accepts=True, first_day=date(2026, 12, 7), received_by="Mrs Boateng")


@pytest.fixture
def sent(ready: Any) -> Any:
    ready.referral, ready.token = ready.send()
    ready.inbox = ready.cast.trainer
    return ready


def as_trainer(desk: Any) -> Any:
    return desk.cast.as_app(desk.cast.trainer, Purpose.REFERRAL)


def accept(desk: Any, referral: Referral) -> Referral:
    with as_trainer(desk):
        return actions.answer(referral, YES, by=desk.cast.trainer, at=desk.cast.now)


def start(desk: Any, referral: Referral) -> Referral:
    accept(desk, referral)
    with as_trainer(desk):
        return actions.start(
            referral, on=desk.cast.now.date(), by=desk.cast.trainer, at=desk.cast.now
        )


def test_it_begins_with_what_is_to_answer_and_says_the_next_step(sent: Any, client_of: Any) -> None:
    page = client_of(sent.cast.trainer).get(INBOX).content.decode()
    assert sent.referral.number in page
    assert "To answer (1)" in page
    assert "Efua A." in page
    assert "Answer: Tailoring course" in page


def test_a_filter_stays_in_the_address_and_a_number_is_found_wherever_it_stands(
    sent: Any, client_of: Any
) -> None:
    accept(sent, sent.referral)
    desk = client_of(sent.cast.trainer)
    assert sent.referral.number not in desk.get(INBOX).content.decode()
    assert sent.referral.number in desk.get(INBOX, {"q": sent.referral.number}).content.decode()
    now = desk.get(INBOX, {"group": "now"}).content.decode()
    assert sent.referral.number in now
    assert '<option value="now" selected' in now


def test_what_nobody_asked_for_filters_nothing() -> None:
    asked = caseload.asked({"group": "?", "service": "x' or 1=1", "q": "\x00"})
    assert asked == caseload.Asked()


def test_the_soonest_due_stands_first(sent: Any) -> None:
    today = sent.cast.now.date()
    late, _token = sent.send(sent.draft(answer_due_on=today + timedelta(days=9)))
    soon, _token = sent.send(sent.draft(answer_due_on=today + timedelta(days=1)))
    with as_trainer(sent):
        found = list(caseload.found(caseload.Asked(), sent.cast.trainer))
    order = [row.number for row in found]
    assert order.index(soon.number) < order.index(late.number)


def test_several_still_attend_with_one_click_and_the_senders_see_it(
    sent: Any, client_of: Any
) -> None:
    other, _token = sent.send()
    start(sent, sent.referral)
    start(sent, other)
    desk = client_of(sent.cast.trainer)
    url = reverse("referrals:attending")
    answer = desk.post(url, {"referral": [sent.referral.pk, other.pk, uuid4(), "x"]}, follow=True)
    words = answer.content.decode()
    assert "2 people still attend" in words
    assert "1 has ended meanwhile" in words
    assert set(Referral.objects.values_list("attending_on", flat=True)) == {sent.cast.now.date()}
    page = client_of(sent.cast.partner).get(reverse("referrals:detail", args=[other.pk]))
    assert "Still attending" in page.content.decode()


def test_the_sender_can_not_say_it_for_them(sent: Any) -> None:
    start(sent, sent.referral)
    with sent.cast.as_app(sent.cast.partner), pytest.raises(PermissionDenied):
        actions.confirm_attending([sent.referral.pk], by=sent.cast.partner, at=sent.cast.now)


def test_another_provider_sees_and_confirms_nothing(sent: Any, client_of: Any) -> None:
    start(sent, sent.referral)
    other = sent.cast.user("other", sent.cast.stranger_org, Role.PROVIDER)
    with sent.cast.as_app(other, Purpose.REFERRAL):
        assert actions.confirm_attending([sent.referral.pk], by=other, at=sent.cast.now) == 0
    desk = client_of(other)
    assert sent.referral.number not in desk.get(INBOX, {"group": "all"}).content.decode()
    for name, args in (
        ("received", [sent.referral.pk]),
        ("received_letter", [sent.referral.pk, "attendance"]),
    ):
        assert desk.get(reverse(f"referrals:{name}", args=args)).status_code == 404


def test_the_list_of_a_day_has_who_comes_first_and_who_comes_already(
    sent: Any, client_of: Any
) -> None:
    accept(sent, sent.referral)
    desk = client_of(sent.cast.trainer)
    page = desk.get(reverse("referrals:day"), {"on": "2026-12-07"}).content.decode()
    assert "Efua Ansah" in page
    assert "Efua" not in desk.get(reverse("referrals:day"), {"on": "2026-12-08"}).content.decode()
    paper = desk.get(reverse("referrals:day_list"), {"on": "2026-12-07"})
    assert paper.content.startswith(b"%PDF")


def test_a_letter_is_there_as_the_state_carries_it(sent: Any, client: Any) -> None:
    link = reverse("referrals:link_letter", args=[sent.token, "place"])
    assert client.get(link).status_code == 404
    accept(sent, sent.referral)
    assert client.get(link).content.startswith(b"%PDF")
    with as_trainer(sent):
        said = confirmations.of(caseload.shown(Referral.objects.all()).get(), "place")
    assert ["Name", "Efua Ansah"] in said["heads"]
    assert "Reintegration" not in str(said)


def test_the_name_is_left_blank_when_it_is_no_longer_shared(sent: Any) -> None:
    accept(sent, sent.referral)
    sent.referral.facts.all().delete()
    with as_trainer(sent):
        said = confirmations.of(caseload.shown(Referral.objects.all()).get(), "place")
    assert ["Name", confirmations.BLANK] in said["heads"]


def test_the_sender_finds_what_it_heard_of_since_yesterday(sent: Any, client_of: Any) -> None:
    other, _token = sent.send()
    accept(sent, sent.referral)
    desk = client_of(sent.cast.partner)
    page = desk.get(reverse("referrals:index"), {"changed": 1}).content.decode()
    assert sent.referral.number in page
    # What the sender did itself is no news to it.
    assert other.number not in page
