"""The worker's jobs on exports."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import gate
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.exports import actions


@app.task(queue="exports")
def make_part(job_id: str, user_id: int, purpose: int = Purpose.CASEWORK) -> None:
    """As the user who asked, so that the gate answers as it would on the user's page."""
    user = User.objects.get(pk=user_id)
    if not user.is_active:
        actions.sweep()
        return
    with gate.acting_user(user_id, Purpose(purpose)):
        actions.make_part(UUID(job_id), by=user, at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="sweep_exports", pass_context=False)
def sweep_exports(timestamp: int = 0) -> None:
    actions.sweep()
