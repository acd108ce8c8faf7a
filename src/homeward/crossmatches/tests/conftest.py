"""Two organisations that may compare, a third that may not, and persons whom two of them know."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement, Clause, Party
from homeward.cases import actions as cases
from homeward.conftest import Cast
from homeward.crossmatches import actions
from homeward.crossmatches.choices import Status, Way
from homeward.crossmatches.models import Crossmatch, Run
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ContactKind, HouseholdRole, Sex
from homeward.persons.models import Person

BOTH = frozenset({DataClass.IDENTITY, DataClass.CONTACT})


@dataclass
class Sides:
    """`one` (Return Counselling) and `other` (another NGO of the country of return)."""

    cast: Cast
    other_org: Organisation
    focal: User
    other_focal: User
    other_worker: User

    @property
    def one(self) -> Organisation:
        return self.cast.host

    def person(
        self, by: User, given: str, family: str, year: int = 1991, *, phone: str = "", **more: Any
    ) -> Person:
        """Somebody with a case of their own, registered by a worker."""
        member = persons.Member(
            role=HouseholdRole.HEAD, given_name=given, family_name=family, sex=Sex.FEMALE,
            birth_known=BirthKnown.YEAR, birth_year=year, origin_countries=["GH"],
            contacts=[(ContactKind.PHONE, phone)] if phone else [], **more,
        )  # fmt: skip
        with self.cast.as_app(by):
            household, people = persons.register(
                [member], programme=self.cast.programme, by=by, at=self.cast.now
            )
            cases.open_case(
                household, programme=self.cast.programme, host_country="BE", origin_country="GH",
                destination="Tema", by=by, at=self.cast.now,
            )  # fmt: skip
        return people[0]

    def ours(self, given: str, family: str, **how: Any) -> Person:
        found = self.person(self.cast.owner, given, family, **how)
        self.cast.consent(found, self.other_org, Purpose.COMPARISON, BOTH)
        return found

    def theirs(self, given: str, family: str, **how: Any) -> Person:
        found = self.person(self.other_worker, given, family, **how)
        self.cast.consent(found, self.one, Purpose.COMPARISON, BOTH, by=self.other_worker)
        return found

    def ask(self, **how: Any) -> Run:
        with self.cast.as_app(self.focal):
            return actions.ask(self.other_org, by=self.focal, at=self.cast.now, **how)

    def join(self, run: Run) -> Run:
        with self.cast.as_app(self.other_focal):
            return actions.join(run, by=self.other_focal, at=self.cast.now)

    def compare(self, at: Any = None) -> Run:
        """Asked, joined and compared, as the worker does it."""
        run = self.join(self.ask(way=Way.HERE))
        worker(self.cast, at=at)
        run = Run.objects.get(pk=run.pk)
        assert run.status == Status.DONE
        return run

    def row(self, person: Person) -> Crossmatch:
        return Crossmatch.objects.get(person=person)


def worker(cast: Cast, at: Any = None) -> int:
    """One round of the worker, under the app role; each job is its own actor."""
    with cast.as_app():
        return actions.compare_waiting(at=at or cast.now)


def compare_clauses(one: Organisation, other: Organisation) -> Agreement:
    agreement = Agreement.objects.create(
        number=f"C{Agreement.objects.count()}", title="Encoded comparison", kind="data_sharing",
        lead_org=one, status="in_force", starts_on="2020-01-01",
    )  # fmt: skip
    for org in (one, other):
        Party.objects.create(
            agreement=agreement, organisation=org, signed_on="2020-01-01", signatory="S"
        )
    for number, (from_org, to_org) in enumerate([(one, other), (other, one)], start=1):
        Clause.objects.create(
            agreement=agreement, number=f"3.{number}", from_org=from_org, to_org=to_org,
            data_classes=sorted(BOTH), purposes=[Purpose.COMPARISON],
        )  # fmt: skip
    return agreement


@pytest.fixture
def sides(cast: Cast) -> Sides:
    other = cast.organisation("Harbour NGO", OrganisationKind.NGO, "GH")
    made = Sides(
        cast,
        other,
        cast.user("focal", cast.host, Role.DATA_PROTECTION_OFFICER),
        cast.user("other focal", other, Role.PROTECTION_FOCAL_POINT),
        cast.user("other worker", other, Role.CASE_MANAGER),
    )
    compare_clauses(cast.host, other)
    return made


LATER = timedelta(days=8)
