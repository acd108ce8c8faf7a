"""The worker looks every night whether a labour market has become full."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.pathways import actions

WATCH = "watch_markets"
# It reads facts that everybody reads, and no person.
jobs.declare(WATCH, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock=WATCH, pass_context=False)
def watch_markets(timestamp: int = 0) -> None:
    watch(at=timezone.now())


def watch(*, at: datetime) -> int:
    """How many markets are full since now."""
    with jobs.acting_job(WATCH):
        return len(actions.watch(at=at))
