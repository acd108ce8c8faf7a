"""The worker's jobs on referrals."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose

RUN_OUT = "close_run_out"
jobs.declare(RUN_OUT, classes=set(), purpose=Purpose.REFERRAL, across_owners=True)
EXPIRE = "expire_referrals"
jobs.declare(EXPIRE, classes=set(), purpose=Purpose.REFERRAL, across_owners=True)


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


# After the reminders of the same morning (tasks/jobs.py): nothing expires that nobody was told of.
@app.periodic(cron="40 5 * * *")
@app.task(queueing_lock="expire_referrals", pass_context=False)
def expire_referrals(timestamp: int = 0) -> None:
    expire_silent(at=timezone.now())


def expire_silent(*, at: datetime) -> int:
    """Ends referrals whose holder kept silent after the day, the reminder and the escalation."""
    with jobs.acting_job(EXPIRE), connection.cursor() as cursor:
        cursor.execute("select referrals_expire(%s)", [at])
        ended: int = cursor.fetchone()[0]
    return ended
