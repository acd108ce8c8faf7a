"""The worker works proposals out."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import gate
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.allocations import actions
from homeward.allocations.sharing import share


@app.task(queue="allocations")
def work_out(proposal_id: str, user_id: int) -> None:
    """As the user who asked, so that the gate answers as it would on the user's page.

    The sharing itself needs no database, and holds no transaction open.
    """
    user = User.objects.get(pk=user_id)
    proposal = UUID(proposal_id)
    try:
        with gate.acting_user(user_id, Purpose.CASEWORK):
            gathered = actions.begin(proposal, by=user, at=timezone.now())
        if gathered is None:
            return
        shared = share(gathered.season)
        with gate.acting_user(user_id, Purpose.CASEWORK):
            actions.keep(proposal, gathered, shared, by=user, at=timezone.now())
    except Exception:
        with gate.acting_user(user_id, Purpose.CASEWORK):
            actions.give_up(proposal)
        raise
