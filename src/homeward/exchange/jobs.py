"""The worker's jobs on files that were brought."""

from uuid import UUID

from django.utils import timezone, translation
from procrastinate.contrib.django import app

from homeward.access import gate
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.exchange.activity_files import actions
from homeward.exchange.models import ActivityFile


@app.task(queue="imports")
def look_through(file_id: str, user_id: int, lenient: bool) -> None:
    """As the user who brought it, and in their language, since they read the report."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with gate.acting_user(user_id, Purpose.CASEWORK), translation.override(user.language):
            file = ActivityFile.objects.get(pk=UUID(file_id))
            actions.look_through(file, lenient=lenient, by=user, at=timezone.now())
