"""The office's own sign-in, against a provider that really answers."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from homeward.access.models import User
from homeward.access.tests import oidc_provider
from homeward.access.tests.oidc_provider import Provider

BEGIN = "/accounts/oidc/office/login/"
BACK = "/accounts/oidc/office/login/callback/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with oidc_provider.running() as provider:
        settings.OIDC_ISSUER = provider.url
        settings.OUTGOING_PLAIN_HOSTS = [urlsplit(provider.url).hostname]
        settings.OIDC_NAME = "Bureau Account"
        settings.OIDC_SECOND_FACTOR = False
        app = {
            "provider_id": "office", "name": "Bureau Account", "client_id": oidc_provider.CLIENT,
            "secret": oidc_provider.SECRET, "settings": {"server_url": provider.url},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
        }
        yield provider


@pytest.fixture
def user(cast: Any) -> User:
    return cast.owner  # type: ignore[no-any-return]


def state_of(client: Client) -> str:
    """Sent to the provider; the state is what it has to give back."""
    there = client.post(BEGIN)
    assert there.status_code == HTTPStatus.FOUND, there.content.decode()
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return asked["state"][0]


def come_back(client: Client, state: str = "") -> Any:
    return client.get(BACK, {"code": "one", "state": state or state_of(client)})


def signed_in(client: Client) -> bool:
    return client.get("/profile/").status_code == HTTPStatus.OK


def test_a_known_user_is_let_in_by_a_verified_address(
    provider: Provider, user: User, client: Client
) -> None:
    provider.says(user.email.upper())
    assert come_back(client)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "code_verifier" in provider.asked[0]
    user.refresh_from_db()
    assert user.last_login
    assert not SocialAccount.objects.exists()


def test_the_sign_in_page_offers_it_where_it_is_set_up(
    provider: Provider, user: User, client: Client, settings: Any
) -> None:
    assert "Sign in with Bureau Account" in client.get("/accounts/login/").content.decode()
    settings.OIDC_ISSUER = ""
    assert BEGIN not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    ("change", "token"),
    [
        ({"verified": False}, {}),
        ({"verified": "true"}, {}),
        ({"email": "nobody@example.org"}, {}),
        ({}, {"iss": "https://another.example"}),
        ({}, {"aud": "another-client"}),
        ({}, {"exp": 1}),
        ({}, {"sub": "43"}),
    ],
)
def test_whom_it_does_not_vouch_for_is_refused(
    provider: Provider, user: User, client: Client, change: dict[str, Any], token: dict[str, Any]
) -> None:
    provider.says(**{"email": user.email, **change})
    provider.token |= token
    answer = come_back(client)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "You were not signed in" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_who_was_suspended_stays_out(provider: Provider, user: User, client: Client) -> None:
    provider.says(user.email)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert come_back(client).status_code == HTTPStatus.FORBIDDEN
    assert not signed_in(client)


def test_an_answer_counts_once_and_for_the_browser_that_asked(
    provider: Provider, user: User, client: Client
) -> None:
    provider.says(user.email)
    state = state_of(client)
    other = type(client)()
    assert come_back(other, state).status_code == HTTPStatus.FORBIDDEN
    assert "_auth_user_id" not in other.session
    assert come_back(client, state)["Location"] == "/"
    client.post("/accounts/logout/")
    assert come_back(client, state).status_code == HTTPStatus.FORBIDDEN
    assert "_auth_user_id" not in client.session


def test_the_second_factor_of_ours_is_asked_whatever_the_provider_says(
    provider: Provider, user: User, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    provider.says(user.email, amr=["pwd", "mfa"])
    come_back(client)
    assert client.get("/profile/")["Location"] == "/accounts/2fa/totp/activate/"
    client.logout()
    TOTP.activate(user, "A" * 32)
    assert come_back(client)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_the_provider_s_counts_only_where_the_setting_says_so(
    provider: Provider, user: User, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = settings.OIDC_SECOND_FACTOR = True
    TOTP.activate(user, "A" * 32)
    provider.says(user.email, amr=["pwd"])
    assert come_back(client)["Location"] == "/accounts/2fa/authenticate/"
    provider.says(user.email, amr=["pwd", "mfa"])
    assert come_back(client)["Location"] == "/"
    assert signed_in(client)


@pytest.mark.parametrize("path", ["/accounts/3rdparty/", "/accounts/3rdparty/signup/"])
def test_nobody_joins_accounts_or_signs_up(path: str, db: None, client: Client) -> None:
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND
