"""Giving consent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.files.models import StoredFile
from homeward.persons import rules
from homeward.persons.choices import ConsentWay, HouseholdRole, Reason
from homeward.persons.models import Consent, ConsentSheet, Person


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
    return note_together(people, lines, giving, by=by, at=at)


def note_together(
    people: Sequence[Person],
    lines: Sequence[ConsentLine],
    giving: Giving,
    *,
    data_class: DataClass = DataClass.CASE,
    by: User,
    at: datetime,
) -> list[ConsentSheet]:
    """As `give_together`, inside an action that asked for a verb of its own.

    A desk is not cleared for the class Case: what it notes of a consent is of the class Profile.
    """
    given = [(person, _by_guardian(person, giving)) for person in people]
    refuse_if(
        dict.fromkeys(r for person, how in given for r in _reasons_not_to_give(person, lines, how))
    )
    return [_give(person, lines, how, data_class=data_class, by=by, at=at) for person, how in given]


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
    return _give(person, lines, giving, by=by, at=at)


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
            asylum_to_origin_authority=any(
                is_barred(person, line.recipient, line.classes) for line in lines
            ),
        )
    )


def _give(
    person: Person,
    lines: Sequence[ConsentLine],
    giving: Giving,
    *,
    data_class: DataClass = DataClass.CASE,
    by: User,
    at: datetime,
) -> ConsentSheet:
    common: dict[str, Any] = {
        "data_class": data_class,
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
            covers=covered,
            given_on=giving.given_on,
            until=giving.until,
            known_from=at,
            **common,
        )
        for line in lines
        for covered in sorted(line.classes)
    )
    return sheet


def is_barred(person: Person, recipient: Organisation, classes: Iterable[int]) -> bool:
    """Asylum history never goes to an authority of a country of origin."""
    return (
        DataClass.ASYLUM in set(classes)
        and recipient.is_authority
        and recipient.country_id in person.origin_countries
    )
