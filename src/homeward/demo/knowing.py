"""Another organisation that helps some of the same people, and one encoded comparison with it.

Two persons are known to both. Both sides want contact about the one; the other waits.
"""

from datetime import timedelta

from homeward.access import gate
from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Kind, Status, TransferGround
from homeward.agreements.models import Agreement, Clause, Party
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.crossmatches import actions
from homeward.crossmatches.choices import Decision
from homeward.crossmatches.models import Crossmatch
from homeward.demo import cast as people_of
from homeward.demo.world import World
from homeward.persons import actions as persons
from homeward.persons.choices import (
    BirthKnown,
    ConsentWay,
    ContactKind,
    DocumentKind,
    HouseholdRole,
    Sex,
)
from homeward.persons.models import Contact, IdentityDocument, Person
from homeward.programmes.models import Corridor, Programme

BOTH = frozenset({DataClass.IDENTITY, DataClass.CONTACT})
KNOWN, GIVEN = 2, 9
# Somebody whom nobody else of the demo knows.
ALONE = ("Delali", "Agbenyega", 1988)


def show(world: World) -> None:
    other = _organisation(world)
    ours = _given(world, other)
    theirs = _theirs(world, other, ours[:KNOWN])
    if len(theirs) < KNOWN:
        return
    _compare(world, other)
    _decide(world, other, ours[0])


def _organisation(world: World) -> Organisation:
    volta = people_of.organisation(
        "Volta Bridge Family Support", "Volta Bridge", OrganisationKind.NGO, "GH"
    )
    for mail, name, role in (
        ("dela", "Dela Amuzu", Role.CASE_MANAGER),
        ("mawuli", "Mawuli Kporku", Role.PROTECTION_FOCAL_POINT),
    ):
        people_of.user(mail, name, volta, role, "en")
    started = world.today - timedelta(days=200)
    programme = Programme.objects.create(
        code="VB-1", name="Volta Bridge family support", lead_org=volta, starts_on=started
    )
    Corridor.objects.create(programme=programme, host_country_id="BE", origin_country_id="GH")
    _agreement(world, volta)
    return volta


def _agreement(world: World, volta: Organisation) -> None:
    since = world.today - timedelta(days=90)
    ours = world.cast.belgian_ngo
    agreement = Agreement.objects.create(
        number="WH-VB-2026-02",
        title="Finding without names whom Ways Home and Volta Bridge both help",
        kind=Kind.DATA_SHARING,
        lead_org=ours,
        status=Status.IN_FORCE,
        starts_on=since,
        ends_on=since + timedelta(days=730),
        created_by=world.cast.programme_manager,
    )
    for organisation in (ours, volta):
        Party.objects.create(
            agreement=agreement,
            organisation=organisation,
            part="Compares, encoded, whom it helps",
            signed_on=since,
            signatory=f"Director of {organisation}",
            signatory_function="Director",
            is_controller=True,
        )
    for number, (from_org, to_org) in enumerate([(ours, volta), (volta, ours)], start=1):
        Clause.objects.create(
            agreement=agreement,
            number=f"2.{number}",
            from_org=from_org,
            to_org=to_org,
            data_classes=sorted(BOTH),
            purposes=[Purpose.COMPARISON],
            transfer_ground=TransferGround.STANDARD_CLAUSES,
            text="Persons who agree to it may be compared by encodings. Nobody sees a row by this"
            " article; each side learns only that the other knows a person too.",
        )


def _given(world: World, volta: Organisation) -> list[Person]:
    """Heads of our open cases who say yes to the comparison."""
    found = Case.objects.filter(
        owner_org=world.cast.belgian_ngo, closed_at__isnull=True, sealed=False
    ).order_by("reference")
    heads = [Person.objects.get(pk=case.person_id) for case in found[: GIVEN * 3]]
    named = [head for head in heads if head.full_name and head.birth_year][:GIVEN]
    for head in named:
        _consent(world, head, volta, world.cast.counsellors[0])
    return named


