"""The cast of the gate: an owner, a partner under agreement, an authority, a stranger."""

from dataclasses import dataclass
from datetime import date

import pytest

from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import Organisation, User
from homeward.programmes.models import Corridor, Programme


@dataclass(frozen=True)
class Cast:
    owner: Organisation
    partner: Organisation
    desk: Organisation
    stranger: Organisation
    programme: Programme
    manager: User
    counsellor: User
    case_manager: User
    officer: User
    outsider: User


def _org(name: str, kind: str, country: str) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, country_id=country)


def _user(name: str, org: Organisation, role: Role) -> User:
    return User.objects.create(
        email=f"{name.lower()}@test.example", name=name, organisation=org, roles=[role.value]
    )


@pytest.fixture
def cast(database: None) -> Cast:
    owner = _org("Return House", OrganisationKind.NGO, "BE")
    partner = _org("Reintegration Desk", OrganisationKind.NGO, "GH")
    desk = _org("Airport Desk", OrganisationKind.AUTHORITY, "GH")
    stranger = _org("Another Society", OrganisationKind.NGO, "GH")
    programme = Programme.objects.create(
        code="T1", name="Ways home", lead_org=owner, starts_on=date(2026, 1, 1)
    )
    Corridor.objects.create(programme=programme, host_country_id="BE", origin_country_id="GH")
    return Cast(
        owner=owner,
        partner=partner,
        desk=desk,
        stranger=stranger,
        programme=programme,
        manager=_user("Manager", owner, Role.PROGRAMME_MANAGER),
        counsellor=_user("Counsellor", owner, Role.RETURN_COUNSELLOR),
        case_manager=_user("Abena", partner, Role.CASE_MANAGER),
        officer=_user("Officer", desk, Role.RECEPTION_OFFICER),
        outsider=_user("Outsider", stranger, Role.PROGRAMME_MANAGER),
    )
