"""The worker's job on departures."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.departures import actions

ASK = "ask_about_departures"
jobs.declare(ASK, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="ask_about_departures", pass_context=False)
def ask_about_departures(timestamp: int = 0) -> None:
    ask(at=timezone.now())


def ask(*, at: datetime) -> int:
    """Departures of which nobody has said anything: their host side is asked."""
    with jobs.acting_job(ASK):
        return actions.ask_about_departures(at=at)
