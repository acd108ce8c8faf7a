"""The worker plays scenarios, and reads a programme's own history."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import gate, jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.scenarios import actions

READ = "read_scenario_history"
# Cleared for no class: a function of the database gives it counts and means over all owners.
jobs.declare(READ, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)


@app.task(queue="scenarios")
def play_scenario(play_id: str, user_id: int) -> None:
    """As the user who asked. The playing needs no database and holds no transaction open."""
    play(UUID(play_id), User.objects.get(pk=user_id))


def play(found: UUID, user: User) -> bool:
    """False where it was stopped: then nothing is kept."""

    def each(done: int) -> None:
        with gate.acting_user(user.pk):
            if not actions.tell(found, done, by=user):
                raise actions.Stopped

    try:
        with gate.acting_user(user.pk):
            inputs = actions.begin(found, by=user)
        if inputs is None:
            return False
        result = actions.play_out(inputs, each)
        with gate.acting_user(user.pk):
            return actions.keep(found, result, by=user, at=timezone.now())
    except actions.Stopped:
        return False
    except Exception:
        with gate.acting_user(user.pk):
            actions.give_up(found)
        raise


@app.task(queue="scenarios")
def read_scenario_history() -> None:
    read()


def read() -> int:
    with jobs.acting_job(READ):
        return actions.read_waiting(at=timezone.now())
