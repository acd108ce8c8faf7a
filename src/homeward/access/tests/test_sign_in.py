"""Sign-in as the app role: passwords, second factors, sessions and limits."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from homeward.access.models import User

PASSWORD = "a long enough password"
LOGIN = "/accounts/login/"


@pytest.fixture
def user(cast: Any) -> User:
    cast.owner.set_password(PASSWORD)
    cast.owner.save()
    return cast.owner  # type: ignore[no-any-return]


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": user.email, "password": password})


def code_for(user: User) -> str:
    secret = Authenticator.objects.get(user=user, type="totp").wrap()
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(decrypt(secret.instance.data["secret"]), counter))


def with_second_factor(user: User) -> None:
    TOTP.activate(user, "A" * 32)


def test_the_moment_of_signing_in_is_kept(user: User, client: Client) -> None:
    sign_in(client, user)
    user.refresh_from_db()
    assert user.last_login


def test_a_second_factor_is_asked_and_let_through(user: User, client: Client) -> None:
    with_second_factor(user)
    assert sign_in(client, user)["Location"] == reverse("mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": code_for(user)})
    assert answer["Location"] == "/"
    assert client.get("/profile/").status_code == 200
    assert Authenticator.objects.get(user=user).last_used_at


def test_the_secret_of_a_second_factor_is_ciphertext(user: User) -> None:
    with_second_factor(user)
    assert "A" * 8 not in str(Authenticator.objects.get(user=user).data)


@pytest.fixture
def browsers(client: Client) -> tuple[Client, Client]:
    """The same user at two desks."""
    return client, type(client)()


def test_a_second_factor_is_set_up_and_ends_the_other_sessions(
    user: User, browsers: tuple[Client, Client]
) -> None:
    here, there = browsers
    for browser in (here, there):
        sign_in(browser, user)
    page = here.get(reverse("mfa_activate_totp"))
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(page.context["form"].secret, counter))
    answer = here.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302, answer.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302


def test_a_new_password_ends_the_other_sessions(
    user: User, browsers: tuple[Client, Client]
) -> None:
    here, there = browsers
    for browser in (here, there):
        sign_in(browser, user)
    new = "quite another password"
    answer = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert answer.status_code == 302
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def link_to_reset(client: Client, user: User) -> str:
    client.post(reverse("account_reset_password"), {"email": user.email})
    return re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body)).group()  # type: ignore[union-attr]


def test_a_forgotten_password_is_chosen_anew(user: User, client: Client) -> None:
    page = client.get(link_to_reset(client, user))
    new = "quite another password"
    answer = client.post(page["Location"], {"password1": new, "password2": new})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def test_the_link_for_a_new_password_falls_with_a_change_of_roles(
    user: User, client: Client
) -> None:
    link = link_to_reset(client, user)
    User.objects.filter(pk=user.pk).update(roles=["provider"])
    assert client.get(link).status_code == 200, "no redirect to the form"


def test_a_stronger_hash_is_written_at_sign_in(user: User, client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS,
    ]  # fmt: skip
    assert sign_in(client, user).status_code == 302
    user.refresh_from_db()
    assert user.password.startswith("pbkdf2_sha256$")


def test_the_sixth_wrong_password_is_refused_and_says_until_when(
    user: User, client: Client
) -> None:
    for _attempt in range(5):
        assert b"5 minutes" not in sign_in(client, user, "wrong").content
    answer = sign_in(client, user, "wrong").content.decode()
    assert "closed for 5 minutes" in answer
    assert user.email in answer, "what was typed stays"
    assert "closed for 5 minutes" in sign_in(client, user).content.decode(), "nor the right one"


def test_the_sixth_wrong_code_is_refused_and_says_until_when(user: User, client: Client) -> None:
    with_second_factor(user)
    sign_in(client, user)
    page = reverse("mfa_authenticate")
    for _attempt in range(5):
        assert b"5 minutes" not in client.post(page, {"code": "000000"}).content
    assert b"closed for 5 minutes" in client.post(page, {"code": code_for(user)}).content


def test_another_address_is_not_closed_with_it(user: User, cast: Any, client: Client) -> None:
    for _attempt in range(6):
        sign_in(client, user, "wrong")
    assert b"5 minutes" not in sign_in(client, cast.partner, "wrong").content


@pytest.mark.parametrize("page", ["account_email", "account_signup"])
def test_nobody_signs_up_or_moves_their_address_alone(
    page: str, user: User, client_of: Callable[..., Any]
) -> None:
    assert client_of(user).get(reverse(page)).status_code == 404


def test_the_shared_cache_keeps_adds_and_forgets(db: None) -> None:
    cache.set("a", [1.5, "x"], 60)
    assert cache.get("a") == [1.5, "x"]
    assert not cache.add("a", 1, 60)
    assert cache.touch("a", 120)
    assert cache.delete("a")
    assert cache.get("a", "gone") == "gone"
    cache.set("b", 1, -1)
    assert cache.get("b") is None
    assert cache.add("b", 2, None)
    cache.clear()
    assert cache.get("b") is None


def test_a_factor_is_set_up_right_after_the_first_sign_in_without_a_second_password(
    user: User, client: Client
) -> None:
    sign_in(client, user)
    setting_up = reverse("mfa_activate_totp")
    assert client.get(setting_up).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": 0} for record in session["account_authentication_methods"]
    ]
    session.save()
    assert client.get(setting_up)["Location"].startswith(reverse("account_reauthenticate"))


def test_taking_a_factor_away_is_confirmed_however_fresh_the_sign_in(
    user: User, client: Client
) -> None:
    with_second_factor(user)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_for(user)})
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
