"""What protection answers to the floors below."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.assessments import queries as assessments
from homeward.assessments.models import Assessment
from homeward.assessments.signals import submitted
from homeward.cases.models import Case
from homeward.cases.signals import announcing, asking_categories
from homeward.persons.actions import foreseen, withdrawn
from homeward.protection import queries, screening
from homeward.protection.actions import About, Observation, raise_from, take_back_uncovered
from homeward.protection.choices import FlagKind, Reason, Source


@receiver(announcing, dispatch_uid="protection.hold")
def not_while_a_check_is_open(sender: Any, case: Case, **kwargs: Any) -> list[Reason]:
    """The reason says no more than that: whoever announces need not be cleared for more."""
    return [Reason.CHECK_OPEN] if queries.departure_is_held(case) else []


@receiver(asking_categories, dispatch_uid="protection.categories")
def categories_that_hold(sender: Any, *, person_id: UUID, **rest: Any) -> dict[str, bool]:
    return queries.categories_of(person_id)


@receiver(withdrawn, dispatch_uid="protection.care")
def take_back(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    take_back_uncovered(person_id, at=at)


@receiver(foreseen, dispatch_uid="protection.care_foreseen")
def treatments_that_would_close(
    sender: Any, *, person_ids: Sequence[UUID], recipient_org_ids: Sequence[int], **rest: Any
) -> list[str]:
    """Those handed to the recipient, as far as the actor sees them."""
    return [
        _("The medical hand-over to %(clinic)s is taken back: agree on who goes on with it.")
        % {"clinic": one.receiver_org}
        for one in queries.handed_to(person_ids, recipient_org_ids)
    ]


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
