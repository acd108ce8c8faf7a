"""The worker's job on interviews: what a person sent by a link becomes the wave's answers."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.interviews import actions
from homeward.interviews.models import InterviewDraft

NAME = "take_sent_answers"
CLASSES = {
    DataClass.IDENTITY,
    DataClass.CASE,
    DataClass.SURVEY,
    DataClass.HEALTH,
    DataClass.PROTECTION,
    DataClass.LEGAL,
}


@app.task(name=actions.sending.TAKE)
def take_sent(draft: str, organisation_id: int) -> None:
    take_as_job(UUID(draft), organisation_id=organisation_id)


@jobs.job(NAME, classes=CLASSES, purpose=Purpose.CASEWORK)
def take_as_job(draft: UUID, *, organisation_id: int) -> None:
    """A sealed file is not there for the job: its team takes the answers in by hand."""
    found = InterviewDraft.objects.filter(pk=draft, sent_at__isnull=False, refused=[]).first()
    if found:
        actions.take(found, at=timezone.now())
