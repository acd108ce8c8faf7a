"""The worker computes figures every night, and when somebody asks for it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.indicators import actions

COMPUTE = "compute_indicators"
# Cleared for no class: functions of the database give it ids, days and numbers of all owners.
jobs.declare(COMPUTE, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock=COMPUTE, pass_context=False)
def compute_indicators(timestamp: int = 0, asked_by: int = 0) -> None:
    compute(asked_by=asked_by)


def compute(*, asked_by: int = 0, again: bool = False) -> actions.Done:
    with jobs.acting_job(COMPUTE):
        return actions.compute_all(
            at=timezone.now(), again=again, asked_by=User.objects.filter(pk=asked_by).first()
        )
