"""The worker's jobs on messages."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.messages import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_messages", lock="send_messages", pass_context=False)
def send_messages(timestamp: int = 0) -> None:
    actions.send_waiting(at=timezone.now())


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="erase_messages", pass_context=False)
def erase_messages(timestamp: int = 0) -> None:
    actions.erase_old(at=timezone.now())
