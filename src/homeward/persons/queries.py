"""Reads of persons. Rows are the gate's: nothing here filters for access."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements import queries as agreements
from homeward.persons import names, rules
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Consent, ConsentSheet, Contact, Person, PersonName

CANDIDATES = 200
# Below this likeness a candidate shares a sound with the question, not a name.
ENOUGH = 0.75
# From here on two names may be one person's: asked before a household is registered.
SAME_NAME = 0.82


@dataclass(frozen=True)
class Offer:
    """One recipient for one purpose: each class that clauses in force cover, with the articles."""

    recipient: Organisation
    purpose: Purpose
    classes: Mapping[DataClass, tuple[str, ...]]


@dataclass(frozen=True)
class Hit:
    person: Person
    likeness: float


def find(text: str, *, at_most: int = 50) -> list[Hit]:
    """The persons whose names answer `text`, best first; any script, any order of words.

    Candidates come by keyed tokens from the database, filtered by the actor's grounds before
    their number is capped; the names are then decrypted and compared (names.likeness).
    """
    wanted = sorted({token for org in _searchable_orgs() for token in _tokens(text, org)})
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select person from persons_find(%s, %s)", [wanted, CANDIDATES])
        ids = [row[0] for row in cursor.fetchall()]
    persons = Person.objects.filter(pk__in=ids).select_related("owner_org")
    other_names = spelled_otherwise(ids)
    hits = [
        Hit(person, _likeness(text, person, other_names.get(person.pk, []))) for person in persons
    ]
    hits = [hit for hit in hits if hit.likeness >= ENOUGH]
    return sorted(hits, key=lambda hit: (-hit.likeness, str(hit.person)))[:at_most]


def alike(full_names: Iterable[str], *, at_most: int = 8) -> list[Hit]:
    """Who is registered already under one of these names or nearly so, best first.

    Both names have to answer each other: "Yaw" is not asked about for every Yaw of another family.
    """
    best: dict[UUID, Hit] = {}
    for asked in full_names:
        hits = find(asked)
        others = spelled_otherwise([hit.person.pk for hit in hits])
        for hit in hits:
            known = [hit.person.full_name, *map(str, others.get(hit.person.pk, []))]
            mutual = max(min(names.likeness(asked, n), names.likeness(n, asked)) for n in known)
            held = best.get(hit.person.pk)
            if mutual >= SAME_NAME and (held is None or held.likeness < mutual):
                best[hit.person.pk] = Hit(hit.person, mutual)
    return sorted(best.values(), key=lambda hit: -hit.likeness)[:at_most]


def _likeness(text: str, person: Person, others: Iterable[PersonName]) -> float:
    return max(names.likeness(text, name) for name in [person.full_name, *map(str, others)])


def _searchable_orgs() -> list[int]:
    """Whose rows the actor may find: its own, and those a clause opens for identity."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate_org() union"
            " select (s >> 24)::integer from unnest(gate_scopes(false)) s where s & 255 = 1"
        )
        return [row[0] for row in cursor.fetchall() if row[0] is not None]


@lru_cache(maxsize=1024)
def token_key(org_id: int) -> bytes:
    return hmac.new(
        settings.MASTER_KEY.encode(), b"search tokens|%d" % org_id, hashlib.sha256
    ).digest()


def _tokens(text: str, org_id: int) -> list[int]:
    return names.tokens(text, key=token_key(org_id))


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

    Clauses are followed on where they allow it: what the owner's partner writes reaches the
    commission by the partner's own clause, and comes back to the owner by another. Asylum is left
    out for public authorities, whatever is agreed.
    """
    clauses = agreements.clauses_to_follow(
        owner_org_id=owner_org_id, programme_id=programme_id, on=on
    )
    articles: dict[tuple[int, int], dict[int, list[str]]] = {}
    organisations: dict[int, Organisation] = {}
    for clause in clauses:
        # The owner is a recipient too, of what its partners will write after the arrival.
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


def covers(
    person_id: UUID, *, recipient: Organisation, purpose: Purpose, classes: set[DataClass], on: date
) -> bool:
    """Does the person's consent in force let this recipient see all these classes?"""
    held = Consent.objects.filter(
        person_id=person_id, recipient_org=recipient, purpose=purpose, withdrawn_at__isnull=True
    )
    in_force = {c.covers for c in held if c.given_on <= on and (c.until is None or c.until >= on)}
    return classes <= in_force


def consents_of(
    person_id: UUID, *, recipient_id: int | None, purpose: Purpose, covers: DataClass
) -> list[Consent]:
    """Every consent of this person for this recipient, purpose and class, ended ones as well."""
    return list(
        Consent.objects.filter(
            person_id=person_id, recipient_org__in=[recipient_id], purpose=purpose, covers=covers
        ).order_by("-given_on", "-pk")
    )


def origins_of(person_id: UUID) -> list[str]:
    """The countries of origin recorded for a person whom the actor sees."""
    found = Person.objects.filter(pk=person_id).values_list("origin_countries", flat=True).first()
    return list(found or [])
