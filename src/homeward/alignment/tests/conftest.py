"""Three programmes of one country, made up: two that overlap and one in another region."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.alignment.rules.territory import add_months, month_of
from homeward.cases.models import Case
from homeward.places.models import Area
from homeward.programmes.models import (
    Budget,
    Coverage,
    CriteriaVersion,
    Participation,
    Programme,
    ProgrammeSector,
    Sector,
)
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Kind, Within


@dataclass
class Ground:
    today: date
    region: Area
    town: Area
    far: Area
    skills: Programme
    twin: Programme
    coast: Programme
    manager: User
    other_manager: User
    stranger_manager: User


@pytest.fixture
def ground(cast: Any) -> Ground:
    today = cast.now.date()
    region = Area.objects.create(
        country_id="GH", name="Upland", pcode="GH91", latitude=6.7, longitude=-1.6
    )
    town = Area.objects.create(
        country_id="GH", name="Ashaiman", pcode="GH9101", level=2, parent=region
    )
    far = Area.objects.create(
        country_id="GH", name="Farcoast", pcode="GH92", latitude=4.9, longitude=-1.8
    )
    training = Sector.objects.create(vocabulary="t", code="1", name="Skills", category="training")
    health = Sector.objects.create(vocabulary="t", code="2", name="Clinics", category="health")
    funder = Actor.objects.create(name="Fund of Funds")

    def programme(code: str, org: Any, area: Area, sector: Sector, **fields: Any) -> Programme:
        made = Programme.objects.create(
            code=code, lead_org=org, **{"starts_on": today - timedelta(days=200), **fields}
        )
        Coverage.objects.create(programme=made, country_id="GH", area=area)
        ProgrammeSector.objects.create(programme=made, sector=sector)
        Participation.objects.create(programme=made, actor=funder, role="funding")
        return made

    end = today + timedelta(days=400)
    skills = programme("SK", cast.host, region, training, name="Skills for Upland", ends_on=end)
    twin = programme("TW", cast.host, region, training, name="Skills for the Upland", ends_on=end)
    coast = programme(
        "CO", cast.partner_org, far, health, name="Coast clinics", seats=40,
        starts_on=add_months(month_of(today), 4), ends_on=None,
    )  # fmt: skip
    for each, currency in ((skills, "EUR"), (coast, "USD")):
        Budget.objects.create(
            programme=each, starts_on=today, ends_on=today, amount=Decimal(1000), currency=currency
        )
    CriteriaVersion.objects.create(
        programme=skills, number=1, status="published", valid_from=today - timedelta(days=9),
        tree=criteria.dump(Within(kind=Kind.AGE, least=18, most=29)),
    )  # fmt: skip
    return Ground(
        today=today, region=region, town=town, far=far, skills=skills, twin=twin, coast=coast,
        manager=cast.user("manager", cast.host, Role.PROGRAMME_MANAGER),
        other_manager=cast.user("manager2", cast.partner_org, Role.PROGRAMME_MANAGER),
        stranger_manager=cast.user("manager3", cast.stranger_org, Role.PROGRAMME_MANAGER),
    )  # fmt: skip


@pytest.fixture
def expected(cast: Any, ground: Ground) -> Case:
    """A family that returns to a place in two months. Written as owner."""
    case, _people = cast.family()
    on = add_months(month_of(ground.today), 2)
    Case.objects.filter(pk=case.pk).update(travels_on=on)
    case.refresh_from_db()
    return case
