"""Reads of persons. Rows are the gate's: nothing here filters for access."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.fields import Erased
from homeward.access.keys import store
from homeward.access.models import Organisation
from homeward.agreements import queries as agreements
from homeward.persons import ledger, rules
from homeward.persons.choices import ContactKind, HouseholdRole
from homeward.persons.models import (
    Consent,
    ConsentSheet,
    Contact,
    IdentityDocument,
    JoinedFile,
    LegalBasis,
    Person,
    PersonName,
)


@dataclass(frozen=True)
class Offer:
    """One recipient for one purpose: each class that clauses in force cover, with the articles."""

    recipient: Organisation
    purpose: Purpose
    classes: Mapping[DataClass, tuple[str, ...]]


def token_key(org_id: int) -> bytes:
    """The organisation's key of search tokens (linkage/names.py)."""
    return store.org_secret(org_id, "search")


def spelled_otherwise(person_ids: Sequence[UUID]) -> dict[UUID, list[PersonName]]:
    found: dict[UUID, list[PersonName]] = {}
    for name in PersonName.objects.filter(person_id__in=person_ids):
        found.setdefault(name.person_id, []).append(name)
    return found


@dataclass(frozen=True)
class Numbers:
    """A person's documents and phones, as they were written."""

    documents: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


def numbers(person_ids: Sequence[UUID]) -> dict[UUID, Numbers]:
    """Of those who have any that the actor sees."""
    found: dict[UUID, Numbers] = {}
    for document in IdentityDocument.objects.filter(person_id__in=person_ids).order_by("pk"):
        found.setdefault(document.person_id, Numbers()).documents.append(document.number)
    for contact in Contact.objects.filter(
        person_id__in=person_ids, kind=ContactKind.PHONE
    ).order_by("pk"):
        found.setdefault(contact.person_id, Numbers()).phones.append(contact.value)
    return found


def files_of(person_id: UUID) -> list[UUID]:
    """All files of one person that the actor sees, the principal one first; or this one alone."""
    return files_of_all([person_id])[person_id]


def files_of_all(person_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Each of these files with all of the same person (JoinedFile), as `files_of`."""
    asked = list(person_ids)
    standing = JoinedFile.objects.filter(left_at__isnull=True)
    groups = dict(standing.filter(person_id__in=asked).values_list("person_id", "file_group"))
    found: dict[UUID, list[UUID]] = {}
    for group, person in (
        standing.filter(file_group__in=set(groups.values()))
        .order_by("-is_principal", "person_id")
        .values_list("file_group", "person_id")
        if groups
        else []
    ):
        found.setdefault(group, []).append(person)
    return {pk: found.get(groups[pk], [pk]) if pk in groups else [pk] for pk in asked}


def named(person_id: UUID) -> Person | None:
    """The person, where the actor is told who it is."""
    return Person.objects.filter(pk=person_id).first()


def is_minor(person: Person, *, on: date) -> bool:
    return rules.is_minor(age=person.age_on(on), place=HouseholdRole(person.household_role))


def members(household_id: UUID) -> list[Person]:
    """The household, head first."""
    return list(Person.objects.filter(household_id=household_id).order_by("position", "pk"))


def family_name_of(persons: Sequence[Person]) -> str:
    """How a household is called: "Mensah family", a person alone by the full name."""
    if not persons:
        return _("Name not known")
    if len(persons) == 1 or isinstance(persons[0].family_name, Erased):
        return str(persons[0])
    return (
        _("%(name)s family") % {"name": persons[0].family_name}
        if persons[0].family_name
        else _("Family, name not known")
    )


def contacts(person_ids: Sequence[UUID]) -> list[Contact]:
    return list(Contact.objects.filter(person_id__in=person_ids).order_by("kind"))


def sheets(person_ids: Sequence[UUID]) -> list[ConsentSheet]:
    """The consent sheets of these persons, the newest first."""
    return list(
        ConsentSheet.objects.filter(person_id__in=person_ids)
        .select_related("person", "recorded_by")
        .order_by("-recorded_at")
    )


def consents_in_force(person_ids: Sequence[UUID], *, on: date) -> list[Consent]:
    """What these persons allow on a day, by recipient, purpose and person."""
    return list(
        Consent.objects.filter(
            ledger.in_force(on),
            person_id__in=person_ids,
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
            ledger.in_force(on),
            person_id__in=person_ids,
            covers__in=list(classes),
        )
        .exclude(purpose__in=agreements.OPEN_NO_FILE)
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
    """Does a consent in force, or an approved ground, let this recipient see all these classes?

    As the gate folds it: a block that the actor can't see counts as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select class from unnest(%s::smallint[]) as wanted (class) where exists ("
            " select 1 from gate_recipients(%s, wanted.class) r"
            " where r.recipient = %s and r.until >= %s)",
            [sorted(int(k) for k in classes), person_id, recipient.pk * 16 + purpose, on],
        )
        found = {row[0] for row in cursor.fetchall()}
    return classes <= found


def covered(
    person_ids: Iterable[UUID],
    *,
    recipient_id: int,
    purpose: Purpose,
    classes: set[DataClass],
    on: date,
) -> set[UUID]:
    """Which of these persons `covers` holds for, by one question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p from unnest(%s::uuid[]) as p where not exists ("
            " select 1 from unnest(%s::smallint[]) as wanted (class) where not exists ("
            "  select 1 from gate_recipients(p, wanted.class) r"
            "  where r.recipient = %s and r.until >= %s))",
            [list(person_ids), sorted(int(k) for k in classes), recipient_id * 16 + purpose, on],
        )
        return {row[0] for row in cursor.fetchall()}


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


def other_grounds_of(
    person_id: UUID, *, recipient_id: int | None, purpose: Purpose, covers: DataClass
) -> list[LegalBasis]:
    """Every other ground for this recipient, purpose and class, in whatever state."""
    return list(
        LegalBasis.objects.filter(
            person_id=person_id,
            recipient_org__in=[recipient_id],
            purpose=purpose,
            classes__contains=[int(covers)],
        ).order_by("-requested_at")
    )
