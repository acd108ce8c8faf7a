"""The job that freezes extracts, across owners, with what agreements and consents cover."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access.choices import DataClass, Purpose
from homeward.access.jobs import job
from homeward.evaluations import actions, queries
from homeward.evaluations.models import Extract

CLASSES = {DataClass.PROFILE, DataClass.CASE, DataClass.SURVEY}


@app.task(queue="exports")
@job("freeze_extract", classes=CLASSES, purpose=Purpose.SURVEY, across_owners=True)
def freeze(extract_id: str) -> None:
    extract = Extract.objects.filter(pk=UUID(extract_id)).first()
    if extract:
        actions.freeze(extract, at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="freeze_waiting_extracts", pass_context=False)
@job("freeze_extract", classes=CLASSES, purpose=Purpose.SURVEY, across_owners=True)
def freeze_waiting(timestamp: int = 0) -> None:
    """What was asked for and what somebody left: nothing waits for a second request."""
    for pk in queries.thinned():
        actions.freeze(Extract.objects.get(pk=pk), at=timezone.now())
