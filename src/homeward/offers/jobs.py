"""The worker's job on offers."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.offers import actions

ASK = "ask_about_offers"


@app.periodic(cron="50 5 * * *")
@app.task(queueing_lock="ask_about_offers", pass_context=False)
def ask_about_offers(timestamp: int = 0) -> None:
    """Each morning: whoever keeps an offer that has grown old is asked whether it holds."""
    _ask()


@jobs.job(ASK, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
def _ask() -> None:
    actions.ask_all(at=timezone.now())
