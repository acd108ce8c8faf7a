"""The worker's jobs on attempts."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.core import limits


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget_attempts", pass_context=False)
def forget_attempts(timestamp: int = 0) -> None:
    limits.forget_old(before=timezone.now())
