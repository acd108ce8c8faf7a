"""Registering a household."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from homeward.access.keys import ring
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.persons import indexing, rules
from homeward.persons.choices import (
    BirthKnown,
    ContactKind,
    DocumentKind,
    HouseholdRole,
    Script,
    Sex,
)
from homeward.persons.models import (
    Contact,
    Household,
    IdentityDocument,
    Person,
    PersonName,
)
from homeward.programmes.models import Programme

AMENDED = ("given_name", "family_name", "sex", "language")
BIRTH = ("birth_known", "birth_year", "birth_month", "birth_day", "birth_season")


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person as the registration page gives it; what is empty is unknown."""

    role: HouseholdRole
    given_name: str = ""
    family_name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_known: BirthKnown = BirthKnown.UNKNOWN
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    birth_season: str = ""
    language: str = ""
    other_names: Sequence[tuple[Script, str, str]] = ()
    document: tuple[DocumentKind, str, str] | None = None
    contacts: Sequence[tuple[ContactKind, str]] = ()
    origin_countries: Sequence[str] = ()


@transaction.atomic
def register(
    people: Sequence[Member], *, programme: Programme, by: User, at: datetime
) -> tuple[Household, list[Person]]:
    """Registers a household of the actor's organisation, head first."""
    require(by, "persons.register")
    return enter(people, programme=programme, by=by)


def enter(
    people: Sequence[Member], *, programme: Programme, by: User
) -> tuple[Household, list[Person]]:
    """As `register`, inside an action that asked for a verb of its own: a desk's, a manifest's."""
    refuse_if(rules.reasons_not_to_register([member.role for member in people]))
    ordered = sorted(people, key=lambda member: member.role != HouseholdRole.HEAD)
    household = Household(
        id=uuid4(), owner_org=by.organisation_of_rows, programme=programme, head_id=uuid4()
    )
    ids = [household.head_id, *(uuid4() for _member in ordered[1:])]
    ring.make_ready(set(ids))
    persons = [
        _register_one(member, household, position, pk, programme=programme, by=by)
        for position, (member, pk) in enumerate(zip(ordered, ids, strict=True))
    ]
    household.save(force_insert=True)
    return household, persons


def join(household: Household, member: Member, *, by: User) -> Person:
    """Somebody more of a household that is there. Inside an action that asked for its verb."""
    last = Person.objects.filter(household=household).order_by("-position").first()
    position = last.position + 1 if last else 1
    return _register_one(member, household, position, uuid4(), programme=household.programme, by=by)


def amend(person: Person, member: Member) -> Person:
    """Puts in what is said of somebody now; what it leaves empty stays as it was."""
    said = {name: value for name in AMENDED if (value := getattr(member, name)) not in ("", None)}
    if member.birth_known != BirthKnown.UNKNOWN:
        said |= {name: getattr(member, name) for name in BIRTH}
    if member.sex == Sex.UNKNOWN:
        said.pop("sex")
    for name, value in said.items():
        setattr(person, name, value)
    person.save(update_fields=list(said))
    indexing.index(person)
    return person


def _register_one(
    member: Member,
    household: Household,
    position: int,
    pk: UUID,
    *,
    programme: Programme,
    by: User,
) -> Person:
    person = Person(
        id=pk,
        owner_org=by.organisation_of_rows,
        programme=programme,
        household_id=household.pk,
        household_role=member.role,
        position=position,
        given_name=member.given_name,
        family_name=member.family_name,
        sex=member.sex,
        birth_known=member.birth_known,
        birth_year=member.birth_year,
        birth_month=member.birth_month,
        birth_day=member.birth_day,
        birth_season=member.birth_season,
        language=member.language,
        origin_countries=list(member.origin_countries),
        recorded_by=by,
    )
    person.save(force_insert=True)
    common = {"owner_org": by.organisation_of_rows, "programme": programme, "person": person}
    for script, given, family in member.other_names:
        PersonName.objects.create(script=script, given_name=given, family_name=family, **common)
    if member.document:
        kind, number, country = member.document
        IdentityDocument.objects.create(kind=kind, number=number, country=country, **common)
    for contact_kind, value in member.contacts:
        Contact.objects.create(kind=contact_kind, value=value, **common)
    others = [f"{given} {family}" for _script, given, family in member.other_names]
    indexing.index(person, others)
    return person
