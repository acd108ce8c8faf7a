"""The worker compares what waits for it, and takes away what is no longer to be kept."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.crossmatches import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="compare_encoded", lock="compare_encoded", pass_context=False)
def compare_encoded(timestamp: int = 0) -> None:
    actions.compare_waiting(at=timezone.now())


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="forget_crossmatches", pass_context=False)
def forget_crossmatches(timestamp: int = 0) -> None:
    actions.forget(at=timezone.now())
