"""A scenario is begun, from nothing or like another, and shown to others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.programmes.models import Programme
from homeward.scenarios import queries
from homeward.scenarios.choices import Reason
from homeward.scenarios.models import Assumption, Change, Scenario
from homeward.scenarios.rules import checking


@dataclass(frozen=True, kw_only=True)
class Given:
    name: str
    question: str
    begins_on: date
    months: int
    runs: int
    seed: int
    currency: str


def locked(scenario: Scenario) -> Scenario:
    """Read again under a lock, of what the actor may write."""
    return Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)


@transaction.atomic
def make(
    given: Given, programme: Programme, *, like: Scenario | None = None, by: User, at: datetime
) -> Scenario:
    """With `like`, its assumptions and changes come along, each with its source."""
    require(by, "scenarios.keep")
    refuse_if(
        checking.reasons_not_to_make(
            begins_on=given.begins_on, months=given.months, runs=given.runs
        )
    )
    made = Scenario.objects.create(
        **vars(given), organisation=by.organisation_of_rows, programme=programme, like=like,
        made_at=at, made_by=by,
    )  # fmt: skip
    if like:
        _copy(like, made, by=by, at=at)
    return made


def _copy(like: Scenario, made: Scenario, *, by: User, at: datetime) -> None:
    lasting = made.months
    assumed = [one for one in queries.assumptions(like) if (one.month or 1) <= lasting]
    Assumption.objects.bulk_create(
        Assumption(**_again(one, made), version=1, entered_at=at, entered_by=by) for one in assumed
    )
    changed = [one for one in queries.changes(like) if one.to_month <= lasting]
    Change.objects.bulk_create(
        Change(**_again(one, made), entered_at=at, entered_by=by) for one in changed
    )


LEFT = {"id", "scenario", "version", "entered_at", "entered_by", "replaced_at"}


def _again(one: Assumption | Change, made: Scenario) -> dict[str, Any]:
    fields = [field.name for field in one._meta.concrete_fields if field.name not in LEFT]
    return {"id": uuid4(), "scenario": made, **{name: getattr(one, name) for name in fields}}


@transaction.atomic
def share(scenario: Scenario, *, by: User, at: datetime) -> None:
    """From now on everybody who may read scenarios reads it; so that a committee can."""
    require(by, "scenarios.share")
    scenario = locked(scenario)
    checks = [
        (scenario.shared_at is None, Reason.SHARED),
        (queries.latest_ready(scenario) is not None, Reason.NOT_PLAYED),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    scenario.shared_at, scenario.shared_by = at, by
    scenario.save(update_fields=["shared_at", "shared_by"])
