"""Businesses on the map: by area, and small numbers to their owner alone."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.business.models import Business
from homeward.places.models import Area


@pytest.fixture
def business(cast: Any) -> Business:
    case, people = cast.arrived()
    area = Area.objects.create(
        country_id="GH", name="Ashanti", latitude=6.7, longitude=-1.6, centre_from="source"
    )
    return Business.objects.create(
        owner_org=cast.partner_org, programme=cast.programme, person=people[0], case=case,
        area=area, state="running", sector="business", opened_at=cast.now, opened_by=cast.partner,
    )  # fmt: skip


def shown(client_of: Any, user: Any) -> str:
    text: str = client_of(user).get(reverse("desk:projects_map")).content.decode()
    return text


def test_its_owner_reads_the_count_and_a_partner_that_it_is_small(
    cast: Any, business: Business, client_of: Any
) -> None:
    own = shown(client_of, cast.partner)
    assert "Ashanti" in own
    assert "&lt;10" not in own
    # The host sees the row by agreement and consent; the number is not its own.
    assert "&lt;10" in shown(client_of, cast.owner)


def test_who_sees_no_case_there_reads_no_area(
    cast: Any, business: Business, client_of: Any
) -> None:
    assert "Ashanti" not in shown(client_of, cast.stranger)


def test_a_role_without_either_verb_opens_no_map(cast: Any, client_of: Any) -> None:
    clerk = cast.user("clerk", cast.partner_org, Role.ADMINISTRATOR)
    assert client_of(clerk).get(reverse("desk:projects_map")).status_code == 403
