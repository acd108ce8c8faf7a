"""A programme with its lead's two managers, a counsellor, and another organisation's manager."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme, Sector

NOW = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("UTC"))
TODAY = NOW.date()


@dataclass(frozen=True)
class Cast:
    lead: Organisation
    programme: Programme
    manager: User
    second: User
    counsellor: User
    outsider: User
    region: Area
    district: Area
    sector: Sector
    donor: Actor


def _user(name: str, org: Organisation, role: Role) -> User:
    return User.objects.create(
        email=f"{name.lower()}@test.example", name=name, organisation=org, roles=[role.value]
    )


@pytest.fixture
def cast(database: None) -> Cast:
    for code in ("BE", "GH", "NE", "SN"):
        Country.objects.get_or_create(code=code, defaults={"name": code})
    lead = Organisation.objects.create(
        name="Return House", kind=OrganisationKind.NGO, country_id="BE"
    )
    other = Organisation.objects.create(
        name="Another Society", kind=OrganisationKind.NGO, country_id="GH"
    )
    region = Area.objects.create(country_id="GH", name="Hill Region", pcode="GH01", level=1)
    return Cast(
        lead=lead,
        programme=Programme.objects.create(
            code="T1", name="Ways home", lead_org=lead, starts_on=date(2026, 1, 1)
        ),
        manager=_user("Manager", lead, Role.PROGRAMME_MANAGER),
        second=_user("Second", lead, Role.PROGRAMME_MANAGER),
        counsellor=_user("Counsellor", lead, Role.RETURN_COUNSELLOR),
        outsider=_user("Outsider", other, Role.PROGRAMME_MANAGER),
        region=region,
        district=Area.objects.create(
            country_id="GH", name="Lower Hill", pcode="GH0101", level=2, parent=region
        ),
        sector=Sector.objects.create(vocabulary="test", code="1", name="Work"),
        donor=Actor.objects.create(name="Fund of the Hills"),
    )
