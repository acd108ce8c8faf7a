"""Beside the shared cast: a point of entry, a charter, and sheets of who is on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.models import Arrival, Case
from homeward.core.spreadsheets import xlsx
from homeward.persons.models import Person
from homeward.places.models import PointOfEntry
from homeward.programmes.models import Corridor
from homeward.reception import actions, matching
from homeward.reception.choices import EntryPart
from homeward.reception.manifests import reading
from homeward.reception.models import Charter, EntryTask

ARRIVAL = frozenset({DataClass.IDENTITY, DataClass.PROFILE})
HEADER = [
    "Manifest number", "Family number", "Place in the family", "Given names", "Family name",
    "Sex", "Date or year of birth", "Document number", "Language", "Needs on arrival",
    "Luggage", "Consent signed on",
]  # fmt: skip


@dataclass
class Airport:
    """The cast with an airport: a desk that receives, a service that checks who enters."""

    cast: Any
    as_app: Callable[..., Any]

    def __post_init__(self) -> None:
        cast = self.cast
        self.entry = PointOfEntry.objects.create(
            country_id="GH", name="Kotoka", code="ACC", kind="airport"
        )
        self.border = cast.organisation("Border service", OrganisationKind.AUTHORITY, "GH")
        self.guard = cast.user("guard", self.border, Role.BORDER_OFFICER)
        for org, part in ((cast.desk, EntryPart.RECEPTION), (self.border, EntryPart.BORDER)):
            EntryTask.objects.create(entry=self.entry, organisation=org, part=part)
        cast.agree(cast.host, cast.partner_org)
        cast.agree(cast.host, cast.desk, Purpose.ARRIVAL, ARRIVAL)

    @property
    def lands_at(self) -> Any:
        return self.cast.now + timedelta(hours=3)

    def charter(self, **changed: Any) -> Charter:
        cast = self.cast
        flight = {
            "corridor": Corridor.objects.select_related("programme").get(),
            "reception_org": cast.desk,
            "case_org": cast.partner_org,
            "flight": "C 77",
            "from_place": "Brussels",
            "entry": self.entry,
            "lands_at": self.lands_at,
        } | changed
        with self.as_app(cast.owner):
            return actions.make_charter(actions.Flight(**flight), by=cast.owner, at=cast.now)

    def read(self, charter: Charter, rows: list[list[str]], header: list[str] = HEADER) -> Any:
        return reading.read_sheet(
            xlsx("Manifest", header, rows),
            today=self.cast.now.date(),
            lands_on=charter.lands_at.date(),
            is_there=matching.families_there(charter),
        )

    def take_in(self, charter: Charter, rows: list[list[str]]) -> Any:
        with self.as_app(self.cast.owner):
            read = self.read(charter, rows)
            return actions.take_in(charter, read, by=self.cast.owner, at=self.cast.now)

    def announced(self, **changed: Any) -> tuple[Case, list[Person], Arrival]:
        """The cast's family, announced to the desk."""
        cast = self.cast
        case, people = cast.family()
        for person in people:
            cast.consent(person, cast.partner_org)
            cast.consent(person, cast.desk, Purpose.ARRIVAL, ARRIVAL)
        told = {"flight": "YY 512", "entry": self.entry, "children": 1} | changed
        with self.as_app(cast.owner):
            arrival = cases.announce_arrival(
                case, reception_org=cast.desk, case_org=cast.partner_org,
                expected_at=told.pop("expected_at", self.lands_at), by=cast.owner, at=cast.now,
                **told,
            )  # fmt: skip
        return case, people, arrival


@pytest.fixture
def airport(cast: Any, as_app: Callable[..., Any]) -> Airport:
    return Airport(cast, as_app)


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def row(**said: str) -> list[str]:
    """A row of the template by its columns."""
    at = {
        "number": 0, "family": 1, "place": 2, "given": 3, "surname": 4, "sex": 5, "birth": 6,
        "document": 7, "language": 8, "needs": 9, "luggage": 10, "consent": 11,
    }  # fmt: skip
    cells = [""] * len(HEADER)
    for name, text in said.items():
        cells[at[name]] = text
    return cells
