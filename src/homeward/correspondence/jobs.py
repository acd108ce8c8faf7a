"""The worker's jobs on messages with persons."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.correspondence import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sort_incoming", lock="sort_incoming", pass_context=False)
def sort_incoming(timestamp: int = 0) -> None:
    actions.sort_incoming(at=timezone.now())


@app.periodic(cron="30 4 * * *")
@app.task(queueing_lock="remind_persons", pass_context=False)
def remind_persons(timestamp: int = 0) -> None:
    actions.remind(at=timezone.now())
