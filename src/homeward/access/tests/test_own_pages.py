from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import Organisation, User
from homeward.places.models import Country

PASSWORD = "a long enough password"


@pytest.fixture
def user(db: None) -> User:
    country = Country.objects.order_by("pk").first()
    desk = Organisation.objects.create(
        name="Reintegration Desk", kind=OrganisationKind.NGO, country=country
    )
    return User.objects.create_user(
        "ama@desk.example",
        PASSWORD,
        name="Ama Sarpong",
        roles=[Role.CASE_MANAGER],
        organisation=desk,
        language="fr",
        is_generated=True,
    )


def test_who_one_is_stands_on_every_page(user: User, client_of: Callable[[User], Client]) -> None:
    html = client_of(user).get("/profile/").content.decode()
    assert "Ama Sarpong" in html
    assert "Case manager, Reintegration Desk" in html


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/profile/").headers["Location"] == "/accounts/login/?next=/profile/"


def test_a_language_chosen_is_kept(user: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(user)
    answer = browser.post("/profile/language/", {"language": "ar"}, follow=True)
    assert 'dir="rtl"' in answer.content.decode()
    user.refresh_from_db()
    assert user.language == "ar"


def test_a_language_we_do_not_speak_is_refused(
    user: User, client_of: Callable[[User], Client]
) -> None:
    assert client_of(user).post("/profile/language/", {"language": "xx"}).status_code == 400


def test_signing_in_opens_the_pages_in_ones_own_language(user: User, client: Client) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/profile/").content.decode().count('lang="fr" dir="ltr"') == 1


def test_signing_in_leaves_the_language_chosen_on_the_device(user: User, client: Client) -> None:
    client.cookies["django_language"] = "ar"
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.cookies["django_language"].value == "ar"


def test_the_demo_lists_one_sign_in_for_each_role(user: User, client: Client) -> None:
    html = client.get("/accounts/login/").content.decode()
    assert "ama@desk.example" in html


def test_outside_the_demo_no_sign_in_is_listed(user: User, client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert "ama@desk.example" not in client.get("/accounts/login/").content.decode()


def test_a_wrong_password_is_told_and_the_address_stays(user: User, client: Client) -> None:
    html = client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    assert "hw-errors" in html.content.decode()
    assert user.email in html.content.decode()
