from typing import Any

import pytest

from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import Organisation, User
from homeward.services.actions import load_all
from homeward.services.models import Service
from homeward.services.records import (
    AreaRecord,
    DirectoryRecord,
    LocationRecord,
    OrganisationRecord,
    PhoneRecord,
    PlaceRecord,
    ServiceRecord,
    WordsRecord,
)

CENTRE = OrganisationRecord(source_id="o1", name="Oak Centre", country="GH", kind="provider")
CLINIC = OrganisationRecord(source_id="o2", name="Hill Clinic", country="TN", kind="provider")
TOWN = LocationRecord(
    source_id="l1",
    kind="physical",
    name="Oak Hall",
    city="Kumasi",
    country="GH",
    area=AreaRecord(name="Ashanti", pcode="GH02"),
)
HIDDEN = LocationRecord(
    source_id="l2",
    kind="physical",
    name="Quiet House",
    address="9 Secret Lane",
    country="TN",
    area=AreaRecord(name="Sfax", names={"ar": "صفاقس"}),
    latitude=34.7,
    longitude=10.7,
    is_confidential=True,
)
COURSE = ServiceRecord(
    source_id="s1",
    organisation="o1",
    language="en",
    words=WordsRecord(name="Electrician course", description="Six months, with a workshop."),
    texts={
        "fr": WordsRecord(name="Formation d’électricien"),
        "ar": WordsRecord(name="دورة في الكهرباء"),
    },
    category="training",
    languages=("en", "tw"),
    places_total=18,
    places_free=3,
    at_locations=(PlaceRecord(location="l1"),),
    phones=(PhoneRecord(number="+233 30 000 0000"),),
)
SHELTER = ServiceRecord(
    source_id="s2",
    organisation="o2",
    language="fr",
    words=WordsRecord(name="Accueil de femmes", eligibility="Pour toute femme"),
    category="women",
    at_locations=(PlaceRecord(location="l2"),),
)
DIRECTORY = DirectoryRecord(
    source="test",
    organisations=(CENTRE, CLINIC),
    locations=(TOWN, HIDDEN),
    services=(COURSE, SHELTER),
)


@pytest.fixture
def directory(db: Any) -> DirectoryRecord:
    load_all(DIRECTORY)
    return DIRECTORY


@pytest.fixture
def course(directory: DirectoryRecord) -> Service:
    return Service.objects.get(source_id="s1")


@pytest.fixture
def shelter(directory: DirectoryRecord) -> Service:
    return Service.objects.get(source_id="s2")


@pytest.fixture
def case_manager(db: Any) -> User:
    return _user("case@example.org", "Esi Case", Role.CASE_MANAGER)


@pytest.fixture
def evaluator(db: Any) -> User:
    return _user("evaluator@example.org", "Eva Luator", Role.EVALUATOR)


@pytest.fixture
def provider(directory: DirectoryRecord) -> User:
    """Of the organisation that gives the course."""
    user = _user("provider@example.org", "Yaw Provider", Role.PROVIDER)
    user.organisation = Organisation.objects.get(name="Oak Centre")
    user.save()
    # The database has renewed what its sessions carry.
    user.refresh_from_db()
    return user


def _user(email: str, name: str, role: Role) -> User:
    organisation, _made = Organisation.objects.get_or_create(
        name="Bridge", kind=OrganisationKind.NGO, country_id="GH"
    )
    return User.objects.create_user(
        email, "correct horse battery", name=name, organisation=organisation, roles=[role]
    )
