"""What assessments hear from below, and of themselves."""

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.assessments import queries
from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.models import Assessment
from homeward.assessments.signals import submitted
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.cases.signals import asking_intake
from homeward.forms import xlsform

xlsform.FACTS.update(queries.FACT_KINDS)


@receiver(asking_intake)
def form_of_intake(sender: Any, *, case: Case, user: User, on: date, **rest: Any) -> str | None:
    """Where the programme asks its intake by a form, that form's page."""
    if not can(user, "assessments.fill"):
        return None
    purpose = AssessmentPurpose.INTAKE
    if queries.version_for(purpose, programme_id=case.programme_id, on=on) is None:
        return None
    return reverse("assessments:begin", args=[case.pk, purpose.value])


@receiver(submitted)
def finish_intake(
    sender: Any, *, assessment: Assessment, by: User, at: datetime, **rest: Any
) -> None:
    """The intake's form is the intake."""
    if assessment.purpose == AssessmentPurpose.INTAKE and can(by, "cases.take_intake"):
        cases.finish_intake(assessment.case, by=by, at=at)
