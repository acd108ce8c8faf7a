"""Reads of persons. Rows are the gate's: nothing here filters for access."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements.choices import Status
from homeward.agreements.models import Clause, Party
from homeward.persons import rules
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Consent, ConsentSheet, Contact, Person, PersonName


@dataclass(frozen=True)
class Offer:
    """One recipient for one purpose: each class that clauses in force cover, with the articles."""

    recipient: Organisation
    purpose: Purpose
    classes: Mapping[DataClass, tuple[str, ...]]


@lru_cache(maxsize=1024)
def token_key(org_id: int) -> bytes:
    """The organisation's key of search tokens (persons/names.py)."""
    return hmac.new(
        settings.MASTER_KEY.encode(), b"search tokens|%d" % org_id, hashlib.sha256
    ).digest()


def spelled_otherwise(person_ids: Sequence[UUID]) -> dict[UUID, list[PersonName]]:
    found: dict[UUID, list[PersonName]] = {}
    for name in PersonName.objects.filter(person_id__in=person_ids):
        found.setdefault(name.person_id, []).append(name)
    return found


def is_minor(person: Person, *, on: date) -> bool:
    return rules.is_minor(age=person.age_on(on), place=HouseholdRole(person.household_role))


def members(household_id: UUID) -> list[Person]:
    """The household, head first."""
    return list(Person.objects.filter(household_id=household_id).order_by("position", "pk"))


def family_name_of(persons: Sequence[Person]) -> str:
    """How a household is called: "Mensah family", a person alone by the full name."""
    if not persons:
        return _("Name not known")
    if len(persons) == 1:
        return str(persons[0])
    return (
        _("%(name)s family") % {"name": persons[0].family_name}
        if persons[0].family_name
        else _("Family, name not known")
    )


def contacts(person_ids: Sequence[UUID]) -> list[Contact]:
    return list(Contact.objects.filter(person_id__in=person_ids).order_by("kind"))


def sheets(person_ids: Sequence[UUID]) -> list[ConsentSheet]:
    """The consent sheets of these persons with their lines, the newest first."""
    return list(
        ConsentSheet.objects.filter(person_id__in=person_ids)
        .select_related("person", "recorded_by")
        .prefetch_related("consents__recipient_org")
        .order_by("-recorded_at")
    )


def consents_in_force(person_ids: Sequence[UUID], *, on: date) -> list[Consent]:
    """What these persons allow on a day, by recipient, purpose and person."""
    return list(
        Consent.objects.filter(
            Q(until__isnull=True) | Q(until__gte=on),
            person_id__in=person_ids,
            withdrawn_at__isnull=True,
            given_on__lte=on,
        )
        .select_related("recipient_org", "person", "sheet__recorded_by__organisation")
        .order_by("recipient_org__name", "purpose", "person__position", "covers")
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What one consent in force gives, without the sheet that it stands on."""

    recipient_org_id: int
    purpose: int
    covers: int
    until: date | None


def consents_to_follow(
    person_ids: Sequence[UUID], *, classes: Iterable[int], on: date
) -> list[Given]:
    """What these persons give for purposes that open the file itself: all but referrals."""
    return [
        Given(*row)
        for row in Consent.objects.filter(
            Q(until__isnull=True) | Q(until__gte=on),
            person_id__in=person_ids,
            withdrawn_at__isnull=True,
            given_on__lte=on,
            covers__in=list(classes),
        )
        .exclude(purpose=Purpose.REFERRAL)
        .order_by("recipient_org__name", "purpose", "covers")
        .values_list("recipient_org_id", "purpose", "covers", "until")
    ]


def offers(*, owner_org_id: int, programme_id: int, on: date) -> list[Offer]:
    """What a consent may open: each organisation that clauses in force reach from the owner.

    Clauses are followed on: what the owner's partner writes reaches the commission by the
    partner's own clause, and comes back to the owner by another. Asylum is left out for public
    authorities, whatever is agreed.
    """
    clauses = clauses_in_force(programme_id, on)
    reached, found = {owner_org_id}, [owner_org_id]
    while found:
        onward = {c.to_org_id for c in clauses if c.from_org_id in found} - reached
        reached |= onward
        found = list(onward)
    articles: dict[tuple[int, int], dict[int, list[str]]] = {}
    organisations: dict[int, Organisation] = {}
    for clause in clauses:
        # The owner is a recipient too, of what its partners will write after the arrival.
        if clause.from_org_id not in reached:
            continue
        organisations[clause.to_org_id] = clause.to_org
        for purpose in clause.purposes:
            classes = articles.setdefault((clause.to_org_id, purpose), {})
            for data_class in clause.data_classes:
                if data_class != DataClass.ASYLUM or not clause.to_org.is_authority:
                    classes.setdefault(data_class, []).append(clause.number)
    return [
        Offer(
            organisations[org_id],
            Purpose(purpose),
            {DataClass(k): tuple(dict.fromkeys(classes[k])) for k in sorted(classes)},
        )
        for (org_id, purpose), classes in sorted(
            articles.items(), key=lambda item: (item[0][1], organisations[item[0][0]].name)
        )
    ]


def clauses_in_force(programme_id: int, on: date) -> list[Clause]:
    """Of the agreements that the actor's organisation is a party of, in the order of articles."""
    unsigned = Party.objects.filter(agreement=OuterRef("agreement"), signed_on__isnull=True)
    return list(
        Clause.objects.filter(
            Q(programme__isnull=True) | Q(programme_id=programme_id),
            Q(agreement__ends_on__isnull=True) | Q(agreement__ends_on__gte=on),
            ~Exists(unsigned),
            agreement__status=Status.IN_FORCE,
            agreement__starts_on__lte=on,
        )
        .select_related("to_org")
        .order_by("number")
    )


def covers(
    person_id: UUID, *, recipient: Organisation, purpose: Purpose, classes: set[DataClass], on: date
) -> bool:
    """Does the person's consent in force let this recipient see all these classes?"""
    held = Consent.objects.filter(
        person_id=person_id, recipient_org=recipient, purpose=purpose, withdrawn_at__isnull=True
    )
    in_force = {c.covers for c in held if c.given_on <= on and (c.until is None or c.until >= on)}
    return classes <= in_force
