from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from homeward.access.choices import Role
from homeward.messages.models import Message
from homeward.users.models import Approval

ClientOf = Callable[[Any], Client]
PAGES = ["users:index", "users:new", "users:history"]


def test_an_administrator_opens_every_page(office: Any, client_of: ClientOf) -> None:
    admin = client_of(office.admin)
    for name in PAGES:
        assert admin.get(reverse(name)).status_code == 200
    for name in ("detail", "roles", "suspend", "reactivate", "reset", "revoke"):
        assert admin.get(reverse(f"users:{name}", args=[office.worker.pk])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_worker_opens_none(name: str, office: Any, client_of: ClientOf) -> None:
    assert client_of(office.worker).get(reverse(name)).status_code == 403


def test_the_officer_reads_and_changes_nothing(office: Any, client_of: ClientOf) -> None:
    officer = client_of(office.officer)
    page = reverse("users:detail", args=[office.worker.pk])
    assert officer.get(page).status_code == 200
    assert b"Suspend" not in officer.get(page).content
    assert officer.get(reverse("users:suspend", args=[office.worker.pk])).status_code == 403


def test_users_of_another_organisation_are_not_there(office: Any, client_of: ClientOf) -> None:
    admin = client_of(office.admin)
    assert b"elsewhere@example.org" not in admin.get(reverse("users:index")).content
    for name in ("detail", "roles", "suspend", "reset"):
        assert admin.get(reverse(f"users:{name}", args=[office.elsewhere.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dpo", "Dpo"),
        ("role=data_protection_officer", "Dpo"),
        ("status=active&q=Second", "Second"),
    ],
)
def test_the_list_is_searched(query: str, found: str, office: Any, client_of: ClientOf) -> None:
    html = client_of(office.admin).get(f"{reverse('users:index')}?{query}").content.decode()
    assert f">{found}</a>" in html
    assert ">Owner</a>" not in html


def test_from_the_invitation_to_the_sign_in(
    office: Any, client_of: ClientOf, client: Client
) -> None:
    given = {
        "name": "New", "email": "new@example.org", "language": "en", "reason": "r",
        "roles": [Role.CASE_MANAGER.value],
    }  # fmt: skip
    answer = client_of(office.admin).post(reverse("users:new"), given, follow=True)
    assert b"Accept the invitation" in answer.content
    link = Message.objects.get().body.split("http://localhost:8000")[1].split()[0]
    assert b"Welcome, New" in client.get(link).content
    weak = client.post(link, {"password": "short", "again": "short"})
    assert b"hw-errors" in weak.content
    good = {"password": "a long enough password", "again": "a long enough password"}
    assert client.post(link, good)["Location"] == reverse("account_login")
    assert client.get(link).status_code == 410
    answer = client.post(
        reverse("account_login"), {"login": "new@example.org", "password": good["password"]}
    )
    assert answer.status_code == 302


def test_what_was_typed_stays_when_it_is_refused(office: Any, client_of: ClientOf) -> None:
    given = {
        "name": "New", "email": office.worker.email, "language": "en", "reason": "takes over",
        "roles": [Role.CASE_MANAGER.value],
    }  # fmt: skip
    answer = client_of(office.admin).post(reverse("users:new"), given)
    assert answer.status_code == 409
    assert b"takes over" in answer.content


def test_two_people_give_a_powerful_role(office: Any, client_of: ClientOf) -> None:
    given = {"roles": [Role.ADMINISTRATOR.value], "reason": "deputy"}
    page = reverse("users:roles", args=[office.worker.pk])
    answer = client_of(office.admin).post(page, given, follow=True)
    assert b"A second person approves it" in answer.content
    approval = reverse("users:approval", args=[Approval.objects.get().pk])
    assert b'value="approve"' not in client_of(office.admin).get(approval).content
    assert client_of(office.admin).post(approval, {"word": "approve"}).status_code == 409
    second = client_of(office.second)
    assert b'value="approve"' in second.get(approval).content
    assert (
        b"It holds from now on" in second.post(approval, {"word": "approve"}, follow=True).content
    )
    assert second.post(approval, {"word": "approve"}).status_code == 409
    office.worker.refresh_from_db()
    assert office.worker.roles == ["administrator"]


def test_who_may_not_decide_finds_no_approval(office: Any, client_of: ClientOf) -> None:
    page = reverse("users:roles", args=[office.worker.pk])
    client_of(office.admin).post(page, {"roles": ["administrator"], "reason": "deputy"})
    approval = reverse("users:approval", args=[Approval.objects.get().pk])
    assert client_of(office.elsewhere).get(approval).status_code == 404


def test_the_wait_is_in_the_second_person_s_work(office: Any, client_of: ClientOf) -> None:
    page = reverse("users:roles", args=[office.worker.pk])
    client_of(office.admin).post(page, {"roles": ["administrator"], "reason": "deputy"})
    approval = reverse("users:approval", args=[Approval.objects.get().pk])
    assert approval.encode() in client_of(office.second).get("/").content


def test_an_open_session_ends_with_the_roles(office: Any, client_of: ClientOf) -> None:
    worker = client_of(office.worker)
    assert worker.get("/profile/").status_code == 200
    page = reverse("users:roles", args=[office.worker.pk])
    client_of(office.admin).post(page, {"roles": ["provider"], "reason": "moves"})
    assert worker.get("/profile/").status_code == 302


def test_an_open_session_ends_with_a_suspension(office: Any, client_of: ClientOf) -> None:
    worker = client_of(office.worker)
    page = reverse("users:suspend", args=[office.worker.pk])
    client_of(office.admin).post(page, {"reason": "left"})
    assert worker.get("/profile/").status_code == 302


def test_a_page_after_suspension_says_what_was_changed(office: Any, client_of: ClientOf) -> None:
    admin = client_of(office.admin)
    page = reverse("users:suspend", args=[office.worker.pk])
    html = admin.post(page, {"reason": "left in May"}, follow=True).content.decode()
    assert "left in May" in html
    assert "left in May" in admin.get(reverse("users:history")).content.decode()
