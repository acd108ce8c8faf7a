"""A programme's own history is asked for, and read by a job that tells nothing of few."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.indicators.queries.figures import smallest
from homeward.programmes.models import Programme
from homeward.scenarios import queries
from homeward.scenarios.choices import Reason
from homeward.scenarios.models import Reading
from homeward.scenarios.rules import history

JOB = "homeward.scenarios.jobs.read_scenario_history"


@transaction.atomic
def ask_for_history(
    programme: Programme, *, since: date, until: date, by: User, at: datetime
) -> Reading:
    """Leaves it to the worker. One at a time for a programme."""
    require(by, "scenarios.keep")
    checks = [
        (since < until <= timezone.localdate(at), Reason.PERIOD),
        (not queries.reading_under_way(programme, by), Reason.BEING_READ),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    made = Reading.objects.create(
        organisation=by.organisation_of_rows, programme=programme, since=since, until=until,
        asked_at=at, asked_by=by,
    )  # fmt: skip
    app.configure_task(JOB).defer()
    return made


def read_waiting(*, at: datetime) -> int:
    """Reads all histories that wait, each in a unit of its own. Called under the job's actor."""
    done = 0
    for one in Reading.objects.filter(read_at=None).order_by("asked_at"):
        with transaction.atomic():
            rows = queries.history(one.programme_id, one.since, one.until)
            one.figures = history.told(
                rows, smallest=smallest(timezone.localdate(at)),
                areas=queries.areas_of_places(rows), tops=queries.top_areas(rows),
            )  # fmt: skip
            one.read_at = at
            one.save(update_fields=["figures", "read_at"])
        done += 1
    return done
