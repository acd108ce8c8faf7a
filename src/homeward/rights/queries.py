"""Reads for the pages of rights. Rows are the gate's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.tokens import hash_of
from homeward.persons import queries as persons
from homeward.persons.models import Contact, IdentityDocument, Person, PersonName
from homeward.places.names import country_name, language_name
from homeward.programmes.models import Programme
from homeward.rights import rules
from homeward.rights.choices import ErasureStatus, RequestStatus
from homeward.rights.models import (
    ErasureDecision,
    Hold,
    PersonCopy,
    Rectification,
    RetentionRule,
    RightsRequest,
)


def requests(*, status: str = "") -> QuerySet[RightsRequest]:
    found = RightsRequest.objects.select_related("person", "recorded_by", "owner_org")
    return found.filter(status=status) if status else found


def open_requests() -> int:
    return RightsRequest.objects.filter(status=RequestStatus.OPEN)[:100].count()


def decisions() -> QuerySet[ErasureDecision]:
    return ErasureDecision.objects.select_related("proposed_by", "decided_by").order_by(
        "-proposed_at"
    )


def to_decide(user: User) -> list[ErasureDecision]:
    """Those that wait for somebody other than who proposed them."""
    return list(decisions().filter(status=ErasureStatus.PROPOSED).exclude(proposed_by=user))


def under_way() -> list[ErasureDecision]:
    return list(decisions().filter(status__in=[ErasureStatus.PROPOSED, ErasureStatus.APPROVED]))


def decision_on(request: RightsRequest) -> ErasureDecision | None:
    return decisions().filter(request=request).first()


def household_of(reference: str) -> list[Person]:
    """The members of the case of this reference; none where there is none, or none to see."""
    case = Case.objects.filter(reference__iexact=reference).first()
    return persons.members(case.household_id) if case else []


def language_of(request: RightsRequest) -> str:
    person = Person.objects.filter(pk=request.person_id).first()
    return person.language if person else ""


def holds(person_ids: Iterable[UUID] | None = None, *, on: date) -> list[Hold]:
    found = Hold.objects.filter(Q(until__isnull=True) | Q(until__gte=on), ended_at__isnull=True)
    if person_ids is not None:
        found = found.filter(person_id__in=list(person_ids))
    return list(found.select_related("set_by", "owner_org").order_by("-set_at"))


def rectifications(person: Person) -> list[Rectification]:
    return list(Rectification.objects.filter(person=person).select_related("by"))


def copies(request: RightsRequest) -> list[PersonCopy]:
    return list(request.copies.defer("content").order_by("-made_at"))


def references(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The references of the cases that these persons belong to."""
    found = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "household_id")
    households = dict(found)
    cases = Case.objects.filter(household_id__in={pk for pk in households.values() if pk}).order_by(
        "opened_at"
    )
    by_household = {case.household_id: case.reference for case in cases}
    return {
        pk: by_household[household]
        for pk, household in households.items()
        if household in by_household
    }


def case_of(person: Person) -> Case | None:
    """The person's last case."""
    return _cases(person).order_by("-opened_at").first()


def _cases(person: Person) -> QuerySet[Case]:
    household = person.household_id
    return Case.objects.filter(household_id=household) if household else Case.objects.none()


def copy_until(token: str) -> datetime | None:
    """Until when a link opens its copy. Asked without an actor: the token is the proof."""
    with connection.cursor() as cursor:
        cursor.execute("select rights_knows_copy(%s)", [hash_of(token)])
        until: datetime | None = cursor.fetchone()[0]
    return until


def is_held(person_id: UUID) -> bool:
    """Also where the hold is another organisation's, which the actor does not see."""
    return _asked("rights_held", person_id)


def _asked(function: str, person_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [person_id])
        return bool(cursor.fetchone()[0])


