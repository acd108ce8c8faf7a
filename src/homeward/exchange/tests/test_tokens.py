"""A token is granted by a manager, taken by its user, and opens no more than that user sees."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.exchange import actions
from homeward.exchange.choices import Reason
from homeward.exchange.models import ApiToken
from homeward.messages.models import Message


def reasons(refusal: Any) -> list[Any]:
    return list(refusal.value.reasons)


def test_nobody_grants_a_token_to_themselves(cast: Any, tokens: Any) -> None:
    manager = tokens.manager(cast.owner)
    with pytest.raises(Refused) as refusal:
        tokens.grant(manager, by=manager)
    assert reasons(refusal) == [Reason.FOR_YOURSELF]


def test_a_token_is_for_a_colleague_alone(cast: Any, tokens: Any) -> None:
    manager = tokens.manager(cast.owner)
    with pytest.raises(Refused) as refusal:
        tokens.grant(cast.stranger, by=manager)
    assert reasons(refusal) == [Reason.ANOTHER_ORGANISATION]


def test_a_case_worker_grants_none(cast: Any, tokens: Any) -> None:
    with pytest.raises(PermissionDenied):
        tokens.grant(cast.owner, by=cast.owner)


def test_only_its_user_takes_it_and_once(cast: Any, tokens: Any) -> None:
    manager = tokens.manager(cast.owner)
    token = tokens.grant(cast.owner, by=manager)
    with cast.as_app(manager), pytest.raises(Refused) as refusal:
        actions.take_token(token, by=manager, at=cast.now)
    assert reasons(refusal) == [Reason.NOT_YOURS]
    with cast.as_app(cast.owner):
        secret = actions.take_token(token, by=cast.owner, at=cast.now)
        assert secret not in str(ApiToken.objects.values().get())
        with pytest.raises(Refused) as refusal:
            actions.take_token(token, by=cast.owner, at=cast.now)
    assert reasons(refusal) == [Reason.TAKEN_ALREADY]


def test_the_message_holds_no_secret(cast: Any, tokens: Any) -> None:
    tokens.program(cast.owner)
    body = Message.objects.get(subject__contains="token").body
    assert "hw_" not in body
    assert "/api-tokens/" in body


def test_an_organisation_sees_its_own_tokens(cast: Any, tokens: Any) -> None:
    tokens.grant(cast.owner)
    with cast.as_app(cast.stranger):
        assert not ApiToken.objects.exists()
    with cast.as_app():
        assert not ApiToken.objects.exists()


def test_the_way_on_the_pages(cast: Any, tokens: Any, client_of: Any) -> None:
    manager = tokens.manager(cast.owner)
    end = (cast.now + timedelta(days=90)).date()
    typed = {
        "user": cast.owner.pk,
        "used_for": "Nightly exchange",
        "scopes": ["cases.read"],
        "ends_on_day": end.day,
        "ends_on_month": end.month,
        "ends_on_year": end.year,
    }
    page = client_of(manager)
    faulty = page.post(reverse("exchange:new_token"), typed | {"ends_on_year": end.year + 3})
    assert faulty.status_code == 409
    assert "a year at the latest" in faulty.content.decode()
    assert "Nightly exchange" in faulty.content.decode()
    done = page.post(reverse("exchange:new_token"), typed, follow=True).content.decode()
    assert "Waits to be taken" in done
    assert "Take it" not in done
    (token,) = ApiToken.objects.all()
    own = client_of(cast.owner)
    assert "Take it" in own.get(reverse("exchange:tokens")).content.decode()
    taken = own.post(reverse("exchange:take_token", args=[token.pk]))
    assert 'value="hw_' in taken.content.decode()
    twice = own.post(reverse("exchange:take_token", args=[token.pk]))
    assert twice.status_code == 409
    other = client_of(cast.stranger)
    assert other.post(reverse("exchange:take_token", args=[token.pk])).status_code == 404
    assert other.get(reverse("exchange:revoke_token", args=[token.pk])).status_code == 404
    assert own.get(reverse("exchange:revoke_token", args=[token.pk])).status_code == 200
    with undone():
        revoked = own.post(reverse("exchange:revoke_token", args=[token.pk]), follow=True)
        assert "Revoked" in revoked.content.decode()
    # As in a backup that was made before.
    assert ApiToken.objects.filter(revoked_at=None).count() == 1
    assert again.restrict(at=cast.now)["links and codes"] == 1
    assert ApiToken.objects.filter(revoked_at=cast.now).count() == 1
    assert client_of(cast.trainer).get(reverse("exchange:new_token")).status_code == 403
