"""A household that a Belgian organisation sent home, and the organisation in Ghana that asks it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement, Clause, Party
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay, HouseholdRole
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.surveys import actions
from homeward.surveys.models import Wave

ARRIVED_ON = date(2026, 3, 2)
HELD_AT = datetime(2026, 3, 16, 10, tzinfo=UTC)
CASEWORK = (DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE)


@dataclass(frozen=True)
class Cast:
    sender: Organisation
    receiver: Organisation
    stranger: Organisation
    programme: Programme
    counsellor: User
    sender_manager: User
    worker: User
    interviewer: User
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
    sender = _org("Return House", OrganisationKind.NGO, "BE")
    receiver = _org("Reintegration Desk", OrganisationKind.NGO, "GH")
    stranger = _org("Another Society", OrganisationKind.NGO, "GH")
    return Cast(
        sender=sender,
        receiver=receiver,
        stranger=stranger,
        programme=Programme.objects.create(
            code="T1", name="Ways home", lead_org=sender, starts_on=date(2025, 1, 1)
        ),
        counsellor=_user("Claes", sender, Role.RETURN_COUNSELLOR),
        sender_manager=_user("Maes", sender, Role.CASE_MANAGER),
        worker=_user("Abena", receiver, Role.CASE_MANAGER),
        interviewer=_user("Yaw", receiver, Role.CASE_MANAGER),
        officer=_user("Kofi", receiver, Role.FINANCE_OFFICER),
        outsider=_user("Outsider", stranger, Role.CASE_MANAGER),
    )


Share = Callable[..., None]


@pytest.fixture
def clause(cast: Cast) -> Share:
    """`clause(from_org, to_org, classes)`: a signed agreement in force, for casework."""

    def agree(from_org: Organisation, to_org: Organisation, classes: Sequence[DataClass]) -> None:
        number = f"A{Agreement.objects.count() + 1}"
        agreement = Agreement.objects.create(
            number=number, title="Sharing", kind="mou", lead_org=from_org, starts_on=ARRIVED_ON,
            status="in_force",
        )  # fmt: skip
        for party in (from_org, to_org):
            Party.objects.create(agreement=agreement, organisation=party, signed_on=ARRIVED_ON)
        Clause.objects.create(
            agreement=agreement,
            number="1",
            from_org=from_org,
            to_org=to_org,
            data_classes=list(classes),
            purposes=[Purpose.CASEWORK],
            may_write=True,
        )

    return agree


@pytest.fixture
def consent(cast: Cast, as_app) -> Share:
    """`consent(person, recipient, classes)`: the person's own, for casework."""

    def give(person: Person, recipient: Organisation, classes: Sequence[DataClass]) -> None:
        with as_app(cast.counsellor):
            persons.give_consent(
                person,
                [
                    persons.ConsentLine(
                        recipient=recipient,
                        purpose=Purpose.CASEWORK,
                        classes=frozenset(classes),
                    )
                ],
                way=ConsentWay.SIGNATURE,
                language="en",
                given_on=ARRIVED_ON,
                by=cast.counsellor,
                at=HELD_AT,
            )

    return give


@pytest.fixture
def case(cast: Cast, clause: Share, consent: Share, as_app) -> Case:
    """Arrived, shared with the receiver for casework, with a worker there."""
    with as_app(cast.counsellor):
        household, people = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, given_name="Efua", family_name="Mensah")],
            programme=cast.programme,
            by=cast.counsellor,
            at=HELD_AT,
        )
        case = cases.open_case(
            household,
            programme=cast.programme,
            host_country="BE",
            origin_country="GH",
            by=cast.counsellor,
            at=HELD_AT,
        )
    clause(cast.sender, cast.receiver, CASEWORK)
    consent(people[0], cast.receiver, CASEWORK)
    Case.objects.filter(pk=case.pk).update(
        arrived_on=ARRIVED_ON, worker=cast.worker, accountable_org=cast.receiver
    )
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def waves(case: Case, cast: Cast, as_app) -> list[Wave]:
    with as_app(cast.worker):
        return actions.plan_waves(case, arrived_on=ARRIVED_ON, by=cast.worker, at=HELD_AT)


@pytest.fixture
def baseline(waves: list[Wave]) -> Wave:
    return waves[0]
