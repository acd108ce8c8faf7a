from collections.abc import Callable
from typing import Any

from django.urls import reverse

from homeward.access.choices import Role
from homeward.mechanisms.models import Mechanism
from homeward.referrals.models import Referral, SharedFact

from .test_actions import Hub, hub

__all__ = ["hub"]
ClientOf = Callable[..., Any]


def test_a_system_is_registered_joined_judged_and_compared(cast: Any, client_of: ClientOf) -> None:
    keeper = cast.user("keeper", cast.partner_org, Role.PROGRAMME_MANAGER)
    client = client_of(keeper)
    client.post(reverse("mechanisms:new"), {"name": "Hub north", "level": "hub", "country": "GH"})
    system = Mechanism.objects.get()
    here = [system.pk]
    join = reverse("mechanisms:join", args=here)
    client.post(join, {"organisation": cast.provider.pk})
    assert client.post(join, {"organisation": cast.provider.pk}).status_code == 409
    client.post(
        reverse("mechanisms:judge", args=here),
        {"requirement": "links", "verdict": "partly", "evidence": "Visit in May",
         "lacks": "No steps before departure", "on_day": "1", "on_month": "5", "on_year": "2026"},
    )  # fmt: skip
    page = client_of(cast.stranger).get(reverse("mechanisms:detail", args=here)).content.decode()
    assert "No steps before departure" in page
    assert "Judge a requirement" not in page
    compared = client.get(reverse("mechanisms:compare"), {"with": str(system.pk)})
    assert "A procedure with a published version is in force" in compared.content.decode()
    stranger = client_of(cast.stranger)
    assert stranger.post(join, {"organisation": cast.host.pk}).status_code == 403


def test_a_hub_s_worker_takes_and_hands_on_from_the_queue(hub: Hub, client_of: ClientOf) -> None:
    referral = hub.referred()
    client = client_of(hub.worker)
    assert referral.number in client.get(reverse("desk:queue")).content.decode()
    one = reverse("desk:queue_one", args=[referral.pk])
    assert "Take it first" in client.get(one).content.decode()
    client.post(reverse("desk:queue_take", args=[referral.pk]))
    fact = SharedFact.objects.get(referral=referral, kind="trade")
    assert client.post(one, {"service": hub.course.pk}).status_code == 422
    client.post(one, {"service": hub.course.pk, "facts": [str(fact.pk)]})
    assert Referral.objects.get(pk=referral.pk).receiver_org == hub.cast.provider
    assert client.get(one).status_code == 404
    assert "Training centre" in client.get(reverse("desk:queue")).content.decode()
    assert client_of(hub.cast.stranger).get(one).status_code == 404
