"""The worker's job on papers: those that end soon are to be renewed."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose

RENEW = "renew_papers"
jobs.declare(RENEW, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="renew_papers", pass_context=False)
def renew_papers(timestamp: int = 0) -> None:
    ask_to_renew(at=timezone.now())


def ask_to_renew(*, at: datetime) -> int:
    """Opens the waits for papers that end within the days of the rule. How many were opened."""
    with jobs.acting_job(RENEW), connection.cursor() as cursor:
        cursor.execute("select papers_ask_to_renew(%s, %s)", [timezone.localdate(at), at])
        return int(cursor.fetchone()[0])
