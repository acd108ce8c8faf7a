"""What is signed, when it is tried again, and when it is given up."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from homeward.webhooks import rules
from homeward.webhooks.choices import Failure, Reason
from homeward.webhooks.rules import KeepingFacts
from homeward.webhooks.tests.conftest import is_signed

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
OTHER = "whsec_" + base64.b64encode(bytes(32)).decode()
AT = datetime(2026, 3, 1, tzinfo=UTC)
GOOD = KeepingFacts(
    url_is_public=True, events=["referral.sent"], user_is_of_the_organisation=True, others=0
)


def headers(*secrets: str, body: bytes = b"{}") -> dict[str, str]:
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(AT.timestamp())),
        "webhook-signature": rules.sign(secrets, message_id="msg_1", at=AT, body=body),
    }


def test_the_signature_is_that_of_the_standard_s_example() -> None:
    # From the specification's own test: its secret, message, time and signature.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)
    signed = rules.sign(
        [secret], message_id="msg_p5jXN8AQM9LWM0D4loKWxJek", at=at, body=b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_an_independent_receiver_knows_it_and_nothing_else() -> None:
    assert is_signed(SECRET, headers(SECRET), b"{}")
    assert not is_signed(SECRET, headers(SECRET), b"{ }")
    assert not is_signed(OTHER, headers(SECRET), b"{}")


def test_two_secrets_sign_while_one_follows_the_other() -> None:
    both = headers(SECRET, OTHER)
    assert is_signed(SECRET, both, b"{}")
    assert is_signed(OTHER, both, b"{}")


def test_pauses_double_up_to_the_longest_and_never_come_all_at_once() -> None:
    longest = [rules.pause_after(n, chance=1) for n in range(1, 14)]
    assert longest[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert longest[-1] == rules.LONGEST_PAUSE
    assert rules.pause_after(3, chance=0) == longest[2] / 2


def test_it_is_tried_for_days_and_then_given_up() -> None:
    early, late = AT + timedelta(days=2), AT + timedelta(days=4)
    assert not rules.gives_up(first_tried_at=None, again=late, status=500)
    assert not rules.gives_up(first_tried_at=AT, again=early, status=500)
    assert rules.gives_up(first_tried_at=AT, again=late, status=500)
    assert rules.gives_up(first_tried_at=None, again=early, status=410)


@pytest.mark.parametrize(
    ("status", "failure"),
    [(200, None), (204, None), (302, Failure.STATUS), (404, Failure.STATUS), (500, Failure.STATUS)],
)
def test_success_is_a_2xx_alone(status: int, failure: Failure | None) -> None:
    assert rules.failure_of(status) == failure


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"url_is_public": False}, Reason.NOT_HTTPS),
        ({"events": []}, Reason.NO_EVENT),
        ({"events": ["endpoint.test"]}, Reason.NO_EVENT),
        ({"user_is_of_the_organisation": False}, Reason.ANOTHER_ORGANISATION),
        ({"others": rules.MOST}, Reason.TOO_MANY),
    ],
)
def test_each_fault_alone_stops_it(fault: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_keep(GOOD) == []
    assert rules.reasons_not_to_keep(replace(GOOD, **fault)) == [reason]
