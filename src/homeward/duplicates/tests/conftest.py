"""Two files of one woman and one of somebody else, of one organisation and of two."""

from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.cases import actions as cases
from homeward.duplicates import jobs
from homeward.duplicates.models import Pair
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ContactKind, DocumentKind, HouseholdRole, Sex
from homeward.persons.models import Person

EFUA = {
    "given_name": "Efua",
    "family_name": "Ansah",
    "sex": Sex.FEMALE,
    "birth_known": BirthKnown.YEAR,
    "birth_year": 1991,
    "origin_countries": ["GH"],
    "contacts": [(ContactKind.PHONE, "+233 20 000 0000")],
    "document": (DocumentKind.PASSPORT, "G 123-4567", "GH"),
}


class Files:
    """Registers files and lays pairs of them before people, as the nightly job does."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast
        self.focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
        self.other_focal = cast.user("otherfocal", cast.partner_org, Role.PROTECTION_FOCAL_POINT)

    def register(self, by: Any = None, **changed: Any) -> Person:
        by = by or self.cast.owner
        member = persons.Member(role=HouseholdRole.HEAD, **{**EFUA, **changed})
        with self.cast.as_app(by):
            household, people = persons.register(
                [member], programme=self.cast.programme, by=by, at=self.cast.now
            )
            cases.open_case(
                household, programme=self.cast.programme, host_country="BE", origin_country="GH",
                destination="Ashaiman", by=by, at=self.cast.now,
            )  # fmt: skip
        return people[0]

    def raise_(self, *pairs: tuple[Person, Person], facts: str = "f", at: Any = None) -> int:
        found: list[dict[str, object]] = [
            {"a": str(a.pk), "b": str(b.pk), "probability": 0.9, "facts": facts} for a, b in pairs
        ]
        with self.cast.as_app():
            return jobs.lay_before(found, at=at or self.cast.now)

    def pair(self, a: Person, b: Person) -> Pair:
        """As the owner."""
        return Pair.objects.filter(sides__person=a).filter(sides__person=b).get()


@pytest.fixture
def files(cast: Any) -> Files:
    return Files(cast)
