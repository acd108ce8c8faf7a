"""A link and its PIN: who opens it, who doesn't, and what the sender sees of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from homeward.config import again
from homeward.core.tests.restoring import undone
from homeward.core.tokens import hash_of
from homeward.messages.models import Message
from homeward.referrals import actions, pins
from homeward.referrals.choices import Status
from homeward.referrals.models import AnswerLink, Referral
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

PIN, WRONG = "204816", "999999"


@pytest.fixture
def sent(ready: Any) -> Any:
    """Sent with a link that asks for no PIN."""
    ready.referral, ready.token = ready.send()
    return ready


@pytest.fixture
def with_pin(sent: Any) -> Any:
    """A new link that asks for one; the first has ended with it."""
    sent.old = sent.token
    with sent.cast.as_app(sent.cast.partner):
        sent.token = actions.renew_link(
            sent.referral, pin=PIN, by=sent.cast.partner, at=sent.cast.now
        )
    return sent


def url(token: str) -> str:
    return reverse("referrals:link", args=[token])


def link_of(token: str) -> AnswerLink:
    return AnswerLink.objects.get(token_hash=hash_of(token))


def renewal_waits() -> int:
    return Task.objects.filter(kind=TaskKind.RENEW_LINK, done_at__isnull=True).count()


def test_arabic_digits_and_blanks_are_the_same_pin() -> None:
    assert pins.as_typed("٢٠٤ ٨١٦") == PIN == pins.as_typed(" 204-816 ")
    assert pins.hash_of_pin(PIN, "one") != pins.hash_of_pin(PIN, "other")
    assert len(pins.new_pin()) == pins.DIGITS


def test_opening_changes_nothing_and_is_told_to_the_sender(
    sent: Any, client: Any, client_of: Any
) -> None:
    assert client.get(url(sent.token)).status_code == 200
    assert client.get(url(sent.token)).status_code == 200
    assert Referral.objects.get().status == Status.SENT
    link = link_of(sent.token)
    assert (link.times_opened, link.first_opened_at) == (1, link.last_opened_at)
    page = client_of(sent.cast.partner).get(reverse("referrals:links", args=[sent.referral.pk]))
    assert "once, on" in page.content.decode()
    page = client_of(sent.cast.partner).get(reverse("referrals:detail", args=[sent.referral.pk]))
    assert "The link was opened" in page.content.decode()


def test_without_the_pin_nothing_of_the_referral_is_shown(with_pin: Any, client: Any) -> None:
    page = client.get(url(with_pin.token))
    assert page.status_code == 200
    shown = page.content.decode()
    assert with_pin.referral.number not in shown
    assert "Efua" not in shown
    assert link_of(with_pin.token).times_opened == 0
    answer = {"act": "answer", "answer": "decline", "decline_reason": "no_places"}
    assert client.post(url(with_pin.token), answer).status_code == 403
    assert Referral.objects.get().status == Status.SENT


def test_with_the_pin_it_opens_and_stays_open_in_this_browser(with_pin: Any, client: Any) -> None:
    tried = client.post(url(with_pin.token), {"pin": "٢٠٤٨١٦"})
    assert tried.status_code == 302
    assert with_pin.referral.number in client.get(url(with_pin.token)).content.decode()
    assert link_of(with_pin.token).times_opened == 1


def test_an_answer_typed_when_the_pin_had_run_out_goes_on_with_it(
    with_pin: Any, client: Any
) -> None:
    answer = {"act": "answer", "answer": "decline", "decline_reason": "too_far", "text": "<b>far"}
    page = client.post(url(with_pin.token), answer).content.decode()
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert carried["text"] == "&lt;b&gt;far"
    client.post(url(with_pin.token), {**answer, "pin": PIN})
    assert Referral.objects.get().status == Status.DECLINED


def test_three_wrong_pins_lock_the_link_and_tell_the_sender(with_pin: Any, client: Any) -> None:
    for left in ("2 tries are left", "1 try is left"):
        refused = client.post(url(with_pin.token), {"pin": WRONG})
        assert refused.status_code == 403
        assert left in refused.content.decode()
    locked = client.post(url(with_pin.token), {"pin": WRONG})
    assert "This link is locked" in locked.content.decode()
    # Too late for the right one as well.
    assert client.post(url(with_pin.token), {"pin": PIN}).status_code == 403
    wait = Task.objects.get(kind=TaskKind.RENEW_LINK)
    assert (wait.holder, wait.reference) == (with_pin.cast.partner, with_pin.referral.number)
    assert with_pin.cast.stranger_org.pk not in {wait.holder_org_id, wait.waiter_org_id}


def test_a_pin_of_five_digits_is_a_slip_and_not_counted(with_pin: Any, client: Any) -> None:
    for _ in range(4):
        client.post(url(with_pin.token), {"pin": "20481"})
    assert link_of(with_pin.token).wrong_pins == 0


def test_a_new_link_ends_the_wait_after_a_locked_one(with_pin: Any, client: Any) -> None:
    for _ in range(3):
        client.post(url(with_pin.token), {"pin": WRONG})
    assert renewal_waits() == 1
    with with_pin.cast.as_app(with_pin.cast.partner):
        actions.renew_link(with_pin.referral, by=with_pin.cast.partner, at=with_pin.cast.now)
    assert renewal_waits() == 0


def test_withdrawing_ends_the_wait_after_a_locked_link_too(with_pin: Any, client: Any) -> None:
    for _ in range(3):
        client.post(url(with_pin.token), {"pin": WRONG})
    with with_pin.cast.as_app(with_pin.cast.partner):
        actions.withdraw(
            with_pin.referral, "mistake", by=with_pin.cast.partner, at=with_pin.cast.now
        )
    assert renewal_waits() == 0


def test_an_ended_revoked_or_unknown_link_looks_the_same(with_pin: Any, client: Any) -> None:
    assert client.get(url(with_pin.old)).status_code == 404
    assert client.get(url("guess")).status_code == 404
    AnswerLink.objects.update(expires_at=with_pin.cast.now - timedelta(minutes=1))
    ended = client.get(url(with_pin.token))
    assert (ended.status_code, "PIN" in ended.content.decode()) == (404, False)


def test_the_pin_of_one_link_does_not_open_another(with_pin: Any, client: Any) -> None:
    client.post(url(with_pin.token), {"pin": PIN})
    other, token = with_pin.send()
    with with_pin.cast.as_app(with_pin.cast.partner):
        token = actions.renew_link(
            other, pin="111111", by=with_pin.cast.partner, at=with_pin.cast.now
        )
    client.cookies["homeward_link"]["path"] = url(token)
    assert other.number not in client.get(url(token)).content.decode()


def test_the_sender_makes_a_link_with_a_pin_and_sees_both_once(sent: Any, client_of: Any) -> None:
    desk = client_of(sent.cast.partner)
    made = desk.post(
        reverse("referrals:renew_link", args=[sent.referral.pk]), {"with_pin": "on"}, follow=True
    )
    shown = made.content.decode()
    token = re.search(r"/r/([\w-]+)/", shown)
    pin = re.search(r"\b(\d{3}) (\d{3})\b", shown)
    assert token
    assert pin
    link = link_of(token.group(1))
    assert link.pin_hash == pins.hash_of_pin("".join(pin.groups()), token.group(1))
    again = desk.get(reverse("referrals:detail", args=[sent.referral.pk])).content.decode()
    assert token.group(1) not in again
    assert pin.group(0) not in again


def test_the_message_with_a_pin_says_that_there_is_one_and_not_which(sent: Any) -> None:
    sent.service.email = "desk@example.org"
    sent.service.save()
    with sent.cast.as_app(sent.cast.partner):
        actions.renew_link(sent.referral, pin=PIN, by=sent.cast.partner, at=sent.cast.now)
    message = Message.objects.latest("queued_at")
    assert "PIN" in message.body
    assert PIN not in message.body
    assert "Efua" not in message.body + message.subject


def test_revoking_asks_first_and_then_closes_it(sent: Any, client: Any, client_of: Any) -> None:
    desk, link = client_of(sent.cast.partner), link_of(sent.token)
    page = reverse("referrals:revoke_link", args=[link.pk])
    assert desk.get(page).status_code == 200
    assert client.get(url(sent.token)).status_code == 200
    assert desk.post(page).status_code == 302
    assert client.get(url(sent.token)).status_code == 404


def test_links_that_were_ended_after_a_backup_are_ended_in_it_again(sent: Any, client: Any) -> None:
    first = link_of(sent.token)
    with undone(), sent.cast.as_app(sent.cast.partner):
        actions.renew_link(sent.referral, by=sent.cast.partner, at=sent.cast.now)
    assert client.get(url(sent.token)).status_code == 200
    assert again.restrict(at=sent.cast.now)["links and codes"] == 1
    assert client.get(url(sent.token)).status_code == 404
    assert again.restrict(at=sent.cast.now)["links and codes"] == 0
    first.refresh_from_db()
    assert first.revoked_at == sent.cast.now


def test_a_stranger_and_the_receiver_see_no_links(sent: Any, client_of: Any) -> None:
    link = link_of(sent.token)
    for name, args in (
        ("links", [sent.referral.pk]),
        ("revoke_link", [link.pk]),
        ("locked_link", [link.pk]),
    ):
        assert (
            client_of(sent.cast.stranger).get(reverse(f"referrals:{name}", args=args)).status_code
            == 404
        )
        assert client_of(sent.cast.trainer).get(
            reverse(f"referrals:{name}", args=args)
        ).status_code in {403, 404}
