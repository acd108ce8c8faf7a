"""The worker's jobs on webhooks."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.webhooks import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tell_webhooks", lock="tell_webhooks", pass_context=False)
def tell_webhooks(timestamp: int = 0) -> None:
    actions.tell_due(at=timezone.now())


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="forget_webhooks", pass_context=False)
def forget_webhooks(timestamp: int = 0) -> None:
    actions.forget_old(at=timezone.now())
