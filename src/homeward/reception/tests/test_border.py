"""The border officer: who lands at their own point of entry, and nothing else."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.urls import reverse

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases.models import Arrival, Case, Fact
from homeward.persons import actions as persons
from homeward.persons.choices import DocumentKind
from homeward.persons.models import Contact, IdentityDocument, Person
from homeward.places.models import PointOfEntry
from homeward.reception.choices import EntryPart
from homeward.reception.models import Charter, EntryTask, ManifestEntry
from homeward.reception.tests.conftest import ARRIVAL, Airport
from homeward.seals import actions as seals

ClientOf = Callable[[Any], Any]
PROFILE = frozenset({DataClass.PROFILE})


def listed(airport: Airport, client_of: ClientOf) -> str:
    response = client_of(airport.guard).get(
        reverse("reception:border"), {"day": airport.lands_at.date().isoformat()}
    )
    assert response.status_code == 200
    return str(response.content.decode())


def open_to_border(
    airport: Airport, classes: frozenset[DataClass] = ARRIVAL, **announced: Any
) -> tuple[Case, list[Person], Arrival]:
    cast = airport.cast
    cast.agree(cast.host, airport.border, Purpose.ARRIVAL, classes, may_write=False)
    case, people, arrival = airport.announced(**announced)
    for person in people:
        cast.consent(person, airport.border, Purpose.ARRIVAL, classes)
    IdentityDocument.objects.create(
        person=people[0], owner_org=cast.host, programme=cast.programme,
        kind=DocumentKind.LAISSEZ_PASSER, number="X 99",
    )  # fmt: skip
    return case, people, arrival


def test_who_lands_is_seen_with_names_where_the_clause_opens_them(
    airport: Airport, client_of: ClientOf
) -> None:
    open_to_border(airport, needs=["wheelchair"], languages="Twi")
    page = listed(airport, client_of)
    assert "Efua Ansah" in page
    assert "YY 512" in page
    assert "Laissez-passer" in page
    for hidden in ("X 99", "Wheelchair", "Twi", "+233", "Tailor", "Ashaiman"):
        assert hidden not in page, hidden


def test_without_identity_the_number_of_persons_is_all(
    airport: Airport, client_of: ClientOf
) -> None:
    open_to_border(airport, PROFILE)
    page = listed(airport, client_of)
    assert "Names are not shared" in page
    assert "Ansah" not in page


def test_without_agreement_or_consent_nobody_is_there(
    airport: Airport, client_of: ClientOf
) -> None:
    cast = airport.cast
    _case, people, _arrival = airport.announced()
    assert "Nobody is listed" in listed(airport, client_of)
    cast.agree(cast.host, airport.border, Purpose.ARRIVAL, ARRIVAL, may_write=False)
    # Who agreed to the desk and the case manager, and not to the border: not there at all.
    assert "Nobody is listed" in listed(airport, client_of)
    cast.consent(people[0], airport.border, Purpose.ARRIVAL, ARRIVAL)
    assert "Efua" in listed(airport, client_of)
    with cast.as_app(cast.owner):
        persons.block(people[0], organisation=airport.border, reason="", by=cast.owner, at=cast.now)
    assert "Nobody is listed" in listed(airport, client_of)


def test_another_point_of_entry_is_another_officer_s(airport: Airport, client_of: ClientOf) -> None:
    other = PointOfEntry.objects.create(country_id="GH", name="Tema port", kind="port")
    open_to_border(airport, entry=other)
    assert "Nobody is listed" in listed(airport, client_of)
    with airport.as_app(airport.guard, Purpose.ARRIVAL):
        assert not Arrival.objects.exists()
    EntryTask.objects.create(entry=other, organisation=airport.border, part=EntryPart.BORDER)
    assert "Efua" in listed(airport, client_of)


def test_a_sealed_file_is_not_there(airport: Airport, client_of: ClientOf) -> None:
    cast = airport.cast
    case, people, _arrival = open_to_border(airport)
    protector = cast.user("protector", cast.host, Role.PROTECTION_FOCAL_POINT)
    border_protector = cast.user("inside", airport.border, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(border_protector, Purpose.ARRIVAL):
        assert Person.objects.exists()
    with cast.as_app(protector):
        seals.seal(case, people, [protector], "At risk", by=protector, at=cast.now)
    with cast.as_app(cast.owner):
        assert not Arrival.objects.exists()


def test_an_officer_changes_nothing_and_sees_no_other_row(
    airport: Airport, client_of: ClientOf
) -> None:
    _case, _people, arrival = open_to_border(airport)
    with airport.as_app(airport.guard, Purpose.ARRIVAL):
        assert Arrival.objects.count() == 1
        assert not Arrival.objects.filter(pk=arrival.pk).update(remark="")
        for model in (Case, Contact, Fact, Charter, ManifestEntry):
            assert not model.objects.exists(), model
        with connection.cursor() as cursor:
            cursor.execute("delete from cases_arrival")
            assert cursor.rowcount == 0
    client = client_of(airport.guard)
    for url in ("arrivals", "charters", "centres", "check_in", "unannounced"):
        assert client.get(reverse(f"reception:{url}")).status_code == 403, url
    assert client.get(reverse("reception:receive", args=[arrival.pk])).status_code == 403
    assert client_of(airport.cast.officer).get(reverse("reception:border")).status_code == 403
