"""The worker's jobs on archives."""

from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access.choices import DataClass, Purpose
from homeward.access.jobs import acting_job, declare
from homeward.access.keys import KeyFault
from homeward.archives import actions

NAME = "archives.make"
declare(NAME, classes=set(DataClass), purpose=Purpose.CASEWORK, across_owners=False)


@app.task(queue="exports")
def make(request_id: str, organisation_id: int) -> None:
    """As the job of one organisation; what it may read, an approved request says."""
    try:
        with acting_job(NAME, organisation_id):
            actions.make(UUID(request_id), at=timezone.now())
    except (DatabaseError, KeyFault, OSError):
        with acting_job(NAME, organisation_id):
            actions.fail(UUID(request_id))
        raise


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="sweep_archives", pass_context=False)
def sweep_archives(timestamp: int = 0) -> None:
    actions.sweep()
