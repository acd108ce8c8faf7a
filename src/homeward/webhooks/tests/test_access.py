"""Each organisation keeps its own webhooks, and writes no event by hand but a trial."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.referrals import actions as referrals
from homeward.webhooks import actions
from homeward.webhooks.choices import Reason
from homeward.webhooks.models import Attempt, Delivery, Endpoint, Event


def test_a_stranger_and_nobody_see_none(cast: Any, keep: Any, draft: Any, tell: Any) -> None:
    endpoint, _secret = keep(cast.owner)
    referral = draft()
    with cast.as_app(cast.owner):
        referrals.send(referral, by=cast.owner, at=cast.now)
    tell()
    with cast.as_app(endpoint.made_by):
        assert all(m.objects.count() == 1 for m in (Endpoint, Delivery, Event, Attempt))
    keep(cast.stranger)
    manager = cast.user("stranger-manager", cast.stranger_org, Role.PROGRAMME_MANAGER)
    with cast.as_app(manager):
        assert Endpoint.objects.count() == 1
        assert not any(m.objects.exists() for m in (Delivery, Event, Attempt))
    with cast.as_app():
        assert not any(m.objects.exists() for m in (Endpoint, Delivery, Event, Attempt))


def test_a_case_worker_keeps_none(cast: Any, keep: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.keep(
            "https://example.org/", used_for="x", events=["referral.sent"], user=cast.owner,
            by=cast.owner, at=cast.now,
        )  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/",
     "https://u:p@example.org/", "https://169.254.169.254/", "ftp://example.org/", "https://"],
)  # fmt: skip
def test_an_address_inside_is_not_kept(cast: Any, url: str) -> None:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    with cast.as_app(manager), pytest.raises(Refused) as refusal:
        actions.keep(
            url, used_for="x", events=["referral.sent"], user=cast.owner, by=manager, at=cast.now
        )
    assert refusal.value.reasons == [Reason.NOT_HTTPS]


def test_nobody_writes_an_event_of_a_referral_by_hand(cast: Any, keep: Any) -> None:
    endpoint, _secret = keep(cast.owner)
    with cast.as_app(endpoint.made_by):
        with pytest.raises(DatabaseError), transaction.atomic():
            Event.objects.create(
                kind="referral.sent", subject_kind="referral", subject_id=uuid4(), at=cast.now
            )
        for call in (
            "select webhooks_claim(1, '{}', now(), now())",
            "select webhooks_drop(1)",
            "select webhooks_note('referral.sent', 'referral', gen_random_uuid(), null)",
            "select webhooks_forget(now())",
        ):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(call)


def test_the_secret_is_kept_as_ciphertext_and_changes_with_both_in_use(
    cast: Any, keep: Any
) -> None:
    endpoint, secret = keep(cast.owner)
    with connection.cursor() as cursor:
        cursor.execute("select secret from webhooks_endpoint")
        assert secret.encode() not in bytes(cursor.fetchone()[0])
    manager = endpoint.made_by
    with cast.as_app(manager):
        fresh = actions.renew_secret(endpoint, by=manager, at=cast.now)
    endpoint = Endpoint.objects.get()
    assert fresh != secret
    assert (endpoint.secret, endpoint.previous_secret) == (fresh, secret)
    assert endpoint.previous_until is not None
