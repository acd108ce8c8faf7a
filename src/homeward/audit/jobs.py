"""The worker's jobs on the read log."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.audit import actions


@app.periodic(cron=f"*/{settings.ANCHOR_MINUTES} * * * *")
@app.task(queueing_lock="anchor_read_log", pass_context=False)
def anchor_read_log(timestamp: int = 0) -> None:
    """What is written between two runs is the blind window: a cut there is not seen."""
    actions.anchor(at=timezone.now())