def _consent(world: World, person: Person, to: Organisation, by: User) -> None:
    line = persons.ConsentLine(recipient=to, purpose=Purpose.COMPARISON, classes=BOTH)
    with gate.acting_user(by.pk):
        persons.give_consent(
            person,
            [line],
            way=ConsentWay.SIGNATURE,
            language="en",
            given_on=world.today - timedelta(days=30),
            by=by,
            at=world.now,
        )


def _theirs(world: World, volta: Organisation, ours: list[Person]) -> list[Person]:
    """The same people as Volta Bridge wrote them down, and one more."""
    given, family, year = ALONE
    alone = persons.Member(
        role=HouseholdRole.HEAD,
        given_name=given,
        family_name=family,
        sex=Sex.FEMALE,
        birth_known=BirthKnown.YEAR,
        birth_year=year,
        origin_countries=["GH"],
    )
    return [_register(world, volta, member) for member in [*map(_same, ours), alone]]


def _same(person: Person) -> persons.Member:
    """One of ours as they told it elsewhere: the same name and birth, phone and document."""
    phone = Contact.objects.filter(person=person, kind=ContactKind.PHONE).first()
    paper = IdentityDocument.objects.filter(person=person).first()
    return persons.Member(
        role=HouseholdRole.HEAD,
        given_name=person.given_name,
        family_name=person.family_name,
        sex=Sex(person.sex),
        birth_known=BirthKnown(person.birth_known),
        birth_year=person.birth_year,
        birth_month=person.birth_month,
        birth_day=person.birth_day,
        birth_season=person.birth_season,
        document=(DocumentKind(paper.kind), paper.number, paper.country) if paper else None,
        contacts=[(ContactKind.PHONE, phone.value)] if phone else [],
        origin_countries=["GH"],
    )


def _register(world: World, volta: Organisation, member: persons.Member) -> Person:
    worker = User.objects.get(organisation=volta, roles__contains=[Role.CASE_MANAGER])
    programme = Programme.objects.get(lead_org=volta)
    with gate.acting_user(worker.pk):
        household, people = persons.register([member], programme=programme, by=worker, at=world.now)
        cases.open_case(
            household,
            programme=programme,
            host_country="BE",
            origin_country="GH",
            destination="Ho",
            by=worker,
            at=world.now,
        )
    _consent(world, people[0], world.cast.belgian_ngo, worker)
    return people[0]


def _compare(world: World, volta: Organisation) -> None:
    asker = User.objects.get(
        organisation=world.cast.belgian_ngo, roles__contains=[Role.DATA_PROTECTION_OFFICER]
    )
    joiner = User.objects.get(organisation=volta, roles__contains=[Role.PROTECTION_FOCAL_POINT])
    with gate.acting_user(asker.pk):
        run = actions.ask(volta, by=asker, at=world.now - timedelta(days=9))
    with gate.acting_user(joiner.pk):
        actions.join(run, by=joiner, at=world.now - timedelta(days=8))
    actions.compare_waiting(at=world.now - timedelta(days=8))


def _decide(world: World, volta: Organisation, person: Person) -> None:
    counsellor = world.cast.counsellors[0]
    worker = User.objects.get(organisation=volta, roles__contains=[Role.CASE_MANAGER])
    ours = Crossmatch.objects.filter(person=person).first()
    if ours is None:
        return
    theirs = Crossmatch.objects.get(pair=ours.pair, owner_org=volta)
    for row, user, phone in (
        (ours, counsellor, "+32 2 555 01 41"),
        (theirs, worker, "+233 36 200"),
    ):
        with gate.acting_user(user.pk):
            actions.decide(
                row,
                Decision.CONTACT,
                reason="Two home visits in one week: agree on one.",
                contact=f"{user.name}, {user.role_label}, {phone}",
                by=user,
                at=world.now - timedelta(days=3),
            )
