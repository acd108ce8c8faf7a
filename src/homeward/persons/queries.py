"""Reads of persons. Rows are the gate's: nothing here filters for access."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.persons import names
from homeward.persons.models import Consent, ConsentSheet, Contact, Person, PersonName

CANDIDATES = 200
# Below this likeness a candidate shares a sound with the question, not a name.
ENOUGH = 0.75


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
    persons = Person.objects.filter(pk__in=ids)
    other_names = spelled_otherwise(ids)
    hits = [
        Hit(person, _likeness(text, person, other_names.get(person.pk, []))) for person in persons
    ]
    hits = [hit for hit in hits if hit.likeness >= ENOUGH]
    return sorted(hits, key=lambda hit: (-hit.likeness, str(hit.person)))[:at_most]


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


def covers(
    person_id: UUID, *, recipient: Organisation, purpose: Purpose, classes: set[DataClass], on: date
) -> bool:
    """Does the person's consent in force let this recipient see all these classes?"""
    held = Consent.objects.filter(
        person_id=person_id, recipient_org=recipient, purpose=purpose, withdrawn_at__isnull=True
    )
    in_force = {c.covers for c in held if c.given_on <= on and (c.until is None or c.until >= on)}
    return classes <= in_force
