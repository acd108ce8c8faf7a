"""Every write on persons and their consents."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.dispatch import Signal

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.files.models import StoredFile
from homeward.persons import indexing, rules
from homeward.persons.choices import (
    BirthKnown,
    ConsentWay,
    ContactKind,
    DocumentKind,
    HouseholdRole,
    Reason,
    Script,
    Sex,
)
from homeward.persons.models import (
    Consent,
    ConsentSheet,
    Contact,
    Household,
    IdentityDocument,
    Person,
    PersonName,
)
from homeward.programmes.models import Programme

__all__ = [
    "ConsentLine",
    "Giving",
    "Member",
    "give_consent",
    "give_together",
    "register",
    "withdraw_consent",
    "withdrawn",
]

# person_id, recipient_org, covers, by, at: sent inside the transaction; a receiver that fails
# rolls the withdrawal back.
withdrawn = Signal()


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


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """This recipient, for this purpose, these classes."""

    recipient: Organisation
    purpose: Purpose
    classes: frozenset[DataClass] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class Giving:
    """How a consent was given: what stands on its sheet."""

    way: ConsentWay
    language: str
    given_on: date
    until: date | None = None
    witness: str = ""
    guardian: str = ""
    document: StoredFile | None = None


@transaction.atomic
def register(
    people: Sequence[Member], *, programme: Programme, by: User, at: datetime
) -> tuple[Household, list[Person]]:
    """Registers a household of the actor's organisation, head first."""
    require(by, "persons.register")
    refuse_if(rules.reasons_not_to_register([member.role for member in people]))
    ordered = sorted(people, key=lambda member: member.role != HouseholdRole.HEAD)
    household = Household(
        id=uuid4(), owner_org=by.organisation_of_rows, programme=programme, head_id=uuid4()
    )
    persons = [
        _register_one(member, household, position, programme=programme, by=by)
        for position, member in enumerate(ordered)
    ]
    household.save(force_insert=True)
    return household, persons


def _register_one(
    member: Member, household: Household, position: int, *, programme: Programme, by: User
) -> Person:
    person = Person(
        id=household.head_id if position == 0 else uuid4(),
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


@transaction.atomic
def give_together(
    people: Sequence[Person],
    lines: Sequence[ConsentLine],
    giving: Giving,
    *,
    by: User,
    at: datetime,
) -> list[ConsentSheet]:
    """The same consent of several of a household; the guardian gives it for the children."""
    require(by, "persons.give_consent")
    given = [(person, _by_guardian(person, giving)) for person in people]
    refuse_if(
        dict.fromkeys(r for person, how in given for r in _reasons_not_to_give(person, lines, how))
    )
    return [_give(person, lines, how, by=by) for person, how in given]


def _by_guardian(person: Person, giving: Giving) -> Giving:
    minor = rules.is_minor(
        age=person.age_on(giving.given_on), place=HouseholdRole(person.household_role)
    )
    return replace(giving, way=ConsentWay.GUARDIAN) if minor else giving


@transaction.atomic
def give_consent(
    person: Person,
    lines: Sequence[ConsentLine],
    *,
    way: ConsentWay,
    language: str,
    given_on: date,
    until: date | None = None,
    witness: str = "",
    guardian: str = "",
    document: StoredFile | None = None,
    by: User,
    at: datetime,
) -> ConsentSheet:
    """Records one giving of consent; the gate opens to the recipients with the same commit."""
    require(by, "persons.give_consent")
    giving = Giving(
        way=way,
        language=language,
        given_on=given_on,
        until=until,
        witness=witness,
        guardian=guardian,
        document=document,
    )
    refuse_if(_reasons_not_to_give(person, lines, giving))
    return _give(person, lines, giving, by=by)


def _reasons_not_to_give(
    person: Person, lines: Sequence[ConsentLine], giving: Giving
) -> list[Reason]:
    return rules.reasons_not_to_give(
        rules.ConsentFacts(
            lines=sum(len(line.classes) for line in lines),
            way=giving.way,
            witness=giving.witness,
            guardian=giving.guardian,
            given_on=giving.given_on,
            until=giving.until,
            asylum_to_origin_authority=any(_is_barred(person, line) for line in lines),
        )
    )


def _give(
    person: Person, lines: Sequence[ConsentLine], giving: Giving, *, by: User
) -> ConsentSheet:
    common: dict[str, Any] = {
        "owner_org": by.organisation_of_rows,
        "programme_id": person.programme_id,
        "person": person,
    }
    sheet = ConsentSheet.objects.create(
        way=giving.way,
        language=giving.language,
        given_on=giving.given_on,
        witness=giving.witness,
        guardian=giving.guardian,
        document=giving.document,
        recorded_by=by,
        **common,
    )
    Consent.objects.bulk_create(
        Consent(
            sheet=sheet,
            recipient_org=line.recipient,
            purpose=line.purpose,
            covers=data_class,
            given_on=giving.given_on,
            until=giving.until,
            **common,
        )
        for line in lines
        for data_class in sorted(line.classes)
    )
    return sheet


def _is_barred(person: Person, line: ConsentLine) -> bool:
    return (
        DataClass.ASYLUM in line.classes
        and line.recipient.is_authority
        and line.recipient.country_id in person.origin_countries
    )


@transaction.atomic
def withdraw_consent(consent_ids: Sequence[UUID], *, by: User, at: datetime) -> list[Consent]:
    """Ends these consents now; the very next statement of the recipient finds the rows closed."""
    require(by, "persons.withdraw_consent")
    held = list(Consent.objects.select_for_update(of=("self",)).filter(pk__in=consent_ids))
    refuse_if(
        rules.reasons_not_to_withdraw(
            withdrawn_already=not held or any(consent.withdrawn_at for consent in held)
        )
    )
    for consent in held:
        consent.withdrawn_at, consent.withdrawn_by = at, by
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
        withdrawn.send(Consent, consent=consent, by=by, at=at)
    return held
