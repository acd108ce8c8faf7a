"""The worker's jobs on cases."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.cases import actions, queries
from homeward.persons import actions as persons

ANEW = "ask_consent_anew"
jobs.declare(ANEW, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
TELL = "tell_of_security"
jobs.declare(TELL, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="ask_consent_anew", pass_context=False)
def ask_consent_anew(timestamp: int = 0) -> None:
    ask_those_who_come_of_age(at=timezone.now())


def ask_those_who_come_of_age(*, at: datetime) -> int:
    """Ends guardians' consents at the age of consent, and has the young people asked before."""
    with jobs.acting_job(ANEW):
        ended = persons.end_guardians(today=timezone.localdate(at), at=at)
        with connection.cursor() as cursor:
            for person_id, ends_on in ended.items():
                cursor.execute("select cases_ask_anew(%s, %s, %s)", [person_id, ends_on, at])
    return len(ended)


@app.task
def tell_of_security() -> None:
    tell_holders(at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="tell_of_security_again", pass_context=False)
def tell_of_security_again(timestamp: int = 0) -> None:
    """What a crash kept from being told."""
    tell_holders(at=timezone.now())


def tell_holders(*, at: datetime) -> int:
    """Opens the waits for every alert not told yet, the oldest first. How many cases it reached."""
    told = 0
    with jobs.acting_job(TELL), connection.cursor() as cursor:
        for alert_id in queries.alerts_to_tell():
            cursor.execute("select cases_tell_of_security(%s, %s)", [alert_id, at])
            told += cursor.fetchone()[0]
    return told


EXPIRE = "expire_confirmations"
jobs.declare(EXPIRE, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="expire_confirmations", pass_context=False)
def expire_confirmations(timestamp: int = 0) -> None:
    expire_silent_hosts(at=timezone.now())


def expire_silent_hosts(*, at: datetime) -> int:
    """Hosts that did not answer in time: the case waits at its own organisation again."""
    with jobs.acting_job(EXPIRE):
        return actions.expire_confirmations(at=at)
