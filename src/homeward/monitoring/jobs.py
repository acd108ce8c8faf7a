"""The worker's jobs on the installation itself."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import JobContext
from procrastinate.contrib.django import app

from homeward.monitoring import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="watch_installation", lock="watch_installation", pass_context=False)
def watch_installation(timestamp: int = 0) -> None:
    actions.look(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="revive_jobs", priority=1, pass_context=True)
def revive_jobs(context: JobContext, timestamp: int = 0) -> None:
    """Without a lock: where the last one was killed itself, the next one runs all the same."""
    actions.revive(asking=context.job.id)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="check_installation", pass_context=False)
def check_installation(timestamp: int = 0) -> None:
    """What `homeward check` says, kept for the page; the check stands above all features."""
    actions.check(import_string(settings.INSTALLATION_CHECK), at=timezone.now())


@app.periodic(cron="50 4 * * *")
@app.task(queueing_lock="forget_measurements", pass_context=False)
def forget_measurements(timestamp: int = 0) -> None:
    actions.forget(at=timezone.now())
