"""The worker's jobs on attempts and on forms that were sent."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.core import limits, once


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget_attempts", pass_context=False)
def forget_attempts(timestamp: int = 0) -> None:
    limits.forget_old(before=timezone.now())


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="forget_sent", pass_context=False)
def forget_sent(timestamp: int = 0) -> None:
    once.forget_old(at=timezone.now())
