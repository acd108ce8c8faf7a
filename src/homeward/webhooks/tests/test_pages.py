"""A manager keeps a webhook, tries it, sees what came back, and sends again."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.config.again import restrict
from homeward.core.tests.restoring import undone
from homeward.webhooks import actions
from homeward.webhooks.models import Delivery, Endpoint
from homeward.webhooks.tests.conftest import HOST


def test_the_way_on_the_pages(
    cast: Any, keep: Any, client_of: Any, tell: Any, receiver: Any
) -> None:
    _other, _secret = keep(cast.trainer)
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    page = client_of(manager)
    index = page.get(reverse("webhooks:index")).content.decode()
    assert "No webhook yet" in index
    typed = {
        "used_for": "Case system",
        "url": "https://localhost/in",
        "events": ["referral.answered", "case.transferred"],
        "user": cast.owner.pk,
    }
    refused = page.post(reverse("webhooks:new"), typed)
    assert refused.status_code == 409
    assert "Case system" in refused.content.decode()
    made = page.post(reverse("webhooks:new"), typed | {"url": f"http://{HOST}/in"})
    assert 'value="whsec_' in made.content.decode()
    endpoint = Endpoint.objects.get(organisation=cast.host)
    here = reverse("webhooks:detail", args=[endpoint.pk])
    assert "whsec_" not in page.get(here).content.decode()
    page.post(reverse("webhooks:try_out", args=[endpoint.pk]))
    receiver.statuses = [500]
    tell()
    shown = page.get(here).content.decode()
    assert "It answered, but not with success (500)" in shown
    delivery = Delivery.objects.get()
    again = reverse("webhooks:send_again", args=[delivery.pk])
    assert page.post(again).status_code == 409
    Delivery.objects.update(state="given_up")
    assert "Send all given up again" in page.get(here + "?state=given_up").content.decode()
    assert page.post(reverse("webhooks:send_all_again", args=[endpoint.pk])).status_code == 302
    tell()
    assert receiver.said == ["endpoint.test"] * 2
    assert page.post(again).status_code == 302
    page.post(reverse("webhooks:pause", args=[endpoint.pk]))
    assert tell() == 0
    tried = page.post(reverse("webhooks:try_out", args=[endpoint.pk]))
    assert (tried.status_code, "Resume it first" in tried.content.decode()) == (409, True)
    page.post(reverse("webhooks:resume", args=[endpoint.pk]))
    assert tell() == 1
    changed = page.post(
        reverse("webhooks:change", args=[endpoint.pk]),
        typed | {"used_for": "Wall", "url": f"http://{HOST}/other"},
        follow=True,
    )
    assert "Wall" in changed.content.decode()
    asked = page.get(reverse("webhooks:renew_secret", args=[endpoint.pk]))
    assert "both secrets sign" in asked.content.decode()
    fresh = page.post(reverse("webhooks:renew_secret", args=[endpoint.pk]))
    assert 'value="whsec_' in fresh.content.decode()
    assert page.get(reverse("webhooks:remove", args=[endpoint.pk])).status_code == 200
    page.post(reverse("webhooks:remove", args=[endpoint.pk]))
    assert not Endpoint.objects.filter(organisation=cast.host).exists()


@pytest.mark.parametrize("act", [actions.pause, actions.remove])
def test_what_was_paused_or_removed_after_a_backup_is_paused_in_it(
    cast: Any, keep: Any, act: Any
) -> None:
    endpoint, _secret = keep(cast.owner)
    manager = User.objects.get(email__startswith="keeper-")
    with undone(), cast.as_app(manager):
        act(endpoint, by=manager, at=cast.now)
    assert Endpoint.objects.get(pk=endpoint.pk).state == "active"
    assert restrict(at=cast.now)["webhooks"] == 1
    assert Endpoint.objects.get(pk=endpoint.pk).state == "paused"


def test_another_organisation_s_is_not_there_and_a_worker_may_not(
    cast: Any, keep: Any, client_of: Any
) -> None:
    endpoint, _secret = keep(cast.owner)
    manager = cast.user("manager", cast.stranger_org, Role.PROGRAMME_MANAGER)
    for name in ("detail", "change", "renew_secret", "remove"):
        address = reverse(f"webhooks:{name}", args=[endpoint.pk])
        assert client_of(manager).get(address).status_code == 404
        assert client_of(cast.owner).get(address).status_code == 403
