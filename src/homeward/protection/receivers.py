"""What protection answers to the floors below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.assessments import queries as assessments
from homeward.assessments.models import Assessment
from homeward.assessments.signals import submitted
from homeward.cases.models import Case
from homeward.cases.signals import announcing
from homeward.persons.actions import withdrawn
from homeward.protection import queries, screening
from homeward.protection.actions import About, Observation, raise_from, take_back_uncovered
from homeward.protection.choices import FlagKind, Reason, Source


@receiver(announcing, dispatch_uid="protection.hold")
def not_while_a_check_is_open(sender: Any, case: Case, **kwargs: Any) -> list[Reason]:
    """The reason says no more than that: whoever announces need not be cleared for more."""
    return [Reason.CHECK_OPEN] if queries.departure_is_held(case) else []


@receiver(withdrawn, dispatch_uid="protection.care")
def take_back(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    take_back_uncovered(person_id, at=at)


@receiver(submitted, dispatch_uid="protection.flags")
def raise_flags(
    sender: Any, *, assessment: Assessment, by: User, at: datetime, **rest: Any
) -> None:
    """Any form may say of its questions which answers raise a flag: in the same transaction."""
    if not can(by, "protection.report") or not screening.marks(assessment.form_version.survey):
        return
    now = at.replace(tzinfo=None)
    answers = assessments.filling(assessment, now=now, language="en").answers()
    raise_from(
        About.of_case(assessment.case, assessment.person_id, by=by),
        assessment.form_version,
        answers,
        Observation(
            kind=FlagKind.OTHER,
            said_on=assessment.held_on,
            source=Source.SCREEN,
            submission_id=assessment.pk,
        ),
        by=by,
        at=at,
    )