def erasure_facts(person: Person, *, by: User) -> rules.ErasureFacts:
    cases = _cases(person)
    return rules.ErasureFacts(
        is_owner=person.owner_org_id == by.organisation_id,
        case_is_open=cases.filter(closed_at__isnull=True).exists(),
        is_held=is_held(person.pk),
        money_is_open=_asked("rights_money_open", person.pk),
        is_erased=ErasureDecision.objects.filter(
            person=person, status=ErasureStatus.CARRIED_OUT
        ).exists(),
    )


def other_files(person: Person, *, by: User) -> list[Person]:
    """The same person's other files that the actor's organisation keeps and nobody erases yet."""
    decided = ErasureDecision.objects.exclude(status=ErasureStatus.REFUSED)
    return list(
        Person.objects.filter(
            pk__in=persons.files_of(person.pk), owner_org=by.organisation_of_rows
        ).exclude(pk__in=[person.pk, *decided.values_list("person_id", flat=True)])
    )


@dataclass(frozen=True)
class Value:
    """A value that can be put right: where it stands, what it is called, what it is."""

    subject: str
    row_id: UUID
    field: str
    label: str
    value: str
    shown: str
    kind: str = ""


# Codes that a page says in words.
CODES = {"language": language_name, "country": country_name}
# What may be put right, by table. Facts have their own correction (cases.actions.correct_fact).
CORRECTABLE: dict[str, tuple[type[Person | PersonName | IdentityDocument | Contact], list[str]]] = {
    "person": (Person, ["given_name", "family_name", "sex", "language"]),
    "name": (PersonName, ["given_name", "family_name"]),
    "document": (IdentityDocument, ["number", "country"]),
    "contact": (Contact, ["value"]),
}


def values(person: Person) -> list[Value]:
    found: list[Value] = []
    for subject, (model, fields) in CORRECTABLE.items():
        rows: list[Any] = (
            [person]
            if model is Person
            else list(model._default_manager.filter(**{"person": person}).order_by("pk"))
        )
        for row in rows:
            kind = "" if row is person else str(getattr(row, "get_kind_display", row.__str__)())
            found += [
                Value(
                    subject,
                    row.pk,
                    name,
                    str(row._meta.get_field(name).verbose_name),
                    str(getattr(row, name)),
                    _in_words(row, name),
                    kind,
                )
                for name in fields
            ]
    return found


def _in_words(row: Any, name: str) -> str:
    value = str(getattr(row, name))
    if not value:
        return ""
    if name in CODES:
        return CODES[name](value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display()) if display else value


def led_by(user: User) -> QuerySet[Programme]:
    return Programme.objects.filter(lead_org=user.organisation_id).order_by("name")


def retention_rules() -> list[RetentionRule]:
    return list(RetentionRule.objects.select_related("programme", "set_by"))


def retention_of(programme: Programme | int, *, on: date) -> RetentionRule | None:
    return (
        RetentionRule.objects.filter(programme=programme, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )


@dataclass(frozen=True)
class Due:
    """A closed case whose time of keeping has ended."""

    case: Case
    ended_on: date
    rule: RetentionRule
    is_held: bool


def due_for_erasure(user: User, *, on: date, at_most: int = 200) -> list[Due]:
    """The organisation's closed cases past their retention, the longest first."""
    by_programme = {
        programme: rule
        for programme in {r.programme_id for r in RetentionRule.objects.all()}
        if (rule := retention_of(programme, on=on))
    }
    under_way = ErasureDecision.objects.exclude(status=ErasureStatus.REFUSED).values("person")
    closed = (
        Case.objects.filter(
            owner_org=user.organisation_id,
            closed_at__isnull=False,
            programme__in=by_programme,
        )
        .exclude(person__in=under_way)
        .order_by("closed_at")[: at_most * 5]
    )
    found: list[Due] = []
    for case in closed:
        rule = by_programme[case.programme_id]
        ended = rules.add_months(case.closed_at.date(), rule.months)  # type: ignore[union-attr]
        if ended < on and len(found) < at_most:
            found.append(Due(case, ended, rule, is_held(case.person_id)))
    return found
