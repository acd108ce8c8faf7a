"""What the page says agrees with what the database does, over every mix of the gate's terms."""

from itertools import product
from typing import Any

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import User
from homeward.agreements.models import Agreement
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact
from homeward.desk import why
from homeward.persons import actions as persons
from homeward.persons import ledger
from homeward.persons.models import Person
from homeward.seals import actions as seals

UNEXPLAINED = {"Another ground opens this row to them.", "Something else closes this row to them."}


def seen(row: Any, user: User, purpose: Purpose, as_app: Any) -> bool:
    with as_app(user, purpose):
        return bool(type(row).objects.filter(pk=row.pk).exists())


@pytest.fixture
def world(cast: Any) -> Any:
    """The partner under agreement and consent for some classes, the others under one or neither."""
    file = frozenset({DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE})
    cast.agree(cast.host, cast.partner_org, classes=file | {DataClass.ASYLUM})
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL, classes=file)
    cast.agree(cast.host, cast.stranger_org, Purpose.REFERRAL, classes=file)
    cast.agree(cast.host, cast.commission, Purpose.DECISION, classes=file)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org, classes=file - {DataClass.PROFILE})
    cast.consent(people[0], cast.desk, Purpose.ARRIVAL, classes=file)
    cast.consent(people[0], cast.stranger_org, Purpose.REFERRAL, classes=file)
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.ASYLUM, "Refused", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    authority = cast.organisation("Office of origin", OrganisationKind.AUTHORITY, "GH")
    cast.office = cast.user("office", authority, Role.RETURN_COUNSELLOR)
    cast.away = cast.user("away", cast.host, Role.RETURN_COUNSELLOR)
    User.objects.filter(pk=cast.away.pk).update(is_active=False)
    cast.away.refresh_from_db()
    cast.director = cast.user("director", cast.host, Role.PROGRAMME_MANAGER)
    cast.case, cast.people = case, people
    return cast


def test_every_term_agrees_with_the_database(world: Any, as_app: Any) -> None:
    users = [
        world.owner, world.director, world.partner, world.officer, world.secretary,
        world.stranger, world.office, world.away,
    ]  # fmt: skip
    purposes = [Purpose.CASEWORK, Purpose.ARRIVAL, Purpose.REFERRAL, Purpose.DECISION]
    with as_app(world.owner):
        rows = [
            Case.objects.get(),
            Person.objects.get(pk=world.people[0].pk),
            Person.objects.get(pk=world.people[1].pk),
            *Fact.objects.all(),
        ]
        answers = [
            (user, row, purpose, why.ask(user, row, purpose=purpose, on=world.now.date()))
            for user, row, purpose in product(users, rows, purposes)
        ]
        assert Case.objects.count() == 1, "the asker is itself again"
    verdicts = set()
    for user, row, purpose, answer in answers:
        expected = user.is_active and seen(row, user, purpose, as_app)
        assert answer.sees == expected, (user, row, purpose)
        said = {str(line.text) for line in answer.lines}
        assert not said & UNEXPLAINED, (user, row, purpose, said)
        verdicts.add((user.name, expected))
    assert ("Partner", True) in verdicts
    assert ("Officer", True) in verdicts
    assert ("Stranger", True) not in verdicts


def ask_page(client: Any, case: Any, user: User, **changes: Any) -> Any:
    given = {"case": case.reference, "user": user.pk, "data_class": 4, "purpose": 1}
    return client.get("/agreements/why/", given | changes)


def test_the_page_cites_clause_and_consent(world: Any, client_of: Any) -> None:
    page = ask_page(client_of(world.owner), world.case, world.partner).content.decode()
    assert "Partner can see it" in page
    assert "article 1 of A0 (In force" in page
    assert "consent of" in page
    Agreement.objects.filter(number="A0").update(status="suspended")
    page = ask_page(client_of(world.owner), world.case, world.partner).content.decode()
    assert "Partner can't see it" in page
    assert "(Suspended" in page
    page = ask_page(client_of(world.owner), world.case, world.partner, data_class=7)
    assert "is not cleared for Asylum" in page.content.decode()


def test_nothing_is_explained_that_the_asker_does_not_see(world: Any, client_of: Any) -> None:
    stranger = client_of(world.stranger)
    assert stranger.get("/agreements/why/").status_code == 200
    assert ask_page(stranger, world.case, world.stranger).status_code == 404
    # The manager is not cleared for identity, and the case holds no finance row at all.
    director = client_of(world.director)
    assert ask_page(director, world.case, world.owner).status_code == 200
    assert ask_page(director, world.case, world.owner, data_class=1).status_code == 404
    assert (
        ask_page(client_of(world.owner), world.case, world.owner, data_class=9).status_code == 404
    )
    assert client_of(world.officer).get("/agreements/why/").status_code == 403


def test_only_people_of_organisations_under_agreement_are_offered(
    cast: Any, client_of: Any
) -> None:
    page = client_of(cast.owner).get("/agreements/why/").content.decode()
    assert "Owner" in page
    assert "Stranger" not in page


def test_a_seal_and_a_block_are_said_to_whom_may_know(world: Any, as_app: Any) -> None:
    focal = world.user("focal", world.host, Role.PROTECTION_FOCAL_POINT)
    day = world.now.date()
    with as_app(focal):
        persons.block(
            world.people[0], organisation=world.partner_org, reason="", by=focal, at=world.now,
            reference=world.case.reference,
        )  # fmt: skip
        case = Case.objects.get()
        seals.seal(case, world.people, [], "Looked for", by=focal, at=world.now)
        case = Case.objects.get()
        said = {
            user.name: {str(line.text) for line in why.ask(
                user, case, purpose=Purpose.CASEWORK, on=day).lines}
            for user in (focal, world.owner, world.partner)
        }  # fmt: skip
    assert "The file is sealed, and they are in its team." in said["Focal"]
    assert "The file is sealed, and they are not in its team." in said["Owner"]
    assert "The person has shut them out by a block." in said["Partner"]
    assert not set().union(*said.values()) & UNEXPLAINED


def test_whom_a_block_shuts_out_reads_nothing_of_it(world: Any, as_app: Any) -> None:
    with as_app(world.owner):
        persons.block(
            world.people[0], organisation=world.partner_org, reason="", by=world.owner,
            at=world.now, reference=world.case.reference,
        )  # fmt: skip
    with as_app(world.partner):
        assert not ledger.shuts_out(world.people[0].pk, world.partner_org)
