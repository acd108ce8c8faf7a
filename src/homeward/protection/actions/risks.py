"""Factors as somebody saw them, and the assessment of what a person risks on return."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.actions.stages import locked
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.protection import queries
from homeward.protection.actions.common import alone, of, refuse_if_closed, wait
from homeward.protection.choices import Conclusion, Reason, Source, Strength
from homeward.protection.models import Factor, RiskAssessment, Term
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class View:
    strength: Strength
    note: str = ""


@transaction.atomic
def see_factors(
    case: Case,
    person: Person,
    views: Mapping[Term, View],
    *,
    source: Source,
    said_on: date,
    by: User,
    at: datetime,
) -> int:
    """Writes what changed: an earlier view is kept with the day on which it was replaced."""
    require(by, "protection.assess")
    case = locked(case)
    refuse_if_closed(case)
    standing = {
        factor.term_id: factor
        for factor in Factor.objects.filter(
            person=person, owner_org=by.organisation, replaced_at__isnull=True
        )
    }
    written = 0
    for term, view in views.items():
        before = standing.get(term.pk)
        if before and (before.strength, before.note) == (view.strength, view.note.strip()):
            continue
        if before:
            before.replaced_at = at
            before.save(update_fields=["replaced_at"])
        Factor.objects.create(
            term=term, strength=view.strength, note=view.note.strip(), source=source,
            said_on=said_on, at=at, by=by, **of(case, person.pk, by),
        )  # fmt: skip
        written += 1
    return written


@dataclass(frozen=True, kw_only=True)
class Risk:
    fear: str
    from_whom: str = ""
    route: str = ""
    wishes: str = ""
    view: str = ""
    conclusion: Conclusion = Conclusion.UNKNOWN
    assessed_on: date
    review_on: date | None = None


@transaction.atomic
def assess_risk(
    case: Case, person: Person, risk: Risk, *, by: User, at: datetime
) -> RiskAssessment:
    """A new assessment beside the earlier ones; its review is the focal point's wait."""
    require(by, "protection.assess")
    case = locked(case)
    refuse_if_closed(case)
    refuse_if([Reason.NO_WORDS] if not (risk.fear.strip() or risk.view.strip()) else [])
    earlier = RiskAssessment.objects.filter(case=case, person=person)
    for before in earlier.values_list("pk", flat=True):
        tasks.end(TaskKind.REVIEW_PROTECTION, before, at=at)
    found = RiskAssessment.objects.create(at=at, by=by, **asdict(risk), **of(case, person.pk, by))
    if risk.review_on:
        org_id = by.organisation_of_rows.pk
        holders = queries.colleagues(org_id, [Role.PROTECTION_FOCAL_POINT])
        wait(
            TaskKind.REVIEW_PROTECTION, found.pk, case, person_id=person.pk, org_id=org_id,
            holder=alone(holders), due_on=risk.review_on, at=at,
        )  # fmt: skip
    return found
