"""The worker's jobs on the directory."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.services import actions

ASK = "ask_offices"


@app.periodic(cron="40 5 * * *")
@app.task(queueing_lock="ask_offices", pass_context=False)
def ask_offices(timestamp: int = 0) -> None:
    """Each morning: old entries are asked about, and places follow their areas."""
    _ask()


@jobs.job(ASK, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
def _ask() -> None:
    actions.place_anew()
    actions.ask_all(at=timezone.now())
