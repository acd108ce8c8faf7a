"""The shared cast of all features' tests: an owner, a partner under agreement, a stranger."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement, Clause, Party
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ConsentWay, ContactKind, HouseholdRole, Sex
from homeward.persons.models import Person
from homeward.places.models import Country
from homeward.programmes.models import Corridor, Programme
from homeward.services.models import Service

EVERY_CLASS = frozenset(DataClass) - {DataClass.ASYLUM}


@dataclass
class Cast:
    """Organisations and users by short names; what they do goes through the real actions."""

    as_app: Callable[..., Any]
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        for code in ("BE", "GH"):
            Country.objects.get_or_create(code=code, defaults={"name": code})
        self.host = self.organisation("Return Counselling", OrganisationKind.NGO, "BE")
        self.partner_org = self.organisation("Reintegration NGO", OrganisationKind.NGO, "GH")
        self.desk = self.organisation("Airport desk", OrganisationKind.AUTHORITY, "GH")
        self.commission = self.organisation("Commission", OrganisationKind.COMMISSION, "GH")
        self.fund = self.organisation("Fund office", OrganisationKind.FUND, "BE")
        self.provider = self.organisation("Training centre", OrganisationKind.PROVIDER, "GH")
        self.stranger_org = self.organisation("Another NGO", OrganisationKind.NGO, "GH")
        self.owner = self.user("owner", self.host, Role.RETURN_COUNSELLOR)
        self.partner = self.user("partner", self.partner_org, Role.CASE_MANAGER)
        self.officer = self.user("officer", self.desk, Role.RECEPTION_OFFICER)
        self.secretary = self.user("secretary", self.commission, Role.COMMISSION_SECRETARY)
        self.finance = self.user("finance", self.fund, Role.FINANCE_OFFICER)
        self.trainer = self.user("trainer", self.provider, Role.PROVIDER)
        self.stranger = self.user("stranger", self.stranger_org, Role.CASE_MANAGER)
        self.programme = Programme.objects.create(
            code="test", name="Ways home", lead_org=self.host, starts_on=date(2020, 1, 1)
        )
        Corridor.objects.create(
            programme=self.programme, host_country_id="BE", origin_country_id="GH"
        )

    def organisation(self, name: str, kind: OrganisationKind, country: str) -> Organisation:
        return Organisation.objects.create(name=name, kind=kind, country_id=country)

    def user(self, name: str, organisation: Organisation, *roles: Role) -> User:
        return User.objects.create(
            email=f"{name}@example.org", name=name.title(), organisation=organisation,
            roles=[role.value for role in roles],
        )  # fmt: skip

    def agree(
        self,
        from_org: Organisation,
        to_org: Organisation,
        purpose: Purpose = Purpose.CASEWORK,
        classes: frozenset[DataClass] = EVERY_CLASS,
        *,
        may_write: bool = True,
        **fields: Any,
    ) -> Agreement:
        """An agreement in force, signed by both, with one clause. Called as owner."""
        agreement = Agreement.objects.create(
            number=f"A{Agreement.objects.count()}", title="Sharing", kind="data_sharing",
            lead_org=from_org, status="in_force", starts_on=date(2020, 1, 1), **fields,
        )  # fmt: skip
        for org in (from_org, to_org):
            Party.objects.create(
                agreement=agreement, organisation=org, signed_on=date(2020, 1, 1), signatory="S"
            )
        Clause.objects.create(
            agreement=agreement, number="1", from_org=from_org, to_org=to_org,
            data_classes=sorted(classes), purposes=[purpose], may_write=may_write, onward=True,
        )  # fmt: skip
        return agreement

    def consent(
        self,
        person: Person,
        recipient: Organisation,
        purpose: Purpose = Purpose.CASEWORK,
        classes: frozenset[DataClass] = EVERY_CLASS,
        *,
        by: User | None = None,
        until: date | None = None,
    ) -> Any:
        """The person's consent, recorded by the owner's counsellor (or `by`)."""
        by = by or self.owner
        with self.as_app(by):
            return persons.give_consent(
                person,
                [persons.ConsentLine(recipient=recipient, purpose=purpose, classes=classes)],
                way=ConsentWay.SIGNATURE, language="en", given_on=self.now.date(), until=until,
                by=by, at=self.now,
            )  # fmt: skip

    def family(self, by: User | None = None) -> tuple[Case, list[Person]]:
        """A mother and her son, registered with a case and one fact by the owner (or `by`)."""
        by = by or self.owner
        members = [
            persons.Member(
                role=HouseholdRole.HEAD, given_name="Efua", family_name="Ansah", sex=Sex.FEMALE,
                birth_known=BirthKnown.YEAR, birth_year=1991, origin_countries=["GH"],
                contacts=[(ContactKind.PHONE, "+233 20 000 0000")],
            ),
            persons.Member(role=HouseholdRole.CHILD, given_name="Yaw", family_name="Ansah"),
        ]  # fmt: skip
        with self.as_app(by):
            household, people = persons.register(
                members, programme=self.programme, by=by, at=self.now
            )
            case = cases.open_case(
                household, programme=self.programme, host_country="BE", origin_country="GH",
                destination="Ashaiman", by=by, at=self.now,
            )  # fmt: skip
            cases.record_fact(
                case, FactKind.TRADE, "Tailor, 6 years", person=people[0],
                said_by=SaidBy.PERSON, said_on=self.now.date(), by=by, at=self.now,
            )  # fmt: skip
        return case, people

    def arrived(self) -> tuple[Case, list[Person]]:
        """The family after arrival: under agreement and consent, taken by the partner."""
        self.agree(self.host, self.partner_org)
        self.agree(self.host, self.desk, Purpose.ARRIVAL)
        self.agree(self.partner_org, self.host)
        case, people = self.family()
        for person in people:
            self.consent(person, self.partner_org)
            self.consent(person, self.desk, Purpose.ARRIVAL)
            self.consent(person, self.host)
        with self.as_app(self.owner):
            arrival = cases.announce_arrival(
                case, reception_org=self.desk, case_org=self.partner_org,
                expected_at=self.now + timedelta(days=1), by=self.owner, at=self.now,
            )  # fmt: skip
        with self.as_app(self.officer, Purpose.ARRIVAL):
            cases.confirm_arrival(arrival, adults=1, children=1, by=self.officer, at=self.now)
        with self.as_app(self.partner):
            case = cases.take(Case.objects.get(pk=case.pk), by=self.partner, at=self.now)
        return case, people

    def service(self, **fields: Any) -> Service:
        return Service.objects.create(
            name="Tailoring course", organisation=self.provider,
            **{"places_free": 3, "languages": ["en"], **fields},
        )  # fmt: skip


@pytest.fixture
def cast(as_app: Callable[..., Any]) -> Cast:
    return Cast(as_app)
