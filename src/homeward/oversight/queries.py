"""Reads for the duties of a controller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.access.person_level import RULES
from homeward.agreements import queries as agreements
from homeward.agreements.choices import Status
from homeward.agreements.models import Clause, Party
from homeward.cases.models import Case
from homeward.oversight import rules
from homeward.oversight.choices import Decision, Risk
from homeward.oversight.models import Affected, Breach, ProcessingRecord
from homeward.persons.models import Person
from homeward.programmes.models import Programme

REVIEW_AFTER = timedelta(days=365)


# The record of processing


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    """Those that the organisation leads, and those of whoever it has an agreement in force with."""
    signed = Party.objects.filter(
        organisation=organisation, agreement__status=Status.IN_FORCE
    ).values("agreement")
    partners = Party.objects.filter(agreement__in=signed).values("organisation")
    return Programme.objects.filter(Q(lead_org=organisation) | Q(lead_org__in=partners))


def record(programme: Programme) -> ProcessingRecord | None:
    """The latest version that this organisation keeps."""
    return ProcessingRecord.objects.filter(programme=programme).select_related("by").first()


def versions(programme: Programme) -> list[ProcessingRecord]:
    return list(ProcessingRecord.objects.filter(programme=programme).select_related("by"))


def reviews() -> dict[int, date]:
    """Programme -> when its record was last reviewed."""
    found = ProcessingRecord.objects.order_by().values_list("programme")
    return dict(found.annotate(Max("reviewed_on")))


def clauses(organisation: Organisation, programme: Programme, on: date) -> list[Clause]:
    """What this organisation shares in the programme, under agreements in force."""
    found = agreements.in_force(on).filter(
        agreements.of_programme(programme.pk), from_org=organisation
    )
    return list(found.select_related("agreement", "to_org__country"))


def prefilled(organisation: Organisation, programme: Programme, on: date) -> dict[str, str]:
    """What the system knows already, as a text to read and mend."""
    shared = clauses(organisation, programme, on)
    parties = Party.objects.filter(agreement__in={clause.agreement_id for clause in shared})
    others = parties.exclude(organisation=organisation).select_related("organisation")
    purposes = sorted({purpose for clause in shared for purpose in clause.purposes})
    abroad = [c for c in shared if c.to_org.country_id != organisation.country_id]
    return {
        "controller": _lines([organisation.name, organisation.email, organisation.phone]),
        "joint_controllers": _lines(sorted({str(party.organisation.name) for party in others})),
        "purposes": _lines(Purpose(p).label for p in purposes or [Purpose.CASEWORK]),
        "persons": _("Persons who return, their families, and contacts whom they name"),
        "categories": _lines(label for _number, label in DataClass.choices),
        "recipients": _lines(
            f"{c.to_org.name}: {c.classes_in_words} ({c.agreement.number}, {c.number})"
            for c in shared
        ),
        "transfers": _lines(
            f"{c.to_org.country}: {c.to_org.name} ({c.agreement.number}, {c.number})"
            for c in abroad
        ),
        "retention": _lines(
            _("Facts of a referral: %(days)d days after its end (%(article)s)")
            % {"days": c.days_after, "article": c.number}
            for c in shared
            if c.days_after
        ),
        "security": _lines(
            [
                _("Row policies in the database: no row is seen without agreement and consent."),
                _("Names, documents, contacts and free text are kept encrypted."),
                _("Second factor at sign-in; powerful roles are given by two people."),
                _("Each of %(n)d tables about persons has a rule of export and of erasure.")
                % {"n": len(RULES)},
            ]
        ),
    }


def _lines(parts: object) -> str:
    return "\n".join(str(part) for part in parts if part)  # type: ignore[attr-defined]


# The register of breaches


def breaches() -> QuerySet[Breach]:
    return Breach.objects.select_related("reported_by").annotate(
        found=Count("affected"), untold=Count("affected", filter=Q(affected__told_at__isnull=True))
    )


def open_breaches() -> list[Breach]:
    return list(breaches().filter(closed_at__isnull=True).order_by("aware_at"))


def affected(breach: Breach) -> list[Affected]:
    found = Affected.objects.filter(breach=breach).select_related("person", "told_by")
    return list(found.order_by("found_at", "pk"))


def told(persons: Sequence[UUID]) -> list[Affected]:
    """What these persons were told of breaches, as they read it on their own page."""
    found = Affected.objects.filter(person__in=persons, told_at__isnull=False)
    return list(found.order_by("-told_at"))


def closing_facts(breach: Breach) -> rules.ClosingFacts:
    rows = affected(breach)
    return rules.ClosingFacts(
        is_closed=breach.closed_at is not None,
        risk=Risk(breach.risk),
        authority=Decision(breach.authority),
        is_authority_told=breach.authority_told_at is not None,
        persons=Decision(breach.persons),
        affected=len(rows),
        untold=sum(row.told_at is None for row in rows),
    )


def officer_of(organisation: Organisation) -> User | None:
    return User.objects.filter(
        organisation=organisation,
        is_active=True,
        roles__contains=[Role.DATA_PROTECTION_OFFICER],
    ).first()


def colleagues(user: User) -> QuerySet[User]:
    """Whose reading may be looked at: everybody who signs in, one's own first."""
    return User.objects.filter(person_id__isnull=True).order_by("name")


@dataclass(frozen=True)
class ReadPerson:
    person: Person
    reads: int


def read_by(user: User, since: datetime, until: datetime, table: str = "") -> list[ReadPerson]:
    """Whose rows the user read in that time, as the read log tells this organisation's officer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, reads from oversight_read_by(%s, %s, %s, %s)",
            [str(user.pk), since, until, table],
        )
        reads: dict[UUID, int] = dict(cursor.fetchall())
    persons = Person.objects.filter(pk__in=reads)
    return [ReadPerson(person, reads[person.pk]) for person in persons]


def of_cases(references: Sequence[str]) -> list[Person]:
    """Everybody in the cases of these references, as far as the actor sees them."""
    cases = Case.objects.filter(reference__in=references)
    return list(Person.objects.filter(household__in=cases.values("household")))
