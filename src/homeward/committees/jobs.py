"""The worker's job on minutes."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.committees import actions


@app.periodic(cron="35 4 * * *")
@app.task(queueing_lock="approve_silent_minutes", pass_context=False)
def approve_silent_minutes(timestamp: int = 0) -> None:
    actions.approve_silent(at=timezone.now())
