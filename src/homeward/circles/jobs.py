"""The worker's jobs on lists."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.circles import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_posts", lock="send_posts", pass_context=False)
def send_posts(timestamp: int = 0) -> None:
    actions.send_posts(at=timezone.now())


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="forget_unconfirmed", pass_context=False)
def forget_unconfirmed(timestamp: int = 0) -> None:
    actions.forget_unconfirmed(at=timezone.now())
