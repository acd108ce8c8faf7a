"""The worker compares anew when programmes read otherwise than they did."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.alignment import actions

COMPARE = "compare_programmes"
# Programmes tell of nobody: the job is cleared for no class.
jobs.declare(COMPARE, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock=COMPARE, pass_context=False)
def compare_programmes(timestamp: int = 0) -> None:
    with jobs.acting_job(COMPARE):
        actions.compare_if_changed(at=timezone.now())
