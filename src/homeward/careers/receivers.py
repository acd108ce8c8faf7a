"""What careers hear from below: an assessment that was asked again."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.assessments import queries as assessments
from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.models import Assessment
from homeward.assessments.signals import submitted
from homeward.careers import actions, gaps


@receiver(submitted)
def propose_training(
    sender: Any, *, assessment: Assessment, by: User, at: datetime, **rest: Any
) -> None:
    """A reassessment proposes training: where some is known for a gap, somebody talks it over."""
    again = assessment.purpose == AssessmentPurpose.FOLLOW_UP
    if not can(by, "careers.keep") or not (again or assessments.earlier(assessment)):
        return
    if gaps.exists(assessment.case, assessment.person, on=at.date()):
        actions.ask_to_talk(assessment.case, assessment.person, at=at)
