"""The worker's jobs on referrals."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose

RUN_OUT = "close_run_out"
jobs.declare(RUN_OUT, classes=set(), purpose=Purpose.REFERRAL, across_owners=True)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="close_run_out", pass_context=False)
def close_run_out(timestamp: int = 0) -> None:
    close_what_ran_out(at=timezone.now())


def close_what_ran_out(*, at: datetime) -> int:
    """Closes referrals whose ground has ended by its own date, a day after it."""
    with jobs.acting_job(RUN_OUT), connection.cursor() as cursor:
        cursor.execute("select referrals_close_run_out(%s)", [at])
        closed: int = cursor.fetchone()[0]
    return closed
